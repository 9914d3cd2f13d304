"""The losses that make a picture look painted: feature statistics of the painting, features of the photo.

After Gatys et al. 2016 (Gram matrices) and Johnson et al. 2016 (a network trained on them), at three scales.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..common.perceptual import Lite0Features, feature_distance

DEPTH = 8
"""Feature maps 0 (stem) .. 8."""
DEPTHS = (8, 5, 3)
"""Deepest maps whose Gram matrices count, at full, half and a quarter of the size. Deeper ones have so few cells in a
crop that their matrices are mostly chance; they made up two thirds of the loss and made the gradients noisy.
"""
FAR = 6
FAR_WEIGHT = 0.3
"""The maps from FAR on, of stride 16, count less for the same reason."""
CONTENT_MAPS = slice(3, 7)
QUIET_MAPS = slice(0, 6)
RARE = 0.1
"""Channels with less energy than this share of the mean channel's count as having that much."""
WINDOW = 64
"""Side in px of the windows in which paint must show."""
EVEN_MAPS = 4
"""Number of maps (strides 2 and 4) with enough cells in a window for a Gram matrix of its own."""
TONE_CELL = 8
"""Side in px of the cells whose lightness is compared with the photo's."""


@dataclass
class StyleTarget:
    """What a picture in one style should have.

    ``grams``: per scale and feature map (C, C), relative to the energy of each channel in the painting; ``balance``:
    (C,) the factors that bring each channel to unit energy; ``touch``: per map of QUIET_MAPS (C,), the usual deviation
    within a window; ``texture``: per map of EVEN_MAPS the mean covariance (C, C) of balanced channels within a window,
    empty unless the style is ``even``, whose texture every window must show.
    """

    grams: list[Tensor]
    balance: list[Tensor]
    touch: list[Tensor]
    texture: list[Tensor]

    def to(self, device: torch.device) -> StyleTarget:
        lists = (self.grams, self.balance, self.touch, self.texture)
        return StyleTarget(*([t.to(device) for t in ts] for ts in lists))


