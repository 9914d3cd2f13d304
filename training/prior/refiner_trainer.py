"""Trains the refiner on drawings of the prior against discriminators that know photos of the same subjects.

A drawing has no photo to compare it with pixel by pixel. What can be asked is that it passes for one: the relativistic
pairs (Jolicoeur-Martineau 2019) are a refined drawing and any photo of its subject. Photos of which a share was drawn
anew do have one; they keep the refiner from inventing where a drawing is good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim import Optimizer

from vqstudio.engine.packs.promises import NOISE

from ..common.perceptual import REPEATS, Lite0Features, feature_distance, finest, luma, repeats, ripples
from ..common.prior_recipes import RefinerRecipe
from ..common.realism import FEATURE_MAPS, Maps, NaturalStatistics, set_distance
from ..common.run import Run, Stateful, Trainer
from ..common.sheets import save_sheet
from ..packs.weights import matching
from ..tokenizer.adversary import Adversary, Seen, busiest_step, optimizer_against
from .drawings import Pairs, find_pairs
from .refiner_network import CELL, Refiner
from .subjects import Subjects
from .weights import load_refiner_for

SHEET_PAIRS = 8
HELD_OUT = 48
"""Held-out drawings that the figures are of."""
LIGHT_CELL, CONTENT_SCALE = 8, 4
"""Side in px of the cells whose mean light stays, and what divides the size at which what a picture shows is compared:
finer detail may change, or strokes would remain strokes.
"""
SHIFT = 8


Measure = Callable[[Tensor], Tensor]
"""Maps (B, C, h, w) to one value for each, (B, C, 1, 1)."""


class Batch(NamedTuple):
    """``drawn`` and ``photos`` (B, 3, H, W) in -1..1, ``same`` bool (B,): whether the drawing is of that photo; noise
    and subjects as the refiner takes them.
    """

    drawn: Tensor
    photos: Tensor
    same: Tensor
    noise: Tensor
    subjects: Tensor


class RefinerTrainer(Trainer):
    """``drawings`` is a folder that :mod:`training.prior.drawings` made of photos of the ``subjects``."""

    recipe: RefinerRecipe
    model: Refiner
    crops: Pairs

    def __init__(
        self, recipe: RefinerRecipe, drawings: Path, data: Sequence[Path], subjects: Subjects, seed: int = 0
    ) -> None:
        model = recipe.model.model_copy(update={"subjects": subjects.names})
        self.recipe, self.seed = recipe.model_copy(update={"model": model}), seed
        self.crops, self.held_out = find_pairs(drawings, data, subjects, recipe.schedule.crop, seed)
        torch.manual_seed(seed)
        self.model = Refiner(model)
        self.features = Lite0Features(recipe.loss.perceptual_depth)
        self.onlookers = (self.features,)
        names = "".join(path.name for path in self.crops.paths)
        self.conditions = {"--drawings": hashlib.sha256(names.encode()).hexdigest()}
        self.adversary: Adversary | None = None

    def setup(self, run: Run) -> dict[str, Stateful]:
        self.adversary = Adversary(self.recipe.adversarial, self.features, run.fabric, run.seed)
        return self.adversary.parts()

    def optimizer(self) -> Optimizer:
        return optimizer_against(self.model, self.recipe.schedule.learning_rate)

    @property
    def busiest_step(self) -> int:
        return busiest_step(self.recipe.adversarial)

    def start_from(self, pack: Path) -> None:
        self.model.load_state_dict(matching(load_refiner_for(self.recipe.model, pack), self.model, pack))

    def prepare(self, step: int, crops: Tensor) -> Batch:
        first = (step * self.world + self.rank) * len(crops)
        return as_batch(self.crops, range(first, first + len(crops)), crops, self.seed)

    def step(self, run: Run, batch: Batch) -> dict[str, float]:
        with run.autocast():
            refined = run.model(batch.drawn, batch.noise, batch.subjects)
        image = refined.float().clone()  # gradients are compared here: Fabric guards the model's own output
        seen = self._look(run, image, batch)
        parts = self._losses(run, seen, batch)
        loss = sum((getattr(self.recipe.loss, name) * part for name, part in parts.items()), image.new_zeros(()))
        assert self.adversary is not None
        loss = loss + self.adversary.term(run, seen, loss)
        return run.descend(loss, parts) | self.adversary.learn(run, seen)

    def _look(self, run: Run, image: Tensor, batch: Batch) -> Seen:
        # The first convolution of the features has stride 2: without the shift it would always sample the same pixels.
        y, x = (int(torch.randint(SHIFT, (), generator=run.generator(purpose=2))) for _ in range(2))
        side = image.shape[-1] - SHIFT
        seen, photos = (picture[..., y : y + side, x : x + side] for picture in (image, batch.photos))
        with run.autocast():
            with torch.no_grad():
                wanted = self.features(photos)
            return Seen(image, seen, self.features(seen), photos, wanted)

    def _losses(self, run: Run, seen: Seen, batch: Batch) -> dict[str, Tensor]:
        image, drawn, photos, same = seen.whole, batch.drawn, batch.photos, batch.same
        with run.autocast():
            with torch.no_grad():
                shown = self.features(F.avg_pool2d(drawn, CONTENT_SCALE))
            content = feature_distance(self.features(F.avg_pool2d(image, CONTENT_SCALE)), shown)
        parts = {
            "light": F.avg_pool2d(luma(image - drawn), LIGHT_CELL).abs().mean(),
            "content": content,
            "excess": beyond(finest(image), finest(photos), same, mean_of),
            "repeat": beyond(
                [repeats(image, *of) for of in REPEATS], [repeats(photos, *of) for of in REPEATS], same, median_of
            ),
            "ripple": beyond(ripples(image), ripples(photos), same, median_of),
        }
        if same.any():
            share, pairs = same.float().mean(), same.nonzero()[:, 0]
            parts["l1"] = share * (image[pairs] - photos[pairs]).abs().mean()
            maps, wanted = ([m[pairs] for m in all_maps] for all_maps in (seen.maps, seen.wanted))
            parts["perceptual"] = share * feature_distance(maps, wanted)
        return parts

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Rows: drawings, refined drawings, photos of their subjects. Figures: KID of both to the photos (x 1000), by
        features and by statistics that nobody trained.
        """
        average: Refiner = run.average  # type: ignore[assignment]
        numbers = range(min(HELD_OUT, len(self.held_out.drawings)))
        shown, refined, real = [], [], []
        for start in range(0, len(numbers), SHEET_PAIRS):
            part = numbers[start : start + SHEET_PAIRS]
            batch = as_batch(self.held_out, part, self.held_out.batch(part), self.seed)
            batch = Batch(*(value.to(run.fabric.device) for value in batch))
            refined.append(average(batch.drawn, batch.noise, batch.subjects).clamp(-1, 1))
            shown.append(batch.drawn)
            real.append(batch.photos)
        save_sheet([rows[0] for rows in (shown, refined, real)], sheet)
        photos, *pictures = (torch.cat(rows) for rows in (real, shown, refined))
        views: dict[str, Maps] = {
            "features": lambda image: self.features(image)[FEATURE_MAPS],
            "statistics": NaturalStatistics(),
        }
        return {
            f"{name}_{what}": set_distance(view, photos, those)
            for name, view in views.items()
            for what, those in zip(("drawn", "refined"), pictures, strict=True)
        }


