"""The photo's own values: what is found on 8 bits in sRGB is copied in the photo's own depth and colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vqstudio.core.colour import converted
from vqstudio.core.deep import STEP
from vqstudio.core.geometry import Bounds

from ..cancel import CancelToken
from ..pace import strips
from ..requests import Coloured, Request, values
from .pyramid import Level


@dataclass(frozen=True)
class Own:
    """The photo's own values, where they are finer or of other colours than what is looked at: what is copied is copied
    from these, too. ``values`` uint8 or uint16 (H, W, 3), filled as the result is. ``of`` turns float32 (h, w, 3) in
    0..255, a picture in sRGB, into the photo's colours.
    """

    values: np.ndarray
    of: Callable[[np.ndarray], np.ndarray]

    def level(self, outer: Bounds, like: Level, cancel: CancelToken) -> Level:
        """The picture of ``outer``, in 0..255, grown as ``like`` is, of the same hole."""
        part, unit = self.values[outer.slices], np.float32(levels_per_step(self.values))
        image = np.empty(like.image.shape, np.float32)
        for rows in strips(len(part), lambda _share: cancel.check()):
            image[rows, : part.shape[1]] = part[rows] / unit
            image[rows, part.shape[1] :] = image[rows, part.shape[1] - 1, None]
        image[len(part) :] = image[len(part) - 1]
        return Level(image, like.hole)


def own_of(seen: Request, asked: Request) -> Own | None:
    """What to copy from besides the pixels that are ``seen``, those of ``asked`` in sRGB; None if these are all that
    there is.
    """
    if asked is seen and values(asked) is asked.pixels:
        return None
    icc = asked.icc if isinstance(asked, Coloured) else None

    def of(picture: np.ndarray) -> np.ndarray:
        if asked is seen:
            return picture
        return converted(np.clip(picture + 0.5, 0, 255).astype(np.uint8), None, icc).astype(np.float32)

    return Own(values(asked)[:, :, :3].copy(), of)


def levels_per_step(values: np.ndarray) -> int:
    """How many levels of uint8 or uint16 ``values`` make one of 8 bits."""
    return STEP if values.dtype == np.uint16 else 1
