"""Photos to tokens and back through a pack's encoder, quantizer and decoder; large photos in tiles without seams."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import numpy as np

from vqstudio.core.errors import PackError
from vqstudio.core.geometry import Bounds, round_up
from vqstudio.core.tiling import tiles

from ..cancel import CancelToken
from ..pace import Step, no_step
from ..packs.manifest import FEEDBACK_CELLS
from ..packs.pack import PackInfo
from ..packs.sessions import Session

TILE = 1408
"""One model call sees as many pixels as a square of this side, at most: about 2 MP, some 300 MB of activations."""
QUANTIZER_CELLS = 4096
"""Cells per call of the quantizer: the scores against the whole codebook then stay in the processor's cache."""

PATTERN_SIDE = 64
"""The dither pattern repeats after this many cells."""


def to_model(pixels: np.ndarray) -> np.ndarray:
    """uint8 or uint16 (H, W, 3) to float32 (1, 3, H, W) in -1..1."""
    image = pixels.transpose(2, 0, 1)[None].astype(np.float32)
    image *= 2 / np.iinfo(pixels.dtype).max
    image -= 1
    return image


def to_pixels(image: np.ndarray, dtype: np.dtype | type = np.uint8) -> np.ndarray:
    """float32 (1, 3, H, W) in about -1..1 to uint8 (H, W, 3), or uint16 as ``dtype`` says."""
    most = np.iinfo(dtype).max
    scaled = image[0] * np.float32(most / 2)
    scaled += np.float32(most / 2 + 0.5)  # and a half to round
    np.clip(scaled, 0, most, out=scaled)
    return np.ascontiguousarray(scaled.astype(dtype).transpose(1, 2, 0))


def pad_to_multiple(pixels: np.ndarray, multiple: int) -> np.ndarray:
    """(H, W, C) grown to the right and bottom to a multiple, by repeating the border pixels."""
    height, width = pixels.shape[:2]
    bottom, right = round_up(height, multiple) - height, round_up(width, multiple) - width
    return np.pad(pixels, ((0, bottom), (0, right), (0, 0)), mode="edge") if bottom or right else pixels


