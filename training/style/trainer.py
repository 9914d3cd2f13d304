"""Trains one style decoder and one vector per painting on the frozen encoder of a paint tokenizer.

The losses are in :mod:`training.style.losses`. In every fourth step one crop is painted at strength 0, where the plain
vector should reconstruct it, and in another fourth one crop is painted at a strength in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim import Optimizer

from ..common.data import Crops
from ..common.optim import Muon
from ..common.perceptual import feature_distance
from ..common.photos import Photos, find_photos
from ..common.recipes import StylesRecipe
from ..common.run import Run, Stateful, Trainer
from ..common.sheets import save_sheet
from ..packs.weights import matching
from ..tokenizer.weights import load_tokenizer, tokens_of
from .losses import StyleLosses, tone, total_variation
from .model import StyledModel, make_decoder
from .network import NOISE
from .paintings import load_reference
from .weights import load_styles

SHEET_CROPS = 4
TURNS = 4
"""Out of this many steps, one has a crop of strength 0 and one a crop of a strength within PART_STRENGTH."""
PART_STRENGTH = (0.3, 0.9)
VECTOR_SPEED = 2.0
"""Learning rate of the vectors relative to the decoder's: each vector is in few crops and must leave the mean."""


def half_size(image: Tensor) -> Tensor:
    """What the encoder sees of the photo (B, 3, H, W): (B, 3, H/2, W/2)."""
    return F.avg_pool2d(image, 2)


def noise_for(z: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """White noise of deviation 1 for the cells of z (B, D, h, w): (B, NOISE, h, w), on its device and in its dtype.
    ``generator`` is of the CPU; None: torch's global one.
    """
    return torch.randn(len(z), NOISE, *z.shape[2:], generator=generator).to(z)


class StyleTrainer(Trainer):
    """``tokenizer`` is the paint pack whose latents the decoder paints from."""

    recipe: StylesRecipe
    model: StyledModel

    def __init__(
        self,
        recipe: StylesRecipe,
        tokenizer: Path,
        data: Path | Sequence[Path],
        paintings: Path,
        seed: int = 0,
    ) -> None:
        self.recipe, self.seed = recipe, seed
        schedule = recipe.schedule
        token_recipe, self.tokenizer = load_tokenizer(tokenizer)
        self.tokenizer.requires_grad_(False)
        self.about = {"dim": token_recipe.model.dim}
        self.conditions = {"--tokenizer": tokens_of(tokenizer)}
        self.crops = Crops(Photos(find_photos(data, schedule.crop)), schedule.crop, seed, schedule.max_shrink)
        torch.manual_seed(seed)
        self.model = StyledModel(make_decoder(token_recipe.model.dim, recipe.decoder), len(recipe.styles))
        self.losses = StyleLosses()
        references = [load_reference(style, paintings, schedule.painting_side) for style in recipe.styles]
        self.targets = [
            self.losses.target(reference, style.even)
            for reference, style in zip(references, recipe.styles, strict=True)
        ]
        self.model.start_with_colours(references)
        self.onlookers = (self.tokenizer, self.losses)

    def optimizer(self) -> Optimizer:
        groups = [
            {"params": list(self.model.decoder.parameters()), "scale": 1.0},
            {"params": [self.model.vectors], "scale": VECTOR_SPEED},
        ]
        return Muon(groups, self.recipe.schedule.learning_rate)

    def start_from(self, pack: Path) -> None:
        """Load the decoder of a pack and the vectors of its styles with the same names; new styles start at their mean.

        Raises PackError or CheckpointError.
        """
        theirs_recipe, theirs = load_styles(pack)
        self.model.decoder.load_state_dict(matching(theirs.decoder, self.model.decoder, pack))
        known = [style.name for style in theirs_recipe.styles]
        self.model.take_vectors(theirs, known, [style.name for style in self.recipe.styles])

    def setup(self, run: Run) -> dict[str, Stateful]:
        self.targets = [target.to(run.fabric.device) for target in self.targets]
        return {}

    def step(self, run: Run, batch: Tensor) -> dict[str, float]:
        crops = batch
        rng = self.rng(run.step)
        numbers = torch.from_numpy(rng.integers(len(self.recipe.styles), size=len(crops))).to(crops.device)
        strength = torch.ones(len(crops), device=crops.device)
        turn = run.step % TURNS
        if turn < 2:
            strength[0] = 0.0 if turn == 0 else float(rng.uniform(*PART_STRENGTH))
        with torch.no_grad(), run.autocast():
            z = self.tokenizer.encoder(half_size(crops)).float()
            content = self.losses.features(crops)
        noise = noise_for(z, torch.Generator().manual_seed(int(rng.integers(2**62))))
        image = run.model(crops, z, noise, numbers, strength).float()
        with run.autocast():
            loss, parts = self._loss(crops, image, content, numbers, strength, turn == 0)
        return run.descend(loss, parts)

    def _loss(
        self,
        crops: Tensor,
        image: Tensor,
        content: list[Tensor],
        numbers: Tensor,
        strength: Tensor,
        first_is_plain: bool,
    ) -> tuple[Tensor, dict[str, Tensor]]:
        maps = self.losses.features(image)
        kept = slice(0, int(first_is_plain))
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
        weights = self.recipe.loss
        return loss + sum(getattr(weights, name) * part for name, part in parts.items()), parts

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """A sheet alone: photos, half painted, painted in every style."""
        photos = self.crops.batch(range(10**9, 10**9 + SHEET_CROPS)).to(run.fabric.device)
        z = self.tokenizer.encoder(half_size(photos))
        noise = noise_for(z, torch.Generator().manual_seed(0))
        rows = [photos]
        for number, strength in [(0, 0.0), (0, 0.5)] + [(n, 1.0) for n in range(len(self.recipe.styles))]:
            numbers = torch.full((len(photos),), number, device=photos.device)
            strengths = torch.full((len(photos),), strength, device=photos.device)
            rows.append(run.average(photos, z, noise, numbers, strengths))
        save_sheet(rows, sheet)
        return {}
