"""What a texture is made of, and the canvas that it fills."""

from __future__ import annotations

import numpy as np

from vqstudio.core.document import Document, Metadata
from vqstudio.core.errors import MaskError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask, bounds_of, require_size

LARGEST_SIDE = 4096
"""Pixels: of a texture."""
SMALLEST_SIDE = 16
SMALLEST_AREA = 24
"""Pixels, of each side of an area, at the scale of the texture."""
SELECTED = 128
"""From this value of a mask on, a pixel belongs to the area."""


def area_of(document: Document, part: Bounds | None = None, mask: Mask | None = None) -> np.ndarray:
    """uint8 or uint16 (h, w, 3|4): the ``part`` of a photo, or what a ``mask`` of the photo's size selects, else all of
    it. What does not belong to it is transparent. Raises RequestError, MaskError.
    """
    values = document.values
    if mask is not None:
        return _selected(values, mask)
    if part is None:
        return values
    if not part.area or not document.bounds.contains(part):
        raise RequestError(
            "The area {x},{y},{width},{height} is not inside the photo, which has {photo_width}x{photo_height} pixels; "
            "give X,Y,W,H in pixels from its top left corner.",
            x=part.x, y=part.y, width=part.width, height=part.height,
            photo_width=document.width, photo_height=document.height,
        )  # fmt: skip
    return values[part.slices].copy()


def _selected(values: np.ndarray, mask: Mask) -> np.ndarray:
    require_size(mask, values)
    selected = mask.alpha >= SELECTED
    if not selected.any():
        raise MaskError("The mask selects nothing; select the part of the photo that the texture is to be made of.")
    place = bounds_of(selected).slices
    part, inside = values[place], selected[place]
    if part.shape[2] == 3 and inside.all():
        return part.copy()
    opaque = np.iinfo(values.dtype).max
    alpha = part[:, :, 3] if part.shape[2] == 4 else np.full(inside.shape, opaque, values.dtype)
    return np.dstack([part[:, :, :3], np.where(inside, alpha, 0)]).astype(values.dtype)


def canvas_like(document: Document, width: int, height: int) -> Document:
    """An empty canvas in the colours and the depth of the photo, without what else it says. Raises RequestError."""
    check_size(width, height)
    blank = Document.blank(width, height)
    deep = None if document.deep is None else blank.pixels.astype(np.uint16) * 257
    told = document.metadata
    return Document(blank.pixels, Metadata(icc=told.icc, resolution=told.resolution), deep=deep)


def check_size(width: int, height: int) -> None:
    """Raises RequestError if a texture cannot have this size."""
    if not SMALLEST_SIDE <= min(width, height) <= max(width, height) <= LARGEST_SIDE:
        raise RequestError(
            "The sides of a texture have {least} to {most} pixels, not {width}x{height}.",
            least=SMALLEST_SIDE, most=LARGEST_SIDE, width=width, height=height,
        )  # fmt: skip


def opaque(area: np.ndarray) -> np.ndarray:
    """bool (h, w): what of an area (h, w, 3|4) a texture may be made of."""
    return area[:, :, 3] > np.iinfo(area.dtype).max // 2 if area.shape[2] == 4 else np.ones(area.shape[:2], bool)


def check_area(area: np.ndarray, scale: float) -> None:
    """Raises RequestError or MaskError if no texture can be made of an area (h, w, 3|4)."""
    height, width = (round(side * scale) for side in area.shape[:2])
    if min(height, width) < SMALLEST_AREA:
        raise RequestError(
            "The area has {width}x{height} pixels at the scale of the texture, and a texture takes at least "
            "{least}x{least}; select more, or scale it up.",
            width=width, height=height, least=SMALLEST_AREA,
        )  # fmt: skip
    if not opaque(area).any():
        raise MaskError("The area is transparent; select a part of the photo that can be seen.")
