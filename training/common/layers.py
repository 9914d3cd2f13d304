"""Layers that several networks have, and what a network costs."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class ChannelNorm(nn.Module):
    """Each pixel's channels divided by their root mean square (Zhang and Sennrich 2019): no pixel depends on others, so
    tiles fit, and the deep levels, of which a small hole sees little, cannot run away in training.
    """

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-4)


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
        nn.init.zeros_(self.layers[-1].weight)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x)


def count_macs(module: nn.Module, *example: Tensor) -> int:
    """Multiply-accumulate operations of all convolutions for one forward pass on ``example``."""
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
