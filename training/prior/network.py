"""The token prior: from a grid of tokens, some of them unknown, to the probability of every code in every cell.

A bidirectional masked-token model (Chang et al. 2022, MaskGIT): trained to guess hidden tokens from the known ones, it
fills a grid in a few steps, surest cells first. A cell depends mostly on its neighbourhood, so dilated convolutions do
most of the work, on grids of any size. Attention to the means of 4x4 cells adds what is far away, at a sixteenth of the
cost of attention to all cells, so that 64x64 tokens are affordable on a CPU.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..common.layers import ChannelNorm, DilatedBlock, FarAttention
from ..common.prior_recipes import PriorModelRecipe

POOL = 4
"""Attention sees means of POOL x POOL cells."""
ROWS = 1024
"""Cells are scored in multiples of this many."""
LOUDNESS = 4.0
"""What the vectors of subjects are multiplied by: Muon moves each number no faster than one of a convolution, and a
channel has many more of those."""


class Subjects(nn.Module):
    """What every residual block is told of the picture: a vector for its subject, and how that changes from top to
    bottom, as a parabola. Subject 0 is "none" and adds nothing, so weights without subjects mean the same with them.
    """

    def __init__(self, count: int, blocks: int, channels: int) -> None:
        super().__init__()
        self.blocks = blocks
        self.vectors = nn.Parameter(torch.zeros(count, blocks * 3 * channels))

    def forward(self, subject: Tensor, heights: Tensor) -> Tensor:
        """Subjects int64 (B,) and heights float32 (B, h), -1 at the top of the picture and 1 at its bottom, to what is
        added before each block: (B, blocks, C, h, 1).
        """
        told = (subject > 0).to(self.vectors.dtype) * LOUDNESS
        vectors = F.embedding((subject - 1).clamp(min=0), self.vectors) * told[:, None]
        vectors = vectors.unflatten(1, (self.blocks, 3, -1))
        powers = torch.stack([torch.ones_like(heights), heights, heights.square()], 1)
        return (vectors.transpose(2, 3) @ powers[:, None]).unsqueeze(4)


class TokenPrior(nn.Module):
    """Tokens int64 (B, h, w), K where unknown, to logits (B, h, w, K). ``codebook`` is the tokenizer's, (K, D).

    ``subject`` int64 (B,) counts from 1 in the recipe's subjects, 0 is none; ``heights`` float32 (B, h) say where in
    the picture a row lies, from -1 at the top to 1 at the bottom. Without them nothing is said.
    """

    table: Tensor

    def __init__(self, codebook: Tensor, recipe: PriorModelRecipe) -> None:
        super().__init__()
        codes, dim = codebook.shape
        channels = recipe.channels
        self.codes = codes
        # The code vectors, which tell which codes look alike; the last row and column stand for "unknown".
        table = torch.zeros(codes + 1, dim + 1)
        table[:codes, :dim] = codebook * dim**0.5
        table[codes, dim] = 1
        self.register_buffer("table", table)
        self.enter = nn.Conv2d(dim + 1, channels, 3, padding=1)
        layers: list[nn.Module] = []
        for number, dilation in enumerate(recipe.dilations, 1):
            layers.append(DilatedBlock(channels, dilation, last=1))
            if number % recipe.attend_every == 0:
                layers.append(FarAttention(channels, recipe.heads, POOL))
        self.layers = nn.Sequential(*layers, ChannelNorm())
        self.subjects = Subjects(len(recipe.subjects), len(recipe.dilations), channels) if recipe.subjects else None
        # A predicted code vector, scored against all codes: similar codes get similar scores from the first step on.
        self.place = nn.Linear(channels, dim)
        # A correction for each code.
        self.leave = nn.Linear(channels, codes)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    def forward(
        self,
        tokens: Tensor,
        cells: Tensor | None = None,
        subject: Tensor | None = None,
        heights: Tensor | None = None,
    ) -> Tensor:
        """Logits (B, h, w, K), or of the ``cells`` (bool (B, h, w)) alone, (n, K)."""
        features = self.look(tokens, subject, heights)
        if cells is None:
            return self.score(features)
        wanted = cells.flatten().nonzero().squeeze(1)
        count = len(wanted)
        # Matrix libraries cache a kernel for every number of rows: gigabytes, if each step brings another one.
        wanted = F.pad(wanted, (0, -count % ROWS))
        return self.score(features.flatten(0, 2)[wanted])[:count]

    def codebook(self) -> Tensor:
        """The tokenizer's code vectors (K, D)."""
        return self.table[: self.codes, :-1] / (self.table.shape[1] - 1) ** 0.5

    def look(self, tokens: Tensor, subject: Tensor | None = None, heights: Tensor | None = None) -> Tensor:
        """Tokens (B, h, w) to features (B, h, w, C)."""
        x = self.enter(F.embedding(tokens, self.table).permute(0, 3, 1, 2))
        if self.subjects is None or subject is None or heights is None:
            return self.layers(x).permute(0, 2, 3, 1)
        told = iter(self.subjects(subject, heights).unbind(1))
        for layer in self.layers:
            x = layer(x + next(told) if isinstance(layer, DilatedBlock) else x)
        return x.permute(0, 2, 3, 1)

    def score(self, x: Tensor) -> Tensor:
        """Features (..., C) to logits (..., K)."""
        return self.place(x) @ self.table[: self.codes, :-1].t() + self.leave(x)
