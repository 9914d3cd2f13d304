"""Adds a trained damage finder to a photo pack."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import torch

from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.recipes import FinderRecipe
from ..packs.weights import blended
from ..packs.writing import changed_copy, export_graph, outputs_of, require_near, require_share, write_with_graphs
from .finder_network import Finder, FinderHead
from .weights import load_finder

GRAPH: Final = "finder"
FILE = "finder.onnx"
MOST_DIFFERENCE = 0.1
"""By which a likelihood of the exported graph may differ: weights are stored as int8."""


def finder_of_run(run: Path) -> tuple[FinderRecipe, Finder]:
    """The EMA weights of a finder run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, FinderRecipe)
    head = FinderHead(recipe.model)
    head.load_state_dict(state["weights"])
    return recipe, Finder(head).eval()


@torch.no_grad()
def export_finder(run: Path, pack: Path, share: float = 1.0) -> Manifest:
    """Write the finder's graph into a copy of ``pack``, then swap. With a ``share`` below 1, weights are the run's by
    this share and those of the pack, from which the run started, by the rest: on damage unlike that of the training
    such means may do better than either (Wortsman et al. 2022).

    Raises PackError, CheckpointError, or ExportError for a share that is none, or if ONNX Runtime disagrees with
    PyTorch.
    """
    require_share(share)
    info = read_pack(pack)
    recipe, finder = finder_of_run(run)
    if share < 1:
        blended(finder.head, load_finder(pack)[1], pack, share)
    side = finder.head.multiple
    example = torch.rand(1, 3, 4 * side, 6 * side) * 2 - 1
    spec = GraphSpec(
        file=FILE,
        inputs=(TensorSpec("image", "float32", ("batch", 3, "height", "width")),),
        outputs=(TensorSpec("damage", "float32", ("batch", 1, "height", "width")),),
        context=finder.context,
        macs_per_pixel=count_macs(finder, example) / (example.shape[2] * example.shape[3]),
        recipe=recipe.model_dump_json(),
    )
    with changed_copy(pack) as working:
        export_graph(finder, (example,), spec, working / FILE, in_bytes=True)
        shown = torch.rand(2, 3, 6 * side, 10 * side) * 2 - 1
        (found,) = outputs_of(working / FILE, image=shown)
        require_near("finder", 1 / (1 + np.exp(-found)), finder(shown).sigmoid(), MOST_DIFFERENCE)
        return write_with_graphs(info.manifest, {GRAPH: spec}, working)
