"""The style decoder with the vectors of all its styles: what a style run trains."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from vqstudio.engine.style.paint import GROUND

from ..common.recipes import StyleDecoderRecipe
from .network import ConditionalInstanceNorm, StyleDecoder, towards

USUAL_SATURATION = 0.35
"""Deviation of colour over that of grey in photos."""


def make_decoder(dim: int, size: StyleDecoderRecipe) -> StyleDecoder:
    return StyleDecoder(dim, size.fine, size.coarse, size.broad, size.blocks)


class StyledModel(nn.Module):
    """Decoder, the vectors of all styles, and after them the plain one that paints the photo as it is."""

    def __init__(self, decoder: StyleDecoder, count: int) -> None:
        super().__init__()
        self.decoder = decoder
        # A 1-d parameter: rows are independent styles, not a matrix to be orthogonalised.
        self.vectors = nn.Parameter(0.1 * torch.randn((count + 1) * 2 * decoder.channels))

    @property
    def table(self) -> Tensor:
        """Gains and shifts: (styles + 1, 2, S)."""
        return self.vectors.view(-1, 2, self.decoder.channels)

    def forward(self, image: Tensor, z: Tensor, noise: Tensor, numbers: Tensor, strength: Tensor) -> Tensor:
        vector = towards(self.table[numbers], self.table[-1], strength)
        return self.decoder(image, z, noise, ConditionalInstanceNorm(vector, strength, self.decoder.sizes))

    @torch.no_grad()
    def start_with_colours(self, references: list[Tensor]) -> None:
        """Give the photo's own colours the mean, deviation and about the saturation of those in the references,
        (1, 3, H, W) each.
        """
        for row, painting in zip(self.table[:-1], references, strict=True):
            grey = painting.mean(1, keepdim=True)
            colourful = ((painting - grey).std() / grey.std() / USUAL_SATURATION).clamp(max=1)
            deviation = painting.std((0, 2, 3))
            row[0, :GROUND] = torch.cat([deviation * colourful, deviation * (1 - colourful)]) - 1
            row[1, :GROUND] = torch.cat([painting.mean((0, 2, 3)), torch.zeros(3)])

    @torch.no_grad()
    def take_vectors(self, theirs: StyledModel, known: list[str], names: list[str]) -> None:
        """The vectors of ``theirs``, whose styles are the ``known`` ones, for the styles ``names``."""
        table = theirs.vectors.view(len(known) + 1, -1)
        rows = [table[known.index(name)] if name in known else table[:-1].mean(0) for name in names]
        self.vectors.copy_(torch.cat([*rows, table[-1]]))
