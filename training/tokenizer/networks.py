"""Encoder and decoder of the tokenizer: plain 3x3 convolutions without normalisation layers.

Without normalisation a token depends on its receptive field only, never on the rest of the crop or batch, so a photo
encoded in tiles gives the same tokens as the whole photo. Residual branches start at zero (Zhang et al. 2019, Fixup;
Bachlechner et al. 2020, ReZero), which does the job of normalisation early in training.
"""

from __future__ import annotations

from torch import Tensor, nn


class ResidualBlock(nn.Module):
    """x + conv(silu(conv(silu(x)))); shape (B, C, h, w) in and out."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.conv2.weight)
        self.activation = nn.SiLU()

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(self.activation(self.conv1(self.activation(x))))


def blocks(channels: int, count: int) -> nn.Sequential:
    return nn.Sequential(*(ResidualBlock(channels) for _ in range(count)))


class Encoder(nn.Module):
    """Image (B, 3, H, W) in -1..1 to z (B, D, H/f, W/f); H and W are multiples of f (4 or 8)."""

    def __init__(self, stride: int, dim: int, fine: int, coarse: int, fine_blocks: int, coarse_blocks: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [
            nn.PixelUnshuffle(4),
            nn.Conv2d(48, fine, 3, padding=1),
            blocks(fine, fine_blocks),
        ]
        width = fine
        if stride == 8:
            layers += [nn.PixelUnshuffle(2), nn.Conv2d(4 * fine, coarse, 1), blocks(coarse, coarse_blocks)]
            width = coarse
        layers += [nn.SiLU(), nn.Conv2d(width, dim, 1)]
        self.layers = nn.Sequential(*layers)

    def forward(self, image: Tensor) -> Tensor:
        return self.layers(image)


class Decoder(nn.Module):
    """Code vectors z_q (B, D, h, w) of unit length to an image (B, 3, h*f, w*f), about -1..1, not clamped.

    ``half`` channels at H/2, if any, add what the level H/4 cannot draw: its last convolution makes all 16 pixels of a
    cell at once, so a sharp texture would repeat every four pixels.
    """

    def __init__(
        self,
        stride: int,
        dim: int,
        fine: int,
        coarse: int,
        fine_blocks: int,
        coarse_blocks: int,
        half: int = 0,
        half_blocks: int = 0,
    ) -> None:
        super().__init__()
        layers: list[nn.Module]
        if stride == 8:
            layers = [
                nn.Conv2d(dim, coarse, 3, padding=1),
                blocks(coarse, coarse_blocks),
                nn.Conv2d(coarse, 4 * fine, 1),
                nn.PixelShuffle(2),
            ]
        else:
            layers = [nn.Conv2d(dim, fine, 3, padding=1)]
        layers += [blocks(fine, fine_blocks), nn.SiLU(), nn.Conv2d(fine, 48, 3, padding=1), nn.PixelShuffle(4)]
        self.layers = nn.Sequential(*layers)
        self.stride = stride
        self.refine: nn.Sequential | None = None
        if half:
            last = nn.Conv2d(half, 12, 3, padding=1)
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)  # type: ignore[arg-type]
            self.refine = nn.Sequential(
                nn.SiLU(),
                nn.Conv2d(fine, 4 * half, 1),
                nn.PixelShuffle(2),
                blocks(half, half_blocks),
                nn.SiLU(),
                last,
                nn.PixelShuffle(2),
            )
        self.scale = dim**0.5  # unit vectors have entries of about dim**-0.5; convolutions expect about 1

    def forward(self, z_q: Tensor) -> Tensor:
        inner = self.layers[:-3](z_q * self.scale)
        image = self.layers[-3:](inner)
        return image if self.refine is None else image + self.refine(inner)
