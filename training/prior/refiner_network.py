"""The refiner: makes a picture that the prior drew and the decoder showed more like a photo."""

from __future__ import annotations

from itertools import accumulate, pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vqstudio.engine.packs.promises import NOISE

from ..common.layers import PlainBlock, begin_as_nothing
from ..common.perceptual import luma
from ..common.prior_recipes import RefinerModelRecipe
from ..common.unet import UNet, unet_reach

CELL = 2
"""It works on squares of CELL x CELL pixels as channels."""
MOST = 0.3
"""What no pixel gets lighter or darker by, in -1..1: without a limit, bright bars lie over what was dim."""


class Refiner(UNet):
    """Picture (B, 3, H, W) in -1..1, noise (B, NOISE, H/2, W/2) and subjects int64 (B,), as the prior counts them (0:
    none), to a picture (B, 3, H, W). H and W are multiples of :attr:`multiple`.

    The noise is what detail can be made of that no token tells. No layer but the convolutions looks at other pixels.
    """

    def __init__(self, recipe: RefinerModelRecipe) -> None:
        widths = recipe.widths
        deepest = nn.Sequential(*(PlainBlock(widths[-1]) for _ in range(recipe.deepest)))
        super().__init__(widths, PlainBlock, recipe.blocks, deepest)
        self.enter = nn.Conv2d(3 * CELL**2 + NOISE, widths[0], 3, padding=1)
        self.leave = nn.Sequential(nn.Conv2d(widths[0], 3 * CELL**2, 3, padding=1), nn.PixelShuffle(CELL))
        begin_as_nothing(self.leave[0])
        self.subjects = nn.Embedding(len(recipe.subjects) + 1, sum(widths))
        nn.init.zeros_(self.subjects.weight)
        self.spans = list(pairwise(accumulate(widths, initial=0)))
        self.multiple = CELL * 2 ** (len(widths) - 1)
        self.context = unet_reach(len(widths), CELL, 2 * recipe.blocks, 2 * recipe.deepest)

    def forward(self, image: Tensor, noise: Tensor, subject: Tensor) -> Tensor:
        told = self.subjects(subject)[:, :, None, None]
        cells = torch.cat([F.pixel_unshuffle(image, CELL), noise], 1)
        change = self.leave(self.body(self.enter(cells), [told[:, start:end] for start, end in self.spans]))
        # Hue stays as it is drawn: where it was free, rims became red and blue.
        return image + MOST * torch.tanh(luma(change) / MOST)
