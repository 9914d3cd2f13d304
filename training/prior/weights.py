"""The token prior and the refiner of a pack, to train on from."""

from __future__ import annotations

from pathlib import Path

import torch

from vqstudio.engine.packs.pack import PackInfo, read_pack
from vqstudio.engine.packs.promises import NOISE

from ..common.checkpoint import CheckpointError
from ..common.prior_recipes import PriorRecipe, RefinerModelRecipe, RefinerRecipe
from ..packs.weights import Part, other_network
from .network import TokenPrior
from .refiner_network import Refiner


def load_prior(pack: Path) -> tuple[PriorRecipe, TokenPrior]:
    """The token prior of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = Part(read_pack(pack), "token prior", "export-prior")
    graph = part.graph("prior")
    recipe = part.recipe(graph.recipe, PriorRecipe)
    codebook = (part.pack.manifest.codes, part.pack.manifest.dim)
    weights = {name.removeprefix("prior."): value for name, value in part.weights(graph).items()}
    return recipe, part.filled(lambda: TokenPrior(torch.zeros(codebook), recipe.model), weights)


def load_refiner(pack: Path) -> tuple[RefinerRecipe, Refiner]:
    """The refiner of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = Part(read_pack(pack), "refiner", "export-refiner")
    graph = part.graph("refiner")
    recipe = part.recipe(graph.recipe, RefinerRecipe)
    return recipe, part.filled(lambda: Refiner(recipe.model), part.weights(graph))


def load_refiner_for(recipe: RefinerModelRecipe, pack: Path) -> Refiner:
    """What a run of this recipe starts from: the pack's refiner, or one with the weights of its rich network of
    clarity, which already knows what photos look like. Raises PackError, WeightsError, or CheckpointError if their
    shape or subjects differ from the recipe's.
    """
    info = read_pack(pack)
    if "refiner" not in info.manifest.graphs:
        return _begun(recipe, info)
    theirs, refiner = load_refiner(pack)
    if theirs.model.subjects != recipe.subjects:
        raise CheckpointError(f"The refiner in {pack} knows other subjects; give the folder of subjects it learned.")
    return refiner


def _begun(recipe: RefinerModelRecipe, info: PackInfo) -> Refiner:
    part = Part(info, "rich network of clarity", "export-clarity")
    given = part.weights(part.graph("clarity_rich"))
    refiner = Refiner(recipe)
    own = refiner.state_dict()
    try:
        noise = 0.02 * torch.randn_like(own["enter.weight"][:, -NOISE:])
        own["enter.weight"] = torch.cat([given.pop("enter.1.weight"), noise], 1)
        own["enter.bias"] = given.pop("enter.1.bias")
        # What that network adds to its features for a photo without faults; every subject begins with it.
        hidden = given.pop("tell.0.bias").relu()
        told = given.pop("tell.2.weight") @ hidden + given.pop("tell.2.bias")
        own["subjects.weight"] = told.expand_as(own["subjects.weight"]).clone()
        del given["tell.0.weight"]
        refiner.load_state_dict(own | given)
    except (KeyError, RuntimeError) as error:
        raise other_network(info.path) from error
    return refiner.eval()
