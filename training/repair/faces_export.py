"""Adds a trained face finder to a photo pack."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from vqstudio.engine.faces import GRAPH
from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.recipes import FacesRecipe
from ..packs.weights import blended
from ..packs.writing import changed_copy, export_graph, outputs_of, require_near, require_share, write_with_graphs
from .faces_network import Faces, FacesHead
from .weights import load_faces

FILE = "faces.onnx"
MOST_DIFFERENCE = 0.1
"""By which a likelihood of the exported graph may differ: weights are stored as int8."""


def faces_of_run(run: Path) -> tuple[FacesRecipe, Faces]:
    """The EMA weights of a run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, FacesRecipe)
    head = FacesHead(recipe.model)
    head.load_state_dict(state["weights"])
    return recipe, Faces(head).eval()


@torch.no_grad()
def export_faces(run: Path, pack: Path, share: float = 1.0) -> Manifest:
    """Write the graph into a copy of ``pack``, then swap. With a ``share`` below 1, weights are the run's by this share
    and those of the pack by the rest.

    Raises PackError, CheckpointError, or ExportError for a share that is none, or if ONNX Runtime disagrees with
    PyTorch.
    """
    require_share(share)
    info = read_pack(pack)
    recipe, faces = faces_of_run(run)
    if share < 1:
        blended(faces.head, load_faces(pack)[1], pack, share)
    example = torch.rand(1, 3, 64, 96) * 2 - 1
    spec = GraphSpec(
        file=FILE,
        inputs=(TensorSpec("image", "float32", ("batch", 3, "height", "width")),),
        outputs=(TensorSpec("faces", "float32", ("batch", 1, "rows", "columns")),),
        context=faces.context,
        macs_per_pixel=count_macs(faces, example) / (64 * 96),
        recipe=recipe.model_dump_json(),
    )
    with changed_copy(pack) as working:
        export_graph(faces, (example,), spec, working / FILE, in_bytes=True)
        shown = torch.rand(2, 3, 96, 160) * 2 - 1
        (found,) = outputs_of(working / FILE, image=shown)
        require_near("face finder", 1 / (1 + np.exp(-found)), faces(shown).sigmoid(), MOST_DIFFERENCE)
        return write_with_graphs(info.manifest, {GRAPH: spec}, working)
