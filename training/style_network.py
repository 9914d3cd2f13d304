"""The style decoder: a photo and its latents to a painting, steered by a style vector (conditional instance norm).

The latents are those of the photo at half its size: with an encoder of stride 4 a cell stands for 8x8 pixels, about a
dab of paint, and encoding costs a quarter. What they leave out, edges and eyes, comes from the pixels themselves.
White noise on the latents' grid lets the decoder lay strokes where the photo is empty.

Conditional instance norm (Dumoulin et al. 2017) rescales every channel to the mean and deviation that the style asks
for. Its statistics belong to a whole picture, so the decoder takes them as input: :class:`StyleAffine` measures them
once, on a small sample of the photo, and returns for every channel one scale and one offset. :class:`StyleDecoder`
only applies these (Perez et al. 2018, FiLM): every tile of a large photo is painted exactly as in one piece.
"""

from __future__ import annotations

from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

NOISE = 4
"""Channels of noise beside the latents."""
PADDING: Literal["replicate"] = "replicate"
"""How the coarse levels go on beyond a border. Zeros would tell them where in a crop they are: the first version put
all its strokes along the upper border, which a large photo has only once.
"""
EPSILON = 1e-3
"""Added to variances: channels that hardly vary are not blown up into noise."""


class Affine:
    """Takes the next channels of a table (B, 2, S) of scales and offsets with every call: x * scale + offset.

    ``sizes`` are the numbers of channels of the calls to come: one split for all keeps the exported graph small.
    """

    def __init__(self, table: Tensor, sizes: list[int]) -> None:
        scales, offsets = table[..., None, None].unbind(1)
        self.parts = iter(zip(scales.split(sizes, 1), offsets.split(sizes, 1), strict=True))

    def __call__(self, x: Tensor) -> Tensor:
        scale, offset = next(self.parts)
        return x * scale + offset


class ConditionalInstanceNorm:
    """As :class:`Affine`, but from a style vector (B, 2, S) of gains and shifts and the statistics of x itself.

    ``strength`` (B,) mixes towards no change at 0.
    """

    def __init__(self, vector: Tensor, strength: Tensor, sizes: list[int]) -> None:
        gains, shifts = vector[..., None, None].unbind(1)
        self.parts = iter(zip((1 + gains).split(sizes, 1), shifts.split(sizes, 1), strict=True))
        self.strength = strength[:, None, None, None]
        self.applied: list[tuple[Tensor, Tensor]] = []

    def __call__(self, x: Tensor) -> Tensor:
        gain, shift = next(self.parts)
        mean = x.mean((2, 3), keepdim=True)
        centred = x - mean
        scale = gain * torch.rsqrt(centred.square().mean((2, 3), keepdim=True) + EPSILON)
        offset = (shift - mean * scale) * self.strength
        scale = 1 + (scale - 1) * self.strength
        self.applied.append((scale, offset))
        return x * scale + offset

    def table(self) -> Tensor:
        """What was applied: (B, 2, S)."""
        return torch.stack([torch.cat(parts, 1) for parts in zip(*self.applied, strict=True)], 1)[..., 0, 0]


Conditioning = Affine | ConditionalInstanceNorm


class UpConv(nn.Conv2d):
    """A convolution (3x3, padding 1) of the input at twice its size: (B, C, h, w) to (B, C', 2h, 2w)."""

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(F.interpolate(x, scale_factor=2.0, mode="nearest"))


