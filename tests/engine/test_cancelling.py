"""Cancelling is heard between the parts of whatever takes long on a large photo."""

from __future__ import annotations

import threading
import time
import weakref
from dataclasses import replace

import numpy as np
import pytest

from tests.colours import P3
from tests.engine.conftest import picture
from vqstudio.core.adjust import Adjustment
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import Cancelled, CancelToken, apart, job_of
from vqstudio.engine.own_thread import OwnThread
from vqstudio.engine.pace import Step
from vqstudio.engine.packs import sessions
from vqstudio.engine.packs.sessions import Session
from vqstudio.engine.requests import (
    AdjustRequest,
    Preview,
    Progress,
    RepairRequest,
    Request,
    StyleRequest,
    no_preview,
)
from vqstudio.engine.side_by_side import side_by_side
from vqstudio.engine.studio import StudioEngine

HEIGHT, WIDTH = 1664, 1200
LARGEST_PART = 256
"""Rows of a photo that may be worked on at once."""


class Watched(CancelToken):
    """Counts how often it is looked at, and is cancelled at the look of number ``at``."""

    def __init__(self, at: int = 0) -> None:
        super().__init__()
        self.at, self.looks = at, 0

    def check(self) -> None:
        self.looks += 1
        if self.looks == self.at:
            self.cancel()
        super().check()


def selected(reach: int) -> Mask:
    alpha = np.zeros((HEIGHT, WIDTH), np.uint8)
    alpha[800 - reach : 800 + reach, 500 - reach : 500 + reach] = 255
    return Mask(alpha)


@pytest.mark.parametrize(
    "request_",
    [
        AdjustRequest(picture(HEIGHT, WIDTH), Adjustment(exposure=1.0)),
        AdjustRequest(picture(HEIGHT, WIDTH), Adjustment(exposure=1.0), selected(450)),
        StyleRequest(picture(HEIGHT, WIDTH), "plain", mask=selected(450), keep_colours=True, feather=20.0),
        StyleRequest(picture(HEIGHT, WIDTH), "plain", icc=P3),
        RepairRequest(picture(HEIGHT, WIDTH), selected(60)),
    ],
    ids=["adjust", "adjust a part", "style in a part", "style of other colours", "repair"],
)
def test_a_job_on_a_large_photo_looks_whether_it_was_cancelled_all_the_way(
    studio: StudioEngine, request_: Request
) -> None:
    watched = Watched()
    if isinstance(request_, StyleRequest):
        request_ = replace(request_, style=studio.styles()[0].name)
    studio.run(request_, lambda share, text: None, CancelToken())  # which opens what it needs
    studio.run(request_, lambda share, text: None, watched)
    assert watched.looks >= HEIGHT / LARGEST_PART
    for at in (2, watched.looks // 2, watched.looks - 1):
        token = Watched(at)
        with pytest.raises(Cancelled):
            studio.run(request_, lambda share, text: None, token)


def test_opening_a_model_holds_nobody_up_and_is_not_done_twice(
    studio: StudioEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = next(pack for pack in studio.packs() if pack.kind == "photo")
    read, opened, go_on = sessions.read_model, [], threading.Event()

    def slowly(path: object) -> bytes:
        opened.append(path)
        assert go_on.wait(30)
        return read(path)  # type: ignore[arg-type]

    monkeypatch.setattr(sessions, "read_model", slowly)
    token = CancelToken()
    threading.Timer(0.05, token.cancel).start()
    with job_of(token), pytest.raises(Cancelled):
        Session(pack, "encoder", ["CPUExecutionProvider"])
    go_on.set()
    Session(pack, "encoder", ["CPUExecutionProvider"])
    assert len(opened) == 1


def test_what_a_library_does_in_one_go_is_left_to_itself() -> None:
    token, go_on = CancelToken(), threading.Event()
    threading.Timer(0.05, token.cancel).start()
    with pytest.raises(Cancelled):
        apart(lambda: go_on.wait(30), token)
    go_on.set()
    assert apart(lambda: 7, CancelToken()) == 7


def test_works_side_by_side_are_told_of_and_end_together() -> None:
    shares: list[float] = []
    assert list(side_by_side([lambda step: 1, lambda step: 2], shares.append)) == [1, 2]
    token = CancelToken()

    def endless(_step: Step) -> None:
        while True:
            token.check()
            time.sleep(0.001)

    def told(_share: float) -> None:
        token.cancel()
        token.check()

    with pytest.raises(Cancelled):
        list(side_by_side([endless, endless], told))


def test_a_cancelled_job_is_left_to_end_and_the_next_one_waits_for_it() -> None:
    thread, token, go_on = OwnThread(), CancelToken(), threading.Event()
    order, told = [], []

    def long(progress: Progress, _preview: Preview) -> None:
        progress(0.1, "begun")
        assert go_on.wait(30)
        progress(0.9, "nobody waits for this any more")
        order.append("long")

    def hear(_share: float, text: str) -> None:
        told.append(text)
        token.cancel()

    with pytest.raises(Cancelled):
        thread.run(long, hear, no_preview, token)
    assert not order
    impatient = CancelToken()
    impatient.cancel()
    with pytest.raises(Cancelled):
        thread.wait(impatient)
    threading.Timer(0.05, go_on.set).start()
    thread.run(lambda progress, preview: order.append("next"), lambda share, text: None, no_preview, CancelToken())
    assert order == ["long", "next"]
    assert told == ["begun"]


@pytest.mark.parametrize("returns", [True, False], ids=["returns late", "hears of it late"])
def test_nothing_of_a_cancelled_job_lives_once_it_has_ended(returns: bool) -> None:
    thread, token, go_on, gone = OwnThread(), CancelToken(), threading.Event(), threading.Event()
    kept: list[weakref.finalize] = []

    def long(progress: Progress, _preview: Preview) -> np.ndarray:
        pixels = picture(64, 64)
        kept.append(weakref.finalize(pixels, gone.set))
        progress(0.1, "begun")
        assert go_on.wait(30)
        if not returns:
            token.check()
        return pixels

    with pytest.raises(Cancelled):
        thread.run(long, lambda share, text: token.cancel(), no_preview, token)
    assert not gone.is_set()
    go_on.set()
    assert gone.wait(30)


def test_a_preview_and_progress_come_in_order_in_the_thread_that_waits() -> None:
    heard: list[tuple[object, int]] = []

    def work(progress: Progress, preview: Preview) -> int:
        progress(0.1, "begun")
        preview(Bounds(0, 0, 1, 1), picture(1, 1))
        progress(0.2, "more")
        return 7

    def seen(bounds: Bounds, _pixels: np.ndarray) -> None:
        heard.append((bounds, threading.get_ident()))

    def told(_share: float, text: str) -> None:
        heard.append((text, threading.get_ident()))

    assert OwnThread().run(work, told, seen, CancelToken()) == 7
    here = threading.get_ident()
    assert heard == [("begun", here), (Bounds(0, 0, 1, 1), here), ("more", here)]


def test_progress_goes_on_while_a_job_is_silent_and_never_back() -> None:
    shares: list[float] = []
    enough = threading.Event()

    def told(share: float, _text: str) -> None:
        shares.append(share)
        if len(shares) == 4:
            enough.set()

    def silent(progress: Progress, _preview: Preview) -> None:
        progress(0.2, "at work")
        assert enough.wait(30)
        progress(0.21, "at work")

    OwnThread().run(silent, told, no_preview, CancelToken())
    assert shares == sorted(shares)
    assert len(set(shares[:4])) == 4
    assert shares[-1] < 1
