"""A photo and the one way to change it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from .deep import edited, reduced
from .errors import StudioError
from .geometry import NO_MARGINS, Bounds, Margins
from .transform import Transform


@dataclass(frozen=True, eq=False)
class Patch:
    """A change of pixels inside ``bounds``: ``before`` and ``after`` are uint8 (height, width, C) of one shape.

    With ``margins`` the canvas changes too: it grows first, by :func:`grown`, and is cut last. ``bounds`` is a part of
    the larger canvas. ``deep``: before and after as uint16, of a photo that has 16 bits per channel.

    Where ``before`` and ``after`` differ in size, they are the whole photo, and ``bounds`` is all of ``after``.
    """

    bounds: Bounds
    before: np.ndarray
    after: np.ndarray
    margins: Margins = NO_MARGINS
    deep: tuple[np.ndarray, np.ndarray] | None = None

    @staticmethod
    def between(before: np.ndarray, after: np.ndarray, bounds: Bounds) -> Patch:
        """Crop both pictures (H, W, C), which do not change any more, to ``bounds``, and copy the part, so that the
        patch does not keep them alive. Two of uint16 make a patch of both depths.
        """
        whole = bounds == Bounds.of(before.shape)
        parts = (before, after) if whole else (before[bounds.slices].copy(), after[bounds.slices].copy())
        if before.dtype == np.uint16:
            return Patch(bounds, reduced(parts[0]), reduced(parts[1]), deep=parts)
        return Patch(bounds, *parts)

    @staticmethod
    def resizing(before: np.ndarray, after: np.ndarray) -> Patch:
        """From a whole photo to one of another size, both uint8 or both uint16 (H, W, C)."""
        bounds = Bounds.of(after.shape)
        if before.dtype == np.uint16:
            return Patch(bounds, reduced(before), reduced(after), deep=(before, after))
        return Patch(bounds, before, after)

    @property
    def resizes(self) -> bool:
        return self.before.shape[:2] != self.after.shape[:2]

    def reversed(self) -> Patch:
        bounds = Bounds.of(self.before.shape) if self.resizes else self.bounds
        return Patch(bounds, self.after, self.before, -self.margins, self.deep and self.deep[::-1])

    @property
    def nbytes(self) -> int:
        return self.before.nbytes + self.after.nbytes + sum(part.nbytes for part in self.deep or ())


TEXT_NAME = r"^[\x20-\x7e\xa1-\xff]{1,79}\Z"
"""Valid names of texts in a PNG."""


@dataclass(frozen=True)
class Metadata:
    """What a file carries besides its pixels and must still carry after saving.

    ``texts``: names and texts of a PNG; a JPEG's comment is one of them. ``resolution``: pixels per inch, across and
    down.
    """

    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    texts: tuple[tuple[str, str], ...] = ()
    resolution: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """An open photo. Immutable: :meth:`apply` returns the changed document with the next revision.

    ``pixels`` is uint8 (H, W, 3) RGB or (H, W, 4) RGBA with straight alpha, read-only, upright (EXIF orientation
    already applied). ``notices`` are sentences for the user about what opening the file changed (16-bit reduced, ...).
    ``deep`` is uint16 of the same shape, read-only, for a photo of 16 bits per channel; ``pixels`` are then
    :func:`vqstudio.core.deep.reduced` of it.
    """

    pixels: np.ndarray
    metadata: Metadata = field(default_factory=Metadata)
    path: Path | None = None
    notices: tuple[str, ...] = ()
    revision: int = 0
    deep: np.ndarray | None = None

    def __post_init__(self) -> None:
        if self.pixels.dtype != np.uint8 or self.pixels.ndim != 3 or self.pixels.shape[2] not in (3, 4):
            raise StudioError(
                "A photo must be 8-bit RGB or RGBA, not {kind} {shape}.",
                kind=self.pixels.dtype,
                shape=self.pixels.shape,
            )
        self.pixels.flags.writeable = False
        if self.deep is not None:
            if self.deep.dtype != np.uint16 or self.deep.shape != self.pixels.shape:
                raise StudioError("The photo's 16-bit pixels do not belong to its 8-bit ones.")
            self.deep.flags.writeable = False

    @staticmethod
    def blank(width: int, height: int) -> Document:
        """A grey picture."""
        return Document(np.full((height, width, 3), 128, np.uint8))

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def bounds(self) -> Bounds:
        return Bounds.of(self.pixels.shape)

    @property
    def rgb(self) -> np.ndarray:
        """uint8 (H, W, 3) view without alpha."""
        return self.pixels[:, :, :3]

    @property
    def values(self) -> np.ndarray:
        """The pixels in full precision: :attr:`deep` if there is one, otherwise :attr:`pixels`."""
        return self.pixels if self.deep is None else self.deep

    def apply(self, patch: Patch) -> Document:
        """The document with ``patch.after`` in place, and with what it means in 16 bits, see :meth:`completed`.

        Raises StudioError if the patch does not fit or was made for other pixels: applying it would lose an edit.
        """
        margins = patch.margins
        if patch.resizes:
            return self._resized(patch)
        if margins.grows and patch.bounds == margins.around(self.width, self.height).shift(margins.left, margins.top):
            return self._replaced(patch)
        pixels = grown(self.pixels, margins) if margins.grows else self.pixels
        if not Bounds.of(pixels.shape).contains(patch.bounds):
            raise StudioError("This edit does not fit the photo any more; please run it again.")
        here = pixels[patch.bounds.slices]
        if here.shape != patch.before.shape or not same_pixels(here, patch.before):
            raise StudioError("The photo changed while this edit was computed; please run it again.")
        if pixels is self.pixels:
            pixels = pixels.copy()
        pixels[patch.bounds.slices] = patch.after
        if margins and not margins.grows:
            pixels = pixels[margins.around(pixels.shape[1], pixels.shape[0]).slices].copy()
        return replace(self, pixels=pixels, deep=self._deep_after(patch), revision=self.revision + 1)

    def _resized(self, patch: Patch) -> Document:
        before, after = patch.deep or (patch.before, patch.after)
        if (self.deep is None) != (patch.deep is None) or self.pixels.shape != before.shape:
            raise StudioError("This edit does not fit the photo any more; please run it again.")
        if not same_pixels(self.values, before):
            raise StudioError("The photo changed while this edit was computed; please run it again.")
        deep = None if patch.deep is None else after
        return replace(self, pixels=patch.after, deep=deep, revision=self.revision + 1)

    def _replaced(self, patch: Patch) -> Document:
        """With a patch of the whole grown canvas in place of the pixels, which saves copying a large photo."""
        bounds = patch.bounds
        if not patch.before.shape == patch.after.shape == (bounds.height, bounds.width, self.pixels.shape[2]):
            raise StudioError("This edit does not fit the photo any more; please run it again.")
        here = patch.before[self.bounds.shift(patch.margins.left, patch.margins.top).slices]
        if here.shape != self.pixels.shape or not same_pixels(self.pixels, here):
            raise StudioError("The photo changed while this edit was computed; please run it again.")
        return replace(self, pixels=patch.after, deep=self._deep_after(patch), revision=self.revision + 1)

    def completed(self, patch: Patch) -> Patch:
        """``patch`` with 16 bits, if this photo has them: what it changes comes from its 8 bits, all else stays."""
        if self.deep is None or patch.deep is not None:
            return patch
        whole = grown(self.deep, patch.margins) if patch.margins.grows else self.deep
        here = whole[patch.bounds.slices].copy()
        if here.shape != patch.before.shape:
            return patch  # it cannot be applied either
        return replace(patch, deep=(here, edited(here, patch.before, patch.after)))

    def _deep_after(self, patch: Patch) -> np.ndarray | None:
        """The 16 bits after a patch that fits. Raises StudioError as :meth:`apply` does."""
        if self.deep is None:
            return None
        margins, change = patch.margins, self.completed(patch).deep
        assert change is not None
        deep = grown(self.deep, margins) if margins.grows else self.deep.copy()
        if not np.array_equal(deep[patch.bounds.slices], change[0]):
            raise StudioError("The photo changed while this edit was computed; please run it again.")
        deep[patch.bounds.slices] = change[1]
        if margins and not margins.grows:
            deep = deep[margins.around(deep.shape[1], deep.shape[0]).slices].copy()
        return deep

    def transformed(self, change: Transform) -> Document:
        """Turned, cropped or resized, in 16 bits if there are any. Raises StudioError."""
        values = change.apply(self.values)
        if self.deep is None:
            return replace(self, pixels=values, revision=self.revision + 1)
        return replace(self, pixels=reduced(values), deep=values, revision=self.revision + 1)

    def saved_as(self, path: Path) -> Document:
        return replace(self, path=path)


def same_pixels(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two (H, W, C) of one shape are equal; compared in strips, for the comparison is as large as they are."""
    rows = 256
    return all(np.array_equal(one[top : top + rows], other[top : top + rows]) for top in range(0, len(one), rows))


def grown(pixels: np.ndarray, margins: Margins) -> np.ndarray:
    """uint8 or uint16 (H, W, C) with its border pixels repeated over margins of 0 or more; new pixels are opaque."""
    canvas = np.pad(pixels, ((margins.top, margins.bottom), (margins.left, margins.right), (0, 0)), mode="edge")
    if pixels.shape[2] == 4:
        inside = np.zeros(canvas.shape[:2], bool)
        inside[Bounds(margins.left, margins.top, pixels.shape[1], pixels.shape[0]).slices] = True
        canvas[:, :, 3][~inside] = np.iinfo(canvas.dtype).max
    return canvas


def reframed(pixels: np.ndarray, margins: Margins) -> np.ndarray:
    """uint8 (H, W) or (H, W, 3|4) on a canvas changed by ``margins``; what is new is empty, or transparent."""
    if pixels.ndim == 3 and pixels.shape[2] == 3 and margins.grows:
        pixels = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    around = margins.around(pixels.shape[1], pixels.shape[0])
    kept = around.intersect(Bounds.of(pixels.shape))
    result = np.zeros((around.height, around.width, *pixels.shape[2:]), np.uint8)
    result[kept.shift(-around.x, -around.y).slices] = pixels[kept.slices]
    return result
