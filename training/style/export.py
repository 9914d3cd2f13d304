"""Adds a trained style decoder and its styles to a paint pack."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
import torch
from PIL import Image
from torch import Tensor

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.manifest import GraphSpec, Manifest, StyleEntry, TensorSpec, describe_file
from vqstudio.engine.packs.pack import PackInfo, read_pack
from vqstudio.engine.style.files import decoder_of
from vqstudio.engine.style.guess import signature
from vqstudio.engine.style.paint import StylePainter
from vqstudio.engine.tokens.tokenizer import Tokenizer

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.recipes import StylesRecipe
from ..packs.weights import Part, WeightsError
from ..packs.writing import changed_copy, export_graph, leave_out_shared, outputs_of, require_alike, write_manifest
from .model import StyledModel, make_decoder
from .network import NOISE, StyleAffine, StylePainting
from .paintings import load_reference, palette_for

THUMBNAIL = 160
"""Side of a gallery thumbnail in pixels: 80 logical pixels on a screen of twice the density."""


def styles_of_run(run: Path) -> tuple[StylesRecipe, StyledModel]:
    """The EMA weights of a style run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, StylesRecipe)
    size = recipe.decoder
    model = StyledModel(make_decoder(state["dim"], size), len(recipe.styles))
    model.load_state_dict(state["weights"])
    return recipe, model.eval()


