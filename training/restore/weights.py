"""The networks of restoring in a pack, to train on from."""

from __future__ import annotations

from pathlib import Path

from vqstudio.engine.packs.manifest import GraphName
from vqstudio.engine.packs.pack import read_pack

from ..common.recipes import ClarityRecipe, FinderRecipe
from ..packs.weights import Part
from .clarity_network import ClarityAndMeter
from .finder_network import FinderHead


def load_finder(pack: Path) -> tuple[FinderRecipe, FinderHead]:
    """The trained part of a pack's damage finder, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = Part(read_pack(pack), "damage finder", "export-finder")
    graph = part.graph("finder")
    recipe = part.recipe(graph.recipe, FinderRecipe)
    weights = {name[5:]: value for name, value in part.weights(graph).items() if name.startswith("head.")}
    return recipe, part.filled(lambda: FinderHead(recipe.model), weights)


def load_clarity(pack: Path, scale: int) -> tuple[ClarityRecipe, ClarityAndMeter]:
    """The network of this scale (1, 2), and the meter that was trained with it, fp32, in evaluation mode. Raises
    PackError, WeightsError.
    """
    name: GraphName = "clarity" if scale == 1 else "enlarge"
    part = Part(read_pack(pack), f"network {name}", "export-clarity")
    graph = part.graph(name)
    recipe = part.recipe(graph.recipe, ClarityRecipe)
    weights = {f"clarity.{key}": value for key, value in part.weights(graph).items()}
    if recipe.meter:
        weights |= {f"meter.{key}": value for key, value in part.weights(part.graph("meter")).items()}
    return recipe, part.filled(lambda: ClarityAndMeter(recipe), weights)
