"""Trains a tokenizer: first as a VQ-VAE, then, if the recipe says so, its decoder against a discriminator (VQ-GAN)."""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from lightning_fabric import Fabric
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.tensorboard import SummaryWriter

from . import checkpoint, loop
from .adversarial import DiscriminatorLoss, PatchDiscriminator, augment, generator_loss
from .data import Crops, Photos, find_images, hold_out
from .loop import move, update_ema
from .optim import Muon, learning_rate_factor
from .perceptual import Lite0Features, feature_distance, flat_colour_error
from .quantizer import usage
from .recipes import TokenizerRecipe
from .sheets import save_sheet
from .tokenizer import Reconstruction, Tokenizer

log = logging.getLogger(__name__)

SHEET_CROPS = 8
INITIAL_VECTORS_PER_CODE = 8


class TokenizerTrainer:
    """One run. ``out`` receives ``last.pt`` (to resume), ``weights.pt`` (EMA weights), ``sheets/`` and ``logs/``."""

    def __init__(
        self,
        recipe: TokenizerRecipe,
        data: Path,
        out: Path,
        fabric: Fabric,
        seed: int = 0,
        decoder_only: bool = False,
    ) -> None:
        """``decoder_only`` leaves encoder and codebook as they are: for a run that starts from another one's."""
        self.decoder_only = decoder_only
        self.recipe, self.out, self.fabric, self.seed = recipe, out, fabric, seed
        schedule = recipe.schedule
        trained, held_out = hold_out(find_images(data, schedule.crop))
        self.crops = Crops(
            Photos(trained), schedule.crop, seed, schedule.max_shrink, schedule.max_grow, schedule.recolour
        )
        self.held_out = Crops(Photos(held_out), schedule.crop, seed + 1, max_shrink=1.0)
        torch.manual_seed(seed)
        self.tokenizer = Tokenizer(recipe.model)
        self.ema = copy.deepcopy(self.tokenizer).requires_grad_(False)
        self.features = Lite0Features(recipe.loss.perceptual_depth)
        self.raw_optimizer = Muon(self.tokenizer.parameters(), schedule.learning_rate)
        # Both until Fabric wraps them.
        self.model: nn.Module = self.tokenizer
        self.optimizer: Optimizer = self.raw_optimizer
        self.adversary = Adversary(recipe, fabric) if recipe.adversarial else None
        self.step = 0
        self.code_counts = torch.zeros(recipe.model.codes)  # since the last report
        self.revived = 0

    # -- state ---------------------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = {
            "recipe": self.recipe.model_dump_json(),
            "step": self.step,
            "tokenizer": self.tokenizer.state_dict(),
            "ema": self.ema.state_dict(),
            "optimizer": self.raw_optimizer.state_dict(),
        }
        if self.adversary:
            state["adversary"] = self.adversary.state()
        return state

    def resume(self) -> None:
        """Continue ``out/last.pt`` at its exact step. Raises CheckpointError if it is missing or of another recipe."""
        state = checkpoint.load(self.out / "last.pt")
        before = TokenizerRecipe.model_validate_json(state["recipe"])
        if before.model != self.recipe.model:
            raise checkpoint.CheckpointError(
                f"{self.out / 'last.pt'} is of a model of another shape than the recipe's."
            )
        self.tokenizer.load_state_dict(state["tokenizer"])
        self.ema.load_state_dict(state["ema"])
        self.raw_optimizer.load_state_dict(state["optimizer"])
        if self.adversary and "adversary" in state:
            self.adversary.load(state["adversary"])
        self.step = state["step"]

    def start_from(self, weights: Path) -> None:
        """Begin a new run from the weights of an earlier one (its ``weights.pt``)."""
        state = checkpoint.load(weights)
        self.tokenizer.load_state_dict(state["weights"])
        self.ema.load_state_dict(state["weights"])

    def save(self) -> None:
        if self.fabric.is_global_zero:
            checkpoint.save(self.state(), self.out / "last.pt")
            checkpoint.save(
                {
                    "recipe": self.recipe.model_dump_json(),
                    "step": self.step,
                    "weights": checkpoint.half(self.ema.state_dict()),
                },
                self.out / "weights.pt",
            )
        self.fabric.barrier()

    # -- training ------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Train to the recipe's last step; SIGTERM and Ctrl-C save a checkpoint and end early."""
        move((self.tokenizer, self.ema, self.features), self.fabric.device)
        self.model, self.optimizer = self.fabric.setup(self.tokenizer, self.raw_optimizer)  # type: ignore[assignment]
        self.code_counts = self.code_counts.to(self.fabric.device)
        loop.run(self, self.crops, self.recipe.schedule, self.fabric, self.out)

    def train_step(self, crops: Tensor) -> dict[str, float]:
        schedule, step = self.recipe.schedule, self.step
        generator = torch.Generator().manual_seed((self.seed << 32) + step)
        adversarial = self.adversary is not None and step >= self.adversary.start
        frozen = adversarial or self.decoder_only
        quantizer = self.tokenizer.quantizer
        if step >= schedule.quantize_from and not quantizer.initialised:
            self._initialise_codebook(generator)
        # A run that starts from the weights of another one has its codebook from the first step on.
        quantize = bool(quantizer.initialised)
        if frozen:
            # Encoder and codebook stay as they are from here on: whatever was built on the tokens stays valid.
            self.tokenizer.encoder.requires_grad_(False)
        for group in self.optimizer.param_groups:
            group["lr"] = schedule.learning_rate * learning_rate_factor(step, schedule)
        result: Reconstruction = self.model(crops, quantize, generator)
        loss, losses = self._reconstruction_loss(result, crops)
        if adversarial and self.adversary:
            term = self.adversary.judge(result.image)
            losses["adversarial"] = float(term.detach())
            loss = loss + self.adversary.weight * term
        self.optimizer.zero_grad()
        self.fabric.backward(loss)
        nn.utils.clip_grad_norm_(self.tokenizer.parameters(), schedule.gradient_clip)
        self.optimizer.step()
        if result.indices is not None:
            self.code_counts += torch.bincount(result.indices.flatten(), minlength=len(self.code_counts))
            if not frozen:
                self.revived += quantizer.update(result.z, result.indices, generator)
        if adversarial and self.adversary:
            losses |= self.adversary.learn(
                crops, result.image.detach(), learning_rate_factor(step, schedule), generator
            )
        update_ema(self.ema, self.tokenizer, schedule.ema, step)
        return losses

    def _reconstruction_loss(self, result: Reconstruction, crops: Tensor) -> tuple[Tensor, dict[str, float]]:
        weights = self.recipe.loss
        difference = result.image - crops
        l1, mse = difference.abs().mean(), difference.pow(2).mean()
        flat_colour = flat_colour_error(result.image, crops)
        # Every second crop only: the features cost as much as the decoder, and half of them is an unbiased estimate.
        with torch.no_grad():
            target = self.features(crops[::2])
        perceptual = feature_distance(self.features(result.image[::2]), target)
        loss = (
            weights.l1 * l1
            + weights.mse * mse
            + weights.flat_colour * flat_colour
            + weights.perceptual * perceptual
            + weights.commitment * result.commitment
        )
        parts = {
            "l1": l1,
            "mse": mse,
            "flat_colour": flat_colour,
            "perceptual": perceptual,
            "commitment": result.commitment,
        }
        return loss, {name: float(value.detach()) for name, value in parts.items()}

    @torch.no_grad()
    def _initialise_codebook(self, generator: torch.Generator) -> None:
        per_crop = (self.recipe.schedule.crop // self.recipe.model.stride) ** 2
        wanted = -(-INITIAL_VECTORS_PER_CODE * self.recipe.model.codes // per_crop)
        vectors = []
        for number in range(wanted):
            crop = self.crops[number * self.fabric.world_size + self.fabric.global_rank][None]
            z = self.tokenizer.encoder(crop.to(self.fabric.device))
            vectors.append(F.normalize(z.float(), dim=1).permute(0, 2, 3, 1).reshape(-1, self.recipe.model.dim))
        self.tokenizer.quantizer.initialise(torch.cat(vectors), generator)

    # -- watching ------------------------------------------------------------------------------------------------

    @torch.no_grad()
    def report(self, writer: SummaryWriter) -> None:
        crops = torch.stack([self.held_out[n] for n in range(SHEET_CROPS)]).to(self.fabric.device)
        result = self.ema(crops, bool(self.ema.quantizer.initialised), torch.Generator().manual_seed(self.seed))
        psnr = 10 * torch.log10(4 / (result.image.clamp(-1, 1) - crops).pow(2).mean((1, 2, 3))).mean()
        share, perplexity = usage(self.code_counts)
        writer.add_scalar("held_out/psnr", float(psnr), self.step)
        writer.add_scalar("codebook/usage", share, self.step)
        writer.add_scalar("codebook/perplexity", perplexity, self.step)
        writer.add_scalar("codebook/revived", self.revived, self.step)
        save_sheet([crops, result.image], self.out / "sheets" / f"{self.step:07d}.png")
        log.info(
            "step %d: held-out PSNR %.2f dB, codes in use %.0f %%, perplexity %.0f, revived %d",
            self.step, float(psnr), 100 * share, perplexity, self.revived,
        )  # fmt: skip
        self.code_counts.zero_()
        self.revived = 0


class Adversary:
    """The discriminator with its optimizer, and the two steps of the game."""

    def __init__(self, recipe: TokenizerRecipe, fabric: Fabric) -> None:
        settings = recipe.adversarial
        assert settings is not None
        self.start = round(settings.start * recipe.schedule.steps)
        self.weight, self.learning_rate = settings.weight, settings.learning_rate
        discriminator = PatchDiscriminator(settings.width).to(fabric.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        optimizer = torch.optim.AdamW(discriminator.parameters(), settings.learning_rate, betas=(0.5, 0.9))
        self.loss = DiscriminatorLoss(settings.lecam).to(fabric.device)
        self.raw = discriminator
        self.discriminator, self.optimizer = fabric.setup(discriminator, optimizer)
        self.fabric = fabric

    def judge(self, image: Tensor) -> Tensor:
        """The generator's term for reconstructions (B, 3, H, W); the discriminator itself gets no gradient."""
        self.raw.requires_grad_(False)
        term = generator_loss(self.raw(image))
        self.raw.requires_grad_(True)
        return term

    def learn(self, real: Tensor, fake: Tensor, factor: float, generator: torch.Generator) -> dict[str, float]:
        """One step of the discriminator on (B, 3, H, W) originals and reconstructions."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.learning_rate * factor
        real, fake = augment(real, fake, generator)
        loss = self.loss(self.discriminator(real), self.discriminator(fake))
        self.optimizer.zero_grad()
        self.fabric.backward(loss)
        self.optimizer.step()
        return {"discriminator": float(loss.detach())}

    def state(self) -> dict[str, Any]:
        return {
            "discriminator": self.raw.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "loss": self.loss.state_dict(),
        }

    def load(self, state: dict[str, Any]) -> None:
        self.raw.load_state_dict(state["discriminator"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.loss.load_state_dict(state["loss"])