class StyledBlock(nn.Module):
    """x + norm(conv(relu(norm(conv(x))))); shape (B, C, h, w) in and out."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, padding_mode=PADDING)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, padding_mode=PADDING)
        nn.init.normal_(self.conv2.weight, std=0.3 * (9 * channels) ** -0.5)

    def forward(self, x: Tensor, norm: Conditioning) -> Tensor:
        return x + norm(self.conv2(F.relu(norm(self.conv1(x)))))


class StyleDecoder(nn.Module):
    """Photo (B, 3, H, W) in -1..1, latents z (B, D, H/8, W/8) and noise (B, NOISE, H/8, W/8) to an image (B, 3, H, W),
    about -1..1, not clamped. H and W are multiples of 16.

    Most of the work is done on ``coarse`` channels at H/8 and on ``broad`` ones at H/16, where strokes are large and
    convolutions cheap. The ``fine`` channels at H/4 and H/2 are normed on entry only: there every norm costs as much
    time as half a convolution. The last convolution shuffles 2x2 pixels only: shuffling 4x4 leaves a grid.
    """

    def __init__(self, dim: int, fine: int, coarse: int, broad: int, blocks: int) -> None:
        super().__init__()
        self.enter = nn.Conv2d(dim + NOISE, coarse, 3, padding=1, padding_mode=PADDING)
        self.down = nn.Conv2d(coarse, broad, 2, stride=2)
        self.broad = nn.ModuleList(StyledBlock(broad) for _ in range(blocks))
        self.lift = nn.Sequential(nn.Conv2d(broad, 4 * coarse, 1), nn.PixelShuffle(2))
        self.coarse = nn.ModuleList(StyledBlock(coarse) for _ in range(blocks))
        self.up = nn.Sequential(nn.Conv2d(coarse, 4 * fine, 1), nn.PixelShuffle(2))
        self.look = nn.Conv2d(3, fine, 8, stride=4, padding=2)
        self.detail = nn.Sequential(nn.Conv2d(fine, fine, 3, padding=1), nn.ReLU(), nn.Conv2d(fine, fine, 3, padding=1))
        self.wide = UpConv(fine, fine, 3, padding=1)
        self.leave = nn.Sequential(nn.Conv2d(fine, 12, 3, padding=1), nn.PixelShuffle(2))
        self.sizes = [coarse] + [broad] * 2 * blocks + [coarse] * (1 + 2 * blocks) + [fine] * 2
        self.channels = sum(self.sizes)
        self.dim = dim

    @property
    def context(self) -> int:
        """How many photo pixels on each side an output can depend on; convolutions count 2, 4, 8 or 16 px a cell.

        A finer cell that is reached pulls in the whole coarser cell around it: 8 and 16 px more.
        """
        return 16 * 2 * len(self.broad) + 8 * (1 + 2 * len(self.coarse)) + 4 * 3 + 2 + 2 + 8 + 16

    def forward(self, image: Tensor, z: Tensor, noise: Tensor, norm: Conditioning) -> Tensor:
        z = F.normalize(z, dim=1) * self.dim**0.5
        x = F.relu(norm(self.enter(torch.cat([z, noise], 1))))
        y = self.down(x)
        for block in self.broad:
            y = block(y, norm)
        x = x + norm(self.lift(F.relu(y)))
        for block in self.coarse:
            x = block(x, norm)
        x = norm(self.up(F.relu(x))) + norm(self.look(image))
        x = x + self.detail(x)
        return self.leave(F.relu(self.wide(F.relu(x))))


class StyleAffine(nn.Module):
    """Photo, z and noise as for the decoder, a style vector (B, 2, S) and a strength (B,) to the scales and offsets
    (B, 2, S) and the painting itself (B, 3, H, W).
    """

    def __init__(self, decoder: StyleDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(
        self, image: Tensor, z: Tensor, noise: Tensor, vector: Tensor, strength: Tensor
    ) -> tuple[Tensor, Tensor]:
        norm = ConditionalInstanceNorm(vector, strength, self.decoder.sizes)
        painting = self.decoder(image, z, noise, norm)
        return norm.table(), painting


class StylePainting(nn.Module):
    """Photo, z, noise and scales and offsets (B, 2, S) to an image (B, 3, H, W)."""

    def __init__(self, decoder: StyleDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, image: Tensor, z: Tensor, noise: Tensor, affine: Tensor) -> Tensor:
        return self.decoder(image, z, noise, Affine(affine, self.decoder.sizes))
