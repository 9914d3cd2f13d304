"""Adds a trained damage finder to a photo pack."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from vqstudio.engine.packs.manifest import Manifest, TensorSpec

from ..common import checkpoint
from ..common.recipes import FinderRecipe
from ..packs.heads import write_finder
from ..packs.weights import blended
from ..packs.writing import require_share
from .finder_network import Finder, FinderHead
from .weights import load_finder

GRAPH: Final = "finder"


def finder_of_run(run: Path) -> tuple[FinderRecipe, Finder]:
    """The EMA weights of a finder run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, FinderRecipe)
    head = FinderHead(recipe.model)
    head.load_state_dict(state["weights"])
    return recipe, Finder(head).eval()


def export_finder(run: Path, pack: Path, share: float = 1.0) -> Manifest:
    """Write the finder's graph into a copy of ``pack``, then swap. With a ``share`` below 1, weights are the run's by
    this share and those of the pack, from which the run started, by the rest: on damage unlike that of the training
    such means may do better than either (Wortsman et al. 2022).

    Raises PackError, CheckpointError, or ExportError for a share that is none, or if ONNX Runtime disagrees with
    PyTorch.
    """
    require_share(share)
    recipe, finder = finder_of_run(run)
    if share < 1:
        blended(finder.head, load_finder(pack)[1], pack, share)
    output = TensorSpec("damage", "float32", ("batch", 1, "height", "width"))
    return write_finder(pack, GRAPH, finder, recipe, output, finder.head.multiple)
