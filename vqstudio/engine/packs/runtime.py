"""How ONNX Runtime runs models: quietly, and within a fixed amount of memory."""

from __future__ import annotations

import threading
from functools import cache

import numpy as np
import onnxruntime as ort

from vqstudio.core.memory import threads

MOST_MEMORY = 900 * 2**20
"""Bytes that all models together may have for what they compute: those that come with the program need less than 700
MB. A model can compute how large its next result is, so only this bounds it.
"""
TOO_MUCH = "Available memory of"
"""In ONNX Runtime's words for a model that wants more."""
IDENTITY = bytes.fromhex(
    "080812003a370a100a017812017922084964656e746974791201675a0f0a0178120a0a08080112040a020801620f0a0179120a0a0808011204"
    "0a02080142040a001011"
)
"""A model that gives back its one number: x to y, float32 (1,)."""


def session_options() -> ort.SessionOptions:
    """The options of every session."""
    options = ort.SessionOptions()
    options.log_severity_level = 4  # we report errors ourselves
    options.intra_op_num_threads = threads()
    # Every session has threads of its own. By default they wait for work in a loop, which takes the cores from the next
    # session: painting after encoding took half as long again.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Its other format, which it would recognise by itself, is trusted to be well-formed.
    options.add_session_config_entry("session.load_model_format", "ONNX")
    # What is planned ahead for a size is one block, which such a pool may not have in one piece; it saves no time.
    options.enable_mem_pattern = False
    _bound_memory()
    options.add_session_config_entry("session.use_env_allocators", "1")
    return options


def release_unused() -> None:
    """Give back what the pool holds and no session uses.

    Call it before a session is opened: its weights are reserved in the pool without regard to the limit, and once they
    go beyond it, ONNX Runtime (1.31) subtracts to a huge number and allows anything.
    """
    options = ort.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    _idle().run(None, {"x": np.zeros(1, np.float32)}, options)


@cache
def _idle() -> ort.InferenceSession:
    return ort.InferenceSession(IDENTITY, session_options(), providers=["CPUExecutionProvider"])


_bounding = threading.Lock()


def _bound_memory() -> None:
    with _bounding:
        _bound_memory_once()


@cache
def _bound_memory_once() -> None:
    """One pool for all sessions, which also leaves what one has freed to the next."""
    cpu = ort.OrtMemoryInfo("Cpu", ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, ort.OrtMemType.DEFAULT)
    ort.create_and_register_allocator(cpu, ort.OrtArenaCfg({"max_mem": MOST_MEMORY}))
