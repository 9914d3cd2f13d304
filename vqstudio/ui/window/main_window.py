"""The main window: connects its parts and keeps them up to date. The parts do the work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent

from vqstudio.core.wording import mark
from vqstudio.engine.requests import Device

from ..dialogs.prompts import Unsaved
from ..files.controller import can_open
from ..jobs.notices import notice_of
from ..kit.drops import Drops, dropped_files
from ..kit.number_keys import NumberKeys
from ..kit.settings import DeviceChoice
from ..kit.translation import tr
from ..model.mask_layer import MaskChange
from ..model.tool import Tool
from ..tabs.registered import TABS
from ..tabs.style.loader import style_files
from .actions.table import bind
from .parts import Parts
from .place import place
from .remembering import bind_preferences, remember
from .wiring import connect_files, connect_operations, connect_status

BEFORE_KEYS = (Qt.Key.Key_Backslash, Qt.Key.Key_Bar)
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MainWindow(Parts):
    def _begin(self) -> None:
        self._ending = False
        bind(self.actions_by_name, self, self.pages, self.show_panel)
        self.actions_by_name.attach(self)
        self.number_keys = NumberKeys(self, self.canvas)
        self._connect()
        for page in self.pages.values():
            page.restore(self._store.settings)
        bind_preferences(
            self.preferences, self.session, self.theme, self.menus, self.repair_panel.auto, self.recent, self.autosave
        )
        self.preferences.bind("device", self._use_device)
        if self._store.settings.device is DeviceChoice.AUTO:
            self._ask_device()
        else:
            self._use_device(self._store.settings.device)
        self.styles.load()
        Drops(self, can_open, self._invite, self._take)
        place(self, self._store.settings.geometry)
        self._refresh()
        self.recent.look()
        self.empty.setFocus()

    def open_path(self, path: Path) -> None:
        self.files.open_path(path)

    def offer_recovery(self) -> None:
        """Ask whether to continue with what a crash left behind."""
        if self.recovery is not None:
            self.recovery.offer(self.prompts.ask_recover)

    @property
    def idle(self) -> bool:
        """Whether nothing is being loaded, saved or computed."""
        return not self._background.busy and not self.bridge.busy and self.styles.loaded

    def _connect(self) -> None:
        session, operations, actions = self.session, self.operations, self.actions_by_name
        connect_operations(operations, session, self.brush, self.mask_rest, self.canvas)
        connect_files(self.files, self.empty, self.film, self.recent, self.banner)
        connect_status(self.status, operations, self.canvas)
        messages = self.services.messages
        for notice in (messages.notice, operations.notice, self.selector.notice, self.tokens.notice):
            notice.connect(self.banner.show_notice)
        if self.autosave is not None:
            self.autosave.notice.connect(self.banner.show_notice)
        for message in (messages.message, operations.message):
            message.connect(self.status.set_message)
        self.banner.details_asked.connect(self.help.show_details)
        self.styles.changed.connect(self.batch.styles_changed)
        self.toolbar.before_held.connect(self.canvas.set_show_before)
        self.tokens.changed.connect(lambda: actions["token_view"].setChecked(self.tokens.active))
        self.history.step_chosen.connect(self.go_to_step)
        self.side.page_changed.connect(self._page_turned)
        self.brush.tool_changed.connect(self._refresh)
        self.brush.stroke_begun.connect(self._refresh)
        self.brush.stroke_finished.connect(self._stroke_finished)
        self.shapes.busy_changed.connect(self.number_keys.applied)
        operations.fills_changed.connect(self._refresh)
        operations.busy_changed.connect(self._busy_changed)
        session.leaving.connect(self._leave_photo)
        session.opened.connect(self._photo_opened)
        session.reframed.connect(self._reframed)
        session.state_changed.connect(self._refresh)
        for changed in (session.state_changed, session.mask_changed, session.source_changed):
            changed.connect(self._hint_used)
        # Only the tab's actions: sliders and the frame change whenever the pointer moves.
        for tab in TABS:
            for changed in self.pages[tab.name].changes:
                changed.connect(lambda *_, tab=tab: actions.refresh(tab.actions))

    def _ask_device(self) -> None:
        """Show the device; also after a job, because one that did not fit the graphics card may have moved to the
        processor.
        """
        self.bridge.call(lambda: self.bridge.engine.device, self._device_known)

    def _use_device(self, choice: DeviceChoice) -> None:
        self.bridge.call(lambda: self.bridge.engine.use_device(choice.value), self._device_known)

    def _device_known(self, device: object, error: BaseException | None) -> None:
        if isinstance(device, Device):
            self.status.set_device(device)
            self.preferences.tell_device(device)
        elif error is not None:
            notice = notice_of(error, mark("loading the models"))
            self.status.set_no_device(notice.text)
            self.banner.show_notice(notice)

    # State

    def _stroke_finished(self, change: MaskChange, tool: Tool) -> None:
        self.session.push_stroke(change, tool)
        if not self.brush.continues:
            self.repair_panel.stroke_finished(tool)  # an automatic repair needs the stroke that triggers it
        self._refresh()

    def _leave_photo(self) -> None:
        """Another photo is about to be shown."""
        self.brush.end()
        self.operations.abandon()  # including what the end of the stroke started

    def _page_turned(self, page: str) -> None:
        for name, other in self.pages.items():
            if name != page:
                other.left()
        self.keeping.settle()
        if page == "repair":
            self.mask_rest.wake()
        self._show_frame()  # after unapplied settings of its panel were dropped
        self._offer_hint()
        self.number_keys.give_back()

    def show_side(self, on: bool) -> None:
        self.side.setVisible(on)
        if not on and self.side.page == "frame":
            self.pages["frame"].left()  # nobody paints on a photo that only looks straightened
        self._show_frame()

    def _show_frame(self) -> None:
        self.frame.set_active(self.side.page == "frame" and not self.side.isHidden())

    def _photo_opened(self) -> None:
        document = self.session.document
        self._stack.setCurrentWidget(self.area if document else self.empty)
        size = (document.width, document.height) if document else None
        self.status.set_photo(size)
        if document and self.side.page == "repair" and not self.status.message.text():
            self.status.set_message(tr("Paint over what should go, then press Repair."))
        # The stack lays out the canvas only once control returns to the event loop.
        QTimer.singleShot(0, self.canvas, self.canvas.come_back)
        (self.canvas if document else self.empty).setFocus()
        self._offer_hint()

    def _offer_hint(self) -> None:
        self.hint.offer(self.session.document is not None and self.side.page == "repair")

    def _hint_used(self) -> None:
        if self.brush.painting or not self.session.mask_empty:
            self.hint.dismiss()

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
        self.number_keys.applied()

    def _refresh(self) -> None:
        session = self.session
        has_photo = session.document is not None
        name = f"{self.files.name}[*] – VQ Studio" if has_photo else "VQ Studio"
        self.setWindowTitle(name)
        self.setWindowModified(session.modified)
        self.actions_by_name.refresh()
        self.toolbar.before.setEnabled(has_photo)
        self.toolbar.brush_size.setEnabled(has_photo)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in BEFORE_KEYS and self.session.document is not None:
            self.canvas.set_show_before(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.hint.dismiss()
            for page in self.pages.values():
                page.escape()
        elif event.key() in ENTER_KEYS and self.frame.active and self.focusWidget() in (None, self, self.canvas):
            self.frame_panel.run()  # elsewhere Enter is of what has the focus
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
        """Open what was dropped."""
        found = style_files(mime)
        for path in found:
            self.styles.add(path)
        others = [path for path in dropped_files(mime) if path not in found]
        if found and others:
            self.files.open_paths(others)
        elif not found:
            self.files.open_mime(mime)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._ending:  # a save that finishes now may call this to close the window
            event.ignore()
            return
        if self.styles.learning.active:
            answer = self.prompts.ask_unlearned()
            if answer is not Unsaved.DISCARD:
                event.ignore()
                # It may have ended while the user was being asked.
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
        """End without asking: finish saves in progress, and keep all other edits to be offered at the next start.
        Previews end.
        """
        self._ending = True
        self._background.finish()
        self._end()
        if self.autosave is not None:
            self.autosave.leave()

    def _end(self) -> None:
        remember(self._store, self, self.side, self.history, self.brush, self.pages.values())
        self.batch.close()
        for page in self.pages.values():
            page.close()
        self.bridge.close()
        self._background.close()
        self.drag_out.close()
        self.recent.close()
        self.prompts.previews.close()
