"""Trains the repair decoder on the frozen encoder and codebook of a photo tokenizer, with random holes."""

from __future__ import annotations

import copy
import logging
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from lightning_fabric import Fabric
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.tensorboard import SummaryWriter

from vqstudio.engine.pyramid import push_pull

from . import checkpoint, loop
from .data import Crops, Photos, find_images, hold_out
from .export import load_weights
from .loop import move, update_ema
from .optim import Muon, learning_rate_factor
from .perceptual import Lite0Features
from .recipes import RecipeError, RepairRecipe
from .repair_masks import random_mask
from .repair_network import TOKEN_STRIDE, RepairDecoder
from .sheets import save_sheet

log = logging.getLogger(__name__)

SHEET_CROPS = 8


class RepairTrainer:
    """One run. ``out`` receives ``last.pt`` (to resume), ``weights.pt`` (EMA weights), ``sheets/`` and ``logs/``."""

    def __init__(
        self, recipe: RepairRecipe, tokenizer: Path, data: Path, out: Path, fabric: Fabric, seed: int = 0
    ) -> None:
        self.recipe, self.out, self.fabric, self.seed = recipe, out, fabric, seed
        schedule = recipe.schedule
        trained, held_out = hold_out(find_images(data, schedule.crop))
        self.crops = Crops(Photos(trained), schedule.crop, seed, schedule.max_shrink)
        self.held_out = Crops(Photos(held_out), schedule.crop, seed + 1, schedule.max_shrink)
        torch.manual_seed(seed)
        token_recipe, self.tokenizer = load_weights(tokenizer)
        self.tokenizer.requires_grad_(False)
        self.dim, self.stride = token_recipe.model.dim, token_recipe.model.stride
        if self.stride != TOKEN_STRIDE:
            raise RecipeError(f"A repair decoder reads tokens of stride {TOKEN_STRIDE}, not {self.stride}.")
        self.decoder = RepairDecoder(self.dim, recipe.decoder)
        self.ema = copy.deepcopy(self.decoder).requires_grad_(False)
        self.raw_optimizer = Muon(self.decoder.parameters(), schedule.learning_rate)
        # Both until Fabric wraps them.
        self.model: nn.Module = self.decoder
        self.optimizer: Optimizer = self.raw_optimizer
        self.features = Lite0Features(recipe.loss.perceptual_depth)
        self.step = 0

    def resume(self) -> None:
        """Continue ``out/last.pt`` at its exact step. Raises CheckpointError."""
        state = checkpoint.load(self.out / "last.pt")
        self.decoder.load_state_dict(state["model"])
        self.ema.load_state_dict(state["ema"])
        self.raw_optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]

    def start_from(self, weights: Path) -> None:
        """Begin a new run from the weights of an earlier one (its ``weights.pt``)."""
        state = checkpoint.load(weights)
        self.decoder.load_state_dict(state["weights"])
        self.ema.load_state_dict(state["weights"])

    def save(self) -> None:
        if self.fabric.is_global_zero:
            about = {"recipe": self.recipe.model_dump_json(), "dim": self.dim, "step": self.step}
            state = {"model": self.decoder.state_dict(), "ema": self.ema.state_dict()}
            checkpoint.save(about | state | {"optimizer": self.raw_optimizer.state_dict()}, self.out / "last.pt")
            checkpoint.save(about | {"weights": checkpoint.half(self.ema.state_dict())}, self.out / "weights.pt")
        self.fabric.barrier()

    def run(self) -> None:
        """Train to the recipe's last step; SIGTERM and Ctrl-C save a checkpoint and end early."""
        move((self.tokenizer, self.decoder, self.ema, self.features), self.fabric.device)
        self.model, self.optimizer = self.fabric.setup(self.decoder, self.raw_optimizer)  # type: ignore[assignment]
        loop.run(self, self.crops, self.recipe.schedule, self.fabric, self.out)

    def train_step(self, crops: Tensor) -> dict[str, float]:
        schedule = self.recipe.schedule
        for group in self.optimizer.param_groups:
            group["lr"] = schedule.learning_rate * learning_rate_factor(self.step, schedule)
        rng = np.random.default_rng((self.seed, self.step, self.fabric.global_rank))
        mask, z_q = self.hide(crops, rng, schedule.no_tokens)
        loss, parts = self._loss(self.model(z_q, fill_smoothly(crops, mask), mask), crops, mask)
        self.optimizer.zero_grad()
        self.fabric.backward(loss)
        nn.utils.clip_grad_norm_(self.decoder.parameters(), schedule.gradient_clip)
        self.optimizer.step()
        update_ema(self.ema, self.decoder, schedule.ema, self.step)
        return {name: float(value.detach()) for name, value in parts.items()}

    @torch.no_grad()
    def hide(self, crops: Tensor, rng: np.random.Generator, no_tokens: float) -> tuple[Tensor, Tensor]:
        """Random holes (B, 1, H, W) for crops, and their code vectors with cells of the holes zeroed.

        A share ``no_tokens`` of the crops loses every cell of its hole, the others a random part.
        """
        masks = np.stack([random_mask(crops.shape[-1], rng) for _ in crops])
        mask = torch.from_numpy(masks)[:, None].to(crops.device, crops.dtype)
        generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
        z = self.tokenizer.encoder(crops)
        z_q = self.tokenizer.quantizer(z, self.tokenizer.dither, self.tokenizer.feedback, generator).z_q
        unknown = F.max_pool2d(mask, self.stride)
        told = np.where(rng.random(len(crops)) < no_tokens, 0.0, rng.random(len(crops)))
        kept = rng.random((len(crops), 1, *unknown.shape[2:])) < told[:, None, None, None]
        return mask, z_q * torch.maximum(1 - unknown, torch.from_numpy(kept).to(unknown))

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
    def report(self, writer: SummaryWriter) -> None:
        """Rows: photo with its hole, repaired from the pixels alone, repaired with half of the tokens, the photo."""
        crops = torch.stack([self.held_out[n] for n in range(SHEET_CROPS)]).to(self.fabric.device)
        rows = []
        for share in (1.0, 0.0):
            mask, z_q = self.hide(crops, np.random.default_rng(self.seed), share)
            image = self.ema(z_q, fill_smoothly(crops, mask), mask)
            rows.append(crops * (1 - mask) + image * mask)
            loss, _ = self._loss(image, crops, mask)
            name = "held_out/pixels_alone" if share else "held_out/with_tokens"
            writer.add_scalar(name, float(loss), self.step)
            log.info("step %d: %s %.4f", self.step, name, float(loss))
        save_sheet([crops * (1 - mask) + mask, *rows, crops], self.out / "sheets" / f"{self.step:07d}.png")


