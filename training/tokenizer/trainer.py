"""Trains a tokenizer as a VQ-VAE, or the decoder of an existing one against discriminators (VQ-GAN)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim import Optimizer

from ..common.data import Crops
from ..common.perceptual import (
    Lite0Features,
    excess_error,
    feature_distance,
    flat_colour_error,
    grid_error,
    repeat_error,
)
from ..common.photos import Photos, find_photos, hold_out
from ..common.realism import Likeness
from ..common.recipes import TokenizerRecipe
from ..common.run import Run, Stateful, Trainer
from ..common.schedules import RecipeError
from ..common.sheets import save_sheet
from ..packs.weights import matching
from .adversary import BETAS, Adversary, Seen, busiest_step
from .model import Reconstruction, Tokenizer
from .quantizer import usage
from .weights import load_tokenizer

SHEET_CROPS = 8
HELD_OUT_CROPS = 32
SHIFT = 8
INITIAL_VECTORS_PER_CODE = 8


class TokenizerTrainer(Trainer):
    """``decoder_only``, or a recipe with an adversarial part, keeps encoder and codebook unchanged."""

    recipe: TokenizerRecipe
    model: Tokenizer

    def __init__(
        self, recipe: TokenizerRecipe, data: Path | Sequence[Path], seed: int = 0, decoder_only: bool = False
    ) -> None:
        self.recipe = recipe
        self.decoder_only = decoder_only or recipe.adversarial is not None
        schedule = recipe.schedule
        trained, held_out = hold_out(find_photos(data, schedule.crop))
        self.crops = Crops(
            Photos(trained), schedule.crop, seed, schedule.max_shrink, schedule.max_grow, schedule.recolour
        )
        self.held_out = Crops(Photos(held_out), schedule.crop, seed + 1, max_shrink=1.0)
        torch.manual_seed(seed)
        self.model = Tokenizer(recipe.model)
        self.features = Lite0Features(recipe.loss.perceptual_depth)
        self.onlookers = (self.features,)
        self.conditions = {"--decoder-only": self.decoder_only}
        self.adversary: Adversary | None = None
        self.code_counts = torch.zeros(recipe.model.codes)  # since the last report
        self.revived = 0

    def start_from(self, pack: Path) -> None:
        theirs = load_tokenizer(pack)[1]
        # A decoder that gains the stage at H/2 starts unchanged: the stage's last layer is zero.
        grown = () if theirs.decoder.refine else ("decoder.refine.",)
        self.model.load_state_dict(matching(theirs, self.model, pack, grown))

    def optimizer(self) -> Optimizer:
        if self.recipe.adversarial is None:
            return super().optimizer()
        # Muon's steps keep their size however small the gradient: against discriminators the decoder would never
        # settle.
        groups = [{"params": list(self.model.decoder.parameters()), "scale": 1.0}]
        return torch.optim.AdamW(groups, self.recipe.schedule.learning_rate, betas=BETAS)

    @property
    def busiest_step(self) -> int:
        return busiest_step(self.recipe.adversarial, self.recipe.schedule.quantize_from)

    def setup(self, run: Run) -> dict[str, Stateful]:
        self.code_counts = self.code_counts.to(run.fabric.device)
        if self.decoder_only:
            # Encoder and codebook stay unchanged, so whatever was built on the tokens stays valid.
            self.model.encoder.requires_grad_(False)
            if not bool(self.model.quantizer.initialised):
                raise RecipeError("A decoder alone needs a trained encoder; give --init PACK.")
        if self.recipe.adversarial is None:
            return {}
        self.adversary = Adversary(self.recipe.adversarial, self.features, run.fabric, run.seed)
        return self.adversary.parts()

    # -- training ------------------------------------------------------------------------------------------------

    def step(self, run: Run, batch: Tensor) -> dict[str, float]:
        generator = run.generator()
        quantizer = self.model.quantizer
        if run.step >= self.recipe.schedule.quantize_from and not quantizer.initialised:
            self._initialise_codebook(run, generator)
        # A run that starts from a pack has its codebook from the first step on.
        result: Reconstruction = run.model(batch, bool(quantizer.initialised), generator)
        seen = self._look(run, result.image, batch, generator)
        parts = self._losses(seen, batch) | {"commitment": result.commitment}
        loss = sum((getattr(self.recipe.loss, name) * part for name, part in parts.items()), batch.new_zeros(()))
        if self.adversary:
            loss = loss + self.adversary.term(run, seen, loss)
        losses = run.descend(loss, parts)
        if result.indices is not None:
            self.code_counts += torch.bincount(result.indices.flatten(), minlength=len(self.code_counts))
            if not self.decoder_only:
                self.revived += quantizer.update(result.z, result.indices, generator)
        if self.adversary:
            losses |= self.adversary.learn(run, seen)
        return losses

    def _look(self, run: Run, image: Tensor, crops: Tensor, generator: torch.Generator) -> Seen:
        whole = image.float().clone()  # gradients are compared here: Fabric guards the model's own output
        if self.adversary:
            # The first convolution of the features has stride 2. Without the shift it would always sample the same
            # pixels, and the decoder could hide anything between them.
            y, x = (int(torch.randint(SHIFT, (), generator=generator)) for _ in range(2))
            side = crops.shape[-1] - SHIFT
            image, crops = (picture[..., y : y + side, x : x + side] for picture in (whole, crops))
        else:
            # Every second crop: features cost as much as the decoder, and half of the crops give an unbiased estimate.
            image, crops = whole[::2], crops[::2]
        with run.autocast():
            with torch.no_grad():
                wanted = self.features(crops)
            return Seen(whole, image, self.features(image), crops, wanted)

    def _losses(self, seen: Seen, crops: Tensor) -> dict[str, Tensor]:
        difference = seen.whole - crops
        parts = {
            "l1": difference.abs().mean(),
            "mse": difference.pow(2).mean(),
            "flat_colour": flat_colour_error(seen.whole, crops),
            "perceptual": feature_distance(seen.maps, seen.wanted),
        }
        against = {"grid": grid_error, "excess": excess_error, "repeat": repeat_error}
        wanted = {name: error for name, error in against.items() if getattr(self.recipe.loss, name)}
        return parts | {name: error(seen.whole, crops) for name, error in wanted.items()}

    @torch.no_grad()
    def _initialise_codebook(self, run: Run, generator: torch.Generator) -> None:
        per_crop = (self.recipe.schedule.crop // self.recipe.model.stride) ** 2
        wanted = -(-INITIAL_VECTORS_PER_CODE * self.recipe.model.codes // per_crop)
        vectors = []
        for number in range(wanted):
            crop = self.crops.batch([number * run.fabric.world_size + run.fabric.global_rank])
            z = self.model.encoder(crop.to(run.fabric.device))
            vectors.append(F.normalize(z.float(), dim=1).permute(0, 2, 3, 1).reshape(-1, self.recipe.model.dim))
        self.model.quantizer.initialise(torch.cat(vectors), generator)

    # -- watching ------------------------------------------------------------------------------------------------

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """PSNR and, where crops hold windows enough, likeness to photos (KID x 1000) of held-out photos."""
        average: Tokenizer = run.average  # type: ignore[assignment]
        crops = self.held_out.batch(range(HELD_OUT_CROPS)).to(run.fabric.device)
        generator = torch.Generator().manual_seed(run.seed)
        quantized = bool(average.quantizer.initialised)
        with run.autocast():
            images = torch.cat([average(part, quantized, generator).image.float() for part in crops.split(8)])
        images = images.clamp(-1, 1)
        save_sheet([crops[:SHEET_CROPS], images[:SHEET_CROPS]], sheet)
        share, perplexity = usage(self.code_counts)
        psnr = 10 * torch.log10(4 / (images - crops).pow(2).mean((1, 2, 3)).clamp_min(1e-9)).mean()
        figures = {"psnr": float(psnr), "codes_in_use": share, "perplexity": perplexity, "revived": float(self.revived)}
        self.code_counts.zero_()
        self.revived = 0
        likeness = Likeness(self.features)
        for photo, picture in zip(crops.split(1), images.split(1), strict=True):
            likeness.add(photo, picture)
        return figures | likeness.figures()
