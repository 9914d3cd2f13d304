"""The networks of repair in a pack, to train on from."""

from __future__ import annotations

from pathlib import Path

from vqstudio.engine.packs.pack import read_pack

from ..common.recipes import CriticRecipe, FacesRecipe, RepairRecipe
from ..packs.weights import Part
from .critic_network import CriticHead
from .faces_network import FacesHead
from .network import RepairDecoder


def load_repair(pack: Path) -> tuple[RepairRecipe, RepairDecoder]:
    """The repair decoder of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = Part(read_pack(pack), "repair decoder", "export-repair")
    graph = part.graph("repair")
    recipe = part.recipe(graph.recipe, RepairRecipe)
    dim = part.pack.manifest.dim
    return recipe, part.filled(lambda: RepairDecoder(dim, recipe.decoder), part.weights(graph))


def load_critic(pack: Path) -> tuple[CriticRecipe, CriticHead]:
    """The trained part of a pack's critic, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = Part(read_pack(pack), "critic", "export-critic")
    return part.head("critic", CriticRecipe, lambda recipe: CriticHead(recipe.model))


def load_faces(pack: Path) -> tuple[FacesRecipe, FacesHead]:
    """The trained part of a pack's face finder, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = Part(read_pack(pack), "face finder", "export-faces")
    return part.head("faces", FacesRecipe, lambda recipe: FacesHead(recipe.model))
