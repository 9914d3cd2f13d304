"""Trains the repair decoder on the frozen encoder and codebook of a photo tokenizer, with random holes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim import Optimizer

from ..common.data import Crops
from ..common.masks import random_mask, thick_mask
from ..common.perceptual import Lite0Features, mean_within
from ..common.photos import Photos, find_photos, hold_out
from ..common.recipes import RepairDecoderRecipe, RepairRecipe
from ..common.run import Run, Stateful, Trainer
from ..common.schedules import RecipeError
from ..common.sheets import save_sheet
from ..packs.weights import matching, other_network
from ..tokenizer.adversary import Adversary, Seen, busiest_step, optimizer_against
from ..tokenizer.weights import load_tokenizer, tokens_of
from .network import TOKEN_STRIDE, RepairDecoder
from .smooth_fill import smooth_fill
from .weights import load_repair

SHEET_CROPS = 8
NEAR = 49
"""Side in px of the window whose share of known pixels says how near a place is to the rim."""
LEAST_NEAR = 0.15


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
        self.conditions = {"--tokenizer": tokens_of(tokenizer)}
        trained, held_out = hold_out(find_photos(data, schedule.crop))
        self.crops = Crops(Photos(trained), schedule.crop, seed, schedule.max_shrink)
        self.held_out = Crops(Photos(held_out), schedule.crop, seed + 1, schedule.max_shrink)
        torch.manual_seed(seed)
        self.model = RepairDecoder(dim, recipe.decoder)
        self.features = Lite0Features(recipe.loss.perceptual_depth)
        self.onlookers = (self.tokenizer, self.features)
        self.adversary: Adversary | None = None

    def start_from(self, pack: Path) -> None:
        recipe, theirs = load_repair(pack)
        if not has_grown(recipe.decoder, self.recipe.decoder):
            raise other_network(pack)
        # Blocks added since then are zero-initialised, so the decoder starts unchanged.
        self.model.load_state_dict(matching(theirs, self.model, pack, grown=("after.", "bottom.", "view.")))

    def optimizer(self) -> Optimizer:
        if self.recipe.adversarial is None:
            return super().optimizer()
        return optimizer_against(self.model, self.recipe.schedule.learning_rate)

    @property
    def busiest_step(self) -> int:
        return busiest_step(self.recipe.adversarial)

    def prepare(self, step: int, crops: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Crops, the same with their holes filled smoothly, and the holes, (B, 1, H, W)."""
        mask = self._masks(crops, self.rng(step))
        return crops, smooth_fill(crops, mask), mask

    def setup(self, run: Run) -> dict[str, Stateful]:
        if self.recipe.adversarial is None:
            return {}
        self.adversary = Adversary(self.recipe.adversarial, self.features, run.fabric, run.seed)
        return self.adversary.parts()

    def step(self, run: Run, batch: tuple[Tensor, Tensor, Tensor]) -> dict[str, float]:
        crops, filled, mask = batch
        rng = self.rng(run.step, 1)
        with run.autocast():
            z_q = self.codes_for(crops, mask, rng, self.recipe.schedule.no_tokens)
        image = run.model(z_q, filled, mask).float()
        with run.autocast():
            seen = self._look(image, crops, mask)
            loss, parts = self._loss(seen, mask)
        if self.adversary:
            loss = loss + self.adversary.term(run, seen, loss)
        losses = run.descend(loss, parts)
        return losses | (self.adversary.learn(run, seen) if self.adversary else {})

    def _masks(self, crops: Tensor, rng: np.random.Generator) -> Tensor:
        side, thick = crops.shape[-1], self.recipe.schedule.thick
        masks = [thick_mask((side, side), rng) if rng.random() < thick else random_mask(side, rng) for _ in crops]
        return torch.from_numpy(np.stack(masks))[:, None].to(crops.device, crops.dtype)

    @torch.no_grad()
    def codes_for(self, crops: Tensor, mask: Tensor, rng: np.random.Generator, no_tokens: float) -> Tensor:
        """The code vectors (B, D, H/8, W/8) of crops (B, 3, H, W) in -1..1, cells of the holes ``mask`` (B, 1, H, W)
        zeroed: all of them in a share ``no_tokens`` (0..1) of the crops, in the others a random part.
        """
        generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
        z = self.tokenizer.encoder(crops).float()
        z_q = self.tokenizer.quantizer(z, self.tokenizer.dither, self.tokenizer.feedback, generator).z_q
        unknown = F.max_pool2d(mask, self.stride)
        share_kept = np.where(rng.random(len(crops)) < no_tokens, 0.0, rng.random(len(crops)))
        kept = rng.random((len(crops), 1, *unknown.shape[2:])) < share_kept[:, None, None, None]
        return z_q * torch.maximum(1 - unknown, torch.from_numpy(kept).to(unknown))

    def _look(self, image: Tensor, crops: Tensor, mask: Tensor) -> Seen:
        """With the photo's own known pixels, so that the features judge the hole in its real surroundings."""
        whole = image.clone()  # gradients are compared here: Fabric guards the model's own output
        repaired = crops * (1 - mask) + whole * mask
        with torch.no_grad():
            wanted = self.features(crops)
        return Seen(whole, repaired, self.features(repaired), crops, wanted, mask)

    def _loss(self, seen: Seen, mask: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        weights = self.recipe.loss
        error = (seen.whole - seen.crops).abs().mean(1, keepdim=True)
        parts = {
            "l1": mean_within(error * nearness(mask) if weights.near else error, mask),
            "perceptual": distance_in_holes(seen.maps, seen.wanted, mask),
        }
        return sum((getattr(weights, name) * part for name, part in parts.items()), mask.new_zeros(())), parts

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Rows: photo with its hole, repaired from the pixels alone, repaired with half of the tokens, the photo."""
        crops = self.held_out.batch(range(SHEET_CROPS)).to(run.fabric.device)
        mask = self._masks(crops, np.random.default_rng(self.seed))
        rows, figures = [], {}
        for name, share in (("pixels_alone", 1.0), ("with_tokens", 0.0)):
            z_q = self.codes_for(crops, mask, np.random.default_rng((self.seed, 1)), share)
            image = run.average(z_q, smooth_fill(crops, mask), mask)
            rows.append(crops * (1 - mask) + image * mask)
            figures[name] = float(self._loss(self._look(image, crops, mask), mask)[0])
        save_sheet([crops * (1 - mask) + mask, *rows, crops], sheet)
        return figures


def has_grown(old: RepairDecoderRecipe, new: RepairDecoderRecipe) -> bool:
    """Whether ``new`` is ``old``, possibly with more blocks at the end. Weights do not tell dilations and heads."""
    same_view = new.view[: len(old.view)] == old.view
    same_attention = not old.view or (old.attend_every, old.heads) == (new.attend_every, new.heads)
    more = all(before <= now for before, now in zip(old.blocks, new.blocks, strict=True))
    return old.widths == new.widths and more and same_view and same_attention


def nearness(mask: Tensor) -> Tensor:
    """Weights (B, 1, H, W) in LEAST_NEAR..1 for the pixels of holes: 1 at a straight rim (0.65 in a corner of a
    rectangular hole, around which less is known), less the deeper a pixel lies. What lies deep could be many things,
    whose mean is a blur (compare Yu et al. 2018, discounted loss).
    """
    known = F.avg_pool2d(1 - mask, NEAR, 1, NEAR // 2, count_include_pad=False)
    return (LEAST_NEAR + 2 * known).clamp(max=1)


def distance_in_holes(found: list[Tensor], wanted: list[Tensor], mask: Tensor) -> Tensor:
    """Squared distance of channel-normalised features, averaged over the holes (mask (B, 1, H, W)) and the maps."""
    total = mask.new_zeros(())
    for x, y in zip(found, wanted, strict=True):
        distance = (F.normalize(x.float(), dim=1) - F.normalize(y.float(), dim=1)).pow(2).sum(1, keepdim=True)
        total = total + mean_within(distance, mask)
    return total / len(found)
