"""Trains one style decoder and one vector per painting on the frozen encoder of a paint tokenizer.

Losses after Gatys et al. 2016 and Johnson et al. 2016: Gram matrices of features from the painting, features from the
photo. A share of every batch is painted at strength 0 and simply reconstructed, another at a strength in between: that
is how the strength learns its meaning.
"""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from lightning_fabric import Fabric
from PIL import Image
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.tensorboard import SummaryWriter

from . import checkpoint, loop
from .data import Crops, DataError, Photos, find_images
from .export import load_weights
from .loop import move, update_ema
from .optim import Muon, learning_rate_factor
from .perceptual import Lite0Features, feature_distance
from .recipes import StylesRecipe
from .sheets import save_sheet
from .style_network import ConditionalInstanceNorm, StyleDecoder

log = logging.getLogger(__name__)

DEPTH = 9
"""Feature maps 0 (stem) .. 9; Gram matrices of all of them."""
CONTENT_MAPS = slice(3, 7)
SHEET_CROPS = 4
MOST_MAGNIFIED = 2.0
"""A painting magnified further would teach blur."""
PART_STRENGTH = (0.3, 0.9)
"""The second crop of a batch is painted at a strength between these."""
VECTOR_SPEED = 5.0
"""The vectors learn faster than the decoder: each is in few crops of a batch, and must leave the common mean."""


def gram(maps: Tensor) -> Tensor:
    """Features (B, C, H, W) to Gram matrices (B, C, C), per position."""
    flat = maps.flatten(2)
    return flat @ flat.transpose(1, 2) / flat.shape[2]


def load_painting(path: Path, side: int) -> Tensor:
    """float32 (1, 3, H, W) in -1..1 with the shorter side scaled to ``side`` as far as it goes. Raises DataError."""
    try:
        with Image.open(path) as file:
            image = file.convert("RGB")
    except OSError as error:
        raise DataError(f"The painting {path} cannot be read: {error}") from error
    factor = min(side / min(image.size), MOST_MAGNIFIED)
    image = image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
    return torch.from_numpy(np.asarray(image, np.float32) / 127.5 - 1).permute(2, 0, 1)[None].contiguous()


