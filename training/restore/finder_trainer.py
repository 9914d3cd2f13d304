"""Trains the damage finder on photos that are damaged in code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ..common.data import Crops
from ..common.photos import Photos, find_photos, hold_out
from ..common.recipes import FinderRecipe
from ..common.run import Run, Trainer
from ..common.sheets import save_sheet
from .damage import DamageMasks, damaged
from .network import Finder

SHEET_CROPS = 8
HELD_OUT = 48
"""Held-out crops that the figures are of, damaged the same way in every report."""
NEAR = 2
"""Pixels by which a found pixel may lie beside a damaged one and still be right, and the other way round."""


class FinderTrainer(Trainer):
    recipe: FinderRecipe
    model: Finder

    def __init__(self, recipe: FinderRecipe, photos: list[Path], masks: Path, seed: int = 0) -> None:
        """``masks``: a folder of grey pictures of damage, see :class:`DamageMasks`."""
        self.recipe, self.seed = recipe, seed
        schedule = recipe.schedule
        trained, held_out = hold_out(find_photos(photos, schedule.crop))
        shapes = schedule.max_shrink, schedule.max_grow
        self.crops = Crops(Photos(trained), schedule.crop, seed, *shapes)
        self.held_out = Crops(Photos(held_out), schedule.crop, seed + 1, *shapes)
        self.masks = DamageMasks(masks)
        torch.manual_seed(seed)
        self.model = Finder(recipe.model)
        self.rank = 0

    def setup(self, run: Run) -> dict:
        self.rank = run.fabric.global_rank
        return {}

    def prepare(self, step: int, crops: Tensor) -> tuple[Tensor, Tensor]:
        """Damaged crops (B, 3, H, W) in -1..1, and where they are damaged, float (B, 1, H, W)."""
        return self._hurt(crops, np.random.default_rng((self.seed, step, self.rank)))

    def step(self, run: Run, batch: tuple[Tensor, Tensor]) -> dict[str, float]:
        pictures, truth = batch
        with run.autocast():
            logits = run.model(pictures)
        weights, logits = self.recipe.loss, logits.float()
        parts = {
            "cross_entropy": cross_entropy(logits, truth, weights.found),
            "dice": dice(logits, truth),
        }
        loss = weights.cross_entropy * parts["cross_entropy"] + weights.dice * parts["dice"]
        return run.descend(loss, parts)

    def _hurt(self, crops: Tensor, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        clean = ((crops.float() + 1) / 2).clamp(0, 1).permute(0, 2, 3, 1).cpu().numpy()
        pictures, truths = zip(*(damaged(np.ascontiguousarray(crop), self.masks, rng) for crop in clean), strict=True)
        image = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).mul(2).sub(1)
        image = image.contiguous(memory_format=torch.channels_last)
        return image.to(crops.device), torch.from_numpy(np.stack(truths)).float()[:, None].to(crops.device)

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Rows: the damaged crop, what was found, the truth. Figures at a likelihood of a half."""
        counts = torch.zeros(4, dtype=torch.float64)
        clean_share, rows = [], None
        for start in range(0, HELD_OUT, SHEET_CROPS):
            crops = self.held_out.batch(range(start, start + SHEET_CROPS)).to(run.fabric.device)
            pictures, truth = self._hurt(crops, np.random.default_rng((self.seed, start, 1)))
            found = run.average(pictures).sigmoid().float()
            counts += matches(found > 0.5, truth > 0.5)
            clean_share.append(float((run.average(crops).sigmoid() > 0.5).float().mean()))
            if rows is None:
                rows = [pictures, found.mul(2).sub(1).expand(-1, 3, -1, -1), truth.mul(2).sub(1).expand(-1, 3, -1, -1)]
        assert rows is not None
        save_sheet(rows, sheet)
        right, found_count, covered, damaged_count = counts.tolist()
        precision, recall = right / max(found_count, 1), covered / max(damaged_count, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return {"f1": f1, "precision": precision, "recall": recall, "found_in_undamaged": float(np.mean(clean_share))}


def cross_entropy(logits: Tensor, truth: Tensor, found: float) -> Tensor:
    """Per pixel; damage weighs ``found`` times as much as the rest."""
    return F.binary_cross_entropy_with_logits(logits, truth, pos_weight=torch.tensor(found, device=logits.device))


def dice(logits: Tensor, truth: Tensor) -> Tensor:
    """1 - the overlap of found and true damage in the whole batch (Milletari et al. 2016)."""
    found = logits.sigmoid()
    return 1 - (2 * (found * truth).sum() + 1) / (found.square().sum() + truth.square().sum() + 1)


def matches(found: Tensor, truth: Tensor) -> Tensor:
    """float64 (4,): found pixels near damage, all found ones, damaged pixels near a found one, all damaged ones."""
    side = 2 * NEAR + 1
    near_truth = F.max_pool2d(truth.float(), side, 1, NEAR) > 0
    near_found = F.max_pool2d(found.float(), side, 1, NEAR) > 0
    counts = ((found & near_truth).sum(), found.sum(), (truth & near_found).sum(), truth.sum())
    return torch.stack(counts).double().cpu()
