"""Which device the models run on, and what happens when it stops working: with a GPU that the test plays."""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import pytest

from tests.engine.conftest import picture
from tests.engine.packs.test_tampered_packs import replace_model
from vqstudio.core.errors import PackError
from vqstudio.core.wording import Sentence
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.packs import backends, providers, sessions
from vqstudio.engine.packs.backends import CUDA, WEBGPU, Unusable
from vqstudio.engine.requests import Result, StyleRequest, no_progress
from vqstudio.engine.studio import StudioEngine


class Gpu:
    """Plays a graphics card for WebGPU, and none for CUDA. ``fault`` is asked before each call: what it returns is the
    outputs, unless it is None.
    """

    def __init__(self) -> None:
        self.missing = {CUDA: "No NVIDIA driver was found on this computer."}
        self.fault: Callable[[list[np.ndarray]], list[np.ndarray] | None] = lambda _outputs: None
        self.silent = False
        """Whether ONNX Runtime goes over to the processor without a word."""
        self.calls = 0
        self.full = False
        """Whether there is no room for another model."""

    def prepare(self, provider: str) -> None:
        if provider in self.missing:
            raise Unusable(self.missing[provider])

    def opened(self, model: bytes, provider: str) -> Any:
        if provider != backends.CPU and self.full:
            raise RuntimeError("out of memory")
        session = self.real(model, backends.CPU)
        return session if provider == backends.CPU else OnGpu(self, session, provider)

    real = staticmethod(backends.opened)


class OnGpu:
    def __init__(self, gpu: Gpu, session: ort.InferenceSession, provider: str) -> None:
        self._gpu, self._session, self._provider = gpu, session, provider
        self.get_inputs, self.get_outputs = session.get_inputs, session.get_outputs

    def get_providers(self) -> list[str]:
        return [backends.CPU] if self._gpu.silent else [self._provider, backends.CPU]

    def run(self, *arguments: Any) -> list[np.ndarray]:
        self._gpu.calls += 1
        outputs = self._session.run(*arguments)
        changed = self._gpu.fault(outputs)
        return outputs if changed is None else changed


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gpu]:
    made = Gpu()
    monkeypatch.delenv("VQSTUDIO_DEVICE", raising=False)
    monkeypatch.setattr(providers, "prepare", made.prepare)
    for module in (providers, sessions):
        monkeypatch.setattr(module, "opened", made.opened)
    providers.try_again()
    yield made
    providers.try_again()


def painted(engine: StudioEngine, cancel: CancelToken | None = None) -> Result:
    return engine.run(StyleRequest(picture(48, 48), "ochre"), no_progress, cancel or CancelToken())


def test_a_gpu_is_used_once_it_gave_the_right_numbers_and_every_other_device_says_why_not(
    packs_folder: Path, gpu: Gpu
) -> None:
    device = StudioEngine(packs_folder).device
    assert device.name == "WebGPU"
    assert "right numbers" in device.reason
    assert device.others == (("CUDA", "No NVIDIA driver was found on this computer."),)
    gpu.missing = {}
    providers.try_again()
    device = StudioEngine(packs_folder).device
    assert (device.name, device.others) == ("CUDA", (("WebGPU", "CUDA comes first."),))


def wrong(outputs: list[np.ndarray]) -> list[np.ndarray]:
    return [value * 1.1 for value in outputs]


def no_numbers(outputs: list[np.ndarray]) -> list[np.ndarray]:
    return [np.full_like(value, np.nan) for value in outputs]


def failing(_outputs: list[np.ndarray]) -> list[np.ndarray]:
    raise RuntimeError("device lost\nand a long story")


@pytest.mark.parametrize(
    ("fault", "why"),
    [(wrong, "wrong numbers"), (no_numbers, "wrong numbers"), (failing, "cannot be used: device lost")],
)
def test_a_gpu_that_computes_wrongly_is_not_used(
    packs_folder: Path, gpu: Gpu, fault: Callable[[list[np.ndarray]], list[np.ndarray]], why: str
) -> None:
    gpu.fault = fault
    device = StudioEngine(packs_folder).device
    assert device.name == "CPU"
    assert why in dict(device.others)["WebGPU"]
    assert "\n" not in dict(device.others)["WebGPU"]


def test_a_gpu_that_leaves_all_to_the_processor_is_not_used(packs_folder: Path, gpu: Gpu) -> None:
    gpu.silent = True
    device = StudioEngine(packs_folder).device
    assert device.name == "CPU"
    assert dict(device.others)["WebGPU"] == "Its libraries are missing; install the extra 'webgpu'."


@pytest.mark.parametrize(
    ("loader", "said"),
    [(True, "No graphics card with Vulkan"), (False, "install libvulkan1")],
    ids=["no card", "no loader"],
)
def test_without_a_card_or_without_vulkan_it_is_said_which(
    monkeypatch: pytest.MonkeyPatch, loader: bool, said: str
) -> None:
    plugin = SimpleNamespace(get_library_path=lambda: "plugin.so")
    monkeypatch.setitem(sys.modules, "onnxruntime_ep_webgpu", plugin)
    monkeypatch.setattr(ort, "register_execution_provider_library", lambda *_: None, raising=False)
    monkeypatch.setattr(ort, "get_ep_devices", list, raising=False)
    monkeypatch.setattr(backends, "loads", lambda _: loader)
    monkeypatch.setattr(sys, "platform", "linux")
    backends._webgpu.cache_clear()
    with pytest.raises(Unusable) as caught:
        backends.prepare(WEBGPU)
    assert said in caught.value.why


