"""A photo as it was opened, in every bit."""

from __future__ import annotations

import numpy as np

from vqstudio.core.deep import edited
from vqstudio.core.document import Document, Patch
from vqstudio.core.geometry import Bounds

from .commands import EditCommand, SceneCommand
from .open_photo import OpenPhoto


class Original:
    """How ``photo`` was opened, on the canvas that it has now. Its 16 bits are nowhere kept: the steps of the history
    are taken back where they are asked for. If not all of them can be undone, or one gave the photo another shape, what
    changed is known in 8 bits only.
    """

    def __init__(self, photo: OpenPhoto) -> None:
        self._document = photo.document
        self._before = _as_now(photo.before.pixels, photo.document)
        self._patches = _since_opened(photo) if photo.document.deep is not None else None

    def pixels(self, box: Bounds) -> np.ndarray:
        """uint8 (h, w, 3|4): the part in ``box``."""
        return self._before[box.slices]

    def values(self, box: Bounds) -> np.ndarray:
        """The same as uint16, if the photo has 16 bits."""
        then, deep = self.pixels(box), self._document.deep
        if deep is None:
            return then
        if self._patches is None:
            return edited(deep[box.slices], self._document.pixels[box.slices], then)
        result = deep[box.slices].copy()
        for patch in self._patches:
            both = patch.bounds.intersect(box)
            if patch.deep is not None and both.area:
                inside = both.shift(-patch.bounds.x, -patch.bounds.y).slices
                result[both.shift(-box.x, -box.y).slices] = patch.deep[0][inside]
        return result


def _since_opened(photo: OpenPhoto) -> list[Patch] | None:
    """The patches of all edits since then, the last one first; None if they do not lead there."""
    version, patches = photo.version, []
    for step in reversed(photo.stack.steps[photo.stack.oldest : photo.stack.index()]):
        if isinstance(step, SceneCommand):
            return None
        if isinstance(step, EditCommand):
            if step.payload is None or step.payload[0].margins:
                return None
            patches.append(step.payload[0])
            version = step.versions[0]
    return patches if version == photo.opened_version else None


def _as_now(before: np.ndarray, document: Document) -> np.ndarray:
    """uint8 (H, W, 3|4) of the channels that the ``document`` has."""
    channels = document.pixels.shape[2]
    if before.shape[2] == 4 and channels == 3:
        seen = before[:, :, 3:] > 0  # beyond the frame of then there is nothing to bring back
        return np.where(seen, before[:, :, :3], document.pixels)
    if before.shape[2] == 3 and channels == 4:
        return np.dstack([before, np.full(before.shape[:2], 255, np.uint8)])
    return before
