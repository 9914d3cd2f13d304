"""What every command that trains has in common: its options, and the run that they ask for."""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .run import Run, Trainer

Export = Callable[[Path, Path], object]
"""Writes the weights of a run folder into a pack folder."""


PHOTOS = "folders of images, searched recursively, or tars made by pack-photos"


def add_run_options(parser: argparse.ArgumentParser, recipe: str | None, data: str = PHOTOS) -> None:
    """``recipe`` is the bundled one that is used if none is named; None: it must be named. ``data`` says what --data
    wants.
    """
    parser.add_argument("--recipe", default=recipe, required=recipe is None, help="a bundled recipe, or a .toml file")
    parser.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help=data)
    parser.add_argument("--out", type=Path, required=True, help="run folder")
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--resume", action="store_true", help="continue the run in --out at its exact step")
    start.add_argument("--init", type=Path, metavar="PACK", help="start from the weights of a pack")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--steps", type=int, help="instead of the recipe's number of steps")
    length.add_argument("--minutes", type=float, help="all of the run, its last checkpoint and --export in this time")
    parser.add_argument("--batch", type=batch, help="crops per step and process, or 'fit': as many as a GPU holds")
    parser.add_argument("--learning-rate", type=float, help="instead of the recipe's peak learning rate")
    parser.add_argument("--compile", action="store_true", help="compile the networks: a slow start, then faster steps")
    parser.add_argument("--export", type=Path, metavar="PACK", help="write the weights into this pack at the end")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--devices", type=int, default=1, help="processes (GPUs) on this machine")
    parser.add_argument("--nodes", type=int, default=1, help="machines; start the same command on each with torchrun")
    parser.add_argument("--threads", type=int, help="CPU threads per process")


def batch(text: str) -> int | str:
    return text if text == "fit" else int(text)


def schedule_changes(options: argparse.Namespace) -> dict[str, float | None]:
    """What the options change of a recipe's schedule."""
    return {
        "steps": options.steps,
        "learning_rate": options.learning_rate,
        "batch": options.batch if isinstance(options.batch, int) else None,
    }


def train(trainer: Trainer, options: argparse.Namespace, export: Export) -> None:
    """Run ``trainer`` from where --resume or --init say, as long as --steps or --minutes say, and ``export`` it.

    Raises CheckpointError, PackError or RecipeError.
    """
    import torch

    from .fabric import make_fabric
    from .run import Run

    if options.threads:
        torch.set_num_threads(options.threads)
    fabric = make_fabric(options.devices, options.nodes)
    fabric.launch()
    run = Run(trainer, options.out, fabric, options.seed, options.minutes, options.started)
    if options.resume:
        run.resume()
    elif options.init:
        run.start_from(options.init)
    if options.export:
        run.pace.reserve = seconds_to_export(run, options.export, export)
    run.train(options.compile, fit_batch=options.batch == "fit", pass_signals_on=False)
    if options.export and fabric.is_global_zero:
        export(options.out, options.export)
    fabric.barrier()


def seconds_to_export(run: Run, pack: Path, export: Export) -> float:
    """How long ``export`` into a copy of ``pack`` takes.

    Tried before the first step: an export that fails after the last one would waste them all.
    """
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / pack.name
        if pack.is_dir():
            shutil.copytree(pack, copy)
        run.save_weights(Path(folder) / "run")
        export(Path(folder) / "run", copy)
    return time.monotonic() - start
