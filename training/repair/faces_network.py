"""The face finder of a photo pack: for every cell of a photo, how likely it is part of a face.

As for the critic, a small head reads the feature maps of EfficientNet-Lite0: a few hundred photos with faces are enough
for that, and too few for a network of its own.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..common.layers import ChannelNorm, DilatedBlock, reach
from ..common.perceptual import Lite0Features
from ..common.recipes import FacesModelRecipe
from .critic_network import CELL, MAPS, in_cells

DEPTH = 8
"""Number of Lite0 blocks that it uses: deeper ones weigh three times as much."""
USED = [channels for number, channels in MAPS.items() if number <= DEPTH]


class FacesHead(nn.Module):
    """Maps of Lite0 (as :class:`Lite0Features` gives them) to logits (B, 1, H/8, W/8): how likely each cell is part of
    a face. H and W are multiples of 16.
    """

    def __init__(self, recipe: FacesModelRecipe) -> None:
        super().__init__()
        width = recipe.channels
        self.enter = nn.ModuleList(nn.Conv2d(channels, width // 2, 1) for channels in USED)
        self.norm = ChannelNorm()
        self.join = nn.Conv2d(width // 2 * len(USED), width, 1)
        self.body = nn.Sequential(*(DilatedBlock(width, dilation, last=3) for dilation in recipe.dilations))
        self.leave = nn.Sequential(ChannelNorm(), nn.SiLU(), nn.Conv2d(width, 1, 1))

    def forward(self, maps: list[Tensor]) -> Tensor:
        return self.leave(self.body(self.join(torch.cat(in_cells(maps, self.enter, self.norm), 1))))


class Faces(nn.Module):
    """Image (B, 3, H, W) in -1..1 to logits (B, 1, H/8, W/8), as a pack carries it."""

    def __init__(self, head: FacesHead) -> None:
        super().__init__()
        self.features = Lite0Features(DEPTH)
        self.head = head

    @property
    def context(self) -> int:
        """How many photo pixels on each side a logit can depend on; see :attr:`Critic.context`."""
        seen, coarse = reach(self.features, 1)
        return seen + coarse - CELL + reach(self.head.body, CELL)[0]

    def forward(self, image: Tensor) -> Tensor:
        return self.head(self.features(image))
