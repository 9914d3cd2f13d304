"""What a new picture shows: the subjects that the installed model knows, by name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox

from vqstudio.core.wording import mark

from ..jobs.job_bridge import JobBridge
from ..kit.translation import tr

TITLES = {
    "buildings": mark("Buildings"), "flowers": mark("Flowers"), "leaves": mark("Leaves"), "meadow": mark("Meadow"),
    "mountains": mark("Mountains"), "rocks": mark("Rocks"), "rooms": mark("Rooms"), "sea": mark("Sea"),
    "sky": mark("Sky"), "stone": mark("Stone"), "water": mark("Water"), "wood": mark("Wood"),
}  # fmt: skip
"""Of the subjects of the model that comes with the program; another one's are shown as it names them."""


class SubjectBox(QComboBox):
    """Asks the engine for the subjects when it is first shown; until then, and if there are none, there is anything."""

    def __init__(self, bridge: JobBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._asked = False
        self.addItem(tr("Anything"), "")
        self.setAccessibleName(tr("What the new picture shows"))
        self.setToolTip(tr("What the new picture shows, as far as the model can"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setEnabled(False)

    @property
    def subject(self) -> str:
        return str(self.currentData())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self._bridge.call(self._bridge.engine.subjects, self._offer)

    def _offer(self, names: object, error: BaseException | None) -> None:
        # Without a pack every creation says what is wrong; a list need not.
        if error is None and isinstance(names, list) and names:
            named = sorted((tr(TITLES[name]) if name in TITLES else name.capitalize(), name) for name in names)
            for title, name in named:
                self.addItem(title, name)
            self.setEnabled(True)
