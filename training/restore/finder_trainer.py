"""Trains the damage finder on photos that are damaged in code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ..common.data import Crops
from ..common.perceptual import Lite0Features
from ..common.photos import Photos, find_photos, hold_out
from ..common.recipes import FinderRecipe
from ..common.run import Run
from ..common.sheets import save_sheet
from ..packs.heads import HeadTrainer
from .damage import DAMAGED, UNSURE, DamageMasks, damaged
from .finder_network import FinderHead
from .weights import load_finder

SHEET_CROPS = 8
HELD_OUT = 48
"""Held-out crops that the figures are of, damaged the same way in every report."""
NEAR = 2
"""Pixels by which a found pixel may lie beside a damaged one and still be right, and the other way round."""


class FinderTrainer(HeadTrainer):
    recipe: FinderRecipe
    model: FinderHead

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
        self.model = FinderHead(recipe.model)
        self.features = Lite0Features(self.model.depth)
        self.onlookers = (self.features,)

    def in_pack(self, pack: Path) -> tuple[FinderRecipe, FinderHead]:
        return load_finder(pack)

    def prepare(self, step: int, crops: Tensor) -> tuple[Tensor, Tensor]:
        """Damaged crops (B, 3, H, W) in -1..1, and what is true of their pixels, uint8 (B, 1, H, W)."""
        return self._hurt(crops, self.rng(step))

    def step(self, run: Run, batch: tuple[Tensor, Tensor]) -> dict[str, float]:
        pictures, truth = batch
        with torch.no_grad():
            maps = self.features(pictures)
        with run.autocast():
            logits = run.model(pictures, maps)
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
        return image.to(crops.device), torch.from_numpy(np.stack(truths))[:, None].to(crops.device)

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Rows: the damaged crop, what was found, the truth (grey: unsure). Figures at a likelihood of a half."""
        counts = torch.zeros(4, dtype=torch.float64)
        clean_share, rows = [], None
        for start in range(0, HELD_OUT, SHEET_CROPS):
            crops = self.held_out.batch(range(start, start + SHEET_CROPS)).to(run.fabric.device)
            pictures, truth = self._hurt(crops, np.random.default_rng((self.seed, start, 1)))
            found = self._found(run, pictures)
            counts += matches(found > 0.5, truth)
            clean_share.append(float((self._found(run, crops) > 0.5).float().mean()))
            if rows is None:
                shown = (truth == DAMAGED).float() - (truth != DAMAGED).float() + (truth == UNSURE).float()
                rows = [pictures, found.mul(2).sub(1).expand(-1, 3, -1, -1), shown.expand(-1, 3, -1, -1)]
        assert rows is not None
        save_sheet(rows, sheet)
        right, found_count, covered, damaged_count = counts.tolist()
        precision, recall = right / max(found_count, 1), covered / max(damaged_count, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return {"f1": f1, "precision": precision, "recall": recall, "found_in_undamaged": float(np.mean(clean_share))}

    def _found(self, run: Run, pictures: Tensor) -> Tensor:
        pictures = pictures.contiguous(memory_format=torch.channels_last)
        return run.average(pictures, self.features(pictures)).sigmoid().float()


def cross_entropy(logits: Tensor, truth: Tensor, found: float) -> Tensor:
    """Per sure pixel; damage weighs ``found`` times as much as the rest."""
    weight = torch.where(truth == DAMAGED, found, 1.0) * (truth != UNSURE)
    return F.binary_cross_entropy_with_logits(logits, (truth == DAMAGED).float(), weight)


def dice(logits: Tensor, truth: Tensor) -> Tensor:
    """1 - the overlap of found and true damage among the sure pixels of the whole batch (Milletari et al. 2016)."""
    found, true = logits.sigmoid() * (truth != UNSURE), (truth == DAMAGED).float()
    return 1 - (2 * (found * true).sum() + 1) / (found.square().sum() + true.sum() + 1)


def matches(found: Tensor, truth: Tensor) -> Tensor:
    """float64 (4,): found pixels near damage, all sure found ones, damaged pixels near a found one, all damaged ones.

    ``found`` is bool (B, 1, H, W), ``truth`` alike, of WHOLE, DAMAGED and UNSURE.
    """
    side = 2 * NEAR + 1
    true, counted = truth == DAMAGED, found & (truth != UNSURE)
    near_true = F.max_pool2d(true.float(), side, 1, NEAR) > 0
    near_found = F.max_pool2d(found.float(), side, 1, NEAR) > 0
    counts = ((counted & near_true).sum(), counted.sum(), (true & near_found).sum(), true.sum())
    return torch.stack(counts).double().cpu()
