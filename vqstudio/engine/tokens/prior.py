"""The token prior of a pack, and how tokens are drawn from it: a few at a time (MaskGIT).

Chang et al. 2022: in each of a few steps the prior guesses unknown tokens, all at once. As many of its guesses are
kept as a cosine schedule says; the others are guessed again, now with more known. Kept are mostly those that it is
surest of, or those of cells that lie far from each other (Besnier et al. 2025).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from ..cancel import CancelToken
from ..pace import Step, no_step
from ..packs.pack import PackInfo
from ..packs.sessions import Session

GRAPH: Final = "prior"
GUIDANCE = 3.0
"""How much more than trained a subject counts."""
CELLS_PER_CALL = 4096
"""Cells whose probabilities are asked for at a time: 4096 codes each, as float32, are 64 MB."""
SHOW_EVERY = 2
"""Steps between two looks at what is being drawn."""
ROWS_AT_ONCE = 64
"""Cells that are drawn at a time: their probabilities stay in the processor's cache."""

Logits = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Tokens int64 (1, h, w), K where unknown, and flat indices of cells int64 (N,) to the cells' logits float32 (N, K)."""


@dataclass(frozen=True, eq=False)
class Told:
    """What a prior is told of a picture: the number of its ``subject`` (from 1), and how far down in the picture each
    row of tokens lies, ``heights`` float32 (h,) from -1 to 1. It heeds that ``guidance`` times as much as it would.
    """

    subject: int
    heights: np.ndarray
    guidance: float = GUIDANCE


@dataclass(frozen=True)
class Sampling:
    """How tokens are drawn.

    ``steps``: number of rounds. ``temperature``: above 1 wilder, below 1 tamer; 0 takes the likeliest code. ``top_k``
    (0 = all) and ``nucleus`` (share of the probability, Holtzman et al. 2020) leave out unlikely codes. ``hesitation``:
    how much chance decides which guesses are kept; it falls to nothing towards the last step. ``spread``: cells are
    drawn in the order of a Halton sequence instead, whatever the prior is sure of. Tokens of the same step do not know
    of each other, which matters least far apart; and what is surest is dull.
    """

    steps: int = 12
    temperature: float = 1.0
    top_k: int = 0
    nucleus: float = 0.95
    hesitation: float = 4.5
    spread: bool = False

    def __post_init__(self) -> None:
        if self.steps < 1 or self.temperature < 0 or self.top_k < 0 or not 0 < self.nucleus <= 1:
            raise ValueError(
                f"{self} makes no sense: at least one step, a temperature of 0 or more, a nucleus in 0..1."
            )


