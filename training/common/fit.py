"""The largest batch of which a GPU holds a step: ``--batch fit``."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from .run import Run, Stateful


def largest_batch(run: Run) -> int:
    """The recipe's batch, doubled as often as a step of it fits into memory, on all processes.

    The steps that find out are undone. They are of the kind that takes the most memory: a run begins without
    quantizer and discriminators.
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