class StyleLosses(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = Lite0Features(DEPTH)

    @torch.no_grad()
    def target(self, painting: Tensor, even: bool = False) -> StyleTarget:
        """The target that a painting (1, 3, H, W) in -1..1 sets; with ``even``, for every window of a picture too."""
        maps = self.features(painting)
        grams = [gram(m)[0] for m in self._scales(painting, maps)]
        # Every channel is brought to unit energy in the painting. Otherwise the few strong ones, mostly colour,
        # dominate the loss, and the result is a tint. Channels that the painting hardly uses are raised less. Otherwise
        # these dominate, and training spends its first hours on silencing them.
        energies = [g.diagonal() for g in grams]
        balance = [e.clamp_min(float(RARE * e.mean())).rsqrt() for e in energies]
        grams = [g * b[:, None] * b for g, b in zip(grams, balance, strict=True)]
        touch = [deviations(m, window(i)).flatten(2).median(2).values[0] for i, m in enumerate(maps[QUIET_MAPS])]
        texture = [textures(maps[i][0], balance[i], i).mean(0) for i in range(EVEN_MAPS if even else 0)]
        return StyleTarget(grams, balance, touch, texture)

    def content(self, maps: list[Tensor], wanted: list[Tensor]) -> Tensor:
        """Distance of the features ``maps`` of a picture from those of its photo, of maps 3 to 6, each (B, C, h, w);
        scalar, at least 0.
        """
        return feature_distance(maps[CONTENT_MAPS], wanted[CONTENT_MAPS])

    def style(self, image: Tensor, maps: list[Tensor], targets: list[StyleTarget], share: Tensor) -> Tensor:
        """Relative squared difference of balanced Gram matrices; scalar. ``maps`` are the features of ``image``
        (B, 3, H, W), ``share`` (B,) the weight of each picture.
        """
        total = torch.zeros((), device=image.device)
        scales = self._scales(image, maps)
        for level, m in enumerate(scales):
            balance = torch.stack([t.balance[level] for t in targets])
            wanted = torch.stack([t.grams[level] for t in targets])
            found = gram(m * balance[:, :, None, None])
            weight = FAR_WEIGHT if FAR <= level <= DEPTHS[0] else 1.0
            total = total + weight * (gram_error(found, wanted) * share).mean()
        return total / len(scales)

    def evenness(self, maps: list[Tensor], targets: list[StyleTarget], share: Tensor) -> Tensor:
        """How far the texture within windows is from the painting's, for those of ``targets`` that are even; scalar.

        Without it, hatching and dots gather where the photo already has texture, and the rest stays bare.
        """
        total = torch.zeros((), device=share.device)
        for row, target in enumerate(targets):
            for level, wanted in enumerate(target.texture):
                found = textures(maps[level][row], target.balance[level], level)
                total = total + gram_error(found, wanted).mean() * share[row]
        return total / (EVEN_MAPS * len(targets))

    def quiet(self, maps: list[Tensor], targets: list[StyleTarget], share: Tensor) -> Tensor:
        """How much calmer than the painting the windows are, where they are calmer; scalar.

        A Gram matrix alone is satisfied by all strokes in one corner and a plain sky.
        """
        total = torch.zeros((), device=share.device)
        for level, m in enumerate(maps[QUIET_MAPS]):
            wanted = torch.stack([t.touch[level] for t in targets])[:, :, None, None]
            lack = F.relu(1 - deviations(m, window(level)) / (wanted + 0.02))
            total = total + (lack.square().mean((1, 2, 3)) * share).mean()
        return total / len(maps[QUIET_MAPS])

    def _scales(self, picture: Tensor, maps: list[Tensor]) -> list[Tensor]:
        """Features at full, half and a quarter of the size: single strokes, and what they add up to."""
        half = F.avg_pool2d(picture, 2)
        quarter = F.avg_pool2d(half, 2)
        return maps[: DEPTHS[0] + 1] + self.features(half, DEPTHS[1]) + self.features(quarter, DEPTHS[2])


def gram(maps: Tensor) -> Tensor:
    """Features (B, C, H, W) to Gram matrices (B, C, C), per position."""
    flat = maps.flatten(2)
    return flat @ flat.transpose(1, 2) / flat.shape[2]


def gram_error(found: Tensor, wanted: Tensor) -> Tensor:
    """Relative squared difference of matrices (B, C, C), through a logarithm: (B,).

    The logarithm keeps crops that are far off from drowning out the others.
    """
    return torch.log1p((found - wanted).square().sum((-2, -1)) / wanted.square().sum((-2, -1)))


def textures(map_: Tensor, balance: Tensor, level: int) -> Tensor:
    """Covariances of the balanced channels of feature map ``level`` (C, H, W) in windows: (N, C, C).

    Without the means, because the photo decides how light and how colourful a window is.
    """
    cells = window(level)
    parts = (map_ * balance[:, None, None]).unfold(1, cells, cells).unfold(2, cells, cells)
    parts = parts.permute(1, 2, 0, 3, 4).flatten(0, 1)
    return gram(parts - parts.mean((2, 3), keepdim=True))


def window(level: int) -> int:
    """Cells on a side of WINDOW pixels in feature map ``level``, whose stride is 2, 2, 4, 4, 8, 8, ..."""
    return WINDOW // (2, 2, 4, 4, 8, 8)[level]


def deviations(maps: Tensor, cells: int) -> Tensor:
    """Standard deviation of each channel (B, C, H, W) in windows of ``cells`` a side: (B, C, H/cells, W/cells)."""
    mean = F.avg_pool2d(maps, cells)
    variance = F.avg_pool2d(maps.square(), cells) - mean.square()
    return (variance.clamp_min(0) + 1e-6).sqrt()


def tone(image: Tensor, photo: Tensor, share: Tensor) -> Tensor:
    """One minus the correlation of the lightness of cells in ``image`` and ``photo`` (B, 3, H, W), weighed by ``share``
    (B,); scalar in 0..2.

    It keeps dark things dark: the features of the photo tell where its edges are, but not which side is lighter.
    """
    one, other = (centred(F.avg_pool2d(picture.mean(1, keepdim=True), TONE_CELL)) for picture in (image, photo))
    covariance = (one * other).mean((1, 2, 3))
    deviations = one.square().mean((1, 2, 3)).sqrt() * other.square().mean((1, 2, 3)).sqrt()
    return ((1 - covariance / (deviations + 0.01)) * share).mean()


def centred(maps: Tensor) -> Tensor:
    return maps - maps.mean((1, 2, 3), keepdim=True)


def total_variation(image: Tensor) -> Tensor:
    """Mean squared difference of neighbouring pixels; scalar."""
    return (image[:, :, 1:] - image[:, :, :-1]).pow(2).mean() + (image[..., 1:] - image[..., :-1]).pow(2).mean()
