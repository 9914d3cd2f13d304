"""How files are written that must be whole: beside their place, and to the disk, before they go there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


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
