"""What each code of a codebook looks like: a table by which tokens can be drawn towards a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ..cancel import CancelToken
from ..packs.pack import PackInfo
from ..packs.sessions import Session
from .tokenizer import Tokenizer

GRAPH: Final = "looks"
SIDE = 3
"""Cells on a side of a patch of one code, whose middle is looked at. The decoder was never shown larger ones, and its
colours run away there.
"""
AT_ONCE = 32
LIGHT = np.array([0.299, 0.587, 0.114], np.float32)
"""How much red, green and blue count."""
WILD = 1.5
"""Mean of a patch, of pixels in -1..1, from which its code is left alone: among its own, the decoder's numbers burst.
Of 4,096 codes ten are as wild.
"""


@dataclass(frozen=True, eq=False)
class CodeLooks:
    """K codes of D numbers. ``colours`` float32 (K, 3), see :func:`opponent`. ``detail`` float32 (K,): logarithm of the
    contrast of the pixels. ``vectors`` float32 (K, D) of length 1. ``wild`` bool (K,): not to be used.
    """

    colours: np.ndarray
    detail: np.ndarray
    vectors: np.ndarray
    wild: np.ndarray


def read_looks(pack: PackInfo, providers: list[str], tokenizer: Tokenizer, cancel: CancelToken) -> CodeLooks:
    """What the pack says of its codes, see :func:`looks_of`. Raises PackError, Cancelled."""
    every = np.arange(tokenizer.manifest.codes)[None, None]
    (found,) = Session(pack, GRAPH, providers).run(cancel, tokens=every)
    numbers = found[0, :, 0].T
    return CodeLooks(numbers[:, :3], numbers[:, 3], _of_length_1(_vectors(tokenizer, cancel)), numbers[:, 4] > 0.5)


def looks_of(tokenizer: Tokenizer, cancel: CancelToken) -> CodeLooks:
    """Decode every code alone; some four seconds for 4,096 of them. Raises Cancelled."""
    vectors = _vectors(tokenizer, cancel)
    middle = slice(SIDE // 2 * tokenizer.stride, (SIDE // 2 + 1) * tokenizer.stride)
    colours, contrasts = [], []
    for first in range(0, len(vectors), AT_ONCE):
        part = vectors[first : first + AT_ONCE, :, None, None]
        image = tokenizer.decode_each(np.broadcast_to(part, (*part.shape[:2], SIDE, SIDE)), cancel)[
            :, :, middle, middle
        ]
        colours.append(image.mean((2, 3)))
        contrasts.append(image.clip(-1, 1).mean(1).std((1, 2)))
    raw = np.concatenate(colours)
    return CodeLooks(
        opponent(raw.clip(-1, 1)),
        np.log(np.concatenate(contrasts) + 0.01).astype(np.float32),
        _of_length_1(vectors),
        np.abs(raw).max(1) > WILD,
    )


def _vectors(tokenizer: Tokenizer, cancel: CancelToken) -> np.ndarray:
    """float32 (K, D)."""
    return tokenizer.look_up(np.arange(tokenizer.manifest.codes)[None], cancel)[0, :, 0].T


def _of_length_1(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))


def opponent(colours: np.ndarray) -> np.ndarray:
    """RGB (..., 3) to luminance, and red and blue less luminance: light may vary more than colour does."""
    light = colours @ LIGHT
    return np.stack([light, colours[..., 0] - light, colours[..., 2] - light], -1).astype(np.float32)
