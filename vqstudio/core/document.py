"""A photo and the one way to change it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from .errors import StudioError
from .geometry import NO_MARGINS, Bounds, Margins


@dataclass(frozen=True, eq=False)
class Patch:
    """A change of pixels inside ``bounds``: ``before`` and ``after`` are uint8 (height, width, C) of one shape.

    With ``margins`` the canvas changes too: it grows first, by :func:`grown`, and is cut last. ``bounds`` is a part of
    the larger canvas.
    """

    bounds: Bounds
    before: np.ndarray
    after: np.ndarray
    margins: Margins = NO_MARGINS

    @staticmethod
    def between(before: np.ndarray, after: np.ndarray, bounds: Bounds) -> Patch:
        """Crop both pictures (H, W, C) to ``bounds`` and copy, so that the patch does not keep them alive."""
        return Patch(bounds, before[bounds.slices].copy(), after[bounds.slices].copy())

    def reversed(self) -> Patch:
        return Patch(self.bounds, self.after, self.before, -self.margins)

    @property
    def nbytes(self) -> int:
        return self.before.nbytes + self.after.nbytes


@dataclass(frozen=True)
class Metadata:
    """What a file carries beside its pixels and must still carry after saving."""

    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """An open photo. Immutable: :meth:`apply` returns the changed document with the next revision.

    ``pixels`` is uint8 (H, W, 3) RGB or (H, W, 4) RGBA with straight alpha, read-only, upright (EXIF orientation
    already applied). ``notices`` are sentences for the user about what opening the file changed (16-bit reduced, ...).
    """

    pixels: np.ndarray
    metadata: Metadata = field(default_factory=Metadata)
    path: Path | None = None
    notices: tuple[str, ...] = ()
    revision: int = 0

    def __post_init__(self) -> None:
        if self.pixels.dtype != np.uint8 or self.pixels.ndim != 3 or self.pixels.shape[2] not in (3, 4):
            raise StudioError(
                "A photo must be 8-bit RGB or RGBA, not {kind} {shape}.",
                kind=self.pixels.dtype,
                shape=self.pixels.shape,
            )
        self.pixels.flags.writeable = False

    @staticmethod
    def blank(width: int, height: int) -> Document:
        """A grey picture."""
        return Document(np.full((height, width, 3), 128, np.uint8))

    @property
    def width(self) -> int:
        return self.pixels.shape[1]

    @property
    def height(self) -> int:
        return self.pixels.shape[0]

    @property
    def bounds(self) -> Bounds:
        return Bounds.of(self.pixels.shape)

    @property
    def rgb(self) -> np.ndarray:
        """uint8 (H, W, 3) view without alpha."""
        return self.pixels[:, :, :3]

    def apply(self, patch: Patch) -> Document:
        """The document with ``patch.after`` in place.

        Raises StudioError if the patch does not fit or was made for other pixels: applying it would lose an edit.
        """
        margins = patch.margins
        pixels = grown(self.pixels, margins) if margins.grows else self.pixels
        if not Bounds.of(pixels.shape).contains(patch.bounds):
            raise StudioError("This edit does not fit the photo any more; please run it again.")
        here = pixels[patch.bounds.slices]
        if here.shape != patch.before.shape or not np.array_equal(here, patch.before):
            raise StudioError("The photo changed while this edit was computed; please run it again.")
        if pixels is self.pixels:
            pixels = pixels.copy()
        pixels[patch.bounds.slices] = patch.after
        if margins and not margins.grows:
            pixels = pixels[margins.around(pixels.shape[1], pixels.shape[0]).slices].copy()
        return replace(self, pixels=pixels, revision=self.revision + 1)

    def saved_as(self, path: Path) -> Document:
        return replace(self, path=path)


def grown(pixels: np.ndarray, margins: Margins) -> np.ndarray:
    """uint8 (H, W, C) with its border pixels repeated over margins of 0 or more; new pixels are opaque."""
    canvas = np.pad(pixels, ((margins.top, margins.bottom), (margins.left, margins.right), (0, 0)), mode="edge")
    if pixels.shape[2] == 4:
        inside = np.zeros(canvas.shape[:2], bool)
        inside[Bounds(margins.left, margins.top, pixels.shape[1], pixels.shape[0]).slices] = True
        canvas[:, :, 3][~inside] = 255
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
