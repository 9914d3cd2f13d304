"""Every kind of request, cancelled at random moments: how soon the caller is free, and how long progress stands still.

Most requests are on a 12-MP photo; pictures are created at 768 px and as a tile of 512 px. Each request first runs
twice to its end: the second run, which finds its models open, gives its time and the longest stillness of its progress.
"""

from __future__ import annotations

import argparse
import random
import threading
import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
from PIL import Image

from vqstudio.core.adjust import Adjustment
from vqstudio.core.geometry import Margins
from vqstudio.core.mask import Mask
from vqstudio.demo import sample_photo
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.repair.holes import ALL_WAYS
from vqstudio.engine.requests import (
    AdjustRequest,
    CreateRequest,
    ExtendRequest,
    ReconstructRequest,
    RepairRequest,
    Request,
    StyleRequest,
)
from vqstudio.engine.studio import StudioEngine

WIDTH, HEIGHT = 4000, 3000


def requests(photo: np.ndarray, style: str) -> dict[str, Request]:
    def hole(x: int, y: int, side: int) -> Mask:
        alpha = np.zeros((HEIGHT, WIDTH), np.uint8)
        alpha[y : y + side, x : x + side] = 255
        return Mask(alpha)

    scratches = np.zeros((HEIGHT, WIDTH), np.uint8)
    for y in range(100, HEIGHT, 250):
        scratches[y : y + 6, 100 : WIDTH - 100] = 255
    return {
        "repair, 300 px": RepairRequest(photo, hole(2600, 1200, 300)),
        "repair, 900 px": RepairRequest(photo, hole(1600, 1000, 900)),
        "repair by votes": RepairRequest(photo, hole(1600, 1000, 600), seed=4),
        "repair, scratches": RepairRequest(photo, Mask(scratches)),
        "repair, softer": RepairRequest(photo, hole(2600, 1200, 300), detail=0.5),
        "extend": ExtendRequest(photo, Margins(300, 300, 0, 300)),
        "style": StyleRequest(photo, style),
        "adjust": AdjustRequest(photo, Adjustment(exposure=0.5, contrast=0.2)),
        "create from a photo": CreateRequest(photo[:768, :768], share=0.6),
        "create a tile": CreateRequest(photo[:512, :512], share=1.0, tileable=True),
        "reconstruct": ReconstructRequest(photo),
    }


def in_turn(request: Request, number: int) -> Request:
    """The same in another turn, if it is a repair: what was found in one is remembered."""
    return replace(request, seed=request.seed + number * ALL_WAYS) if isinstance(request, RepairRequest) else request


def stillness(engine: StudioEngine, request: Request) -> tuple[float, float]:
    """Seconds of a whole run, and the longest without progress."""
    moves = [time.perf_counter()]
    furthest = 0.0

    def moved(share: float, _text: str) -> None:
        nonlocal furthest
        if share > furthest + 1e-4:
            furthest = share
            moves.append(time.perf_counter())

    engine.run(request, moved, CancelToken())
    moves.append(time.perf_counter())
    return moves[-1] - moves[0], max(b - a for a, b in pairwise(moves))


def time_to_cancel(engine: StudioEngine, request: Request, after: float) -> float | None:
    """Seconds until the caller is free, cancelled ``after`` seconds into the job. None if it was done before."""
    token = CancelToken()
    asked = 0.0

    def cancel() -> None:
        nonlocal asked
        asked = time.perf_counter()
        token.cancel()

    timer = threading.Timer(after, cancel)
    timer.start()
    try:
        engine.run(request, lambda share, text: None, token)
    except Cancelled:
        return time.perf_counter() - asked
    finally:
        timer.cancel()
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=6, help="that each request is cancelled")
    options = parser.parse_args()
    photo = np.asarray(Image.open(sample_photo()).convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))
    engine = StudioEngine.with_bundled_packs()
    chance = random.Random(0)
    for name, request in requests(photo, engine.styles()[0].name).items():
        engine.run(request, lambda share, text: None, CancelToken())
        seconds, still = stillness(engine, in_turn(request, 1))
        waits = []
        for number in range(options.times):
            wait = time_to_cancel(engine, in_turn(request, 2 + number), chance.uniform(0, 0.95) * seconds)
            if wait is not None:
                waits.append(wait)
            time.sleep(0.5)  # what could not be interrupted ends
        worst = f"{1000 * max(waits):6.1f} ms" if waits else "     -"
        print(f"{name:20} {seconds:6.2f} s   still {still:.2f} s   cancelled in {worst} at most, {len(waits)} times")


if __name__ == "__main__":
    main()
