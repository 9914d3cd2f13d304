"""Small packs made in tests, by the real export from untrained models."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper
from PIL import Image

from training.common import checkpoint
from training.common.prior_recipes import PriorRecipe, RefinerRecipe
from training.common.recipes import (
    ClarityRecipe,
    FinderRecipe,
    ModelRecipe,
    NamedStyle,
    RepairRecipe,
    StylesRecipe,
    TokenizerRecipe,
    load_recipe,
)
from training.packs.writing import write_manifest
from training.prior.export import export_prior
from training.prior.layouts import write_layouts
from training.prior.network import TokenPrior
from training.prior.refiner_export import export_refiner
from training.prior.refiner_network import Refiner
from training.repair.export import export_repair
from training.repair.network import RepairDecoder
from training.restore.clarity_export import export_clarity
from training.restore.clarity_network import ClarityAndMeter
from training.restore.finder_export import export_finder
from training.restore.finder_network import FinderHead
from training.style.export import export_styles
from training.style.model import StyledModel, make_decoder
from training.tokenizer.export import export_pack
from training.tokenizer.model import Tokenizer
from vqstudio.engine.packs.manifest import GraphName, GraphSpec, TensorSpec, describe_file
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.packs.promises import LAYOUT_NUMBERS, LAYOUT_SIDE


def make_photo_pack(folder: Path, pack_id: str = "photo-f8", stride: int = 8) -> Path:
    """``folder/pack_id``: a toy tokenizer of the real shape family, with weights that are not zero anywhere."""
    torch.manual_seed(0)
    model = ModelRecipe(
        stride=stride, codes=64, dim=8, fine=8, coarse=8, encoder_fine_blocks=1,
        encoder_coarse_blocks=int(stride == 8), decoder_fine_blocks=1, decoder_coarse_blocks=int(stride == 8),
        dither=0.1, feedback=1,
    )  # fmt: skip
    recipe = load_recipe("tiny", TokenizerRecipe)
    kind = "photo" if stride == 8 else "paint"
    recipe = recipe.model_copy(update={"id": pack_id, "model": model, "kind": kind})
    tokenizer = Tokenizer(model)
    with torch.no_grad():
        for parameter in tokenizer.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    run = folder.parent / f"{pack_id}-run"
    state = {"recipe": recipe.model_dump_json(), "step": 0, "weights": tokenizer.state_dict()}
    checkpoint.save(state, run / "weights.pt")
    export_pack(run, folder / pack_id)
    return folder / pack_id


def add_repair_decoder(pack: Path, wild: bool = False) -> None:
    """An untrained repair decoder for a photo pack of :func:`make_photo_pack`: its picture is the smooth fill, or with
    ``wild`` weights one that depends on the tokens.
    """
    recipe = load_recipe("repair", RepairRecipe)
    small = recipe.decoder.model_copy(update={"widths": (8, 8, 8, 8), "blocks": (1, 1, 1, 1), "view": ()})
    recipe = recipe.model_copy(update={"decoder": small})
    decoder = RepairDecoder(8, small)
    with torch.no_grad():
        for parameter in decoder.parameters():
            parameter.add_(0.1 * wild * torch.randn_like(parameter))
    run = pack.parent.parent / f"{pack.name}-repair-run"
    state = {"recipe": recipe.model_dump_json(), "dim": 8, "step": 0, "weights": decoder.state_dict()}
    checkpoint.save(state, run / "weights.pt")
    export_repair(run, pack)


def add_critic(pack: Path, sign: float) -> None:
    """A critic of a photo pack that scores the mean of every cell, times ``sign``."""
    nodes = [
        helper.make_node("ReduceMean", ["image"], ["grey"], axes=[1], keepdims=1),
        helper.make_node("AveragePool", ["grey"], ["cells"], kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Mul", ["cells", "sign"], ["logits"]),
    ]
    weights = [numpy_helper.from_array(np.array(sign, np.float32), "sign")]
    _add_cells(pack, "critic", {"image": 3, "mask": 1}, "logits", nodes, weights)


def add_face_finder(pack: Path) -> None:
    """A face finder of a photo pack to which all that is red, and no lighter than that, is a face."""
    red = np.array([8, -8, -8], np.float32).reshape(1, 3, 1, 1)
    nodes = [
        helper.make_node("AveragePool", ["image"], ["cells"], kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Conv", ["cells", "red", "least"], ["faces"]),
    ]
    weights = [numpy_helper.from_array(red, "red"), numpy_helper.from_array(np.array([-12], np.float32), "least")]
    _add_cells(pack, "faces", {"image": 3}, "faces", nodes, weights)


def _add_cells(
    pack: Path, name: GraphName, channels: dict[str, int], output: str, nodes: list[NodeProto],
    weights: list[TensorProto],
) -> None:  # fmt: skip
    """A graph of ``nodes`` from pictures of so many ``channels`` to a number for each cell of 8 px."""
    shapes = {key: ("batch", count, "height", "width") for key, count in channels.items()}
    cells = ("batch", 1, "rows", "columns")
    inputs = [helper.make_tensor_value_info(key, TensorProto.FLOAT, shape) for key, shape in shapes.items()]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, cells)]
    graph = helper.make_graph(nodes, name, inputs, outputs, weights)
    file = f"{name}.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), pack / file)
    spec = GraphSpec(
        file=file,
        inputs=tuple(TensorSpec(key, "float32", shape) for key, shape in shapes.items()),
        outputs=(TensorSpec(output, "float32", cells),),
        context=8,
        macs_per_pixel=1,
    )
    manifest = read_pack(pack).manifest
    files, graphs = manifest.files | {file: describe_file(pack / file)}, manifest.graphs | {name: spec}
    write_manifest(msgspec.structs.replace(manifest, graphs=graphs, files=files), pack)


def make_paint_pack(folder: Path, styles: tuple[str, ...] = ("ochre", "indigo")) -> Path:
    """``folder/paint-f4`` with the named styles, each far from the plain decoder."""
    pack = make_photo_pack(folder, "paint-f4", stride=4)
    torch.manual_seed(1)
    named = tuple(
        NamedStyle(name=name, title=name.title(), group="Toy", painting=f"{name}.png", credit="made here")
        for name in styles
    )
    recipe = load_recipe("styles", StylesRecipe)
    decoder_recipe = recipe.decoder.model_copy(update={"fine": 8, "coarse": 8, "broad": 8, "blocks": (1, 1, 1)})
    recipe = recipe.model_copy(update={"styles": named, "decoder": decoder_recipe})
    model = StyledModel(make_decoder(8, decoder_recipe), len(named))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            # Strokes are a part of the picture, its colours another: wild last weights would leave strokes only.
            parameter.add_((0.05 if "leave" in name else 0.3) * torch.randn_like(parameter))
    run = folder.parent / "styles-run"
    state = {"recipe": recipe.model_dump_json(), "dim": 8, "step": 0, "weights": model.state_dict()}
    checkpoint.save(state, run / "weights.pt")
    photo = folder.parent / "thumbnail.png"
    Image.radial_gradient("L").convert("RGB").save(photo)
    for seed, style in enumerate(named):
        colour = np.random.default_rng(seed).integers(40, 215, 3)
        noise = np.random.default_rng(seed).normal(128, 40, (64, 64, 1))
        painting = (noise * colour / 128).clip(0, 255).astype(np.uint8)
        Image.fromarray(painting).save(folder.parent / style.painting)
    export_styles(run, pack, photo, folder.parent)
    return pack


def add_prior(pack: Path, subjects: tuple[str, ...] = ()) -> None:
    """A token prior with random weights for a photo pack of :func:`make_photo_pack`."""
    torch.manual_seed(2)
    recipe = load_recipe("prior", PriorRecipe)
    shape = {"channels": 16, "heads": 2, "dilations": (1, 2), "attend_every": 2, "subjects": subjects}
    small = recipe.model.model_copy(update=shape)
    recipe = recipe.model_copy(update={"model": small})
    codebook = torch.nn.functional.normalize(torch.randn(64, 8), dim=1)
    prior = TokenPrior(codebook, small)
    with torch.no_grad():
        for parameter in prior.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    run = pack.parent.parent / f"{pack.name}-prior-run"
    checkpoint.save({"recipe": recipe.model_dump_json(), "step": 0, "weights": prior.state_dict()}, run / "weights.pt")
    export_prior(run, pack)


def add_layouts(pack: Path, subjects: int) -> None:
    """Layouts of as many subjects, at random, for a photo pack with a prior."""
    table = 0.3 * torch.randn(subjects + 1, (LAYOUT_NUMBERS + 1) * 3 * LAYOUT_SIDE**2)
    write_layouts(table, pack)


def add_refiner(pack: Path) -> None:
    """A small and wild refiner for a photo pack with a prior."""
    torch.manual_seed(4)
    prior = read_pack(pack).manifest.graphs["prior"]
    recipe = load_recipe("refiner", RefinerRecipe)
    model = recipe.model.model_copy(update={"widths": (8, 8), "blocks": 1, "deepest": 1, "subjects": prior.subjects})
    recipe = recipe.model_copy(update={"model": model})
    export_refiner(_wild_run(Refiner(model), recipe.model_dump_json(), pack, "refiner", 0.1), pack)


def add_restoring(pack: Path) -> None:
    """A damage finder, and networks that clear, measure and enlarge, small and wild, for a photo pack."""
    torch.manual_seed(3)
    finder_recipe = load_recipe("finder", FinderRecipe)
    small = finder_recipe.model.model_copy(update={"widths": (8, 8), "blocks": 1, "dilations": (1,)})
    finder_recipe = finder_recipe.model_copy(update={"model": small})
    export_finder(_wild_run(FinderHead(small), finder_recipe.model_dump_json(), pack, "finder", 0.2), pack)
    for name in ("clarity", "enlarge", "clarity-rich", "enlarge-rich"):
        recipe = load_recipe(name, ClarityRecipe)
        model = recipe.model.model_copy(update={"widths": (8, 8), "blocks": 1, "deepest": 1})
        meter = recipe.meter and recipe.meter.model_copy(update={"widths": (8, 8)})
        recipe = recipe.model_copy(update={"model": model, "meter": meter})
        export_clarity(_wild_run(ClarityAndMeter(recipe), recipe.model_dump_json(), pack, name, 0.05), pack)


def _wild_run(network: torch.nn.Module, recipe: str, pack: Path, name: str, by: float) -> Path:
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(by * torch.randn_like(parameter))
    run = pack.parent.parent / f"{pack.name}-{name}-run"
    checkpoint.save({"recipe": recipe, "step": 0, "weights": network.state_dict()}, run / "weights.pt")
    return run
