"""Every graph of the installed packs on a GPU and on the processor: the largest difference of their numbers, and how
many times faster the GPU is.

Without a graphics card WebGPU also runs on a software adapter, such as SwiftShader (it comes with Chromium) or a recent
lavapipe, for the numbers but not for speed: ORT_WEBGPU_EP_ALLOW_SOFTWARE_ADAPTER=1 VK_ICD_FILENAMES=ITS_JSON.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import onnxruntime as ort

from vqstudio.engine.packs.backends import CPU, CUDA, WEBGPU, Unusable, opened, prepare
from vqstudio.engine.packs.manifest import GraphName
from vqstudio.engine.packs.model_files import model_of, read_model
from vqstudio.engine.packs.pack import PackInfo
from vqstudio.engine.studio import StudioEngine

MOST = 1e-3
"""How far a number may be from the processor's."""
WINDOW = 64
"""The repair decoder attends in windows of so many pixels: its picture has whole ones."""

Inputs = dict[str, np.ndarray]


@dataclass(frozen=True)
class Compared:
    """``cpu`` and ``gpu`` are seconds of a call after the first one."""

    graph: str
    difference: float
    cpu: float
    gpu: float


def session_of(pack: PackInfo, graph: GraphName, provider: str) -> ort.InferenceSession:
    return opened(read_model(model_of(pack.path, pack.manifest.graphs[graph])), provider)


class Examples:
    """Inputs as the graphs get them in use: codes of a picture, not any numbers. ``side`` is the picture's, in px."""

    def __init__(self, pack: PackInfo, side: int) -> None:
        self._pack, self._side = pack, side
        self._rng = np.random.default_rng(0)

    def of(self, graph: GraphName) -> Inputs:
        side = -(-self._side // WINDOW) * WINDOW if graph == "repair" else self._side
        wanted = self._pack.manifest.graphs[graph].inputs
        return {tensor.name: self._tensor(tensor.name, tensor.shape, graph, side) for tensor in wanted}

    def _tensor(self, name: str, shape: tuple[int | str, ...], graph: GraphName, side: int) -> np.ndarray:
        if name == "image":
            return self._picture(side)
        if name == "z":
            return self._computed("encoder", image=self._picture(side // (2 if "style" in graph else 1)))[0]
        if name == "z_q":
            return self._computed("quantizer", z=self._tensor("z", (), "quantizer", side))[1]
        if name == "tokens":
            return self._computed("quantizer", z=self._tensor("z", (), "quantizer", side))[0]
        if name == "affine":
            return self._computed("style_affine", **self.of("style_affine"))[0]
        if name == "vector":
            return np.array(self._pack.manifest.styles[0].vector, np.float32).reshape(1, 2, -1)
        cells = side // (8 if "style" in graph else self._pack.manifest.stride)
        sizes = {"batch": 1, "height": side, "width": side, "rows": cells, "columns": cells}
        sizes |= {"half_height": side // 2, "half_width": side // 2}
        if name == "cells":
            return np.arange(min(5, cells), dtype=np.int64)
        if name == "subject":
            return np.ones(1, np.int64)
        size = [sizes[n] if isinstance(n, str) else n for n in shape]
        if name == "noise":
            return self._rng.standard_normal(size, dtype=np.float32)
        numbers = self._rng.random(size, dtype=np.float32)
        return (numbers < 0.3).astype(np.float32) if name == "mask" else numbers

    def _picture(self, side: int) -> np.ndarray:
        """Waves with some grain: float32 (1, 3, side, side) in -1..1."""
        y, x = np.mgrid[:side, :side] / side
        waves = np.stack([np.sin(5 * x + 3 * y), np.cos(4 * y), np.sin(7 * x * y)])[None]
        grain = np.random.default_rng(1).standard_normal(waves.shape)
        return np.clip(0.7 * waves + 0.05 * grain, -1, 1).astype(np.float32)

    def _computed(self, graph: GraphName, **inputs: np.ndarray) -> list[np.ndarray]:
        return session_of(self._pack, graph, CPU).run(None, inputs)


def compared(pack: PackInfo, provider: str, side: int, only: str = "") -> Iterator[Compared]:
    """Each graph of ``pack`` whose name begins with ``only``. Raises what ONNX Runtime raises, and ValueError if it
    went over to the processor.
    """
    examples = Examples(pack, side)
    for graph in pack.manifest.graphs:
        if not graph.startswith(only):
            continue
        inputs = examples.of(graph)
        slow, fast = session_of(pack, graph, CPU), session_of(pack, graph, provider)
        expected, found = slow.run(None, inputs), fast.run(None, inputs)
        if fast.get_providers()[0] != provider:
            raise ValueError(f"{graph} ran on {fast.get_providers()[0]}")
        far = max(float(np.abs(a.astype(np.float64) - b).max()) for a, b in zip(found, expected, strict=True))
        cpu, gpu = (_seconds(partial(session.run, None, inputs)) for session in (slow, fast))
        yield Compared(graph, far, cpu, gpu)


def _seconds(call: partial[object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", choices=("webgpu", "cuda"), default="webgpu")
    parser.add_argument("--side", type=int, default=512, help="pixels of the picture, a multiple of 32 (default: 512)")
    parser.add_argument("--only", default="", help="graphs whose names begin so")
    options = parser.parse_args()
    provider = {"webgpu": WEBGPU, "cuda": CUDA}[options.device]
    try:
        prepare(provider)
    except Unusable as answer:
        raise SystemExit(f"{options.device}: {answer.why}") from None
    for pack in StudioEngine.with_bundled_packs().packs():
        for one in compared(pack, provider, options.side, options.only):
            wrong = "" if one.difference <= MOST else " (too much)"
            print(
                f"{pack.id} {one.graph:13} largest difference {one.difference:.1e}{wrong}, "
                f"{1000 * one.cpu:6.0f} ms on the processor, {one.cpu / one.gpu:7.3f} times as fast",
                flush=True,
            )


if __name__ == "__main__":
    main()
