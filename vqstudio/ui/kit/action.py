"""How an action of the window is declared: in one place, with everything that menus, toolbar, shortcuts and tips show
of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

Host = TypeVar("Host")


class Section(Enum):
    """A section of the menus; :mod:`vqstudio.ui.window.menu.menus` says which menu it belongs to."""

    OPENING = auto()
    SAVING = auto()
    USING = auto()
    BATCH = auto()
    CLOSING = auto()

    HISTORY = auto()
    REPAIR = auto()
    LOOK = auto()
    SHAPE = auto()
    CANCELLING = auto()
    PREFERENCES = auto()

    WHOLE_MASK = auto()
    EDGE_OF_MASK = auto()
    FILE_OF_MASK = auto()
    SOURCE_AREA = auto()

    PAINTING = auto()
    SELECTING = auto()
    RETOUCHING = auto()
    BRUSH_SIZE = auto()

    ZOOMING = auto()
    OTHER_PHOTOS = auto()
    COMPARING = auto()
    LOOK_OF_MASK = auto()
    MEASURING = auto()
    PANELS = auto()
    APPEARANCE = auto()

    LEARNING = auto()
    ABOUT = auto()


class Bar(Enum):
    """A section of the toolbar."""

    FILES = auto()
    HISTORY = auto()
    PAINTING = auto()
    SELECTING = auto()
    RETOUCHING = auto()
    COMPARING = auto()
    MASK = auto()
    ZOOMING = auto()
    PANEL = auto()


@dataclass(frozen=True)
class Action(Generic[Host]):
    """Its functions receive the ``Host``, the parts that the action needs. Texts are English here, marked, and
    translated where they are shown.

    An action is either run, or it is a switch that stays on or off. Sections keep the order in which actions are
    declared.
    """

    name: str
    text: str
    run: Callable[[Host], object] | None = None
    _: KW_ONLY
    switch: Callable[[Host, bool], object] | None = None
    when: Callable[[Host], bool] | None = None
    """Whether the action is available now; None: always."""
    checked: Callable[[Host], bool] | None = None
    """Whether it has a check mark now. For an action with ``run``, only this function sets the mark."""
    keys: tuple[str, ...] = ()
    """The first one is shown in tips."""
    tip: str = ""
    tip_now: Callable[[Host], str] | None = None
    """Replaces ``tip`` if it changes; returns it in the window's language."""
    icon: str = ""
    section: Section | None = None
    bar: Bar | None = None
    group: str = ""
    """Actions of one group are choices: one of them is checked."""

    @property
    def checkable(self) -> bool:
        return self.switch is not None or self.checked is not None


@dataclass(frozen=True)
class Submenu:
    """An entry that opens a menu of its own."""

    name: str
    text: str
    section: Section


Entry = Action[Host] | Submenu
