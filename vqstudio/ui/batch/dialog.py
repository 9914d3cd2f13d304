"""The dialog of the batch queue: which photos, what to do with them, and the state of each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vqstudio.engine.requests import StyleInfo

from ..dialogs.prompts import Prompts
from ..kit.drops import dropped_files, take_copy
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import button, label
from .drop import BatchDrop
from .entries import Phase, State
from .list import BatchList
from .queue import BatchQueue
from .settings import BatchSettings


class BatchDialog(QDialog):
    hidden = Signal()
    """The dialog was closed; the queue continues."""

    def __init__(self, queue: BatchQueue, prompts: Prompts, theme: Theme, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._queue = queue
        self.settings = BatchSettings(prompts, folder)
        self.setWindowTitle(tr("Batch"))
        self.setAcceptDrops(True)
        self.resize(880, 600)
        self._make_controls(theme)
        self._lay_out()
        self._connect()
        self._look()
        self._refresh()

    def show_styles(self, styles: Iterable[StyleInfo], chosen: str) -> None:
        """As :meth:`BatchSettings.show_styles`."""
        self.settings.show_styles(styles, chosen)

    def set_source(self, source: Path | tuple[Path, ...]) -> None:
        """As :meth:`BatchSettings.set_source`."""
        self.settings.set_source(source)

    # Assembly

    def _make_controls(self, theme: Theme) -> None:
        self.drop = BatchDrop(theme)
        self.list = BatchList(self._queue, theme)
        self.summary = label("", "label", wrap=True)
        self.summary.setAccessibleName(tr("How the batch stands"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the batch"))
        self.open_results = button(tr("Open folder"), tr("Show the results in the file manager"))
        self.retry = button(tr("Retry failed"), tr("Try the photos again that failed"))
        self.stop = button(tr("Stop"), tr("Give up the photo under way too; what is done stays"))
        self.pause = button(tr("Pause"), tr("Finish the photo under way, then wait"))
        self.start = button(tr("Start"), tr("Edit the photos, one after another"), primary=True)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.drop)
        self._stack.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._stack, 1)
        right.addWidget(self.summary)
        right.addWidget(self.bar)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self.settings)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open_results)
        buttons.addStretch()
        for made in (self.retry, self.stop, self.pause, self.start):
            buttons.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 20)
        layout.setSpacing(18)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(False)  # Enter in a field must not start anything

    def _connect(self) -> None:
        queue = self._queue
        self.settings.changed.connect(self._look)
        self.drop.folder_clicked.connect(self.settings.ask_folder)
        self.start.clicked.connect(self._start)
        self.pause.clicked.connect(queue.pause)
        self.stop.clicked.connect(queue.stop)
        self.retry.clicked.connect(lambda: queue.retry_failed(self.settings.work))
        self.open_results.clicked.connect(self._open_results)
        queue.changed.connect(self._refresh)
        queue.progress.connect(lambda share: self.bar.setValue(round(1000 * share)))

    def _look(self) -> None:
        wish = self.settings.wish
        if wish is not None:
            self._queue.look(wish)
        else:
            self._queue.clear(self.settings.missing)

    # Running

    def _start(self) -> None:
        wish = self.settings.wish
        if self._queue.phase is Phase.PAUSED:
            self._queue.go_on()
        elif wish is not None:
            self._queue.start(wish)

    def _open_results(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.settings.output)))

    def _refresh(self) -> None:
        queue = self._queue
        self.settings.setEnabled(not queue.active)
        self._stack.setCurrentWidget(self.drop if self.settings.source is None else self.list)
        self.summary.setText(queue.summary)
        for widget in (self.summary, self.bar):
            widget.setVisible(self.settings.source is not None)
        self.start.setText(tr("Go on") if queue.phase is Phase.PAUSED else tr("Start"))
        self.start.setAccessibleName(self.start.text())
        self.start.setVisible(queue.phase is not Phase.RUNNING)
        self.start.setEnabled(queue.can_start)
        self.pause.setVisible(queue.phase is Phase.RUNNING)
        self.stop.setEnabled(queue.active)
        self.retry.setEnabled(queue.can_retry)
        self.open_results.setEnabled(queue.count(State.DONE, State.SKIPPED, State.KEPT) > 0)

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is dragged out of our own window is a temporary copy.
        if event.source() is None and dropped_files(event.mimeData()) and not self._queue.active:
            take_copy(event)
            self.drop.set_inviting(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop.set_inviting(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop.set_inviting(False)
        paths = dropped_files(event.mimeData())
        if paths and not self._queue.active:
            take_copy(event)
            self.set_source(paths[0] if len(paths) == 1 and paths[0].is_dir() else tuple(paths))

    def reject(self) -> None:
        """Esc hides the dialog; the queue continues."""
        super().reject()
        self.hidden.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.hidden.emit()
