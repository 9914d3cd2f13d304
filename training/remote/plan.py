"""Runs a list of trainings by minutes, one after another: ``python -m training run-plan``.

Meant for a machine that is rented for minutes: :mod:`training.remote.bundle` makes a folder with all it needs, and
``bring-home`` writes the results into the packs.
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator

from vqstudio.core.paths import resources

from ..common import checkpoint
from ..common.schedules import Positive, RecipeError, Strict
from .kinds import KINDS

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parents[1] / "plans"
GRACE = 60.0
"""Seconds by which a training may exceed its minutes before it is stopped."""
MOST_BYTES = 16_000_000
"""Size of one training's weights above which a warning is logged."""


class PlannedTraining(Strict):
    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")]
    kind: str
    recipe: str
    pack: str
    minutes: Annotated[float, Field(gt=0)]
    batch: Positive | Literal["fit"] | None = None
    """Instead of the recipe's; see ``--batch``."""
    fresh: bool = False
    """Start from random weights, not from the pack's."""

    @field_validator("kind")
    @classmethod
    def _is_known(cls, kind: str) -> str:
        if kind not in KINDS:
            raise ValueError(f"there is no training of this kind; choose one of {', '.join(KINDS)}")
        return kind


class Plan(Strict):
    trainings: Annotated[tuple[PlannedTraining, ...], Field(min_length=1)]


def plan_path(name: str) -> Path:
    return Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"


def load_plan(name: str) -> Plan:
    """The bundled plan called ``name``, or the TOML file at that path. Raises RecipeError."""
    path = plan_path(name)
    try:
        return Plan.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        bundled = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise RecipeError(f"There is no plan {name!r}; choose one of {bundled}, or give a .toml file.") from error
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"The plan {path.name} is not valid: {error}") from error


def run_plan(plan: Plan, photos: list[Path], packs: Path, out: Path, scale: float = 1.0, compiled: bool = False) -> int:
    """Run ``plan``. ``scale`` multiplies its minutes and, below 1, its batches too, for a rehearsal on a small machine.
    Returns how many trainings failed; the others are run all the same.

    ``out`` receives per training ``NAME.pt`` (fp16 weights) and ``NAME/`` (log, TensorBoard's files, sheets).
    """
    out.mkdir(parents=True, exist_ok=True)
    work = out / "work"
    failed = 0
    for training in plan.trainings:
        run = work / training.name
        command = [
            sys.executable, "-P", "-m", __name__.partition(".")[0], training.kind, "--recipe", training.recipe,
            "--data", *map(str, photos), "--out", str(run), "--minutes", f"{training.minutes * scale:.4f}",
        ]  # fmt: skip
        pack = packs / training.pack
        command += ["--tokenizer", str(pack)] if training.kind != "tokenizer" else []
        command += [] if training.fresh else ["--init", str(pack)]
        batch = training.batch
        if isinstance(batch, int) and scale < 1:
            batch = max(2, round(batch * scale))
        command += ["--batch", str(batch)] if batch else []
        command += ["--compile"] if compiled else []
        log.info("%s: %s", training.name, " ".join(command[3:]))
        target = out / training.name
        target.mkdir(exist_ok=True)
        code = limited(command, 60 * training.minutes * scale + GRACE, target / "log.txt")
        if (run / "weights.pt").is_file():
            collect(run, out / f"{training.name}.pt", target)
        if code:
            failed += 1
            log.error("%s ended with code %d:\n%s", training.name, code, (target / "log.txt").read_text()[-2000:])
    shutil.rmtree(work, ignore_errors=True)
    return failed


def limited(command: list[str], seconds: float, output: Path) -> int:
    """The exit code of ``command``, which gets a SIGTERM after ``seconds``; what it prints goes to ``output``."""
    with output.open("w") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, env=os.environ)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.terminate()
        try:
            return process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def collect(run: Path, weights: Path, folder: Path) -> None:
    """Keep a run's weights, its logs, and the first, middle and last of its sheets."""
    shutil.copyfile(run / "weights.pt", weights)
    if weights.stat().st_size > MOST_BYTES:
        log.warning("%s has %.1f MB, more than %d", weights, weights.stat().st_size / 1e6, MOST_BYTES // 10**6)
    if (run / "logs").is_dir():
        shutil.copytree(run / "logs", folder / "logs", dirs_exist_ok=True)
    sheets = sorted((run / "sheets").glob("*.png"))
    for index in sorted({0, len(sheets) // 2, len(sheets) - 1}) if sheets else ():
        shutil.copyfile(sheets[index], folder / sheets[index].name)


def bring_home(plan: Plan, results: Path, packs: Path) -> list[str]:
    """Export the ``results`` of a plan into the ``packs``; returns the names of the trainings found there.

    Raises CheckpointError if there is nothing, and what the exports raise.
    """
    found = [t for t in plan.trainings if (results / f"{t.name}.pt").is_file()]
    if not found:
        raise checkpoint.CheckpointError(
            f"{results} holds no weights of this plan; give the folder that run-plan wrote, and the same plan."
        )
    for training in found:
        KINDS[training.kind].export(results / f"{training.name}.pt", packs / training.pack)
    return [training.name for training in found]


def add_commands(commands: argparse._SubParsersAction) -> None:
    run = commands.add_parser("run-plan", help="run a list of trainings by minutes")
    run.add_argument("plan", metavar="PLAN", help="a bundled plan, or a .toml file")
    run.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help="folders or tars")
    run.add_argument("--packs", type=Path, default=resources() / "packs", help="folder of the plan's packs")
    run.add_argument("--out", type=Path, required=True, help="folder for weights, logs and sheets")
    run.add_argument("--scale", type=float, default=1.0, help="factor for the plan's minutes; 0.02 is a rehearsal")
    run.add_argument("--compile", action="store_true", help="compile the networks")
    run.set_defaults(run=_run_plan)

    home = commands.add_parser("bring-home", help="write the results of run-plan into the packs")
    home.add_argument("results", type=Path, metavar="RESULTS", help="the --out folder of run-plan")
    home.add_argument("--plan", default="ten-minutes", help="the plan that was run")
    home.add_argument("--packs", type=Path, default=Path("resources/packs"), help="folder of the packs")
    home.set_defaults(run=_bring_home)


def _run_plan(options: argparse.Namespace) -> None:
    plan = load_plan(options.plan)
    if failed := run_plan(plan, options.data, options.packs, options.out, options.scale, options.compile):
        raise RecipeError(
            f"{failed} of {len(plan.trainings)} trainings failed; their log.txt in {options.out} says why."
        )


def _bring_home(options: argparse.Namespace) -> None:
    names = bring_home(load_plan(options.plan), options.results, options.packs)
    print(f"{', '.join(names)}: now in {options.packs}; measure them before you commit")
