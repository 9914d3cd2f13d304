"""Shows what is known about the photo and its file, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QDir, QLocale, Qt, QTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vqstudio.core.colour import profile_name
from vqstudio.core.paths import shown_name
from vqstudio.core.shot import Shot, shot_of
from vqstudio.core.wording import one_line

from ...dialogs.export import file_size
from ...dialogs.showing import answer_of
from ...kit.translation import tr
from ...kit.widgets import button, label
from ...model.open_photo import OpenPhoto

Row = tuple[str, str]
WIDEST = 400
"""Maximum width of a value in logical pixels; longer ones are wrapped."""
LONGEST_FOLDER = 240
SHORT = 0.3
"""Seconds below which an exposure is written as a fraction."""
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def show_photo_info(photo: OpenPhoto | None, parent: QWidget) -> None:
    if photo is not None:
        dialog = PhotoInfoDialog([file_rows(photo), picture_rows(photo), shot_rows(photo)], parent)
        answer_of(dialog)


def file_rows(photo: OpenPhoto) -> list[Row]:
    path = photo.document.path
    if path is None:
        return [(tr("Name"), photo.name), (tr("File"), tr("Not saved yet"))]
    try:
        size = file_size(path.stat().st_size)
    except OSError:
        size = tr("The file is not there any more")
    folder = one_line(QDir.toNativeSeparators(str(path.parent)), LONGEST_FOLDER)
    return [(tr("Name"), shown_name(path)), (tr("Folder"), folder), (tr("Size on disk"), size)]


def picture_rows(photo: OpenPhoto) -> list[Row]:
    document = photo.document
    number = QLocale().toString(document.width * document.height / 1e6, "f", 1)
    pixels = tr("{width} × {height}, {number} megapixels", width=document.width, height=document.height, number=number)
    bits = tr("{bits} bits per channel", bits=8 if document.deep is None else 16)
    if document.pixels.shape[2] == 4:
        bits = tr("{bits}, with transparency", bits=bits)
    icc = document.metadata.icc
    profile = profile_name(icc) or tr("A profile without a name")
    if icc is None:
        profile = tr("{profile} (no profile in the file)", profile=profile)
    return [(tr("Pixels"), pixels), (tr("Depth"), bits), (tr("Colour profile"), profile)]


def shot_rows(photo: OpenPhoto) -> list[Row]:
    shot = shot_of(photo.document.metadata)
    unknown = tr("Not said in the file")
    place = tr("In the metadata; exporting can leave it out") if shot.has_place else tr("None in the metadata")
    return [
        (tr("Camera"), shot.camera or unknown), (tr("Lens"), shot.lens or unknown),
        (tr("Exposure"), _exposure(shot) or unknown), (tr("Taken"), _time(shot) or unknown), (tr("Place"), place),
    ]  # fmt: skip


def _exposure(shot: Shot) -> str:
    parts = []
    if shot.seconds is not None:
        short = shot.seconds < SHORT
        number = f"1/{round(1 / shot.seconds)}" if short else QLocale().toString(shot.seconds, "g", 3)
        parts.append(tr("{number} s", number=number))
    if shot.aperture is not None:
        parts.append(f"f/{QLocale().toString(shot.aperture, 'g', 3)}")
    if shot.sensitivity is not None:
        parts.append(f"ISO {round(shot.sensitivity)}")
    if shot.focal_length is not None:
        parts.append(f"{QLocale().toString(shot.focal_length, 'g', 4)} mm")
    return " · ".join(parts)


def _time(shot: Shot) -> str:
    if shot.taken is None:
        return ""
    when = QDateTime(QDate(*shot.taken.timetuple()[:3]), QTime(*shot.taken.timetuple()[3:6]))
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


class PhotoInfoDialog(QDialog):
    """Groups of names and values, separated from each other."""

    def __init__(self, groups: list[list[Row]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Photo information"))
        self._text = "\n\n".join("\n".join(f"{name}: {value}" for name, value in group) for group in groups)
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        self.values: dict[str, QLabel] = {}
        row = 0
        for group in groups:
            grid.setRowMinimumHeight(row, 8 if row else 0)
            row += 1
            for name, value in group:
                grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(self._value(name, value), row, 1)
                row += 1
        self.copy = button(tr("Copy"), tr("Copy all of it to the clipboard"))
        close = button(tr("Close"), tr("Close this window (Esc)"), primary=True)
        close.setDefault(True)
        self.copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 22, 26, 18)
        layout.setSpacing(14)
        layout.addWidget(label(tr("Photo information"), "heading"))
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addLayout(buttons)
        close.setFocus()

    def _value(self, name: str, value: str) -> QLabel:
        shown = self.values[name] = label(value, "", wrap=True)
        shown.setTextInteractionFlags(SELECTABLE)
        shown.setAccessibleName(tr("{name}: {text}", name=name, text=value))
        shown.setMinimumWidth(min(WIDEST, shown.fontMetrics().horizontalAdvance(value) + 4))
        return shown

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.copy.setText(tr("Copied"))
