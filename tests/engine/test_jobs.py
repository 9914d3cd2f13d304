from __future__ import annotations

import threading

import numpy as np

from tests.engine.conftest import picture
from vqstudio.core.mask import Mask
from vqstudio.engine.jobs import Job, JobRunner, JobState
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


def test_closing_cancels_what_is_queued(studio: StudioEngine) -> None:
    runner = JobRunner(studio)
    jobs: list[Job] = []
    for _ in range(4):
        runner.submit(request(), lambda share, text: None, jobs.append)
    runner.close()
    assert all(job.state in (JobState.CANCELLED, JobState.DONE) for job in jobs)
