"""Ends a command from outside: on Ctrl-C, or when the system asks for it."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

from .command import BY_SIGNAL

if TYPE_CHECKING:
    from vqstudio.engine.cancel import CancelToken


@contextlib.contextmanager
def cancel_on_interrupt() -> Iterator[CancelToken]:
    """Ctrl-C ends a running model call cleanly; a second one ends the program at once."""
    from vqstudio.engine.cancel import CancelToken

    token = CancelToken()

    def interrupt(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # Not here: cancelling takes locks, and this thread may have been interrupted while it holds one of them.
        try:
            threading.Thread(target=token.cancel, daemon=True).start()
        except RuntimeError:  # too little memory for a thread
            signal.default_int_handler(number, frame)

    previous = signal.signal(signal.SIGINT, interrupt)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, previous)


@contextlib.contextmanager
def leaving_nothing_behind() -> Iterator[None]:
    """On SIGTERM, and when the terminal is closed, remove half-written files, as after an error."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(BY_SIGNAL + number)

    numbers = [signal.SIGTERM]
    # What was started with nohup goes on.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    previous = [(number, signal.signal(number, end)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in previous:
            signal.signal(number, handler)
