"""Adds a trained style decoder and its styles to a paint pack."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from PIL import Image

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.manifest import GraphSpec, Manifest, StyleEntry, TensorSpec, describe_file
from vqstudio.engine.packs import PackInfo, read_pack
from vqstudio.engine.style import StylePainter
from vqstudio.engine.tokenizer import Tokenizer

from . import checkpoint
from .export import PARITY_DB, ExportError, context_of, export_graph, replace_folder, write_manifest
from .networks import count_macs
from .recipes import StylesRecipe
from .style_network import StyleDecoder
from .style_trainer import StyledModel

THUMBNAIL = 160
"""Side of a gallery thumbnail in pixels: 80 logical pixels on a screen of twice the density."""


def load_styles(run: Path) -> tuple[StylesRecipe, StyledModel]:
    """The EMA weights of a style run (folder or ``weights.pt``). Raises CheckpointError."""
    state = checkpoint.load(run / "weights.pt" if run.is_dir() else run)
    recipe = StylesRecipe.model_validate_json(state["recipe"])
    model = StyledModel(StyleDecoder(state["dim"], recipe.decoder.width, recipe.decoder.blocks), len(recipe.styles))
    model.load_state_dict(state["weights"])
    return recipe, model.eval()


def export_styles(run: Path, pack: Path, photo: Path) -> Manifest:
    """Write ``style.onnx``, the styles and thumbnails of ``photo`` in each of them into a copy of ``pack``, then swap.

    Raises PackError, CheckpointError, or ExportError if ONNX Runtime disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, model = load_styles(run)
    decoder = model.decoder
    z_q = torch.nn.functional.normalize(torch.randn(1, info.manifest.dim, 12, 18), dim=1)
    with torch.no_grad():
        vector = model.vector(torch.zeros(1, dtype=torch.int64))
    spec = GraphSpec(
        file="style.onnx",
        inputs=(
            TensorSpec(name="z_q", dtype="float32", shape=("batch", info.manifest.dim, "rows", "columns")),
            TensorSpec(name="vector", dtype="float32", shape=("batch", decoder.vector_size)),
        ),
        outputs=(TensorSpec(name="image", dtype="float32", shape=("batch", 3, "height", "width")),),
        context=context_of(decoder, info.manifest.stride),
        macs_per_pixel=count_macs(decoder, z_q, vector) / (z_q[0, 0].numel() * info.manifest.stride**2),
    )
    working = pack.absolute().with_name(f".{pack.name}-styles")
    shutil.rmtree(working, ignore_errors=True)
    shutil.copytree(pack, working)
    try:
        shutil.rmtree(working / "styles", ignore_errors=True)
        (working / "styles").mkdir()
        export_graph(decoder, (z_q, vector), spec, working / spec.file)
        check_style_parity(decoder, working / spec.file, vector)
        entries = {name: e for name, e in info.manifest.files.items() if not name.startswith("styles/")}
        entries[spec.file] = describe_file(working / spec.file)
        table = model.vectors.detach().view(len(recipe.styles), -1).numpy()
        styles = tuple(
            StyleEntry(
                name=s.name, title=s.title, group=s.group, credit=s.credit,
                vector=tuple(round(float(v), 4) for v in table[i]), thumbnail=f"styles/{s.name}.jpg",
            )
            for i, s in enumerate(recipe.styles)
        )  # fmt: skip
        graphs = dict(info.manifest.graphs) | {"style": spec}
        manifest = info.manifest.model_copy(update={"graphs": graphs, "styles": styles})
        entries |= render_thumbnails(PackInfo(working, manifest), photo)
        manifest = manifest.model_copy(update={"files": entries})
        write_manifest(manifest, working)
        replace_folder(working, pack)
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return manifest


@torch.no_grad()
def check_style_parity(decoder: StyleDecoder, graph: Path, vector: torch.Tensor) -> None:
    session = ort.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    z_q = torch.nn.functional.normalize(torch.randn(2, decoder.enter.in_channels, 9, 14), dim=1)
    vectors = vector.repeat(2, 1)
    (found,) = session.run(None, {"z_q": z_q.numpy(), "vector": vectors.numpy()})
    error = float(np.mean((found - decoder(z_q, vectors).numpy()) ** 2))
    db = 10 * float(np.log10(4 / max(error, 1e-12)))
    if db < PARITY_DB:
        raise ExportError(f"The exported style graph disagrees with the model: {db:.1f} dB (at least {PARITY_DB}).")


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
            np.asarray(square), np.array(style.vector, np.float32), 1.0, lambda share, text: None, CancelToken()
        )
        buffer = io.BytesIO()
        Image.fromarray(painted).resize((THUMBNAIL,) * 2, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=88)
        path = pack.path / style.thumbnail
        path.write_bytes(buffer.getvalue())
        entries[style.thumbnail] = describe_file(path)
    return entries
