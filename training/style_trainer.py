"""Trains one style decoder and one vector per painting on the frozen encoder of a paint tokenizer.

Losses are those of :mod:`training.style_losses`. Every fourth step paints one crop at strength 0, to be simply
reconstructed by the plain vector, every fourth one at a strength in between.
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

from vqstudio.engine.style import GROUND

from . import checkpoint, loop
from .data import Crops, DataError, Photos, find_images
from .export import load_weights
from .loop import move, update_ema
from .optim import Muon, learning_rate_factor
from .perceptual import feature_distance
from .recipes import NamedStyle, StyleDecoderRecipe, StylesRecipe
from .references import TECHNIQUES, reference
from .sheets import save_sheet
from .style_losses import StyleLosses, tone, total_variation
from .style_network import NOISE, ConditionalInstanceNorm, StyleDecoder, towards

log = logging.getLogger(__name__)

SHEET_CROPS = 4
MOST_MAGNIFIED = 2.0
"""A painting magnified further would teach blur."""
USUAL_SATURATION = 0.35
"""Deviation of colour over that of grey in photos."""
TURNS = 4
"""Of so many steps one has a crop of strength 0, and one a crop of a strength between PART_STRENGTH."""
PART_STRENGTH = (0.3, 0.9)
VECTOR_SPEED = 2.0
"""The vectors learn faster than the decoder: each is in few crops of a batch, and must leave the common mean."""


def load_reference(style: NamedStyle, paintings: Path, side: int) -> Tensor:
    """What a style is learned from: float32 (1, 3, H, W) in -1..1. Raises DataError."""
    if not style.technique:
        return load_painting(paintings / style.painting, side)
    if style.technique not in TECHNIQUES:
        raise DataError(f"There is no technique {style.technique!r}; choose one of {', '.join(TECHNIQUES)}.")
    return scaled(Image.fromarray(reference(style.technique)), side)


def load_painting(path: Path, side: int) -> Tensor:
    """float32 (1, 3, H, W) in -1..1 with the shorter side scaled to ``side`` as far as it goes. Raises DataError."""
    try:
        with Image.open(path) as file:
            image = file.convert("RGB")
    except OSError as error:
        raise DataError(f"The painting {path} cannot be read: {error}") from error
    return scaled(image, side)


def scaled(image: Image.Image, side: int) -> Tensor:
    factor = min(side / min(image.size), MOST_MAGNIFIED)
    image = image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
    return torch.from_numpy(np.asarray(image, np.float32) / 127.5 - 1).permute(2, 0, 1)[None].contiguous()


def make_decoder(dim: int, size: StyleDecoderRecipe) -> StyleDecoder:
    return StyleDecoder(dim, size.fine, size.coarse, size.broad, size.blocks)


class StyledModel(nn.Module):
    """Decoder, the vectors of all styles, and after them the plain one that paints the photo as it is."""

    def __init__(self, decoder: StyleDecoder, count: int) -> None:
        super().__init__()
        self.decoder = decoder
        # A 1-d parameter: rows are independent styles, not a matrix to be orthogonalised.
        self.vectors = nn.Parameter(0.1 * torch.randn((count + 1) * 2 * decoder.channels))

    @property
    def table(self) -> Tensor:
        """Gains and shifts: (styles + 1, 2, S)."""
        return self.vectors.view(-1, 2, self.decoder.channels)

    def forward(self, image: Tensor, z: Tensor, noise: Tensor, numbers: Tensor, strength: Tensor) -> Tensor:
        vector = towards(self.table[numbers], self.table[-1], strength)
        return self.decoder(image, z, noise, ConditionalInstanceNorm(vector, strength, self.decoder.sizes))

    @torch.no_grad()
    def start_with_colours(self, references: list[Tensor]) -> None:
        """Give the photo's own colours the mean, deviation and about the saturation of those in the references,
        (1, 3, H, W) each.
        """
        for row, painting in zip(self.table[:-1], references, strict=True):
            grey = painting.mean(1, keepdim=True)
            colourful = ((painting - grey).std() / grey.std() / USUAL_SATURATION).clamp(max=1)
            deviation = painting.std((0, 2, 3))
            row[0, :GROUND] = torch.cat([deviation * colourful, deviation * (1 - colourful)]) - 1
            row[1, :GROUND] = torch.cat([painting.mean((0, 2, 3)), torch.zeros(3)])

    def start_from(self, run: Path, names: list[str]) -> None:
        """Take the decoder of another run, and the vectors of the styles that have the same names there; others start
        at the mean. Raises CheckpointError.
        """
        state = checkpoint.load(run / "weights.pt" if run.is_dir() else run)
        known = [style.name for style in StylesRecipe.model_validate_json(state["recipe"]).styles]
        weights = state["weights"]
        self.decoder.load_state_dict({k.removeprefix("decoder."): v for k, v in weights.items() if k != "vectors"})
        theirs = weights["vectors"].view(len(known) + 1, -1)
        rows = [theirs[known.index(name)] if name in known else theirs[:-1].mean(0) for name in names]
        with torch.no_grad():
            self.vectors.copy_(torch.cat([*rows, theirs[-1]]))


def half_size(image: Tensor) -> Tensor:
    """What the encoder sees of the photo (B, 3, H, W): (B, 3, H/2, W/2)."""
    return F.avg_pool2d(image, 2)


def noise_for(z: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """White noise for the cells of z (B, D, h, w): (B, NOISE, h, w)."""
    return torch.randn(len(z), NOISE, *z.shape[2:], generator=generator).to(z)


class StyleTrainer:
    """One run. ``out`` receives ``last.pt`` (to resume), ``weights.pt`` (EMA weights), ``sheets/`` and ``logs/``."""

    def __init__(
        self,
        recipe: StylesRecipe,
        tokenizer: Path,
        data: Path,
        paintings: Path,
        out: Path,
        fabric: Fabric,
        seed: int,
    ) -> None:
        self.recipe, self.out, self.fabric, self.seed = recipe, out, fabric, seed
        schedule = recipe.schedule
        self.crops = Crops(Photos(find_images(data, schedule.crop)), schedule.crop, seed, schedule.max_shrink)
        torch.manual_seed(seed)
        token_recipe, self.tokenizer = load_weights(tokenizer)
        self.tokenizer.requires_grad_(False)
        self.dim = token_recipe.model.dim
        size = recipe.decoder
        self.styled = StyledModel(make_decoder(self.dim, size), len(recipe.styles))
        self.ema = copy.deepcopy(self.styled).requires_grad_(False)
        groups = [
            {"params": list(self.styled.decoder.parameters()), "scale": 1.0},
            {"params": [self.styled.vectors], "scale": VECTOR_SPEED},
        ]
        self.raw_optimizer = Muon(groups, schedule.learning_rate)
        # Both until Fabric wraps them.
        self.model: nn.Module = self.styled
        self.optimizer: Optimizer = self.raw_optimizer
        self.losses = StyleLosses()
        references = [load_reference(style, paintings, schedule.painting_side) for style in recipe.styles]
        self.targets = [
            self.losses.target(reference, style.even)
            for reference, style in zip(references, recipe.styles, strict=True)
        ]
        self.styled.start_with_colours(references)
        self.ema.load_state_dict(self.styled.state_dict())
        self.step = 0

    def start_from(self, run: Path) -> None:
        """Begin with the weights of another run (folder or ``weights.pt``). Raises CheckpointError."""
        self.styled.start_from(run, [style.name for style in self.recipe.styles])
        self.ema.load_state_dict(self.styled.state_dict())

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
        move((self.tokenizer, self.styled, self.ema, self.losses), device)
        self.targets = [target.to(device) for target in self.targets]
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
        turn = self.step % TURNS
        if turn < 2:
            strength[0] = 0.0 if turn == 0 else float(rng.uniform(*PART_STRENGTH))
        with torch.no_grad():
            z = self.tokenizer.encoder(half_size(crops))
            content = self.losses.features(crops)
        noise = noise_for(z, torch.Generator().manual_seed(int(rng.integers(2**62))))
        image = self.model(crops, z, noise, numbers, strength)
        maps = self.losses.features(image)
        kept = slice(0, int(turn == 0))
        painted, painted_maps = image[kept.stop :], [m[kept.stop :] for m in maps]
        targets = [self.targets[int(n)] for n in numbers[kept.stop :]]
        share = strength[kept.stop :].square()
        parts = {
            "content": self.losses.content(painted_maps, [m[kept.stop :] for m in content]),
            "style": self.losses.style(painted, painted_maps, targets, share),
            "even": self.losses.evenness(painted_maps, targets, share),
            "quiet": self.losses.quiet(painted_maps, targets, share),
            "tone": tone(painted, crops[kept.stop :], share),
            "total_variation": total_variation(painted),
        }
        if kept.stop:
            plain = (image[kept] - crops[kept]).abs().mean()
            parts["plain"] = plain + 0.05 * feature_distance([m[kept] for m in maps], [m[kept] for m in content])
        loss = 10 * F.relu(image.abs() - 1).mean()  # colours stay in range
        loss = loss + sum(getattr(weights, name) * part for name, part in parts.items())
        self.optimizer.zero_grad()
        self.fabric.backward(loss)
        nn.utils.clip_grad_norm_(self.styled.parameters(), schedule.gradient_clip)
        self.optimizer.step()
        update_ema(self.ema, self.styled, schedule.ema, self.step)
        return {name: float(value.detach()) for name, value in parts.items()}

    @torch.no_grad()
    def report(self, writer: SummaryWriter) -> None:
        photos = torch.stack([self.crops[10**9 + n] for n in range(SHEET_CROPS)]).to(self.fabric.device)
        z = self.tokenizer.encoder(half_size(photos))
        noise = noise_for(z, torch.Generator().manual_seed(0))
        rows = [photos]
        for number, strength in [(0, 0.0), (0, 0.5)] + [(n, 1.0) for n in range(len(self.recipe.styles))]:
            numbers = torch.full((len(photos),), number, device=photos.device)
            strengths = torch.full((len(photos),), strength, device=photos.device)
            rows.append(self.ema(photos, z, noise, numbers, strengths))
        save_sheet(rows, self.out / "sheets" / f"{self.step:07d}.png")
