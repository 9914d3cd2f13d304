"""Muon for convolution and matrix weights, Adam for everything else; and the moving average of what they train.

Muon (Jordan et al. 2024) orthogonalises the momentum of a weight matrix by Newton-Schulz iterations. On these models
it reaches the same loss in clearly fewer steps than AdamW. PyTorch's own version takes matrices only and
iterates in bf16, which CPUs without bf16 units emulate; this one flattens convolutions and stays in fp32.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.optim import AdamW, Optimizer

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
"""Coefficients of the quintic iteration by Jordan et al.: singular values end between about 0.7 and 1.2."""


def orthogonalise(matrix: Tensor, iterations: int = 5) -> Tensor:
    """The matrix (m, n) with all singular values brought to about 1.

    Every iteration multiplies from the left by a polynomial of the Gram matrix. Iterating on that smaller square alone
    leaves two products with the matrix itself, whatever the number of iterations.
    """
    a, b, c = NEWTON_SCHULZ
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.t() if tall else matrix
    x = x / (x.norm() + 1e-7)
    gram = x @ x.t()
    identity = torch.eye(len(gram), dtype=gram.dtype, device=gram.device)
    product = identity
    for _ in range(iterations):
        factor = a * identity + (b * gram + c * gram @ gram)
        gram = factor @ gram @ factor
        product = factor @ product
    x = product @ x
    return x.t() if tall else x


class Muon(Optimizer):
    """A Muon step changes the entries of a matrix by 0.2 lr RMS (Liu et al. 2025), an Adam step those of a vector by
    lr.
    """

    def __init__(
        self,
        params: Iterable[Tensor] | Iterable[dict],
        lr: float,
        momentum: float = 0.95,
        betas: tuple[float, float] = (0.9, 0.95),
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "betas": betas})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                rule = self._muon if parameter.ndim >= 2 else self._adam
                rule(parameter, parameter.grad, group)

    def _muon(self, parameter: Tensor, gradient: Tensor, group: dict) -> None:
        state = self.state[parameter]
        if not state:
            state["momentum"] = torch.zeros_like(parameter)
        state["momentum"].lerp_(gradient, 1 - group["momentum"])
        nesterov = gradient.lerp(state["momentum"], group["momentum"])
        update = orthogonalise(nesterov.reshape(len(nesterov), -1))
        scale = 0.2 * max(update.shape) ** 0.5
        parameter.add_(update.reshape(parameter.shape), alpha=-group["lr"] * scale)

    def _adam(self, parameter: Tensor, gradient: Tensor, group: dict) -> None:
        state = self.state[parameter]
        if not state:
            state["step"] = 0
            state["mean"] = torch.zeros_like(parameter)
            state["square"] = torch.zeros_like(parameter)
        first, second = group["betas"]
        state["step"] += 1
        state["mean"].lerp_(gradient, 1 - first)
        state["square"].lerp_(gradient.square(), 1 - second)
        mean = state["mean"] / (1 - first ** state["step"])
        square = state["square"] / (1 - second ** state["step"])
        parameter.addcdiv_(mean, square.sqrt().add_(1e-8), value=-group["lr"])


@torch.no_grad()
def adamw(model: nn.Module, rate: float) -> AdamW:
    """For heads of few weights on the feature maps of another network."""
    return AdamW([{"params": list(model.parameters()), "scale": 1.0}], rate, betas=(0.9, 0.99), weight_decay=0.1)


def update_average(average: nn.Module, current: nn.Module, decay: float, step: int) -> None:
    """Exponential moving average of the parameters, with a short memory during the first steps; buffers are copied."""
    decay = min(decay, (1 + step) / (10 + step))
    for mean, parameter in zip(average.parameters(), current.parameters(), strict=True):
        mean.lerp_(parameter, 1 - decay)
    for kept, buffer in zip(average.buffers(), current.buffers(), strict=True):
        kept.copy_(buffer)
