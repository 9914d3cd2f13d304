"""Adds a trained repair decoder to a photo pack."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import onnxruntime as ort
import torch
from torch import Tensor

from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec, describe_file
from vqstudio.engine.packs.pack import read_pack

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.recipes import RepairRecipe
from ..packs.writing import PARITY_DB, ExportError, changed_copy, export_graph, write_manifest
from .network import TOKEN_STRIDE, RepairDecoder

FILE = "repair.onnx"


def load_repair(run: Path) -> tuple[RepairRecipe, RepairDecoder]:
    """The EMA weights of a repair run (folder or ``weights.pt``). Raises CheckpointError."""
    state = checkpoint.load(run / "weights.pt" if run.is_dir() else run)
    recipe = RepairRecipe.model_validate_json(state["recipe"])
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
    recipe, decoder = load_repair(run)
    dim, stride = info.manifest.dim, info.manifest.stride
    if (dim, stride) != (decoder.tokens.in_channels, TOKEN_STRIDE):
        raise ExportError(
            "The repair decoder cannot read the tokens of {pack}; train one on its tokenizer.", pack=info.id
        )
    example = make_example(dim, 1, 64, 96)
    with changed_copy(pack) as working:
        spec = graph_spec(decoder, dim, example, recipe)
        export_graph(decoder, example, spec, working / FILE)
        check_repair_parity(decoder, working / FILE, make_example(dim, 2, 96, 160))
        manifest = msgspec.structs.replace(
            info.manifest,
            graphs=info.manifest.graphs | {"repair": spec},
            files=info.manifest.files | {FILE: describe_file(working / FILE)},
        )
        write_manifest(manifest, working)
    return manifest


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


def check_repair_parity(decoder: RepairDecoder, graph: Path, example: tuple[Tensor, Tensor, Tensor]) -> None:
    """Raises ExportError if ``graph`` does not compute what the module computes."""
    session = ort.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    inputs = dict(zip(("z_q", "image", "mask"), (t.numpy() for t in example), strict=True))
    (found,) = session.run(None, inputs)
    error = float(np.mean((found - decoder(*example).numpy()) ** 2))
    db = 10 * float(np.log10(4 / max(error, 1e-12)))
    if db < PARITY_DB:
        raise ExportError(
            "The exported repair graph disagrees with the model: {db:.1f} dB (at least {least}).",
            db=db,
            least=PARITY_DB,
        )
