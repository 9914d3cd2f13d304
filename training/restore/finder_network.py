"""The damage finder: for every pixel, how likely it is damaged.

What is a scratch and what a wire, a stain or a cloud, is a question of what a photo shows. A few thousand photos do not
teach that, so the network sees the feature maps of one trained on a million, EfficientNet-Lite0, beside the pixels
(Sauer et al. 2021 give their discriminators the same).
"""

from __future__ import annotations

from torch import Tensor, nn

from ..common.layers import ChannelNorm, DilatedBlock, reach
from ..common.perceptual import Lite0Features
from ..common.recipes import FinderModelRecipe
from ..common.unet import UNet, unet_reach

MAPS = (1, 3, 5, 8)
"""Which map of Lite0 each level is shown, at H/2, H/4, H/8 and H/16."""
CHANNELS = (16, 24, 40, 80)


class FinderHead(UNet):
    """Image (B, 3, H, W) in -1..1 and the maps that :class:`Lite0Features` makes of it, to logits (B, 1, H, W). H and W
    are multiples of :attr:`multiple`.

    The four pixels of a square are channels from the first layer to the last (Shi et al. 2016): half the size is many
    times as fast, and loses nothing.
    """

    def __init__(self, recipe: FinderModelRecipe) -> None:
        widths = recipe.widths
        deepest = nn.Sequential(*(DilatedBlock(widths[-1], dilation, last=3) for dilation in recipe.dilations))
        super().__init__(widths, lambda width: DilatedBlock(width, 1, last=1), recipe.blocks, deepest)
        self.enter = nn.Sequential(nn.PixelUnshuffle(2), nn.Conv2d(12, widths[0], 3, padding=1))
        self.norm = ChannelNorm()
        self.show = nn.ModuleList(
            nn.Conv2d(channels, width, 1) for channels, width in zip(CHANNELS, widths, strict=False)
        )
        self.leave = nn.Sequential(ChannelNorm(), nn.SiLU(), nn.Conv2d(widths[0], 4, 3, padding=1), nn.PixelShuffle(2))

        self.depth = MAPS[len(widths) - 1]
        """How many blocks of Lite0 make the maps."""
        self.multiple = 2 ** len(widths)
        """Sides of what it sees are multiples of this."""
        seen_deepest = sum(dilation + 1 for dilation in recipe.dilations)
        self.context = unet_reach(len(widths), cell=2, block=recipe.blocks, deepest=seen_deepest)
        """Pixels on each side of an image or a map that a logit can depend on."""

    def forward(self, image: Tensor, maps: list[Tensor]) -> Tensor:
        shown = [show(self.norm(maps[number])) for show, number in zip(self.show, MAPS, strict=False)]
        return self.leave(self.body(self.enter(image), shown))


class Finder(nn.Module):
    """Image (B, 3, H, W) in -1..1 to logits (B, 1, H, W), as a pack carries it."""

    def __init__(self, head: FinderHead) -> None:
        super().__init__()
        self.features = Lite0Features(head.depth)
        self.head = head
        seen, cell = reach(self.features, 1)
        self.context = head.context + seen + cell

    def forward(self, image: Tensor) -> Tensor:
        return self.head(image, self.features(image))
