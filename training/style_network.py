"""The style decoder: latents to a painting, steered by a style vector through conditional instance norm.

Conditional instance norm (Dumoulin et al. 2017) rescales every channel to the mean and deviation that the style asks
for. Its statistics belong to a whole picture, so the decoder takes them as input: :class:`StyleAffine` measures them
once, on a small sample of the photo, and returns for every channel one scale and one offset. :class:`StyleDecoder`
only applies these (Perez et al. 2018, FiLM): every tile of a large photo is painted exactly as in one piece.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EPSILON = 1e-3
"""Added to variances: channels that hardly vary are not blown up into noise."""


class Affine:
    """Takes the next channels of a table (B, 2, S) of scales and offsets with every call: x * scale + offset."""

    def __init__(self, table: Tensor) -> None:
        self.table = table
        self.position = 0

    def __call__(self, x: Tensor) -> Tensor:
        end = self.position + x.shape[1]
        scale, offset = self.table[:, :, self.position : end, None, None].unbind(1)
        self.position = end
        return x * scale + offset


class ConditionalInstanceNorm:
    """As :class:`Affine`, but from a style vector (B, 2, S) of gains and shifts and the statistics of x itself.

    ``strength`` (B,) mixes towards no change at 0. ``tables`` collects what was applied.
    """

    def __init__(self, vector: Tensor, strength: Tensor) -> None:
        self.vector, self.strength = vector, strength[:, None, None]
        self.position = 0
        self.tables: list[Tensor] = []

    def __call__(self, x: Tensor) -> Tensor:
        end = self.position + x.shape[1]
        gain, shift = self.vector[:, :, self.position : end].unbind(1)
        mean = x.mean((2, 3))
        variance = (x - mean[:, :, None, None]).pow(2).mean((2, 3))
        scale = (1 + gain) * torch.rsqrt(variance + EPSILON)
        table = torch.stack([scale, shift - mean * scale], 1)
        unchanged = torch.stack([torch.ones_like(mean), torch.zeros_like(mean)], 1)
        table = unchanged + (table - unchanged) * self.strength
        self.tables.append(table)
        self.position = end
        scale, offset = table[:, :, :, None, None].unbind(1)
        return x * scale + offset


Conditioning = Affine | ConditionalInstanceNorm


class StyledBlock(nn.Module):
    """x + norm(conv(silu(norm(conv(x))))); shape (B, C, h, w) in and out."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.normal_(self.conv2.weight, std=0.3 * (9 * channels) ** -0.5)

    def forward(self, x: Tensor, norm: Conditioning) -> Tensor:
        return x + norm(self.conv2(F.silu(norm(self.conv1(x)))))


class StyleDecoder(nn.Module):
    """Latents z (B, D, h, w), h and w even, of a stride-4 encoder to an image (B, 3, 4h, 4w), about -1..1, not clamped.

    The body works at half the latents' resolution, where strokes are large and convolutions cheap; the latents' own
    detail joins again behind it. The last convolution shuffles 2x2 pixels only: shuffling 4x4 leaves a grid.
    """

    def __init__(self, dim: int, fine: int, coarse: int, blocks: int) -> None:
        super().__init__()
        self.enter = nn.Conv2d(dim, fine, 3, padding=1)
        self.down = nn.Sequential(nn.PixelUnshuffle(2), nn.Conv2d(4 * fine, coarse, 1))
        self.body = nn.ModuleList(StyledBlock(coarse) for _ in range(blocks))
        self.up = nn.Sequential(nn.Conv2d(coarse, 4 * fine, 1), nn.PixelShuffle(2))
        self.detail = StyledBlock(fine)
        self.wide = nn.Conv2d(fine, fine // 2, 3, padding=1)
        self.leave = nn.Sequential(nn.Conv2d(fine // 2, 12, 3, padding=1), nn.PixelShuffle(2))
        self.channels = 5 * fine + 2 * blocks * coarse + fine // 2
        self.dim = dim

    @property
    def context(self) -> int:
        """How many photo pixels on each side an output can depend on; convolutions count 4, 8 or 2 px a cell.

        A fine cell that is reached pulls in the whole coarse cell around it: 8 px more.
        """
        return 4 + 8 * 2 * len(self.body) + 4 * 2 + 2 + 2 + 8

    def forward(self, z: Tensor, norm: Conditioning) -> Tensor:
        fine = F.silu(norm(self.enter(F.normalize(z, dim=1) * self.dim**0.5)))
        x = self.down(fine)
        for block in self.body:
            x = block(x, norm)
        x = norm(self.up(F.silu(x))) + norm(fine)
        x = self.detail(x, norm)
        x = F.interpolate(F.silu(x), scale_factor=2.0, mode="nearest")
        return self.leave(F.silu(norm(self.wide(x))))


class StyleAffine(nn.Module):
    """z (B, D, h, w), a style vector (B, 2, S) and a strength (B,) to the scales and offsets (B, 2, S)."""

    def __init__(self, decoder: StyleDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, z: Tensor, vector: Tensor, strength: Tensor) -> Tensor:
        norm = ConditionalInstanceNorm(vector, strength)
        self.decoder(z, norm)
        return torch.cat(norm.tables, 2)


class StylePainting(nn.Module):
    """z (B, D, h, w) and scales and offsets (B, 2, S) to an image (B, 3, 4h, 4w)."""

    def __init__(self, decoder: StyleDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, z: Tensor, affine: Tensor) -> Tensor:
        return self.decoder(z, Affine(affine))
