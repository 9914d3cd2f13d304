"""Checkpoints of a run, written to a temporary file and renamed, so that a killed run never leaves a damaged one."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any, TypeVar

import torch
from pydantic import ValidationError

from .schedules import Scheduled

AnyRecipe = TypeVar("AnyRecipe", bound=Scheduled)


class CheckpointError(Exception):
    """A checkpoint is missing, damaged or of another model; the message says which."""


def save(state: dict[str, Any], path: Path) -> None:
    """Write ``state`` (tensors, numbers, strings, dicts, lists) atomically to ``path``.

    Raises CheckpointError if the disk is full or read-only; what was at ``path`` is then still there.
    """
    temporary = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except (OSError, RuntimeError) as error:  # torch wraps what the disk says in a RuntimeError
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CheckpointError(
            f"{path} cannot be written ({reason_of(error)}); free some space, then continue with --resume."
        ) from error


def reason_of(error: BaseException) -> str:
    """The first line of the reason; for a disk error, the words of the operating system."""
    cause = error.__context__ if isinstance(error.__context__, OSError) else error
    return (getattr(cause, "strerror", None) or str(cause)).splitlines()[0]


def load(path: Path) -> dict[str, Any]:
    """What :func:`save` wrote, on the CPU; only plain data is unpickled. Raises CheckpointError."""
    if not path.is_file():
        raise CheckpointError(f"There is no checkpoint at {path}; start the run without --resume.")
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many kinds for a damaged file, which all mean the same to the user
        raise CheckpointError(f"The checkpoint {path} cannot be read: {error}") from error


def of_run(run: Path, kind: type[AnyRecipe]) -> tuple[AnyRecipe, dict[str, Any]]:
    """What is exported of a run folder, or of its ``weights.pt``: its recipe, and a dict with its "weights".

    Raises CheckpointError, also if the run is of another ``kind`` of recipe.
    """
    path = run / "weights.pt" if run.is_dir() else run
    state = load(path)
    if "weights" not in state:
        raise CheckpointError(f"{path} holds no weights to export; name the run folder, or its weights.pt.")
    try:
        return kind.model_validate_json(state["recipe"]), state
    except (KeyError, ValidationError) as error:
        raise CheckpointError(
            f"{path} is of a recipe of another kind or version; name a run of the kind that this command exports."
        ) from error


def half(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Floating-point tensors as fp16: half the size, for weights that are kept and not trained to the last bit."""
    return {name: t.half() if t.is_floating_point() else t for name, t in weights.items()}
