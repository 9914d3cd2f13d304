"""Where files are: those that come with the application, and those that it keeps for its user."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs


def resources() -> Path:
    """The folder that holds ``icons/``, ``themes/`` and ``packs/``: of the packaged program, the wheel, or the
    checkout.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    package = Path(__file__).parents[1]
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def log_folder() -> Path:
    return platformdirs.user_log_path("vqstudio", appauthor=False)


def thumbnail_folder() -> Path:
    return platformdirs.user_cache_path("vqstudio", appauthor=False) / "thumbnails"
