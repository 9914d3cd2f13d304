"""The parts of the window: made, and laid out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from vqstudio.engine.requests import Engine

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
from ..kit.settings import SettingsStore
from ..kit.theme import Theme
from ..kit.translation import tr
from ..mask.brush import Brush
from ..mask.controller import MaskController
from ..mask.rest import MaskRest
from ..mask.selector import Selector
from ..model.operations import Operations
from ..model.session import EditSession
from ..recovery.autosave import Autosave
from ..recovery.offer import Recovery
from ..tabs.adjust.panel import AdjustPanel
from ..tabs.adjust.preview import AdjustPreview
from ..tabs.create import CreatePanel
from ..tabs.frame.panel import FramePanel
from ..tabs.frame.shapes import ShapeController
from ..tabs.repair import RepairPanel
from ..tabs.spare_fills import SpareFills
from ..tabs.style.live_thumbnails import LiveThumbnails
from ..tabs.style.loader import StyleLoader
from ..tabs.style.panel import StylePanel
from ..tabs.style.preview import StylePreview
from .banner import Banner
from .first_hint import FirstHint
from .history import HistoryPanel
from .menu.actions import Actions
from .menu.help import Help
from .menu.menus import Menus
from .menu.preferences import Preferences
from .side_panel import SidePanel
from .status_bar import StatusBar
from .toolbar import ToolBar
from .view_options import ViewOptions


class Parts(QMainWindow):
    """All that the window is made of, by name, and what the user does that concerns several parts.

    What connects them knows this class: :mod:`vqstudio.ui.window.action_binding`, :mod:`vqstudio.ui.window.wiring`,
    :mod:`vqstudio.ui.window.remembering`, and the MainWindow that comes of it.
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
        theme.setParent(self)  # a theme that outlived its window would go on styling the application
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
        self.selector = Selector(self.session, self.brush, self._background, self)
        self.services = services = Services(
            self, self.session, store, theme, self.prompts, self._background, self.bridge, Messages(self)
        )
        self.shapes = ShapeController(services)
        self.masks = MaskController(services)
        self.files = FileController(services)
        self.exports = ExportController(services)
        self.drag_out = DragOut(services)
        self.actions_by_name = Actions(self, theme)
        self.help = Help(services, doctor)
        self.autosave = Autosave(self.session, recovery, settings.autosave_seconds, self) if recovery else None
        self.recovery = None
        if self.autosave and recovery:
            self.recovery = Recovery(services, self.autosave, recovery)
        self._build(settings.panel_visible)

    def _build(self, panel_visible: bool) -> None:
        theme, actions = self.theme, self.actions_by_name
        self.frame = CanvasFrame(self)
        self.tokens = TokenView(self.session, self.bridge, self)
        self.canvas = Canvas(self.session, self.brush, self.selector, self.frame, self.tokens, theme)
        self.history = HistoryPanel(self.session, theme)
        self.history.setVisible(self._store.settings.history_visible)
        self.film = FilmStrip(self.session, theme)
        self.hint = FirstHint(self.canvas, self._store, theme)
        self.empty = EmptyState(theme, self.recent)
        self.area = CanvasArea(self.canvas, self.session, theme)
        self.view_options = ViewOptions(actions, self.canvas, self.area, self._store, self)
        self.banner = Banner(theme)
        self.repair_panel = RepairPanel(self.session, self.brush, self.selector, self.operations, theme)
        self.style_panel = StylePanel(self.session, self.operations, theme)
        self.frame_panel = FramePanel(self.session, self.frame, self.shapes, self.operations, self.prompts, theme)
        self.create_panel = CreatePanel(self.session, self.tokens, self.operations, theme)
        self.adjust_panel = AdjustPanel(self.session, self.operations, theme)
        self.adjust_preview = AdjustPreview(self.session, self.canvas, self)
        self.styles = StyleLoader(self.services, self.style_panel)
        self.batch = BatchController(self.services, self.style_panel.gallery)
        self.thumbnails = LiveThumbnails(self.session, self.operations, self.bridge, self)
        self.style_preview = StylePreview(self.operations, self.bridge, self)
        self.spare_fills = SpareFills(self.operations, self.bridge, self)
        self.side = SidePanel(theme)
        self.side.add("repair", tr("Repair"), "repair", tr("Remove things from the photo (F2)"), self.repair_panel)
        self.side.add("style", tr("Style"), "style", tr("Turn the photo into a painting (F3)"), self.style_panel)
        self.side.add("frame", tr("Frame"), "frame", tr("Crop, extend, turn, straighten (F4)"), self.frame_panel)
        self.side.add("create", tr("Create"), "create", tr("Imagine pictures and textures (F5)"), self.create_panel)
        self.side.add("adjust", tr("Adjust"), "adjust", tr("Change light and colours (F6)"), self.adjust_panel)
        self.side.fit()
        self.side.setVisible(panel_visible)
        self.status = StatusBar(self.drag_out.handle)
        self.toolbar = ToolBar(actions, self.brush, theme, self.view_options.comparison)
        self._stack = QStackedWidget()
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
        self.menus = Menus(self.menuBar(), actions)
        self.recent_menu = RecentMenu(self.menus.recent, self.recent, self.files.open_path, actions["clear_recent"])
        self.menus.show_appearance(self._store.settings.theme, partial(self.preferences.set, "theme"))
        self.addActions(actions.all())
        actions["mask_visible"].setChecked(True)
        self.mask_rest = MaskRest(self.session, self.brush, actions["mask_visible"], self)
        actions["panel"].setChecked(panel_visible)
        actions["history"].setChecked(self._store.settings.history_visible)
        actions["brush"].setChecked(True)

    @property
    def can_apply_frame(self) -> bool:
        return self.frame.active and self.frame_panel.can_run

    def undo(self) -> None:
        if self.brush.painting:
            self.brush.cancel()
        else:
            self.session.stack.undo()
            self._forget_message()

    def redo(self) -> None:
        if self.brush.painting:
            self.brush.cancel()
        else:
            self.session.stack.redo()
            self._forget_message()

    def go_to_step(self, count: int) -> None:
        """Let so many steps of the history be in place."""
        self.brush.cancel()
        if self.operations.busy:
            self.status.set_message(tr("Cancel what is running first (Esc), then go back in the history."))
        else:
            self.session.stack.go_to(count)
            self._forget_message()

    def _forget_message(self) -> None:
        """What was done last may be undone now."""
        if not self.operations.busy:
            self.status.set_message("")

    def show_panel(self, name: str) -> None:
        self.side.show_page(name)
        self.actions_by_name["panel"].setChecked(True)
