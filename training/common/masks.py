"""Random holes for training, drawn as vector shapes so that they look like real ones at every size."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from vqstudio.core.morphology import dilate, erode

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
MOST_SHAPES = 3
MOST = 0.6
"""Largest share of a crop that is hole; with more, too little would be left to learn from."""
LEAST_THICK, MOST_THICK = 1 / 115, 1 / 7
"""Least and largest share of the photo that a thick hole takes."""
DEEP, LEAST_DEEP = 8, 0.6
"""Depth in px that a thick hole has in at least this share of its area."""


def random_mask(side: int, rng: np.random.Generator) -> np.ndarray:
    """bool (side, side), true in the hole; between one pixel and ``MOST`` of the crop."""
    while True:
        image = Image.new("1", (side, side))
        for kind in rng.choice(len(KINDS), rng.integers(1, MOST_SHAPES + 1), p=SHARES):
            KINDS[kind](ImageDraw.Draw(image), side, rng)
        mask = np.array(image, bool)
        if 0 < mask.mean() <= MOST:
            return mask


def thick_mask(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """bool (H, W), true in a hole like that of a user brushing over an object: deep in most places, at most a seventh
    of the photo.
    """
    side = max(shape)
    while True:
        image = Image.new("1", (side, side))
        for kind in THICK_KINDS[rng.choice(len(THICK_KINDS), p=THICK_SHARES)]:
            kind(ImageDraw.Draw(image), side, rng)
        mask = np.array(image, bool)[: shape[0], : shape[1]]
        core = dilate(erode(mask, DEEP), DEEP) & mask
        if LEAST_THICK <= mask.mean() <= MOST_THICK and core.sum() >= LEAST_DEEP * mask.sum():
            return mask


def _scratches(draw: ImageDraw.ImageDraw, side: int, rng: np.random.Generator) -> None:
    for _ in range(rng.integers(2, 10)):
        ends = rng.uniform(-0.1, 1.1, 4) * side
        draw.line([float(v) for v in ends], fill=1, width=int(rng.integers(1, 6)))


def _text(draw: ImageDraw.ImageDraw, side: int, rng: np.random.Generator) -> None:
    for _ in range(rng.integers(1, 5)):
        word = "".join(rng.choice(list(LETTERS), rng.integers(4, 16)))
        font = ImageFont.load_default(float(rng.uniform(0.06, 0.2) * side))
        x, y = rng.uniform(-0.1, 0.6) * side, rng.uniform(0, 0.9) * side
        draw.text((x, y), word, fill=1, font=font)


def _strokes(draw: ImageDraw.ImageDraw, side: int, rng: np.random.Generator) -> None:
    for _ in range(rng.integers(1, 4)):
        width = max(2, int(rng.uniform(0.04, 0.16) * side))
        point, angle = rng.uniform(0.1, 0.9, 2) * side, rng.uniform(0, 2 * np.pi)
        for _ in range(rng.integers(1, 6)):
            angle += rng.uniform(-1, 1)
            end = point + rng.uniform(0.05, 0.25) * side * np.array([np.cos(angle), np.sin(angle)])
            draw.line([*map(float, point), *map(float, end)], fill=1, width=width)
            _disc(draw, end, width / 2, width / 2)
            point = end


def _blobs(draw: ImageDraw.ImageDraw, side: int, rng: np.random.Generator) -> None:
    """Some overlapping discs around one place: an object."""
    middle = rng.uniform(0.15, 0.85, 2) * side
    size = rng.uniform(0.05, 0.2) * side
    for _ in range(rng.integers(2, 7)):
        centre = middle + rng.normal(0, 0.7 * size, 2)
        _disc(draw, centre, float(rng.uniform(0.5, 1.5) * size), float(rng.uniform(0.5, 1.5) * size))


def _rectangle(draw: ImageDraw.ImageDraw, side: int, rng: np.random.Generator) -> None:
    width, height = rng.uniform(0.1, 0.6, 2) * side
    x, y = rng.uniform(-0.1, 0.8, 2) * side
    draw.rectangle([float(x), float(y), float(x + width), float(y + height)], fill=1)


def _disc(draw: ImageDraw.ImageDraw, centre: np.ndarray, rx: float, ry: float) -> None:
    x, y = (float(v) for v in centre)
    draw.ellipse([x - rx, y - ry, x + rx, y + ry], fill=1)


THICK_KINDS = ((_strokes,), (_blobs,), (_rectangle,), (_blobs, _strokes))
THICK_SHARES = (0.25, 0.5, 0.15, 0.1)
KINDS = (_scratches, _text, _strokes, _blobs, _rectangle)
SHARES = (0.15, 0.1, 0.3, 0.3, 0.15)
