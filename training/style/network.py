"""The style decoder: a photo and its latents to a painting, steered by a style vector (conditional instance norm).

The latents are those of the photo at half its size: with an encoder of stride 4 a cell stands for 8x8 pixels, about a
dab of paint, and encoding costs a quarter. What they leave out, edges and eyes, comes from the pixels.
White noise on the latents' grid lets the decoder lay strokes where the photo is empty.

Conditional instance norm (Dumoulin et al. 2017) rescales every channel to the mean and deviation that the style asks
for. Its statistics belong to a whole picture, so the decoder takes them as input: :class:`StyleAffine` measures them
once, on a small sample of the photo, and returns for every channel one scale and one offset. :class:`StyleDecoder`
only applies these (Perez et al. 2018, FiLM): every tile of a large photo is painted exactly as in one piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vqstudio.engine.style.paint import GROUND

NOISE = 4
"""Channels of noise beside the latents."""
PADDING: Literal["reflect"] = "reflect"
"""How photo and coarse levels continue beyond a border. Zeros, a grey line around a dark photo, told the decoder where
a border was: it put its strokes along one, or left a plain stripe of 75 px and made up for it in the middle of the
crop.
"""
LAST = 8
"""Channels at the photo's own size."""
EPSILON = 1e-3
"""Added to variances: channels that hardly vary are not blown up into noise."""


def in_turn(table: Tensor, sizes: list[int]) -> Iterator[tuple[Tensor, Tensor]]:
    """Both rows of a table (B, 2, S), ``sizes`` channels at a time: (B, n, 1, 1) each.

    By slices: WebGPU has no room for a split into so many (each output is a buffer, and there may be eight).
    """
    first, second = table[..., None, None].unbind(1)
    for end, size in zip(accumulate(sizes), sizes, strict=True):
        yield first[:, end - size : end], second[:, end - size : end]


class Affine:
    """Takes the next channels of a table (B, 2, S) of scales and offsets with every call: x * scale + offset.

    ``sizes`` are the numbers of channels of the calls to come.
    """

    def __init__(self, table: Tensor, sizes: list[int]) -> None:
        self.parts = in_turn(table, sizes)

    def __call__(self, x: Tensor) -> Tensor:
        scale, offset = next(self.parts)
        return x * scale + offset


class ConditionalInstanceNorm:
    """As :class:`Affine`, but from a style vector (B, 2, S) of gains and shifts and the statistics of x itself.

    The first call, with the photo's own colours and their grey, goes from no change to the style's with ``strength``
    (B,).
    """

    def __init__(self, vector: Tensor, strength: Tensor, sizes: list[int]) -> None:
        self.parts = in_turn(vector, sizes)
        self.strength = strength[:, None, None, None]
        self.applied: list[tuple[Tensor, Tensor]] = []

    def __call__(self, x: Tensor) -> Tensor:
        gain, shift = next(self.parts)
        mean = x.mean((2, 3), keepdim=True)
        centred = x - mean
        scale = (1 + gain) * torch.rsqrt(centred.square().mean((2, 3), keepdim=True) + EPSILON)
        offset = shift - mean * scale
        if not self.applied:
            unchanged = (torch.arange(GROUND) < 3).to(x.dtype)[:, None, None]
            scale, offset = unchanged + (scale - unchanged) * self.strength, offset * self.strength
        self.applied.append((scale, offset))
        return x * scale + offset

    def table(self) -> Tensor:
        """What was applied: (B, 2, S)."""
        return torch.stack([torch.cat(parts, 1) for parts in zip(*self.applied, strict=True)], 1)[..., 0, 0]


Conditioning = Affine | ConditionalInstanceNorm


class Lift(nn.Conv2d):
    """A convolution (1x1), then linear interpolation to twice the size: (B, C, h, w) to (B, C', 2h, 2w).

    Shuffling channels into pixels instead left a grid: each coarse cell became a stamp.
    """

    def forward(self, x: Tensor) -> Tensor:
        return F.interpolate(super().forward(x), scale_factor=2.0, mode="bilinear", align_corners=False)


class StyledBlock(nn.Module):
    """x + norm(conv(relu(norm(conv(x))))); shape (B, C, h, w) in and out."""

    def __init__(self, channels: int, padding: Literal["zeros", "reflect"] = PADDING) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, padding_mode=padding)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, padding_mode=padding)
        nn.init.normal_(self.conv2.weight, std=0.3 * (9 * channels) ** -0.5)

    def forward(self, x: Tensor, norm: Conditioning) -> Tensor:
        return x + norm(self.conv2(F.relu(norm(self.conv1(x)))))


