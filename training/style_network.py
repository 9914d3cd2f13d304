"""The style decoder: tokens to a painting, steered by a style vector.

Conditioning by per-channel scale and shift (Perez et al. 2018, FiLM; Dumoulin et al. 2017 put them behind instance
norm). There is no normalisation here: the code vectors have unit length already, and without picture-wide statistics
every tile of a large photo is painted exactly as in one piece.
"""

from __future__ import annotations

from torch import Tensor, nn

from .networks import Decoder, ResidualBlock


class StyledBlock(ResidualBlock):
    """x + conv(silu((1 + scale) conv(silu(x)) + shift)); ``scale`` and ``shift`` are (B, C)."""

    def forward(self, x: Tensor, scale: Tensor, shift: Tensor) -> Tensor:  # type: ignore[override]
        hidden = self.conv1(self.activation(x))
        hidden = hidden * (1 + scale[:, :, None, None]) + shift[:, :, None, None]
        return x + self.conv2(self.activation(hidden))


class StyleDecoder(nn.Module):
    """z_q (B, D, h, w) and a style vector (B, S) to an image (B, 3, 4h, 4w), about -1..1, not clamped.

    The zero vector is the plain decoder: it reconstructs the photo. S = (2 * blocks + 2) * width.
    """

    def __init__(self, dim: int, width: int, blocks: int) -> None:
        super().__init__()
        self.enter = nn.Conv2d(dim, width, 3, padding=1)
        self.blocks = nn.ModuleList(StyledBlock(width) for _ in range(blocks))
        self.leave = nn.Sequential(nn.SiLU(), nn.Conv2d(width, 48, 3, padding=1), nn.PixelShuffle(4))
        self.width = width
        self.scale = dim**0.5

    @property
    def vector_size(self) -> int:
        return (2 * len(self.blocks) + 2) * self.width

    def start_from(self, decoder: Decoder) -> bool:
        """Take over the plain decoder's layers: training starts at a reconstruction. False if the sizes differ."""
        enter, plain_blocks, _, leave, _ = decoder.layers
        assert isinstance(enter, nn.Conv2d)
        assert isinstance(plain_blocks, nn.Sequential)
        if enter.out_channels != self.width or len(plain_blocks) > len(self.blocks):
            return False
        self.enter.load_state_dict(enter.state_dict())
        self.leave[1].load_state_dict(leave.state_dict())
        for mine, plain in zip(self.blocks, plain_blocks, strict=False):
            mine.load_state_dict(plain.state_dict())
        return True

    def forward(self, z_q: Tensor, vector: Tensor) -> Tensor:
        parts = vector.split(self.width, dim=1)
        x = self.enter(z_q * self.scale)
        x = x * (1 + parts[0][:, :, None, None]) + parts[1][:, :, None, None]
        for number, block in enumerate(self.blocks, start=1):
            x = block(x, parts[2 * number], parts[2 * number + 1])
        return self.leave(x)
