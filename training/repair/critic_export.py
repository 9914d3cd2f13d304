"""Adds a trained critic to a photo pack."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import onnxruntime as ort
import torch
from torch import Tensor

from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec, describe_file
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.repair.critic import GRAPH

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.recipes import CriticRecipe
from ..packs.writing import ExportError, changed_copy, export_graph, write_manifest
from .critic_network import CELL, Critic, CriticHead

FILE = "critic.onnx"
CONTEXT = 320
"""Pixels of the photo on each side that a logit can depend on, at most."""
MOST_DIFFERENCE = 0.1
"""Logits by which the exported graph may differ: weights are stored as fp16."""


def load_critic(run: Path) -> tuple[CriticRecipe, Critic]:
    """The EMA weights of a critic run (folder or ``weights.pt``). Raises CheckpointError."""
    state = checkpoint.load(run / "weights.pt" if run.is_dir() else run)
    recipe = CriticRecipe.model_validate_json(state["recipe"])
    head = CriticHead(recipe.model)
    head.load_state_dict(state["weights"])
    return recipe, Critic(head).eval()


@torch.no_grad()
def export_critic(run: Path, pack: Path) -> Manifest:
    """Write the critic's graph into a copy of ``pack``, then swap.

    Raises PackError, CheckpointError, or ExportError if ONNX Runtime disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, critic = load_critic(run)
    example = make_example(1, 64, 96)
    image = TensorSpec(name="image", dtype="float32", shape=("batch", 3, "height", "width"))
    spec = GraphSpec(
        file=FILE,
        inputs=(image, TensorSpec(name="mask", dtype="float32", shape=("batch", 1, "height", "width"))),
        outputs=(TensorSpec(name="logits", dtype="float32", shape=("batch", 1, "rows", "columns")),),
        context=CONTEXT,
        macs_per_pixel=count_macs(critic, *example) / example[1].numel(),
        recipe=recipe.model_dump_json(),
    )
    with changed_copy(pack) as working:
        export_graph(critic, example, spec, working / FILE)
        check_parity(critic, working / FILE, make_example(2, 96, 160))
        manifest = msgspec.structs.replace(
            info.manifest,
            graphs=info.manifest.graphs | {GRAPH: spec},
            files=info.manifest.files | {FILE: describe_file(working / FILE)},
        )
        write_manifest(manifest, working)
    return manifest


def make_example(batch: int, height: int, width: int) -> tuple[Tensor, Tensor]:
    """An image, and a mask with a hole in the middle."""
    mask = torch.zeros(batch, 1, height, width)
    mask[:, :, height // 4 : height // 2, width // 4 : width // 2] = 1
    coarse = torch.rand(batch, 3, height // CELL, width // CELL) * 2 - 1
    return torch.nn.functional.interpolate(coarse, (height, width), mode="bilinear"), mask


def check_parity(critic: Critic, graph: Path, example: tuple[Tensor, Tensor]) -> None:
    """Raises ExportError if ``graph`` does not compute what the module computes."""
    session = ort.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    (found,) = session.run(None, dict(zip(("image", "mask"), (t.numpy() for t in example), strict=True)))
    difference = float(np.abs(found - critic(*example).numpy()).max())
    if not difference <= MOST_DIFFERENCE:
        raise ExportError(
            "The exported critic disagrees with the model: by {difference:.2f} (at most {most}).",
            difference=difference,
            most=MOST_DIFFERENCE,
        )
