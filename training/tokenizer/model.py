"""The tokenizer: encoder, quantizer and decoder as one module."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..common.recipes import ModelRecipe
from .networks import Decoder, Encoder
from .quantizer import Quantizer


@dataclass
class Reconstruction:
    """``image`` (B, 3, H, W); ``z`` (B, D, h, w) before quantization; ``indices`` int64 (B, h, w), None if
    unquantized.
    """

    image: Tensor
    z: Tensor
    indices: Tensor | None
    commitment: Tensor


class Tokenizer(nn.Module):
    """VQ autoencoder (van den Oord et al. 2017; Esser et al. 2021): image (B, 3, H, W) in -1..1 to itself."""

    def __init__(self, recipe: ModelRecipe) -> None:
        super().__init__()
        shape = {"stride": recipe.stride, "dim": recipe.dim, "fine": recipe.fine, "coarse": recipe.coarse}
        self.encoder = Encoder(
            **shape, fine_blocks=recipe.encoder_fine_blocks, coarse_blocks=recipe.encoder_coarse_blocks
        )
        self.quantizer = Quantizer(recipe.codes, recipe.dim)
        self.stride, self.dither, self.feedback = recipe.stride, recipe.dither, recipe.feedback
        self.decoder = Decoder(
            **shape,
            fine_blocks=recipe.decoder_fine_blocks,
            coarse_blocks=recipe.decoder_coarse_blocks,
            half=recipe.decoder_half,
            half_blocks=recipe.decoder_half_blocks,
        )

    def forward(self, image: Tensor, quantize: bool = True, generator: torch.Generator | None = None) -> Reconstruction:
        """Without ``quantize`` the decoder sees the l2-normalised latents, as at the start of training.

        ``generator`` (of the CPU) draws the dither.
        """
        z = self.encoder(image)
        if not quantize:
            return Reconstruction(self.decoder(F.normalize(z, dim=1)), z, None, z.new_zeros(()))
        codes = self.quantizer(z, self.dither, self.feedback, generator)
        return Reconstruction(self.decoder(codes.z_q), z, codes.indices, codes.commitment)
