"""A run: what all trainings share. It keeps model, moving average, optimizer and step, and can resume exactly where it
stopped. A trainer adds networks, losses and a report.
"""

from __future__ import annotations

import copy
import logging
import math
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from lightning_fabric import Fabric
from pydantic import ValidationError
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from vqstudio.core.errors import StudioError

from . import checkpoint
from .data import Feed, Source
from .optim import Muon, update_average
from .pace import Pace
from .recipe_differences import differences, place_of
from .schedules import Scheduled
from .signals import StopOnSignal

log = logging.getLogger(__name__)

LOG_EVERY = 20
LEAST_SECONDS = 120.0
"""Least time between two checkpoints, or two reports, of a run by minutes."""
LEAST_REPORTS_APART = 10.0
"""Least time between two reports of such a run, in times of what the last report took."""


class DivergedError(StudioError):
    """A loss or a gradient is no longer finite; the message names it and the step."""


class MemoryShortageError(StudioError):
    """A step takes more memory than the GPU has."""


class Stateful(Protocol):
    def state_dict(self) -> dict[str, Any]: ...

    def load_state_dict(self, state: dict[str, Any], /) -> object: ...


class Trainer:
    """What one kind of training adds to a :class:`Run`. Subclasses set ``recipe``, ``model`` and ``crops``."""

    recipe: Scheduled
    model: nn.Module
    """The network in training; the run averages and saves it."""
    crops: Source
    onlookers: tuple[nn.Module, ...] = ()
    """Frozen networks that the losses need."""
    about: Mapping[str, Any] = {}
    """What an export needs besides recipe and weights."""
    conditions: Mapping[str, Any] = {}
    """What else must be the same when the run is resumed, keyed by its name in messages."""
    seed = 0
    rank, world = 0, 1
    """Which of how many processes this is: the run tells before :meth:`setup`."""

    def rng(self, step: int, *more: int) -> np.random.Generator:
        """For the random numbers of a step in this process, the same whenever it is made; ``more`` makes another."""
        return np.random.default_rng((self.seed, step, self.rank, *more))

    @property
    def busiest_step(self) -> int:
        """A step at which every part of the training is active: the one that needs the most memory."""
        return 0

    def optimizer(self) -> Optimizer:
        """The optimizer of ``model``; ``scale`` of a parameter group multiplies the run's learning rate."""
        return Muon([{"params": list(self.model.parameters()), "scale": 1.0}], self.recipe.schedule.learning_rate)

    def setup(self, run: Run) -> dict[str, Stateful]:
        """Called once before the first step; returns what else a checkpoint must hold, by name."""
        return {}

    def prepare(self, step: int, crops: Tensor) -> Any:
        """Turn the crops (B, 3, H, W) in -1..1 of step ``step`` into the input of :meth:`step`; runs ahead, in a
        thread.
        """
        return crops

    def step(self, run: Run, batch: Any) -> dict[str, float]:
        """One step on what :meth:`prepare` returned, by ``run.descend(loss, parts)``; returns the losses by name."""
        raise NotImplementedError

    def report(self, run: Run, sheet: Path) -> dict[str, float]:
        """Save sample pictures as ``sheet``; returns held-out figures by name."""
        raise NotImplementedError

    def start_from(self, pack: Path) -> None:
        """Load the weights in ``pack``. Raises PackError or CheckpointError."""
        raise NotImplementedError


