"""How large a photo may become."""

from __future__ import annotations

from .errors import RequestError
from .image_limits import LARGEST_PHOTO
from .transform import LONGEST


def enlarged_size(width: int, height: int, factor: float) -> tuple[int, int]:
    """Width and height after enlarging. Raises RequestError if they are more than can be opened."""
    width, height = round(width * factor), round(height * factor)
    if width * height > LARGEST_PHOTO or max(width, height) > LONGEST:
        raise RequestError(
            "The photo would have {width}x{height} pixels, more than VQ Studio opens; choose a smaller factor.",
            width=width,
            height=height,
        )
    return width, height
