"""The application object, which macOS hands the files that a person opens with the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """A QApplication that collects the files of QFileOpenEvents until somebody takes them.

    macOS sends one event for each file, also for a program that is running, and the first before there is a window.
    Other systems name the files on the command line and send none.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._handed: list[Path] = []
        self._take: Callable[[list[Path]], object] | None = None
        # Only the application's own events come by here; an event filter would see those of every widget.
        self._waiting = QTimer(self, singleShot=True, interval=0)
        self._waiting.timeout.connect(self._hand_over)

    def hand_files_to(self, take: Callable[[list[Path]], object] | None) -> None:
        """``take`` gets the files, all that came together at once; None: nobody does, and they wait."""
        self._take = take
        self._waiting.start()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():  # else it is an address, which nobody opens here
            self._handed.append(Path(event.file()))
            self._waiting.start()
            return True
        return super().event(event)

    def _hand_over(self) -> None:
        if self._take is None or not self._handed:
            return
        handed, self._handed = self._handed, []
        self._take(handed)
