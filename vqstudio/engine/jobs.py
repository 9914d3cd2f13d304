"""The engine thread: carries out the requests and calls of the application one after another. The work of a request
itself runs on a thread of its own, for which this one waits (:mod:`.own_thread`).
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum

from .cancel import Cancelled, CancelToken
from .protocol import Engine
from .requests import Preview, Progress, Request, Result, no_preview

log = logging.getLogger(__name__)


Question = Callable[[Progress, CancelToken, Preview], object]
"""A call that may take long: it is given where to report, what cancels it, and where to show what it may become."""


class JobState(Enum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(eq=False)
class Job:
    """A request, or a question, on its way through the worker. ``result``, or the ``answer``, is set when DONE,
    ``error`` when FAILED.
    """

    id: int
    request: Request | Question
    state: JobState = JobState.QUEUED
    result: Result | None = None
    answer: object = None
    error: BaseException | None = None
    cancel_token: CancelToken = field(default_factory=CancelToken)

    def cancel(self) -> None:
        self.cancel_token.cancel()


class JobRunner:
    """Runs jobs one after another on a single engine thread.

    The callbacks of :meth:`submit` are called on that thread; a user interface must marshal them to its own.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine")
        self._ids = itertools.count(1)
        self._open: set[Job] = set()
        self._closing = False

    def submit(
        self,
        request: Request | Question,
        progress: Progress,
        finished: Callable[[Job], None],
        preview: Preview = no_preview,
    ) -> Job:
        """Queue ``request``. ``finished`` is called exactly once, with the job in a final state."""
        job = Job(next(self._ids), request)
        self._open.add(job)
        self._executor.submit(self._run, job, progress, finished, preview)
        return job

    def call(self, function: Callable[[], object], finished: Callable[[object, BaseException | None], None]) -> None:
        """Run ``function`` on the engine thread (loading styles, probing the device); then ``finished(value, error)``,
        exactly once. The error is Cancelled if the runner was closed before its turn came.
        """

        def work() -> None:
            try:
                if self._closing:
                    raise Cancelled
                value, error = function(), None
            except Exception as caught:  # handed to the caller, who shows it
                log.info("call failed", exc_info=caught)
                value, error = None, caught
            finished(value, error)

        self._executor.submit(work)

    def _run(self, job: Job, progress: Progress, finished: Callable[[Job], None], preview: Preview) -> None:
        try:
            if self._closing:
                job.cancel()
            job.cancel_token.check()
            job.state = JobState.RUNNING
            if callable(job.request):
                job.answer = job.request(progress, job.cancel_token, preview)
            else:
                job.result = self.engine.run(job.request, progress, job.cancel_token, preview)
            job.state = JobState.DONE
        except Cancelled:
            job.state = JobState.CANCELLED
        except Exception as error:  # every failure becomes a state of the job, which its owner shows
            log.info("job %d failed", job.id, exc_info=error)
            job.error = error
            job.state = JobState.FAILED
        finally:
            self._open.discard(job)
            finished(job)

    def close(self) -> None:
        """Cancel all queued and running work, and wait until each caller was notified and the thread has ended."""
        self._closing = True
        for job in list(self._open):
            job.cancel()
        self._executor.shutdown(wait=True)
