"""What a tab of the side panel is: its declaration and its page."""

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
from ..model.pending import Then
from ..retouch.retoucher import Retoucher


@dataclass(frozen=True)
class Workbench:
    """What pages are created with."""

    services: Services
    operations: Operations
    files: FileController
    brush: Brush
    selector: Selector
    frame: CanvasFrame
    tokens: TokenView
    canvas: Canvas
    retoucher: Retoucher


class Page:
    """A panel and its controllers. A page overrides only the methods that it needs."""

    panel: QWidget
    kept_when_left = True
    """Whether what it previews is applied when another page is shown, or else dropped."""
    changes: tuple[SignalInstance, ...] = ()
    """Signals that may change which of the tab's own actions are available, besides those that concern all actions."""

    def restore(self, settings: Settings) -> None:
        """Restore the state in which the user left the page."""

    def remember(self, settings: Settings) -> None:
        """Store what :meth:`restore` will need."""

    @property
    def previewing(self) -> bool:
        """Whether the controls stand at what the shown photo has :attr:`~OpenPhoto.unapplied` of this page."""
        return True

    def keep(self, then: Then) -> None:
        """Apply what this page previews of the shown photo, then call ``then`` with whether that was done."""
        then(False)

    def drop(self) -> None:
        """End the preview of the ``unapplied`` settings, and forget them."""

    def left(self) -> None:
        """Another page is shown: drop what was set but not applied, where it would interfere."""

    def escape(self) -> None:
        """Esc was pressed."""

    def close(self) -> None:
        """The window closes."""


P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Tab(Generic[P]):
    """A tab, declared in one place: the page, the key and action that show it, and its own actions are created from it.

    Texts are English and marked.
    """

    name: str
    title: str
    icon: str
    tip: str
    key: str
    show: str
    """The name and the tip of the action that shows it."""
    show_tip: str
    make: Callable[[Workbench], P]
    actions: tuple[Action[P], ...]
    """Its own actions; the first is that of its main button."""

    def show_action(self) -> Action[Callable[[str], object]]:
        """The action that shows it; its host is a function that shows a tab by name."""
        return Action(
            f"show_{self.name}", self.show, lambda show: show(self.name),
            keys=(self.key,), tip=self.show_tip, section=Section.PANELS,
        )  # fmt: skip


AnyTab = Tab[Any]