class StyledModel(nn.Module):
    """Decoder and the vectors of all styles."""

    def __init__(self, decoder: StyleDecoder, count: int) -> None:
        super().__init__()
        self.decoder = decoder
        # A 1-d parameter: rows are independent styles, not a matrix to be orthogonalised.
        self.vectors = nn.Parameter(0.1 * torch.randn(count * 2 * decoder.channels))

    def vector(self, numbers: Tensor) -> Tensor:
        """Style numbers (B,) to gains and shifts (B, 2, S)."""
        return self.vectors.view(-1, 2, self.decoder.channels)[numbers]

    def forward(self, z: Tensor, numbers: Tensor, strength: Tensor) -> Tensor:
        return self.decoder(z, ConditionalInstanceNorm(self.vector(numbers), strength))


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
        self.dim = token_recipe.model.dim
        size = recipe.decoder
        self.styled = StyledModel(StyleDecoder(self.dim, size.fine, size.coarse, size.blocks), len(recipe.styles))
        self.ema = copy.deepcopy(self.styled).requires_grad_(False)
        groups = [
            {"params": list(self.styled.decoder.parameters()), "scale": 1.0},
            {"params": [self.styled.vectors], "scale": VECTOR_SPEED},
        ]
        self.raw_optimizer = Muon(groups, schedule.learning_rate)
        # Both until Fabric wraps them.
        self.model: nn.Module = self.styled
        self.optimizer: Optimizer = self.raw_optimizer
        self.features = Lite0Features(DEPTH)
        with torch.no_grad():
            self.targets = [
                self._grams(load_painting(paintings / s.painting, schedule.painting_side)) for s in recipe.styles
            ]
        self.step = 0

    def resume(self) -> None:
        """Continue ``out/last.pt`` at its exact step. Raises CheckpointError."""
        state = checkpoint.load(self.out / "last.pt")
        self.styled.load_state_dict(state["model"])
        self.ema.load_state_dict(state["ema"])
        self.raw_optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]

    def save(self) -> None:
        if self.fabric.is_global_zero:
            recipe = {"recipe": self.recipe.model_dump_json(), "dim": self.dim, "step": self.step}
            state: dict[str, Any] = {"model": self.styled.state_dict(), "ema": self.ema.state_dict()}
            checkpoint.save(recipe | state | {"optimizer": self.raw_optimizer.state_dict()}, self.out / "last.pt")
            checkpoint.save(recipe | {"weights": checkpoint.half(self.ema.state_dict())}, self.out / "weights.pt")
        self.fabric.barrier()

    def run(self) -> None:
        """Train to the recipe's last step; SIGTERM and Ctrl-C save a checkpoint and end early."""
        device = self.fabric.device
        move((self.tokenizer, self.styled, self.ema, self.features), device)
        self.targets = [[g.to(device) for g in grams] for grams in self.targets]
        self.model, self.optimizer = self.fabric.setup(self.styled, self.raw_optimizer)  # type: ignore[assignment]
        loop.run(self, self.crops, self.recipe.schedule, self.fabric, self.out)

    def train_step(self, crops: Tensor) -> dict[str, float]:
        schedule, weights = self.recipe.schedule, self.recipe.loss
        factor = learning_rate_factor(self.step, schedule)
        for group in self.optimizer.param_groups:
            group["lr"] = schedule.learning_rate * factor * group["scale"]
        rng = np.random.default_rng((self.seed, self.step, self.fabric.global_rank))
        numbers = torch.from_numpy(rng.integers(len(self.recipe.styles), size=len(crops))).to(crops.device)
        strength = torch.ones(len(crops), device=crops.device)
        strength[0], strength[1] = 0.0, float(rng.uniform(*PART_STRENGTH))
        with torch.no_grad():
            z = self.tokenizer.encoder(crops)
            content = self.features(crops)
        image = self.model(z, numbers, strength)
        maps = self.features(image)
        plain = (image[0] - crops[0]).abs().mean()
        plain = plain + 0.05 * feature_distance([m[:1] for m in maps], [m[:1] for m in content])
        painted = image[1:]
        parts = {
            "plain": plain,
            "content": feature_distance([m[1:] for m in maps[CONTENT_MAPS]], [m[1:] for m in content[CONTENT_MAPS]]),
            "style": self._style_loss(painted, [m[1:] for m in maps], numbers[1:], strength[1:]),
            "total_variation": total_variation(painted),
        }
        loss = 10 * F.relu(image.abs() - 1).mean()  # colours stay in range
        loss = loss + sum(getattr(weights, name) * part for name, part in parts.items())
        self.optimizer.zero_grad()
        self.fabric.backward(loss)
        nn.utils.clip_grad_norm_(self.styled.parameters(), schedule.gradient_clip)
        self.optimizer.step()
        update_ema(self.ema, self.styled, schedule.ema, self.step)
        return {name: float(value.detach()) for name, value in parts.items()}

    def _grams(self, picture: Tensor, maps: list[Tensor] | None = None) -> list[Tensor]:
        """Gram matrices at full and at half size: the touch of the brush, and what it builds up to."""
        maps = self.features(picture) if maps is None else maps
        return [gram(m) for m in maps + self.features(F.avg_pool2d(picture, 2))]

    def _style_loss(self, image: Tensor, maps: list[Tensor], numbers: Tensor, strength: Tensor) -> Tensor:
        """Relative squared difference of Gram matrices, averaged over maps and pictures.

        Every channel is first brought to unit energy in the painting: otherwise the few strong ones, which mostly
        carry colour, decide alone, and the result is a tint.
        """
        total = torch.zeros((), device=image.device)
        found = self._grams(image, maps)
        for level, grams in enumerate(found):
            wanted = torch.cat([self.targets[int(n)][level] for n in numbers])
            energy = wanted.diagonal(dim1=1, dim2=2)
            balance = 1 / (energy[:, :, None] * energy[:, None, :]).clamp_min(1e-6)
            difference = ((grams - wanted).pow(2) * balance).sum((1, 2)) / (wanted.pow(2) * balance).sum((1, 2))
            total = total + (difference * strength.square()).mean()
        return total / len(found)

    @torch.no_grad()
    def report(self, writer: SummaryWriter) -> None:
        photos = torch.stack([self.crops[10**9 + n] for n in range(SHEET_CROPS)]).to(self.fabric.device)
        z = self.tokenizer.encoder(photos)
        rows = [photos]
        for number, strength in [(0, 0.0), (0, 0.5)] + [(n, 1.0) for n in range(len(self.recipe.styles))]:
            numbers = torch.full((len(photos),), number, device=photos.device)
            rows.append(self.ema(z, numbers, torch.full((len(photos),), strength, device=photos.device)))
        save_sheet(rows, self.out / "sheets" / f"{self.step:07d}.png")


def total_variation(image: Tensor) -> Tensor:
    """Mean squared difference of neighbouring pixels; scalar."""
    return (image[:, :, 1:] - image[:, :, :-1]).pow(2).mean() + (image[..., 1:] - image[..., :-1]).pow(2).mean()