class Tokenizer:
    """The three graphs of a pack, each opened when it is first used, which raises PackError if it breaks the promises
    of the manifest. f = stride, D = dim, h = H/f, w = W/f.
    """

    def __init__(self, pack: PackInfo, providers: list[str], tile: int = TILE) -> None:
        self.manifest = pack.manifest
        self.stride = pack.manifest.stride
        self.tile = tile
        self._pack, self._providers = pack, providers
        self._pattern = dither_pattern(pack.manifest.dim, pack.manifest.dither)

    @cached_property
    def _encoder(self) -> Session:
        return self._open("encoder")

    @cached_property
    def _quantizer(self) -> Session:
        return self._open("quantizer")

    @cached_property
    def _decoder(self) -> Session:
        return self._open("decoder")

    @cached_property
    def _codebook(self) -> Session:
        return self._open("codebook")

    def open_encoder(self) -> None:
        """Open ahead of time what :meth:`encode` needs. Raises PackError."""
        _ = self._encoder

    def _open(self, graph: Literal["encoder", "quantizer", "codebook", "decoder"]) -> Session:
        return Session(self._pack, graph, self._providers)

    def encode(self, pixels: np.ndarray, cancel: CancelToken, done: Step = no_step) -> np.ndarray:
        """uint8 (H, W, 3), sides multiples of f, to latents z float32 (1, D, h, w)."""
        height, width = pixels.shape[:2]
        f = self.stride
        z = np.empty((1, self.manifest.dim, height // f, width // f), np.float32)
        finished = 0
        for tile in tiles(width, height, self.tile, self._encoder.spec.context, f):
            (part,) = self._encoder.run(cancel, image=to_model(pixels[tile.outer.slices]))
            _keep(z, part, tile.inner, tile.outer, f)
            finished += tile.inner.area
            done(finished / (width * height))
        return z

    def quantize(self, z: np.ndarray, cancel: CancelToken) -> tuple[np.ndarray, np.ndarray]:
        """Latents (1, D, h, w) to token indices int64 (1, h, w) and code vectors z_q float32 (1, D, h, w).

        The pack's dither (Roberts 1962) is a fixed pattern over the grid: the same latents give the same tokens. With
        the pack's feedback the choice is corrected by what it missed on the mean of neighbouring cells, as in training
        (an error diffusion in rounds over the whole grid, after Floyd and Steinberg 1976).
        """
        if not self._pattern.size and not self.manifest.feedback:
            return self._nearest(z, cancel)
        unit = z[0] / np.maximum(np.sqrt(np.einsum("dhw,dhw->hw", z[0], z[0])), 1e-12)
        wanted = unit
        if self._pattern.size:
            height, width = unit.shape[1:]
            down = np.arange(height) % PATTERN_SIDE
            wanted = unit + self._pattern[:, down][:, :, np.arange(width) % PATTERN_SIDE]
        for _ in range(self.manifest.feedback):
            wanted = wanted + mean_around(unit - self._nearest(wanted[None], cancel)[1][0])
        return self._nearest(wanted[None], cancel)

    def _nearest(self, z: np.ndarray, cancel: CancelToken) -> tuple[np.ndarray, np.ndarray]:
        rows = max(1, QUANTIZER_CELLS // z.shape[3])
        parts = [
            self._quantizer.run(cancel, z=np.ascontiguousarray(z[:, :, top : top + rows]))
            for top in range(0, z.shape[2], rows)
        ]
        if any(indices.min() < 0 or indices.max() >= self.manifest.codes for indices, _ in parts):
            raise PackError(
                "The quantizer of the pack {pack} gave tokens that it has not; install the pack again.",
                pack=self.manifest.id,
            )
        return np.concatenate([p[0] for p in parts], axis=1), np.concatenate([p[1] for p in parts], axis=2)

    def nearest(self, z: np.ndarray, cancel: CancelToken) -> np.ndarray:
        """Latents (1, D, h, w) to the plain nearest token indices int64 (h, w), which is what the token prior knows:
        no dither, no feedback.
        """
        return self._nearest(z, cancel)[0][0]

    def look_up(self, tokens: np.ndarray, cancel: CancelToken) -> np.ndarray:
        """Token indices int64 (h, w) to their code vectors z_q float32 (1, D, h, w)."""
        return self._codebook.run(cancel, tokens=tokens[None])[0]

    def decode(self, z_q: np.ndarray, cancel: CancelToken, done: Step = no_step) -> np.ndarray:
        """Code vectors (1, D, h, w) to uint8 (h*f, w*f, 3)."""
        f = self.stride
        height, width = z_q.shape[2] * f, z_q.shape[3] * f
        pixels = np.empty((height, width, 3), np.uint8)
        finished = 0
        for tile in tiles(width, height, self.tile, self._decoder.spec.context, f):
            (image,) = self._decoder.run(cancel, z_q=cells(z_q, tile.outer, f))
            inside = tile.inner.shift(-tile.outer.x, -tile.outer.y)
            pixels[tile.inner.slices] = to_pixels(image)[inside.slices]
            finished += tile.inner.area
            done(finished / (width * height))
        return pixels

    def decode_each(self, z_q: np.ndarray, cancel: CancelToken) -> np.ndarray:
        """Code vectors (N, D, h, w) of N small pictures to float32 (N, 3, h*f, w*f), about -1..1."""
        return self._decoder.run(cancel, z_q=np.ascontiguousarray(z_q))[0]

    def reconstruct(self, pixels: np.ndarray, cancel: CancelToken, done: Step = no_step) -> np.ndarray:
        """uint8 (H, W, 3) of any size through all three graphs to uint8 (H, W, 3)."""
        height, width = pixels.shape[:2]
        padded = pad_to_multiple(pixels, self.stride)
        z = self.encode(padded, cancel, lambda share: done(0.45 * share))
        _, z_q = self.quantize(z, cancel)
        return self.decode(z_q, cancel, lambda share: done(0.5 + 0.5 * share))[:height, :width]


def dither_pattern(dim: int, dither: float) -> np.ndarray:
    """Fixed Gaussian noise of RMS length ``dither``, float32 (D, PATTERN_SIDE, PATTERN_SIDE); empty for none."""
    if not dither:
        return np.empty(0, np.float32)
    noise = np.random.default_rng(0).standard_normal((dim, PATTERN_SIDE, PATTERN_SIDE), dtype=np.float32)
    return noise * np.float32(dither / dim**0.5)


def mean_around(grid: np.ndarray) -> np.ndarray:
    """float32 (D, h, w): the mean of FEEDBACK_CELLS x FEEDBACK_CELLS cells around each, the border repeated."""
    margin = FEEDBACK_CELLS // 2
    for axis in (1, 2):
        length = grid.shape[axis]
        pad = [(0, 0)] * 3
        pad[axis] = (margin, margin)
        padded = np.pad(grid, pad, mode="edge")
        grid = padded.take(range(length), axis)
        for shift in range(1, FEEDBACK_CELLS):
            grid += padded.take(range(shift, shift + length), axis)
        grid *= 1 / FEEDBACK_CELLS
    return grid


def cells(z: np.ndarray, bounds: Bounds, stride: int) -> np.ndarray:
    """The cells (1, D, ...) of a latent grid that lie below the pixel bounds, contiguous."""
    y, x = bounds.y // stride, bounds.x // stride
    part = z[:, :, y : y + bounds.height // stride, x : x + bounds.width // stride]
    return np.ascontiguousarray(part)


def _keep(z: np.ndarray, part: np.ndarray, inner: Bounds, outer: Bounds, stride: int) -> None:
    y, x = inner.y // stride, inner.x // stride
    h, w = inner.height // stride, inner.width // stride
    top, left = (inner.y - outer.y) // stride, (inner.x - outer.x) // stride
    z[:, :, y : y + h, x : x + w] = part[:, :, top : top + h, left : left + w]
