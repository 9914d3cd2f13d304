"""Where a run computes: device, precision and processes, by Lightning Fabric over torch.distributed."""

from __future__ import annotations

import logging

import torch
from lightning_fabric import Fabric
from lightning_fabric.strategies import DDPStrategy


def best_precision() -> str:
    """bf16 autocast where the hardware multiplies bf16 matrices; elsewhere it would be emulated, many times slower."""
    if torch.cuda.is_available():
        return "bf16-mixed" if torch.cuda.is_bf16_supported(including_emulation=False) else "32-true"
    fast = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return "bf16-mixed" if fast else "32-true"


def make_fabric(devices: int = 1, nodes: int = 1, precision: str | None = None) -> Fabric:
    """A Fabric with ``devices`` processes on each of ``nodes`` machines; call ``launch()`` on it.

    On the CPU the processes talk through gloo, on CUDA through NCCL. For several machines start the same command on
    each through ``torchrun``; its environment variables are used.
    """
    logging.getLogger("lightning_fabric").setLevel(logging.WARNING)
    cuda = torch.cuda.is_available()
    # In the adversarial phase the encoder is frozen and has no gradients.
    ddp = DDPStrategy(process_group_backend="nccl" if cuda else "gloo", find_unused_parameters=True)
    return Fabric(
        accelerator="cuda" if cuda else "cpu",
        devices=devices,
        num_nodes=nodes,
        strategy=ddp if devices * nodes > 1 else "auto",
        precision=precision or best_precision(),  # type: ignore[arg-type]
    )
