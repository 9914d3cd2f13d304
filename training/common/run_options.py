"""The options that all training commands share, and the run that they describe."""

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
    """``recipe`` is the default recipe (None: --recipe is required), ``data`` the help text of --data."""
    parser.add_argument("--recipe", default=recipe, required=recipe is None, help="a bundled recipe, or a .toml file")
    parser.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help=data)
    parser.add_argument("--out", type=Path, required=True, help="run folder")
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--resume", action="store_true", help="continue the run in --out exactly where it stopped")
    start.add_argument("--init", type=Path, metavar="PACK", help="start from the weights in a pack")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--steps", type=int, help="number of steps (default: the recipe's)")
    length.add_argument(
        "--minutes", type=float, help="time limit for the whole run, with its last checkpoint and --export"
    )
    parser.add_argument("--batch", type=batch, help="crops per step and process, or 'fit' for as many as the GPU holds")
    parser.add_argument("--learning-rate", type=float, help="peak learning rate (default: the recipe's)")
    parser.add_argument("--compile", action="store_true", help="compile the networks: slow to start, faster per step")
    parser.add_argument("--export", type=Path, metavar="PACK", help="write the weights into this pack when done")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--devices", type=int, default=1, help="processes (GPUs) on this machine")
    parser.add_argument("--nodes", type=int, default=1, help="machines; start the same command on each with torchrun")
    parser.add_argument("--threads", type=int, help="CPU threads per process")


def batch(text: str) -> int | str:
    return text if text == "fit" else int(text)


def schedule_changes(options: argparse.Namespace) -> dict[str, float | None]:
    """The values of a recipe's schedule that the options override."""
    return {
        "steps": options.steps,
        "learning_rate": options.learning_rate,
        "batch": options.batch if isinstance(options.batch, int) else None,
    }


def train(trainer: Trainer, options: argparse.Namespace, export: Export) -> None:
    """Train as the options say, then ``export`` if --export was given. SIGTERM and Ctrl-C end a run early and cleanly.

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
    """Export the untrained weights into a copy of ``pack``, and return how long that took.

    Done before the first step, because an export that fails after the last one would waste the whole run.
    """
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / pack.name
        if pack.is_dir():
            shutil.copytree(pack, copy)
        run.save_weights(Path(folder) / "run")
        export(Path(folder) / "run", copy)
    return time.monotonic() - start
