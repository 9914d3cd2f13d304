"""Adds a trained face finder to a photo pack."""

from __future__ import annotations

from pathlib import Path

from vqstudio.engine.faces import GRAPH
from vqstudio.engine.packs.manifest import Manifest, TensorSpec

from ..common import checkpoint
from ..common.recipes import FacesRecipe
from ..packs.heads import write_finder
from ..packs.weights import blended
from ..packs.writing import require_share
from .faces_network import Faces, FacesHead
from .weights import load_faces

SIDE = 16
"""Sides of the pictures that Lite0 halves four times are multiples of this."""


def faces_of_run(run: Path) -> tuple[FacesRecipe, Faces]:
    """The EMA weights of a run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, FacesRecipe)
    head = FacesHead(recipe.model)
    head.load_state_dict(state["weights"])
    return recipe, Faces(head).eval()


def export_faces(run: Path, pack: Path, share: float = 1.0) -> Manifest:
    """Write the graph into a copy of ``pack``, then swap. With a ``share`` below 1, weights are the run's by this share
    and those of the pack by the rest.

    Raises PackError, CheckpointError, or ExportError for a share that is none, or if ONNX Runtime disagrees with
    PyTorch.
    """
    require_share(share)
    recipe, faces = faces_of_run(run)
    if share < 1:
        blended(faces.head, load_faces(pack)[1], pack, share)
    output = TensorSpec("faces", "float32", ("batch", 1, "rows", "columns"))
    return write_finder(pack, GRAPH, faces, recipe, output, SIDE)
