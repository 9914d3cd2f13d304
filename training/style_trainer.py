"""Trains one style decoder and one vector per painting on the frozen tokens of a paint tokenizer.

Losses after Gatys et al. 2016 and Johnson et al. 2016: Gram matrices of features from the painting, features from the
photo. A share of every batch carries the zero vector and is simply reconstructed, which anchors the style space:
shortening a vector then moves towards the photo.
"""

from __future__ import annotations

import copy
import logging
import signal
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from lightning_fabric import Fabric
from PIL import Image
from torch import Tensor, nn
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from . import checkpoint
from .data import Crops, DataError, Photos, crop_loader, find_images
from .export import load_weights
from .optim import Muon, learning_rate_factor
from .perceptual import Lite0Features, feature_distance
from .recipes import StylesRecipe
from .sheets import save_sheet
from .style_network import StyleDecoder

log = logging.getLogger(__name__)

DEPTH = 9
"""Feature maps 0 (stem) .. 9; Gram matrices of all of them."""
CONTENT_MAPS = slice(3, 7)
SHEET_CROPS = 4
VECTOR_SPEED = 5.0
"""The vectors learn faster than the decoder: each is in few crops of a batch, and must leave the common mean."""


def gram(maps: Tensor) -> Tensor:
    """Features (B, C, H, W) to Gram matrices (B, C, C), per position."""
    flat = maps.flatten(2)
    return flat @ flat.transpose(1, 2) / flat.shape[2]


def load_painting(path: Path, side: int) -> Tensor:
    """float32 (1, 3, H, W) in -1..1 with the shorter side scaled to ``side``. Raises DataError."""
    try:
        with Image.open(path) as file:
            image = file.convert("RGB")
    except OSError as error:
        raise DataError(f"The painting {path} cannot be read: {error}") from error
    factor = side / min(image.size)
    image = image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
    return torch.from_numpy(np.asarray(image, np.float32) / 127.5 - 1).permute(2, 0, 1)[None].contiguous()


class StyledModel(nn.Module):
    """Decoder and the vectors of all styles; style number -1 is the zero vector."""

    def __init__(self, decoder: StyleDecoder, count: int) -> None:
        super().__init__()
        self.decoder = decoder
        # A 1-d parameter: rows are independent styles, not a matrix to be orthogonalised.
        self.vectors = nn.Parameter(0.3 * torch.randn(count * decoder.vector_size))

    def vector(self, numbers: Tensor) -> Tensor:
        """Style numbers (B,) to vectors (B, S)."""
        table = self.vectors.view(-1, self.decoder.vector_size)
        return table[numbers.clamp_min(0)] * (numbers >= 0).float()[:, None]

    def forward(self, z_q: Tensor, numbers: Tensor) -> Tensor:
        return self.decoder(z_q, self.vector(numbers))


