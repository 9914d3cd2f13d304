"""How to export a photo: format, quality, size and metadata, with the result they lead to."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vqstudio.core.deep import DEEP_FORMATS
from vqstudio.core.encoding import (
    WITH_COMPRESSION,
    WITH_LOSSLESS,
    WITH_QUALITY,
    WITHOUT_ALPHA,
    SaveOptions,
    formats_here,
)
from vqstudio.core.errors import StudioError
from vqstudio.core.transform import LONGEST
from vqstudio.core.wording import mark

from ..kit.drawing import checkerboard
from ..kit.pixel_box import PixelBox
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import ValueSlider, label
from ..model.pyramid import wrap_pixels
from ..model.screen_colours import on_screen
from .estimator import Choice, Estimator, Outcome

NAMES = {"WEBP": "WebP", "JXL": "JPEG XL"}
"""Names of formats that Pillow spells differently."""

ORIGINAL, OTHER = mark("Original size"), mark("Other…")
SIDES = {ORIGINAL: None, "4096 px": 4096, "2048 px": 2048, "1280 px": 1280}
PREVIEW = QSize(440, 400)
CAPTION = mark("The middle of the photo at 100 %. Hold the mouse button to see it uncompressed.")
WAITING = mark("Working out the size…")


class ExportDialog(QDialog):
    """Starts with ``choice``. The ``estimator`` holds the photo."""

    def __init__(self, choice: Choice, estimator: Estimator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export the photo"))
        self._estimator = estimator
        self.outcome: Outcome | None = None
        """The result of the present choice; None while it is unknown."""
        document = estimator.document
        self._has_alpha = document.pixels.shape[2] == 4
        self.preview = Preview(theme)
        self.format = _combo(tr("Format"), tr("The kind of file"))
        for form in formats_here():
            self.format.addItem(NAMES.get(form, form), form)
        self.quality = ValueSlider(tr("Quality"), 1, 100, "")
        self.quality.setToolTip(tr("More quality makes a larger file"))
        self.lossless = QCheckBox(tr("Lossless"))
        self.lossless.setToolTip(tr("Keep every pixel exactly as it is"))
        self.compressed = QCheckBox(tr("Compressed"))
        self.compressed.setToolTip(tr("A smaller file of the same pixels. Without it, old programs can open it too."))
        self.side = _combo(tr("Longest side"), tr("Reduce a larger photo; a smaller one stays as it is"))
        for text in (*SIDES, OTHER):
            self.side.addItem(tr(text), text)
        self.pixels = PixelBox()
        self.pixels.side = max(document.width, document.height)
        self.pixels.setRange(1, LONGEST)
        self.pixels.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pixels.setKeyboardTracking(False)
        self.pixels.setAccessibleName(tr("Longest side in pixels"))
        self.pixels.setToolTip(tr("Pixels of the longest side"))
        self.metadata = QCheckBox(tr("Keep metadata"))
        self.metadata.setToolTip(
            tr("Camera, date, author, comments (EXIF, XMP, IPTC). The colour profile and the resolution always stay.")
        )
        self.place = QCheckBox(tr("With the place (GPS)"))
        self.place.setToolTip(tr("Say in the metadata where the photo was taken"))
        self.deep = QCheckBox(tr("16 bits per channel"))
        self.deep.setToolTip(tr("Keep the finer steps between light and dark, in a file of twice the size or more"))
        self.deep.setVisible(document.deep is not None)
        self.size_text = label(tr(WAITING), "heading")
        self.size_text.setAccessibleName(tr("File size"))
        self.dimensions = label("", "muted")
        self.note = label("", "muted", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.export = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.export.setText(tr("Export…"))
        self.export.setToolTip(tr("Choose where to write the file"))
        self.export.setProperty("primary", True)
        self._lay_out(buttons)
        self._show(choice)

        self.format.currentIndexChanged.connect(self._changed)
        self.quality.value_changed.connect(self._changed)
        self.lossless.toggled.connect(self._lossless_chosen)
        self.compressed.toggled.connect(self._changed)
        self.side.currentIndexChanged.connect(self._changed)
        self.pixels.valueChanged.connect(self._changed)
        self.metadata.toggled.connect(self._changed)
        self.place.clicked.connect(self._place_chosen)
        self.deep.clicked.connect(self._deep_chosen)
        self.preview.resized.connect(self._changed)
        estimator.ready.connect(self._ready)
        estimator.failed.connect(self._failed)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._changed()

    @property
    def choice(self) -> Choice:
        side = self.pixels.value() if self.side.currentData() == OTHER else SIDES[self.side.currentData()]
        options = SaveOptions(
            round(self.quality.value),
            self._lossless,
            self.metadata.isChecked(),
            side,
            self._deep,
            self._place,
            self.compressed.isChecked(),
        )
        return Choice(self.format.currentData(), options)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.preview, 1)
        left.addWidget(label(tr(CAPTION), "muted", wrap=True))
        right = QVBoxLayout()
        right.setSpacing(8)
        sides = QHBoxLayout()
        sides.setSpacing(8)
        sides.addWidget(self.side, 1)
        sides.addWidget(self.pixels)
        right.addWidget(label(tr("Format"), "label"))
        right.addWidget(self.format)
        right.addSpacing(8)
        right.addWidget(label(tr("Quality"), "label"))
        right.addWidget(self.quality)
        right.addWidget(self.lossless)
        right.addWidget(self.compressed)
        right.addSpacing(8)
        right.addWidget(label(tr("Longest side"), "label"))
        right.addLayout(sides)
        right.addSpacing(8)
        right.addWidget(self.metadata)
        right.addWidget(self.place)
        right.addWidget(self.deep)
        right.addSpacing(8)
        right.addStretch(1)
        right.addWidget(self.size_text)
        right.addWidget(self.dimensions)
        right.addWidget(self.note)
        right.addSpacing(8)
        right.addWidget(buttons)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().lineSpacing())
        column = QWidget()
        column.setFixedWidth(300)
        column.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(24)
        layout.addLayout(left, 1)
        layout.addWidget(column)

    def _show(self, choice: Choice) -> None:
        options = choice.options
        self._lossless, self._deep, self._place = options.lossless, options.deep, options.place
        self.format.setCurrentIndex(max(0, self.format.findData(choice.form)))
        self.quality.set_value(options.quality)
        self.metadata.setChecked(options.metadata)
        self.compressed.setChecked(options.compressed)
        preset = next((text for text, side in SIDES.items() if side == options.longest_side), OTHER)
        self.side.setCurrentIndex(self.side.findData(preset))
        if options.longest_side is not None:
            self.pixels.setValue(options.longest_side)

    def _lossless_chosen(self, on: bool) -> None:
        self._lossless = on
        self._changed()

    def _place_chosen(self, on: bool) -> None:
        self._place = on
        self._changed()

    def _deep_chosen(self, on: bool) -> None:
        self._deep = on
        self._changed()

    def _changed(self) -> None:
        form = self.format.currentData()
        can_choose = form in WITH_LOSSLESS
        lossless = self._lossless if can_choose else form not in WITH_QUALITY
        # The value forced by a format without this choice is shown, but not remembered as the user's.
        self.lossless.blockSignals(True)
        self.lossless.setChecked(lossless)
        self.lossless.blockSignals(False)
        self.lossless.setEnabled(can_choose)
        self.quality.setEnabled(not lossless)
        self.compressed.setVisible(form in WITH_COMPRESSION)
        self.place.setEnabled(self.metadata.isChecked())
        self.place.setChecked(self._place and self.metadata.isChecked())
        self.deep.setEnabled(form in DEEP_FORMATS)
        self.deep.setChecked(self._deep and form in DEEP_FORMATS)
        self._show_side()
        self.outcome = None
        self.size_text.setText(tr(WAITING))
        flattened = self._has_alpha and form in WITHOUT_ALPHA
        text = tr("{format} has no transparency; it becomes white.", format=self.format.currentText())
        self.note.setText(text if flattened else "")
        ratio = self.devicePixelRatioF()
        room = self.preview.size()
        self._estimator.ask(self.choice, (round(room.width() * ratio), round(room.height() * ratio)))

    def _show_side(self) -> None:
        other = self.side.currentData() == OTHER
        self.pixels.setEnabled(other)
        if not other:
            document = self._estimator.document
            self.pixels.blockSignals(True)
            self.pixels.setValue(SIDES[self.side.currentData()] or max(document.width, document.height))
            self.pixels.blockSignals(False)

    def _ready(self, outcome: Outcome) -> None:
        self.outcome = outcome
        size = file_size(outcome.estimate.size)
        self.size_text.setText(size if outcome.estimate.exact else tr("about {size}", size=size))
        width, height = outcome.size
        self.dimensions.setText(tr("{width} × {height} pixels", width=width, height=height))
        icc = self._estimator.document.metadata.icc
        self.preview.show_pictures(*(on_screen(part, icc) for part in (outcome.compressed, outcome.middle)))
        self.export.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        """Disable exporting if the format cannot hold the photo; exporting itself reports any other error."""
        self.size_text.setText("")
        self.dimensions.setText("")
        text = tr(error.sentence) if isinstance(error, StudioError) else tr("The size cannot be told beforehand.")
        self.note.setText(text)
        self.export.setEnabled(not isinstance(error, StudioError))


class Preview(QWidget):
    """Two versions of a picture at 100 %; the second is shown while the mouse button is pressed."""

    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pictures: tuple[np.ndarray, np.ndarray] | None = None
        self.uncompressed = False
        self.setMinimumSize(PREVIEW)
        self.resize(PREVIEW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("The middle of the photo as it will be exported"))
        self.setToolTip(tr("Hold the mouse button to see the photo uncompressed"))

    def show_pictures(self, compressed: np.ndarray, uncompressed: np.ndarray) -> None:
        """Two uint8 (h, w, 3|4)."""
        self._pictures = compressed, uncompressed
        self.update()

    @property
    def shown(self) -> np.ndarray | None:
        return self._pictures[self.uncompressed] if self._pictures else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show_uncompressed(event.button() is Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._show_uncompressed(False)

    def _show_uncompressed(self, on: bool) -> None:
        self.uncompressed = on
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("canvas"))
        if self.shown is None:
            return
        image = wrap_pixels(self.shown)
        ratio = self.devicePixelRatioF()
        width, height = image.width() / ratio, image.height() / ratio
        # Whole pixels of the screen, else the picture would be resampled.
        left, top = (round((room - part) / 2 * ratio) / ratio for room, part in
                     ((self.width(), width), (self.height(), height)))  # fmt: skip
        place = QRectF(left, top, width, height)
        if image.hasAlphaChannel():
            painter.setBrushOrigin(QPointF(left, top))
            painter.fillRect(place, checkerboard(self._theme))
        painter.drawImage(place, image)


def file_size(size: int) -> str:
    """Bytes in words, such as 1.2 MB."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _combo(name: str, tip: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(tip)
    return made
