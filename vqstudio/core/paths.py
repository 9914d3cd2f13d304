"""Where the files that come with the application are."""

from __future__ import annotations

import sys
from pathlib import Path


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
