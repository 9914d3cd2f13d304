"""The style decoder of a pack with its styles, to train on from."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from vqstudio.engine.packs.manifest import StyleEntry
from vqstudio.engine.packs.pack import read_pack

from ..common.recipes import StylesRecipe
from ..packs.weights import Part
from .model import StyledModel, make_decoder


def load_styles(pack: Path) -> tuple[StylesRecipe, StyledModel]:
    """The style decoder of a pack with the vectors of its styles, fp32, in evaluation mode.

    Raises PackError, WeightsError.
    """
    part = Part(read_pack(pack), "style decoder", "export-styles")
    graph = part.graph("style_affine")
    recipe = part.recipe(graph.recipe, StylesRecipe)
    weights = part.weights(graph)
    rows = [_vector(style, part) for style in _in_order(recipe, part)]
    weights["vectors"] = torch.cat([*rows, weights.pop("plain", torch.empty(0)).flatten()])
    dim = part.pack.manifest.dim
    return recipe, part.filled(lambda: StyledModel(make_decoder(dim, recipe.decoder), len(recipe.styles)), weights)


def _in_order(recipe: StylesRecipe, part: Part) -> list[StyleEntry]:
    """The pack's styles in the recipe's order. Raises WeightsError if they are not the same."""
    entries = {style.name: style for style in part.pack.manifest.styles}
    names = [style.name for style in recipe.styles]
    if sorted(names) != sorted(entries):
        other = min(set(names) ^ entries.keys(), default="twice the same one")
        raise part.misfit(f"not its styles: {other}")
    return [entries[name] for name in names]


def _vector(style: StyleEntry, part: Part) -> Tensor:
    """Its gains and shifts, (2 * S,). Raises WeightsError where a style has fewer or more than others."""
    if len(style.vector) != len(part.pack.manifest.styles[0].vector):
        raise part.misfit(f"the vector of {style.name} has {len(style.vector)} numbers")
    return torch.tensor(style.vector, dtype=torch.float32)