class StyleTrainer:
    """One run. ``out`` receives ``last.pt`` (to resume), ``weights.pt`` (EMA weights), ``sheets/`` and ``logs/``."""

    def __init__(
        self, recipe: StylesRecipe, tokenizer: Path, data: Path, paintings: Path, out: Path, fabric: Fabric, seed: int
    ) -> None:
        self.recipe, self.out, self.fabric, self.seed = recipe, out, fabric, seed
        schedule = recipe.schedule
        self.crops = Crops(Photos(find_images(data, schedule.crop)), schedule.crop, seed, schedule.max_shrink)
        torch.manual_seed(seed)
        token_recipe, self.tokenizer = load_weights(tokenizer)
        self.tokenizer.requires_grad_(False)
        decoder = StyleDecoder(token_recipe.model.dim, recipe.decoder.width, recipe.decoder.blocks)
        if not decoder.start_from(self.tokenizer.decoder):
            log.info("the style decoder has another shape than the plain one and starts from nothing")
        self.model = StyledModel(decoder, len(recipe.styles))
        self.ema = copy.deepcopy(self.model).requires_grad_(False)
        groups = [
            {"params": list(self.model.decoder.parameters()), "scale": 1.0},
            {"params": [self.model.vectors], "scale": VECTOR_SPEED},
        ]
        self.optimizer = Muon(groups, schedule.learning_rate)
        self.features = Lite0Features(DEPTH)
        with torch.no_grad():
            self.targets = [
                [gram(m) for m in self.features(load_painting(paintings / s.painting, schedule.painting_side))]
                for s in recipe.styles
            ]
        self.token_dim = token_recipe.model.dim
        self.step = 0
        self._stop = False

    def resume(self) -> None:
        """Continue ``out/last.pt`` at its exact step. Raises CheckpointError."""
        state = checkpoint.load(self.out / "last.pt")
        self.model.load_state_dict(state["model"])
        self.ema.load_state_dict(state["ema"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]

    def save(self) -> None:
        if self.fabric.is_global_zero:
            recipe = {"recipe": self.recipe.model_dump_json(), "dim": self.token_dim, "step": self.step}
            state: dict[str, Any] = {"model": self.model.state_dict(), "ema": self.ema.state_dict()}
            checkpoint.save(recipe | state | {"optimizer": self.optimizer.state_dict()}, self.out / "last.pt")
            checkpoint.save(recipe | {"weights": checkpoint.half(self.ema.state_dict())}, self.out / "weights.pt")
        self.fabric.barrier()

    def run(self) -> None:
        """Train to the recipe's last step; SIGTERM and Ctrl-C save a checkpoint and end early."""
        schedule, fabric = self.recipe.schedule, self.fabric
        previous = {s: signal.signal(s, self._on_signal) for s in (signal.SIGTERM, signal.SIGINT)}
        for module in (self.tokenizer, self.model, self.ema, self.features):
            module.to(fabric.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.targets = [[g.to(fabric.device) for g in grams] for grams in self.targets]
        model, optimizer = fabric.setup(self.model, self.optimizer)
        loader = crop_loader(
            self.crops, schedule.batch, self.step, schedule.steps, fabric.global_rank, fabric.world_size
        )
        writer = SummaryWriter(str(self.out / "logs"), purge_step=self.step) if fabric.is_global_zero else None
        bar = tqdm(loader, initial=self.step, total=schedule.steps, disable=not fabric.is_global_zero, mininterval=5)
        try:
            for crops in bar:
                crops = crops.to(fabric.device, memory_format=torch.channels_last)
                losses = self._train_step(model, optimizer, crops)
                self.step += 1
                if self.step % 20 == 0:
                    bar.set_postfix({k: f"{v:.4f}" for k, v in losses.items()}, refresh=False)
                    if writer:
                        for name, value in losses.items():
                            writer.add_scalar(f"loss/{name}", value, self.step)
                if self.step % schedule.sheet_every == 0 and writer:
                    self._sheet()
                if self.step % schedule.checkpoint_every == 0:
                    self.save()
                if self._stop:
                    break
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)
        self.save()
        if writer:
            self._sheet()
            writer.close()

    def _on_signal(self, _number: int, _frame: object) -> None:
        self._stop = True

    def _train_step(self, model: nn.Module, optimizer: Any, crops: Tensor) -> dict[str, float]:
        schedule = self.recipe.schedule
        factor = learning_rate_factor(self.step, schedule)
        for group in optimizer.param_groups:
            group["lr"] = schedule.learning_rate * factor * group["scale"]
        rng = np.random.default_rng((self.seed, self.step, self.fabric.global_rank))
        numbers = torch.from_numpy(rng.integers(len(self.recipe.styles), size=len(crops))).to(crops.device)
        numbers[0] = -1
        with torch.no_grad():
            z_q = self.tokenizer.quantizer(self.tokenizer.encoder(crops)).z_q
            content = self.features(crops)
        image = model(z_q, numbers)
        maps = self.features(image)
        weights = self.recipe.loss
        parts = {
            "plain": (image[0] - crops[0]).abs().mean()
            + 0.05 * feature_distance([m[:1] for m in maps], [m[:1] for m in content]),
            "content": feature_distance([m[1:] for m in maps[CONTENT_MAPS]], [m[1:] for m in content[CONTENT_MAPS]]),
            "style": self._style_loss([m[1:] for m in maps], numbers[1:]),
            "total_variation": total_variation(image[1:]),
            "range": F.relu(image.abs() - 1).mean(),
        }
        loss = parts["range"] + sum(
            getattr(weights, name) * parts[name] for name in ("plain", "content", "style", "total_variation")
        )
        optimizer.zero_grad()
        self.fabric.backward(loss)
        nn.utils.clip_grad_norm_(self.model.parameters(), schedule.gradient_clip)
        optimizer.step()
        decay = min(schedule.ema, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for average, current in zip(self.ema.parameters(), self.model.parameters(), strict=True):
                average.lerp_(current, 1 - decay)
        return {name: float(value.detach()) for name, value in parts.items()}

    def _style_loss(self, maps: list[Tensor], numbers: Tensor) -> Tensor:
        """Relative squared difference of Gram matrices, averaged over maps and pictures."""
        total = torch.zeros((), device=maps[0].device)
        for level, features in enumerate(maps):
            wanted = torch.cat([self.targets[int(n)][level] for n in numbers])
            difference = (gram(features) - wanted).pow(2).sum((1, 2)) / wanted.pow(2).sum((1, 2))
            total = total + difference.mean()
        return total / len(maps)

    @torch.no_grad()
    def _sheet(self) -> None:
        photos = torch.stack([self.crops[10**9 + n] for n in range(SHEET_CROPS)]).to(self.fabric.device)
        z_q = self.tokenizer.quantizer(self.tokenizer.encoder(photos)).z_q
        rows = [photos]
        for number in range(-1, len(self.recipe.styles)):
            rows.append(self.ema(z_q, torch.full((len(photos),), number, device=photos.device)))
        save_sheet(rows, self.out / "sheets" / f"{self.step:07d}.png")


def total_variation(image: Tensor) -> Tensor:
    """Mean squared difference of neighbouring pixels; scalar."""
    return (image[:, :, 1:] - image[:, :, :-1]).pow(2).mean() + (image[..., 1:] - image[..., :-1]).pow(2).mean()
