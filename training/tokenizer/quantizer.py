"""Vector quantizer: nearest codebook entry on the unit sphere, straight-through estimator, EMA codebook.

Sources: van den Oord et al. 2017 (VQ-VAE, straight-through estimator, EMA codebook), Yu et al. 2022 (ViT-VQGAN,
l2-normalised codes), Dhariwal et al. 2020 (Jukebox, revival of dead codes from the batch), Roberts 1962 (dither: noise
before the quantizer, so that a sky between two codes becomes a mixture of both, which the decoder averages, and not a
band), Floyd and Steinberg 1976 (error diffusion; here as rounds over the whole grid, see :meth:`Quantizer.choose`).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor, nn

from vqstudio.engine.packs.manifest import FEEDBACK_CELLS

TOKENS_PER_CHUNK = 4096
"""Tokens scored at a time, few enough that the score matrix stays in the CPU's cache."""


@dataclass
class Quantized:
    """``z_q`` (B, D, h, w) carries gradients straight through to z; ``indices`` int64 (B, h, w); ``commitment``
    scalar.
    """

    z_q: Tensor
    indices: Tensor
    commitment: Tensor


class Quantizer(nn.Module):
    """Codebook of K unit vectors of D numbers."""

    codebook: Tensor
    cluster_size: Tensor
    cluster_sum: Tensor
    initialised: Tensor

    def __init__(self, size: int, dim: int, decay: float = 0.99, revive_below: float = 0.03) -> None:
        super().__init__()
        self.decay = decay
        self.revive_below = revive_below
        start = F.normalize(torch.randn(size, dim), dim=1)
        self.register_buffer("codebook", start)
        self.register_buffer("cluster_size", torch.ones(size))
        self.register_buffer("cluster_sum", start.clone())
        self.register_buffer("initialised", torch.tensor(False))

    @property
    def size(self) -> int:
        return self.codebook.shape[0]

    def nearest(self, vectors: Tensor) -> Tensor:
        """Vectors (N, D) to indices int64 (N,) of the codebook entry at the smallest angle, found in fp32."""
        # bf16 products, as under autocast, would change every eighth token against the exported graph.
        with torch.autocast(vectors.device.type, enabled=False):
            table = self.codebook.t()
            return torch.cat([(chunk @ table).argmax(1) for chunk in vectors.float().split(TOKENS_PER_CHUNK)])

    def look_up(self, indices: Tensor) -> Tensor:
        """Indices (B, h, w) to code vectors (B, D, h, w)."""
        return F.embedding(indices, self.codebook).permute(0, 3, 1, 2)

    def forward(
        self, z: Tensor, dither: float = 0.0, feedback: int = 0, generator: torch.Generator | None = None
    ) -> Quantized:
        """z (B, D, h, w) of any length; ``dither`` is the RMS length of the noise added to the unit vectors,
        ``feedback`` the number of rounds of :meth:`choose`.
        """
        unit = F.normalize(z.float(), dim=1)
        indices = self.choose(unit.detach(), dither, feedback, generator)
        codes = self.look_up(indices)
        commitment = (unit - codes.detach()).pow(2).sum(1).mean()
        z_q = unit + (codes - unit).detach()
        return Quantized(z_q, indices, commitment)

    @torch.no_grad()
    def choose(self, unit: Tensor, dither: float, feedback: int, generator: torch.Generator | None) -> Tensor:
        """Unit vectors (B, D, h, w) to indices (B, h, w).

        Each round of ``feedback`` adds to the vectors what the choice so far missed on the mean of
        ``FEEDBACK_CELLS`` x ``FEEDBACK_CELLS`` cells, and chooses again: the mean of the codes of a sky approaches the
        mean of its latents, where dither alone leaves a bias.
        """
        b, d, h, w = unit.shape
        wanted = unit
        if dither:
            noise = torch.randn((b, h, w, d), generator=generator).to(unit.device)
            wanted = unit + noise.permute(0, 3, 1, 2) * (dither / d**0.5)
        for _ in range(feedback):
            missed = unit - self.look_up(self._nearest_cells(wanted))
            margin = FEEDBACK_CELLS // 2
            padded = F.pad(missed, (margin,) * 4, mode="replicate")
            wanted = wanted + F.avg_pool2d(padded, FEEDBACK_CELLS, stride=1)
        return self._nearest_cells(wanted)

    def _nearest_cells(self, grid: Tensor) -> Tensor:
        b, d, h, w = grid.shape
        return self.nearest(grid.permute(0, 2, 3, 1).reshape(-1, d)).view(b, h, w)

    @torch.no_grad()
    def update(self, z: Tensor, indices: Tensor, generator: torch.Generator) -> int:
        """Move the codebook towards the batches of all processes; returns how many codes were revived."""
        vectors = F.normalize(z.detach().float(), dim=1).permute(0, 2, 3, 1).reshape(-1, z.shape[1])
        flat = indices.reshape(-1)
        count = torch.zeros_like(self.cluster_size).index_add_(0, flat, torch.ones_like(flat, dtype=vectors.dtype))
        total = torch.zeros_like(self.cluster_sum).index_add_(0, flat, vectors)
        if dist.is_available() and dist.is_initialized():
            dist.all_reduce(count)
            dist.all_reduce(total)
        self.cluster_size.mul_(self.decay).add_(count, alpha=1 - self.decay)
        self.cluster_sum.mul_(self.decay).add_(total, alpha=1 - self.decay)
        dead = (self.cluster_size < self.revive_below).nonzero().flatten()
        if len(dead):
            self._reseed(dead, vectors, generator)
        self.codebook.copy_(F.normalize(self.cluster_sum, dim=1))
        return len(dead)

    def _reseed(self, which: Tensor, vectors: Tensor, generator: torch.Generator) -> None:
        picks = torch.randint(len(vectors), (len(which),), generator=generator).to(vectors.device)
        fresh = vectors[picks]
        if dist.is_available() and dist.is_initialized():
            dist.broadcast(fresh, 0)  # every process must hold the same codebook
        self.cluster_sum[which] = fresh
        self.cluster_size[which] = 1.0

    @torch.no_grad()
    def initialise(self, vectors: Tensor, generator: torch.Generator, iterations: int = 8) -> None:
        """Codebook from data by spherical k-means over ``vectors`` (N, D); a codebook started from noise collapses."""
        vectors = F.normalize(vectors.float(), dim=1)
        everything = torch.arange(self.size, device=vectors.device)
        self._reseed(everything, vectors, generator)
        self.codebook.copy_(self.cluster_sum)
        for _ in range(iterations):
            flat = self.nearest(vectors)
            total = torch.zeros_like(self.cluster_sum).index_add_(0, flat, vectors)
            if dist.is_available() and dist.is_initialized():
                dist.all_reduce(total)
            filled = total.norm(dim=1) > 0
            self.codebook[filled] = F.normalize(total[filled], dim=1)
        self.cluster_sum.copy_(self.codebook)
        self.cluster_size.fill_(1.0)
        self.initialised.fill_(True)


def usage(counts: Tensor) -> tuple[float, float]:
    """Token counts (K,) to (share of codes in use 0..1, perplexity = exp of the entropy of the code distribution)."""
    p = counts.float() / counts.sum().clamp_min(1)
    entropy = -(p * p.clamp_min(1e-12).log()).sum()
    return float((counts > 0).float().mean()), float(entropy.exp())
