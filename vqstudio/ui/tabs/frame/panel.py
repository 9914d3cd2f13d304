"""Frame: crop or extend the photo, turn, flip, straighten and resize it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from vqstudio.core.border import without_border
from vqstudio.core.document import Document
from vqstudio.core.geometry import Margins
from vqstudio.core.transform import Crop, Flip, Resize, Straighten, Turn
from vqstudio.core.wording import mark
from vqstudio.engine.requests import ExtendRequest

from ...canvas.frame import CanvasFrame
from ...dialogs.prompts import Prompts
from ...kit.layout import Part, lay_out, row
from ...kit.pixel_box import PixelBox
from ...kit.theme import Theme
from ...kit.translation import tr
from ...kit.typed_number import TypedNumber
from ...kit.widgets import ValueSlider, button, label, rule, set_icon
from ...model.operations import Operations
from ...model.session import EditSession
from ..versions import Versions
from .border_notice import BorderNotice
from .shapes import ShapeController

SIDES = {
    "left": (mark("Left"), mark("left")),
    "right": (mark("Right"), mark("right")),
    "top": (mark("Top"), mark("top")),
    "bottom": (mark("Bottom"), mark("bottom")),
}
"""The names of the sides, on their own and within a sentence."""
MOST_PIXELS = 100_000
MOST_DEGREES = 20
PREVIEW_PIXELS = 700_000
FREE = mark("Free shape")
RATIOS = {"1:1": 1.0, "4:3": 4 / 3, "3:2": 3 / 2, "16:9": 16 / 9, "3:4": 3 / 4, "2:3": 2 / 3, "9:16": 9 / 16}
CROP, EXTEND = mark("by cropping"), mark("by extending")
TURNS: dict[str, tuple[str, Turn | Flip, str]] = {
    "turn_left": (mark("Turn left"), Turn(-1), mark("Turn left")),
    "turn_right": (mark("Turn right"), Turn(1), mark("Turn right")),
    "flip": (mark("Flip left to right"), Flip(), mark("Flip")),
    "flip_upright": (mark("Flip top to bottom"), Flip(upright=True), mark("Flip top to bottom")),
}
"""By icon, which is also the name of the action: the text, the change and the text of its step."""


class FramePanel(QWidget):
    preview = Signal(object, object)
    """Bounds in the photo, and uint8 (h, w, 3) of their proportions: the photo as it would look straightened."""

    preview_over = Signal()

    def __init__(
        self, session: EditSession, frame: CanvasFrame, shapes: ShapeController, operations: Operations,
        prompts: Prompts, theme: Theme,
    ) -> None:  # fmt: skip
        super().__init__()
        self._session, self._frame, self._shapes = session, frame, shapes
        self._operations, self._prompts = operations, prompts
        self.sides = {side: self._spin(side) for side in SIDES}
        self.ratio = self._choice([FREE, *RATIOS], tr("Shape of the photo"), tr("Bring the photo to this shape"))
        tip = tr("Cut two opposite sides, or extend them")
        self.ratio_by = self._choice([CROP, EXTEND], tr("How to reach the shape"), tip)
        self.quarter = button(tr("A quarter all round"), tr("Extend every side by a quarter of the photo"))
        self.reset = button(tr("Reset"), tr("Back to the photo's own frame"), flat=True)
        self.turns = {name: self._turn(name, theme) for name in TURNS}
        self.angle = ValueSlider(tr("Straighten"), -MOST_DEGREES, MOST_DEGREES, "°", decimals=1)
        self.angle.setToolTip(tr("Turn the photo a little; its corners are cropped"))
        self.angle.set_value(0)
        self.resize_photo = button(tr("Resize…"), tr("Give the photo another number of pixels"), action="resize")
        self.outcome = label("", "muted", wrap=True)
        self.border = BorderNotice()
        self.apply = button(tr("Apply"), tr("Crop, extend or straighten the photo"), primary=True, action="apply_frame")
        set_icon(self.apply, "frame", theme, "on_accent")
        self.versions = Versions(tr("Versions"), tr("More versions"), ExtendRequest, operations, theme)
        # A slider sends more values than can be shown: one per turn of the event loop is enough.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_straightened)
        self._previewing = False
        self._lay_out()

        self.ratio.activated.connect(self._choose_ratio)
        self.ratio_by.activated.connect(self._choose_ratio)
        self.quarter.clicked.connect(self._grow_by_a_quarter)
        self.reset.clicked.connect(self.set_back)
        self.angle.value_changed.connect(self._angle_changed)
        self.border.trim.connect(self._trim)
        frame.changed.connect(self._show_margins)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        shapes.busy_changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for number, (side, (name, _)) in enumerate(SIDES.items()):
            down, across = divmod(number, 2)
            grid.addWidget(label(tr(name), "muted"), 2 * down, across)
            grid.addWidget(self.sides[side], 2 * down + 1, across)
        text = tr(
            "Pull the frame inward to crop, outward to let the photo go on; drag inside to move it. "
            "With Shift a corner keeps the shape, and both sides move."
        )
        options: list[Part] = [
            label(tr("Crop, extend, turn"), "heading", wrap=True), label(text, "muted", wrap=True), 4,
            grid, row(self.ratio, self.ratio_by), row(self.quarter, self.reset), 6,
            label(tr("Straighten"), "label"), self.angle, 6,
            label(tr("Turn, flip, resize"), "label"), row(*self.turns.values()), self.resize_photo,
        ]  # fmt: skip
        lay_out(self, options, (self.border, self.outcome, rule(), self.versions, self.apply))

    @property
    def can_turn(self) -> bool:
        return self._shapes.can_change and not self._operations.busy

    @property
    def can_run(self) -> bool:
        return self.can_turn and (bool(self.angle.value) or (bool(self._frame.margins) and not self._frame.too_large))

    def run(self) -> None:
        """Straighten if an angle is set; else crop, and then extend, to the frame."""
        if not self.can_run:
            return
        if self.angle.value:
            self._shapes.change(self._straighten, mark("Straighten"))
            return
        margins = self._frame.margins
        cut, added = margins.part(-1), margins.part(1)
        if not cut:
            self._operations.extend(added)
            return
        document = self._session.document
        assert document is not None
        crop = Crop(cut.around(document.width, document.height))
        self._shapes.change(crop, mark("Crop"), lambda: self._operations.extend(added))

    def _trim(self, border: Margins) -> None:
        """Cut the border off and keep the margins that are set."""
        document, added = self._session.document, self._frame.margins
        if document is not None and self.can_turn:
            crop = without_border(document.pixels.shape, border)

            def keep() -> None:
                self._frame.set_margins(added)
                self._fit_ratio()  # last, because a chosen shape applies to the trimmed photo

            self._shapes.change(crop, mark("Trim border"), keep)

    @property
    def _straighten(self) -> Straighten:
        """Straightens to the chosen shape if that is reached by cropping, or to the frame if it was dragged inward."""
        cut, document = self._frame.margins.part(-1), self._session.document
        if self._ratio is not None or not cut or document is None:
            return Straighten(self.angle.value, self._ratio if self._crops else None)
        around, width, height = cut.around(document.width, document.height), document.width, document.height
        shares = (around.x / width, around.y / height, around.width / width, around.height / height)
        return Straighten(self.angle.value, frame=shares)

    @property
    def _ratio(self) -> float | None:
        return RATIOS.get(self.ratio.currentData())

    @property
    def _crops(self) -> bool:
        return bool(self.ratio_by.currentData() == CROP)

    def turn(self, name: str) -> None:
        """Turn or flip the photo by the entry ``name`` of :data:`TURNS`."""
        _, change, text = TURNS[name]
        self._shapes.change(change, text)

    def ask_size(self) -> None:
        photo = self._session.shown
        if photo is None or not self.can_turn:
            return
        present = photo.document.width, photo.document.height
        size = self._prompts.ask_size(*present)
        if size and size != present and self._session.show_again(photo):
            self._shapes.change(Resize(*size), mark("Resize"))

    def set_back(self) -> None:
        self._frame.end()
        self.angle.set_value(0)
        self._free_ratio()
        self._frame.set_margins(Margins())

    def photo_opened(self) -> None:
        """Keep the photo's own frame, but reset angle and shape, which were set for another photo."""
        self._free_ratio()  # first, because resetting the angle would fit the frame to the shape
        self.angle.set_value(0)

    def photo_reframed(self) -> None:
        """The photo was turned, cropped or resized; the chosen shape of the frame stays chosen."""
        self.angle.set_value(0)
        self._frame.set_margins(Margins())
        self._fit_ratio()

    def refresh(self) -> None:
        document = self._session.document
        for side, box in self.sides.items():
            box.side = 0 if document is None else document.width if side in ("left", "right") else document.height
        for widget in (*self.sides.values(), self.ratio, self.ratio_by, self.quarter, self.reset, self.angle):
            widget.setEnabled(document is not None)
        self.versions.refresh()
        self.border.show_for(document, self._frame.margins.part(1), self.can_turn)
        width, height = self._frame.size
        doing = tr("Apply")
        if document is None:
            text = tr("Open a photo to begin.")
        elif self.angle.value:
            doing = tr("Straighten")
            size = self._straighten.size(document.width, document.height)
            text = _from_to(document, size)
        elif self._frame.too_large:
            text = tr(
                "{width} × {height} pixels are more than VQ Studio handles; pull the frame back a little.",
                width=width, height=height,
            )  # fmt: skip
        elif self._frame.margins:
            cuts, adds = (bool(self._frame.margins.part(sign)) for sign in (-1, 1))
            doing = tr("Crop and extend") if cuts and adds else tr("Crop") if cuts else tr("Extend")
            text = _from_to(document, (width, height))
        else:
            text = tr("Pull an edge or a corner of the frame.")
        self.outcome.setText(text)
        self.apply.setText(f"\N{THIN SPACE}{doing}")

    def _turn(self, picture: str, theme: Theme) -> QPushButton:
        name = tr(TURNS[picture][0])
        made = button("", name, action=picture)
        made.setAccessibleName(name)
        set_icon(made, picture, theme)
        made.setText("")
        made.setIconSize(QSize(20, 20))
        return made

    def _choice(self, entries: list[str], name: str, tip: str) -> QComboBox:
        made = QComboBox()
        for entry in entries:
            made.addItem(tr(entry), entry)
        made.setAccessibleName(name)
        made.setToolTip(tip)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _spin(self, side: str) -> PixelBox:
        spin = PixelBox()
        spin.setRange(-MOST_PIXELS, MOST_PIXELS)
        spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        spin.setKeyboardTracking(False)
        TypedNumber(spin)
        spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name = tr(SIDES[side][1])
        spin.setAccessibleName(tr("Pixels to add, {side}", side=name))
        tip = mark("How many pixels to add on this side ({side}), or with a minus to cut off; 10% is a tenth")
        spin.setToolTip(tr(tip, side=name))
        spin.valueChanged.connect(self._typed)
        return spin

    def _free_ratio(self) -> None:
        self.ratio.setCurrentIndex(self.ratio.findData(FREE))
        self._frame.keep_ratio(None)

    def _typed(self) -> None:
        self._free_ratio()
        self._frame.set_margins(Margins(**{side: spin.value() for side, spin in self.sides.items()}))

    def _show_margins(self) -> None:
        for side, spin in self.sides.items():
            spin.blockSignals(True)
            spin.setValue(getattr(self._frame.margins, side))
            spin.blockSignals(False)
        self.refresh()
        if self.angle.value:
            self._soon.start()

    def _choose_ratio(self) -> None:
        self._frame.keep_ratio(self._ratio, self._crops)
        self._fit_ratio()
        if self.angle.value:
            self._angle_changed()

    def _fit_ratio(self) -> None:
        """Set the frame to the chosen shape, unless the photo already has it."""
        document, ratio = self._session.document, self._ratio
        if document is None or ratio is None:
            return
        if abs(document.width - document.height * ratio) < max(1, ratio):
            self._frame.set_margins(Margins())
        else:
            self._frame.fit_ratio(ratio, crop=self._crops)

    def _grow_by_a_quarter(self) -> None:
        document = self._session.document
        if document is not None:
            across, down = document.width // 4, document.height // 4
            self._free_ratio()
            self._frame.set_margins(Margins(across, down, across, down))

    def _angle_changed(self) -> None:
        if self._ratio is not None and (self._crops or not self.angle.value):
            self._fit_ratio()
        elif self.angle.value and self._frame.margins.part(1):
            self._frame.set_margins(self._frame.margins.part(-1))  # extending comes afterwards
        self.refresh()
        self._soon.start()

    def pixels_changed(self) -> None:
        self._soon.start()

    def _show_straightened(self) -> None:
        """Preview the straightened photo inside the frame, which has the same shape."""
        if self._previewing:
            self.preview_over.emit()
            self._previewing = False
        pyramid, angle = self._session.pyramid, self.angle.value
        if pyramid is None or not angle:
            return
        levels = [pyramid.pixels, *pyramid.coarse]
        picture = next((level for level in levels if level.shape[0] * level.shape[1] <= PREVIEW_PIXELS), levels[-1])
        straightened = self._straighten.apply(np.ascontiguousarray(picture[:, :, :3]))
        self._previewing = True
        height, width = pyramid.pixels.shape[:2]
        self.preview.emit(self._frame.margins.part(-1).around(width, height), straightened)


def _from_to(document: Document, size: tuple[int, int]) -> str:
    return tr(
        "From {width} × {height} to {new_width} × {new_height} pixels.",
        width=document.width, height=document.height, new_width=size[0], new_height=size[1],
    )  # fmt: skip
