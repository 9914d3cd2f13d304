"""ONNX Runtime's ways to run a model: on NVIDIA's GPUs, by WebGPU on any other one, and on the processor."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from pathlib import Path
from typing import Any

import onnxruntime as ort

from vqstudio.core.libraries import loads
from vqstudio.core.wording import Sentence, mark

from .runtime import session_options

CPU = "CPUExecutionProvider"
CUDA = "CUDAExecutionProvider"
WEBGPU = "WebGpuExecutionProvider"
NAMES = {CUDA: "CUDA", WEBGPU: "WebGPU", CPU: "CPU"}
"""Providers by ONNX Runtime's names and ours, the best first."""
LONGEST_PATH = 32768
"""Characters, on Windows."""


class Unusable(Exception):  # noqa: N818  it is an answer
    """A provider cannot be used here; ``why`` is one sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def opened(model: bytes, provider: str) -> ort.InferenceSession:
    """A session for a checked ``model``; what a GPU cannot compute of it the processor does.

    Raises Unusable, and what ONNX Runtime raises: it has no common base for its errors.
    """
    options = session_options()
    if provider == WEBGPU:
        # It has no kernel for weights in bytes, which the processor would multiply anew in each call and send over:
        # like this they are computed once, when the session is opened.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        options.add_provider_for_devices([_webgpu()], {})
        return ort.InferenceSession(model, options, enable_fallback=False)
    return ort.InferenceSession(model, options, providers=list(dict.fromkeys((provider, CPU))), enable_fallback=False)


def prepare(provider: str) -> None:
    """Load the libraries of a provider. Raises Unusable if it certainly cannot be used."""
    if provider == CUDA:
        _look_for_cuda()
    elif provider == WEBGPU:
        _webgpu()


def _look_for_cuda() -> None:
    """onnxruntime-gpu lists CUDA as available on machines without a GPU and prints warnings when it is asked for, so
    the NVIDIA driver is looked for first.
    """
    if CUDA not in ort.get_available_providers():
        raise Unusable(mark("This ONNX Runtime is built without CUDA."))
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        raise Unusable(mark("No NVIDIA driver was found on this computer.")) from None
    ort.preload_dlls()


@cache
def _webgpu() -> Any:
    """ONNX Runtime's description of the graphics card."""
    try:
        import onnxruntime_ep_webgpu as plugin
    except ImportError:
        raise Unusable(mark("It is not installed; install the extra 'webgpu'.")) from None
    if not hasattr(ort, "register_execution_provider_library"):
        raise Unusable(_too_old())
    try:
        ort.register_execution_provider_library("vqstudio-webgpu", _as_opened(Path(plugin.get_library_path())))
    except Exception as error:  # noqa: BLE001  ORT has no common base for its errors
        raise Unusable(_too_old() if "minimum required" in str(error) else first_line(error)) from None
    device = next((device for device in ort.get_ep_devices() if device.ep_name == WEBGPU), None)
    if device is None:
        if sys.platform.startswith("linux") and not loads("libvulkan.so.1"):
            raise Unusable(mark("The Vulkan loader is missing; install libvulkan1 (in Fedora: vulkan-loader)."))
        raise Unusable(mark("No graphics card with Vulkan, Metal or Direct3D 12 was found on this computer."))
    return device


def _as_opened(library: Path) -> str:
    """The path of a library as ONNX Runtime and its plugin take it. On Windows they stumble over letters that the
    system's code page has not (a user's name in Chinese, say), which the short form of the path has not either.
    """
    path = str(library)
    if sys.platform != "win32" or path.isascii():
        return path
    room = ctypes.create_unicode_buffer(LONGEST_PATH)
    length = ctypes.windll.kernel32.GetShortPathNameW(path, room, LONGEST_PATH)
    return room.value if 0 < length < LONGEST_PATH else path


def _too_old() -> Sentence:
    return Sentence("ONNX Runtime {version} is too old for it; install 1.24.4 or later.", version=ort.__version__)


def first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:300]
