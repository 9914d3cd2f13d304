"""Walks the history of a project that is being opened back from the last step to the first, so that a step that does
not fit is found now and not when it is undone.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from vqstudio.core.archive import ArchiveReader
from vqstudio.core.document import Document, Patch, grown
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.wording import Sentence

from ..model.mask_layer import MaskChange
from ..model.pyramid import Pyramid
from ..model.scene import Scene
from ..model.stored_steps import EditParts, MaskParts, Parts, SceneParts
from .format import ChangeEntry, EditEntry, Empty, MaskEntry, PatchEntry, Picture, SceneEntry, ShapeEntry, bounds_of

LARGEST_THUMBNAIL, THUMBNAIL_PIXELS = 1 << 20, 1 << 18
"""Most bytes and pixels of the small picture of a step."""
MOST_THUMBNAILS = 1 << 26
"""Most pixels of all small pictures together; further steps are shown without one."""
MOST_UNPACKED = 8 << 30
"""Most bytes of all changes of masks together, unpacked: checking each of them takes time."""

NOT_FITTING = Sentence("a step of the history does not fit")


@dataclass(frozen=True, eq=False)
class Step:
    parts: Parts
    text: str
    picture: bytes
    """A PNG that can be shown, or nothing."""


class Pictures:
    """Reads the pictures of an archive in the form in which they are used. Sizes are compared before anything is
    decoded.

    Methods raise ValueError where something does not fit, and whatever the archive raises.
    """

    def __init__(self, archive: ArchiveReader) -> None:
        self._archive = archive
        self._pyramids: dict[int, Pyramid] = {}
        self._thumbnails = 0

    def pyramid(self, pixels: np.ndarray) -> Pyramid:
        """Builds the pyramid of each picture only once."""
        if id(pixels) not in self._pyramids:
            self._pyramids[id(pixels)] = Pyramid.build(pixels)
        return self._pyramids[id(pixels)]

    def colours(self, name: str, size: tuple[int, ...] | None = None) -> tuple[np.ndarray, np.ndarray | None]:
        """The picture as uint8 (H, W, 3|4), and as uint16 if it has 16 bits. If ``size`` (H, W) is given, it must
        match.
        """
        shape = self._archive.shape(name)
        if shape.channels == 1 or (size is not None and shape[:2] != size):
            raise ValueError(Sentence("{name} has another size or kind than the photo", name=name))
        return self._archive.picture(name), self._archive.deep(name)

    def grey(self, name: str, size: tuple[int, ...]) -> np.ndarray:
        """A mask, uint8 (H, W), of that ``size``."""
        if self._archive.shape(name) != (*size, 1, 8):
            raise ValueError(Sentence("a mask has another size than the photo"))
        return self._archive.picture(name)

    def patch(self, entry: PatchEntry, shape: tuple[int, ...], deep: bool) -> Patch:
        """A patch for a canvas of ``shape`` (H, W, C); if the canvas grows, its shape afterwards."""
        bounds, margins = bounds_of(entry.bounds), Margins(*entry.margins)
        if not Bounds.of(shape).contains(bounds) or (margins and not margins.grows):
            raise ValueError(NOT_FITTING)
        wanted = (bounds.height, bounds.width, shape[2])
        before, after = (self._part(name, wanted, deep) for name in (entry.before, entry.after))
        both = None if before[1] is None or after[1] is None else (before[1], after[1])
        return Patch(bounds, before[0], after[0], margins, both)

    def _part(self, name: Picture, wanted: tuple[int, ...], deep: bool) -> tuple[np.ndarray, np.ndarray | None]:
        if isinstance(name, list):
            return _empty(name, wanted), None
        if self._archive.shape(name) != (*wanted, 16 if deep else 8):
            raise ValueError(NOT_FITTING)
        return self._archive.picture(name), self._archive.deep(name)

    def change(self, entry: ChangeEntry, size: tuple[int, ...]) -> MaskChange:
        """A change of a mask of ``size`` (H, W)."""
        bounds = bounds_of(entry.bounds)
        if not Bounds.of(size).contains(bounds):
            raise ValueError(NOT_FITTING)
        change = MaskChange(bounds, self._archive.block(entry.delta))
        change.pixels()  # raises if it does not fit its bounds
        return change

    def scene(self, entry: SceneEntry, size: tuple[int, ...] | None, document: Document) -> Scene:
        pixels, deep = self.colours(entry.photo, size)
        if (deep is None) != (document.deep is None):
            raise ValueError(NOT_FITTING)
        size = pixels.shape[:2]
        before, _ = self.colours(entry.before, size)
        mask = self.grey(entry.mask, size)
        source = self.grey(entry.source, size) if entry.source else np.zeros((0, 0), np.uint8)
        last = self.grey(entry.last_mask, size) if entry.last_mask else None
        whole = replace(document, pixels=pixels, deep=deep)
        return Scene(whole, self.pyramid(pixels), self.pyramid(before), mask, source, last)

    def thumbnail(self, name: str) -> bytes:
        """A PNG that can be shown, or nothing."""
        data = self._archive.block(name, LARGEST_THUMBNAIL) if self._thumbnails <= MOST_THUMBNAILS else b""
        if data:
            with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
                if image.width * image.height > THUMBNAIL_PIXELS:
                    raise ValueError(Sentence("a small picture of the history is too large"))
                self._thumbnails += image.width * image.height
                image.load()
        return data


class Walk:
    """``values``: the pixels of ``document`` (its 16 bits if it has them) before the steps that were walked back so
    far.
    """

    def __init__(self, pictures: Pictures, document: Document, most_bytes: int) -> None:
        self._pictures, self._document, self._most_bytes = pictures, document, most_bytes
        self.values = document.values
        self.before_last: np.ndarray | None = None
        """The pixels before the last step that changed any; None if no step did."""
        self.last_reshaped = False
        """Whether that step turned, cropped or resized the photo."""
        self._nbytes = self._unpacked = 0

    def back(self, entries: list[MaskEntry | EditEntry | ShapeEntry], texts: list[str]) -> list[Step]:
        """The steps, the oldest first. Of a history that needs more memory than undo may use, only the latest ones."""
        steps: list[Step] = []
        for entry, text in zip(reversed(entries), reversed(texts), strict=True):
            parts, nbytes = self._parts(entry)
            self._nbytes += nbytes
            if steps and (self._nbytes > self._most_bytes or self._unpacked > MOST_UNPACKED):
                break
            steps.append(Step(parts, text, self._pictures.thumbnail(entry.picture)))
        return steps[::-1]

    def _parts(self, entry: MaskEntry | EditEntry | ShapeEntry) -> tuple[Parts, int]:
        if isinstance(entry, MaskEntry):
            change = self._change(entry.change)
            return MaskParts(entry.layer, change), change.nbytes
        if isinstance(entry, EditEntry):
            change = self._change_before(entry)
            patch = self._pictures.patch(entry.patch, self.values.shape, self._document.deep is not None)
            after = self.values
            self.values = taken_back(patch, after)
            self._remember(self.values, reshaped=False)
            return EditParts(patch, change), patch.nbytes + change.nbytes
        new = self._pictures.scene(entry.new, self.values.shape[:2], self._document)
        old = self._pictures.scene(entry.old, None, self._document)
        if not np.array_equal(new.document.values, self.values):
            raise ValueError(NOT_FITTING)
        self.values = old.document.values
        self._remember(self.values, reshaped=True)
        return SceneParts(old, new), old.nbytes + new.nbytes

    def _change_before(self, entry: EditEntry) -> MaskChange:
        """The mask change of an edit. It must fit the canvas after the edit, where it is applied, and the one before,
        where it is undone.
        """
        margins, size = Margins(*entry.patch.margins), self.values.shape[:2]
        change = self._change(entry.change)
        old = (-margins).around(size[1], size[0])
        if margins and not Bounds(0, 0, old.width, old.height).contains(change.bounds):
            raise ValueError(NOT_FITTING)
        return change

    def _change(self, entry: ChangeEntry) -> MaskChange:
        change = self._pictures.change(entry, self.values.shape[:2])
        self._unpacked += change.bounds.area
        return change

    def _remember(self, values: np.ndarray, reshaped: bool) -> None:
        if self.before_last is None:
            self.before_last, self.last_reshaped = values.copy() if values.flags.writeable else values, reshaped


def taken_back(patch: Patch, values: np.ndarray) -> np.ndarray:
    """``values``, uint8 or uint16 (H, W, C), without ``patch``; written into the same memory if it is writeable.

    Raises ValueError if undoing or redoing it would fail.
    """
    before, after = patch.deep or (patch.before, patch.after)
    place = patch.bounds.slices
    if not np.array_equal(values[place], after):
        raise ValueError(NOT_FITTING)
    if after.size:
        values = values if values.flags.writeable else values.copy()
        values[place] = before
    if not patch.margins:
        return values
    old = (-patch.margins).around(values.shape[1], values.shape[0])
    if old.width <= 0 or old.height <= 0:
        raise ValueError(NOT_FITTING)
    cut = values[old.slices].copy()
    if not np.array_equal(grown(cut, patch.margins), values):
        raise ValueError(NOT_FITTING)
    return cut


def _empty(shape: Empty, wanted: tuple[int, ...]) -> np.ndarray:
    """A uint8 array without pixels."""
    if tuple(shape) != wanted or 0 not in wanted:
        raise ValueError(NOT_FITTING)
    return np.zeros(shape, np.uint8)
