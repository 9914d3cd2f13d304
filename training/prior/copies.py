"""Is anything that the prior draws a copy? How near samples come to training photos, and photos to each other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from ..common.data import Crops
from ..common.perceptual import Lite0Features
from ..common.photos import DataError, Photos
from ..tokenizer.model import Tokenizer
from .network import TokenPrior
from .trainer import PriorTrainer, drawn_anew

log = logging.getLogger(__name__)

DEPTH = 11
"""Blocks of Lite0: what they see is a sixteenth of the picture's side, objects and how they are arranged."""
PLACES = 4
"""Features are compared in each of 4 x 4 parts: a copy has the same things at the same places."""
BATCH = 8
NEAREST_SHARE = 0.05
"""Photos that are near to each other may be two of one scene, so their nearest twentieth is told, not the nearest."""


@dataclass(frozen=True, eq=False)
class Views:
    """N pictures as two judges see them: ``features`` float32 (N, F) of length 1, ``tokens`` int64 (N, h * w)."""

    features: Tensor
    tokens: Tensor


class Judge:
    """Looks at pictures (B, 3, S, S) in -1..1 through the features of a network, and through tokens."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer, self._features = tokenizer, Lite0Features(DEPTH)

    @torch.no_grad()
    def views(self, batches: Iterable[Tensor]) -> Views:
        features, tokens = [], []
        for pictures in batches:
            seen = F.normalize(F.adaptive_avg_pool2d(self._features(pictures)[-1], PLACES).float(), dim=1)
            features.append(F.normalize(seen.flatten(1)))
            tokens.append(self._tokenizer.quantizer(self._tokenizer.encoder(pictures).float()).indices.flatten(1))
        return Views(torch.cat(features), torch.cat(tokens))


def nearest(pictures: Views, photos: Views, themselves: bool = False) -> tuple[Tensor, Tensor]:
    """For each of N pictures, how near the nearest of M photos is: distance of features (N,), 0 for the same to 1 for
    nothing in common, and share of equal tokens (N,). ``themselves``: both are the same, and none is its own neighbour.
    """
    distance = 1 - pictures.features @ photos.features.T
    equal = torch.stack([(photos.tokens == one).float().mean(1) for one in pictures.tokens])
    if themselves:
        distance.fill_diagonal_(torch.inf)
        equal.fill_diagonal_(-1)
    return distance.min(1).values, equal.max(1).values


def squares(photos: Photos, size: int, most: int) -> Iterator[Tensor]:
    """The middle of each photo, or of ``most`` of them, evenly chosen, at ``size`` pixels: (B, 3, size, size)."""
    count = min(most, len(photos))
    waiting: list[Tensor] = []
    for number in range(count):
        try:
            photo = photos[number * len(photos) // count]
        except OSError as error:
            log.warning("skipped a photo that no longer reads: %s", error)
            continue
        side = min(photo.shape[:2])
        top, left = (photo.shape[0] - side) // 2, (photo.shape[1] - side) // 2
        middle = photo[top : top + side, left : left + side].permute(2, 0, 1)[None].float()
        waiting.append(F.interpolate(middle, (size, size), mode="bilinear", antialias=True) / 127.5 - 1)
        if len(waiting) == BATCH or number == count - 1:
            yield torch.cat(waiting)
            waiting = []


@torch.no_grad()
def drawn(prior: TokenPrior, tokenizer: Tokenizer, count: int, side: int, seed: int) -> Iterator[Tensor]:
    """Pictures (B, 3, S, S) in -1..1 that are drawn from nothing, of ``side`` cells: of each subject in turn, if the
    prior knows any, without layouts.
    """
    subjects = len(prior.subjects.vectors) if prior.subjects else 0
    for first in range(0, count, BATCH):
        grid = torch.zeros(min(BATCH, count - first), side, side, dtype=torch.int64)
        subject = 1 + first // BATCH % subjects if subjects else 0
        tokens = drawn_anew(prior, grid, torch.ones_like(grid, dtype=torch.bool), seed + first, subject)
        yield tokenizer.decoder(tokenizer.quantizer.look_up(tokens)).clamp(-1, 1)


def copy_figures(samples: Views, photos: Views) -> dict[str, dict[str, float]]:
    """How near samples come to their nearest photo, and photos to their nearest other photo: distance of features and
    share of equal tokens; of each the median, the nearest twentieth and the nearest.
    """
    figures = {}
    for name, (distance, equal) in {
        "samples": nearest(samples, photos),
        "photos": nearest(photos, photos, themselves=True),
    }.items():
        shares = {"median": 0.5, "nearest 5 %": NEAREST_SHARE, "nearest": 0.0}
        figures[f"{name}: feature distance"] = {how: float(distance.quantile(q)) for how, q in shares.items()}
        figures[f"{name}: equal tokens"] = {how: float(equal.quantile(1 - q)) for how, q in shares.items()}
    return figures


def evaluate_copies(trainer: PriorTrainer, prior: TokenPrior, samples: int, photos: int) -> dict[str, dict[str, float]]:
    """:func:`copy_figures` of ``samples`` drawn by ``prior`` and up to so many ``photos`` that it was trained on."""
    assert isinstance(trainer.crops, Crops)
    judge, size = Judge(trainer.tokenizer), trainer.recipe.schedule.crop
    side = size // trainer.tokenizer.stride
    pictures = judge.views(drawn(prior, trainer.tokenizer, samples, side, trainer.seed))
    return copy_figures(pictures, judge.views(squares(trainer.crops.photos, size, photos)))


def check_counts(samples: int, photos: int) -> None:
    """Raises DataError unless so many can be compared."""
    if samples < 0 or photos < 2:
        raise DataError(f"It takes 0 or more samples and at least 2 photos to compare, not {samples} and {photos}.")
