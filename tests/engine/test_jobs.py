from __future__ import annotations

import threading
import time
from typing import cast

import numpy as np

from tests.engine.conftest import picture
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.jobs import Job, JobRunner, JobState
from vqstudio.engine.protocol import Engine
from vqstudio.engine.requests import RepairRequest
from vqstudio.engine.studio import StudioEngine


def finish(runner: JobRunner, request: RepairRequest, cancel: bool = False) -> Job:
    done = threading.Event()
    ended: list[Job] = []
    started = threading.Event()

    def finished(job: Job) -> None:
        ended.append(job)
        done.set()

    job = runner.submit(request, lambda share, text: started.set(), finished)
    if cancel:
        started.wait(10)
        job.cancel()
    assert done.wait(60)
    assert ended == [job]
    return job


def request(alpha_value: int = 255) -> RepairRequest:
    alpha = np.zeros((120, 120), np.uint8)
    alpha[40:80, 40:80] = alpha_value
    return RepairRequest(picture(120, 120), Mask(alpha))


def test_a_job_ends_done_cancelled_or_failed_and_the_worker_goes_on(studio: StudioEngine) -> None:
    runner = JobRunner(studio)
    try:
        assert finish(runner, request(), cancel=True).state is JobState.CANCELLED
        failed = finish(runner, request(alpha_value=0))
        assert failed.state is JobState.FAILED
        assert "Nothing is selected" in str(failed.error)
        done = finish(runner, request())
        assert done.state is JobState.DONE
        assert done.result is not None
        assert done.result.provider == "CPU"
    finally:
        runner.close()


def test_closing_ends_every_job_and_call_exactly_once() -> None:
    started = threading.Event()

    class Endless:
        def run(self, _request: object, _progress: object, cancel: CancelToken, _preview: object) -> object:
            started.set()
            while True:
                cancel.check()
                time.sleep(0.001)

    runner = JobRunner(cast(Engine, Endless()))
    ended: list[Job] = []
    jobs = [runner.submit(request(), lambda share, text: None, ended.append) for _ in range(4)]
    called: list[str] = []
    answers: list[BaseException | None] = []
    runner.call(lambda: called.append("ran"), lambda _value, error: answers.append(error))
    assert started.wait(10)
    runner.close()
    assert ended == jobs
    assert [job.state for job in jobs] == [JobState.CANCELLED] * 4
    assert not called
    assert len(answers) == 1
    assert isinstance(answers[0], Cancelled)
