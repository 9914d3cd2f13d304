"""Adds a trained critic to a photo pack."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.repair.critic import GRAPH

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.recipes import CriticRecipe
from ..packs.writing import changed_copy, export_graph, outputs_of, require_near, write_with_graphs
from .critic_network import CELL, Critic, CriticHead

FILE = "critic.onnx"
MOST_DIFFERENCE = 0.1
"""Logits by which the exported graph may differ: weights are stored as fp16."""


def critic_of_run(run: Path) -> tuple[CriticRecipe, Critic]:
    """The EMA weights of a critic run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, CriticRecipe)
    head = CriticHead(recipe.model)
    head.load_state_dict(state["weights"])
    return recipe, Critic(head).eval()


@torch.no_grad()
def export_critic(run: Path, pack: Path) -> Manifest:
    """Write the critic's graph into a copy of ``pack``, then swap.

    Raises PackError, CheckpointError, or ExportError if ONNX Runtime disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, critic = critic_of_run(run)
    example = make_example(1, 64, 96)
    image = TensorSpec(name="image", dtype="float32", shape=("batch", 3, "height", "width"))
    spec = GraphSpec(
        file=FILE,
        inputs=(image, TensorSpec(name="mask", dtype="float32", shape=("batch", 1, "height", "width"))),
        outputs=(TensorSpec(name="logits", dtype="float32", shape=("batch", 1, "rows", "columns")),),
        context=critic.context,
        macs_per_pixel=count_macs(critic, *example) / example[1].numel(),
        recipe=recipe.model_dump_json(),
    )
    with changed_copy(pack) as working:
        export_graph(critic, example, spec, working / FILE)
        shown, mask = make_example(2, 96, 160)
        (found,) = outputs_of(working / FILE, image=shown, mask=mask)
        require_near("critic", found, critic(shown, mask), MOST_DIFFERENCE)
        return write_with_graphs(info.manifest, {GRAPH: spec}, working)


def make_example(batch: int, height: int, width: int) -> tuple[Tensor, Tensor]:
    """An image, and a mask with a hole in the middle."""
    mask = torch.zeros(batch, 1, height, width)
    mask[:, :, height // 4 : height // 2, width // 4 : width // 2] = 1
    coarse = torch.rand(batch, 3, height // CELL, width // CELL) * 2 - 1
    return torch.nn.functional.interpolate(coarse, (height, width), mode="bilinear"), mask
