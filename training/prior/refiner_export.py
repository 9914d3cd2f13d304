"""Adds the trained refiner of a prior's drawings to a photo pack."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.packs.promises import NOISE
from vqstudio.engine.tokens.refiner import GRAPH

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.prior_recipes import RefinerRecipe
from ..packs.writing import (
    BYTES_PARITY_DB,
    ExportError,
    changed_copy,
    export_graph,
    outputs_of,
    require_alike,
    write_with_graphs,
)
from .refiner_network import CELL, Refiner

FILE = "refiner.onnx"


def refiner_of_run(run: Path) -> tuple[RefinerRecipe, Refiner]:
    """The EMA weights of a refiner run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, RefinerRecipe)
    refiner = Refiner(recipe.model)
    refiner.load_state_dict(state["weights"])
    return recipe, refiner.eval()


@torch.no_grad()
def export_refiner(run: Path, pack: Path) -> Manifest:
    """Write the refiner's graph into a copy of ``pack``, then swap.

    Raises PackError, CheckpointError, or ExportError if the pack's prior knows other subjects, or ONNX Runtime
    disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, refiner = refiner_of_run(run)
    prior = info.manifest.graphs.get("prior")
    if prior is None or prior.subjects != recipe.model.subjects:
        raise ExportError(
            "The prior of {pack} knows other subjects than the refiner; train one on its drawings.", pack=info.id
        )
    side = refiner.multiple
    with changed_copy(pack) as working:
        spec = _spec(refiner, recipe, _example(refiner, 1, 4 * side, 6 * side))
        export_graph(refiner, _example(refiner, 1, 4 * side, 6 * side), spec, working / FILE, in_bytes=True)
        other = _example(refiner, 2, 6 * side, 10 * side)
        named = {tensor.name: value for tensor, value in zip(spec.inputs, other, strict=True)}
        (found,) = outputs_of(working / FILE, **named)
        require_alike(GRAPH, found, refiner(*other), BYTES_PARITY_DB)
        return write_with_graphs(info.manifest, {GRAPH: spec}, working)


def _example(refiner: Refiner, count: int, height: int, width: int) -> tuple[Tensor, Tensor, Tensor]:
    # As smooth as a drawing: of a picture of noise, which no network is made for, int8 weights make something else.
    coarse = torch.rand(count, 3, height // 4, width // 4) * 2 - 1
    image = F.interpolate(coarse, (height, width), mode="bilinear")
    noise = torch.randn(count, NOISE, height // CELL, width // CELL)
    return image, noise, torch.arange(count) % refiner.subjects.num_embeddings


def _spec(refiner: Refiner, recipe: RefinerRecipe, example: tuple[Tensor, ...]) -> GraphSpec:
    picture = ("batch", 3, "height", "width")
    return GraphSpec(
        file=FILE,
        inputs=(
            TensorSpec("image", "float32", picture),
            TensorSpec("noise", "float32", ("batch", NOISE, "half_height", "half_width")),
            TensorSpec("subject", "int64", ("batch",)),
        ),
        outputs=(TensorSpec("refined", "float32", picture),),
        context=refiner.context,
        macs_per_pixel=count_macs(refiner, *example) / (example[0].shape[2] * example[0].shape[3]),
        recipe=recipe.model_dump_json(),
        subjects=recipe.model.subjects,
    )
