"""Requests wait for the one engine: a queue with room for so many requests and bytes, and one thread that works."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import Progress


@dataclass(frozen=True)
class Answer:
    """A file, and sentences for the user about what became of the picture."""

    data: bytes
    notices: tuple[str, ...] = ()


Work = Callable[[Progress, CancelToken], Answer]


class Full(Exception):  # noqa: N818  not an error of ours
    """There is no room for another request now."""


class Job:
    """``answer`` is set when it is done; ``cancel`` ends it, whether it waits or runs."""

    def __init__(self, name: str, work: Work) -> None:
        self.name, self.work = name, work
        self.cancel = CancelToken()
        self.answer: Future[Answer] = Future()


class Queue:
    """``most``: requests that may be in the house, and ``room``: bytes of their bodies."""

    def __init__(self, most: int, room: int) -> None:
        self._most, self._room = most, room
        self._inside, self._held = 0, 0
        self._waiting: deque[Job] = deque()
        self._changed = threading.Condition()
        self._ended = False
        self.running: Job | None = None
        self.progress, self.doing = 0.0, ""
        self._thread = threading.Thread(target=self._work, name="edits", daemon=True)
        self._thread.start()

    @contextlib.contextmanager
    def admitted(self, size: int) -> Iterator[None]:
        """Keeps room for a request with a body of so many bytes, from before it is read until it is answered. Raises
        Full.
        """
        with self._changed:
            if self._ended or self._inside >= self._most or (self._inside and self._held + size > self._room):
                raise Full
            self._inside += 1
            self._held += size
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._held -= size

    def add(self, job: Job) -> None:
        with self._changed:
            if self._ended:
                raise Full
            self._waiting.append(job)
            self._changed.notify()

    def drop(self, job: Job) -> None:
        """Cancels it, and forgets it if it has not begun."""
        with self._changed:
            if job in self._waiting:
                self._waiting.remove(job)
        job.cancel.cancel()

    @property
    def waiting(self) -> int:
        with self._changed:
            return len(self._waiting)

    def end(self) -> None:
        """Cancels what runs and what waits, and waits for the thread."""
        with self._changed:
            self._ended = True
            left = [*self._waiting, *([self.running] if self.running else [])]
            self._changed.notify()
        for job in left:
            job.cancel.cancel()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._ended)
                if not self._waiting:
                    return
                job = self.running = self._waiting.popleft()
                self.progress, self.doing = 0.0, ""
            try:
                job.cancel.check()
                job.answer.set_result(job.work(self._tell, job.cancel))
            except Exception as error:  # noqa: BLE001  whoever waits for the answer gets it
                job.answer.set_exception(error)
            finally:
                with self._changed:
                    self.running = None
                del job  # or its picture would be kept until the next one comes

    def _tell(self, share: float, text: str) -> None:
        self.progress, self.doing = share, text
