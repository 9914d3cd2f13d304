"""The dialog of the batch queue: which photos, what to do with them, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vqstudio.core.wording import mark
from vqstudio.engine.requests import StyleInfo

from ..dialogs.prompts import Prompts
from ..kit.drops import take_copy
from ..kit.layout import row
from ..kit.theme import Theme
from ..kit.translation import said, tr
from ..kit.widgets import ElidedLabel, ValueSlider, button, label
from .drop import BatchDrop
from .list import BatchList
from .queue import AGAIN, BatchQueue, Phase, State, Wish

PAINT, REPAIR = "paint", "repair"
FORMATS = ((mark("As the photo"), None), ("JPEG", ".jpg"), ("PNG", ".png"))
SETTINGS_WIDTH = 300
LOOK_AFTER_MS = 250


class BatchDialog(QDialog):
    hidden = Signal()
    """It was closed; the queue goes on."""

    def __init__(self, queue: BatchQueue, prompts: Prompts, theme: Theme, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._queue, self._prompts = queue, prompts
        self._start_at = folder
        """Where the file dialogs start."""

        self._source: Path | tuple[Path, ...] | None = None
        self._output: Path | None = None
        self._masks: Path | None = None
        self.setWindowTitle(tr("Batch"))
        self.setAcceptDrops(True)
        self.resize(880, 600)
        self._make_controls(theme)
        self._lay_out()
        self._connect()
        # Not for every step of a slider: folders can be large.
        self._looking = QTimer(self, interval=LOOK_AFTER_MS, singleShot=True)
        self._looking.timeout.connect(self._look)
        self._mode_changed()
        self._refresh()

    def show_styles(self, styles: Iterable[StyleInfo], chosen: str) -> None:
        """Offer these; the one that was chosen here before stays so, otherwise that called ``chosen`` is."""
        kept = self.style_choice.currentData() or chosen
        self.style_choice.blockSignals(True)
        self.style_choice.clear()
        for info in styles:
            self.style_choice.addItem(said(info.title), info.name)
        self.style_choice.setCurrentIndex(max(0, self.style_choice.findData(kept)))
        self.style_choice.blockSignals(False)
        self._look()

    def set_source(self, source: Path | tuple[Path, ...]) -> None:
        """Take the photos of a folder, or these files and folders; the results go beside them."""
        self._source = source
        folder = source if isinstance(source, Path) else source[0].parent
        self._start_at = folder
        # In no language: after a change of it a batch must find what is done.
        self._output = folder.parent / f"{folder.name or 'photos'}-edited"
        if isinstance(source, Path):
            self.source_path.set_text(str(source))
        else:
            text = tr("{count} chosen: {names}", count=len(source), names=", ".join(path.name for path in source))
            self.source_path.set_text(text if len(source) > 1 else str(source[0]))
        self._show_output()
        self._look()

    @property
    def wish(self) -> Wish | None:
        """What Start would do; None while something is missing."""
        if self._source is None or self._output is None:
            return None
        suffix, again = self.form.currentData(), self.again.isChecked()
        if self.what.currentData() == REPAIR:
            return Wish(self._source, self._output, self._masks, {}, suffix, again) if self._masks else None
        style = self._style()
        return Wish(self._source, self._output, None, style, suffix, again) if style else None

    def _style(self) -> dict[str, object]:
        name = self.style_choice.currentData()
        if self.what.currentData() == REPAIR or not name:
            return {}
        return {"style": name, "strength": self.strength.value / 100}

    # Assembly

    def _make_controls(self, theme: Theme) -> None:
        self.source_path = ElidedLabel(tr("Photos"), tr("No photos are chosen yet"), Qt.TextElideMode.ElideMiddle)
        self.choose_folder = button(tr("Folder…"), tr("Edit every photo of a folder"))
        self.choose_files = button(tr("Photos…"), tr("Edit some photos"))
        self.what = _combo(tr("What to do"), tr("What is done with every photo"))
        self.what.addItem(tr("Paint in a style"), PAINT)
        self.what.addItem(tr("Remove what masks show"), REPAIR)
        self.style_choice = _combo(tr("Style"), tr("The style that every photo is painted in"))
        self.strength = ValueSlider(tr("Style strength"), 0, 100, " %")
        self.strength.setToolTip(tr("0 % is the photo, 100 % the style at full"))
        self.strength.set_value(100)
        self.masks_path = ElidedLabel(tr("Masks"), tr("No masks are chosen yet"))
        self.choose_masks = button(tr("Masks…"), tr("Choose the folder that the masks are in"))
        self.output_path = ElidedLabel(tr("Results"), tr("Beside the photos"))
        self.choose_output = button(tr("Change…"), tr("Choose the folder that the results go to"))
        self.form = _combo(tr("Save as"), tr("The file format of the results"))
        for text, suffix in FORMATS:
            self.form.addItem(tr(text), suffix)
        self.again = QCheckBox(tr(AGAIN))
        self.again.setToolTip(tr("Otherwise a photo is left out if its result is there, made as you ask for it now"))
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
        self.settings = QWidget()
        self.settings.setFixedWidth(SETTINGS_WIDTH)
        column = QVBoxLayout(self.settings)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._paint_part, self._repair_part = QWidget(), QWidget()
        for part, widgets in (
            (self._paint_part, (self.style_choice, self.strength)),
            (self._repair_part, (
                _beside(self.masks_path, self.choose_masks),
                label(tr("A mask has its photo's name and is white where something goes. "
                         "Photos without one are left out."), "muted", wrap=True),
            )),
        ):  # fmt: skip
            inside = QVBoxLayout(part)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(8)
            for widget in widgets:
                inside.addWidget(widget)
        column.addWidget(label(tr("Photos"), "label"))
        column.addWidget(self.source_path)
        column.addLayout(row(self.choose_folder, self.choose_files))
        column.addSpacing(12)
        column.addWidget(label(tr("What to do"), "label"))
        for widget in (self.what, self._paint_part, self._repair_part):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(label(tr("Results"), "label"))
        column.addWidget(_beside(self.output_path, self.choose_output))
        column.addWidget(_beside(label(tr("Save as"), "muted"), self.form, stretch=False))
        column.addWidget(self.again)
        column.addStretch(1)
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
        self.choose_folder.clicked.connect(self._ask_folder)
        self.drop.folder_clicked.connect(self._ask_folder)
        self.choose_files.clicked.connect(self._ask_files)
        self.choose_masks.clicked.connect(self._ask_masks)
        self.choose_output.clicked.connect(self._ask_output)
        self.what.currentIndexChanged.connect(self._mode_changed)
        for combo in (self.style_choice, self.form):
            combo.currentIndexChanged.connect(self._look)
        self.again.toggled.connect(self._look)
        self.strength.value_changed.connect(lambda _value: self._looking.start())
        self.start.clicked.connect(self._start)
        self.pause.clicked.connect(queue.pause)
        self.stop.clicked.connect(queue.stop)
        self.retry.clicked.connect(lambda: queue.retry_failed(self._style()))
        self.open_results.clicked.connect(self._open_results)
        queue.changed.connect(self._refresh)
        queue.progress.connect(lambda share: self.bar.setValue(round(1000 * share)))

    # Choosing

    def _ask_folder(self) -> None:
        self._take(self._prompts.ask_folder(tr("Choose the folder of photos"), self._start_at, self))

    def _ask_files(self) -> None:
        self._take(tuple(self._prompts.ask_photos(self._start_at, self)))

    def _take(self, source: Path | tuple[Path, ...] | None) -> None:
        if source:
            self.set_source(source)

    def _ask_masks(self) -> None:
        folder = self._prompts.ask_folder(tr("Choose the folder of masks"), self._masks or self._start_at, self)
        if folder is not None:
            self._masks = folder
            self.masks_path.set_text(str(folder))
            self._look()

    def _ask_output(self) -> None:
        start = self._output.parent if self._output is not None else self._start_at
        folder = self._prompts.ask_folder(tr("Choose the folder of results"), start, self)
        if folder is not None:
            self._output = folder
            self._show_output()
            self._look()

    def _show_output(self) -> None:
        self.output_path.set_text(str(self._output) if self._output is not None else "")

    def _mode_changed(self) -> None:
        repair = self.what.currentData() == REPAIR
        self._paint_part.setVisible(not repair)
        self._repair_part.setVisible(repair)
        self._look()

    def _look(self) -> None:
        wish = self.wish
        if wish is not None:
            self._queue.look(wish)
            return
        problem = ""
        if self._source is not None:
            repair = self.what.currentData() == REPAIR
            problem = tr("Choose the folder of the masks.") if repair else tr("No style is installed.")
        self._queue.clear(problem)

    # Running

    def _start(self) -> None:
        wish = self.wish
        if self._queue.phase is Phase.PAUSED:
            self._queue.go_on()
        elif wish is not None:
            self._queue.start(wish)

    def _open_results(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._output)))

    def _refresh(self) -> None:
        queue = self._queue
        self.settings.setEnabled(not queue.active)
        self._stack.setCurrentWidget(self.drop if self._source is None else self.list)
        self.summary.setText(queue.summary)
        for widget in (self.summary, self.bar):
            widget.setVisible(self._source is not None)
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
        # What is dragged out of our own window is a copy that goes when that closes.
        if event.source() is None and _dropped(event.mimeData()) and not self._queue.active:
            take_copy(event)
            self.drop.set_inviting(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop.set_inviting(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop.set_inviting(False)
        paths = _dropped(event.mimeData())
        if paths and not self._queue.active:
            take_copy(event)
            self.set_source(paths[0] if len(paths) == 1 and paths[0].is_dir() else tuple(paths))

    def reject(self) -> None:
        """Esc: out of sight, and the queue goes on."""
        super().reject()
        self.hidden.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.hidden.emit()


def _dropped(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _combo(name: str, tip: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(tip)
    return made


def _beside(wide: QWidget, narrow: QWidget, stretch: bool = True) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(wide, 1 if stretch else 0)
    line.addWidget(narrow, 0 if stretch else 1)
    return made
