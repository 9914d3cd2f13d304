"""Noise and JPEG: what clearing wins back, against its peers."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from vqstudio.engine.strengths import Strengths

from .common import AS_GIVEN, Case, Methods, Ours, Photo, Sheets, compare, print_rows, psnr
from .likeness import Likenesses
from .peers import CBM3D, NLM, deblockers, denoisers

SIGMAS = (15, 25, 50)
QUALITIES = (10, 20, 40)
SHIFT = (3, 5)
"""Pixels by which the second compression's blocks lie to the left of and above the first's."""
NEAR = 12
"""How far the quality of the first compression is from that of the second, at most."""
MOST_NOISE = 50
"""Standard deviation in levels at the strength 1."""


def ours_and(peers: Methods, ours: Ours, told: Strengths) -> Methods:
    methods: Methods = {
        AS_GIVEN: lambda photo: photo,
        "ours, told": lambda photo: ours.clear(photo, told),
        "ours, auto": lambda photo: ours.clear(photo, None),
    }
    if ours.has("clarity_rich"):
        methods["ours, rich"] = lambda photo: ours.clear(photo, told, faithful=0.0)
    return {**methods, **peers}


def noise(photos: list[Photo], ours: Ours, sheets: Sheets, with_peers: bool, without: set[str]) -> None:
    for sigma in SIGMAS:
        cases = [Case(f"{p.name}-{sigma}", noisy(p.pixels, sigma, n), p.pixels) for n, p in enumerate(photos)]
        peers = chosen(denoisers(sigma), with_peers, without)
        judge = Likenesses()
        rows = compare(cases, ours_and(peers, ours, Strengths(noise=sigma / MOST_NOISE)), psnr, sheets, judge.add)
        print_rows(f"noise of {sigma} levels, {len(cases)} photos; dB", rows, CBM3D, CBM3D, judge.columns())


def noisy(photo: np.ndarray, sigma: float, number: int) -> np.ndarray:
    rng = np.random.default_rng((int(sigma), number))
    return np.asarray(np.clip(np.round(photo + rng.normal(0, sigma, photo.shape)), 0, 255), np.uint8)


def chosen(peers: Methods, with_peers: bool, without: set[str]) -> Methods:
    """``without`` names peers by a part of their names."""
    if not with_peers:
        return {}
    return {name: peer for name, peer in peers.items() if not any(word.lower() in name.lower() for word in without)}


def jpeg(photos: list[Photo], ours: Ours, sheets: Sheets, with_peers: bool, without: set[str]) -> None:
    for quality in QUALITIES:
        for twice in (False, True):
            cases = []
            for number, photo in enumerate(photos):
                given, truth = photo.pixels, photo.pixels
                if twice:
                    earlier = quality + int(np.random.default_rng((quality, number)).integers(-NEAR, NEAR + 1))
                    given = compressed(given, max(5, earlier))[SHIFT[1] :, SHIFT[0] :]
                    truth = truth[SHIFT[1] :, SHIFT[0] :]
                name = f"{photo.name}-{quality}{'-twice' if twice else ''}"
                cases.append(Case(name, compressed(given, quality), np.ascontiguousarray(truth)))
            peers = chosen(deblockers(quality), with_peers, without)
            methods = ours_and(peers, ours, Strengths(compression=1 - quality / 100))
            how = "twice, shifted" if twice else "once"
            judge = Likenesses()
            rows = compare(cases, methods, psnr, sheets, judge.add)
            title = f"JPEG of quality {quality}, {how}, {len(cases)} photos; dB"
            print_rows(title, rows, AS_GIVEN, NLM, judge.columns())


def compressed(photo: np.ndarray, quality: int) -> np.ndarray:
    """By Pillow, with half the resolution of colour in both directions (4:2:0)."""
    data = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(photo)).save(data, "JPEG", quality=quality, subsampling="4:2:0")
    return np.asarray(Image.open(data).convert("RGB"))
