"""The frame tab."""

from __future__ import annotations

from vqstudio.core.wording import mark

from ...kit.action import Action, Section
from ..tab import Page, Tab, Workbench
from .panel import FramePanel
from .shapes import ShapeController


class FramePage(Page):
    panel: FramePanel

    def __init__(self, bench: Workbench) -> None:
        services, canvas = bench.services, bench.canvas
        self._frame = bench.frame
        self.shapes = ShapeController(services)
        self.panel = FramePanel(
            services.session, bench.frame, self.shapes, bench.operations, services.prompts, services.theme
        )
        self.changes = (bench.frame.changed, self.panel.angle.value_changed, self.shapes.busy_changed)
        layer = canvas.preview_layer()
        self.panel.preview.connect(layer.show)
        self.panel.preview_over.connect(layer.clear)
        services.session.opened.connect(self.panel.photo_opened)
        services.session.reframed.connect(self.panel.photo_reframed)
        services.session.pixels_changed.connect(self.panel.pixels_changed)

    def can_turn(self) -> bool:
        return self.panel.can_turn

    def can_apply(self) -> bool:
        return self._frame.active and self.panel.can_run

    def left(self) -> None:
        self.panel.angle.set_value(0)

    def escape(self) -> None:
        if self._frame.active:
            self.panel.set_back()


TAB: Tab[FramePage] = Tab(
    name="frame",
    title=mark("Frame"),
    icon="frame",
    tip=mark("Crop, extend, turn, straighten"),
    key="F4",
    show=mark("Frame panel"),
    show_tip=mark("Show the frame panel"),
    make=FramePage,
    actions=(
        Action(
            "apply_frame", mark("Apply frame"), lambda page: page.panel.run(), when=FramePage.can_apply,
            keys=("Ctrl+E",), tip=mark("Crop or extend the photo to its frame"), icon="frame", section=Section.SHAPE,
        ),
        Action(
            "turn_left", mark("Turn left"), lambda page: page.panel.turn("turn_left"), when=FramePage.can_turn,
            keys=("Ctrl+Left",), tip=mark("Turn the photo by a quarter"), icon="turn_left", section=Section.SHAPE,
        ),
        Action(
            "turn_right", mark("Turn right"), lambda page: page.panel.turn("turn_right"), when=FramePage.can_turn,
            keys=("Ctrl+Right",), tip=mark("Turn the photo by a quarter"), icon="turn_right", section=Section.SHAPE,
        ),
        Action(
            "flip", mark("Flip left to right"), lambda page: page.panel.turn("flip"), when=FramePage.can_turn,
            keys=("Ctrl+Shift+H",), tip=mark("Mirror the photo"), icon="flip", section=Section.SHAPE,
        ),
        Action(
            "flip_upright", mark("Flip top to bottom"), lambda page: page.panel.turn("flip_upright"),
            when=FramePage.can_turn,
            tip=mark("Mirror the photo top to bottom"), icon="flip_upright", section=Section.SHAPE,
        ),
        Action(
            "resize", mark("Resize…"), lambda page: page.panel.ask_size(), when=FramePage.can_turn,
            keys=("Ctrl+Alt+I",), tip=mark("Give the photo another number of pixels"), section=Section.SHAPE,
        ),
    ),
)  # fmt: skip
