"""Trains the token prior on the tokens of photos, and measures it against guesses that need no model."""

from __future__ import annotations

import copy
import logging
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from lightning_fabric import Fabric
from scipy import ndimage
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.tensorboard import SummaryWriter

from vqstudio.engine.prior import Sampling, fill

from . import checkpoint, loop
from .data import Crops, Photos, find_images, hold_out
from .export import load_weights
from .loop import move, update_ema
from .optim import Muon, learning_rate_factor
from .prior_masks import hidden_tokens
from .prior_network import TokenPrior
from .recipes import PriorRecipe, RecipeError
from .sheets import save_sheet

log = logging.getLogger(__name__)

SHEET_CROPS = 8
HELD_OUT_CROPS, HELD_OUT_SEED, HELD_OUT_MASKS = 96, 1, 2
"""The crops that figures are about, the same for every run, each with so many different masks."""


class PriorTrainer:
    """One run. ``out`` receives ``last.pt`` (to resume), ``weights.pt`` (EMA weights), ``sheets/`` and ``logs/``."""

    def __init__(
        self, recipe: PriorRecipe, tokenizer: Path, data: Path, out: Path, fabric: Fabric, seed: int = 0
    ) -> None:
        self.recipe, self.out, self.fabric, self.seed = recipe, out, fabric, seed
        schedule = recipe.schedule
        trained, held_out = hold_out(find_images(data, schedule.crop))
        self.crops = Crops(Photos(trained), schedule.crop, seed, schedule.max_shrink)
        self.held_out = Crops(Photos(held_out), schedule.crop, HELD_OUT_SEED, schedule.max_shrink)
        torch.manual_seed(seed)
        token_recipe, self.tokenizer = load_weights(tokenizer)
        self.tokenizer.requires_grad_(False)
        if schedule.crop % token_recipe.model.stride:
            raise RecipeError(
                f"Crops of {schedule.crop} px hold no whole number of {token_recipe.model.stride}-px cells."
            )
        self.prior = TokenPrior(self.tokenizer.quantizer.codebook, recipe.model)
        self.ema = copy.deepcopy(self.prior).requires_grad_(False)
        self.raw_optimizer = Muon(self.prior.parameters(), schedule.learning_rate)
        # Both until Fabric wraps them.
        self.model: nn.Module = self.prior
        self.optimizer: Optimizer = self.raw_optimizer
        self.step = 0

    def resume(self) -> None:
        """Continue ``out/last.pt`` at its exact step. Raises CheckpointError."""
        state = checkpoint.load(self.out / "last.pt")
        self.prior.load_state_dict(state["model"])
        self.ema.load_state_dict(state["ema"])
        self.raw_optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]

    def start_from(self, weights: Path) -> None:
        """Begin a new run from the weights of an earlier one (its ``weights.pt``)."""
        state = checkpoint.load(weights)
        self.prior.load_state_dict(state["weights"])
        self.ema.load_state_dict(state["weights"])

    def save(self) -> None:
        if self.fabric.is_global_zero:
            about = {"recipe": self.recipe.model_dump_json(), "step": self.step}
            state = {"model": self.prior.state_dict(), "ema": self.ema.state_dict()}
            checkpoint.save(about | state | {"optimizer": self.raw_optimizer.state_dict()}, self.out / "last.pt")
            checkpoint.save(about | {"weights": checkpoint.half(self.ema.state_dict())}, self.out / "weights.pt")
        self.fabric.barrier()

    def run(self) -> None:
        """Train to the recipe's last step; SIGTERM and Ctrl-C save a checkpoint and end early."""
        move((self.tokenizer, self.prior, self.ema), self.fabric.device)
        self.model, self.optimizer = self.fabric.setup(self.prior, self.raw_optimizer)  # type: ignore[assignment]
        loop.run(self, self.crops, self.recipe.schedule, self.fabric, self.out)

    @torch.no_grad()
    def tokens_of(self, crops: Tensor) -> Tensor:
        """The nearest codes of crops (B, 3, H, W), without dither: int64 (B, h, w)."""
        with self.fabric.autocast():
            z = self.tokenizer.encoder(crops)
        return self.tokenizer.quantizer(z).indices

    def train_step(self, crops: Tensor) -> dict[str, float]:
        schedule = self.recipe.schedule
        for group in self.optimizer.param_groups:
            group["lr"] = schedule.learning_rate * learning_rate_factor(self.step, schedule)
        tokens = self.tokens_of(crops)
        hidden = self._hide(tokens, np.random.default_rng((self.seed, self.step, self.fabric.global_rank)))
        logits = self.model(tokens.masked_fill(hidden, self.prior.codes), hidden)
        loss = F.cross_entropy(logits.float(), tokens[hidden])
        self.optimizer.zero_grad()
        self.fabric.backward(loss)
        nn.utils.clip_grad_norm_(self.prior.parameters(), schedule.gradient_clip)
        self.optimizer.step()
        update_ema(self.ema, self.prior, schedule.ema, self.step)
        return {"cross_entropy": float(loss.detach()), "hidden": float(hidden.float().mean())}

    def _hide(self, tokens: Tensor, rng: np.random.Generator) -> Tensor:
        hidden = np.stack([hidden_tokens(tokens.shape[1], rng) for _ in tokens])
        return torch.from_numpy(hidden).to(tokens.device)

    @torch.no_grad()
    def report(self, writer: SummaryWriter) -> None:
        """Figures on held-out photos; a sheet with rows: known part, filled by the prior, all there is to know."""
        for name, value in self.held_out_figures().items():
            writer.add_scalar(f"held_out/{name}", value, self.step)
            log.info("step %d: %s %.4f", self.step, name, value)
        crops = torch.stack([self.held_out[n] for n in range(SHEET_CROPS)]).to(self.fabric.device)
        tokens = self.tokens_of(crops)
        hidden = torch.zeros_like(tokens, dtype=torch.bool)
        side = tokens.shape[1]
        hidden[: SHEET_CROPS // 2, :, side // 2 :] = True
        hidden[SHEET_CROPS // 2 : -2, side // 4 : -side // 4, side // 4 : -side // 4] = True
        hidden[-2:] = True
        filled = imagine(self.ema, tokens, hidden, self.seed)
        cut = F.interpolate(hidden[:, None].float(), crops.shape[2:])
        decoded = [self.tokenizer.decoder(self.tokenizer.quantizer.look_up(t)) for t in (filled, tokens)]
        save_sheet([decoded[1] * (1 - cut) + cut, decoded[0], decoded[1]], self.out / "sheets" / f"{self.step:07d}.png")

    @torch.no_grad()
    def held_out_figures(self) -> dict[str, float]:
        """Mean nats per hidden token of held-out photos: of the prior, of the frequencies of all their codes (the
        unigram), and of a mixture of these and the nearest known token, with the best share for it.
        """
        crops = torch.stack([self.held_out[n] for n in range(HELD_OUT_CROPS)]).to(self.fabric.device)
        tokens = torch.cat([self.tokens_of(part) for part in crops.split(8)])
        tokens = tokens.repeat(HELD_OUT_MASKS, 1, 1)
        hidden = self._hide(tokens, np.random.default_rng(HELD_OUT_SEED))
        losses = []
        for grid, gone in zip(tokens.split(8), hidden.split(8), strict=True):
            logits = self.ema(grid.masked_fill(gone, self.prior.codes), gone)
            losses.append(F.cross_entropy(logits.float(), grid[gone], reduction="sum"))
        count = torch.bincount(tokens.flatten(), minlength=self.prior.codes).double()
        frequency = (count / count.sum()).cpu().numpy()
        wanted = tokens[hidden].cpu().numpy()
        copied = nearest_known(tokens.cpu().numpy(), hidden.cpu().numpy()) == wanted
        shares = np.linspace(0, 0.95, 20)[:, None]
        mixtures = -np.log(shares * copied + (1 - shares) * frequency[wanted]).mean(1)
        return {
            "cross_entropy": float(sum(losses)) / len(wanted),
            "unigram": float(-np.log(frequency[wanted]).mean()),
            "copy": float(mixtures.min()),
        }


def nearest_known(tokens: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """For each hidden token (B, h, w), in order, the nearest known one of its grid; -1 in a grid without any."""
    guesses = []
    for grid, gone in zip(tokens, hidden, strict=True):
        if gone.all():
            guesses.append(np.full(gone.sum(), -1))
            continue
        rows, columns = ndimage.distance_transform_edt(gone, return_distances=False, return_indices=True)
        guesses.append(grid[rows[gone], columns[gone]])
    return np.concatenate(guesses)


@torch.no_grad()
def imagine(prior: TokenPrior, tokens: Tensor, hidden: Tensor, seed: int) -> Tensor:
    """The hidden tokens (B, h, w) as the application would draw them."""

    def logits(grid: np.ndarray, cells: np.ndarray) -> np.ndarray:
        features = prior.look(torch.from_numpy(grid).to(tokens.device)).flatten(0, 2)
        return prior.score(features[torch.from_numpy(cells).to(tokens.device)]).float().cpu().numpy()

    pairs = zip(tokens.cpu().numpy(), hidden.cpu().numpy(), strict=True)
    grids = [fill(logits, prior.codes, grid, gone, seed, Sampling()) for grid, gone in pairs]
    return torch.from_numpy(np.stack(grids)).to(tokens)