def test_windows_gets_the_short_form_of_a_path_with_letters_of_other_code_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def short(path: str, room: Any, _length: int) -> int:
        room.value = path.replace("大", "DA~1")
        return len(room.value)

    functions = SimpleNamespace(kernel32=SimpleNamespace(GetShortPathNameW=short))
    monkeypatch.setattr(ctypes, "windll", functions, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert backends._as_opened(Path("C:/大/plugin.dll")) == "C:/DA~1/plugin.dll"
    assert backends._as_opened(Path("C:/a/plugin.dll")) == "C:/a/plugin.dll"


def test_the_user_chooses_the_device(packs_folder: Path, gpu: Gpu, monkeypatch: pytest.MonkeyPatch) -> None:
    gpu.missing = {}
    engine = StudioEngine(packs_folder)
    assert [engine.use_device(wanted).name for wanted in ("webgpu", "cpu", "cuda", "auto")] == [
        "WebGPU", "CPU", "CUDA", "CUDA",
    ]  # fmt: skip
    assert painted(engine).provider == "CUDA"
    engine.use_device("cpu")  # also for models that are open
    gpu.calls = 0
    assert painted(engine).provider == "CPU"
    assert gpu.calls == 0
    gpu.missing = {WEBGPU: Sentence("No graphics card.")}
    device = engine.use_device("webgpu")
    assert (device.name, device.reason) == ("CPU", "WebGPU was chosen but cannot be used.")
    monkeypatch.setenv("VQSTUDIO_DEVICE", "cpu")
    assert engine.use_device("auto").name == "CPU"


@pytest.mark.parametrize("fault", [failing, no_numbers], ids=["lost", "numbers that are none"])
@pytest.mark.parametrize("call", [1, 2])
def test_a_device_that_is_lost_in_the_middle_of_a_job_leaves_the_job_to_the_processor_and_says_so(
    packs_folder: Path, plain_studio: StudioEngine, gpu: Gpu, call: int,
    fault: Callable[[list[np.ndarray]], list[np.ndarray]],
) -> None:  # fmt: skip
    engine = StudioEngine(packs_folder)
    assert engine.device.name == "WebGPU"
    expected = painted(plain_studio).patch.after
    gpu.calls = 0
    gpu.fault = lambda outputs: fault(outputs) if gpu.calls >= call else None
    result = painted(engine)
    assert np.array_equal(result.patch.after, expected)
    assert gpu.calls == call, "once it is lost it is left alone"
    assert result.provider == "CPU"
    assert len(result.notices) == 1
    assert "WebGPU stopped working, so the processor goes on" in result.notices[0]
    assert engine.device.name == "CPU"
    assert engine.device.others[0] == ("WebGPU", "It stopped working.")
    assert not painted(engine).notices
    gpu.fault = lambda _outputs: None
    assert engine.use_device("auto").name == "WebGPU"
    assert painted(engine).provider == "WebGPU"


def test_a_model_that_finds_no_room_on_the_device_runs_on_the_processor(packs_folder: Path, gpu: Gpu) -> None:
    engine = StudioEngine(packs_folder)
    assert engine.device.name == "WebGPU"
    gpu.full = True
    result = painted(engine)
    assert (result.provider, len(result.notices)) == ("CPU", 1)
    assert "out of memory" in result.notices[0]


def test_a_model_that_fails_everywhere_is_not_the_devices_fault(packs_folder: Path, tmp_path: Path, gpu: Gpu) -> None:
    shutil.copytree(packs_folder / "paint-f4", tmp_path / "paint-f4")
    model = onnx.load(tmp_path / "paint-f4" / "style_affine.onnx")
    model.graph.node[-1].op_type = "Sub" if model.graph.node[-1].op_type == "Concat" else "Concat"
    replace_model(tmp_path / "paint-f4", "style_affine.onnx", model)
    engine = StudioEngine(tmp_path)
    assert engine.device.name == "WebGPU"
    with pytest.raises(PackError, match=r"style_affine\.onnx cannot be loaded"):
        painted(engine)
    assert engine.device.name == "WebGPU"


def test_a_cancelled_job_does_not_cost_the_device(packs_folder: Path, gpu: Gpu) -> None:
    engine, cancel = StudioEngine(packs_folder), CancelToken()
    assert engine.device.name == "WebGPU"

    def stopped(_outputs: list[np.ndarray]) -> None:
        cancel.cancel()
        raise RuntimeError("terminated, as it was told")

    gpu.fault = stopped
    with pytest.raises(Cancelled):
        painted(engine, cancel)
    engine.prepare_style()  # once the job has ended
    assert engine.device.name == "WebGPU"
