"""Layers that several networks share, and how far a network reaches and what it costs."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class ChannelNorm(nn.Module):
    """Each pixel's channels divided by their root mean square (Zhang and Sennrich 2019). No pixel depends on others, so
    tiles fit together, and the activations of deep levels, which a small hole hardly trains, cannot grow without limit.
    """

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-4)


def begin_as_nothing(layer: nn.Module) -> None:
    """Zero-initialise the last layer of a residual branch, which then adds nothing until it is trained."""
    for parameter in layer.parameters():
        nn.init.zeros_(parameter)


class PlainBlock(nn.Module):
    """x + conv(relu(conv(x))), both 3x3, shape (B, C, h, w): a residual block without norm (Lim et al. 2017, EDSR)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1), nn.ReLU(), nn.Conv2d(channels, channels, 3, padding=1)
        )
        begin_as_nothing(self.layers[-1])

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x)


class DilatedBlock(nn.Module):
    """x + conv(silu(dilated conv(norm(x)))): one of 3x3, then one of ``last``; shape (B, C, h, w) in and out."""

    def __init__(self, channels: int, dilation: int, last: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            ChannelNorm(),
            nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation),
            nn.SiLU(),
            nn.Conv2d(channels, channels, last, padding=last // 2),
        )
        begin_as_nothing(self.layers[-1])

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x)


class FarAttention(nn.Module):
    """Every cell attends to the means of ``pool`` x ``pool`` cells of the whole grid (Vaswani et al. 2017); shape (B,
    C, h, w) in and out.
    """

    def __init__(self, channels: int, heads: int, pool: int = 1) -> None:
        super().__init__()
        self.heads, self.pool = heads, pool
        self.norm = ChannelNorm()
        self.queries = nn.Conv2d(channels, channels, 1)
        self.keys_values = nn.Conv2d(channels, 2 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        begin_as_nothing(self.out)

    def forward(self, x: Tensor) -> Tensor:
        b, c, h, w = x.shape
        normed = self.norm(x)
        # The grid need not be a multiple of ``pool``: cells at its end are means of fewer.
        means = normed
        if self.pool > 1:
            means = F.avg_pool2d(normed, self.pool, ceil_mode=True, count_include_pad=False)
        q = self._heads(self.queries(normed))
        k, v = (self._heads(part) for part in self.keys_values(means).chunk(2, 1))
        weights = (q.transpose(2, 3) @ k * (c // self.heads) ** -0.5).softmax(3)
        found = (v @ weights.transpose(2, 3)).reshape(b, c, h, w)
        return x + self.out(found)

    def _heads(self, x: Tensor) -> Tensor:
        """(B, C, h, w) to (B, heads, C / heads, h * w)."""
        return x.reshape(x.shape[0], self.heads, x.shape[1] // self.heads, -1)


def reach(layers: nn.Module, cell: int) -> tuple[int, int]:
    """How many photo pixels ``layers`` reach on each side, if a cell before them stands for ``cell`` pixels a side, and
    the side of a cell after them.

    A 3x3 convolution reaches one cell further at its own level, a dilated one as many as its dilation; residual blocks
    are counted by their convolutions.
    """
    pixels = 0
    for module in layers.modules():
        if isinstance(module, nn.PixelUnshuffle):
            cell *= module.downscale_factor
        elif isinstance(module, nn.PixelShuffle):
            cell //= module.upscale_factor
        elif isinstance(module, nn.Conv2d):
            pixels += (module.kernel_size[0] // 2) * module.dilation[0] * cell
            cell *= module.stride[0]
    return pixels, cell


def count_macs(module: nn.Module, *example: Tensor) -> int:
    """Multiply-accumulate operations of the convolutions for one forward pass on ``example``; matrix products (linear
    layers, attention, the look-up of codes) are not counted.
    """
    total = 0

    def hook(layer: nn.Conv2d, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        total += output.numel() * layer.weight[0].numel()

    handles = [m.register_forward_hook(hook) for m in module.modules() if isinstance(m, nn.Conv2d)]
    try:
        with torch.no_grad():
            module(*example)
    finally:
        for handle in handles:
            handle.remove()
    return total
