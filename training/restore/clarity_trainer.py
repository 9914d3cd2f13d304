"""Trains the networks of clarity and enlarging on photos that get noise, compression and blur in code: for nearness to
the photo, or with discriminators for likeness to photos (Wang et al. 2018, ESRGAN).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim import Optimizer

from ..common.data import Crops
from ..common.perceptual import Lite0Features, feature_distance
from ..common.photos import Photos, find_photos, hold_out
from ..common.recipes import ClarityRecipe
from ..common.run import Run, Stateful, Trainer
from ..common.sheets import save_sheet
from ..packs.weights import matching
from ..tokenizer.adversary import Adversary, Seen, busiest_step, optimizer_against
from .clarity_network import ClarityAndMeter, bicubic_doubled
from .degrade import BLUR, COMPRESSION, FAULTS, NOISE, degraded, halved
from .weights import load_clarity_for

SHEET_CROPS = 8
HELD_OUT = 48
"""Held-out crops that the figures are of, with the same faults in every report."""


class Batch(NamedTuple):
    """Pictures (B, 3, H, W) and what is to be made of them, in -1..1; the strengths that the network is told, and those
    of all faults, (B, 3).
    """

    pictures: Tensor
    goal: Tensor
    told: Tensor
    strengths: Tensor


class ClarityTrainer(Trainer):
    recipe: ClarityRecipe
    model: ClarityAndMeter

    def __init__(self, recipe: ClarityRecipe, photos: list[Path], seed: int = 0) -> None:
        self.recipe, self.seed = recipe, seed
        schedule = recipe.schedule
        trained, held_out = hold_out(find_photos(photos, schedule.crop))
        self.crops = Crops(Photos(trained), schedule.crop, seed, schedule.max_shrink)
        self.held_out = Crops(Photos(held_out), schedule.crop, seed + 1, schedule.max_shrink)
        torch.manual_seed(seed)
        self.model = ClarityAndMeter(recipe)
        looks = recipe.loss.perceptual or recipe.adversarial
        self.features = Lite0Features(recipe.loss.perceptual_depth) if looks else None
        self.onlookers = (self.features,) if self.features else ()
        self.adversary: Adversary | None = None

    def setup(self, run: Run) -> dict[str, Stateful]:
        if self.recipe.adversarial is None or self.features is None:
            return {}
        self.adversary = Adversary(self.recipe.adversarial, self.features, run.fabric, run.seed)
        return self.adversary.parts()

    def optimizer(self) -> Optimizer:
        if self.recipe.adversarial is None:
            return super().optimizer()
        return optimizer_against(self.model, self.recipe.schedule.learning_rate)

    @property
    def busiest_step(self) -> int:
        return busiest_step(self.recipe.adversarial)

    def start_from(self, pack: Path) -> None:
        theirs = load_clarity_for(self.recipe, pack)
        self.model.load_state_dict(matching(theirs, self.model, pack))

    def prepare(self, step: int, crops: Tensor) -> Batch:
        return self._worsened(crops, self.rng(step))

    def step(self, run: Run, batch: Batch) -> dict[str, float]:
        with run.autocast():
            restored, measured = run.model(batch.pictures, batch.told)
        image = restored.float()
        parts = {"l1": (image - batch.goal).abs().mean()}
        loss = self.recipe.loss.l1 * parts["l1"]
        if measured is not None:
            parts["meter"] = F.smooth_l1_loss(measured.float(), batch.strengths, beta=0.05)
            loss = loss + parts["meter"]
        if self.features is None:
            return run.descend(loss, parts)
        seen = self._look(run, image, batch.goal, self.features)
        parts["perceptual"] = feature_distance(seen.maps, seen.wanted)
        loss = loss + self.recipe.loss.perceptual * parts["perceptual"]
        if self.adversary is None:
            return run.descend(loss, parts)
        loss = loss + self.adversary.term(run, seen, loss)
        return run.descend(loss, parts) | self.adversary.learn(run, seen)

    @staticmethod
    def _look(run: Run, image: Tensor, goal: Tensor, features: Lite0Features) -> Seen:
        whole = image.clone()  # gradients are compared here: Fabric guards the model's own output
        with run.autocast():
            with torch.no_grad():
                wanted = features(goal)
            return Seen(whole, whole, features(whole), goal, wanted)

    def _worsened(self, crops: Tensor, rng: np.random.Generator) -> Batch:
        clean = ((crops.float() + 1) / 2).clamp(0, 1).permute(0, 2, 3, 1).cpu().numpy()
        worsen = degraded if self.recipe.model.scale == 1 else halved
        pictures, goals, told, strengths = zip(
            *(worsen(np.ascontiguousarray(crop), rng) for crop in clean), strict=True
        )
        return Batch(
            _images(pictures, crops.device),
            _images(goals, crops.device),
            torch.from_numpy(np.stack(told)).to(crops.device),
            torch.from_numpy(np.stack(strengths)).to(crops.device),
        )

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Rows: the worsened crop, the restored one, the goal. Figures: PSNR in dB gained over the worsened crop
        (enlarged bicubically), for those in which one fault is the strongest, and errors of the meter.
        """
        gains: dict[str, list[float]] = {name: [] for name in (*FAULTS, "none")}
        misses, rows = [], None
        for start in range(0, HELD_OUT, SHEET_CROPS):
            crops = self.held_out.batch(range(start, start + SHEET_CROPS)).to(run.fabric.device)
            batch = self._worsened(crops, np.random.default_rng((self.seed, start, 1)))
            restored, measured = run.average(batch.pictures, batch.told)
            before = batch.pictures if self.recipe.model.scale == 1 else bicubic_doubled(batch.pictures)
            gained = _decibels(restored, batch.goal) - _decibels(before, batch.goal)
            for gain, told in zip(gained.tolist(), batch.told, strict=True):
                gains[FAULTS[int(told.argmax())] if told.any() else "none"].append(gain)
            if measured is not None:
                misses.append((measured - batch.strengths).abs().mean(0))
            rows = rows or [before, restored, batch.goal]
        assert rows is not None
        save_sheet(rows, sheet)
        figures = {f"gain_{name}": float(np.mean(found)) for name, found in gains.items() if found}
        if misses:
            missed = torch.stack(misses).mean(0)
            figures |= {f"miss_{FAULTS[i]}": float(missed[i]) for i in (NOISE, COMPRESSION, BLUR)}
        return figures


def _images(pictures: tuple[np.ndarray, ...], device: torch.device) -> Tensor:
    image = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).mul(2).sub(1)
    return image.contiguous(memory_format=torch.channels_last).to(device)


def _decibels(a: Tensor, b: Tensor) -> Tensor:
    """PSNR of each picture (B, 3, H, W) in -1..1 to the other, (B,); 60 dB at most."""
    error = (a.clamp(-1, 1) - b).float().square().mean((1, 2, 3)) / 4
    return -10 * error.clamp_min(1e-6).log10()
