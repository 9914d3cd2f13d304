"""The repair decoder: from tokens and the known pixels around a hole to a picture that fits its rim.

The plain decoder knows tokens only, so what it paints into a hole misses the colour and light of the rim. This one also
sees every known pixel and the mask, and works down to H/32, where a line that enters a large hole can find its other
end (Ronneberger et al. 2015, U-Net; for repair: Pathak et al. 2016, Suvorov et al. 2022). There it sees the whole
picture: dilated convolutions and attention, which cost next to nothing on so few cells. It starts from a smooth fill of
the hole and learns what that lacks. A zero vector stands for an unknown token.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..common.layers import ChannelNorm, DilatedBlock, FarAttention, begin_as_nothing
from ..common.recipes import RepairDecoderRecipe

TOKEN_STRIDE = 8


class NormedBlock(nn.Module):
    """x + conv(silu(conv(silu(norm(x))))); shape (B, C, h, w) in and out."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            ChannelNorm(),
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
        )
        begin_as_nothing(self.layers[-1])

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x)


def blocks(channels: int, count: int) -> nn.Sequential:
    return nn.Sequential(*(NormedBlock(channels) for _ in range(count)))


class RepairDecoder(nn.Module):
    """Code vectors z_q (B, D, H/8, W/8), unit length or zero, an image (B, 3, H, W) in -1..1, its hole filled smoothly,
    and a mask (B, 1, H, W), 1 = to be repaired, to an image (B, 3, H, W), about -1..1, not clamped.

    H and W are multiples of 32. It predicts the whole picture; callers keep the known pixels.
    """

    def __init__(self, dim: int, recipe: RepairDecoderRecipe) -> None:
        super().__init__()
        widths, depths = recipe.widths, recipe.blocks
        self.scale = dim**0.5  # as in the plain decoder
        self.enter = nn.Sequential(nn.PixelUnshuffle(4), nn.Conv2d(64, widths[0], 3, padding=1), blocks(widths[0], 1))
        self.tokens = nn.Conv2d(dim, widths[1], 3, padding=1)
        self.down = nn.ModuleList()
        self.up = nn.ModuleList()
        self.after = nn.ModuleList()
        for fine, coarse, depth in zip(widths, widths[1:], depths, strict=False):
            self.down.append(
                nn.Sequential(ChannelNorm(), nn.PixelUnshuffle(2), nn.Conv2d(4 * fine, coarse, 1), blocks(coarse, 1))
            )
            self.up.append(nn.Sequential(ChannelNorm(), nn.SiLU(), nn.Conv2d(coarse, 4 * fine, 1), nn.PixelShuffle(2)))
            self.after.append(blocks(fine, depth))
        self.bottom = blocks(widths[-1], depths[-1])
        self.view = nn.Sequential()
        for number, dilation in enumerate(recipe.view, 1):
            self.view.append(DilatedBlock(widths[-1], dilation, last=1))
            if number % recipe.attend_every == 0:
                self.view.append(FarAttention(widths[-1], recipe.heads))
        last = nn.Conv2d(widths[0], 48, 3, padding=1)
        self.leave = nn.Sequential(ChannelNorm(), nn.SiLU(), last, nn.PixelShuffle(4))
        begin_as_nothing(last)  # what it makes is the smooth fill

    @property
    def context(self) -> int:
        """How many photo pixels on each side an output can depend on; a 3x3 convolution reaches a cell of its level. 0
        if that is the whole picture, which is never cut into tiles.
        """
        if len(self.view):
            return 0
        blocks_up = [sum(isinstance(m, NormedBlock) for m in after.modules()) for after in (*self.after, self.bottom)]
        down = sum((4 << level) * (4 if level == 0 else 2) for level in range(len(self.down) + 1))
        return down + sum((4 << level) * 2 * count for level, count in enumerate(blocks_up)) + (4 << len(self.down))

    def forward(self, z_q: Tensor, image: Tensor, mask: Tensor) -> Tensor:
        x = self.enter(torch.cat([image, mask], 1))
        skips = []
        for level, down in enumerate(self.down):
            skips.append(x)
            x = down(x)
            if level == 0:
                x = x + self.tokens(z_q * self.scale)
        x = self.view(self.bottom(x))
        for skip, up, after in reversed(list(zip(skips, self.up, self.after, strict=True))):
            x = after(skip + up(x))
        return image + self.leave(x)
