"""A run that is told to end finishes its step and saves before it does."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any


class StopOnSignal:
    """Within the block SIGTERM and SIGINT only set ``stop``: the step that runs is finished and saved.

    With ``pass_on``, the signal takes effect after the block, as it would have without it: Ctrl-C raises
    KeyboardInterrupt, SIGTERM ends the process. Works in the main thread only, as all signal handlers do.
    """

    def __init__(self, pass_on: bool) -> None:
        self.pass_on = pass_on
        self.stop = False
        self._received: int | None = None
        self._previous: dict[signal.Signals, Any] = {}

    def __enter__(self) -> StopOnSignal:
        self._previous = {s: signal.signal(s, self._on_signal) for s in (signal.SIGTERM, signal.SIGINT)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        if self.pass_on and self._received is not None:
            signal.raise_signal(self._received)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self.stop = True
        self._received = number
