"""The token prior of a pack, to train on from."""

from __future__ import annotations

from pathlib import Path

import torch

from vqstudio.engine.packs.pack import read_pack

from ..common.recipes import PriorRecipe
from ..packs.weights import Part
from .network import TokenPrior


def load_prior(pack: Path) -> tuple[PriorRecipe, TokenPrior]:
    """The token prior of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = Part(read_pack(pack), "token prior", "export-prior")
    graph = part.graph("prior")
    recipe = part.recipe(graph.recipe, PriorRecipe)
    codebook = (part.pack.manifest.codes, part.pack.manifest.dim)
    weights = {name.removeprefix("prior."): value for name, value in part.weights(graph).items()}
    return recipe, part.filled(lambda: TokenPrior(torch.zeros(codebook), recipe.model), weights)