class StyleDecoder(nn.Module):
    """Photo (B, 3, H, W) in -1..1, latents z (B, D, H/8, W/8) and noise (B, NOISE, H/8, W/8) to an image (B, 3, H, W),
    about -1..1, not clamped. H and W are multiples of 16.

    A U: ``broad`` channels at H/16 see far and compose, ``coarse`` ones at H/8 lay strokes, ``fine`` ones at H/4 give
    them edges, and half as many at H/2, which see the photo's pixels again, bristles; ``blocks`` are the numbers of
    residual blocks at the first three levels. What they paint is added to the photo in the painting's colours: from
    nothing, the first thousand steps would go into passing the photo through.
    """

    def __init__(self, dim: int, fine: int, coarse: int, broad: int, blocks: tuple[int, int, int]) -> None:
        super().__init__()
        thin = fine // 2
        self.look = nn.Conv2d(3, fine, 8, stride=4, padding=2, padding_mode=PADDING)
        self.gather = nn.Conv2d(fine, coarse, 2, stride=2)
        self.enter = nn.Conv2d(dim + NOISE, coarse, 3, padding=1, padding_mode=PADDING)
        self.down = nn.Conv2d(coarse, broad, 2, stride=2)
        self.broad = nn.ModuleList(StyledBlock(broad) for _ in range(blocks[0]))
        self.lift = Lift(broad, coarse, 1)
        self.coarse = nn.ModuleList(StyledBlock(coarse) for _ in range(blocks[1]))
        self.up = Lift(coarse, fine, 1)
        # Zeros beyond the border reach a few pixels only at this level, and these are cut off.
        self.fine = nn.ModuleList(StyledBlock(fine, "zeros") for _ in range(blocks[2]))
        self.wide = Lift(fine, thin, 1)
        self.bristles = nn.Conv2d(thin + 4 * 3, thin, 3, padding=1)
        self.thin = Lift(thin, LAST, 1)
        self.leave = nn.Conv2d(LAST + 3, 3, 3, padding=1)
        nn.init.normal_(self.leave.weight, std=0.1 * (9 * LAST) ** -0.5)
        self.sizes = [GROUND, coarse] + [broad] * 2 * blocks[0] + [coarse] * (1 + 2 * blocks[1])
        self.sizes += [fine] * (2 + 2 * blocks[2])
        self.channels = sum(self.sizes)
        self.dim = dim

    @property
    def context(self) -> int:
        """How many photo pixels on each side an output can depend on; convolutions count 2, 4, 8 or 16 px a cell.

        A finer cell that is reached pulls in the whole coarser cell around it, and interpolation that cell's neighbour.
        """
        blocks = 16 * 2 * len(self.broad) + 8 * 2 * len(self.coarse) + 4 * 2 * len(self.fine)
        return blocks + (16 + 16) + (8 + 8) + (4 + 4) + (2 + 2) + 8 + 2 + 2

    def forward(self, image: Tensor, z: Tensor, noise: Tensor, norm: Conditioning) -> Tensor:
        # Grey beside colour: a style can fade the photo's colours out, or give all of them one hue.
        grey = image.mean(1, keepdim=True).expand(-1, 3, -1, -1)
        ground = norm(torch.cat([image, grey], 1))
        ground = ground[:, :3] + ground[:, 3:]
        z = F.normalize(z, dim=1) * self.dim**0.5
        seen = self.look(image)
        x = F.relu(norm(self.enter(torch.cat([z, noise], 1)) + self.gather(F.relu(seen))))
        y = self.down(x)
        for block in self.broad:
            y = block(y, norm)
        x = x + norm(self.lift(F.relu(y)))
        for block in self.coarse:
            x = block(x, norm)
        x = norm(self.up(F.relu(x))) + norm(seen)
        for block in self.fine:
            x = block(x, norm)
        x = self.wide(F.relu(x))
        x = F.relu(x + self.bristles(torch.cat([F.relu(x), F.pixel_unshuffle(ground, 2)], 1)))
        return ground + self.leave(torch.cat([F.relu(self.thin(x)), ground], 1))


class StyleAffine(nn.Module):
    """Photo, z and noise as for the decoder, a style vector (B, 2, S) and a strength (B,) to the scales and offsets
    (B, 2, S) and the painting itself (B, 3, H, W).

    ``plain`` (2, S) is the vector that paints the photo as it is: strength lies on the way from it to the style.
    """

    plain: Tensor

    def __init__(self, decoder: StyleDecoder, plain: Tensor) -> None:
        super().__init__()
        self.decoder = decoder
        self.register_buffer("plain", plain)

    def forward(
        self, image: Tensor, z: Tensor, noise: Tensor, vector: Tensor, strength: Tensor
    ) -> tuple[Tensor, Tensor]:
        vector = towards(vector, self.plain, strength)
        norm = ConditionalInstanceNorm(vector, strength, self.decoder.sizes)
        painting = self.decoder(image, z, noise, norm)
        return norm.table(), painting


def towards(vector: Tensor, plain: Tensor, strength: Tensor) -> Tensor:
    """From the plain vector (2, S) at ``strength`` (B,) 0 to ``vector`` (B, 2, S) at 1."""
    return plain + (vector - plain) * strength[:, None, None]


class StylePainting(nn.Module):
    """Photo, z, noise and scales and offsets (B, 2, S) to an image (B, 3, H, W)."""

    def __init__(self, decoder: StyleDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, image: Tensor, z: Tensor, noise: Tensor, affine: Tensor) -> Tensor:
        return self.decoder(image, z, noise, Affine(affine, self.decoder.sizes))