def fill_smoothly(crops: Tensor, mask: Tensor) -> Tensor:
    """Crops (B, 3, H, W) with the pixels under the mask (B, 1, H, W) filled as the application fills them first."""
    filled = [
        push_pull(crop.permute(1, 2, 0).numpy(), hole[0].numpy() > 0)
        for crop, hole in zip(crops.cpu(), mask.cpu(), strict=True)
    ]
    return torch.from_numpy(np.stack(filled)).permute(0, 3, 1, 2).contiguous().to(crops)


def mean_in_holes(values: Tensor, mask: Tensor) -> Tensor:
    """Mean of values (B, 1, h, w) over each hole (mask (B, 1, h, w) in 0..1), then over the crops: a scratch weighs as
    much as an object.
    """
    return ((values * mask).sum((1, 2, 3)) / mask.sum((1, 2, 3))).mean()


def distance_in_holes(found: list[Tensor], wanted: list[Tensor], mask: Tensor) -> Tensor:
    """Squared distance of channel-normalised features, averaged over the holes (mask (B, 1, H, W)) and the maps."""
    total = mask.new_zeros(())
    for x, y in zip(found, wanted, strict=True):
        distance = (F.normalize(x, dim=1) - F.normalize(y, dim=1)).pow(2).sum(1, keepdim=True)
        total = total + mean_in_holes(distance, F.interpolate(mask, distance.shape[-2:], mode="area"))
    return total / len(found)
