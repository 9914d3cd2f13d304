"""Trains the face finder on photos whose faces are known."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim import Optimizer

from ..common.optim import adamw
from ..common.perceptual import Lite0Features, luma
from ..common.photos import DataError, find_photos, hold_out
from ..common.recipes import FacesRecipe
from ..common.run import Run
from ..common.sheets import save_sheet
from ..packs.heads import HeadTrainer
from .critic_network import CELL
from .face_boxes import FACE, NO_FACE, FaceCrops, read_face_boxes, split
from .faces_network import DEPTH, FacesHead
from .weights import load_faces

SHEET_CROPS = 8
HELD_OUT = 160
"""Held-out crops that the figures are of."""
GREY = 0.25
"""Share of the crops that lose their colours, as old photos have none."""


class FacesTrainer(HeadTrainer):
    recipe: FacesRecipe
    model: FacesHead

    def __init__(self, recipe: FacesRecipe, photos: list[Path], boxes: Path, seed: int = 0) -> None:
        """``boxes``: a file that the command face-boxes made of the same photos. Raises DataError."""
        self.recipe, self.seed = recipe, seed
        known = read_face_boxes(boxes)
        trained, held_out = hold_out(find_photos(photos, recipe.schedule.crop))
        self.crops = FaceCrops(trained, known, recipe.schedule, seed)
        if not self.crops.faces:
            raise DataError("The boxes name no face in these photos; make them of the same photos with face-boxes.")
        self.held_out = FaceCrops(held_out, known, recipe.schedule, seed + 1)
        torch.manual_seed(seed)
        self.model = FacesHead(recipe.model)
        self.features = Lite0Features(DEPTH)
        self.onlookers = (self.features,)

    def optimizer(self) -> Optimizer:
        return adamw(self.model, self.recipe.schedule.learning_rate)

    def in_pack(self, pack: Path) -> tuple[FacesRecipe, FacesHead]:
        return load_faces(pack)

    def prepare(self, step: int, crops: Tensor) -> tuple[Tensor, Tensor]:
        """Pictures (B, 3, H, W) in -1..1, some of them in grey, darker or paler, and the truth of their cells."""
        pictures, truth = split(crops)
        rng = self.rng(step)
        for picture in pictures:
            if rng.random() < GREY:
                picture[:] = luma(picture[None])[0]
            picture.mul_(rng.uniform(0.6, 1.1)).add_(rng.uniform(-0.2, 0.2)).clamp_(-1, 1)
        return pictures, truth

    def step(self, run: Run, batch: tuple[Tensor, Tensor]) -> dict[str, float]:
        pictures, truth = batch
        with torch.no_grad():
            maps = self.features(pictures)
        with run.autocast():
            logits = run.model(maps)
        parts = {"cross_entropy": cross_entropy(logits.float(), truth)}
        return run.descend(parts["cross_entropy"], parts)

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Rows: the crop, what was found, the truth (grey: unsure). Figures at a likelihood of a half: shares of the
        cells of faces that are found, and of the cells found that are faces.
        """
        right = found_count = true_count = 0.0
        rows = None
        for start in range(0, HELD_OUT, SHEET_CROPS):
            batch = self.held_out.batch(range(start, start + SHEET_CROPS)).to(run.fabric.device)
            pictures, truth = split(batch)
            likelihood = run.average(self.features(pictures)).sigmoid().float()
            found = (likelihood > 0.5) & (truth != 0)
            right += float((found & (truth == FACE)).sum())
            found_count += float(found.sum())
            true_count += float((truth == FACE).sum())
            if rows is None:
                shown = [likelihood.mul(2).sub(1), truth]
                rows = [pictures, *(F.interpolate(x, scale_factor=CELL).expand(-1, 3, -1, -1) for x in shown)]
        assert rows is not None
        save_sheet(rows, sheet)
        return {"recall": right / max(true_count, 1), "precision": right / max(found_count, 1)}


def cross_entropy(logits: Tensor, truth: Tensor) -> Tensor:
    """Per cell of which it is known whether it is part of a face."""
    sure = (truth == FACE) | (truth == NO_FACE)
    return F.binary_cross_entropy_with_logits(logits[sure], (truth[sure] == FACE).float())
