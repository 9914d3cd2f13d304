"""The tokenizer of a pack, to train on from."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from vqstudio.engine.packs.pack import PackInfo, read_pack

from ..common.recipes import TokenizerRecipe
from ..packs.weights import Part
from .model import Tokenizer


def load_tokenizer(pack: Path) -> tuple[TokenizerRecipe, Tokenizer]:
    """The tokenizer of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = Part(read_pack(pack), "tokenizer", "export")
    parts = {name: part.weights(part.graph(name)) for name in ("encoder", "quantizer", "decoder")}
    recipe = part.recipe(part.pack.manifest.recipe, TokenizerRecipe)
    codebook = parts.pop("quantizer").get("table", torch.empty(0))
    weights = {f"{name}.{key}": value for name, values in parts.items() for key, value in values.items()}
    # A pack does not hold the moving averages of the codebook; they restart from the codes.
    weights |= {
        "quantizer.codebook": codebook,
        "quantizer.cluster_sum": codebook.clone(),
        "quantizer.cluster_size": torch.ones(len(codebook)),
        "quantizer.initialised": torch.tensor(True),
    }
    return recipe, part.filled(lambda: Tokenizer(recipe.model), weights)


def token_weights(pack: PackInfo) -> dict[str, Tensor]:
    """What decides a pack's tokens: the encoder's weights, and the ``codebook``. Raises WeightsError."""
    part = Part(pack, "tokenizer", "export")
    codebook = part.weights(part.graph("quantizer")).get("table", torch.empty(0))
    return part.weights(part.graph("encoder")) | {"codebook": codebook}


def tokens_of(pack: Path) -> str:
    """A fingerprint of what decides a pack's tokens: two packs that share it tokenize every photo alike. Raises
    PackError.
    """
    manifest = read_pack(pack).manifest
    return " ".join(manifest.files[manifest.graphs[name].file].sha256 for name in ("encoder", "quantizer"))
