"""The adversarial half of VQ-GAN: PatchGAN discriminator, hinge loss, LeCAM regularisation, light augmentation."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class PatchDiscriminator(nn.Module):
    """Image (B, 3, H, W) to a map of logits (B, 1, h, w): real or reconstructed, per overlapping patch (Isola et al.
    2017).

    No batch statistics: real and reconstructed pictures are judged in separate passes, also across processes.
    """

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


def augment(a: Tensor, b: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """The same random brightness and up to 1/8 translation for both (Zhao et al. 2020, DiffAugment)."""
    brightness = (torch.rand(len(a), 1, 1, 1, generator=generator) - 0.5).to(a.device) * 0.4
    reach = a.shape[-1] // 8
    dy, dx = (int(torch.randint(-reach, reach + 1, (), generator=generator)) for _ in range(2))
    return tuple(torch.roll(x + brightness, (dy, dx), (2, 3)) for x in (a, b))  # type: ignore[return-value]


def generator_loss(fake: Tensor) -> Tensor:
    return -fake.mean()


class DiscriminatorLoss(nn.Module):
    """Hinge loss with LeCAM: logits are tied to running means of the other class (Tseng et al. 2021), for little
    data.
    """

    real_mean: Tensor
    fake_mean: Tensor

    def __init__(self, lecam: float, decay: float = 0.99) -> None:
        super().__init__()
        self.lecam, self.decay = lecam, decay
        self.register_buffer("real_mean", torch.zeros(()))
        self.register_buffer("fake_mean", torch.zeros(()))

    def forward(self, real: Tensor, fake: Tensor) -> Tensor:
        with torch.no_grad():
            self.real_mean.lerp_(real.mean(), 1 - self.decay)
            self.fake_mean.lerp_(fake.mean(), 1 - self.decay)
        hinge = F.relu(1 - real).mean() + F.relu(1 + fake).mean()
        tied = F.relu(real - self.fake_mean).pow(2).mean() + F.relu(self.real_mean - fake).pow(2).mean()
        return hinge + self.lecam * tied
