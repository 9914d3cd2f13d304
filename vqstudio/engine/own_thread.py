"""A job on a thread of its own. The thread that waits for it is free as soon as the job is cancelled, and passes on
everything that the job reports.

Work checks for cancelling between its parts, but some of them (a large matrix, a library's call) take longer than a
user may have to wait. They end by themselves; only the next work waits for that.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from functools import partial
from queue import Empty, SimpleQueue
from typing import TypeVar

import numpy as np

from vqstudio.core.geometry import Bounds

from .cancel import Cancelled, CancelToken, awaited, begun
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
        # Done when the cancelled work has ended. Not the future of that work, which would keep its arrays.
        self._left: Future[None] | None = None

    def run(self, work: Work[Value], progress: Progress, preview: Preview, cancel: CancelToken) -> Value:
        """The result of ``work``, which runs on a thread of its own and is given a progress and a preview callback.
        What it reports is passed on to ``progress`` and ``preview`` in the calling thread, in order; while it reports
        nothing, its progress is estimated.

        Raises what the work raises, and Cancelled as soon as ``cancel`` is set, after which nothing is passed on any
        more. What ``progress`` or ``preview`` raises cancels the work and is raised here.
        """
        self.wait(cancel)
        news = _News(progress, preview, cancel)
        context = copy_context()
        shown = no_preview if preview is no_preview else news.show  # nobody makes what nobody looks at
        future = begun(lambda: context.run(work, news.tell, shown))
        unregister = cancel.on_cancel(news.end)
        try:
            future.add_done_callback(lambda _future: news.end())
            news.pass_on()
            if cancel.cancelled:
                raise Cancelled
            return future.result()
        finally:
            unregister()
            if not future.done():
                cancel.cancel()  # an interrupt, or an exception of a callback, may have ended the waiting
                ended: Future[None] = Future()
                future.add_done_callback(lambda _future: ended.set_result(None))
                self._left = ended
            del future  # or an exception would keep this frame, the frame the future, and the future the exception

    def wait(self, cancel: CancelToken) -> None:
        """Until work that was cancelled has ended. Raises Cancelled."""
        if self._left is not None:
            awaited(self._left, cancel)
            self._left = None


class _News:
    """What one piece of work reports, from its thread to the one that made this object. Shares never fall."""

    def __init__(self, progress: Progress, preview: Preview, cancel: CancelToken) -> None:
        self._progress, self._preview, self._cancel = progress, preview, cancel
        self._reader = threading.get_ident()
        self._unread: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._begun = self._heard = time.monotonic()
        self._share, self._shown, self._text = 0.0, 0.0, ""

    def tell(self, share: float, text: str) -> None:
        self._put(partial(self._hear, share, text))

    def show(self, bounds: Bounds, pixels: np.ndarray) -> None:
        self._put(partial(self._preview, bounds, pixels))

    def end(self) -> None:
        """From any thread: there is nothing to wait for any more."""
        self._unread.put(None)

    def pass_on(self) -> None:
        """Call the callbacks until :meth:`end` is called. Once the work is cancelled nothing is passed on."""
        while not self._cancel.cancelled:
            try:
                news = self._unread.get(timeout=QUIET)
            except Empty:
                self._estimate()
                continue
            if news is None:
                break
            news()

    def _put(self, news: Callable[[], None]) -> None:
        if threading.get_ident() == self._reader:  # where memory is scarce the work has no thread of its own
            news()
        else:
            self._unread.put(news)

    def _hear(self, share: float, text: str) -> None:
        self._share, self._text, self._heard = share, text, time.monotonic()
        self._report(share)

    def _estimate(self) -> None:
        """Report how far the work may be by now, judged by its pace."""
        now = time.monotonic()
        silent, room = now - self._heard, MOST_AHEAD * (1 - self._share)
        if silent < QUIET or room <= 0 or not self._text:
            return
        pace = max(SLOWEST, self._share / (now - self._begun))
        self._report(self._share + room * (1 - math.exp(-pace * silent / room)))

    def _report(self, share: float) -> None:
        self._shown = max(share, self._shown)
        self._progress(self._shown, self._text)
