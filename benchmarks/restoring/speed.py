"""Speed, memory and cancelling."""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from vqstudio.core.errors import PackError
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.requests import ClearRequest, EnlargeRequest, Progress, no_progress
from vqstudio.engine.strengths import Strengths

from .clearing import chosen
from .common import OURS, WARM_UP, Method, Methods, Ours, Photo
from .peers import clever_enlargers, denoisers, plain_enlargers

SIGMA = 25
STRENGTHS = Strengths(noise=SIGMA / 50)
BEST_OF = 3
SLOW = 10.0
"""Seconds after which a method is not timed again: it will not come out much faster."""
CANCELS = 6
Call = Callable[[Progress, CancelToken], object]


def ours_by_name(ours: Ours) -> dict[str, Method]:
    """In the order of the tables."""
    return {
        "ours, find damage": ours.likelihood,
        "ours, clear": lambda photo: ours.clear(photo, STRENGTHS),
        "ours, clear, auto": lambda photo: ours.clear(photo, None),
        "ours, enlarge by 2": ours.enlarge,
    }


def speed(
    photos: list[Photo], ours: Ours, packs: Path | None, megapixels: float, large: float, with_peers: bool,
    without: set[str],
) -> None:  # fmt: skip
    photo = of_size(photos[0].pixels, megapixels)
    mine: Methods = {name: method if there(method) else None for name, method in ours_by_name(ours).items()}
    clearing = {
        **{name: mine[name] for name in mine if "clear" in name},
        **chosen(denoisers(SIGMA), with_peers, without),
    }
    enlargers = {**plain_enlargers(), **clever_enlargers()} if with_peers else {}
    enlarging = {"ours, enlarge by 2": mine["ours, enlarge by 2"], **chosen(enlargers, with_peers, without)}
    print(f"\nspeed on {photo.shape[1]}x{photo.shape[0]}, models open, best of {BEST_OF}")
    _times("find damage", {"ours, find damage": mine["ours, find damage"]}, photo)
    _times("clear noise", clearing, photo)
    _times("enlarge by 2", enlarging, photo)
    usable = [name for name, method in mine.items() if method]
    _memory(photos[0].pixels, packs, large, usable)
    _cancelling(of_size(photos[0].pixels, large / 2), ours, usable)


def there(method: Method) -> bool:
    """Whether the pack has what a method of ours needs."""
    try:
        method(np.zeros((WARM_UP, WARM_UP, 3), np.uint8))
    except PackError:
        return False
    return True


def of_size(photo: np.ndarray, megapixels: float) -> np.ndarray:
    """Resized, alike in shape."""
    scale = (megapixels * 1e6 / (photo.shape[0] * photo.shape[1])) ** 0.5
    size = round(photo.shape[1] * scale), round(photo.shape[0] * scale)
    return np.asarray(Image.fromarray(photo).resize(size, Image.Resampling.LANCZOS))


def _times(title: str, methods: Methods, photo: np.ndarray) -> None:
    """Seconds, and how many times as long as the first that is there, which is ours, each takes."""
    first = 0.0
    print(f"{title:28}{'seconds':>9}{'x ours':>9}")
    for name, method in methods.items():
        if method is None:
            print(f"  {name:26}  {'not in the pack' if name.startswith(OURS) else 'not installed'}")
            continue
        method(np.ascontiguousarray(photo[:WARM_UP, :WARM_UP]))
        taken: list[float] = []
        while len(taken) < BEST_OF and sum(taken) < SLOW:
            start = time.perf_counter()
            method(photo)
            taken.append(time.perf_counter() - start)
        first = first or min(taken)
        print(f"  {name:26}{min(taken):9.3f}{min(taken) / first:9.3g}", flush=True)


# -- memory ----------------------------------------------------------------------------------------------------------


def _memory(photo: np.ndarray, packs: Path | None, megapixels: float, names: list[str]) -> None:
    """In processes of their own, each of which opens its models and does one job."""
    print(f"peak memory on {megapixels:g} MP ({3 * megapixels / 1e3:.2f} GB of pixels)")
    pool = multiprocessing.get_context("spawn")
    for name in ("nothing", *names):
        here, other = pool.Pipe(duplex=False)
        child = pool.Process(target=_child, args=(other, name, photo, packs, megapixels))
        child.start()
        other.close()
        try:
            seconds, peak = here.recv()
            print(f"  {name:26}{peak:9.2f} GB{seconds:9.2f} s", flush=True)
        except EOFError:
            print(f"  {name:26}  ended without a figure")
        child.join()


def _child(other, name: str, photo: np.ndarray, packs: Path | None, megapixels: float) -> None:  # type: ignore[no-untyped-def]
    large, ours = of_size(photo, megapixels), Ours(packs)
    start = time.perf_counter()
    if name != "nothing":
        ours_by_name(ours)[name](large)
    other.send((time.perf_counter() - start, peak_gb()))


def peak_gb() -> float:
    """Of this process. In Linux's ru_maxrss would be the peak of the parent too, which VmHWM leaves out."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(lines[0].split()[1]) / 1e6
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1e9 if sys.platform == "darwin" else 1e6)


# -- cancelling ------------------------------------------------------------------------------------------------------


def _cancelling(photo: np.ndarray, ours: Ours, names: list[str]) -> None:
    engine, chance = ours.engine, random.Random(0)
    calls: dict[str, Call] = {
        "ours, find damage": lambda told, cancel: engine.find_damage(photo, told, cancel),
        "ours, clear": lambda told, cancel: engine.run(ClearRequest(photo, *STRENGTHS), told, cancel),
        "ours, clear, auto": lambda told, cancel: engine.run(ClearRequest(photo), told, cancel),
        "ours, enlarge by 2": lambda told, cancel: engine.run(EnlargeRequest(photo, 2.0), told, cancel),
    }
    print(f"cancelled on {photo.shape[1]}x{photo.shape[0]}, at random moments")
    for name, call in calls.items():
        if name not in names:
            continue
        start = time.perf_counter()
        call(no_progress, CancelToken())
        seconds = time.perf_counter() - start
        waits = [_cancelled(call, chance.uniform(0, 0.8) * seconds) for _ in range(CANCELS)]
        stopped = [wait for wait in waits if wait is not None]
        worst = f"{1000 * max(stopped):.1f} ms" if stopped else "-"
        print(f"  {name:26}{seconds:9.2f} s   free after {worst} at most, {len(stopped)} times", flush=True)


def _cancelled(call: Call, after: float) -> float | None:
    """Seconds until the caller is free, cancelled ``after`` seconds into the job. None if it was done before."""
    token, asked = CancelToken(), 0.0

    def cancel() -> None:
        nonlocal asked
        asked = time.perf_counter()
        token.cancel()

    timer = threading.Timer(after, cancel)
    timer.start()
    try:
        call(no_progress, token)
    except Cancelled:
        return time.perf_counter() - asked
    finally:
        timer.cancel()
        time.sleep(0.5)  # what could not be interrupted ends
    return None
