"""``vqstudio serve`` under load: many requests at once, and clients that go away."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.test_server import SECONDS, SENT, Client, form
from vqstudio.core.document import Document
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.requests import Device, Progress, StyleInfo
from vqstudio.server.service import Limits, serving


class SlowStudio:
    """Repairs as soon as it is ``let_go``; counts what was begun and what was cancelled."""

    device = Device("CPU", "")

    def __init__(self) -> None:
        self.begun, self.cancelled = threading.Semaphore(0), threading.Event()
        self.let_go = threading.Event()
        self.at_once, self.most_at_once = 0, 0

    def styles(self) -> list[StyleInfo]:
        return []

    def repair(self, document: Document, mask: np.ndarray, progress: Progress, cancel: CancelToken) -> Document:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            progress(0.5, "Filling")
            self.begun.release()
            while not self.let_go.wait(0.01):
                if cancel.cancelled:
                    self.cancelled.set()
                    raise Cancelled
            return document
        finally:
            self.at_once -= 1


Slow = Callable[..., tuple[Client, SlowStudio]]


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Slow]:
    with contextlib.ExitStack() as stack:

        def start(**limits: int) -> tuple[Client, SlowStudio]:
            studio: Any = SlowStudio()
            stack.callback(studio.let_go.set)
            server, service = stack.enter_context(serving(studio, limits=Limits(**limits), token_file=tmp_path / "t"))
            return Client(server.url, service.token), studio

        yield start


def test_a_hundred_requests_at_once_are_all_answered_one_after_the_other(slow: Slow) -> None:
    client, studio = slow()
    with ThreadPoolExecutor(100) as pool:
        asked = [pool.submit(client.ask, "/v1/repair", SENT) for _ in range(100)]
        assert studio.begun.acquire(timeout=SECONDS)
        wait_until(lambda: client.ask("/v1/status").json["waiting"] == 99)
        assert client.ask("/v1/status").json | {"device": ""} == {
            "running": "repair", "progress": 0.5, "doing": "Filling", "waiting": 99, "device": "",
        }  # fmt: skip
        studio.let_go.set()
        assert [future.result().status for future in asked] == [200] * 100
    assert studio.most_at_once == 1


def test_more_than_there_is_room_for_are_told_when_to_come_again(slow: Slow) -> None:
    client, studio = slow(requests=2)
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(client.ask, "/v1/repair", SENT) for _ in range(2)]
        assert studio.begun.acquire(timeout=SECONDS)  # until then the first waits, perhaps alone
        wait_until(lambda: client.ask("/v1/status").json["waiting"] == 1)
        refused = client.ask("/v1/repair", SENT)
        assert refused.status == 503
        assert int(refused.headers["Retry-After"]) > 0
        studio.let_go.set()
        assert [future.result().status for future in asked] == [200] * 2
    assert client.ask("/v1/repair", SENT).status == 200


def test_a_client_that_goes_away_cancels_its_edit_whether_it_runs_or_waits(slow: Slow) -> None:
    client, studio = slow()
    body, kind = form(SENT)
    head = (f"POST /v1/repair HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n").encode()  # fmt: skip
    host, _, port = client.url.removeprefix("http://").partition(":")
    running, waiting = (socket.create_connection((host, int(port))) for _ in range(2))
    running.sendall(head + body)
    assert studio.begun.acquire(timeout=SECONDS)
    waiting.sendall(head + body)
    wait_until(lambda: client.ask("/v1/status").json["waiting"] == 1)
    waiting.close()
    wait_until(lambda: client.ask("/v1/status").json["waiting"] == 0)
    assert not studio.cancelled.is_set()
    running.close()
    assert studio.cancelled.wait(SECONDS)
    studio.let_go.set()
    assert client.ask("/v1/repair", SENT).status == 200


def test_a_client_that_sends_half_and_goes_leaves_nothing_behind(slow: Slow) -> None:
    client, studio = slow(requests=1)
    studio.let_go.set()
    host, _, port = client.url.removeprefix("http://").partition(":")
    body, kind = form(SENT)

    head = (
        f"POST /v1/repair HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )

    def busy_with_half() -> bool:
        with socket.create_connection((host, int(port))) as half:
            half.sendall(head.encode() + body[:99])
            return client.ask("/v1/repair", SENT).status == 503

    wait_until(busy_with_half)  # again and again: a half that comes second is refused, and holds nothing
    wait_until(lambda: client.ask("/v1/repair", SENT).status == 200)


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)
