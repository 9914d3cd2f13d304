"""A job on a thread of its own: whoever waits for it is free as soon as it is cancelled, and hears of it all the time.

Work looks whether it was cancelled between its parts, but some of them (a large matrix, a library's call) take longer
than a click may. They end by themselves; only the next work waits for that.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from typing import Any, TypeVar

from .cancel import Cancelled, CancelToken, begun
from .requests import Preview, Progress, no_preview

QUIET = 0.5
"""Seconds without news after which progress is estimated."""
SLOWEST = 0.01
"""Share per second that is assumed before anything is known."""
MOST_AHEAD = 0.5
"""An estimate takes at most this share of what is left, so that real progress can catch up with it."""

Value = TypeVar("Value")
Work = Callable[[Progress, Preview], Value]


class OwnThread:
    """Does one piece of work after another."""

    def __init__(self) -> None:
        self._left: Future[Any] | None = None

    def run(self, work: Work[Value], progress: Progress, preview: Preview, cancel: CancelToken) -> Value:
        """What ``work`` makes, called with what tells ``progress`` and shows a ``preview``. Progress is also told, on
        this thread, while the work is silent.

        Raises what the work raises, and Cancelled as soon as ``cancel`` is set, after which nothing is told any more.
        """
        self.wait(cancel)
        news = _News(progress, preview)
        context = copy_context()
        shown = no_preview if preview is no_preview else news.show  # nobody makes what nobody looks at
        future = begun(lambda: context.run(work, news.tell, shown))
        try:
            _await(future, cancel, news.estimate)
            if not future.done():
                raise Cancelled
            return future.result()
        finally:
            news.end()
            if not future.done():
                cancel.cancel()  # an interrupt, or whoever is told, may have ended the waiting
                self._left = future

    def wait(self, cancel: CancelToken) -> None:
        """Until work that was cancelled has ended. Raises Cancelled."""
        if self._left is not None:
            _await(self._left, cancel, lambda: None)
            cancel.check()
            self._left = None


def _await(future: Future[Any], cancel: CancelToken, waiting: Callable[[], None]) -> None:
    """Until ``future`` is done or ``cancel`` is set; ``waiting`` is called every QUIET seconds."""
    woken = threading.Event()
    future.add_done_callback(lambda _future: woken.set())
    unregister = cancel.on_cancel(woken.set)
    try:
        while not woken.wait(QUIET):
            waiting()
    finally:
        unregister()


class _News:
    """What is told of one piece of work, from two threads, until its end. Shares never fall."""

    def __init__(self, progress: Progress, preview: Preview) -> None:
        self._progress, self._preview = progress, preview
        self._lock = threading.Lock()
        self._ended = False
        self._begun = self._heard = time.monotonic()
        self._share, self._shown, self._text = 0.0, 0.0, ""

    def tell(self, share: float, text: str) -> None:
        with self._lock:
            self._share, self._text, self._heard = share, text, time.monotonic()
            self._pass_on(share)

    def show(self, *looked_at: Any) -> None:
        with self._lock:
            if not self._ended:
                self._preview(*looked_at)

    def estimate(self) -> None:
        """Tell how far the work may be by now, judged by its pace, if nothing was heard of it."""
        with self._lock:
            now = time.monotonic()
            silent, room = now - self._heard, MOST_AHEAD * (1 - self._share)
            if silent < QUIET or room <= 0 or not self._text:
                return
            pace = max(SLOWEST, self._share / (now - self._begun))
            self._pass_on(self._share + room * (1 - math.exp(-pace * silent / room)))

    def _pass_on(self, share: float) -> None:
        if not self._ended:
            self._shown = max(share, self._shown)
            self._progress(self._shown, self._text)

    def end(self) -> None:
        with self._lock:
            self._ended = True
