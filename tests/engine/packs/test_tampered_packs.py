"""A pack may come from anywhere: it works, or one sentence says why it is left out."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto

from tests.engine.conftest import picture
from tests.tamper import outcome, tampered
from vqstudio.core.errors import PackError
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import find_packs, read_pack
from vqstudio.engine.requests import StyleRequest, no_progress
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.tokens.tokenizer import Tokenizer


@pytest.fixture
def pack(packs_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(packs_folder / "photo-f8", tmp_path / "packs" / "photo-f8")
    return tmp_path / "packs" / "photo-f8"


def change(pack: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((pack / "manifest.json").read_text())
    edit(manifest)
    (pack / "manifest.json").write_text(json.dumps(manifest))


def replace_model(pack: Path, name: str, model: onnx.ModelProto) -> None:
    replace_content(pack, name, model.SerializeToString())


def replace_content(pack: Path, name: str, content: bytes) -> None:
    (pack / name).write_bytes(content)
    entry = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    change(pack, lambda manifest: manifest["files"].__setitem__(name, entry))


def reconstruct(pack: Path) -> np.ndarray:
    return Tokenizer(read_pack(pack), ["CPUExecutionProvider"]).reconstruct(picture(48, 32), CancelToken())


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 300_000,
        b'{"schema_version":' + b"[" * 100_000,
        b'{"schema_version":' + b"9" * 100_000 + b"}",
        b'{"schema_version":1,"id":"x","dither":1e999}',
        "{}".encode("utf-16"),
    ],
)
def test_one_unreadable_manifest_leaves_the_other_packs_alone(pack: Path, packs_folder: Path, text: bytes) -> None:
    shutil.copytree(packs_folder / "paint-f4", pack.parent / "paint-f4")
    (pack / "manifest.json").write_bytes(text)
    packs, problems = find_packs(pack.parent)
    assert [p.id for p in packs] == ["paint-f4"]
    assert len(problems) == 1
    assert "photo-f8" in problems[0]
    assert len(problems[0]) < 300


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda m: m["graphs"].pop("quantizer"), "it has no quantizer"),
        (lambda m: m.update(dim=10**9), "dim"),
        (lambda m: m.update(dim=16), r"encoder\.onnx is not what the encoder of such a pack is"),
        (lambda m: m.update(codes=10**18), "codes"),
        (lambda m: m.update(value_range=[0, 1]), "value_range"),
        (lambda m: m.update(opset=10**9), "opset"),
        (lambda m: m["graphs"]["encoder"].update(context=10**15), "context"),
        (lambda m: m["graphs"]["encoder"]["outputs"].clear(), r"encoder\.onnx is not what"),
        (lambda m: m.update(recipe="x" * 2_000_000), "recipe"),
    ],
)
def test_what_a_manifest_says_has_limits_and_fits_together(
    pack: Path, edit: Callable[[dict[str, Any]], object], words: str
) -> None:
    change(pack, edit)
    with pytest.raises(PackError, match=rf"manifest of the pack photo-f8 is not valid: .*{words}"):
        read_pack(pack)


@pytest.mark.parametrize("file", ["decoder.onnx", "manifest.json"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(pack: Path, file: str) -> None:
    (pack / file).unlink()
    os.mkfifo(pack / file)
    assert len(find_packs(pack.parent)[1]) == 1


def test_weights_in_a_file_beside_the_model_are_not_loaded(pack: Path) -> None:
    model = onnx.load(pack / "quantizer.onnx")
    onnx.save(
        model, pack / "quantizer.onnx", save_as_external_data=True, location="weights.bin", size_threshold=0,
        convert_attribute=True,
    )  # fmt: skip
    assert (pack / "weights.bin").exists()
    replace_model(pack, "quantizer.onnx", onnx.load(pack / "quantizer.onnx", load_external_data=False))
    with pytest.raises(PackError, match=r"quantizer\.onnx keeps weights in another file"):
        reconstruct(pack)


def endless(model: onnx.ModelProto) -> None:
    """Its picture goes round and round a loop."""
    values = [onnx.helper.make_tensor_value_info("round", TensorProto.INT64, [])]
    values += [onnx.helper.make_tensor_value_info("go", TensorProto.BOOL, [])]
    values += [onnx.helper.make_tensor_value_info("picture", TensorProto.FLOAT, None)]
    results = [onnx.helper.make_tensor_value_info("on", TensorProto.BOOL, [])]
    results += [onnx.helper.make_tensor_value_info("same", TensorProto.FLOAT, None)]
    steps = [("Identity", ["go"], ["on"]), ("Identity", ["picture"], ["same"])]
    body = onnx.helper.make_graph([onnx.helper.make_node(*step) for step in steps], "body", values, results)
    constant(model, "rounds", np.array(2**62))
    constant(model, "true", np.array(True))
    model.graph.node.append(onnx.helper.make_node("Loop", ["rounds", "true", "whole"], ["image"], body=body))


def doubling(model: onnx.ModelProto) -> None:
    """Each of its functions calls the next one twice."""
    there = [onnx.helper.make_opsetid("own", 1), onnx.helper.make_opsetid("", 17)]
    for number in range(20):
        following, domain = (f"F{number + 1}", "own") if number < 19 else ("Identity", "")
        calls = [onnx.helper.make_node(following, ["a"], [name], domain=domain) for name in ("b", "c")]
        nodes = [*calls, onnx.helper.make_node("Add", ["b", "c"], ["d"])]
        model.functions.append(onnx.helper.make_function("own", f"F{number}", ["a"], ["d"], nodes, there))
    model.opset_import.append(there[0])
    model.graph.node.append(onnx.helper.make_node("F0", ["whole"], ["image"], domain="own"))


def huge(model: onnx.ModelProto) -> None:
    """It adds what takes 8 GB."""
    constant(model, "shape", np.array([2**31]))
    add(model, "ConstantOfShape", ["shape"], ["zeros"])
    add(model, "ReduceMax", ["zeros"], ["zero"])
    add(model, "Add", ["whole", "zero"], ["image"])


def enlarged(model: onnx.ModelProto) -> None:
    constant(model, "scales", np.array([1, 1, 1000, 1000], np.float32))
    add(model, "Resize", ["whole", "", "scales"], ["image"])


def sparse(model: onnx.ModelProto) -> None:
    parts = (np.array([1], np.float32), "zeros"), (np.array([0]), "places")
    values, places = (onnx.numpy_helper.from_array(array, name) for array, name in parts)
    model.graph.sparse_initializer.append(onnx.helper.make_sparse_tensor(values, places, [2**31]))
    add(model, "ReduceMax", ["zeros"], ["zero"])
    add(model, "Add", ["whole", "zero"], ["image"])


def foreign(model: onnx.ModelProto) -> None:
    model.graph.node.append(onnx.helper.make_node("Gelu", ["whole"], ["image"], domain="com.microsoft"))


def add(model: onnx.ModelProto, operator: str, inputs: list[str], outputs: list[str]) -> None:
    model.graph.node.append(onnx.helper.make_node(operator, inputs, outputs))


def constant(model: onnx.ModelProto, name: str, value: np.ndarray) -> None:
    model.graph.initializer.append(onnx.numpy_helper.from_array(value, name))


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (endless, "uses Loop,"), (doubling, "uses functions,|uses F0,"), (foreign, "uses com.microsoft,"),
        (huge, "uses ConstantOfShape by far too much"), (enlarged, "uses Resize by far too much"),
        (sparse, "uses sparse weights"),
    ],
)  # fmt: skip
def test_models_that_would_never_end_or_fill_the_memory_are_not_run(
    pack: Path, tamper: Callable[[onnx.ModelProto], None], words: str
) -> None:
    model = onnx.load(pack / "decoder.onnx")
    next(node for node in model.graph.node if node.output[0] == "image").output[0] = "whole"
    tamper(model)
    replace_model(pack, "decoder.onnx", model)
    with pytest.raises(PackError, match=rf"decoder\.onnx {words}"):
        reconstruct(pack)


def by_shape(model: onnx.ModelProto, operator: str) -> None:
    """The picture's own size, many times over, is the size of the next result: several gigabytes."""
    constant(model, "much", np.array([1, 1, 700, 700]))
    add(model, "Shape", ["whole"], ["shape"])
    add(model, "Mul", ["shape", "much"], ["size"])
    if operator == "Expand":
        add(model, "ReduceMax", ["whole"], ["highest"])
        add(model, "Expand", ["highest", "size"], ["large"])
    elif operator == "Resize":
        add(model, "Resize", ["whole", "", "", "size"], ["large"])
    elif operator == "Pad":
        model.graph.node.append(onnx.helper.make_node("Concat", ["size", "size"], ["pads"], axis=0))
        add(model, "Pad", ["whole", "pads"], ["large"])
    else:
        add(model, "ConstantOfShape", ["size"], ["large"])
    add_largest(model)


