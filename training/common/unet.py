"""The body that the networks of restoring and the refiner share (a U-Net: Ronneberger et al. 2015)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import torch.nn.functional as F
from torch import Tensor, nn


class UNet(nn.Module):
    """Features (B, widths[0], H, W) in and out; H and W are multiples of 2 ** (levels - 1).

    No layer but the convolutions looks at other pixels, so tiles that overlap enough agree with the whole.
    """

    def __init__(self, widths: Sequence[int], block: Callable[[int], nn.Module], count: int, deepest: nn.Module):
        """``count`` of the blocks made by ``block(width)`` on each level on the way down, and as many on the way up."""
        super().__init__()
        self.down = nn.ModuleList(nn.Conv2d(above, below, 2, stride=2) for above, below in pairwise(widths))
        self.first = nn.ModuleList(_some(block, width, count) for width in widths[:-1])
        self.deepest = deepest
        self.up = nn.ModuleList(nn.Conv2d(below, above, 1) for above, below in pairwise(widths))
        self.second = nn.ModuleList(_some(block, width, count) for width in widths[:-1])

    def body(self, x: Tensor, told: Sequence[Tensor] | None = None) -> Tensor:
        """``told``: added to the features of each level before its first block, (B, width, 1 or h, 1 or w)."""
        kept = []
        for level, (first, down) in enumerate(zip(self.first, self.down, strict=True)):
            x = first(x if told is None else x + told[level])
            kept.append(x)
            x = down(x)
        x = self.deepest(x if told is None else x + told[-1])
        for up, second, own in zip(reversed(self.up), reversed(self.second), reversed(kept), strict=True):
            # Reduced before it is enlarged: a 1x1 convolution costs a quarter there.
            x = second(own + F.interpolate(up(x), scale_factor=2.0, mode="nearest"))
        return x


def _some(block: Callable[[int], nn.Module], width: int, count: int) -> nn.Sequential:
    return nn.Sequential(*(block(width) for _ in range(count)))


def unet_reach(levels: int, cell: int, block: int, deepest: int) -> int:
    """Pixels on each side that a pixel of the result can depend on, at most.

    ``cell``: pixels a side of the features at the first level, which one 3x3 convolution makes and one turns into the
    result; ``block``: cells that the blocks of a level reach; ``deepest``: those that the deepest ones reach.
    """
    pixels = 2 * cell
    for _ in range(levels - 1):
        pixels += cell * 2 * block + cell  # down and up; enlarging rounds to a cell
        cell *= 2
    return pixels + cell + cell * deepest
