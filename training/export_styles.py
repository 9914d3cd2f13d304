"""Adds a trained style decoder and its styles to a paint pack."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import msgspec
import numpy as np
import onnxruntime as ort
import torch
from PIL import Image
from torch import Tensor

from vqstudio.core.geometry import Bounds
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.manifest import GraphSpec, Manifest, StyleEntry, TensorSpec, describe_file
from vqstudio.engine.packs import PackInfo, read_pack
from vqstudio.engine.style import StylePainter
from vqstudio.engine.tokenizer import Tokenizer

from . import checkpoint
from .export import PARITY_DB, ExportError, export_graph, replace_folder, write_manifest
from .networks import count_macs
from .recipes import StylesRecipe
from .style_network import StyleAffine, StyleDecoder, StylePainting
from .style_trainer import StyledModel

THUMBNAIL = 160
"""Side of a gallery thumbnail in pixels: 80 logical pixels on a screen of twice the density."""


def load_styles(run: Path) -> tuple[StylesRecipe, StyledModel]:
    """The EMA weights of a style run (folder or ``weights.pt``). Raises CheckpointError."""
    state = checkpoint.load(run / "weights.pt" if run.is_dir() else run)
    recipe = StylesRecipe.model_validate_json(state["recipe"])
    size = recipe.decoder
    decoder = StyleDecoder(state["dim"], size.fine, size.coarse, size.blocks)
    model = StyledModel(decoder, len(recipe.styles))
    model.load_state_dict(state["weights"])
    return recipe, model.eval()


@torch.no_grad()
def export_styles(run: Path, pack: Path, photo: Path) -> Manifest:
    """Write both style graphs, the styles and their thumbnails of ``photo`` into a copy of ``pack``, then swap.

    Raises PackError, CheckpointError, or ExportError if ONNX Runtime disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, model = load_styles(run)
    z = torch.randn(1, info.manifest.dim, 12, 18)
    with torch.no_grad():
        vector, strength = model.vector(torch.zeros(1, dtype=torch.int64)), torch.ones(1)
    specs = graph_specs(model.decoder, info.manifest, z, vector, strength)
    working = pack.absolute().with_name(f".{pack.name}-styles")
    shutil.rmtree(working, ignore_errors=True)
    shutil.copytree(pack, working)
    try:
        shutil.rmtree(working / "styles", ignore_errors=True)
        (working / "styles").mkdir()
        measure, paint = StyleAffine(model.decoder), StylePainting(model.decoder)
        export_graph(measure, (z, vector, strength), specs["style_affine"], working / "style_affine.onnx")
        export_graph(paint, (z, measure(z, vector, strength)), specs["style"], working / "style.onnx")
        check_style_parity(measure, paint, working, vector)
        entries = {name: e for name, e in info.manifest.files.items() if not name.startswith("styles/")}
        entries |= {spec.file: describe_file(working / spec.file) for spec in specs.values()}
        table = model.vectors.view(len(recipe.styles), -1).numpy()
        styles = tuple(
            StyleEntry(
                name=s.name, title=s.title, group=s.group, credit=s.credit,
                vector=tuple(round(float(v), 4) for v in table[i]), thumbnail=f"styles/{s.name}.jpg",
            )
            for i, s in enumerate(recipe.styles)
        )  # fmt: skip
        graphs = dict(info.manifest.graphs) | specs
        manifest = msgspec.structs.replace(info.manifest, graphs=graphs, styles=styles)
        entries |= render_thumbnails(PackInfo(working, manifest), photo)
        manifest = msgspec.structs.replace(manifest, files=entries)
        write_manifest(manifest, working)
        replace_folder(working, pack)
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return manifest


def graph_specs(
    decoder: StyleDecoder, manifest: Manifest, z: Tensor, vector: Tensor, strength: Tensor
) -> dict[str, GraphSpec]:
    """Tensors, context and cost of both style graphs; the tensors are examples of their inputs."""
    pixels = z[0, 0].numel() * manifest.stride**2
    latents = TensorSpec(name="z", dtype="float32", shape=("batch", manifest.dim, "rows", "columns"))
    table = ("batch", 2, decoder.channels)
    affine = TensorSpec(name="affine", dtype="float32", shape=table)
    macs = count_macs(StyleAffine(decoder), z, vector, strength) / pixels
    return {
        "style_affine": GraphSpec(
            file="style_affine.onnx",
            inputs=(
                latents,
                TensorSpec(name="vector", dtype="float32", shape=table),
                TensorSpec(name="strength", dtype="float32", shape=("batch",)),
            ),
            outputs=(affine,),
            context=decoder.context,
            macs_per_pixel=macs,
        ),
        "style": GraphSpec(
            file="style.onnx",
            inputs=(latents, affine),
            outputs=(TensorSpec(name="image", dtype="float32", shape=("batch", 3, "height", "width")),),
            context=decoder.context,
            macs_per_pixel=macs,
        ),
    }


def check_style_parity(measure: StyleAffine, paint: StylePainting, folder: Path, vector: Tensor) -> None:
    """Raises ExportError if the graphs in ``folder`` do not compute what the modules compute."""
    z = torch.randn(2, measure.decoder.dim, 10, 14)
    vectors, strength = vector.repeat(2, 1, 1), torch.tensor([1.0, 0.5])
    table = measure(z, vectors, strength)

    def run(name: str, **inputs: Tensor) -> np.ndarray:
        session = ort.InferenceSession(str(folder / f"{name}.onnx"), providers=["CPUExecutionProvider"])
        return session.run(None, {key: value.numpy() for key, value in inputs.items()})[0]

    found = run("style", z=z, affine=torch.from_numpy(run("style_affine", z=z, vector=vectors, strength=strength)))
    error = float(np.mean((found - paint(z, table).numpy()) ** 2))
    db = 10 * float(np.log10(4 / max(error, 1e-12)))
    if db < PARITY_DB:
        raise ExportError(f"The exported style graphs disagree with the model: {db:.1f} dB (at least {PARITY_DB}).")


def render_thumbnails(pack: PackInfo, photo: Path) -> dict:
    """Write a square JPEG of ``photo`` in every style; returns the file entries of the manifest."""
    painter = StylePainter(pack, ["CPUExecutionProvider"], Tokenizer(pack, ["CPUExecutionProvider"]))
    with Image.open(photo) as file:
        image = file.convert("RGB")
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    # Painted at twice the size: at the thumbnail's own size the strokes would cover everything.
    square = image.resize((2 * THUMBNAIL,) * 2, Image.Resampling.LANCZOS, (left, top, left + side, top + side))
    entries = {}
    for style in pack.manifest.styles:
        assert style.thumbnail
        painted = painter.paint(
            np.asarray(square),
            Bounds.of((2 * THUMBNAIL,) * 2),
            np.array(style.vector, np.float32),
            1.0,
            lambda share, text: None,
            CancelToken(),
        )
        buffer = io.BytesIO()
        Image.fromarray(painted).resize((THUMBNAIL,) * 2, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=88)
        path = pack.path / style.thumbnail
        path.write_bytes(buffer.getvalue())
        entries[style.thumbnail] = describe_file(path)
    return entries
