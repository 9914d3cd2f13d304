"""The window: it assembles the parts and connects them; the work is theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from vqstudio.core.wording import mark
from vqstudio.engine.requests import Device, Engine

from .action_binding import connect_actions, enable_actions
from .actions import Actions
from .adjust_preview import AdjustPreview
from .autosave import Autosave
from .background import Background
from .banner import Banner
from .batch_controller import BatchController
from .brush import Brush
from .canvas import Canvas
from .canvas_area import CanvasArea
from .canvas_frame import CanvasFrame
from .dialogs.prompts import Prompts, Unsaved
from .drag_out import DragOut
from .drops import Drops
from .empty_state import EmptyState
from .exporting import ExportController
from .file_controller import FileController, can_open
from .film_strip import FilmStrip
from .first_hint import FirstHint
from .help import Help
from .job_bridge import JobBridge
from .live_thumbnails import LiveThumbnails
from .mask_controller import MaskController
from .mask_rest import MaskRest
from .menus import Menus
from .notices import notice_of
from .number_keys import NumberKeys
from .open_photo import SourceUse
from .operations import Operations
from .panels.adjust import AdjustPanel
from .panels.create import CreatePanel
from .panels.frame import FramePanel
from .panels.history import HistoryPanel
from .panels.repair import RepairPanel
from .panels.style import StylePanel
from .preferences import Preferences
from .recent import RecentPhotos
from .recent_menu import RecentMenu
from .recovery import Recovery
from .remembering import remember, restore
from .selector import Selector
from .session import EditSession
from .settings import SettingsStore, ThemeChoice
from .shape_controller import ShapeController
from .side_panel import SidePanel
from .spare_fills import SpareFills
from .status_bar import StatusBar
from .style_loader import StyleLoader, style_files
from .style_preview import StylePreview
from .theme import Theme
from .token_view import TokenView
from .toolbar import ToolBar
from .translation import tr
from .view_options import ViewOptions
from .window_place import place
from .wiring import connect_parts

BEFORE_KEYS = (Qt.Key.Key_Backslash, Qt.Key.Key_Bar)
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MainWindow(QMainWindow):
    """``doctor`` makes the text of "About this computer"; it runs on the engine's thread.

    Edits under way are kept in the folder ``recovery``, thumbnails of recent photos in ``thumbnails``, where given.
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
        self._ending = False
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
        self.shapes = ShapeController(self.session, self._background, self)
        self.masks = MaskController(self.session, store, self.prompts, self._background, self)
        self.files = FileController(self.session, store, self.prompts, self._background, self)
        self.exports = ExportController(self.session, store, self.prompts, self._background, self)
        self.drag_out = DragOut(self.session, self._background, theme, self)
        self.actions_by_name = Actions(self, theme)
        self.help = Help(self, self.bridge, doctor)
        self.batch = BatchController(self, self.bridge, store, self.prompts, theme, lambda: self.style_panel.gallery)
        self.autosave = Autosave(self.session, recovery, settings.autosave_seconds, self) if recovery else None
        self.recovery = None
        if self.autosave and recovery:
            self.recovery = Recovery(self.session, self.autosave, self._background, recovery, self)
        self._build(settings.panel_visible)
        self._connect()
        self._ask_device()
        self.styles.load()
        self.number_keys = NumberKeys(self, self.canvas)
        self.side.page_changed.connect(self.number_keys.give_back)
        self.operations.busy_changed.connect(self.number_keys.applied)
        self.shapes.busy_changed.connect(self.number_keys.applied)
        Drops(self, can_open, self._invite, self._take)
        place(self, settings.geometry)
        self._refresh()
        self.recent.look()
        self.empty.setFocus()

    def open_path(self, path: Path) -> None:
        self.files.open_path(path)

    def offer_recovery(self) -> None:
        """Ask whether to go on with what a crash left behind."""
        if self.recovery is not None:
            self.recovery.offer(self.prompts.ask_recover)

    @property
    def idle(self) -> bool:
        """Nothing is being loaded, saved or computed."""
        return not self._background.busy and not self.bridge.busy and self.styles.loaded

    # Assembly

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
        self.styles = StyleLoader(self.session, self.bridge, self.style_panel, self.prompts, self)
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
        self.recent_menu = RecentMenu(self.menus.recent, self.recent, self.open_path, actions["clear_recent"])
        self.menus.show_appearance(self._store.settings.theme, self._choose_theme)
        self.addActions(actions.all())
        actions["mask_visible"].setChecked(True)
        self.mask_rest = MaskRest(self.session, self.brush, actions["mask_visible"], self)
        actions["panel"].setChecked(panel_visible)
        actions["history"].setChecked(self._store.settings.history_visible)
        actions["brush"].setChecked(True)

    def _connect(self) -> None:
        session, operations = self.session, self.operations
        connect_actions(self)
        connect_parts(self)
        actions = self.actions_by_name
        actions["token_view"].toggled.connect(self._say_tokens)
        self.create_panel.new_wanted.connect(self._new_picture)
        actions["paint_source"].triggered.connect(self._paint_source)
        self.history.step_chosen.connect(self.go_to_step)
        actions["panel"].toggled.connect(self._frame_shown)
        self.side.page_changed.connect(self._frame_shown)
        self.frame.changed.connect(self._margins_changed)
        session.reframed.connect(self._reframed)
        self.brush.tool_changed.connect(self._refresh)
        self.brush.stroke_finished.connect(session.push_stroke)
        # After the session: an automatic repair needs the stroke that triggers it.
        self.brush.stroke_finished.connect(self.repair_panel.stroke_finished)
        self.brush.stroke_finished.connect(self._refresh)
        operations.fills_changed.connect(self._refresh)
        operations.busy_changed.connect(self._busy_changed)
        self.style_panel.gallery.chosen_changed.connect(self._refresh)
        self.shapes.busy_changed.connect(self._refresh)
        session.opened.connect(self._photo_opened)
        session.state_changed.connect(self._refresh)
        self.side.page_changed.connect(self._offer_hint)
        for changed in (session.state_changed, session.mask.changed, session.source.changed):
            changed.connect(self._hint_used)
        restore(self, self._store)

    def _ask_device(self) -> None:
        """Also after a job: one that did not fit the graphics card may have moved to the processor."""

        def known(device: object, error: BaseException | None) -> None:
            if isinstance(device, Device):
                self.status.set_device(device)
            elif error is not None:
                notice = notice_of(error, mark("loading the models"))
                self.status.set_no_device(notice.text)
                self.banner.show_notice(notice)

        self.bridge.call(lambda: self.bridge.engine.device, known)

    # State

    def _photo_opened(self) -> None:
        document = self.session.document
        self._stack.setCurrentWidget(self.area if document else self.empty)
        size = (document.width, document.height) if document else None
        self.status.set_photo(size)
        self.frame.set_photo(size or (0, 0))
        self.frame.come_back(self.session.photo)  # after the panel's own reaction, which sets all margins back
        if document and self.side.page == "repair" and not self.status.message.text():
            self.status.set_message(tr("Paint over what should go, then press Repair."))
        # The stack has laid out the canvas only when control is back in the event loop.
        QTimer.singleShot(0, self.canvas, self.canvas.come_back)
        (self.canvas if document else self.empty).setFocus()
        self._offer_hint()

    def _offer_hint(self) -> None:
        self.hint.offer(self.session.document is not None and self.side.page == "repair")

    def _hint_used(self) -> None:
        if self.brush.painting or not self.session.mask_empty:
            self.hint.dismiss()

    def _frame_shown(self) -> None:
        self.frame.set_active(self.side.page == "frame" and self.actions_by_name["panel"].isChecked())

    def _margins_changed(self) -> None:
        # Not _refresh: the frame changes with every move of the pointer that pulls it.
        self.actions_by_name["apply_frame"].setEnabled(self.can_apply_frame)

    @property
    def can_apply_frame(self) -> bool:
        return self.frame.active and self.frame_panel.can_run

    def _say_tokens(self, shown: bool) -> None:
        text = tr("Rest the pointer on the photo to see its codes; T hides them.")
        self.status.set_message(text if shown else "")

    def _new_picture(self, width: int, height: int) -> None:
        tileable = self.create_panel.tileable.isChecked()
        self.files.open_blank(width, height, lambda: self.operations.imagine(1.0, tileable))

    def _reframed(self) -> None:
        self.brush.leave()
        document = self.session.document
        assert document is not None
        self.frame.set_photo((document.width, document.height))
        self.status.set_photo((document.width, document.height))
        self.canvas.fit()

    def _busy_changed(self, busy: bool) -> None:
        self.status.set_busy(busy)
        if busy:
            waits = self.batch.queue.working
            self.status.set_message(tr("Waiting for a photo of the batch…") if waits else tr("Starting…"))
        else:
            self._ask_device()
        self._refresh()

    def _refresh(self) -> None:
        session = self.session
        has_photo = session.document is not None
        name = f"{self.files.name}[*] – VQ Studio" if has_photo else "VQ Studio"
        self.setWindowTitle(name)
        self.setWindowModified(session.modified)
        enable_actions(self)
        self.toolbar.before.setEnabled(has_photo)
        self.toolbar.brush_size.setEnabled(has_photo)

    def _paint_source(self, on: bool) -> None:
        if on and self.session.source_use is SourceUse.EVERYWHERE:
            self.session.use_source(SourceUse.ONLY)
        self.session.paint_source(on)

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

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self.preferences.set("theme", choice)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in BEFORE_KEYS and self.session.document is not None:
            self.canvas.set_show_before(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.hint.dismiss()
            self.style_panel.end_preview()
            if self.frame.active:
                self.frame_panel.set_back()
        elif event.key() in ENTER_KEYS and self.frame.active and not isinstance(self.focusWidget(), QAbstractSpinBox):
            self.frame_panel.run()  # but in a field Enter only ends the number
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in BEFORE_KEYS and not event.isAutoRepeat():
            self.canvas.set_show_before(False)
        else:
            super().keyReleaseEvent(event)

    def _invite(self, on: bool) -> None:
        self.empty.set_inviting(on)
        self.area.highlight.set_inviting(on)

    def _take(self, mime: QMimeData) -> None:
        """What was dropped."""
        found = style_files(mime)
        for path in found:
            self.styles.add(path)
        if not found:
            self.files.open_mime(mime)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._ending:  # a save that ends now may have been to close the window after it
            event.ignore()
            return
        if self.styles.learning.active:
            answer = self.prompts.ask_unlearned()
            if answer is not Unsaved.DISCARD:
                event.ignore()
                # It may have ended while the question stood.
                if answer is Unsaved.SAVE and self.styles.learning.active:
                    self.styles.keep_lesson(then=self.close)
                return
        if not self.files.quitting.may_quit(again=self.close):
            event.ignore()
            return
        if not self.batch.may_close():
            self.files.quitting.stay()
            event.ignore()
            return
        self._end()
        if self.autosave is not None:
            self.autosave.close()
        event.accept()

    def end_now(self) -> None:
        """End without a question: what is being saved is written, all other edits are offered at the next start."""
        self._ending = True
        self._background.finish()
        self._end()
        if self.autosave is not None:
            self.autosave.leave()

    def _end(self) -> None:
        remember(self, self._store)
        self.batch.close()
        self.styles.learning.close()
        self.spare_fills.end()
        self.bridge.close()
        self._background.close()
        self.drag_out.close()
        self.recent.close()
        self.prompts.previews.close()
