"""Writes a trained tokenizer as a model pack: ONNX graphs, manifest and hashes, after a parity check."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path

import msgspec
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vqstudio.engine.packs.manifest import (
    FILE_NAME,
    FileEntry,
    GraphSpec,
    Manifest,
    TensorSpec,
    describe_file,
)
from vqstudio.engine.packs.pack import PackInfo, read_pack
from vqstudio.engine.tokens.looks import GRAPH as LOOKS

from ..common import checkpoint
from ..common.layers import count_macs, reach
from ..common.recipes import TokenizerRecipe
from ..packs.writing import (
    KEEP_FP32_BELOW,
    OPSET,
    PARITY_DB,
    ExportError,
    decibels,
    export_graph,
    outputs_of,
    replace_folder,
    write_manifest,
)
from .model import Tokenizer
from .networks import Decoder, Encoder
from .quantizer import Quantizer
from .weights import token_weights


class QuantizerGraph(nn.Module):
    """z (B, D, h, w) to indices int64 (B, h, w) and unit code vectors z_q (B, D, h, w)."""

    table: Tensor

    def __init__(self, quantizer: Quantizer) -> None:
        super().__init__()
        self.register_buffer("table", quantizer.codebook.clone())

    def forward(self, z: Tensor) -> tuple[Tensor, Tensor]:
        b, d, h, w = z.shape
        # Not normalised: the length of a latent does not change which unit code is nearest.
        scores = z.permute(0, 2, 3, 1).reshape(-1, d) @ self.table.t()
        indices = scores.argmax(1)
        codes = F.embedding(indices, self.table).reshape(b, h, w, d).permute(0, 3, 1, 2)
        return indices.reshape(b, h, w), codes


def tokenizer_of_run(run: Path) -> tuple[TokenizerRecipe, Tokenizer]:
    """The model of a run folder (its EMA weights), or of a ``weights.pt`` file. Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, TokenizerRecipe)
    tokenizer = Tokenizer(recipe.model)
    tokenizer.load_state_dict(state["weights"])
    return recipe, tokenizer.eval()


def encoder_context(encoder: Encoder) -> int:
    """How many photo pixels on each side a latent can depend on."""
    return reach(encoder.layers, 1)[0]


def decoder_context(decoder: Decoder) -> int:
    """How many photo pixels on each side a pixel can depend on, through the longer of its two branches."""
    trunk, cell = reach(decoder.layers[:-3], decoder.stride)
    branches = [decoder.layers[-3:], *([decoder.refine] if decoder.refine else [])]
    return trunk + max(reach(branch, cell)[0] for branch in branches)


def export_pack(run: Path, pack: Path, licence: str = "Apache-2.0", training_data: str = "") -> Manifest:
    """Write the tokenizer of ``run`` as a pack into the folder ``pack``, replacing a pack that is there.

    If that pack has the same encoder and codebook, only its decoder is replaced: whatever else it holds (repair
    decoder, prior, styles) depends on tokens that have not changed. Raises CheckpointError if the run has no weights,
    ExportError if the graphs disagree with the model, PackError if the existing pack is damaged.
    """
    recipe, tokenizer = tokenizer_of_run(run)
    kept = what_stays(tokenizer, pack)
    model = recipe.model
    example = torch.rand(1, 3, 64, 96) * 2 - 1
    pixels = example.shape[2] * example.shape[3]
    z = tokenizer.encoder(example).detach()
    image = TensorSpec(name="image", dtype="float32", shape=("batch", 3, "height", "width"))
    latent = ("batch", model.dim, "rows", "columns")
    graphs = {
        "encoder": GraphSpec(
            file="encoder.onnx", inputs=(image,),
            outputs=(TensorSpec(name="z", dtype="float32", shape=latent),),
            context=encoder_context(tokenizer.encoder),
            macs_per_pixel=count_macs(tokenizer.encoder, example) / pixels,
        ),
        "quantizer": GraphSpec(
            file="quantizer.onnx", inputs=(TensorSpec(name="z", dtype="float32", shape=latent),),
            outputs=(
                TensorSpec(name="indices", dtype="int64", shape=("batch", "rows", "columns")),
                TensorSpec(name="z_q", dtype="float32", shape=latent),
            ),
            context=0, macs_per_pixel=model.codes * model.dim / model.stride**2,
        ),
        "decoder": GraphSpec(
            file="decoder.onnx", inputs=(TensorSpec(name="z_q", dtype="float32", shape=latent),),
            outputs=(image,), context=decoder_context(tokenizer.decoder),
            macs_per_pixel=count_macs(tokenizer.decoder, z) / pixels,
        ),
    }  # fmt: skip
    parent = pack.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{pack.name}-", dir=parent))
    try:
        export_graph(tokenizer.encoder, (example,), graphs["encoder"], temporary / "encoder.onnx")
        export_graph(QuantizerGraph(tokenizer.quantizer), (z,), graphs["quantizer"], temporary / "quantizer.onnx")
        export_graph(tokenizer.decoder, (F.normalize(z, dim=1),), graphs["decoder"], temporary / "decoder.onnx")
        check_parity(tokenizer, temporary)
        files: dict[str, FileEntry] = {g.file: describe_file(temporary / g.file) for g in graphs.values()}
        manifest = Manifest(
            schema_version=1, id=recipe.id, kind=recipe.kind, stride=model.stride, codes=model.codes,
            dim=model.dim, dither=model.dither, feedback=model.feedback, value_range=(-1.0, 1.0), opset=OPSET,
            graphs=graphs, files=files,  # type: ignore[arg-type]
            licence=licence, training_data=training_data, recipe=recipe.model_dump_json(),
        )  # fmt: skip
        if kept:
            manifest = with_the_rest(manifest, kept, temporary)
        write_manifest(manifest, temporary)
        temporary.chmod(0o755)
        replace_folder(temporary, pack)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return manifest