def by_strides(model: onnx.ModelProto) -> None:
    constant(model, "weights", np.ones((3, 3, 1, 1), np.float32))
    model.graph.node.append(onnx.helper.make_node("ConvTranspose", ["whole", "weights"], ["large"], strides=[700, 700]))
    add_largest(model)


def by_doubling(model: onnx.ModelProto) -> None:
    name = "whole"
    for number in range(18):
        model.graph.node.append(onnx.helper.make_node("Concat", [name, name], [f"twice{number}"], axis=0))
        name = f"twice{number}"
    add(model, "Identity", [name], ["large"])
    add_largest(model)


def by_pairs(model: onnx.ModelProto, operator: str) -> None:
    """Every number with every other one, of a table eight times as large as the picture."""
    constant(model, "column", np.array([-1, 1]))
    constant(model, "row", np.array([1, -1]))
    model.graph.node.append(onnx.helper.make_node("Concat", ["whole"] * 8, ["more"], axis=0))
    add(model, "Reshape", ["more", "column"], ["down"])
    add(model, "Reshape", ["more", "row"], ["across"])
    add(model, operator, ["down", "across"], ["large"])
    add_largest(model)


def of_constants(model: onnx.ModelProto, operator: str) -> None:
    """What is computed when the model is opened."""
    constant(model, "across", np.ones((1, 40_000), np.float32))
    constant(model, "down", np.ones((40_000, 1), np.float32))
    constant(model, "much", np.array([40_000]))
    if operator == "Expand":
        model.graph.node.append(onnx.helper.make_node("Concat", ["much", "much"], ["size"], axis=0))
        add(model, "Expand", ["down", "size"], ["large"])
    elif operator == "Constant":
        model.graph.node.append(onnx.helper.make_node("Constant", [], ["list"], value_floats=[1.0] * 40_000))
        add(model, "Mul", ["down", "list"], ["large"])
    else:
        add(model, operator, ["down", "across"], ["large"])
    add_largest(model)