@torch.no_grad()
def export_styles(run: Path, pack: Path, photo: Path, paintings: Path) -> Manifest:
    """Write both style graphs, the styles with the signatures of their ``paintings``, and their thumbnails of ``photo``
    into a copy of ``pack``, then swap.

    Raises PackError, DataError, CheckpointError, or ExportError if ONNX Runtime disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, model = styles_of_run(run)
    inputs = example_inputs(info.manifest.dim)
    vector, strength = model.table[:1], torch.ones(1)
    measure, paint = StyleAffine(model.decoder, model.table[-1].detach()), StylePainting(model.decoder)
    specs = graph_specs(measure, info.manifest, inputs, vector, strength, recipe)
    with changed_copy(pack) as working:
        shutil.rmtree(working / "styles", ignore_errors=True)
        (working / "styles").mkdir()
        specs = write_graphs(measure, paint, specs, (*inputs, vector, strength), info, working)
        entries = {name: e for name, e in info.manifest.files.items() if not name.startswith("styles/")}
        entries |= {spec.file: describe_file(working / spec.file) for spec in specs.values()}
        described = signatures(info, recipe, paintings)
        vectors = model.table.flatten(1).numpy()
        styles = tuple(
            StyleEntry(
                name=s.name, title=s.title, group=s.group, credit=s.credit,
                vector=tuple(round(float(v), 4) for v in vectors[i]), thumbnail=f"styles/{s.name}.jpg",
                signature=described[i], technique=s.technique, stroke=s.stroke,
                palette=palette_for(s, paintings), texture=s.texture,
            )
            for i, s in enumerate(recipe.styles)
        )  # fmt: skip
        graphs = info.manifest.graphs | specs
        manifest = msgspec.structs.replace(info.manifest, graphs=graphs, styles=styles)
        entries |= render_thumbnails(PackInfo(working, manifest), photo)
        manifest = msgspec.structs.replace(manifest, files=entries)
        write_manifest(manifest, working)
    return manifest


def write_graphs(
    measure: StyleAffine,
    paint: StylePainting,
    specs: Mapping[Literal["style_affine", "style"], GraphSpec],
    asked: tuple[Tensor, ...],
    before: PackInfo,
    folder: Path,
) -> dict[Literal["style_affine", "style"], GraphSpec]:
    """Write both graphs into ``folder``; ``asked`` are examples of what is asked of the first. If the decoder's weights
    are those of the pack ``before``, styles that were learned for that one stay valid.

    Raises ExportError, WeightsError.
    """
    table, _ = measure(*asked)
    export_graph(paint, (*asked[:3], table), specs["style"], folder / "style.onnx")
    export_graph(measure, asked, specs["style_affine"], folder / "style_affine.onnx")
    leave_out_shared(folder / "style_affine.onnx", folder / "style.onnx")
    check_style_parity(measure, paint, folder, asked[3][:1])
    identity = decoder_of(before) if _same_decoder(before, PackInfo(folder, before.manifest), specs["style"]) else None
    if identity == describe_file(folder / "style.onnx").sha256:
        identity = None  # it goes without saying
    return {
        "style_affine": msgspec.structs.replace(specs["style_affine"], weights="style.onnx"),
        "style": msgspec.structs.replace(specs["style"], identity=identity),
    }


def _same_decoder(before: PackInfo, after: PackInfo, written: GraphSpec) -> bool:
    """Whether the weights are the same, in whatever form."""
    if "style" not in before.manifest.graphs:
        return False
    old, new = (Part(pack, "style decoder", "export-styles") for pack in (before, after))
    try:
        known = old.weights(old.graph("style"))
    except WeightsError:  # what cannot be read is replaced
        return False
    found = new.weights(written)
    return known.keys() == found.keys() and all(torch.equal(known[name], found[name]) for name in found)


def signatures(pack: PackInfo, recipe: StylesRecipe, paintings: Path) -> list[tuple[float, ...]]:
    """What the painting of each style looks like. Raises DataError."""
    tokenizer = Tokenizer(pack, ["CPUExecutionProvider"])
    found = []
    for style in recipe.styles:
        reference = load_reference(style, paintings, recipe.schedule.painting_side)
        pixels = ((reference[0] + 1) * 127.5).round().byte().permute(1, 2, 0).numpy()
        numbers = signature(np.ascontiguousarray(pixels), tokenizer, CancelToken())
        found.append(tuple(round(float(v), 4) for v in numbers))
    return found


def example_inputs(dim: int, batch: int = 1, rows: int = 12, columns: int = 18) -> tuple[Tensor, Tensor, Tensor]:
    """Random image, z and noise of fitting sizes; rows and columns are those of z, both even."""
    image = torch.rand(batch, 3, 8 * rows, 8 * columns) * 2 - 1
    return image, torch.randn(batch, dim, rows, columns), torch.randn(batch, NOISE, rows, columns)


def graph_specs(
    measure: StyleAffine,
    manifest: Manifest,
    inputs: tuple[Tensor, ...],
    vector: Tensor,
    strength: Tensor,
    recipe: StylesRecipe,
) -> dict[Literal["style_affine", "style"], GraphSpec]:
    """Tensors, context and cost of both style graphs; the tensors are examples of their inputs.

    ``recipe`` goes to the one that holds all weights, the plain vector's too.
    """
    image = TensorSpec(name="image", dtype="float32", shape=("batch", 3, "height", "width"))
    z = TensorSpec(name="z", dtype="float32", shape=("batch", manifest.dim, "rows", "columns"))
    noise = TensorSpec(name="noise", dtype="float32", shape=("batch", NOISE, "rows", "columns"))
    decoder = measure.decoder
    table = ("batch", 2, decoder.channels)
    affine = TensorSpec(name="affine", dtype="float32", shape=table)
    painting = TensorSpec(name="painting", dtype="float32", shape=("batch", 3, "height", "width"))
    macs = count_macs(measure, *inputs, vector, strength) / inputs[0][0, 0].numel()
    return {
        "style_affine": GraphSpec(
            file="style_affine.onnx",
            inputs=(
                image,
                z,
                noise,
                TensorSpec(name="vector", dtype="float32", shape=table),
                TensorSpec(name="strength", dtype="float32", shape=("batch",)),
            ),
            outputs=(affine, painting),
            context=decoder.context,
            macs_per_pixel=macs,
            recipe=recipe.model_dump_json(),
        ),
        "style": GraphSpec(
            file="style.onnx",
            inputs=(image, z, noise, affine),
            outputs=(painting,),
            context=decoder.context,
            macs_per_pixel=macs,
        ),
    }


def check_style_parity(measure: StyleAffine, paint: StylePainting, folder: Path, vector: Tensor) -> None:
    """Raises ExportError if the graphs in ``folder`` do not compute what the modules compute."""
    image, z, noise = example_inputs(measure.decoder.dim, 2, 10, 14)
    vectors, strength = vector.repeat(2, 1, 1), torch.tensor([1.0, 0.5])
    table, painting = measure(image, z, noise, vectors, strength)

    photo = {"image": image, "z": z, "noise": noise}
    weights = folder / "style.onnx"
    found_table, found = outputs_of(folder / "style_affine.onnx", weights, **photo, vector=vectors, strength=strength)
    (found_again,) = outputs_of(weights, None, **photo, affine=found_table)
    require_alike("style decoder", found, painting)
    require_alike("style decoder with given statistics", found_again, paint(image, z, noise, table))


def render_thumbnails(pack: PackInfo, photo: Path) -> dict:
    """Write a square JPEG of ``photo`` in every style; returns the file entries of the manifest."""
    painter = StylePainter(pack, ["CPUExecutionProvider"], Tokenizer(pack, ["CPUExecutionProvider"]))
    with Image.open(photo) as file:
        image = file.convert("RGB")
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    # Painted at twice the size: at the thumbnail's own size the strokes would cover everything.
    square = np.asarray(
        image.resize((2 * THUMBNAIL,) * 2, Image.Resampling.LANCZOS, (left, top, left + side, top + side))
    )
    entries = {}

    files = {style.name: style.thumbnail for style in pack.manifest.styles}

    def write(style: str, painted: np.ndarray) -> None:
        buffer = io.BytesIO()
        Image.fromarray(painted).resize((THUMBNAIL,) * 2, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=88)
        name = files[style]
        assert name
        (pack.path / name).write_bytes(buffer.getvalue())
        entries[name] = describe_file(pack.path / name)

    painter.thumbnails(square, pack.manifest.styles, write, CancelToken())
    return entries
