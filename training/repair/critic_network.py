"""The critic of a photo pack: does the inside of a hole look like part of the photo around it?

On the feature maps of a network trained on many photos, discriminators learn in minutes what they never learn from
pixels (Sauer et al. 2021, projected GAN). The maps here are those of EfficientNet-Lite0.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..common.layers import ChannelNorm, DilatedBlock, reach
from ..common.perceptual import Lite0Features
from ..common.recipes import CriticModelRecipe

DEPTH = 11
"""Number of Lite0 blocks that the critic uses."""
MAPS = {3: 24, 5: 40, 8: 80, 11: 112}
"""Its maps, by number, and their channels: at H/4, H/8, H/16 and H/16."""
CELL = 8
"""Side in px of a cell that the critic judges."""


def in_cells(maps: list[Tensor], enter: nn.ModuleList, norm: nn.Module) -> list[Tensor]:
    """Each of MAPS (as many as ``enter`` has layers) through its layer, at H/8: (B, channels, H/8, W/8)."""
    parts = []
    for number, layer in zip(MAPS, enter, strict=False):
        x = layer(norm(maps[number]))
        if number == min(MAPS):
            x = F.avg_pool2d(x, 2)
        elif MAPS[number] > MAPS[5]:
            x = F.interpolate(x, scale_factor=2.0, mode="nearest")
        parts.append(x)
    return parts


class CriticHead(nn.Module):
    """Maps of Lite0 (as :class:`Lite0Features` gives them) and a mask (B, 1, H, W), 1 = filled, to logits
    (B, 1, H/8, W/8): how much each cell looks like the photo. H and W are multiples of 16.
    """

    def __init__(self, recipe: CriticModelRecipe) -> None:
        super().__init__()
        width = recipe.channels
        self.enter = nn.ModuleList(nn.Conv2d(channels, width // 2, 1) for channels in MAPS.values())
        self.norm = ChannelNorm()
        self.join = nn.Conv2d(width // 2 * len(MAPS) + 1, width, 1)
        self.body = nn.Sequential(*(DilatedBlock(width, dilation, last=3) for dilation in recipe.dilations))
        self.leave = nn.Sequential(ChannelNorm(), nn.SiLU(), nn.Conv2d(width, 1, 1))

    def forward(self, maps: list[Tensor], mask: Tensor, kept: Tensor | None = None) -> Tensor:
        """``kept`` (B, channels, 1, 1) multiplies the channels: dropout, in training."""
        cells = F.avg_pool2d(mask, CELL)
        x = self.join(torch.cat([*in_cells(maps, self.enter, self.norm), 2 * cells - 1], 1))
        return self.leave(self.body(x if kept is None else x * kept))


class Critic(nn.Module):
    """Image (B, 3, H, W) in -1..1 and mask (B, 1, H, W) to logits (B, 1, H/8, W/8), as a pack carries it."""

    def __init__(self, head: CriticHead) -> None:
        super().__init__()
        self.features = Lite0Features(DEPTH)
        self.head = head

    @property
    def context(self) -> int:
        """How many photo pixels on each side a logit can depend on: the reach of the feature maps, of the body on them,
        and what a cell of the coarsest map has beyond one of the body's.
        """
        seen, coarse = reach(self.features, 1)
        return seen + coarse - CELL + reach(self.head.body, CELL)[0]

    def forward(self, image: Tensor, mask: Tensor) -> Tensor:
        return self.head(self.features(image), mask)


def in_hole(logits: Tensor, mask: Tensor) -> Tensor:
    """(B,): the mean of logits (B, 1, h, w) over the hole (mask (B, 1, H, W))."""
    weights = F.avg_pool2d(mask, mask.shape[-1] // logits.shape[-1])
    return (logits * weights).sum((1, 2, 3)) / weights.sum((1, 2, 3))
