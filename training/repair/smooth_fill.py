"""Fills holes smoothly for whole batches, on any device; the application does it one photo at a time.

It sums slices, because torch's pooling and interpolation take four to ten times as long on a CPU.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


@torch.no_grad()
def smooth_fill(images: Tensor, mask: Tensor) -> Tensor:
    """Images (B, C, H, W) with the pixels where ``mask`` (B, 1, H, W) is above 0 filled from around them (Gortler et
    al. 1996, "push-pull"); all others stay as they are. Any size, any range; computed in float32, returned as the
    images came.

    Equal to :func:`vqstudio.engine.repair.pyramid.push_pull` up to rounding. That one stops at the first level without
    a hole. Here every picture goes down to the last, so that the batch needs no answer from the device on the way;
    known pixels stay untouched all the same.
    """
    filled = _pull(images.float().contiguous(), (mask <= 0).float().contiguous())
    return filled.to(images.dtype)


def _pull(image: Tensor, known: Tensor) -> Tensor:
    """``known`` (B, 1, H, W) is 0 in the hole and 1 elsewhere."""
    height, width = image.shape[2:]
    if min(height, width) <= 1:
        total = known.sum((2, 3), keepdim=True)
        mean = (image * known).sum((2, 3), keepdim=True) / total.clamp(min=1)
        return torch.where((known > 0) | (total == 0), image, mean)
    if height % 2 or width % 2:
        odd = (0, width % 2, 0, height % 2)  # beyond the edge nothing is known
        image, known = F.pad(image, odd), F.pad(known, odd)
    share = _sum2(known)
    coarse = _sum2(image * known) / share.clamp(min=1)
    # A coarse pixel is known if any of its four is.
    filled = _double(_pull(coarse, share.clamp(max=1)))
    return torch.lerp(filled, image, known)[:, :, :height, :width]


def _sum2(a: Tensor) -> Tensor:
    """(B, C, 2H, 2W) to the sums (B, C, H, W) of 2x2."""
    rows = a[:, :, 0::2] + a[:, :, 1::2]
    return rows[..., 0::2] + rows[..., 1::2]


def _double(a: Tensor) -> Tensor:
    """(B, C, H, W) to (B, C, 2H, 2W), bilinear, pixel centres kept."""
    a = F.pad(a, (1, 1, 1, 1), mode="replicate")
    for axis in (2, 3):
        length = a.shape[axis] - 2
        near, far = 0.75 * a.narrow(axis, 1, length), 0.25 * a
        shape = list(a.shape)
        shape[axis] = 2 * length
        a = a.new_empty(shape)
        pairs = a.unflatten(axis, (length, 2))
        torch.add(near, far.narrow(axis, 0, length), out=pairs.select(axis + 1, 0))
        torch.add(near, far.narrow(axis, 2, length), out=pairs.select(axis + 1, 1))
    return a
