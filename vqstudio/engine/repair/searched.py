"""What searches for shifts found, so that the next version of a repair need not search again.

A critic ranks several searches, of which each version shows one: the second and the third have been found with the
first.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:  # whoever opens models for a scratch need not wait for the libraries of a search
    from .pyramid import Level
    from .shift_map import Kind, ShiftMap, Taste

MOST = 16
"""Searches that are remembered: some megabytes each at most."""


class Searches:
    """The last results. Several threads may ask at once."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, ShiftMap] = OrderedDict()
        self._lock = threading.Lock()

    def find(
        self, level: Level, source: np.ndarray, taste: Taste, seed: int, kind: Kind, dear: np.ndarray | None,
        search: Callable[[], ShiftMap],
    ) -> ShiftMap:  # fmt: skip
        """What was found with the same arguments (see :func:`find_shifts`), or else what ``search`` finds, which may
        raise.
        """
        key = _digest(level.image, level.hole, source, dear), taste, seed, kind
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = search()
        with self._lock:
            self._found[key] = found
            while len(self._found) > MOST:
                self._found.popitem(last=False)
        return found


def _digest(*arrays: np.ndarray | None) -> bytes:
    digest = hashlib.blake2b()
    for array in arrays:
        if array is not None:
            digest.update(repr((array.shape, array.dtype.str)).encode())
            digest.update(np.ascontiguousarray(array).data)
        digest.update(b"|")
    return digest.digest()
