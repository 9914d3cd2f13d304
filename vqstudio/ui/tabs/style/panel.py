"""Style: the photo as a painting. A gallery, controls and Apply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from vqstudio.core.wording import Sentence, mark
from vqstudio.engine.requests import StyleInfo

from ...kit.layout import Part, lay_out
from ...kit.theme import Theme
from ...kit.translation import said, tr
from ...kit.widgets import ValueSlider, button, label, rule, set_icon
from ...model.look import Look
from ...model.open_photo import OpenPhoto
from ...model.operations import Operations
from ...model.pending import Then
from ...model.session import EditSession
from .gallery import StyleGallery
from .learn_row import LearnRow

PAGE = "style"
LEAST_GALLERY = 190
FORMS_TIP = mark("How much of the photo's light, dark and shapes stays under the strokes; 0 % is the network alone")
NO_FORMS_TIP = mark("For styles that the network paints; this one keeps the photo's forms anyway")


class StylePanel(QWidget):
    preview_wanted = Signal(object)
    """The Look under the pointer or the keyboard focus, else the one the controls are set to; None if there is none."""

    area_changed = Signal()
    """The mask that limits the preview is another."""

    control_moved = Signal(object)
    """The Look that the controls were just set to."""

    def __init__(self, session: EditSession, operations: Operations, theme: Theme) -> None:
        super().__init__()
        self._session, self._operations = session, operations
        self.gallery = StyleGallery(theme)
        self.learning = LearnRow()
        self.strength = ValueSlider(tr("Style strength"), 0, 100, " %")
        self.strength.setToolTip(tr("0 % is the photo, 100 % the style at full"))
        self.strength.set_value(100)
        self.scale = ValueSlider(tr("Stroke size"), 25, 400, " %", logarithmic=True)
        self.scale.setToolTip(tr("How large the strokes are on the photo; larger ones are painted faster"))
        self.scale.set_value(100)
        self.forms = ValueSlider(tr("Forms"), 0, 100, " %")
        self.forms.set_value(80)
        self.mix_with = QComboBox()
        self.mix_with.setAccessibleName(tr("Mix with"))
        self.mix_with.setToolTip(tr("A second style that joins the chosen one"))
        self.mix_with.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.share = ValueSlider(tr("Share of the second style"), 0, 100, " %")
        self.share.setToolTip(tr("0 % is the chosen style alone, 100 % the second one alone"))
        self.share.set_value(50)
        self.keep_colours = QCheckBox(tr("Keep the photo's colours"))
        self.keep_colours.setToolTip(tr("Only light and dark are painted; the colours stay those of the photo"))
        self.outside = QCheckBox(tr("Everywhere but there"))
        self.outside.setToolTip(tr("The style leaves the painted area as it is and changes the rest"))
        self.feather = ValueSlider(tr("Soft edge"), 0, 200, " px")
        self.feather.setToolTip(tr("The style fades at the edge of the painted area over so many pixels of the photo"))
        self.only_mask = QCheckBox(tr("Only where I painted"))
        self.only_mask.setToolTip(tr("The style changes the painted area and leaves the rest as it is"))
        self._mask_seen: bool | None = None
        """Whether the photo's mask was empty when it was last checked."""
        self._photo: OpenPhoto | None = None
        """Whose mask and preview the panel knows: another photo may be shown already."""
        self._area_seen = 0
        """The version of the mask that limits the preview; 0 for none."""
        self._set_for = 0
        """The version of the pixels for which the controls were moved without applying anything yet."""
        self.hint = label("", "muted", wrap=True)
        self.apply = button(
            tr("Apply style"), tr("Paint the photo in the chosen style"), primary=True, action="apply_style"
        )
        set_icon(self.apply, "style", theme, "on_accent")

        controls = QGridLayout()
        controls.setHorizontalSpacing(10)
        controls.setVerticalSpacing(8)
        self._forms_name = label(tr("Forms"), "label")
        self._soft_edge = label(tr("Soft edge"), "label")
        self._share_name = label(tr("Its share"), "label")
        rows = (
            (label(tr("Strength"), "label"), self.strength),
            (label(tr("Stroke size"), "label"), self.scale),
            (self._forms_name, self.forms),
            (label(tr("Mix with"), "label"), self.mix_with),
            (self._share_name, self.share),
            (self._soft_edge, self.feather),
        )
        for row, (name, control) in enumerate(rows):
            controls.addWidget(name, row, 0)
            controls.addWidget(control, row, 1)
        controls.setColumnStretch(1, 1)
        self.gallery.setMinimumHeight(LEAST_GALLERY)
        options: list[Part] = [
            label(tr("Turn the photo into a painting"), "heading", wrap=True), self.gallery, self.learning, rule(),
            controls, self.keep_colours, self.only_mask, self.outside,
        ]  # fmt: skip
        lay_out(self, options, (self.hint, self.apply), grows=self.gallery)

        self.only_mask.clicked.connect(self._choose_area)
        self.only_mask.toggled.connect(self.refresh)
        for slider in (self.strength, self.scale, self.forms, self.share, self.feather):
            slider.value_changed.connect(self._controls_changed)
        for box in (self.keep_colours, self.outside, self.only_mask):
            box.clicked.connect(self._controls_changed)
        self.mix_with.activated.connect(self._controls_changed)
        self.mix_with.currentIndexChanged.connect(self.refresh)
        self.gallery.applied.connect(self.apply_style)
        self.gallery.chosen_changed.connect(self.refresh)
        self.gallery.hovered.connect(self._hovered)
        session.opened.connect(self._photo_opened)
        session.state_changed.connect(self._mask_changed)
        operations.busy_changed.connect(self.refresh)
        self.refresh()

    def show_error(self, text: str) -> None:
        self.gallery.show_error(text)
        self.refresh()

    def show_styles(self, styles: Iterable[StyleInfo]) -> None:
        styles = list(styles)
        mixed = self.mix_with.currentData()
        self.mix_with.clear()
        self.mix_with.addItem(tr("No other style"), "")
        for info in styles:
            self.mix_with.addItem(said(info.title), info.name)
        self.mix_with.setCurrentIndex(max(0, self.mix_with.findData(mixed)))
        self.gallery.show_styles(styles)
        self.refresh()

    @property
    def look(self) -> Look | None:
        """What Apply would do; None if no style is chosen."""
        info = self.gallery.chosen
        if info is None:
            return None
        look = self._plain_look(info)
        other, share = self._info(self.mix_with.currentData()), self.share.value
        if other is not None and other.name != info.name:
            mixture = f"{info.name}:{100 - share},{other.name}:{share}"
            title = Sentence("{style} + {other}", style=info.title, other=other.title)
            look = replace(look, style=mixture, title=title)
        return look

    def _plain_look(self, info: StyleInfo) -> Look:
        """One unmixed style with the present settings of the controls."""
        return Look(
            info.name, info.title, self.strength.value / 100, self.scale.value / 100, self.keep_colours.isChecked(),
            self.only_mask.isChecked() and not self._no_mask, self.outside.isChecked(), float(self.feather.value),
            self.forms.value / 100,
        )  # fmt: skip

    def _info(self, name: str) -> StyleInfo | None:
        return next((tile.info for tile in self.gallery.tiles if tile.info.name == name), None)

    def _hovered(self, name: str) -> None:
        info = self._info(name)
        self.preview_wanted.emit(self._plain_look(info) if info is not None else self._look_that_is_set)

    @property
    def _look_that_is_set(self) -> Look | None:
        """What the controls were moved to, until it is applied."""
        return self.look if self.follows else None

    @property
    def follows(self) -> bool:
        """Whether the controls were moved for the photo as it is, and that was not applied."""
        return self._photo is not None and self._photo is self._session.shown and self._photo.version == self._set_for

    def _controls_changed(self) -> None:
        if self.isVisible() and self._session.document is not None:
            self._set_for = self._session.version
            self.control_moved.emit(self.look)
            self.refresh()

    def end_preview(self) -> None:
        """End the preview and show the photo as it is."""
        was_set, self._set_for = self._set_for, 0
        if self._photo is not None:
            self._photo.set_unapplied(PAGE, None)
        if was_set:
            self.preview_wanted.emit(None)
            self.refresh()

    def _choose_area(self, only_mask: bool) -> None:
        if self._session.shown is not None:
            self._session.shown.styled_whole = not only_mask

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer_mask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.preview_wanted.emit(self._look_that_is_set)  # not that of a tile, which the pointer may never leave

    def _offer_mask(self) -> None:
        """Users who have painted a mask want the style there, unless they chose the whole photo."""
        photo = self._session.shown
        if photo is not None and not self._no_mask and not photo.styled_whole:
            self.only_mask.setChecked(True)

    def apply_style(self) -> None:
        look = self.look
        self.end_preview()
        if look is not None:
            self._operations.apply_style(look)

    def keep_preview(self, then: Then) -> None:
        """Apply the look that was previewed on the shown photo, then call ``then`` with whether that was done."""
        look = self._session.shown.unapplied.get(PAGE) if self._session.shown else None
        if isinstance(look, Look):
            self._operations.apply_style(look, then)
        else:
            then(False)

    @property
    def _no_mask(self) -> bool:
        return self._session.mask_empty

    def _photo_opened(self) -> None:
        self._mask_seen, self._photo = None, self._session.shown
        self._set_for = 0  # what was previewed on the photo before stays with that photo

    def _mask_changed(self) -> None:
        photo, empty = self._session.shown, self._no_mask
        if photo is not None and empty:
            photo.styled_whole = False  # the choice does not apply to the next mask
        if empty != self._mask_seen and self.isVisible():
            self._offer_mask()
        self._mask_seen = empty
        if self._set_for and self._photo is photo and self._session.version != self._set_for:
            self.end_preview()
        self.refresh()

    def refresh(self) -> None:
        self.only_mask.setEnabled(not self._no_mask)
        self.only_mask.setVisible(not self._no_mask)
        masked = self.only_mask.isEnabled() and self.only_mask.isChecked()
        for widget in (self.outside, self.feather, self._soft_edge):
            widget.setVisible(masked)
        for widget in (self.share, self._share_name):
            widget.setVisible(bool(self.mix_with.currentData()))
        painted = (self.gallery.chosen, self._info(self.mix_with.currentData() or ""))
        self.forms.setEnabled(any(info is not None and info.by_network for info in painted))
        self._forms_name.setEnabled(self.forms.isEnabled())
        self.forms.setToolTip(tr(FORMS_TIP if self.forms.isEnabled() else NO_FORMS_TIP))
        self.learning.show_style(self.gallery.chosen)
        if self._photo is not None and self.follows:
            before, look = self._photo.unapplied.get(PAGE), self.look
            area = self._session.mask.version if look is not None and look.only_mask else 0
            self._photo.set_unapplied(PAGE, look)
            if before is not None and look != before:
                self.control_moved.emit(look)
            elif before is not None and area != self._area_seen:
                self.area_changed.emit()
            self._area_seen = area
        if self._session.document is None:
            text = tr("Open a photo to begin.")
        elif self._look_that_is_set is not None:
            text = tr("A preview: Apply style keeps it, Esc ends it.")
        elif self._no_mask:
            text = tr("Paint with the brush to style only a part.")
        elif masked:
            text = tr("The style goes where you painted; untick it for the whole photo.")
        else:
            text = ""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
