"""Trains the repair decoder on the frozen encoder and codebook of a photo tokenizer, with random holes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ..common.data import Crops
from ..common.masks import random_mask
from ..common.perceptual import Lite0Features
from ..common.photos import Photos, find_photos, hold_out
from ..common.recipes import RecipeError, RepairRecipe
from ..common.run import Run, Stateful, Trainer, matching
from ..common.sheets import save_sheet
from ..tokenizer.weights import load_tokenizer
from .network import TOKEN_STRIDE, RepairDecoder
from .smooth_fill import smooth_fill
from .weights import load_repair

SHEET_CROPS = 8


class RepairTrainer(Trainer):
    """``tokenizer`` is the photo pack whose tokens the decoder learns to read."""

    recipe: RepairRecipe
    model: RepairDecoder

    def __init__(self, recipe: RepairRecipe, tokenizer: Path, data: Path | Sequence[Path], seed: int = 0) -> None:
        self.recipe, self.seed = recipe, seed
        schedule = recipe.schedule
        token_recipe, self.tokenizer = load_tokenizer(tokenizer)
        self.tokenizer.requires_grad_(False)
        dim, self.stride = token_recipe.model.dim, token_recipe.model.stride
        if self.stride != TOKEN_STRIDE:
            raise RecipeError(f"A repair decoder reads tokens of stride {TOKEN_STRIDE}, not {self.stride}.")
        self.about = {"dim": dim}
        trained, held_out = hold_out(find_photos(data, schedule.crop))
        self.crops = Crops(Photos(trained), schedule.crop, seed, schedule.max_shrink)
        self.held_out = Crops(Photos(held_out), schedule.crop, seed + 1, schedule.max_shrink)
        torch.manual_seed(seed)
        self.model = RepairDecoder(dim, recipe.decoder)
        self.features = Lite0Features(recipe.loss.perceptual_depth)
        self.onlookers = (self.tokenizer, self.features)

    def start_from(self, pack: Path) -> None:
        self.model.load_state_dict(matching(load_repair(pack)[1], self.model, pack))

    def prepare(self, step: int, crops: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Crops, the same with their holes filled smoothly, and the holes, (B, 1, H, W)."""
        mask = self._masks(crops, np.random.default_rng((self.seed, step, self.rank)))
        return crops, smooth_fill(crops, mask), mask

    def setup(self, run: Run) -> dict[str, Stateful]:
        self.rank = run.fabric.global_rank
        return {}

    def step(self, run: Run, batch: tuple[Tensor, Tensor, Tensor]) -> dict[str, float]:
        crops, filled, mask = batch
        rng = np.random.default_rng((self.seed, run.step, self.rank, 1))
        with run.autocast():
            z_q = self.tell(crops, mask, rng, self.recipe.schedule.no_tokens)
        image = run.model(z_q, filled, mask).float()
        with run.autocast():
            loss, parts = self._loss(image, crops, mask)
        run.descend(loss)
        return {name: float(value.detach()) for name, value in parts.items()}

    @staticmethod
    def _masks(crops: Tensor, rng: np.random.Generator) -> Tensor:
        masks = np.stack([random_mask(crops.shape[-1], rng) for _ in crops])
        return torch.from_numpy(masks)[:, None].to(crops.device, crops.dtype)

    @torch.no_grad()
    def tell(self, crops: Tensor, mask: Tensor, rng: np.random.Generator, no_tokens: float) -> Tensor:
        """The code vectors (B, D, h, w) of crops with cells of the holes (B, 1, H, W) zeroed.

        A share ``no_tokens`` of the crops loses every cell of its hole, the others a random part.
        """
        generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
        z = self.tokenizer.encoder(crops).float()
        z_q = self.tokenizer.quantizer(z, self.tokenizer.dither, self.tokenizer.feedback, generator).z_q
        unknown = F.max_pool2d(mask, self.stride)
        told = np.where(rng.random(len(crops)) < no_tokens, 0.0, rng.random(len(crops)))
        kept = rng.random((len(crops), 1, *unknown.shape[2:])) < told[:, None, None, None]
        return z_q * torch.maximum(1 - unknown, torch.from_numpy(kept).to(unknown))

    def _loss(self, image: Tensor, crops: Tensor, mask: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        weights = self.recipe.loss
        # Known pixels are the photo's own: the features judge the hole in its real surroundings.
        repaired = crops * (1 - mask) + image * mask
        with torch.no_grad():
            wanted = self.features(crops)
        parts = {
            "l1": mean_in_holes((image - crops).abs().mean(1, keepdim=True), mask),
            "perceptual": distance_in_holes(self.features(repaired), wanted, mask),
        }
        return sum((getattr(weights, name) * part for name, part in parts.items()), mask.new_zeros(())), parts

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Rows: photo with its hole, repaired from the pixels alone, repaired with half of the tokens, the photo."""
        crops = self.held_out.batch(range(SHEET_CROPS)).to(run.fabric.device)
        mask = self._masks(crops, np.random.default_rng(self.seed))
        rows, figures = [], {}
        for name, share in (("pixels_alone", 1.0), ("with_tokens", 0.0)):
            z_q = self.tell(crops, mask, np.random.default_rng((self.seed, 1)), share)
            image = run.average(z_q, smooth_fill(crops, mask), mask)
            rows.append(crops * (1 - mask) + image * mask)
            figures[name] = float(self._loss(image, crops, mask)[0])
        save_sheet([crops * (1 - mask) + mask, *rows, crops], sheet)
        return figures


def mean_in_holes(values: Tensor, mask: Tensor) -> Tensor:
    """Mean of values (B, 1, h, w) over each hole (mask (B, 1, h, w) in 0..1), then over the crops: a scratch weighs as
    much as an object.
    """
    return ((values * mask).sum((1, 2, 3)) / mask.sum((1, 2, 3))).mean()


def distance_in_holes(found: list[Tensor], wanted: list[Tensor], mask: Tensor) -> Tensor:
    """Squared distance of channel-normalised features, averaged over the holes (mask (B, 1, H, W)) and the maps."""
    total = mask.new_zeros(())
    for x, y in zip(found, wanted, strict=True):
        distance = (F.normalize(x.float(), dim=1) - F.normalize(y.float(), dim=1)).pow(2).sum(1, keepdim=True)
        total = total + mean_in_holes(distance, F.interpolate(mask, distance.shape[-2:], mode="area"))
    return total / len(found)
