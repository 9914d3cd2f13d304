"""The row below the gallery for one of the user's own styles: learning it from its painting, and the progress."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from vqstudio.core.wording import mark
from vqstudio.engine.requests import StyleInfo

from ...kit.translation import tr
from ...kit.widgets import button, label
from .learning import MINUTES

FIRST_GUESS = mark("A first guess: oil strokes in the painting's colours. Learning takes five minutes.")


class LearnRow(QWidget):
    learn_asked = Signal(str)
    stop_asked = Signal()
    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._info: StyleInfo | None = None
        self._learning = ""
        self.text = label("", "muted", wrap=True)
        tip = tr("Practise this painting for {minutes:.0f} minutes; you can go on working", minutes=MINUTES)
        self.learn = button(tr("Learn it"), tip)
        self.stop = button(tr("Stop and keep"), tr("End now and keep what was learned"))
        self.cancel = button(tr("Cancel"), tr("End now and keep the style as it was"), flat=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Share learned"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.text)
        layout.addWidget(self.bar)
        row = QHBoxLayout()
        for widget in (self.learn, self.stop, self.cancel):
            row.addWidget(widget)
        row.addStretch(1)
        layout.addLayout(row)
        self.learn.clicked.connect(lambda: self._info and self.learn_asked.emit(self._info.name))
        self.stop.clicked.connect(self._stop)
        self.cancel.clicked.connect(self.cancel_asked)
        self._refresh()

    def show_style(self, info: StyleInfo | None) -> None:
        """Show the row for the style that is chosen in the gallery."""
        self._info = info
        self._refresh()

    def show_learning(self, name: str) -> None:
        """Show the style that is being learned; empty for none."""
        if name != self._learning:
            self._learning = name
            self.stop.setEnabled(True)
            self.bar.setValue(0)
            self.text.setText(tr("Getting ready to learn…") if name else "")
        self._refresh()

    def show_progress(self, share: float, left: int) -> None:
        self.bar.setValue(round(1000 * share))
        if self.stop.isEnabled():
            text = mark("Learning: {minutes}:{seconds:02d} left. You can go on working.")
            self.text.setText(tr(text, minutes=left // 60, seconds=left % 60))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.text.setText(tr("Keeping what was learned…"))
        self.stop_asked.emit()

    def _refresh(self) -> None:
        own = self._info is not None and self._info.own
        learning = bool(self._learning)
        for widget in (self.bar, self.stop, self.cancel):
            widget.setVisible(learning)
        self.learn.setVisible(own and not learning)
        if own and not learning:
            assert self._info is not None
            if self._info.learned:
                self.learn.setText(tr("Learn it again"))
                self.text.setText(tr("Learned from its painting."))
            elif self._info.has_other:
                self.learn.setText(tr("Learn it again"))
                self.text.setText(tr("The first guess. What was learned is kept: right-click the style to use it."))
            else:
                self.learn.setText(tr("Learn it"))
                self.text.setText(tr(FIRST_GUESS))
        self.setVisible(own or learning)
