"""Writes packs: networks as ONNX graphs with fp16 weights, and manifests."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from vqstudio.core.errors import StudioError
from vqstudio.engine.packs.manifest import FILE_NAME, GraphName, GraphSpec, Manifest, describe_file
from vqstudio.engine.packs.model_files import ModelFile, read_model

from .weights import BYTES, HALF, SCALE

OPSET = 17
PARITY_DB = 50.0
"""Least agreement of PyTorch and ONNX Runtime on the exported (fp16) weights, as PSNR of the reconstruction."""
BYTES_PARITY_DB = 40.0
"""The same for weights that are stored as int8."""
KEEP_FP32_BELOW = 1024
"""Tensors with fewer numbers (biases) stay fp32: they take no space, and colour is sensitive to them."""


class ExportError(StudioError):
    """The exported graphs do not compute what the model computes."""


def export_graph(
    module: nn.Module, example: tuple[Tensor, ...], spec: GraphSpec, path: Path, in_bytes: bool = False
) -> None:
    """Export with dynamic batch and sizes; large weights are stored as fp16, or ``in_bytes`` as int8 with a scale for
    each channel of the output.
    """
    buffer: Any = io.BytesIO()  # its stub knows paths only
    axes = {
        tensor.name: {i: name for i, name in enumerate(tensor.shape) if isinstance(name, str)}
        for tensor in (*spec.inputs, *spec.outputs)
    }
    with warnings.catch_warnings():
        # The newer exporter needs onnxscript and fixes sizes that must stay open.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            module, example, buffer, dynamo=False, opset_version=OPSET, dynamic_axes=axes,
            input_names=[t.name for t in spec.inputs], output_names=[t.name for t in spec.outputs],
        )  # fmt: skip
    model = onnx.load_from_string(buffer.getvalue())
    if in_bytes:
        store_bytes(model)
    store_halves(model)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def store_bytes(model: onnx.ModelProto) -> None:
    """Replace large fp32 tables by int8 ones, with a scale for each of their rows, and a DequantizeLinear back: a
    quarter of the file. ONNX Runtime computes the weights anew in each call, which takes milliseconds.
    """
    back, scales = [], []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < KEEP_FP32_BELOW or values.ndim < 2:
            continue
        rows = values.reshape(len(values), -1)
        scale = np.abs(rows).max(1) / 127
        scale[scale == 0] = 1
        whole = np.round(rows / scale[:, None]).astype(np.int8).reshape(values.shape)
        full, small, by = tensor.name, tensor.name + BYTES, tensor.name + SCALE
        tensor.CopyFrom(numpy_helper.from_array(whole, small))
        scales.append(numpy_helper.from_array(scale.astype(np.float32), by))
        back.append(helper.make_node("DequantizeLinear", [small, by], [full], axis=0))
    model.graph.initializer.extend(scales)
    nodes = back + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def store_halves(model: onnx.ModelProto) -> None:
    """Replace large fp32 initialisers by fp16 ones and a Cast back: half the file; ONNX Runtime folds the casts at
    load.
    """
    casts = []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < KEEP_FP32_BELOW or tensor.name.endswith(SCALE):
            continue
        full, half = tensor.name, tensor.name + HALF
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), half))
        casts.append(helper.make_node("Cast", [half], [full], to=TensorProto.FLOAT))
    nodes = casts + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def leave_out_shared(path: Path, other: Path) -> None:
    """Take the constants out of the model ``path`` that the ``other`` one has, too: the manifest's ``weights`` says
    so.
    """
    model = onnx.load_from_string(path.read_bytes())
    there = {tensor.name: tensor for tensor in onnx.load_from_string(other.read_bytes()).graph.initializer}
    kept = [tensor for tensor in model.graph.initializer if there.get(tensor.name) != tensor]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    path.write_bytes(model.SerializeToString())


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """As readable JSON, with the thousands of numbers of a style on one line."""
    temporary = folder / f".{FILE_NAME}.tmp"
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    text = re.sub(rb"\[[-0-9.e,\s]+\]", lambda numbers: b"".join(numbers.group().split()), text)
    temporary.write_bytes(text + b"\n")
    temporary.replace(folder / FILE_NAME)


def write_with_graphs(manifest: Manifest, graphs: Mapping[GraphName, GraphSpec], folder: Path) -> Manifest:
    """``manifest`` with more ``graphs``, whose files lie in ``folder``, written there."""
    files = {spec.file: describe_file(folder / spec.file) for spec in graphs.values()}
    manifest = msgspec.structs.replace(manifest, graphs=manifest.graphs | dict(graphs), files=manifest.files | files)
    write_manifest(manifest, folder)
    return manifest


def without_graph(manifest: Manifest, name: GraphName, folder: Path) -> Manifest:
    """``manifest`` without a graph, whose file in ``folder`` is deleted. To be written."""
    file = manifest.graphs[name].file
    (folder / file).unlink()
    graphs = {key: spec for key, spec in manifest.graphs.items() if key != name}
    return msgspec.structs.replace(
        manifest, graphs=graphs, files={key: entry for key, entry in manifest.files.items() if key != file}
    )


def outputs_of(graph: Path, weights: Path | None = None, /, **inputs: Tensor | np.ndarray) -> list[np.ndarray]:
    """What ONNX Runtime computes on the CPU; ``weights`` is a file with what ``graph`` leaves out."""
    session = ort.InferenceSession(read_model(ModelFile(graph, weights)), providers=["CPUExecutionProvider"])
    return session.run(None, {name: np.asarray(value) for name, value in inputs.items()})


def decibels(found: np.ndarray, expected: Tensor) -> float:
    """PSNR of pictures in -1..1, at most 126."""
    error = float(np.mean((found - expected.numpy()) ** 2))
    return 10 * float(np.log10(4 / max(error, 1e-12)))


def require_alike(what: str, found: np.ndarray, expected: Tensor, least: float = PARITY_DB) -> None:
    """Raises ExportError if the picture ``found`` by a graph is further than ``least`` dB from the model's."""
    db = decibels(found, expected)
    if not db >= least:
        raise ExportError(
            "The exported {what} disagrees with the model: {db:.1f} dB (at least {least}).",
            what=what, db=db, least=least,
        )  # fmt: skip


