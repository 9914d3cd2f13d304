"""The sources of styles: paintings, and pictures of a technique."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from vqstudio.engine.style.techniques import PAINTERS
from vqstudio.engine.style.techniques.palette import palette_of

from ..common.photos import DataError
from ..common.recipes import NamedStyle
from .references import reference

MOST_MAGNIFIED = 2.0
"""A painting magnified further would teach blur."""
PALETTE_SIDE = 400
"""Shorter side (px) of the painting that a palette is taken from."""


def load_reference(style: NamedStyle, paintings: Path, side: int) -> Tensor:
    """The picture that a style is learned from: float32 (1, 3, H, W) in -1..1. Raises DataError."""
    if style.technique and style.technique not in PAINTERS:
        raise DataError(f"There is no technique {style.technique!r}; choose one of {', '.join(PAINTERS)}.")
    if style.painting:
        return load_painting(paintings / style.painting, side)
    return scaled(Image.fromarray(reference(style.technique)), side)


def palette_for(style: NamedStyle, paintings: Path) -> tuple[int, ...]:
    """The painting's colours; empty for a technique. Raises DataError."""
    if not style.painting:
        return ()
    painting = load_painting(paintings / style.painting, PALETTE_SIDE)[0]
    return palette_of(((painting + 1) * 127.5).round().byte().permute(1, 2, 0).numpy())


def load_painting(path: Path, side: int) -> Tensor:
    """float32 (1, 3, H, W) in -1..1 with the shorter side scaled to ``side``, magnified at most MOST_MAGNIFIED times.
    Raises DataError.
    """
    try:
        with Image.open(path) as file:
            image = file.convert("RGB")
    except OSError as error:
        raise DataError(f"The painting {path} cannot be read: {error}") from error
    return scaled(image, side)


def scaled(image: Image.Image, side: int) -> Tensor:
    factor = min(side / min(image.size), MOST_MAGNIFIED)
    image = image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
    return torch.from_numpy(np.asarray(image, np.float32) / 127.5 - 1).permute(2, 0, 1)[None].contiguous()
