"""Speed of every trainer: crops per second, share of the matmul peak in the same precision, share of time waiting for
data. On the GPU if there is one, else on the CPU.

    python benchmarks/trainers.py PHOTOS [--paintings FOLDER] [--fills FOLDER] [--masks FOLDER]
        [--boxes FILE] [--drawings FOLDER --subjects FOLDER] [--only photo-f8 ...]

Steps are those in which all parts of a training are at work, quantizer and discriminators too.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode

from training.common.fabric import make_fabric
from training.common.prior_recipes import PriorRecipe, RefinerRecipe
from training.common.recipes import (
    BUNDLED,
    ClarityRecipe,
    CriticRecipe,
    FacesRecipe,
    FinderRecipe,
    RepairRecipe,
    StylesRecipe,
    TokenizerRecipe,
    load_recipe,
)
from training.common.run import Run, Trainer
from training.prior.refiner_trainer import RefinerTrainer
from training.prior.subjects import read_subjects
from training.prior.trainer import PriorTrainer
from training.repair.critic_trainer import CriticTrainer
from training.repair.faces_trainer import FacesTrainer
from training.repair.trainer import RepairTrainer
from training.restore.clarity_trainer import ClarityTrainer
from training.restore.finder_trainer import FinderTrainer
from training.style.trainer import StyleTrainer
from training.tokenizer.trainer import TokenizerTrainer
from vqstudio.core.paths import resources

MATRIX = 4096
COUNTED = 8
"""Operations differ from step to step: discriminators are smoothed at every second and compared at every eighth one."""
WARM_UP = 1 + COUNTED
TOYS = ("tiny", "tiny-gan")


class Stopwatch:
    """Stands between a run and its trainer. The first step, in which a codebook may begin, does not count; of the next
    ones the operations are counted, and of the rest the time is taken.
    """

    def __init__(self, trainer: Trainer) -> None:
        self.inner = trainer.step
        self.steps = 0
        self.flops = 0.0
        """Of a step, on average."""
        self.busy: list[float] = []
        self.waiting: list[float] = []
        self.ended = 0.0

    def step(self, run: Run, batch: Any) -> dict[str, float]:
        start = time.perf_counter()
        if 1 <= self.steps < WARM_UP:
            with FlopCounterMode(display=False) as counter:
                losses = self.inner(run, batch)
            self.flops += counter.get_total_flops() / COUNTED
        else:
            losses = self.inner(run, batch)
        if run.fabric.device.type == "cuda":
            torch.cuda.synchronize()
        if self.steps >= WARM_UP:
            self.busy.append(time.perf_counter() - start)
            self.waiting.append(start - self.ended)
        self.ended = time.perf_counter()
        self.steps += 1
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
        first = trainer.busiest_step
        trainer.recipe = trainer.recipe.with_schedule(steps=first + WARM_UP + steps, checkpoint_every=10**9)
        run = Run(trainer, Path(folder), fabric)
        run.step = first
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


def make_trainer(name: str, given: argparse.Namespace) -> Trainer | None:
    """Of a bundled recipe, with its start from a pack if it needs one; None if the data for it was not given."""
    kind, photos = BUNDLED[name], given.photos
    photo, paint = resources() / "packs" / "photo-f8", resources() / "packs" / "paint-f4"
    if kind is TokenizerRecipe:
        recipe = load_recipe(name, TokenizerRecipe)
        trainer = TokenizerTrainer(recipe, photos)
        if recipe.adversarial:
            trainer.start_from(resources() / "packs" / recipe.id)
        return trainer
    if kind is RepairRecipe:
        return RepairTrainer(load_recipe(name, RepairRecipe), photo, photos)
    if kind is PriorRecipe:
        return PriorTrainer(load_recipe(name, PriorRecipe), photo, photos)
    if kind is RefinerRecipe and given.drawings and given.subjects:
        subjects = read_subjects(given.subjects)
        return RefinerTrainer(load_recipe(name, RefinerRecipe), given.drawings, [photos], subjects)
    if kind is StylesRecipe and given.paintings:
        return StyleTrainer(load_recipe(name, StylesRecipe), paint, photos, given.paintings)
    if kind is CriticRecipe and given.fills:
        return CriticTrainer(load_recipe(name, CriticRecipe), given.fills)
    if kind is FacesRecipe and given.boxes:
        return FacesTrainer(load_recipe(name, FacesRecipe), [photos], given.boxes)
    if kind is ClarityRecipe:
        return ClarityTrainer(load_recipe(name, ClarityRecipe), [photos])
    if kind is FinderRecipe and given.masks:
        return FinderTrainer(load_recipe(name, FinderRecipe), [photos], given.masks)
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path, help="a folder of photos, or a tar of pack-photos")
    parser.add_argument("--paintings", type=Path, help="folder with the paintings of the styles recipe")
    parser.add_argument("--fills", type=Path, help="folder that python -m training fills made, for the critic")
    parser.add_argument("--masks", type=Path, help="folder with grey pictures of damage, for the finder")
    parser.add_argument("--boxes", type=Path, help="file that python -m training face-boxes made, for the face finder")
    parser.add_argument("--drawings", type=Path, help="folder that python -m training drawings made, for the refiner")
    parser.add_argument("--subjects", type=Path, help="folder of the subjects of these drawings")
    parser.add_argument("--only", nargs="+", choices=sorted(BUNDLED), metavar="RECIPE", help="some of the recipes")
    parser.add_argument("--steps", type=int, default=2 * COUNTED, help="how many are timed")
    parser.add_argument("--compile", action="store_true")
    options = parser.parse_args()
    for name in options.only or [name for name in BUNDLED if name not in TOYS]:
        if trainer := make_trainer(name, options):
            measure(name, trainer, options.steps, options.compile)
        else:
            needs = "--paintings for the styles, --fills for the critic, --masks for the finder, --boxes for the faces"
            print(f"{name:16} left out: give {needs}, --drawings and --subjects for the refiner", flush=True)


if __name__ == "__main__":
    main()
