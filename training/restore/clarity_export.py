"""Adds a trained network of clarity, with its meter, or one that enlarges to a photo pack."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from vqstudio.engine.packs.manifest import GraphName, GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.recipes import ClarityRecipe
from ..packs.writing import changed_copy, export_graph, outputs_of, require_alike, require_near, write_with_graphs
from .clarity_network import Clarity, ClarityAndMeter, Meter
from .degrade import FAULTS
from .weights import graph_of

MOST_DIFFERENCE = 0.01
"""By which a strength (0..1) that the exported meter measures may differ: weights are stored as fp16."""
METER_SIDE = 128

IMAGE = TensorSpec("image", "float32", ("batch", 3, "height", "width"))
STRENGTHS = TensorSpec("strengths", "float32", ("batch", len(FAULTS)))
CLEAR = TensorSpec("clear", "float32", ("batch", 3, "height", "width"))
LARGE = TensorSpec("large", "float32", ("batch", 3, "tall", "broad"))


def clarity_of_run(run: Path) -> tuple[ClarityRecipe, ClarityAndMeter]:
    """The EMA weights of a clarity run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, ClarityRecipe)
    networks = ClarityAndMeter(recipe)
    networks.load_state_dict(state["weights"])
    return recipe, networks.eval()


@torch.no_grad()
def export_clarity(run: Path, pack: Path) -> Manifest:
    """Write the graphs of the run into a copy of ``pack``, then swap.

    Raises PackError, CheckpointError, or ExportError if ONNX Runtime disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, networks = clarity_of_run(run)
    graphs: dict[GraphName, GraphSpec] = {}
    with changed_copy(pack) as working:
        name = graph_of(recipe)
        graphs[name] = _written_clarity(networks.clarity, recipe, working, name)
        if networks.meter:
            graphs["meter"] = _written_meter(networks.meter, working)
        return write_with_graphs(info.manifest, graphs, working)


def _written_clarity(clarity: Clarity, recipe: ClarityRecipe, folder: Path, name: GraphName) -> GraphSpec:
    side = clarity.multiple
    example = torch.rand(1, 3, 4 * side, 6 * side) * 2 - 1, torch.rand(1, len(FAULTS))
    spec = _spec(
        clarity,
        recipe.model_dump_json(),
        example,
        f"{name}.onnx",
        CLEAR if clarity.scale == 1 else LARGE,
        clarity.context,
    )
    export_graph(clarity, example, spec, folder / spec.file, in_bytes=True)
    # As smooth as a photo: of a picture of noise, which no network is made for, int8 weights make something else.
    coarse = torch.rand(2, 3, 3 * side // 2, 5 * side // 2) * 2 - 1
    shown, told = F.interpolate(coarse, (6 * side, 10 * side), mode="bilinear"), torch.rand(2, len(FAULTS))
    (found,) = outputs_of(folder / spec.file, image=shown, strengths=told)
    require_alike(name, found, clarity(shown, told))
    return spec


def _written_meter(meter: Meter, folder: Path) -> GraphSpec:
    example = (torch.rand(1, 3, METER_SIDE, METER_SIDE) * 2 - 1,)
    # Its recipe stands where the network is that it was trained with.
    spec = _spec(meter, "", example, "meter.onnx", STRENGTHS, 0)
    export_graph(meter, example, spec, folder / spec.file)
    shown = torch.rand(2, 3, METER_SIDE, METER_SIDE) * 2 - 1
    (found,) = outputs_of(folder / spec.file, image=shown)
    require_near("meter", found, meter(shown), MOST_DIFFERENCE)
    return spec


def _spec(
    module: nn.Module,
    recipe: str,
    example: tuple[torch.Tensor, ...],
    file: str,
    output: TensorSpec,
    context: int,
) -> GraphSpec:
    pixels = example[0].shape[2] * example[0].shape[3]
    return GraphSpec(
        file=file,
        inputs=(IMAGE, STRENGTHS)[: len(example)],
        outputs=(output,),
        context=context,
        macs_per_pixel=count_macs(module, *example) / pixels,
        recipe=recipe,
    )
