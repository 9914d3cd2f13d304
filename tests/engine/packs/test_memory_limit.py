"""The pool that bounds what all models together may have."""

from __future__ import annotations

import contextlib
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import onnxruntime as ort
import pytest
from onnx import TensorProto, helper
from onnxruntime.capi.onnxruntime_pybind11_state import Fail

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.manifest import GraphSpec, TensorSpec
from vqstudio.engine.packs.pack import PackInfo, read_pack
from vqstudio.engine.packs.runtime import TOO_MUCH, session_options
from vqstudio.engine.packs.sessions import Session


def model() -> bytes:
    """One that adds each of n numbers to each."""
    nodes = [
        helper.make_node("Transpose", ["x"], ["across"]),
        helper.make_node("Add", ["x", "across"], ["large"]),
        helper.make_node("ReduceMax", ["large"], ["y"], axes=[0], keepdims=0),
    ]
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 1])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n"])
    graph = helper.make_graph(nodes, "g", [x], [y])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()


def numbers(megabytes: int) -> np.ndarray:
    """As many as make a tensor of this size."""
    return np.ones((round((megabytes * 2**18) ** 0.5), 1), np.float32)


def compute(megabytes: int) -> None:
    made = ort.InferenceSession(model(), session_options(), providers=["CPUExecutionProvider"])
    made.run(None, {"x": numbers(megabytes)})


def fill() -> None:
    """Until the pool is as large as it may be."""
    for megabytes in (5, 10, 20, 40, 80, 120, 160, 200, 240, 300):
        with contextlib.suppress(Fail):  # which the pool may refuse, by what earlier tests left of it
            compute(megabytes)


def test_weights_do_not_lift_the_limit(packs_folder: Path) -> None:
    kept = []
    for graph in ("encoder", "decoder"):
        fill()
        kept.append(Session(read_pack(packs_folder / "photo-f8"), graph, ["CPUExecutionProvider"]))
        with pytest.raises(Fail, match=TOO_MUCH):
            compute(2000)


def test_a_large_picture_after_smaller_ones_has_room(tmp_path: Path) -> None:
    (tmp_path / "large.onnx").write_bytes(model())
    spec = GraphSpec("large.onnx", (TensorSpec("x", "float32", ("n", 1)),), (TensorSpec("y", "float32", ("n",)),), 0, 0)
    pack = SimpleNamespace(id="large", path=tmp_path, manifest=SimpleNamespace(graphs={"prior": spec}, stride=8))
    large = Session(cast(PackInfo, pack), "prior", ["CPUExecutionProvider"])
    fill()
    with pytest.raises(Fail, match=TOO_MUCH):
        compute(500)  # what smaller ones needed is in the way
    (y,) = large.run(CancelToken(), x=numbers(500))
    assert (y == 2).all()
