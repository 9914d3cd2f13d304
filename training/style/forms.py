"""The forms of a photo under the strokes of the decoder, for training: as :mod:`vqstudio.engine.style.forms` lays them
in the application.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from vqstudio.engine.style.forms import REDUCED, size_of
from vqstudio.engine.style.techniques.palette import Recolouring


def recoloured(crops: Tensor, palette: tuple[float, ...]) -> Tensor:
    """Crops (B, 3, H, W) in -1..1, in a painting's colours, at half the size: (B, 3, H/2, W/2). Each is measured by
    itself.
    """
    pixels = ((crops + 1) * 127.5).round().clamp(0, 255).byte().permute(0, 2, 3, 1).numpy()
    small = F.avg_pool2d(crops, REDUCED).permute(0, 2, 3, 1).numpy()
    found = [
        Recolouring(whole, palette).of(np.ascontiguousarray((part + 1) * np.float32(127.5)))
        for whole, part in zip(pixels, small, strict=True)
    ]
    return torch.from_numpy(np.stack(found)).permute(0, 3, 1, 2) * 2 - 1


def with_forms(image: Tensor, wanted: Tensor, share: float) -> Tensor:
    """Pictures (B, 3, H, W) whose light, dark and colours coarser than strokes become those ``wanted`` of
    :func:`recoloured`; at a share of at least 0.1.
    """
    change = _blurred(wanted - F.avg_pool2d(image, REDUCED), size_of(share) / REDUCED)
    return image + F.interpolate(change, scale_factor=REDUCED, mode="bilinear", align_corners=False)


def _blurred(x: Tensor, sigma: float) -> Tensor:
    """By a Gaussian, mirrored at the border."""
    reach = min(round(4 * sigma), min(x.shape[2:]) - 1)
    line = torch.exp(-torch.arange(-reach, reach + 1.0).square() / (2 * sigma**2))
    line = (line / line.sum()).repeat(x.shape[1], 1, 1, 1)
    x = F.pad(x, (reach,) * 4, mode="reflect")
    x = F.conv2d(x, line, groups=x.shape[1])
    return F.conv2d(x, line.transpose(2, 3), groups=x.shape[1])