class TokenPrior:
    """K = codes of the pack. Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self.codes = pack.manifest.codes
        self._session = Session(pack, GRAPH, providers)
        self.subjects = self._session.spec.subjects
        """What :class:`Told` can tell of a picture."""

    def logits(
        self, tokens: np.ndarray, cells: np.ndarray, cancel: CancelToken, told: Told | None = None
    ) -> np.ndarray:
        """Tokens int64 (1, h, w), K where unknown, to float32 (N, K) for the flat indices ``cells`` int64 (N,)."""
        if not self.subjects:
            return self._session.run(cancel, tokens=tokens, cells=cells)[0]
        if told is None:
            subject, heights = np.zeros(1, np.int64), np.zeros((1, tokens.shape[1]), np.float32)
            return self._session.run(cancel, tokens=tokens, cells=cells, subject=subject, heights=heights)[0]
        (both,) = self._session.run(
            cancel,
            tokens=np.repeat(tokens, 2, 0),
            cells=np.concatenate([cells, cells + tokens[0].size]),
            subject=np.array([0, told.subject]),
            heights=np.stack([told.heights, told.heights]).astype(np.float32),
        )
        plain, heard = np.split(both, 2)
        return guided(plain, heard, told.guidance)

    def fill(
        self,
        tokens: np.ndarray,
        unknown: np.ndarray,
        seed: int,
        sampling: Sampling,
        cancel: CancelToken,
        done: Step = no_step,
    ) -> np.ndarray:
        """``tokens`` int64 (h, w) with those of ``unknown`` (bool (h, w)) drawn by :func:`fill`.

        The same seed gives the same tokens. Raises Cancelled between and within steps.
        """
        return fill(
            lambda grid, cells: self.logits(grid, cells, cancel), self.codes, tokens, unknown, seed, sampling, done
        )

    def log_likelihoods(
        self, candidates: Sequence[np.ndarray], hidden: np.ndarray, cells: np.ndarray, cancel: CancelToken
    ) -> list[float]:
        """How natural the tokens of each candidate are: the mean logarithm of their probabilities.

        Candidates are tokens int64 (h, w) that agree outside ``hidden`` (bool (h, w)), of which nothing is known when
        the prior is asked; what counts are the cells at the flat indices ``cells``.
        """
        logits = self.logits(np.where(hidden, self.codes, candidates[0])[None], cells, cancel)
        logits = logits - logits.max(1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(1, keepdims=True))
        return [float(np.take_along_axis(logits, c.flat[cells][:, None], 1).mean()) for c in candidates]


def fill(
    logits: Logits,
    codes: int,
    tokens: np.ndarray,
    unknown: np.ndarray,
    seed: int | tuple[int, ...],
    sampling: Sampling,
    done: Step = no_step,
    seen: Callable[[np.ndarray], None] | None = None,
) -> np.ndarray:
    """``tokens`` int64 (h, w) with those of ``unknown`` (bool (h, w)) drawn from a prior of ``codes`` codes.

    ``seen`` gets the grid with a guess in every cell after every SHOW_EVERY steps but the last.
    """
    rng = np.random.default_rng(seed)
    grid = np.where(unknown, codes, tokens)
    total = int(unknown.sum())
    ranks = spread_ranks(*grid.shape) if sampling.spread else None
    for step in range(1, sampling.steps + 1):
        cells = np.flatnonzero(grid == codes)
        if not cells.size:
            break
        left = int(total * np.cos(np.pi / 2 * step / sampling.steps)) if step < sampling.steps else 0
        keep = max(1, len(cells) - left)
        everything = grid.copy()
        if ranks is not None:
            kept = cells[np.argsort(ranks[cells], kind="stable")[:keep]]
            everything.flat[kept], _ = _guess(logits, grid, kept, sampling, rng)
        else:
            everything.flat[cells], sureness = _guess(logits, grid, cells, sampling, rng)
            # Gumbel noise: which guesses are kept is itself drawn, or the surest, dullest ones would always win.
            noise = rng.gumbel(size=len(cells)) * sampling.hesitation * (1 - step / sampling.steps)
            kept = cells[np.argsort(-(sureness + noise), kind="stable")[:keep]]
        grid.flat[kept] = everything.flat[kept]
        if left and step % SHOW_EVERY == 0 and seen is not None:
            others = np.flatnonzero(everything == codes)
            if others.size:
                everything.flat[others], _ = _guess(logits, grid, others, sampling, np.random.default_rng(step))
            seen(everything)
        done(step / sampling.steps)
    return grid


@cache
def spread_ranks(rows: int, columns: int) -> np.ndarray:
    """When each cell of a grid is reached, int64 (rows * columns,), by a sequence in which those that follow each other
    lie far apart (Halton 1960).
    """
    # A dozen points to a cell: those that none hits, nearly none, come last.
    points = np.arange(1, 12 * rows * columns + 1)
    down, right = _radical_inverse(points, 3) * rows, _radical_inverse(points, 2) * columns
    cells, reached = np.unique(down.astype(int) * columns + right.astype(int), return_index=True)
    ranks = np.full(rows * columns, len(points))
    ranks[cells] = reached
    return ranks


def _radical_inverse(numbers: np.ndarray, base: int) -> np.ndarray:
    """float64 in 0..1: the digits of ``numbers`` in a ``base``, mirrored behind the point."""
    mirrored, unit = np.zeros(len(numbers)), 1.0
    while numbers.any():
        unit /= base
        numbers, digits = np.divmod(numbers, base)
        mirrored += unit * digits
    return mirrored


def guided(plain: np.ndarray, told: np.ndarray, guidance: float) -> np.ndarray:
    """Logits (N, K) that heed a subject ``guidance`` times as much as what the prior says when it is ``told`` the
    subject; ``plain`` is what it says otherwise (classifier-free guidance: Ho and Salimans 2022).
    """
    return plain + guidance * (told - plain)


def _guess(
    logits: Logits, grid: np.ndarray, cells: np.ndarray, sampling: Sampling, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """A code for every cell, int64 (N,), and the logarithm of its probability."""
    chance = rng.random(len(cells))
    parts = []
    for first in range(0, len(cells), CELLS_PER_CALL):
        part = slice(first, first + CELLS_PER_CALL)
        parts.append(draw(logits(grid[None], cells[part]), sampling, chance[part]))
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def draw(logits: np.ndarray, sampling: Sampling, chance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Codes int64 (N,) from logits (N, K) by ``chance`` (N,) in 0..1, and the logarithms of their probabilities."""
    blocks = [slice(first, first + ROWS_AT_ONCE) for first in range(0, len(logits), ROWS_AT_ONCE)]
    parts = [_drawn(logits[block], sampling, chance[block]) for block in blocks]
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _drawn(logits: np.ndarray, sampling: Sampling, chance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    logits = logits - logits.max(1, keepdims=True)
    if sampling.temperature == 0:
        codes = logits.argmax(1)
        return codes, -np.log(np.exp(logits).sum(1))
    probability = np.exp(logits / np.float32(sampling.temperature))
    # Values are sorted, not their places: that is many times faster, and which code has a value is found at the end.
    ordered = np.sort(probability, axis=1)
    if sampling.top_k:
        ordered = ordered[:, -sampling.top_k :]
    reach = np.cumsum(ordered, axis=1, dtype=np.float64)
    total = reach[:, -1]
    last = ordered.shape[1] - 1
    left_out = (reach <= ((1 - sampling.nucleus) * total)[:, None]).sum(1).clip(max=last)  # the likeliest never is
    before = np.where(left_out > 0, np.take_along_axis(reach, np.maximum(left_out - 1, 0)[:, None], 1)[:, 0], 0)
    drawn = (reach <= (before + chance * (total - before))[:, None]).sum(1).clip(max=last)
    kept = np.take_along_axis(ordered, drawn[:, None], 1)
    return (probability == kept).argmax(1), np.log(np.maximum(kept[:, 0] / total, 1e-12))
