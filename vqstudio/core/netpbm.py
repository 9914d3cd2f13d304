"""PGM and PPM files of more than 8 bits per value, which Pillow reads value by value, or reduces to 8."""

from __future__ import annotations

from typing import Any, BinaryIO

import numpy as np
from PIL import Image

WHITE = 65535


def most_of(image: Image.Image) -> int:
    """The value of white in a file whose values Pillow would convert one by one; 0 if it is no such file."""
    return _white(image, "ppm")


def is_deep_text(image: Image.Image) -> bool:
    """Whether the file has more than 8 bits per value, written as text, of which Pillow takes the upper 8."""
    return _white(image, "ppm_plain") > 255


def _white(image: Image.Image, decoder: str) -> int:
    """The largest value that a file has, if this decoder of Pillow would read it; otherwise 0."""
    tiles: Any = getattr(image, "tile", ())
    if image.format != "PPM" or image.mode == "1" or not tiles or tiles[0][0] != decoder:
        return 0
    return int(tiles[0][3][1])


def values_of(image: Image.Image, file: BinaryIO) -> np.ndarray:
    """uint16 (H, W, 1|3), 65535 = white, of a file of more than 8 bits per value that is not decoded yet. Raises
    ValueError if it is cut off.
    """
    most, bands = most_of(image), len(image.getbands())
    if image.mode == "I":
        bands = 1
    tiles: Any = getattr(image, "tile", ())
    file.seek(tiles[0][2])
    data = file.read(image.height * image.width * bands * 2)
    values = np.frombuffer(data, ">u2").reshape(image.height, image.width, bands).astype(np.uint16)
    if most == WHITE:
        return values
    levels = (np.minimum(np.arange(WHITE + 1), most) * WHITE + most // 2) // most
    return np.asarray(levels.astype(np.uint16)[values])
