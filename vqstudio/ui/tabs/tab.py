"""What a tab of the side panel is: how it is declared, and the page that is made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from ..canvas.canvas import Canvas
from ..canvas.frame import CanvasFrame
from ..canvas.token_view import TokenView
from ..control.services import Services
from ..files.controller import FileController
from ..kit.action import Action, Section
from ..kit.settings import Settings
from ..mask.brush import Brush
from ..mask.selector import Selector
from ..model.operations import Operations


@dataclass(frozen=True)
class Workbench:
    """What pages are made with."""

    services: Services
    operations: Operations
    files: FileController
    brush: Brush
    selector: Selector
    frame: CanvasFrame
    tokens: TokenView
    canvas: Canvas


class Page:
    """A panel, and what works for it. Methods that a page does not need, it leaves as they are here."""

    panel: QWidget
    changes: tuple[SignalInstance, ...] = ()
    """Signals after which the tab's own actions may be possible or not, beside those that concern all actions."""

    def restore(self, settings: Settings) -> None:
        """Be as the user left it."""

    def remember(self, settings: Settings) -> None:
        """Put there what :meth:`restore` is to find."""

    def left(self) -> None:
        """Another page is shown: drop what was set and not applied, where it would be in the way."""

    def escape(self) -> None:
        """Esc was pressed."""

    def close(self) -> None:
        """The window closes."""


P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Tab(Generic[P]):
    """A tab, declared once: the side panel, the key and the action that show it, and its own actions are made of it.

    Texts are English here and marked.
    """

    name: str
    title: str
    icon: str
    tip: str
    key: str
    show: str
    """What the action that shows it is called, and its tip."""
    show_tip: str
    make: Callable[[Workbench], P]
    actions: tuple[Action[P], ...]
    """What the user can do on it; the first one is what its main button does."""

    def show_action(self) -> Action[Callable[[str], object]]:
        """The action that shows it; it acts on who can show a tab of a name."""
        return Action(
            f"show_{self.name}", self.show, lambda show: show(self.name),
            keys=(self.key,), tip=self.show_tip, section=Section.PANELS,
        )  # fmt: skip


AnyTab = Tab[Any]