def add_largest(model: onnx.ModelProto) -> None:
    add(model, "ReduceMax", ["large"], ["most"])
    add(model, "Add", ["whole", "most"], ["image"])


MOST_GROWTH = 1000  # MB; every one of these would take at least 4,000


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (partial(by_shape, operator="Expand"), "more memory than a model may have"),
        (partial(by_shape, operator="Resize"), "more memory than a model may have"),
        (partial(by_shape, operator="Pad"), "more memory than a model may have"),
        (partial(by_shape, operator="ConstantOfShape"), "more memory than a model may have"),
        (by_strides, "more memory than a model may have"),
        (by_doubling, "more memory than a model may have"),
        (partial(by_pairs, operator="Add"), "more memory than a model may have"),
        (partial(by_pairs, operator="MatMul"), "more memory than a model may have"),
        (partial(of_constants, operator="Expand"), "constants that grow by far too much"),
        (partial(of_constants, operator="Constant"), "constants that grow by far too much"),
        (partial(of_constants, operator="Mul"), "constants that grow by far too much"),
        (partial(of_constants, operator="MatMul"), "constants that grow by far too much"),
    ],
)
def test_models_that_compute_huge_sizes_fail_before_they_fill_the_memory(
    pack: Path, tamper: Callable[[onnx.ModelProto], None], words: str
) -> None:
    model = onnx.load(pack / "decoder.onnx")
    next(node for node in model.graph.node if node.output[0] == "image").output[0] = "whole"
    tamper(model)
    replace_model(pack, "decoder.onnx", model)
    before = most_memory()
    with pytest.raises(PackError, match=rf"decoder\.onnx .*{words}"):
        reconstruct(pack)
    assert most_memory() - before < MOST_GROWTH


