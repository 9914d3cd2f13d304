"""Speed of every trainer: crops per second, share of the matmul peak in the same precision, share of time waiting for
data. On the GPU if there is one, else on the CPU.

    python benchmarks/trainers.py PHOTOS [--paintings FOLDER] [--only photo-f8 ...]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode

from training.common.fabric import make_fabric
from training.common.recipes import PriorRecipe, RepairRecipe, StylesRecipe, TokenizerRecipe, load_recipe
from training.common.run import Run, Trainer
from training.prior.trainer import PriorTrainer
from training.repair.trainer import RepairTrainer
from training.style.trainer import StyleTrainer
from training.tokenizer.trainer import TokenizerTrainer
from vqstudio.core.paths import resources

MATRIX = 4096
WARM_UP = 4


class Stopwatch:
    """Stands between a run and its trainer; the first steps are not timed, and the first one's operations counted."""

    def __init__(self, trainer: Trainer) -> None:
        self.inner = trainer.step
        self.flops = 0
        self.busy: list[float] = []
        self.waiting: list[float] = []
        self.ended = 0.0

    def step(self, run: Run, batch: Any) -> dict[str, float]:
        start = time.perf_counter()
        if run.step == 0:
            with FlopCounterMode(display=False) as counter:
                losses = self.inner(run, batch)
            self.flops = counter.get_total_flops()
        else:
            losses = self.inner(run, batch)
        if run.fabric.device.type == "cuda":
            torch.cuda.synchronize()
        if run.step >= WARM_UP:
            self.busy.append(time.perf_counter() - start)
            self.waiting.append(start - self.ended)
        self.ended = time.perf_counter()
        return losses


def matmul_peak(device: torch.device, dtype: torch.dtype) -> float:
    """FLOP/s of a large matrix product on ``device`` in ``dtype``: what it can do at best."""
    a = torch.randn(MATRIX, MATRIX, device=device).to(dtype)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        float((a @ a)[0, 0])  # reading a value waits for a GPU
        times.append(time.perf_counter() - start)
    return 2 * MATRIX**3 / min(times)


def measure(name: str, trainer: Trainer, steps: int, compiled: bool) -> None:
    fabric = make_fabric()
    watch = Stopwatch(trainer)
    trainer.step = watch.step  # type: ignore[method-assign]
    trainer.report = lambda run, sheet: {}  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as folder:
        run = Run(trainer, Path(folder), fabric)
        run.schedule = run.schedule.model_copy(update={"steps": steps + WARM_UP, "checkpoint_every": 10**9})
        run.train(compiled)
    dtype = torch.bfloat16 if "bf16" in str(fabric._precision.precision) else torch.float32
    peak = matmul_peak(fabric.device, dtype)
    busy, waiting = sum(watch.busy), sum(watch.waiting)
    rate = watch.flops * len(watch.busy) / (busy + waiting)
    crops = run.batch * len(watch.busy) / (busy + waiting)
    print(
        f"{name:16} {crops:7.1f} crops/s of {trainer.recipe.schedule.crop} px, {rate / 1e9:6.0f} GFLOP/s, "
        f"{100 * rate / peak:3.0f} % of the {dtype} peak of {peak / 1e9:.0f}, "
        f"{100 * waiting / (busy + waiting):4.1f} % waiting ({fabric.device})",
        flush=True,
    )


def trainers(photos: Path, paintings: Path | None) -> dict[str, Callable[[], Trainer]]:
    packs = resources() / "packs"
    photo, paint = packs / "photo-f8", packs / "paint-f4"

    def tokenizer(recipe: str, pack: Path | None) -> TokenizerTrainer:
        trainer = TokenizerTrainer(load_recipe(recipe, TokenizerRecipe), photos)
        if pack:
            trainer.start_from(pack)
        return trainer

    found: dict[str, Callable[[], Trainer]] = {
        "photo-f8-vqvae": lambda: tokenizer("photo-f8-vqvae", None),
        "paint-f4-vqvae": lambda: tokenizer("paint-f4-vqvae", None),
        "photo-f8": lambda: tokenizer("photo-f8", photo),
        "paint-f4": lambda: tokenizer("paint-f4", paint),
        "repair": lambda: RepairTrainer(load_recipe("repair", RepairRecipe), photo, photos),
        "prior": lambda: PriorTrainer(load_recipe("prior", PriorRecipe), photo, photos),
    }
    if paintings:
        found["styles"] = lambda: StyleTrainer(load_recipe("styles", StylesRecipe), paint, photos, paintings)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path, help="a folder of photos, or a tar of pack-photos")
    parser.add_argument("--paintings", type=Path, help="folder with the paintings of the styles recipe")
    parser.add_argument("--only", nargs="+", help="names of some of the recipes")
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--compile", action="store_true")
    options = parser.parse_args()
    for name, make in trainers(options.photos, options.paintings).items():
        if not options.only or name in options.only:
            measure(name, make(), options.steps, options.compile)


if __name__ == "__main__":
    main()
