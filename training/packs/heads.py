"""Small heads on the feature maps of EfficientNet-Lite0, as packs carry several: their trainers and exports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from vqstudio.engine.packs.manifest import GraphName, GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack

from ..common.layers import count_macs
from ..common.recipes import AnyRecipe
from ..common.run import Trainer
from .weights import matching, other_network
from .writing import changed_copy, export_graph, outputs_of, require_near, write_with_graphs

MOST_DIFFERENCE = 0.1
"""By which a likelihood of an exported finder may differ: weights are stored as int8."""


class HeadTrainer(Trainer):
    """Continues from the head of a pack."""

    def in_pack(self, pack: Path) -> tuple[Any, nn.Module]:
        """The head of a pack, and the recipe that it was made by. Raises PackError, WeightsError."""
        raise NotImplementedError

    def start_from(self, pack: Path) -> None:
        recipe, theirs = self.in_pack(pack)
        mine: Any = self.recipe
        if recipe.model.dilations != mine.model.dilations:  # weights do not tell them
            raise other_network(pack)
        self.model.load_state_dict(matching(theirs, self.model, pack))


@torch.no_grad()
def write_finder(
    pack: Path, name: GraphName, finder: Any, recipe: AnyRecipe, output: TensorSpec, side: int
) -> Manifest:
    """Write the graph ``name`` into a copy of ``pack``, then swap. ``finder`` has a ``context`` and turns images
    (B, 3, H, W) in -1..1, of sides that are multiples of ``side``, into logits, the ``output``.

    Raises PackError, or ExportError if ONNX Runtime disagrees with PyTorch.
    """
    info = read_pack(pack)
    example = torch.rand(1, 3, 4 * side, 6 * side) * 2 - 1
    spec = GraphSpec(
        file=f"{name}.onnx",
        inputs=(TensorSpec("image", "float32", ("batch", 3, "height", "width")),),
        outputs=(output,),
        context=finder.context,
        macs_per_pixel=count_macs(finder, example) / example[0, 0].numel(),
        recipe=recipe.model_dump_json(),
    )
    with changed_copy(pack) as working:
        export_graph(finder, (example,), spec, working / spec.file, in_bytes=True)
        shown = torch.rand(2, 3, 6 * side, 10 * side) * 2 - 1
        (found,) = outputs_of(working / spec.file, image=shown)
        require_near(name, 1 / (1 + np.exp(-found)), finder(shown).sigmoid(), MOST_DIFFERENCE)
        return write_with_graphs(info.manifest, {name: spec}, working)
