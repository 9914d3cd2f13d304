"""Ends the window properly on a signal from outside (kill, Ctrl+C in the terminal, a terminal that closes)."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]


class Termination(QObject):
    """Calls ``end`` with the exit status on the window's thread, once; a second signal ends the program at once.

    Qt's event loop never lets Python handle a signal, so the system writes to a socket that the loop watches.
    """

    def __init__(self, end: Callable[[int], object], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._reader, self._writer = socket.socketpair()
        for one in (self._reader, self._writer):
            one.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        signal.set_wakeup_fd(self._writer.fileno())
        for number in SIGNALS:
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        """Replaces Python's own handlers, which could raise anywhere; :meth:`_woken` does the work."""

    def _woken(self) -> None:
        number = self._reader.recv(64)[0]
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for one in SIGNALS:
            signal.signal(one, signal.SIG_DFL)
        self._end(128 + number)