def most_memory() -> int:
    """Megabytes that this process has ever had."""
    resource = pytest.importorskip("resource")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)


@pytest.mark.parametrize("graph", ["encoder", "quantizer", "decoder"])
def test_numbers_that_are_none_never_reach_the_photo(pack: Path, graph: str) -> None:
    model = onnx.load(pack / f"{graph}.onnx")
    for tensor in model.graph.initializer:
        values = onnx.numpy_helper.to_array(tensor)
        if values.dtype.kind == "f":
            tensor.CopyFrom(onnx.numpy_helper.from_array(np.full_like(values, np.nan), tensor.name))
    replace_model(pack, f"{graph}.onnx", model)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(PackError, match=rf"{graph}\.onnx of the pack photo-f8 gave invalid numbers"):
            reconstruct(pack)


def test_a_model_that_fails_while_it_runs_is_one_sentence(pack: Path) -> None:
    """Its last step makes a picture of a size that the graph does not announce."""
    model = onnx.load(pack / "decoder.onnx")
    node = next(node for node in model.graph.node if node.output[0] == "image")
    node.output[0] = "whole"
    half = onnx.helper.make_node("MaxPool", ["whole"], ["image"], kernel_shape=[2, 2], strides=[2, 2])
    model.graph.node.append(half)
    replace_model(pack, "decoder.onnx", model)
    with pytest.raises(PackError, match=r"decoder\.onnx of the pack photo-f8 gave a picture of a wrong size"):
        reconstruct(pack)


def test_what_onnx_runtime_cannot_read_is_told_by_the_program_alone(
    pack: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = (pack / "decoder.onnx").read_bytes()
    for mark in (b"\x0a\x05", b"\x12\x05"):
        content = content.replace(mark + b"image", mark + b"imag\xaf")
    replace_content(pack, "decoder.onnx", content)
    with pytest.raises(PackError, match=r"decoder\.onnx"):
        reconstruct(pack)
    assert capfd.readouterr() == ("", "")


def test_a_request_for_a_pack_without_a_quantizer_says_so(pack: Path) -> None:
    change(pack, lambda m: m["graphs"].pop("quantizer"))
    engine = StudioEngine(pack.parent)
    assert engine.device.name == "CPU"
    with pytest.raises(PackError, match="it has no quantizer"):
        engine.prepare_repair()


def test_tampered_packs_work_or_are_one_sentence(packs_folder: Path, tmp_path: Path) -> None:
    for number in range(48):
        for kind in ("photo-f8", "paint-f4"):
            place = tampered(packs_folder / kind, tmp_path / str(number), number)
            found = outcome(place)
            assert found == "works" or "\n" not in found


def test_shared_weights_that_are_not_there_are_one_sentence(packs_folder: Path, tmp_path: Path) -> None:
    pack = tmp_path / "paint-f4"
    shutil.copytree(packs_folder / "paint-f4", pack)

    def first_style() -> np.ndarray:
        request = StyleRequest(picture(32, 32), "ochre")
        return StudioEngine(tmp_path).run(request, no_progress, CancelToken()).patch.after

    change(pack, lambda m: m["graphs"]["style_affine"].update(weights="other.onnx"))
    with pytest.raises(PackError, match=r"other\.onnx is not listed among its files"):
        first_style()
    change(pack, lambda m: m["graphs"]["style_affine"].update(weights="../style.onnx"))
    with pytest.raises(PackError, match=r"paint-f4 is not valid"):
        first_style()
    change(pack, lambda m: m["graphs"]["style_affine"].update(weights="encoder.onnx"))
    with pytest.raises(PackError, match=r"style_affine\.onnx cannot be loaded"):
        first_style()
    model = onnx.load(pack / "encoder.onnx")
    node = onnx.load(pack / "style_affine.onnx").graph.node[0]
    huge = onnx.helper.make_tensor(node.input[0], TensorProto.FLOAT16, [2], [1, 2])
    huge.data_location, entry = TensorProto.EXTERNAL, huge.external_data.add()
    entry.key, entry.value = "location", "/etc/passwd"
    model.graph.initializer.append(huge)
    replace_model(pack, "encoder.onnx", model)
    with pytest.raises(PackError, match=r"encoder\.onnx keeps weights in another file"):
        first_style()
