"""How files are written that must be whole: beside their place, and to the disk, before they go there."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

WINDOWS = sys.platform == "win32"
PAUSES = (0.01, 0.05, 0.2, 0.5) if WINDOWS else ()
"""Seconds between tries to replace a file. Windows refuses while anybody has it open, as scanners, indexers and another
of our windows do for a moment.
"""


def put_in_place(whole: Path, place: Path) -> None:
    """Give the file ``whole`` the name ``place``, in the place of a file that is there. Raises OSError."""
    for pause in PAUSES:
        with contextlib.suppress(PermissionError):
            whole.replace(place)
            return
        time.sleep(pause)
    whole.replace(place)


def write_beside(
    beside: Path,
    fill: Callable[[BinaryIO], object],
    put: Callable[[Path], object],
    opener: Callable[[str, int], int] | None = None,
) -> None:
    """Make the file ``beside``, let ``fill`` write it, and when it is on the disk let ``put`` bring it to its place.

    Whatever fails, it is gone afterwards. ``opener``: see :func:`open`. Raises OSError, and what the two raise.
    """
    try:
        with open(beside, "xb", opener=opener) as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        put(beside)
    finally:
        with contextlib.suppress(OSError):  # it has its final name already, or could not be made
            beside.unlink()
