"""The adjust tab."""

from __future__ import annotations

from vqstudio.core.wording import mark

from ...kit.action import Action, Section
from ...model.pending import Then
from ..tab import Page, Tab, Workbench
from .panel import PAGE, AdjustPanel
from .preview import AdjustPreview
from .whole import Whole


class AdjustPage(Page):
    panel: AdjustPanel

    def __init__(self, bench: Workbench) -> None:
        services, canvas = bench.services, bench.canvas
        whole = Whole()
        self.panel = AdjustPanel(services.session, bench.operations, whole, services.theme)
        self.changes = (self.panel.changed,)
        self._preview = AdjustPreview(services.session, canvas, whole, services.window)
        self.panel.changed.connect(self._preview.show)
        layer = canvas.preview_layer()
        self._preview.ready.connect(layer.show)
        self._preview.over.connect(layer.clear)

    def keep(self, then: Then) -> None:
        self.panel.run(then)

    def drop(self) -> None:
        self.panel.set_back()

    def left(self) -> None:
        if not self.panel.waits:
            self.panel.set_back()


TAB: Tab[AdjustPage] = Tab(
    name=PAGE,
    title=mark("Adjust"),
    icon="adjust",
    tip=mark("Change light and colours"),
    key="F6",
    show=mark("Adjust panel"),
    show_tip=mark("Show the adjust panel"),
    make=AdjustPage,
    actions=(
        Action(
            "adjust", mark("Apply adjustment"), lambda page: page.panel.run(),
            when=lambda page: page.panel.can_run,
            keys=("Ctrl+J",), tip=mark("Change light and colours as the sliders say"), icon="adjust",
            section=Section.LOOK,
        ),
    ),
)  # fmt: skip
