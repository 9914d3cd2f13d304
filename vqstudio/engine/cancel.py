"""Cancelling work from another thread, also while a model call is running."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from vqstudio.core.memory import workers

Value = TypeVar("Value")


class Cancelled(Exception):  # noqa: N818  not an error
    """The user cancelled the job; nothing was changed."""


class CancelToken:
    """Set once, from any thread; checked on the threads that do the work.

    A model call that is under way registers a callback (see :meth:`on_cancel`) with which it is stopped at once.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def cancel(self) -> None:
        with self._lock:
            self._event.set()
            callbacks = list(self._callbacks)
        for callback in callbacks:
            callback()

    def check(self) -> None:
        """Raises Cancelled if the token was set."""
        if self._event.is_set():
            raise Cancelled

    def on_cancel(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` when cancelled (at once if it already is). Returns a function that unregisters it."""
        with self._lock:
            self._callbacks.append(callback)
            late = self._event.is_set()
        if late:
            callback()

        def unregister() -> None:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)

        return unregister


_job: ContextVar[CancelToken] = ContextVar("job")


@contextmanager
def job_of(token: CancelToken) -> Iterator[None]:
    """Make ``token`` the :func:`current` one inside the ``with`` block, for code that opens models without knowing the
    job.
    """
    before = _job.set(token)
    try:
        yield
    finally:
        _job.reset(before)


def current() -> CancelToken:
    """The token of the job that this thread works on; outside of a job, one that is never set."""
    return _job.get(CancelToken())


def begun(work: Callable[[], Value]) -> Future[Value]:
    """Start ``work`` on a thread of its own."""
    pool = workers(1)
    future = pool.submit(work)
    pool.shutdown(wait=False)
    return future


def awaited(future: Future[Value], cancel: CancelToken) -> Value:
    """The result of ``future``. Raises Cancelled as soon as ``cancel`` is set, and lets the future go on."""
    woken = threading.Event()
    future.add_done_callback(lambda _future: woken.set())
    unregister = cancel.on_cancel(woken.set)
    try:
        woken.wait()
    finally:
        unregister()
    cancel.check()
    return future.result()


def apart(work: Callable[[], Value], cancel: CancelToken) -> Value:
    """The result of ``work``, a library call that cannot be interrupted. When the job is cancelled, this raises
    Cancelled at once, and the call goes on in the background; its result is lost. It must have no side effects.
    """
    cancel.check()
    return awaited(begun(work), cancel)
