"""Style: the photo's latents decoded by a decoder that paints."""

from __future__ import annotations

import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.tiling import tiles

from .cancel import CancelToken
from .manifest import Manifest, StyleEntry
from .packs import PackInfo
from .requests import Progress
from .sessions import Session
from .tokenizer import Tokenizer, cells, pad_to_multiple, to_pixels

FULL_PAINT = 0.5
"""From this strength on nothing of the photo's own pixels is mixed in; below, the mixture fades to the photo at 0."""
SAMPLE = 512
"""Largest side (pixels) of the sample that the instance statistics of a photo are taken from."""
FRAME = 64
"""Pixels of mirrored photo around the photo: the models paint a stripe where a picture ends, and it falls on these."""
MULTIPLE = 8
"""The style decoder works at an eighth of the photo's size, whatever the stride of its tokens."""


class StylePainter:
    """The style graphs of a paint pack.

    ``style_affine``: z (B, D, h, w), vector (B, 2, S), strength (B,) to the scale and offset of every channel
    (B, 2, S). ``style``: z and that affine to an image.
    """

    def __init__(self, pack: PackInfo, providers: list[str], tokenizer: Tokenizer) -> None:
        graphs = pack.manifest.graphs
        self._affine, self._style = (
            Session(pack.path / graphs[name].file, graphs[name], providers)  # type: ignore[index]
            for name in ("style_affine", "style")
        )
        self._tokenizer = tokenizer

    def around(self, area: Bounds) -> Bounds:
        """What must be painted for ``area`` to get the strokes of the whole photo: its context, on the same grid."""
        reach = self._style.spec.context + self._tokenizer.manifest.graphs["encoder"].context
        left, top = ((start - reach) // MULTIPLE * MULTIPLE for start in (area.x, area.y))
        return Bounds(left, top, area.right + reach - left, area.bottom + reach - top)

    def affine(self, pixels: np.ndarray, vector: np.ndarray, strength: float, cancel: CancelToken) -> np.ndarray:
        """What the style does to the channels of this photo, uint8 (H, W, 3): float32 (1, 2, S).

        The same table for every part of the photo is what keeps tiles and masked areas alike.
        """
        z = self._tokenizer.encode(pad_to_multiple(sample(pixels), MULTIPLE), cancel)
        conditioning = vector.reshape(1, 2, -1).astype(np.float32)
        (table,) = self._affine.run(cancel, z=z, vector=conditioning, strength=np.array([strength], np.float32))
        return table

    def paint(
        self, pixels: np.ndarray, area: Bounds, vector: np.ndarray, strength: float, progress: Progress,
        cancel: CancelToken,
    ) -> np.ndarray:  # fmt: skip
        """The ``area`` of a photo, uint8 (H, W, 3) of any size, painted: uint8 (area.height, area.width, 3).

        ``vector`` is a style's float32 (2 * S,). ``strength`` (0..1) acts inside the decoder: in between lies a lighter
        hand, not a double exposure.
        """
        affine = self.affine(pixels, vector, strength, cancel)
        pixels = pixels[area.slices]
        frame = ((FRAME, FRAME), (FRAME, FRAME), (0, 0))
        padded = pad_to_multiple(np.pad(pixels, frame, mode="symmetric"), MULTIPLE)
        tokenizer = self._tokenizer
        z = tokenizer.encode(padded, cancel, lambda share: progress(0.3 * share, "Reading the photo"))
        height, width = padded.shape[:2]
        mix = min(1.0, strength / FULL_PAINT)
        result = np.empty_like(pixels)
        picture = Bounds.of(pixels.shape).shift(FRAME, FRAME)
        finished = 0
        for tile in tiles(width, height, tokenizer.tile, self._style.spec.context, MULTIPLE):
            (image,) = self._style.run(cancel, z=cells(z, tile.outer, tokenizer.stride), affine=affine)
            keep = tile.inner.intersect(picture)
            painted = to_pixels(image)[keep.shift(-tile.outer.x, -tile.outer.y).slices]
            target = keep.shift(-FRAME, -FRAME)
            result[target.slices] = blend(pixels[target.slices], painted, mix)
            finished += tile.inner.area
            progress(0.3 + 0.7 * finished / (width * height), "Painting")
        return result


def sample(pixels: np.ndarray) -> np.ndarray:
    """At most SAMPLE x SAMPLE pixels that stand for the photo (H, W, 3), at its own scale.

    A long side is represented by two windows, a quarter from each end: a reduced copy would be sharper than the photo
    itself, and its statistics those of another picture.
    """
    for axis in (0, 1):
        length = pixels.shape[axis]
        if length > SAMPLE:
            first, half = (length - SAMPLE) // 4, SAMPLE // 2
            starts = (first, length - first - half)
            pixels = np.concatenate([pixels.take(range(s, s + half), axis) for s in starts], axis)
    return pixels


def blend(under: np.ndarray, over: np.ndarray, weight: float | np.ndarray) -> np.ndarray:
    """uint8 mixture (1 - weight) under + weight over; a weight array (H, W) is in 0..1. Weight 0 keeps ``under``
    exactly.
    """
    if isinstance(weight, float) and weight >= 1:
        return over
    w = weight[:, :, None] if isinstance(weight, np.ndarray) else np.float32(weight)
    mixed = under + (over.astype(np.float32) - under) * w
    return np.clip(mixed + 0.5, 0, 255).astype(np.uint8)


def find_style(manifest: Manifest, name: str) -> StyleEntry | None:
    return next((style for style in manifest.styles if style.name == name), None)
