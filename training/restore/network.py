"""The damage finder: for every pixel, how likely it is damaged (a U-Net: Ronneberger et al. 2015)."""

from __future__ import annotations

from itertools import pairwise

import torch.nn.functional as F
from torch import Tensor, nn

from ..common.layers import ChannelNorm, DilatedBlock
from ..common.recipes import FinderModelRecipe


class Finder(nn.Module):
    """Image (B, 3, H, W) in -1..1 to logits (B, 1, H, W). H and W are multiples of 2 ** levels.

    The four pixels of a square are channels from the first layer to the last (Shi et al. 2016): half the size is many
    times as fast, and loses nothing. No layer but the convolutions looks at other pixels, so tiles that overlap enough
    agree with the whole.
    """

    def __init__(self, recipe: FinderModelRecipe) -> None:
        super().__init__()
        widths = recipe.widths
        self.enter = nn.Sequential(nn.PixelUnshuffle(2), nn.Conv2d(12, widths[0], 3, padding=1))
        self.down = nn.ModuleList(nn.Conv2d(above, below, 2, stride=2) for above, below in pairwise(widths))
        self.first = nn.ModuleList(self._blocks(width, recipe.blocks) for width in widths[:-1])
        self.deepest = nn.Sequential(*(DilatedBlock(widths[-1], dilation, last=3) for dilation in recipe.dilations))
        self.up = nn.ModuleList(nn.Conv2d(below, above, 1) for above, below in pairwise(widths))
        self.second = nn.ModuleList(self._blocks(width, recipe.blocks) for width in widths[:-1])
        self.leave = nn.Sequential(ChannelNorm(), nn.SiLU(), nn.Conv2d(widths[0], 4, 3, padding=1), nn.PixelShuffle(2))

        self.multiple = 2 ** len(widths)
        """Sides of what it sees are multiples of this."""
        self.context = _context(recipe)

    @staticmethod
    def _blocks(width: int, count: int) -> nn.Sequential:
        return nn.Sequential(*(DilatedBlock(width, 1, last=1) for _ in range(count)))

    def forward(self, image: Tensor) -> Tensor:
        x = self.enter(image)
        kept = []
        for first, down in zip(self.first, self.down, strict=True):
            x = first(x)
            kept.append(x)
            x = down(x)
        x = self.deepest(x)
        for up, second, own in zip(reversed(self.up), reversed(self.second), reversed(kept), strict=True):
            # Reduced before it is enlarged: a 1x1 convolution costs a quarter there.
            x = second(own + F.interpolate(up(x), scale_factor=2.0, mode="nearest"))
        return self.leave(x)


def _context(recipe: FinderModelRecipe) -> int:
    """Pixels on each side that a logit can depend on, at most."""
    cell, reach = 2, 2  # the first and the last convolution
    for _ in recipe.widths[:-1]:
        reach += cell * 2 * recipe.blocks + cell  # one pixel in a block, down and up; enlarging rounds to a cell
        cell *= 2
    return reach + cell + cell * sum(dilation + 1 for dilation in recipe.dilations)
