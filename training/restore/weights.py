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
    return part.head("finder", FinderRecipe, lambda recipe: FinderHead(recipe.model))


def graph_of(recipe: ClarityRecipe) -> GraphName:
    """The name in a pack of the network that this recipe trains."""
    if recipe.model.scale == 1:
        return "clarity_rich" if recipe.adversarial else "clarity"
    return "enlarge_rich" if recipe.adversarial else "enlarge"


def load_clarity(pack: Path, name: GraphName) -> tuple[ClarityRecipe, ClarityAndMeter]:
    """The network ``name`` as :func:`graph_of` has it, and the meter if it was trained with one, fp32, in evaluation
    mode. Raises PackError, WeightsError.
    """
    part = Part(read_pack(pack), f"network {name}", "export-clarity")
    graph = part.graph(name)
    recipe = part.recipe(graph.recipe, ClarityRecipe)
    weights = {f"clarity.{key}": value for key, value in part.weights(graph).items()}
    if recipe.meter:
        weights |= {f"meter.{key}": value for key, value in part.weights(part.graph("meter")).items()}
    return recipe, part.filled(lambda: ClarityAndMeter(recipe), weights)


def load_clarity_for(recipe: ClarityRecipe, pack: Path) -> ClarityAndMeter:
    """What a run of this recipe starts from: the pack's network of the same name, or the faithful one of its scale if
    the pack has no rich one. Raises PackError, WeightsError.
    """
    name = graph_of(recipe)
    if name not in read_pack(pack).manifest.graphs:
        name = "clarity" if recipe.model.scale == 1 else "enlarge"
    _, networks = load_clarity(pack, name)
    if recipe.meter is None:
        networks.meter = None
    return networks
