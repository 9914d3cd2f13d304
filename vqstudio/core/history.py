"""Steps of a history as plain values, as they are kept on disk, and whether they can be taken back."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from .deep import reduced
from .document import Document, Patch
from .errors import StudioError
from .geometry import Bounds
from .image_limits import LARGEST_PHOTO
from .wording import Sentence


@dataclass(frozen=True)
class KeptChange:
    """A change of a mask: ``delta`` is the zlib-compressed exclusive-or of before and after inside ``bounds``."""

    bounds: Bounds
    delta: bytes


@dataclass(frozen=True, eq=False)
class KeptStep:
    """``picture``: uint8 (h, w, 3|4), small, how the photo looked after it."""

    text: str
    picture: np.ndarray | None

    @property
    def pictures(self) -> list[np.ndarray]:
        """The large ones."""
        return []

    @property
    def nbytes(self) -> int:
        return sum(pixels.nbytes for pixels in self.pictures)


@dataclass(frozen=True, eq=False)
class KeptMaskStep(KeptStep):
    layer: Literal["mask", "source"]
    change: KeptChange


@dataclass(frozen=True, eq=False)
class KeptEditStep(KeptStep):
    patch: Patch
    change: KeptChange

    @property
    def pictures(self) -> list[np.ndarray]:
        return list(self.patch.deep or (self.patch.before, self.patch.after))


@dataclass(frozen=True, eq=False)
class KeptScene:
    """What lies on one canvas: ``photo`` and ``before`` are uint8 (H, W, 3|4), ``deep`` uint16 or None, masks (H, W).

    ``before`` may be uint16 when it is written, if it is what ``deep`` is.
    """

    photo: np.ndarray
    deep: np.ndarray | None
    before: np.ndarray
    mask: np.ndarray
    source: np.ndarray | None
    last_mask: np.ndarray | None

    @property
    def values(self) -> np.ndarray:
        return self.photo if self.deep is None else self.deep

    @property
    def pictures(self) -> list[np.ndarray]:
        found = (self.values, self.before, self.mask, self.source, self.last_mask)
        return [pixels for pixels in found if pixels is not None]


@dataclass(frozen=True, eq=False)
class KeptSceneStep(KeptStep):
    old: KeptScene
    new: KeptScene

    @property
    def pictures(self) -> list[np.ndarray]:
        return self.old.pictures + self.new.pictures


class TakingBack:
    """Takes steps back, the newest first, as undo will: one that does not fit must not be offered."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._own: np.ndarray | None = None
        """A copy of its pixels that may be written to."""

    def take_back(self, step: KeptStep) -> None:
        """Raises ValueError if it was not the last step to these pixels; nothing can be taken back any more then."""
        if isinstance(step, KeptMaskStep):
            self._check_change(step.change)
        elif isinstance(step, KeptEditStep):
            self._check_change(step.change)
            self._take_back_patch(step.patch)
            self._check_change(step.change)
        elif isinstance(step, KeptSceneStep):
            self._take_back_scene(step)

    def _values(self) -> np.ndarray:
        return self._document.values if self._own is None else self._own

    def _check_change(self, change: KeptChange) -> None:
        bounds = change.bounds
        if bounds.area and not Bounds.of(self._values().shape).contains(bounds):
            raise ValueError(_UNFIT)
        unpacking = zlib.decompressobj()
        try:
            size = len(unpacking.decompress(change.delta, bounds.area + 1))
        except zlib.error as error:
            raise ValueError(_UNFIT) from error
        if size != bounds.area or not unpacking.eof:
            raise ValueError(_UNFIT)

    def _take_back_patch(self, patch: Patch) -> None:
        values = self._values()
        before, after = patch.deep or (patch.before, patch.after)
        whole = (patch.bounds.height, patch.bounds.width, values.shape[2])
        if {before.dtype, after.dtype} != {values.dtype} or not before.shape == after.shape == whole:
            raise ValueError(_UNFIT)
        if patch.margins:
            self._take_back_margins(patch)
            return
        if not Bounds.of(values.shape).contains(patch.bounds) or not np.array_equal(values[patch.bounds.slices], after):
            raise ValueError(_UNFIT)
        if self._own is None:
            self._own = values.copy()
        self._own[patch.bounds.slices] = before

    def _take_back_margins(self, patch: Patch) -> None:
        around = (-patch.margins).around(*self._values().shape[1::-1])
        edges = (patch.margins.left, patch.margins.top, patch.margins.right, patch.margins.bottom)
        if min(edges) < 0 < max(edges) or around.width < 1 or around.height < 1 or around.area > LARGEST_PHOTO:
            raise ValueError(_UNFIT)
        document = self._document if self._own is None else _with_values(self._document, self._own)
        try:
            undone = document.apply(patch.reversed())
            # What is grown again has other borders, unless these were the margins.
            if not np.array_equal(undone.apply(patch).values, document.values):
                raise ValueError(_UNFIT)
        except StudioError as error:
            raise ValueError(_UNFIT) from error
        self._document, self._own = undone, None

    def _take_back_scene(self, step: KeptSceneStep) -> None:
        for scene in (step.old, step.new):
            check_canvas(scene)
        values = self._values()
        if step.new.values.dtype != values.dtype or not np.array_equal(step.new.values, values):
            raise ValueError(_UNFIT)
        self._document, self._own = replace(self._document, pixels=step.old.photo, deep=step.old.deep), None


_UNFIT = Sentence("a step of its history does not fit")


def check_canvas(scene: KeptScene) -> None:
    """Raises ValueError if not all of it is of one size."""
    size = scene.values.shape[:2]
    if not math.prod(size) or any(pixels.shape[:2] != size for pixels in scene.pictures):
        raise ValueError(Sentence("its pictures have different sizes"))


def _with_values(document: Document, values: np.ndarray) -> Document:
    if values.dtype == np.uint16:
        return replace(document, pixels=reduced(values), deep=values)
    return replace(document, pixels=values, deep=None)
