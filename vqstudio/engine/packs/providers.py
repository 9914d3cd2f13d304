"""Finds the device that the models run on, without printing anything, and reports why."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime as ort

from vqstudio.core.wording import Sentence, mark

from ..requests import Device
from .model_files import ModelFile, read_model
from .runtime import session_options

log = logging.getLogger(__name__)

CPU = "CPUExecutionProvider"
CUDA = "CUDAExecutionProvider"


@cache
def choose_device(probe_graph: Path) -> tuple[list[str], Device]:
    """The providers to open sessions with, and the device they mean.

    onnxruntime-gpu lists CUDA as available on machines without a GPU and prints warnings when it is asked for, so the
    NVIDIA driver is looked for first, and CUDA is only reported after it ran ``probe_graph`` (any graph with one
    input (B, D, h, w)). The environment variable VQSTUDIO_DEVICE=cpu forces the CPU.
    """
    if os.environ.get("VQSTUDIO_DEVICE", "").lower() == "cpu":
        return [CPU], Device("CPU", mark("VQSTUDIO_DEVICE=cpu asks for the CPU."))
    if CUDA not in ort.get_available_providers():
        return [CPU], Device("CPU", mark("This ONNX Runtime is built without CUDA."))
    driver = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
    try:
        ctypes.CDLL(driver)
    except OSError:
        return [CPU], Device("CPU", mark("No NVIDIA driver was found on this computer."))
    failure = _try_cuda(probe_graph)
    if failure:
        log.warning("CUDA cannot be used: %s", failure)
        return [CPU], Device("CPU", Sentence("An NVIDIA GPU is present but cannot be used: {reason}", reason=failure))
    return [CUDA, CPU], Device("CUDA", mark("An NVIDIA GPU ran a test inference."))


def _try_cuda(graph: Path) -> str | None:
    """None if a session on CUDA opened and computed finite numbers, else the reason in one line."""
    try:
        ort.preload_dlls()
        session = ort.InferenceSession(read_model(ModelFile(graph)), session_options(), providers=[CUDA, CPU])
        if session.get_providers()[0] != CUDA:
            return Sentence("CUDA or cuDNN libraries are missing; install the extra 'cuda'.")
        spec = session.get_inputs()[0]
        sample = np.ones([n if isinstance(n, int) else 8 for n in spec.shape], np.float32)
        outputs = session.run(None, {spec.name: sample})
    except Exception as error:  # noqa: BLE001  ORT raises its own kinds for every failure of a driver or library
        return str(error).splitlines()[0]
    if not all(np.isfinite(value).all() for value in outputs):
        return Sentence("a test inference gave invalid numbers.")
    return None
