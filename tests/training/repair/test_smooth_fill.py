from __future__ import annotations

import numpy as np
import pytest
import torch

from training.common.masks import random_mask
from training.repair.smooth_fill import smooth_fill
from vqstudio.engine.repair.pyramid import push_pull


def one_by_one(images: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """What the application fills."""
    filled = [push_pull(i.permute(1, 2, 0).numpy(), m[0].numpy() > 0) for i, m in zip(images, mask, strict=True)]
    return torch.from_numpy(np.stack(filled)).permute(0, 3, 1, 2)


@pytest.mark.parametrize("side", [32, 160, 256])
def test_a_batch_is_filled_as_the_application_fills_each(side: int) -> None:
    rng = np.random.default_rng(side)
    images = torch.from_numpy(rng.uniform(-1, 1, (6, 3, side, side)).astype(np.float32))
    mask = torch.from_numpy(np.stack([random_mask(side, rng) for _ in images]))[:, None].float()
    filled = smooth_fill(images, mask)
    assert (filled - one_by_one(images, mask)).abs().max() < 1e-4
    known = (mask == 0).expand_as(images)
    assert torch.equal(filled[known], images[known])
    assert not torch.equal(filled, images)


@pytest.mark.parametrize("shape", [(37, 50), (1, 9), (64, 5), (96, 32)])
def test_any_size_and_pictures_all_known_or_all_hole_in_one_batch(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(1)
    images = torch.from_numpy(rng.uniform(-1, 1, (4, 3, *shape)).astype(np.float32))
    mask = torch.from_numpy(rng.random((4, 1, *shape)) < 0.7).float()
    mask[1], mask[2] = 0, 1
    mask[3], mask[3, 0, 0, 0] = 1, 0  # a single known pixel: its colour everywhere
    filled = smooth_fill(images, mask)
    assert (filled - one_by_one(images, mask)).abs().max() < 1e-4
    assert torch.equal(filled[1], images[1])
    assert torch.allclose(filled[3], images[3, :, :1, :1].expand(3, *shape), atol=1e-5)


def test_what_lies_under_the_mask_does_not_matter() -> None:
    images = torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    mask = torch.zeros(2, 1, 64, 64)
    mask[:, :, 20:50, 10:40] = 1
    other = torch.where(mask > 0, torch.full_like(images, 9.0), images)
    assert torch.allclose(smooth_fill(images, mask), smooth_fill(other, mask))
