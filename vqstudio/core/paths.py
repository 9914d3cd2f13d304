"""Where files are: those that come with the application, and those that it keeps for its user; and their names."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

from .wording import one_line

LONGEST_SHOWN = 80
"""Characters of a file's name in a sentence; some systems allow 255."""


def resources() -> Path:
    """The folder that holds ``icons/``, ``themes/``, ``translations/`` and ``packs/``: of the packaged program, the
    wheel, or the checkout.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    installed = _of_the_wheel()
    return installed if installed.is_dir() else installed.parents[1] / "resources"


def _of_the_wheel() -> Path:
    """Where the wheel has the resources: a folder that a checkout does not have."""
    return Path(__file__).parents[1] / "_resources"


def training_module() -> str | None:
    """The name under which ``python -m`` runs the training, which the wheel installs under one that cannot clash; None
    if it is not there.
    """
    from importlib.util import find_spec

    name = "vqstudio_training" if _of_the_wheel().is_dir() else "training"
    return name if find_spec(name) else None


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, which need not exist."""
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def shown_name(path: Path) -> str:
    """The file's name for a sentence: on one line, with � for bytes that are no text, its middle left out if long."""
    return one_line((path.name or str(path)), LONGEST_SHOWN)


def log_folder() -> Path:
    return platformdirs.user_log_path("vqstudio", appauthor=False)


def batch_folder() -> Path:
    """Where it is kept which results a batch has made."""
    return platformdirs.user_state_path("vqstudio", appauthor=False) / "batches"


def server_token() -> Path:
    """Where a server leaves its token for other programs of the user, if it is not told another place."""
    return platformdirs.user_state_path("vqstudio", appauthor=False) / "serve" / "token"


def thumbnail_folder() -> Path:
    return platformdirs.user_cache_path("vqstudio", appauthor=False) / "thumbnails"
