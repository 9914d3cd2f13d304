"""Halved photos enlarged by 2: how near they come, and how much like photos they look."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .clearing import chosen
from .common import Case, Methods, Ours, Photo, Sheets, compare, print_rows, psnr
from .likeness import Likenesses
from .peers import BICUBIC, GMIC_UPSCALE, clever_enlargers, plain_enlargers

LUMA = (65.481, 128.553, 24.966)
"""Y of BT.601, 16..235, of RGB in 0..1: what papers on enlarging measure."""
BORDER = 4


def enlarge(photos: list[Photo], ours: Ours, sheets: Sheets, with_peers: bool, without: set[str]) -> None:
    cases = []
    for photo in photos:
        height, width = (side // 2 * 2 for side in photo.pixels.shape[:2])
        truth = np.ascontiguousarray(photo.pixels[:height, :width])
        half = Image.fromarray(truth).resize((width // 2, height // 2), Image.Resampling.BICUBIC)
        cases.append(Case(photo.name, np.asarray(half), truth))
    methods: Methods = {"ours": ours.enlarge}
    if ours.has("enlarge_rich"):
        methods["ours, rich"] = lambda photo: ours.enlarge(photo, faithful=0.0)
    methods |= {**plain_enlargers(), **chosen(clever_enlargers(), with_peers, without)}
    judge = Likenesses()
    rows = compare(cases, methods, luma_psnr, sheets, judge.add)
    title = f"enlarged by 2, {len(cases)} photos; dB of luma, seconds per MP of the result"
    timed = GMIC_UPSCALE if rows.get(GMIC_UPSCALE) else BICUBIC
    print_rows(title, rows, BICUBIC, timed, judge.columns())


def luma(photo: np.ndarray) -> np.ndarray:
    return np.asarray(16 + photo / 255 @ np.array(LUMA))


def luma_psnr(found: np.ndarray, truth: np.ndarray) -> float:
    inside = slice(BORDER, -BORDER), slice(BORDER, -BORDER)
    return psnr(luma(found)[inside], luma(truth)[inside])
