"""Creates the parts of the window and lays them out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from vqstudio.engine.protocol import Engine

from ..batch.controller import BatchController
from ..canvas.area import CanvasArea
from ..canvas.canvas import Canvas
from ..canvas.frame import CanvasFrame
from ..canvas.token_view import TokenView
from ..control.services import Messages, Services
from ..dialogs.prompts import Prompts
from ..files.controller import FileController
from ..files.drag_out import DragOut
from ..files.empty_state import EmptyState
from ..files.exporting import ExportController
from ..files.film_strip import FilmStrip
from ..files.recent import RecentPhotos
from ..files.recent_menu import RecentMenu
from ..jobs.background import Background
from ..jobs.job_bridge import JobBridge
from ..kit.actions import Actions
from ..kit.settings import SettingsStore
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import Pages
from ..mask.brush import Brush
from ..mask.controller import MaskController
from ..mask.rest import MaskRest
from ..mask.selector import Selector
from ..model.operations import Operations
from ..model.session import EditSession
from ..recovery.autosave import Autosave
from ..recovery.offer import Recovery
from ..retouch.retoucher import Retoucher
from ..tabs.create import CreatePage
from ..tabs.frame.tab import FramePage
from ..tabs.registered import TABS
from ..tabs.repair import RepairPage
from ..tabs.restore.tab import RestorePage
from ..tabs.style.tab import StylePage
from ..tabs.tab import Page, Workbench
from .actions.table import ENTRIES
from .banner import Banner
from .first_hint import FirstHint
from .history import HistoryPanel
from .keeping import Keeping
from .menu.help import Help
from .menu.menus import Menus
from .menu.preferences import Preferences
from .side_panel import SidePanel
from .status_bar import StatusBar
from .toolbar import ToolBar
from .view_options import ViewOptions

P = TypeVar("P", bound=Page)


class Parts(QMainWindow):
    """All parts of the window, by name, and what the user can do that concerns several of them.

    ``doctor`` returns the text of "About this computer"; it runs on the engine's thread. If given, unsaved edits are
    kept in the folder ``recovery``, and thumbnails of recent photos in ``thumbnails``.
    """

    def __init__(
        self,
        engine: Engine,
        store: SettingsStore,
        theme: Theme,
        doctor: Callable[[], str] | None = None,
        recovery: Path | None = None,
        thumbnails: Path | None = None,
    ) -> None:
        super().__init__()
        self._store, self.theme = store, theme
        theme.setParent(self)  # a theme that outlived its window would keep styling the application
        settings = store.settings
        self.session = EditSession(self, settings.undo_megabytes * 2**20)
        self.preferences = Preferences(store, self)
        self.recent = RecentPhotos(store, self.session, thumbnails, self)
        self.brush = Brush(self.session.mask, self)
        self.brush.set_size(settings.brush_size)
        self.session.layer_changing.connect(self.brush.set_layer)
        self.bridge = JobBridge(engine, self)
        self.operations = Operations(self.session, self.bridge, self)
        self.prompts = Prompts(self, theme)
        self._background = Background(self)
        self.services = services = Services(
            self, self.session, store, theme, self.prompts, self._background, self.bridge, Messages(self)
        )
        self.selector = Selector(self.session, self.brush, self._background, self)
        self.masks = MaskController(services)
        self.files = FileController(services)
        self.retoucher = Retoucher(services, self.brush, self.operations)
        self.exports = ExportController(services)
        self.drag_out = DragOut(services)
        self.help = Help(services, doctor)
        self.autosave = Autosave(self.session, recovery, settings.autosave_seconds, self) if recovery else None
        self.recovery = Recovery(services, self.autosave, recovery) if self.autosave and recovery else None
        self._make_middle()
        self._make_pages()
        self._make_bars()
        self._lay_out()
        self._begin()

    def _begin(self) -> None:
        """Called when all parts exist and nothing is connected yet."""
        raise NotImplementedError

    def _make_middle(self) -> None:
        theme, settings = self.theme, self._store.settings
        self.frame = CanvasFrame(self.session, self)
        self.tokens = TokenView(self.session, self.bridge, self)
        self.canvas = Canvas(self.session, self.brush, self.selector, self.frame, self.tokens, self.retoucher, theme)
        self.history = HistoryPanel(self.session, theme)
        self.history.setVisible(settings.history_visible)
        self.film = FilmStrip(self.session, theme)
        self.hint = FirstHint(self.canvas, self._store, theme)
        self.empty = EmptyState(theme, self.recent)
        self.area = CanvasArea(self.canvas, self.session, theme)
        self.banner = Banner(theme)

    def _make_pages(self) -> None:
        """Make the page of every registered tab. Parts of pages that the window itself uses become attributes."""
        bench = Workbench(
            self.services, self.operations, self.files, self.brush, self.selector, self.frame, self.tokens, self.canvas,
            self.retoucher,
        )  # fmt: skip
        self.side = SidePanel(self.theme)
        self.pages: dict[str, Page] = {}
        for tab in TABS:
            page = self.pages[tab.name] = tab.make(bench)
            self.side.add(tab, page.panel)
        self.side.fit()
        self.side.setVisible(self._store.settings.panel_visible)
        repair, style, frame = self._page(RepairPage), self._page(StylePage), self._page(FramePage)
        self.repair_panel, self.styles = repair.panel, style.styles
        self.frame_panel, self.shapes = frame.panel, frame.shapes
        self.create_panel = self._page(CreatePage).panel
        self.keeping = Keeping(self.session, self.operations, self.pages, lambda: self.side.page, self)
        self.files.first = self.keeping.first
        self.drag_out.apply_previews = self.keeping.soon
        repair.panel.after_applying = self.keeping.after_applying
        self._page(RestorePage).restorer.changed.connect(self.keeping.settle)
        self.batch = BatchController(self.services, style.gallery)

    def _page(self, kind: type[P]) -> P:
        return next(page for page in self.pages.values() if isinstance(page, kind))

    def _make_bars(self) -> None:
        self.actions_by_name = actions = Actions(ENTRIES, self, self.theme)
        self.view_options = ViewOptions(actions, self.canvas, self.area, self._store, self)
        self.mask_rest = MaskRest(self.session, self.brush, actions["mask_visible"], self)
        self.status = StatusBar(self.drag_out.handle)
        self.toolbar = ToolBar(actions, self.brush, self.retoucher, self.theme, self.view_options.comparison)
        self.menus = Menus(self.menuBar(), actions)
        self.menus.show_appearance(self._store.settings.theme, partial(self.preferences.set, "theme"))
        self.recent_menu = RecentMenu(self.menus.recent, self.recent, self.files.open_path, actions["clear_recent"])
        self.addActions(actions.all())

    def _lay_out(self) -> None:
        self._stack = Pages()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        column.addWidget(self.film)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.history)
        row.addLayout(column, 1)
        row.addWidget(self.side)
        self.setCentralWidget(central)
        self.addToolBar(self.toolbar)
        self.setStatusBar(self.status)

    def undo(self) -> None:
        if not self._drop_stroke() and not self.keeping.drop():
            self.session.stack.undo()
            self._forget_message()

    def redo(self) -> None:
        if not self._drop_stroke():
            self.session.stack.redo()
            self._forget_message()

    def _drop_stroke(self) -> bool:
        """Take back a stroke under way; returns whether there was one."""
        drawing = self.brush.painting or self.retoucher.drawing
        self.brush.cancel()
        self.retoucher.cancel()
        return drawing

    def go_to_step(self, count: int) -> None:
        """Undo or redo until ``count`` steps of the history are in place."""
        self._drop_stroke()
        if self.operations.busy:
            self.status.set_message(tr("Cancel what is running first (Esc), then go back in the history."))
        else:
            self.session.stack.go_to(count)
            self._forget_message()

    def _forget_message(self) -> None:
        """Clear the message: what it says may have just been undone."""
        if not self.operations.busy:
            self.status.set_message("")

    def show_panel(self, name: str) -> None:
        self.side.show_page(name)
        self.actions_by_name["panel"].setChecked(True)
