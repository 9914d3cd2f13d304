"""The settings of a batch: which photos, what to do with them, where the results go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from vqstudio.batch_work import Adjusting, Enlarging, Painting, Repairing, Restoring, Work
from vqstudio.core.wording import mark
from vqstudio.engine.requests import StyleInfo, StyleRequest
from vqstudio.engine.restoration import Restoration

from ..dialogs.prompts import Prompts
from ..kit.layout import row
from ..kit.translation import said, tr
from ..kit.widgets import ElidedLabel, ValueSlider, button, label, scrolling
from ..tabs.adjust.sliders import AdjustSliders
from ..tabs.restore.panel import RICH_TIP
from ..tabs.style.panel import FORMS_TIP, NO_FORMS_TIP
from .entries import AGAIN, Wish

PAINT, REPAIR, RESTORE, ENLARGE, ADJUST = "paint", "repair", "restore", "enlarge", "adjust"
FACTORS = ((mark("2 times as wide and high"), 2.0), (mark("4 times as wide and high"), 4.0))
FORMATS = ((mark("As the photo"), None), ("JPEG", ".jpg"), ("PNG", ".png"))
WIDTH = 300
TELL_AFTER_MS = 250
BY_NETWORK = Qt.ItemDataRole.UserRole + 1
"""Whether a style has forms to set."""


class BatchSettings(QWidget):
    changed = Signal()
    """:attr:`wish` may have changed."""

    def __init__(self, prompts: Prompts, folder: Path) -> None:
        super().__init__()
        self._prompts = prompts
        self._start_at = folder
        """Where the file dialogs start."""

        self.source: Path | tuple[Path, ...] | None = None
        self.output: Path | None = None
        self._masks: Path | None = None
        """The folder of the masks."""
        self._mask: Path | None = None
        """One for all photos, in their place."""

        # Not for every step of a slider, because folders can be large.
        self._telling = QTimer(self, interval=TELL_AFTER_MS, singleShot=True)
        self._telling.timeout.connect(self.changed)
        self._make_controls()
        self._lay_out()
        self._connect()
        self._mode_changed()

    def show_styles(self, styles: Iterable[StyleInfo], chosen: str) -> None:
        """Offer these styles. The one that was chosen here before stays chosen, else the one called ``chosen`` is."""
        kept = self.style_choice.currentData() or chosen
        self.style_choice.blockSignals(True)
        self.style_choice.clear()
        for info in styles:
            self.style_choice.addItem(said(info.title), info.name)
            self.style_choice.setItemData(self.style_choice.count() - 1, info.by_network, BY_NETWORK)
        self.style_choice.setCurrentIndex(max(0, self.style_choice.findData(kept)))
        self.style_choice.blockSignals(False)
        self._style_changed()
        self.changed.emit()

    def set_source(self, source: Path | tuple[Path, ...]) -> None:
        """Use the photos of a folder, or these files and folders; the results go into a folder beside them."""
        self.source = source
        folder = source if isinstance(source, Path) else source[0].parent
        self._start_at = folder
        # Not translated: after a change of the language a batch must still find its results.
        self.output = folder.parent / f"{folder.name or 'photos'}-edited"
        if isinstance(source, Path):
            self.source_path.set_text(str(source))
        else:
            text = tr("{count} chosen: {names}", count=len(source), names=", ".join(path.name for path in source))
            self.source_path.set_text(text if len(source) > 1 else str(source[0]))
        self._show_output()
        self.changed.emit()

    @property
    def wish(self) -> Wish | None:
        """What Start would do; None if something is missing."""
        if self.source is None or self.output is None:
            return None
        work, masks, mask = self.work, None, None
        if work is not None and work.needs_mask:
            masks, mask = self._masks, self._mask
        if work is None or (work.needs_mask and masks is None and mask is None):
            return None
        suffix, again = self.form.currentData(), self.again.isChecked()
        return Wish(self.source, self.output, work, masks, mask, suffix, again)

    @property
    def missing(self) -> str:
        """A sentence about what :attr:`wish` still needs once there are photos."""
        if self.source is None or self.wish is not None:
            return ""
        sentences = {REPAIR: tr("Choose the folder of the masks."), ADJUST: tr("Move a slider to say what changes.")}
        return sentences.get(self.what.currentData(), tr("No style is installed."))

    @property
    def work(self) -> Work | None:
        """What is done with every photo; None if no style is installed to paint in, or no slider of light and colour
        is moved.
        """
        mode = self.what.currentData()
        if mode == REPAIR:
            return Repairing()
        if mode == RESTORE:
            return Restoring(Restoration(faithful=self._faithful))
        if mode == ENLARGE:
            return Enlarging(self.factor.currentData(), self._faithful)
        if mode == ADJUST:
            return Adjusting(self.adjusted.adjustment) if self.adjusted.adjustment else None
        name = self.style_choice.currentData()
        # Forms that the style does not have would only make its results look outdated.
        forms = self.forms.value / 100 if self._has_forms else StyleRequest.forms
        return Painting(name, self.strength.value / 100, forms=forms) if name else None

    @property
    def _has_forms(self) -> bool:
        return bool(self.style_choice.currentData(BY_NETWORK))

    @property
    def _faithful(self) -> float:
        return round(1 - self.rich.value / 100, 2)

    # Asking

    def ask_folder(self) -> None:
        self._take(self._prompts.ask_folder(tr("Choose the folder of photos"), self._start_at, self.window()))

    def _ask_files(self) -> None:
        self._take(tuple(self._prompts.ask_photos(self._start_at, self.window())))

    def _take(self, source: Path | tuple[Path, ...] | None) -> None:
        if source:
            self.set_source(source)

    def _ask_masks(self) -> None:
        folder = self._prompts.ask_folder(
            tr("Choose the folder of masks"), self._masks or self._start_at, self.window()
        )
        if folder is not None:
            self._take_masks(folder, None)

    def _ask_mask(self) -> None:
        mask = self._prompts.ask_open_mask(self._start_at, self.window())
        if mask is not None:
            self._take_masks(None, mask)

    def _take_masks(self, masks: Path | None, mask: Path | None) -> None:
        self._masks, self._mask = masks, mask
        self.masks_path.set_text(str(masks or mask))
        self.changed.emit()

    def _ask_output(self) -> None:
        start = self.output.parent if self.output is not None else self._start_at
        folder = self._prompts.ask_folder(tr("Choose the folder of results"), start, self.window())
        if folder is not None:
            self.output = folder
            self._show_output()
            self.changed.emit()

    def _show_output(self) -> None:
        self.output_path.set_text(str(self.output) if self.output is not None else "")

    def _mode_changed(self) -> None:
        chosen = self.what.currentData()
        for mode, part in self._parts.items():
            part.setVisible(mode == chosen)
        self._richness.setVisible(chosen in (RESTORE, ENLARGE))
        self.changed.emit()

    def _style_changed(self) -> None:
        self._forms.setEnabled(self._has_forms)
        self.forms.setToolTip(tr(FORMS_TIP if self._has_forms else NO_FORMS_TIP))

    # Assembly

    def _make_controls(self) -> None:
        self.source_path = ElidedLabel(tr("Photos"), tr("No photos are chosen yet"), Qt.TextElideMode.ElideMiddle)
        self.choose_folder = button(tr("Folder…"), tr("Edit every photo of a folder"))
        self.choose_files = button(tr("Photos…"), tr("Edit some photos"))
        self.what = _combo(tr("What to do"), tr("What is done with every photo"))
        self.what.addItem(tr("Paint in a style"), PAINT)
        self.what.addItem(tr("Remove what masks show"), REPAIR)
        self.what.addItem(tr("Restore old photos"), RESTORE)
        self.what.addItem(tr("Enlarge"), ENLARGE)
        self.what.addItem(tr("Change light and colours"), ADJUST)
        self.style_choice = _combo(tr("Style"), tr("The style that every photo is painted in"))
        self.strength = ValueSlider(tr("Style strength"), 0, 100, " %")
        self.strength.setToolTip(tr("0 % is the photo, 100 % the style at full"))
        self.strength.set_value(100)
        self.forms = ValueSlider(tr("Forms"), 0, 100, " %")
        self.forms.set_value(round(100 * StyleRequest.forms))
        self.masks_path = ElidedLabel(tr("Masks"), tr("No masks are chosen yet"))
        self.choose_masks = button(tr("Masks…"), tr("Choose the folder that the masks are in"))
        self.choose_mask = button(tr("One mask…"), tr("Choose one mask for all photos, which must have its size"))
        self.factor = _combo(tr("How much larger"), tr("How many times as wide and high the results are"))
        for text, factor in FACTORS:
            self.factor.addItem(tr(text), factor)
        self.rich = ValueSlider(tr("Richness"), 0, 100, "")
        self.rich.setToolTip(tr(RICH_TIP))
        self.rich.set_value(0)
        self.adjusted = AdjustSliders()
        self.output_path = ElidedLabel(tr("Results"), tr("Beside the photos"))
        self.choose_output = button(tr("Change…"), tr("Choose the folder that the results go to"))
        self.form = _combo(tr("Save as"), tr("The file format of the results"))
        for text, suffix in FORMATS:
            self.form.addItem(tr(text), suffix)
        self.again = QCheckBox(tr(AGAIN))
        self.again.setToolTip(tr("Otherwise a photo is left out if its result is there, made as you ask for it now"))

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        explained = (
            tr("A mask has its photo's name and is white where something goes. Photos without one are left out."),
            tr("Damage is found and repaired. Noise, the traces of JPEG and blur go, and faded colours come back, as "
               "far as each photo needs it."),
        )  # fmt: skip
        self._forms = _beside(label(tr("Forms"), "muted"), self.forms, stretch=False)
        strength = _beside(label(tr("Strength"), "muted"), self.strength, stretch=False)
        self._parts = {
            PAINT: _column(self.style_choice, strength, self._forms),
            REPAIR: _column(
                self.masks_path,
                row(self.choose_masks, self.choose_mask),
                label(explained[0], "muted", wrap=True),
            ),
            RESTORE: _column(label(explained[1], "muted", wrap=True)),
            ENLARGE: _column(self.factor),
            ADJUST: scrolling(self.adjusted),
        }
        self._richness = _beside(label(tr("Richness"), "muted"), self.rich, stretch=False)
        column.addWidget(label(tr("Photos"), "label"))
        column.addWidget(self.source_path)
        column.addLayout(row(self.choose_folder, self.choose_files))
        column.addSpacing(12)
        column.addWidget(label(tr("What to do"), "label"))
        for widget in (self.what, *self._parts.values(), self._richness):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(label(tr("Results"), "label"))
        column.addWidget(_beside(self.output_path, self.choose_output))
        column.addWidget(_beside(label(tr("Save as"), "muted"), self.form, stretch=False))
        column.addWidget(self.again)
        column.addStretch(1)

    def _connect(self) -> None:
        self.choose_folder.clicked.connect(self.ask_folder)
        self.choose_files.clicked.connect(self._ask_files)
        self.choose_masks.clicked.connect(self._ask_masks)
        self.choose_mask.clicked.connect(self._ask_mask)
        self.choose_output.clicked.connect(self._ask_output)
        self.what.currentIndexChanged.connect(self._mode_changed)
        for combo in (self.style_choice, self.factor, self.form):
            combo.currentIndexChanged.connect(self.changed)
        self.style_choice.currentIndexChanged.connect(self._style_changed)
        self.again.toggled.connect(self.changed)
        for slider in (self.strength, self.forms, self.rich):
            slider.value_changed.connect(lambda _value: self._telling.start())
        self.adjusted.changed.connect(self._telling.start)


def _combo(name: str, tip: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(tip)
    return made


def _column(*parts: QWidget | QLayout) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return made


def _beside(wide: QWidget, narrow: QWidget, stretch: bool = True) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(wide, 1 if stretch else 0)
    line.addWidget(narrow, 0 if stretch else 1)
    return made
