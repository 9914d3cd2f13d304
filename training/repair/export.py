"""Adds a trained repair decoder to a photo pack."""

from __future__ import annotations

from pathlib import Path

import msgspec
import torch
from torch import Tensor

from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.recipes import RepairRecipe
from ..packs.writing import (
    BYTES_PARITY_DB,
    ExportError,
    changed_copy,
    export_graph,
    outputs_of,
    require_alike,
    write_with_graphs,
)
from .network import TOKEN_STRIDE, RepairDecoder

FILE = "repair.onnx"


def repair_of_run(run: Path) -> tuple[RepairRecipe, RepairDecoder]:
    """The EMA weights of a repair run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, RepairRecipe)
    decoder = RepairDecoder(state["dim"], recipe.decoder)
    decoder.load_state_dict(state["weights"])
    return recipe, decoder.eval()


@torch.no_grad()
def export_repair(run: Path, pack: Path) -> Manifest:
    """Write the repair graph into a copy of ``pack``, then swap.

    Raises PackError, CheckpointError, or ExportError if the pack is of another kind of tokenizer than the run, or ONNX
    Runtime disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, decoder = repair_of_run(run)
    dim, stride = info.manifest.dim, info.manifest.stride
    if (dim, stride) != (decoder.tokens.in_channels, TOKEN_STRIDE):
        raise ExportError(
            "The repair decoder cannot read the tokens of {pack}; train one on its tokenizer.", pack=info.id
        )
    example = make_example(dim, 1, 64, 96)
    with changed_copy(pack) as working:
        spec = graph_spec(decoder, dim, example, recipe)
        export_graph(decoder, example, spec, working / FILE, in_bytes=True)
        z_q, image, mask = make_example(dim, 2, 96, 160)
        (found,) = outputs_of(working / FILE, z_q=z_q, image=image, mask=mask)
        require_alike("repair decoder", found, decoder(z_q, image, mask), BYTES_PARITY_DB)
        return write_with_graphs(info.manifest, {"repair": spec}, working)


def make_example(dim: int, batch: int, height: int, width: int) -> tuple[Tensor, Tensor, Tensor]:
    """Code vectors, image and mask with a hole in the middle."""
    z_q = torch.nn.functional.normalize(torch.randn(batch, dim, height // TOKEN_STRIDE, width // TOKEN_STRIDE), dim=1)
    mask = torch.zeros(batch, 1, height, width)
    mask[:, :, height // 4 : height // 2, width // 4 : width // 2] = 1
    return z_q, torch.rand(batch, 3, height, width) * 2 - 1, mask


def graph_spec(
    decoder: RepairDecoder, dim: int, example: tuple[Tensor, Tensor, Tensor], recipe: RepairRecipe
) -> GraphSpec:
    image = TensorSpec(name="image", dtype="float32", shape=("batch", 3, "height", "width"))
    return GraphSpec(
        file=FILE,
        inputs=(
            TensorSpec(name="z_q", dtype="float32", shape=("batch", dim, "rows", "columns")),
            image,
            TensorSpec(name="mask", dtype="float32", shape=("batch", 1, "height", "width")),
        ),
        outputs=(msgspec.structs.replace(image, name="repaired"),),
        context=decoder.context,
        macs_per_pixel=count_macs(decoder, *example) / example[2].numel(),
        recipe=recipe.model_dump_json(),
    )
