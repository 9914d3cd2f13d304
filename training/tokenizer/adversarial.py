"""The adversarial half of VQ-GAN: discriminators on frozen features and on pixels, and the losses on both sides.

Sources: Esser et al. 2021 (VQ-GAN), Sauer et al. 2021 (projected GAN: discriminators on the maps of a frozen network
learn within minutes what one that starts from nothing learns in days), Isola et al. 2017 (PatchGAN),
Jolicoeur-Martineau 2019 and Huang et al. 2024 (relativistic pairs), Lin et al. 2025 (R1 without second derivatives),
Sajjadi et al. 2017 (texture loss).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

from ..common.perceptual import mean_within

HEAD = 48
NOISE = 0.1
"""Size of the noise in the smoothness penalty, in standard deviations of its input."""
TEXTURE_MAPS = slice(0, 6)
TEXTURE_WINDOW = 16
"""Side in px of the windows in which every feature channel should have the photo's energy."""


class Head(nn.Module):
    """Feature map (B, C, h, w) to logits (B, 1, h, w). Spectral norms bound its slope, so it cannot win at once."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            spectral_norm(nn.Conv2d(channels, HEAD, 3, padding=1)),
            nn.LeakyReLU(0.2),
            spectral_norm(nn.Conv2d(HEAD, HEAD, 3, padding=1)),
            nn.LeakyReLU(0.2),
            spectral_norm(nn.Conv2d(HEAD, 1, 1)),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)


class PatchDiscriminator(nn.Module):
    """Image (B, 3, H, W) to logits (B, 1, H/8, W/8), one per overlapping patch."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, width, 4, stride=2, padding=1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, 2 * width, 4, stride=2, padding=1),
            nn.GroupNorm(8, 2 * width),
            nn.LeakyReLU(0.2),
            nn.Conv2d(2 * width, 4 * width, 4, stride=2, padding=1),
            nn.GroupNorm(8, 4 * width),
            nn.LeakyReLU(0.2),
            nn.Conv2d(4 * width, 1, 3, padding=1),
        )

    def forward(self, image: Tensor) -> Tensor:
        return self.layers(image)


class Discriminators(nn.Module):
    """An image (B, 3, H, W) in -1..1 and its Lite0 maps to one map of logits per discriminator."""

    def __init__(self, channels: list[int], width: int, chosen: Sequence[int]) -> None:
        """``channels`` of all Lite0 maps that will be given, those ``chosen`` to look at, ``width`` of the PatchGAN."""
        super().__init__()
        self.chosen = tuple(chosen)
        self.heads = nn.ModuleList(Head(channels[index]) for index in self.chosen)
        self.patch = PatchDiscriminator(width)

    def forward(self, image: Tensor, maps: list[Tensor]) -> list[Tensor]:
        return [head(maps[i]) for head, i in zip(self.heads, self.chosen, strict=True)] + [self.patch(image)]


def together(terms: list[Tensor]) -> Tensor:
    """One scalar for all discriminators: the heads on features together count as much as the patches."""
    return torch.stack(terms[:-1]).mean() + terms[-1]


def prefers(these: list[Tensor], those: list[Tensor], hole: Tensor | None = None) -> Tensor:
    """The relativistic pair loss, scalar: small if the logits ``these`` exceed ``those``, place by place.

    A reconstruction and its photo show the same thing at the same place, so only what gives the reconstruction away
    counts. With a ``hole`` (B, 1, H, W) in 0..1, only its inside counts.
    """
    pairs = zip(these, those, strict=True)
    return together([mean_within(F.softplus(other.float() - one.float()), hole) for one, other in pairs])


def disturbed(x: Tensor, generator: torch.Generator) -> Tensor:
    """``x`` (of any shape) with white noise of NOISE times its standard deviation; ``generator`` is of the CPU."""
    noise = torch.randn(x.shape, generator=generator).to(x)
    return x + NOISE * x.detach().std() * noise


def roughness(logits: list[Tensor], again: list[Tensor]) -> Tensor:
    """Mean squared difference, scalar, of logits (one map (B, 1, h, w) per discriminator) from those ``again`` for a
    disturbed input: R1 and R2 without second derivatives.
    """
    return together([(a.float() - b.float()).square().mean() for a, b in zip(logits, again, strict=True)])


def texture_error(found: list[Tensor], wanted: list[Tensor], hole: Tensor | None = None) -> Tensor:
    """Difference of the deviations of feature channels within windows of TEXTURE_WINDOW px, in the ``hole`` (B, 1, H,
    W) or everywhere; scalar.

    Tokens do not tell where each blade of grass stands, but they do tell how much grass there is.
    """
    total = found[0].new_zeros((), dtype=torch.float32)
    maps = list(zip(found, wanted, strict=True))[TEXTURE_MAPS]
    for level, (x, y) in enumerate(maps):
        cells = max(2, TEXTURE_WINDOW >> (1 + level // 2))
        unit = y.float().std((0, 2, 3), keepdim=True) + 1e-3
        difference = ((deviations(x.float(), cells) - deviations(y.float(), cells)) / unit).abs()
        total = total + mean_within(difference.mean(1, keepdim=True), hole)
    return total / len(maps)


def deviations(maps: Tensor, cells: int) -> Tensor:
    """Standard deviation of each channel (B, C, H, W) in overlapping windows of ``cells`` a side."""
    step = max(1, cells // 2)
    mean = F.avg_pool2d(maps, cells, step)
    return (F.avg_pool2d(maps.square(), cells, step) - mean.square()).clamp_min(1e-5).sqrt()