def what_stays(tokenizer: Tokenizer, pack: Path) -> PackInfo | None:
    """The pack at ``pack``, if there is one and its encoder and codebook are those of ``tokenizer``."""
    if not (pack / FILE_NAME).is_file():
        return None
    info = read_pack(pack)
    half = with_half_weights(tokenizer)
    old, new = token_weights(info), {**half.encoder.state_dict(), "codebook": half.quantizer.codebook}
    if {name: value.shape for name, value in old.items()} != {name: value.shape for name, value in new.items()}:
        return None
    # Small tensors were rounded to fp16 on their way through a run.
    same = all(torch.allclose(value, new[name], rtol=2e-3, atol=1e-5) for name, value in old.items())
    return info if same else None


def with_the_rest(manifest: Manifest, old: PackInfo, folder: Path) -> Manifest:
    """``manifest``, whose files lie in ``folder``, with everything but the decoder, and what codes look like by that,
    from the pack ``old``.
    """
    decoder = manifest.graphs["decoder"]
    kept = {name: spec for name, spec in old.manifest.graphs.items() if name != LOOKS}
    gone = {decoder.file, *(spec.file for name, spec in old.manifest.graphs.items() if name == LOOKS)}
    files = {name: entry for name, entry in old.manifest.files.items() if name not in gone}
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(old.path / name, folder / name)
    return msgspec.structs.replace(
        manifest,
        graphs=kept | {"decoder": decoder},
        files=files | {decoder.file: manifest.files[decoder.file]},
        styles=old.manifest.styles,
        training_data=manifest.training_data or old.manifest.training_data,
    )


@torch.no_grad()
def check_parity(tokenizer: Tokenizer, folder: Path) -> None:
    """Compare both chains on a picture of another, odd size than the example's. Raises ExportError below PARITY_DB.

    The reference has the same fp16 weights, and its decoder gets the codes of the exported quantizer: how a tie between
    two codes falls says nothing about the export.
    """
    reference = with_half_weights(tokenizer)
    rng = np.random.default_rng(0)
    small = rng.random((2, 3, 10, 14), dtype=np.float32) * 2 - 1
    image = F.interpolate(torch.from_numpy(small), scale_factor=16, mode="bicubic").clamp(-1, 1)
    (z,) = outputs_of(folder / "encoder.onnx", image=image)
    indices, z_q = outputs_of(folder / "quantizer.onnx", z=z)
    (decoded,) = outputs_of(folder / "decoder.onnx", z_q=z_q)
    expected_z = reference.encoder(image)
    agreement = float((reference.quantizer(expected_z).indices == torch.from_numpy(indices)).float().mean())
    db = decibels(decoded, reference.decoder(torch.from_numpy(z_q)))
    if not (db >= PARITY_DB and agreement >= 0.99):
        raise ExportError(
            "The exported graphs disagree with the model: decoder {db:.1f} dB (at least {least}), "
            "tokens {same:.1f} % (at least 99 %).",
            db=db,
            least=PARITY_DB,
            same=100 * agreement,
        )


def with_half_weights(tokenizer: Tokenizer) -> Tokenizer:
    """A copy with its large tensors, the codebook too, rounded to fp16 and kept as fp32: what a pack stores of it."""
    rounded = copy.deepcopy(tokenizer)
    with torch.no_grad():
        for tensor in (*rounded.parameters(), rounded.quantizer.codebook):
            if tensor.numel() >= KEEP_FP32_BELOW:
                tensor.copy_(tensor.half().float())
    return rounded
