"""The discriminators of a run: their term in the decoder's loss, and their own training steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
import torch.distributed as dist
from lightning_fabric import Fabric
from torch import Tensor, nn

from ..common.perceptual import Lite0Features
from ..common.recipe_parts import AdversarialRecipe
from .adversarial import Discriminators, disturbed, prefers, roughness, texture_error

if TYPE_CHECKING:
    from ..common.run import Run, Stateful

BETAS = (0.5, 0.9)
COMPARE_EVERY = 8
"""Steps between two comparisons of gradients, which change slowly and cost a backward pass to compare."""
SMOOTH_EVERY = 2
MEMORY = 0.8
MOST = 10.0


@dataclass
class Seen:
    """``whole``: what a decoder made (B, 3, H, W); ``image`` and ``crops``: views of it and of its photos, with their
    Lite0 maps ``maps`` and ``wanted``; ``hole`` (B, 1, H, W) in 0..1: where ``image`` is the decoder's (None:
    everywhere).
    """

    whole: Tensor
    image: Tensor
    maps: list[Tensor]
    crops: Tensor
    wanted: list[Tensor]
    hole: Tensor | None = None


class Balance:
    """The ratio of the other losses' gradient to the discriminators', at the pixels of the reconstructions."""

    def __init__(self) -> None:
        self.ratio = 0.0

    def compare(self, others: Tensor, ours: Tensor, image: Tensor) -> None:
        """Update the ratio from the two losses (scalars), which depend on ``image`` (B, 3, H, W). Esser et al. 2021
        compare at the decoder's last layer; at its output and with a memory, as here: Défossez et al. 2022 (EnCodec).
        """
        sizes = torch.stack([torch.autograd.grad(loss, image, retain_graph=True)[0].norm() for loss in (others, ours)])
        if dist.is_available() and dist.is_initialized():
            dist.all_reduce(sizes)  # all processes must give the discriminators the same weight
        now = min(MOST, float(sizes[0] / (sizes[1] + 1e-6)))
        self.ratio = MEMORY * self.ratio + (1 - MEMORY) * now if self.ratio else now

    def state_dict(self) -> dict[str, Any]:
        return {"ratio": self.ratio}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.ratio = state["ratio"]


def optimizer_against(model: nn.Module, learning_rate: float) -> torch.optim.Optimizer:
    """For a network against discriminators. Muon's steps keep their size however small the gradient, so it would never
    settle.
    """
    groups = [{"params": list(model.parameters()), "scale": 1.0}]
    return torch.optim.AdamW(groups, learning_rate, betas=BETAS)


def busiest_step(recipe: AdversarialRecipe | None, first: int = 0) -> int:
    """The first step from ``first`` on at which discriminators, if any, are heard, compared and smoothed."""
    if recipe is None:
        return first
    return -(-max(recipe.deaf, first) // COMPARE_EVERY) * COMPARE_EVERY


class Adversary:
    """Discriminators and their optimizer, their part in the decoder's loss, and the balance between both.

    ``features`` gives the maps that they look at, ``seed`` their initial weights.
    """

    def __init__(self, recipe: AdversarialRecipe, features: Lite0Features, fabric: Fabric, seed: int) -> None:
        self.recipe = recipe
        channels = [block.shape[1] for block in features(torch.zeros(1, 3, 64, 64, device=fabric.device))]
        # Seeded on their own, so that earlier draws (of a trial export, for instance) do not change them.
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            raw = Discriminators(channels, recipe.width, recipe.maps)
        self.raw = raw.to(fabric.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.raw_optimizer = torch.optim.AdamW(self.raw.parameters(), recipe.learning_rate, betas=BETAS)
        self.discriminators, self.optimizer = fabric.setup(self.raw, self.raw_optimizer)
        self.balance = Balance()

    def parts(self) -> dict[str, Stateful]:
        return {"discriminators": self.raw, "discriminators_optimizer": self.raw_optimizer, "balance": self.balance}

    def term(self, run: Run, seen: Seen, others: Tensor) -> Tensor:
        """What the discriminators add to the decoder's loss, scalar: being told apart from photos, and lacking their
        texture. ``others`` is the sum of all other losses, scalar, at whose gradient this one's is measured.

        The discriminators get no gradient from it, and the decoder gets none from them during their first steps.
        """
        texture = self.recipe.texture * texture_error(seen.maps, seen.wanted, seen.hole)
        if run.step < self.recipe.deaf:
            return texture
        self.raw.requires_grad_(False)
        with run.autocast():
            with torch.no_grad():
                real = self.raw(seen.crops, seen.wanted)
            fooled = prefers(self.raw(seen.image, seen.maps), real, seen.hole)
        self.raw.requires_grad_(True)
        if run.step % COMPARE_EVERY == 0 or not self.balance.ratio:
            self.balance.compare(others, fooled, seen.whole)
        return texture + self.recipe.share * self.balance.ratio * fooled

    def learn(self, run: Run, seen: Seen) -> dict[str, float]:
        """One step of the discriminators; returns their loss and the weight of their term, by name.

        Raises DivergedError before anything is changed if their loss or gradient is not finite.
        """
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.learning_rate * max(self.recipe.least_rate, run.factor)
        generator = run.generator(purpose=1)
        image, maps = seen.image.detach(), [m.detach() for m in seen.maps]
        with run.autocast():
            real = self.discriminators(seen.crops, seen.wanted)
            fake = self.discriminators(image, maps)
            told_apart = prefers(real, fake, seen.hole)
            loss = told_apart
            if run.step % SMOOTH_EVERY == 0:
                again = [
                    self.discriminators(disturbed(x, generator), self._disturbed(m, generator))
                    for x, m in ((seen.crops, seen.wanted), (image, maps))
                ]
                loss = loss + self.recipe.smoothness * (roughness(real, again[0]) + roughness(fake, again[1]))
        self.optimizer.zero_grad()
        run.fabric.backward(loss)
        losses = {"discriminators": float(told_apart.detach()), "adversarial_weight": self.balance.ratio}
        norm = nn.utils.get_total_norm([p.grad for p in self.raw.parameters() if p.grad is not None])
        run.require_finite(losses, {"gradient of the discriminators": float(norm)})
        self.optimizer.step()
        return losses

    def _disturbed(self, maps: list[Tensor], generator: torch.Generator) -> list[Tensor]:
        return [disturbed(m, generator) if level in self.recipe.maps else m for level, m in enumerate(maps)]
