"""The pool that bounds what all models together may have."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import numpy as np
import onnxruntime as ort
import pytest
from onnx import NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.capi.onnxruntime_pybind11_state import Fail

from vqstudio.engine.packs.runtime import TOO_MUCH, session_options

MEGABYTE = 2**18
"""Floats in it."""


def session(nodes: list[NodeProto], columns: int | str, **constants: np.ndarray) -> ort.InferenceSession:
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", columns])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
    graph = helper.make_graph(nodes, "g", [x], [y], [numpy_helper.from_array(v, n) for n, v in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return ort.InferenceSession(model.SerializeToString(), session_options(), providers=["CPUExecutionProvider"])


def compute(megabytes: int) -> None:
    """A tensor of this size."""
    nodes = [
        helper.make_node("Expand", ["x", "size"], ["large"]),
        helper.make_node("ReduceMax", ["large"], ["y"], keepdims=0),
    ]
    size: Sequence[int] = (megabytes * MEGABYTE, 1)
    session(nodes, "c", size=np.array(size, np.int64)).run(None, {"x": np.ones((1, 1), np.float32)})


def test_weights_that_are_rearranged_do_not_lift_the_limit() -> None:
    for megabytes in (5, 10, 20, 40, 80, 120, 160, 200, 240, 300):  # until the pool is as large as it may be
        with contextlib.suppress(Fail):  # which the pool may refuse, by what earlier tests left of it
            compute(megabytes)
    multiply = [helper.make_node("MatMul", ["x", "weights"], ["y"])]
    kept = session(multiply, 1500, weights=np.ones((1500, 1500), np.float32))
    kept.run(None, {"x": np.ones((2, 1500), np.float32)})
    with pytest.raises(Fail, match=TOO_MUCH):
        compute(2000)