def as_batch(pairs: Pairs, numbers: Sequence[int], crops: Tensor, seed: int) -> Batch:
    """The pairs of these numbers, which ``crops`` holds as :meth:`Pairs.batch` gives them."""
    plans = [pairs.plan(number) for number in numbers]
    side = crops.shape[-1] // CELL
    shape = (len(crops), NOISE, side, side)
    noise = torch.from_numpy(np.random.default_rng((seed, numbers[0])).standard_normal(shape, np.float32))
    return Batch(
        crops[:, :3].contiguous(memory_format=torch.channels_last),
        crops[:, 3:].contiguous(memory_format=torch.channels_last),
        torch.tensor([plan.photo is None for plan in plans]).to(crops.device),
        noise.contiguous(memory_format=torch.channels_last).to(crops.device),
        torch.tensor([plan.subject for plan in plans]).to(crops.device),
    )


def beyond(found: Sequence[Tensor], wanted: Sequence[Tensor], same: Tensor, usual: Measure) -> Tensor:
    """By how much maps ``found`` (B, C, h, w) exceed those ``wanted`` of the photo at the same place, where ``same``
    (bool (B,)) says that it shows the same, else what is ``usual`` in the photo; scalar.
    """
    here = same[:, None, None, None]
    most = [torch.where(here, maps, usual(maps)) for maps in wanted]
    return torch.stack([F.relu(one - other).mean() for one, other in zip(found, most, strict=True)]).mean()


def mean_of(maps: Tensor) -> Tensor:
    """(B, C, h, w) to (B, C, 1, 1)."""
    return maps.mean((2, 3), keepdim=True)


def median_of(maps: Tensor) -> Tensor:
    """(B, C, h, w) to (B, C, 1, 1). Photos have patterns that repeat, but in a few places."""
    return maps.flatten(2).median(2).values[:, :, None, None]
