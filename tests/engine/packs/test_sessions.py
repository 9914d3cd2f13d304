"""Model calls that are cancelled while they run."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.packs import model_files
from vqstudio.engine.packs.manifest import GraphSpec, TensorSpec
from vqstudio.engine.packs.pack import PackInfo
from vqstudio.engine.packs.sessions import Session

DAYS = 10**12
"""Rounds of a loop of which a processor does about a million a second."""


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A model that does nothing for days, which a pack's could not: loops are let through here."""
    monkeypatch.setattr(model_files, "OPERATORS", model_files.OPERATORS | {b"Loop"})
    x, y, x_out = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in ("x", "y", "x_out"))
    number, go_on, on = (
        helper.make_tensor_value_info(name, kind, [])
        for name, kind in (("number", TensorProto.INT64), ("go_on", TensorProto.BOOL), ("on", TensorProto.BOOL))
    )
    steps = [helper.make_node("Identity", ["go_on"], ["on"]), helper.make_node("Identity", ["x"], ["x_out"])]
    body = helper.make_graph(steps, "body", [number, go_on, x], [on, x_out])
    rounds = helper.make_tensor("rounds", TensorProto.INT64, [], [DAYS])
    loop = helper.make_node("Loop", ["rounds", "", "z"], ["y"], body=body)
    z = helper.make_tensor_value_info("z", TensorProto.FLOAT, [1])
    graph = helper.make_graph([loop], "endless", [z], [y], [rounds])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, tmp_path / "endless.onnx")
    spec = GraphSpec("endless.onnx", (TensorSpec("z", "float32", (1,)),), (TensorSpec("y", "float32", (1,)),), 0, 0)
    pack = SimpleNamespace(id="endless", path=tmp_path, manifest=SimpleNamespace(graphs={"prior": spec}, stride=8))
    return Session(cast(PackInfo, pack), "prior", ["CPUExecutionProvider"])


def test_a_model_call_that_would_run_for_days_ends_when_it_is_cancelled(endless: Session) -> None:
    cancel, ended = CancelToken(), threading.Event()
    raised: list[BaseException] = []

    def call() -> None:
        try:
            endless.run(cancel, z=np.ones(1, np.float32))
        except Cancelled as error:
            raised.append(error)
        ended.set()

    threading.Thread(target=call, daemon=True).start()
    assert not ended.wait(0.5)  # it is in the middle of the call
    cancel.cancel()
    assert ended.wait(30)
    assert len(raised) == 1


def test_a_call_that_was_cancelled_before_does_not_begin(endless: Session) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        endless.run(cancel, z=np.ones(1, np.float32))
