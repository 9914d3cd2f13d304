"""Halved photos enlarged by 2: how near they come, and how much like photos they look."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .clearing import chosen
from .common import Case, Methods, Ours, Photo, Sheets, compare, ignore, print_rows, psnr
from .peers import BICUBIC, GMIC_UPSCALE, clever_enlargers, plain_enlargers

LUMA = (65.481, 128.553, 24.966)
"""Y of BT.601, 16..235, of RGB in 0..1: what papers on enlarging measure."""
BORDER = 4
DEPTH = 8
"""Blocks of EfficientNet-Lite0 whose maps the likeness to photos takes."""


def enlarge(photos: list[Photo], ours: Ours, sheets: Sheets, with_peers: bool, without: set[str]) -> None:
    cases = []
    for photo in photos:
        height, width = (side // 2 * 2 for side in photo.pixels.shape[:2])
        truth = np.ascontiguousarray(photo.pixels[:height, :width])
        half = Image.fromarray(truth).resize((width // 2, height // 2), Image.Resampling.BICUBIC)
        cases.append(Case(photo.name, np.asarray(half), truth))
    methods: Methods = {"ours": ours.enlarge, **plain_enlargers(), **chosen(clever_enlargers(), with_peers, without)}
    judge = Likenesses()
    rows = compare(cases, methods, luma_psnr, sheets, judge.add if judge.available else ignore)
    title = f"enlarged by 2, {len(cases)} photos; dB of luma, seconds per MP of the result"
    timed = GMIC_UPSCALE if rows.get(GMIC_UPSCALE) else BICUBIC
    print_rows(title, rows, BICUBIC, timed, judge.columns())
    if not judge.available:
        print("likeness to photos: not installed (pip install 'vqstudio[training]')")


def luma(photo: np.ndarray) -> np.ndarray:
    return np.asarray(16 + photo / 255 @ np.array(LUMA))


def luma_psnr(found: np.ndarray, truth: np.ndarray) -> float:
    inside = slice(BORDER, -BORDER), slice(BORDER, -BORDER)
    return psnr(luma(found)[inside], luma(truth)[inside])


class Likenesses:
    """Kernel distances to photos, by method (:mod:`training.common.realism`); lower is better."""

    def __init__(self) -> None:
        try:
            from training.common.perceptual import Lite0Features

            self._features = Lite0Features(DEPTH)
        except ImportError:
            self.available = False
        else:
            self.available = True
        self._of: dict[str, object] = {}

    def add(self, method: str, case: Case, found: np.ndarray) -> None:
        import torch

        from training.common.realism import Likeness

        def tensor(photo: np.ndarray) -> torch.Tensor:
            return torch.from_numpy(photo.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1

        likeness = self._of.setdefault(method, Likeness(self._features))
        likeness.add(tensor(case.truth), tensor(found))  # type: ignore[attr-defined]

    def columns(self) -> dict[str, dict[str, float]]:
        """Of the kernel distances, x 1000, and of detail finer than the photos', as a share: what each method got."""
        found = {method: likeness.figures() for method, likeness in self._of.items()}  # type: ignore[attr-defined]
        names = {"KID Lite0": "kid_features", "KID natural": "kid_natural", "excess": "excess"}
        columns = {
            title: {method: figures[name] for method, figures in found.items() if name in figures}
            for title, name in names.items()
        }
        return {title: column for title, column in columns.items() if column}