class Run:
    """``out`` receives ``last.pt`` (to resume), ``weights.pt`` (moving average, fp16), ``sheets/`` and ``logs/``."""

    def __init__(
        self,
        trainer: Trainer,
        out: Path,
        fabric: Fabric,
        seed: int = 0,
        minutes: float | None = None,
        started: float | None = None,
    ) -> None:
        """``minutes`` count from ``started``, a value of ``time.monotonic`` (None: now)."""
        self.trainer, self.out, self.fabric, self.seed = trainer, out, fabric, seed
        self.schedule = trainer.recipe.schedule
        self.pace = Pace(self.schedule, minutes, started=time.monotonic() if started is None else started)
        self.average = copy.deepcopy(trainer.model).requires_grad_(False)
        self.raw_optimizer = trainer.optimizer()
        # Replaced in _set_up, where Fabric wraps them.
        self.model: nn.Module = trainer.model
        self.optimizer: Optimizer = self.raw_optimizer
        self.parts: dict[str, Stateful] = {}
        self.batch = self.schedule.batch
        self.step = 0
        self.writer: SummaryWriter | None = None
        """TensorBoard's, while the first process trains."""
        self._resumed: dict[str, Any] = {}
        self._keeps_batch = False

    # -- state ---------------------------------------------------------------------------------------------------

    def start_from(self, pack: Path) -> None:
        """Load the weights in a pack. Raises PackError or CheckpointError."""
        self.trainer.start_from(pack)
        self.average.load_state_dict(self.trainer.model.state_dict())

    def resume(self) -> None:
        """Continue ``out/last.pt`` at its exact step, with its batch.

        Raises CheckpointError if it is missing or of a run that was begun otherwise.
        """
        path = self.out / "last.pt"
        state = checkpoint.load(path)
        self._require_same_recipe(path, state["recipe"])
        # Checkpoints of older versions lack these entries.
        begun, now = state.get("conditions", {}), self._conditions()
        if other := [name for name, value in begun.items() if value != now.get(name, value)]:
            raise checkpoint.CheckpointError(
                f"{path} belongs to a run with another {' and another '.join(other)}; resume with the options of its "
                "start, or export it and begin a new run with --init."
            )
        self.trainer.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.raw_optimizer.load_state_dict(state["optimizer"])
        self.step, self.pace.spent = state["step"], state["seconds"]
        self.batch = state.get("batch", self.batch)
        self._resumed, self._keeps_batch = state["parts"], "batch" in state

    def _require_same_recipe(self, path: Path, text: str) -> None:
        """Raises CheckpointError if the recipe stored in ``path`` is not the trainer's, but for its length."""
        recipe = self.trainer.recipe
        try:
            # Parsed rather than compared as text, so that fields added since then get their defaults.
            old = type(recipe).model_validate_json(text)
        except ValidationError as error:
            raise checkpoint.CheckpointError(
                f"{path} belongs to a recipe of another kind or version ({place_of(error)}); "
                "resume with what it was begun with, or begin a new run in another folder."
            ) from error
        if changed := differences(old.model_dump(mode="json"), recipe.model_dump(mode="json")):
            raise checkpoint.CheckpointError(
                f"{path} belongs to another recipe ({', '.join(changed)} differ); "
                "resume with the recipe of its start, or export it and begin a new run with --init."
            )

    def _conditions(self) -> dict[str, Any]:
        """What must be the same besides the recipe, keyed by its name in messages."""
        return {"--seed": self.seed, "number of processes": self.fabric.world_size, **self.trainer.conditions}

    def save(self) -> None:
        """Write the checkpoint and the weights; every process calls it."""
        if self.fabric.is_global_zero:
            state = {
                "model": self.trainer.model.state_dict(),
                "average": self.average.state_dict(),
                "optimizer": self.raw_optimizer.state_dict(),
                "parts": {name: part.state_dict() for name, part in self.parts.items()},
                "seconds": self.pace.seconds,
                "batch": self.batch,
                "conditions": self._conditions(),
            }
            checkpoint.save(self._about() | state, self.out / "last.pt")
            self.save_weights(self.out)
        self.fabric.barrier()

    def save_weights(self, folder: Path) -> None:
        """Write the moving average as ``folder/weights.pt``, which exports read."""
        weights = checkpoint.half(self.average.state_dict())
        checkpoint.save(self._about() | {"weights": weights}, folder / "weights.pt")

    def _about(self) -> dict[str, Any]:
        return {"recipe": self.trainer.recipe.model_dump_json(), "step": self.step, **self.trainer.about}

    # -- a step --------------------------------------------------------------------------------------------------

    def autocast(self) -> AbstractContextManager:
        """In the block, convolutions and matrix products use the run's precision."""
        return self.fabric.autocast()

    @property
    def factor(self) -> float:
        """Share (0..1) of the peak learning rate at this step."""
        return self.pace.factor(self.step)

    def generator(self, purpose: int = 0) -> torch.Generator:
        """A random generator on the CPU for this step; each process and ``purpose`` has its own."""
        number = (self.step * self.fabric.world_size + self.fabric.global_rank) * 8 + purpose
        return torch.Generator().manual_seed((self.seed << 40) + number)

    def descend(self, loss: Tensor, parts: Mapping[str, Tensor]) -> dict[str, float]:
        """One step of the optimizer and of the moving average; returns the values of the ``parts`` of the loss.

        Raises DivergedError, before any weight changes, if one of them or the gradient is not finite.
        """
        for group in self.optimizer.param_groups:
            group["lr"] = self.schedule.learning_rate * self.factor * group["scale"]
        self.optimizer.zero_grad()
        self.fabric.backward(loss)
        norm = nn.utils.clip_grad_norm_(self.trainer.model.parameters(), self.schedule.gradient_clip)
        losses = {name: float(part.detach()) for name, part in parts.items()}
        self.require_finite(losses, {"gradient": float(norm)})
        self.optimizer.step()
        update_average(self.average, self.trainer.model, self.schedule.ema, self.step)
        return losses

    def require_finite(self, losses: Mapping[str, float], others: Mapping[str, float] | None = None) -> None:
        """Raise DivergedError on all processes if any value of any process is not finite, after logging the losses.

        ``others`` are values that are not losses; the message uses their names as they are.
        """
        values = {f"loss {name}": value for name, value in losses.items()} | dict(others or {})
        broken = [name for name, value in values.items() if not math.isfinite(value)]
        if not self.agreed(bool(broken)):
            return
        self._log(losses, self.step + 1)
        what = broken[0] if broken else "loss of another process"
        raise DivergedError(
            "The run has diverged: at step {step} the {what} is {value}. The last checkpoint is from before; "
            "lower the learning rate, or look at the data of this step.",
            step=self.step + 1,
            what=what,
            value=values.get(what, math.nan),
        )

    def agreed(self, wish: bool) -> bool:
        """True on all processes if ``wish`` is on one: clocks, signals and losses differ, but all must take the same
        steps.
        """
        if self.fabric.world_size == 1:
            return wish
        return bool(self.fabric.all_reduce(torch.tensor(float(wish), device=self.fabric.device), reduce_op="max"))

    # -- the loop ------------------------------------------------------------------------------------------------

    def train(self, compile_networks: bool = False, fit_batch: bool = False, pass_signals_on: bool = True) -> None:
        """Train until the recipe's last step or the end of the minutes. SIGTERM and Ctrl-C end it early, after a
        checkpoint and a report.

        ``fit_batch``: use the largest batch that the GPU holds. ``pass_signals_on``: let the signal take effect once
        everything is saved, instead of returning.
        """
        # Signals count from here on: a run stopped during setup still makes one step and leaves a checkpoint.
        with StopOnSignal(pass_signals_on) as signals:
            self._set_up(compile_networks)
            if fit_batch and not self._keeps_batch and self.fabric.device.type == "cuda":
                self.batch = largest_batch(self)
            if self.fabric.is_global_zero:
                self.writer = SummaryWriter(str(self.out / "logs"), purge_step=self.step)
            try:
                if self.pace.minutes:
                    self._measure_reserve()
                self._loop(signals)
                self.save()
                self._report()
            finally:
                if self.writer:
                    self.writer.close()
                    self.writer = None

    def _loop(self, signals: StopOnSignal) -> None:
        last = self.schedule.steps if self.pace.minutes is None else None
        rank, world = self.fabric.global_rank, self.fabric.world_size
        bar = tqdm(initial=self.step, total=last, disable=rank != 0, mininterval=5)
        saved = reported = time.monotonic()
        cost = 0.0  # of a report: seconds
        with bar, Feed(self.trainer.crops, self.batch, self.step, last, rank, world, self.trainer.prepare) as feed:
            for batch in feed:
                losses = self._step(batch)
                self.step += 1
                bar.update()
                if self.step % LOG_EVERY == 0:
                    bar.set_postfix({k: f"{v:.4f}" for k, v in losses.items()}, refresh=False)
                    self._log(losses, self.step)
                now = time.monotonic()
                # First the checkpoint: a report that fails, on a full disk for instance, then costs no steps.
                if self._due(self.schedule.checkpoint_every, now - saved):
                    self.save()
                    saved = now
                if self._due(self.schedule.sheet_every, now - reported, LEAST_REPORTS_APART * cost):
                    self._report()
                    cost, reported = time.monotonic() - now, time.monotonic()
                if self.agreed(signals.stop or self.pace.over(self.step)):
                    break

    def _step(self, batch: Any) -> dict[str, float]:
        try:
            losses = self.trainer.step(self, batch)
        except torch.OutOfMemoryError as error:
            # No agreement here: the others wait for this process's gradients. The launcher ends them.
            raise MemoryShortageError(
                "A step of {batch} crops takes more memory than the GPU has; give a smaller --batch, or --batch fit.",
                batch=self.batch,
            ) from error
        self.require_finite(losses)
        return losses

    def _log(self, losses: Mapping[str, float], step: int) -> None:
        if self.writer:
            for name, value in losses.items():
                self.writer.add_scalar(f"loss/{name}", value, step)

    def _set_up(self, compile_networks: bool) -> None:
        device = self.fabric.device
        self.trainer.crops.move_to(device)
        if device.type == "cuda":  # on a CPU the cores are busy training
            self.trainer.crops.read_ahead()
        modules = (self.trainer.model, self.average, *self.trainer.onlookers)
        for module in modules:
            module.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        if compile_networks:
            for module in (self.trainer.model, *self.trainer.onlookers):
                module.compile()
        self.model, self.optimizer = self.fabric.setup(self.trainer.model, self.raw_optimizer)  # type: ignore[assignment]
        self.trainer.rank, self.trainer.world = self.fabric.global_rank, self.fabric.world_size
        self.parts = self.trainer.setup(self)
        for name, state in self._resumed.items():
            self.parts[name].load_state_dict(state)
        self._resumed = {}

    def _measure_reserve(self) -> None:
        """Save and report once before the first step, and reserve that much time for the end."""
        start = time.monotonic()
        self.save()
        self._report()
        self.pace.reserve += 1.2 * (time.monotonic() - start)

    def _due(self, every: int, seconds: float, least: float = 0.0) -> bool:
        """Every ``every`` steps; in a run by minutes, once LEAST_SECONDS and ``least`` seconds have passed."""
        if self.pace.minutes is None:
            return self.step % every == 0
        return self.agreed(seconds >= max(LEAST_SECONDS, least))

    def _report(self) -> None:
        if self.writer:
            figures = self.trainer.report(self, self.out / "sheets" / f"{self.step:07d}.png")
            for name, value in figures.items():
                self.writer.add_scalar(f"held_out/{name}", value, self.step)
            log.info("step %d: %s", self.step, ", ".join(f"{name} {value:.4g}" for name, value in figures.items()))


def largest_batch(run: Run) -> int:
    """The recipe's batch, doubled as long as a step still fits into the memory of every process.

    The trial steps are undone. They run at the trainer's busiest step, because a run starts without quantizer and
    discriminators.
    """
    size, begun = run.schedule.batch, run.step
    holders: list[Stateful] = [run.trainer.model, run.average, run.raw_optimizer, *run.parts.values()]
    before = [copy.deepcopy(holder.state_dict()) for holder in holders]
    run.step = run.trainer.busiest_step
    try:
        while not run.agreed(_too_large(run, 2 * size)):
            size *= 2
    finally:
        run.step = begun
        for holder, state in zip(holders, before, strict=True):
            holder.load_state_dict(state)
    least: Any = run.fabric.all_reduce(torch.tensor(size, device=run.fabric.device), reduce_op="min")
    return int(least)


def _too_large(run: Run, size: int) -> bool:
    try:
        run.trainer.step(run, run.trainer.prepare(run.step, run.trainer.crops.batch(range(size))))
    except torch.OutOfMemoryError:
        run.optimizer.zero_grad()
        torch.cuda.empty_cache()
        return True
    return False
