"""The window: it connects its parts and says what all of them show; the work is theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox

from vqstudio.core.wording import mark
from vqstudio.engine.requests import Device, Engine

from ..dialogs.prompts import Unsaved
from ..files.controller import can_open
from ..jobs.notices import notice_of
from ..kit.drops import Drops
from ..kit.number_keys import NumberKeys
from ..kit.settings import SettingsStore
from ..kit.theme import Theme
from ..kit.translation import tr
from ..model.photo_masks import SourceUse
from ..tabs.style.loader import style_files
from .action_binding import connect_actions, enable_actions
from .parts import Parts
from .place import place
from .remembering import remember, restore
from .wiring import connect_parts

BEFORE_KEYS = (Qt.Key.Key_Backslash, Qt.Key.Key_Bar)
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MainWindow(Parts):
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
        super().__init__(engine, store, theme, doctor, recovery, thumbnails)
        self._ending = False
        self._connect()
        self._ask_device()
        self.styles.load()
        self.number_keys = NumberKeys(self, self.canvas)
        self.side.page_changed.connect(self.number_keys.give_back)
        self.operations.busy_changed.connect(self.number_keys.applied)
        self.shapes.busy_changed.connect(self.number_keys.applied)
        Drops(self, can_open, self._invite, self._take)
        place(self, store.settings.geometry)
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
        for changed in (session.state_changed, session.mask_changed, session.source_changed):
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
