"""The last pictures that were made of photos: those of each ingredient of a mixture, or where faces are."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable

import numpy as np

KEPT = 3
KEPT_BYTES = 3 * 1_100_000
"""Of a picture that is kept: those of previews."""


class Recent:
    """The last pictures, so that a mixture whose shares change need not be painted again, nor faces be looked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[weakref.ref[np.ndarray], np.ndarray]] = OrderedDict()

    def get(self, photo: np.ndarray, key: Hashable, paint: Callable[[], np.ndarray]) -> np.ndarray:
        """The picture of ``photo`` under ``key``, which ``paint`` makes if it is not kept. Nobody changes either."""
        key = (id(photo), key)
        if key in self._kept:
            known, picture = self._kept[key]
            if known() is photo:  # an id may be reused once its array is gone
                self._kept.move_to_end(key)
                return picture
        picture = paint()
        if picture.nbytes <= KEPT_BYTES:
            self._kept[key] = (weakref.ref(photo), picture)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return picture
