from __future__ import annotations

import torch
from torch import Tensor

from training.prior.copies import Views, copy_figures


def views(pictures: Tensor) -> Views:
    """Of numbers (N, 8) that stand for pictures."""
    return Views(torch.nn.functional.normalize(pictures, dim=1), (pictures * 100).long())


def test_a_copy_is_nearer_to_a_photo_than_photos_are_to_each_other() -> None:
    torch.manual_seed(0)
    photos = torch.randn(40, 8)
    others, copies = torch.randn(10, 8), photos[:10] + 1e-6
    for samples, copied in ((others, False), (torch.cat([others, copies[:1]]), True)):
        figures = copy_figures(views(samples), views(photos))
        ours, theirs = figures["samples: feature distance"], figures["photos: feature distance"]
        assert (ours["nearest"] < 0.1 * theirs["nearest"]) == copied
        tokens = figures["samples: equal tokens"]["nearest"], figures["photos: equal tokens"]["nearest"]
        assert (tokens[0] > 2 * tokens[1]) == copied


def test_no_photo_is_its_own_neighbour() -> None:
    photos = views(torch.eye(8))
    figures = copy_figures(photos, photos)
    assert figures["photos: feature distance"]["nearest"] == 1
    assert figures["samples: feature distance"]["median"] == 0
