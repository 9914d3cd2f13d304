"""Speed of encode + quantize + decode of every installed pack, as MP/s and as a share of the machine's matmul peak."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np
from PIL import Image

from vqstudio.demo import sample_photo
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import PackInfo
from vqstudio.engine.packs.providers import choose_device
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.tokens.tokenizer import Tokenizer

PHOTO_SIZE = (1280, 832)
MATRIX = 2048


def best(function: Callable[[], object], repeats: int) -> float:
    """Seconds of the fastest of ``repeats`` calls, after one that does not count."""
    function()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def matmul_peak(repeats: int) -> float:
    """FLOP/s of a large fp32 matrix product in numpy: what this machine can do at best."""
    a = np.random.default_rng(0).random((MATRIX, MATRIX), dtype=np.float32)
    return 2 * MATRIX**3 / best(lambda: a @ a, repeats)


def measure(pack: PackInfo, photo: np.ndarray, repeats: int) -> tuple[float, float]:
    """MP/s and FLOP/s of encode + quantize + decode of ``photo`` (H, W, 3)."""
    providers, _ = choose_device(pack.path / pack.manifest.graphs["encoder"].file)
    tokenizer = Tokenizer(pack, providers)
    never = CancelToken()
    seconds = best(lambda: tokenizer.reconstruct(photo, never), repeats)
    pixels = photo.shape[0] * photo.shape[1]
    flops = 2 * pixels * sum(pack.manifest.graphs[name].macs_per_pixel for name in ("encoder", "quantizer", "decoder"))
    return pixels / 1e6 / seconds, flops / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    photo = np.asarray(Image.open(sample_photo()).convert("RGB").resize(PHOTO_SIZE, Image.Resampling.LANCZOS))
    peak = matmul_peak(options.repeats)
    print(f"matmul peak {peak / 1e9:.0f} GFLOP/s (fp32, numpy, {MATRIX} x {MATRIX})")
    for pack in StudioEngine.with_bundled_packs().packs():
        speed, flops = measure(pack, photo, options.repeats)
        print(f"{pack.id:10} {speed:5.2f} MP/s  {flops / 1e9:5.0f} GFLOP/s  {100 * flops / peak:3.0f} % of the peak")


if __name__ == "__main__":
    main()
