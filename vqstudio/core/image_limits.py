"""Refuses files before they are decoded: a small one can fill the memory or take hours."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from PIL import Image, PngImagePlugin

from . import jpeg2000, netpbm, planar_tiff
from .errors import FileError

LARGEST_PHOTO = 200_000_000
"""Pixels; more would not fit into the memory of a common computer several times over."""
Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit warns at less; ours is checked before decoding
PngImagePlugin.MAX_TEXT_CHUNK = 2**24  # Pillow's own limit refuses photos with a profile of a megabyte
LARGEST_TILE = 2**24
"""Pixels of a TIFF tile that is larger than the photo itself; the decoder makes room for whole tiles."""
MOST_SCANS = 500
"""Passes over a progressive JPEG; cameras and programs use about ten, and each takes time for the whole photo."""
PIXELS_PER_JPEG_BYTE = 256
"""At most, in a JPEG that is not progressive: a block of 8x8 takes two bits."""

SCAN = re.compile(rb"\xff\xda\x00[\x08\x0a\x0c\x0e][\x01-\x04]")
TILE_WIDTH, TILE_HEIGHT = 322, 323
SLOW_DECODERS = frozenset({"qoi", "ppm", "ppm_plain"})
"""Pillow's, which take each value by itself."""
LARGEST_SLOW = 25_000_000
"""Pixels that they decode; each million takes one to two seconds."""


def check_before_decoding(image: Image.Image, file: BinaryIO, name: str) -> None:
    """Raises FileError for what must not be decoded. ``file`` holds ``image``, and stays where it is."""
    refuse_too_large(*image.size, name)
    if image.format == "TIFF":
        _check_tiff(image, name)
    elif image.format in ("JPEG", "MPO"):
        place = file.tell()
        try:
            _check_jpeg(image, file, name)
        finally:
            file.seek(place)
    elif image.format == "JPEG2000":
        _check_jpeg2000(image, file, name)
    elif image.format in ("QOI", "PPM"):
        _check_slow(image, name)


def refuse_too_large(width: int, height: int, name: str) -> None:
    """Raises FileError."""
    if width * height > LARGEST_PHOTO:
        raise FileError(
            "{name} claims to have {width}x{height} pixels; VQ Studio opens up to {most} megapixels; "
            "reduce it with another program first.",
            name=name,
            width=width,
            height=height,
            most=LARGEST_PHOTO // 1_000_000,
        )


def _check_tiff(image: Image.Image, name: str) -> None:
    tags: Any = getattr(image, "tag_v2", {})
    if planar_tiff.is_planar(tags) and not planar_tiff.is_readable(tags):  # Pillow decodes these to noise
        raise FileError(
            "{name} is a TIFF of a kind that stores each colour apart (planar) and that VQ Studio cannot read; "
            "save it as an ordinary (interleaved) TIFF with another program first.",
            name=name,
        )
    tile = tags.get(TILE_WIDTH, 0), tags.get(TILE_HEIGHT, 0)
    if tile[0] * tile[1] > max(LARGEST_TILE, 4 * image.width * image.height):
        raise FileError(
            "{name} is damaged: its tiles claim to have {width}x{height} pixels, far more than the photo itself; "
            "get another copy of it.",
            name=name,
            width=tile[0],
            height=tile[1],
        )


def _check_jpeg(image: Image.Image, file: BinaryIO, name: str) -> None:
    if "progressive" in image.info:
        file.seek(0)
        scans = len(SCAN.findall(file.read()))
        if scans > MOST_SCANS:
            raise FileError(
                "{name} is a JPEG of {scans} passes, which would take very long to decode; "
                "save it as an ordinary JPEG with another program first.",
                name=name,
                scans=scans,
            )
    elif image.width * image.height > PIXELS_PER_JPEG_BYTE * file.seek(0, 2):
        raise FileError(
            "{name} claims to have {width}x{height} pixels but is far too short for them, so it is "
            "damaged or cut off; get another copy of it.",
            name=name,
            width=image.width,
            height=image.height,
        )


def _check_jpeg2000(image: Image.Image, file: BinaryIO, name: str) -> None:
    """Its decoder makes room for what the pixels say of their size, Pillow for what the head of the file says."""
    said = jpeg2000.said(file)
    refuse_too_large(*said.size, name)
    if len(said.bits) > 2 and said.deep and (said.signed or len({*said.bits}) > 1 or max(said.bits) > 16):
        raise ValueError("unsupported bits")  # Pillow makes black of white
    if said.size != image.size:
        raise FileError("{name} is damaged or cut off and cannot be opened; get another copy of it.", name=name)


def _check_slow(image: Image.Image, name: str) -> None:
    tiles = getattr(image, "tile", ())
    slow = any(tile[0] in SLOW_DECODERS for tile in tiles) and not netpbm.most_of(image) > 255
    if slow and image.width * image.height > LARGEST_SLOW:
        raise FileError(
            "{name} is of a kind that is slow to decode and has {width}x{height} pixels, more than {most} megapixels; "
            "save it as PNG or TIFF with another program first.",
            name=name,
            width=image.width,
            height=image.height,
            most=LARGEST_SLOW // 1_000_000,
        )
