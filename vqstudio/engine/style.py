"""Style: the photo's tokens decoded by a decoder that paints."""

from __future__ import annotations

import numpy as np

from vqstudio.core.tiling import tiles

from .cancel import CancelToken
from .manifest import Manifest, StyleEntry
from .packs import PackInfo
from .requests import Progress
from .sessions import Session
from .tokenizer import Tokenizer, cells, pad_to_multiple, to_pixels

FULL_PAINT = 0.5
"""From this strength on nothing of the photo's own pixels is mixed in; below, the mixture fades to the photo at 0."""


class StylePainter:
    """The style graph of a paint pack: z_q (B, D, h, w) and a style vector (B, S) to an image."""

    def __init__(self, pack: PackInfo, providers: list[str], tokenizer: Tokenizer) -> None:
        spec = pack.manifest.graphs["style"]
        self._session = Session(pack.path / spec.file, spec, providers)
        self._tokenizer = tokenizer

    def paint(
        self, pixels: np.ndarray, vector: np.ndarray, strength: float, progress: Progress, cancel: CancelToken
    ) -> np.ndarray:
        """uint8 (H, W, 3) of any size and a style vector float32 (S,) to uint8 (H, W, 3).

        The strength (0..1) shortens the vector: the zero vector is the plain decoder, so in between lies a lighter
        hand, not a double exposure.
        """
        tokenizer, f = self._tokenizer, self._tokenizer.stride
        padded = pad_to_multiple(pixels, f)
        z = tokenizer.encode(padded, cancel, lambda share: progress(0.35 * share, "Reading the photo"))
        _, z_q = tokenizer.quantize(z, cancel)
        del z
        height, width = padded.shape[:2]
        conditioning = (vector * strength).astype(np.float32)[None]
        mix = min(1.0, strength / FULL_PAINT)
        result = np.empty_like(pixels)
        finished = 0
        for tile in tiles(width, height, tokenizer.tile, self._session.spec.context, f):
            (image,) = self._session.run(cancel, z_q=cells(z_q, tile.outer, f), vector=conditioning)
            inside = tile.inner.shift(-tile.outer.x, -tile.outer.y)
            keep = tile.inner.intersect(tile.inner.of(pixels.shape))
            painted = to_pixels(image)[inside.slices][: keep.height, : keep.width]
            result[keep.slices] = blend(pixels[keep.slices], painted, mix)
            finished += tile.inner.area
            progress(0.4 + 0.6 * finished / (width * height), "Painting")
        return result


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
