"""The restore tab."""

from __future__ import annotations

from vqstudio.core.wording import mark
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import Preview, Progress
from vqstudio.engine.strengths import Strengths

from ...kit.action import Action, Section
from ...kit.translation import tr
from ...model.pending import Then
from ..tab import Page, Tab, Workbench
from .damage import DamageFinding
from .panel import PAGE, RestorePanel
from .preview import ClearPreview
from .restorer import Restorer


class RestorePage(Page):
    panel: RestorePanel
    kept_when_left = False  # clearing a large photo takes a minute, and its preview is of a part

    def __init__(self, bench: Workbench) -> None:
        services = bench.services
        self._session, self.operations, self._engine = services.session, bench.operations, services.bridge.engine
        self.damage = DamageFinding(services, self.operations)
        self.restorer = Restorer(self._session, self.operations, self.damage, services.window)
        self.panel = RestorePanel(self._session, self.operations, self.damage, self.restorer, services.theme)
        self.panel.measure_wanted.connect(self.measure)
        self.restorer.message.connect(services.messages.message)
        self._messages = services.messages
        self._preview = ClearPreview(self._session, bench.canvas, services.bridge, services.window)
        layer = bench.canvas.preview_layer()
        self._preview.ready.connect(layer.show)
        self._preview.over.connect(layer.clear)
        self.panel.changed.connect(
            lambda: self._preview.show(self.panel.set_strengths, self.panel.faithful, self.panel.limited)
        )
        self.changes = (self.panel.changed, self.restorer.changed)

    def keep(self, then: Then) -> None:
        self.panel.run_clear(then)

    def drop(self) -> None:
        self.panel.set_back()

    def left(self) -> None:
        self.panel.set_back()

    def measure(self) -> None:
        """Set the sliders of clarity by what the photo has."""
        document = self._session.document
        if document is None:
            return

        def answered(strengths: object) -> None:
            if isinstance(strengths, Strengths) and document is self._session.document:
                self.panel.show_strengths(strengths)
                if not any(strengths):
                    self._messages.message.emit(tr("This photo is clear; there is nothing to take away."))

        def question(_progress: Progress, cancel: CancelToken, _preview: Preview) -> object:
            return self._engine.measure(document.values, cancel)

        self.operations.ask(question, mark("measuring the photo"), answered)


TAB: Tab[RestorePage] = Tab(
    name=PAGE,
    title=mark("Restore"),
    icon="old_photo",
    tip=mark("Make old and unclear photos whole and clear"),
    key="F7",
    show=mark("Restore panel"),
    show_tip=mark("Show the restore panel"),
    make=RestorePage,
    actions=(
        Action(
            "restore", mark("Restore this photo"), lambda page: page.panel.run(),
            when=lambda page: page.panel.can_restore,
            keys=("Ctrl+T",), tip=mark("Repair damage, clear the photo and bring back its colours"), icon="old_photo",
            section=Section.REPAIR,
        ),
        Action(
            "find_damage", mark("Find damage"), lambda page: page.damage.find(),
            when=lambda page: page.operations.can_edit and not page.restorer.running,
            keys=("Ctrl+F",), tip=mark("Select scratches, dust, tears and stains in the mask"), section=Section.REPAIR,
        ),
        Action(
            "clear_photo", mark("Clear up the photo"), lambda page: page.panel.run_clear(),
            when=lambda page: page.panel.can_clear,
            keys=("Ctrl+L",), tip=mark("Take noise, blocks and blur away as the sliders say"), section=Section.LOOK,
        ),
        Action(
            "enlarge_2", mark("Enlarge 2 times"), lambda page: page.panel.run_enlarge(2),
            when=lambda page: page.operations.can_edit,
            keys=("Ctrl+Alt+2",), tip=mark("Twice as wide and high, with detail that fits"), section=Section.SHAPE,
        ),
        Action(
            "enlarge_4", mark("Enlarge 4 times"), lambda page: page.panel.run_enlarge(4),
            when=lambda page: page.operations.can_edit,
            keys=("Ctrl+Alt+4",), tip=mark("Four times as wide and high, with detail that fits"), section=Section.SHAPE,
        ),
    ),
)  # fmt: skip
