"""The memory that a command takes before it sees a photo, asked for before it does anything."""

from __future__ import annotations

import os

from vqstudio.core.errors import StudioError
from vqstudio.core.memory import fits, scarce

MEGABYTE = 10**6
LIBRARIES = 700 * MEGABYTE
"""For all libraries and models without threads."""
WINDOWS = {"window": 1100 * MEGABYTE, "demo": 1400 * MEGABYTE}
"""For commands that open one: Qt ends the program, or waits for a thread, where there is no memory for it."""


def make_room(command: str) -> None:
    """Where memory is scarce, load all libraries before anything else takes what they need: none of them does without
    a crash or an endless wait, not even where they are tried for. Else nothing happens.

    Raises StudioError if they do not fit.
    """
    if not scarce():
        return
    needed = WINDOWS.get(command, LIBRARIES)
    if not fits(needed):
        raise StudioError(
            "VQ Studio needs at least {needed} MB of memory, more than it is allowed; raise the limit (ulimit -v) or "
            "close other programs.",
            needed=needed // MEGABYTE,
        )
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when it is loaded; every thread would take a buffer
    import cv2
    import numpy as np
    import onnxruntime  # noqa: F401
    import scipy.fft
    import scipy.sparse.csgraph  # noqa: F401

    cv2.setNumThreads(1)
    # OpenBLAS takes its buffer at the first product that is not tiny, and ends the program if there is none then.
    product = np.ones((256, 256), np.float32)
    np.matmul(product, product)