def require_share(share: float) -> None:
    """Raise ExportError unless a ``share`` of a run in each weight is above 0 and up to 1."""
    if not 0 < share <= 1:
        raise ExportError("A share of {share:g} of the run makes no sense; give one above 0 and up to 1.", share=share)


def require_near(what: str, found: np.ndarray, expected: Tensor, most: float) -> None:
    """Raises ExportError if a number ``found`` by a graph differs by more than ``most`` from the model's."""
    difference = float(np.abs(found - expected.numpy()).max())
    if not difference <= most:
        raise ExportError(
            "The exported {what} disagrees with the model: a number differs by {difference:.3f} (at most {most}).",
            what=what, difference=difference, most=most,
        )  # fmt: skip


@contextlib.contextmanager
def changed_copy(pack: Path) -> Iterator[Path]:
    """A copy of the pack to change; it replaces the pack at the end of the block, unless the block raises."""
    working = pack.absolute().with_name(f".{pack.name}-changing")
    shutil.rmtree(working, ignore_errors=True)
    shutil.copytree(pack, working)
    try:
        yield working
        replace_folder(working, pack)
    finally:
        shutil.rmtree(working, ignore_errors=True)


def replace_folder(new: Path, old: Path) -> None:
    """Move ``new`` to the place of ``old``, which is deleted only after that."""
    if old.exists():
        aside = old.with_name(f".{old.name}-old")
        shutil.rmtree(aside, ignore_errors=True)
        old.rename(aside)
        new.rename(old)
        shutil.rmtree(aside)
    else:
        new.rename(old)
