"""The loop around every training step: progress, logs, sheets, checkpoints, and an orderly end on SIGTERM or Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Protocol

import torch
from lightning_fabric import Fabric
from torch import Tensor, nn
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from .data import Crops, crop_loader
from .recipes import ScheduleRecipe

LOG_EVERY = 20


class Trainer(Protocol):
    """What :func:`run` drives. ``step`` is the number of steps done."""

    step: int

    def train_step(self, crops: Tensor) -> dict[str, float]:
        """One step on crops (B, 3, H, W) in -1..1; returns the losses by name."""

    def report(self, writer: SummaryWriter) -> None:
        """Write a sample sheet, and figures to the log."""

    def save(self) -> None:
        """Write the checkpoint; called on every process."""


class StopOnSignal:
    """Within the block SIGTERM and SIGINT only set ``stop``: the step that runs is finished and saved."""

    def __init__(self) -> None:
        self.stop = False

    def __enter__(self) -> StopOnSignal:
        self._previous = {s: signal.signal(s, self._on_signal) for s in (signal.SIGTERM, signal.SIGINT)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stop = True


def run(trainer: Trainer, crops: Crops, schedule: ScheduleRecipe, fabric: Fabric, out: Path) -> None:
    """Call ``trainer`` from its step to the schedule's last; a signal saves and ends early."""
    first = fabric.is_global_zero
    workers = 4 if fabric.device.type == "cuda" else 0  # on a CPU the cores are busy training
    loader = crop_loader(
        crops, schedule.batch, trainer.step, schedule.steps, fabric.global_rank, fabric.world_size, workers
    )
    writer = SummaryWriter(str(out / "logs"), purge_step=trainer.step) if first else None
    bar = tqdm(loader, initial=trainer.step, total=schedule.steps, disable=not first, mininterval=5)
    with StopOnSignal() as signals:
        for batch in bar:
            losses = trainer.train_step(batch.to(fabric.device, memory_format=torch.channels_last))
            trainer.step += 1
            if trainer.step % LOG_EVERY == 0 and writer:
                bar.set_postfix({k: f"{v:.4f}" for k, v in losses.items()}, refresh=False)
                for name, value in losses.items():
                    writer.add_scalar(f"loss/{name}", value, trainer.step)
            if trainer.step % schedule.sheet_every == 0 and writer:
                trainer.report(writer)
            if trainer.step % schedule.checkpoint_every == 0:
                trainer.save()
            if signals.stop:
                break
    trainer.save()
    if writer:
        trainer.report(writer)
        writer.close()


@torch.no_grad()
def update_ema(average: nn.Module, current: nn.Module, decay: float, step: int) -> None:
    """Exponential moving average of the parameters, with a short memory while all is new; buffers are copied."""
    decay = min(decay, (1 + step) / (10 + step))
    for mean, parameter in zip(average.parameters(), current.parameters(), strict=True):
        mean.lerp_(parameter, 1 - decay)
    for kept, buffer in zip(average.buffers(), current.buffers(), strict=True):
        kept.copy_(buffer)


def move(modules: Iterable[nn.Module], device: torch.device) -> None:
    for module in modules:
        module.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
