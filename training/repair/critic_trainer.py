"""Trains the critic to score photos above every fill of their holes, and better fills above worse ones."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim import Optimizer

from ..common.optim import adamw
from ..common.perceptual import Lite0Features
from ..common.recipes import CriticRecipe
from ..common.run import Run
from ..common.sheets import save_sheet
from ..packs.heads import HeadTrainer
from .critic_network import DEPTH, CriticHead, in_hole
from .fills import find_fills, split
from .weights import load_critic

SHEET_CROPS = 8
CLEARLY = 0.2
"""Difference of two distances to the photo from which on the nearer fill is surely the better one."""


class CriticTrainer(HeadTrainer):
    """``fills`` is a folder that :mod:`training.repair.fills` made."""

    recipe: CriticRecipe
    model: CriticHead

    def __init__(self, recipe: CriticRecipe, fills: Path, seed: int = 0) -> None:
        self.recipe = recipe
        self.crops, self.held_out = find_fills(fills, recipe.schedule.crop, seed)
        torch.manual_seed(seed)
        self.model = CriticHead(recipe.model)
        self.features = Lite0Features(DEPTH)
        self.onlookers = (self.features,)

    def optimizer(self) -> Optimizer:
        return adamw(self.model, self.recipe.schedule.learning_rate)

    def in_pack(self, pack: Path) -> tuple[CriticRecipe, CriticHead]:
        return load_critic(pack)

    def step(self, run: Run, batch: Tensor) -> dict[str, float]:
        pictures, mask = split(batch)
        count = pictures.shape[1]
        masks = mask.repeat_interleave(count, 0)
        maps = self._maps(pictures)
        with run.autocast():
            logits = run.model(maps, masks, self._kept(run, len(masks)).to(masks.device)).float()
        scores = in_hole(logits, masks).view(-1, count)
        parts = {
            # Relativistic (Jolicoeur-Martineau 2019): both show the same place, so only how real it looks counts.
            "real": F.softplus(scores[:, 1:] - scores[:, :1]).mean(),
            "cells": self._cells(logits, masks, count),
            "order": ordering_loss(scores[:, 1:], self._distances(maps, masks, count)),
        }
        loss = sum((getattr(self.recipe.loss, name) * part for name, part in parts.items()), scores.new_zeros(()))
        return run.descend(loss, parts)

    def _kept(self, run: Run, count: int) -> Tensor:
        """The dropout factors (count, channels, 1, 1): 0, or what makes up for the dropped channels."""
        model = self.recipe.model
        chance = torch.rand(count, model.channels, 1, 1, generator=run.generator())
        return (chance >= model.dropout).float() / (1 - model.dropout)

    @torch.no_grad()
    def _maps(self, pictures: Tensor) -> list[Tensor]:
        return self.features(pictures.flatten(0, 1).contiguous(memory_format=torch.channels_last))

    @staticmethod
    def _cells(logits: Tensor, masks: Tensor, count: int) -> Tensor:
        """Cross entropy of every cell in the holes: photo or fill? A photo weighs as much as all its fills together."""
        real = (torch.arange(len(logits), device=logits.device) % count == 0).float().view(-1, 1, 1, 1)
        error = F.binary_cross_entropy_with_logits(logits, real.expand_as(logits), reduction="none")
        weights = torch.where(real > 0, 1.0, 1 / (count - 1)).flatten()
        return (in_hole(error, masks) * weights).mean()

    @staticmethod
    def _distances(maps: list[Tensor], masks: Tensor, count: int) -> Tensor:
        """(B, N): how far the features of each fill are from the photo's, in the hole."""
        total = masks.new_zeros(())
        for x in maps:
            normal = F.normalize(x.float(), dim=1).unflatten(0, (-1, count))
            distance = (normal[:, 1:] - normal[:, :1]).pow(2).sum(2)
            weights = F.interpolate(masks[::count], distance.shape[-2:], mode="area")
            total = total + (distance * weights).sum((2, 3)) / weights.sum((2, 3))
        return total / len(maps)

    @torch.no_grad()
    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Rows: the photo, its fill that scores best, and the one that scores worst."""
        rows: list[list[Tensor]] = [[], [], []]
        figures: dict[str, list[Tensor]] = {"photo_above_fill": [], "chosen": [], "mean": [], "nearest": []}
        for number in range(len(self.held_out.paths)):
            pictures, mask = split(self.held_out.batch([number]).to(run.fabric.device))
            count = pictures.shape[1]
            masks = mask.repeat_interleave(count, 0)
            maps = self._maps(pictures)
            scores = in_hole(run.average(maps, masks), masks)
            distances = self._distances(maps, masks, count)[0]
            best, worst = int(scores[1:].argmax()), int(scores[1:].argmin())
            figures["photo_above_fill"].append((scores[1:] < scores[0]).float().mean())
            figures["chosen"].append(distances[best])
            figures["mean"].append(distances.mean())
            figures["nearest"].append(distances.min())
            if number < SHEET_CROPS:
                for row, index in zip(rows, (0, 1 + best, 1 + worst), strict=True):
                    row.append(pictures[0, index])
        save_sheet([torch.stack(row) for row in rows], sheet)
        return {name: float(torch.stack(values).mean()) for name, values in figures.items()}


def ordering_loss(scores: Tensor, distances: Tensor) -> Tensor:
    """Scores (B, N) of fills are to fall with their distances (B, N) to the photo (Burges et al. 2005, RankNet); pairs
    that hardly differ count little.
    """
    better = (distances[:, None] - distances[:, :, None]).clamp(0, CLEARLY) / CLEARLY
    loss = F.softplus(scores[:, None] - scores[:, :, None])
    pairs = scores.shape[1] * (scores.shape[1] - 1) / 2
    return (better * loss).sum((1, 2)).mean() / max(pairs, 1)
