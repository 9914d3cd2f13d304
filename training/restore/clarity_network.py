"""Networks that take noise, compression and blur away, enlarge, and measure how much of these a photo has."""

from __future__ import annotations

from itertools import accumulate, pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..common.layers import PlainBlock, begin_as_nothing
from ..common.recipes import ClarityModelRecipe, ClarityRecipe, MeterRecipe
from ..common.unet import UNet, unet_reach
from .degrade import FAULTS

TOLD = 64
"""Channels between the strengths and what they add to the features."""


class Clarity(UNet):
    """Image (B, 3, H, W) in -1..1 and strengths (B, 3), of noise, compression and blur in it, to the image without
    them, (B, 3, s H, s W) with s the ``scale`` of the recipe. H and W are multiples of :attr:`multiple`.

    To be told the strength (Zhang et al. 2018, FFDNet) makes one network serve all strengths, and lets the user choose.
    A network of scale 1 works on squares of four pixels as channels, one of scale 2 on pixels.
    """

    def __init__(self, recipe: ClarityModelRecipe) -> None:
        widths, scale = recipe.widths, recipe.scale
        deepest = nn.Sequential(*(PlainBlock(widths[-1]) for _ in range(recipe.deepest)))
        super().__init__(widths, PlainBlock, recipe.blocks, deepest)
        self.scale = scale
        cell = 2 if scale == 1 else 1
        self.enter = nn.Sequential(nn.PixelUnshuffle(cell), nn.Conv2d(3 * cell**2, widths[0], 3, padding=1))
        self.leave = nn.Sequential(nn.Conv2d(widths[0], 12, 3, padding=1), nn.PixelShuffle(2))
        begin_as_nothing(self.leave[0])
        self.tell = nn.Sequential(nn.Linear(len(FAULTS), TOLD), nn.ReLU(), nn.Linear(TOLD, sum(widths)))
        self.spans = list(pairwise(accumulate(widths, initial=0)))

        self.multiple = cell * 2 ** (len(widths) - 1)
        self.context = max(unet_reach(len(widths), cell, 2 * recipe.blocks, 2 * recipe.deepest), 2)

    def forward(self, image: Tensor, strengths: Tensor) -> Tensor:
        biases = self.tell(strengths)[:, :, None, None]
        told = [biases[:, start:end] for start, end in self.spans]
        change = self.leave(self.body(self.enter(image), told))
        if self.scale == 1:
            return image + change
        return bicubic_doubled(image) + change


def bicubic_doubled(image: Tensor) -> Tensor:
    """(B, 3, H, W) to (B, 3, 2 H, 2 W), as four convolutions: any runtime has those, and counts the edge alike."""
    near = torch.tensor([-0.0234375, 0.2265625, 0.8671875, -0.0703125, 0.0])  # Keys 1981 with a = -0.5, at 1/4
    rows = torch.stack([near, near.flip(0)])
    kernels = torch.einsum("iy,jx->ijyx", rows, rows).reshape(4, 1, 5, 5).to(image)
    padded = F.pad(image, (2, 2, 2, 2), mode="replicate")
    return F.pixel_shuffle(F.conv2d(padded, kernels.repeat(3, 1, 1, 1), groups=3), 2)


class Meter(nn.Module):
    """Image (B, 3, H, W) in -1..1 to the strengths (B, 3) of noise, compression and blur in it.

    Fine differences say all about them, so it begins with these and has no need of colours' mean.
    """

    def __init__(self, recipe: MeterRecipe) -> None:
        super().__init__()
        widths = recipe.widths
        layers: list[nn.Module] = [nn.Conv2d(3, widths[0], 3), nn.ReLU()]
        for above, below in pairwise(widths):
            layers += [nn.Conv2d(above, below, 3, stride=2), nn.ReLU()]
        self.see = nn.Sequential(*layers)
        self.judge = nn.Sequential(nn.Linear(2 * widths[-1], 64), nn.ReLU(), nn.Linear(64, len(FAULTS)))

    def forward(self, image: Tensor) -> Tensor:
        seen = self.see(image)
        # Noise and blocks show in quiet places, blur at edges: the mean and the strongest.
        return self.judge(torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1))


class ClarityAndMeter(nn.Module):
    """Both networks of a recipe; recipes of scale 2 have no meter."""

    def __init__(self, recipe: ClarityRecipe) -> None:
        super().__init__()
        self.clarity = Clarity(recipe.model)
        self.meter = Meter(recipe.meter) if recipe.meter else None

    def forward(self, pictures: Tensor, told: Tensor) -> tuple[Tensor, Tensor | None]:
        return self.clarity(pictures, told), self.meter(pictures) if self.meter else None
