"""PNG and TIFF files of 16 bits per channel, which Pillow cannot write."""

from __future__ import annotations

import itertools
import struct
import zlib
from typing import IO

import numpy as np
from PIL import Image

from .document import Metadata
from .metadata import ICC_TAG, XMP_TAG, without_structure

BEFORE_PNG_CHUNKS = 33
"""Bytes: signature and header."""
EXIF_PREFIX = b"Exif\0\0"
TIFF_ROWS = 64
"""To a strip."""
PIXELS_FROM_LEFT = 2
"""A TIFF predictor: every pixel is stored as what it differs by from the one before."""


def write_deep(deep: np.ndarray, form: str, metadata: Metadata, file: IO[bytes]) -> None:
    """Write uint16 (H, W, 3|4) as a ``form`` of DEEP_FORMATS, the values as they are. Raises nearly anything that
    OpenCV, Pillow and the file can raise.
    """
    if form == "PNG":
        _write_png(deep, metadata, file)
    else:
        _write_tiff(deep, metadata, file)


def _write_png(deep: np.ndarray, metadata: Metadata, file: IO[bytes]) -> None:
    import cv2  # here: only who saves 16 bits waits for it

    order = cv2.COLOR_RGBA2BGRA if deep.shape[2] == 4 else cv2.COLOR_RGB2BGR
    done, data = cv2.imencode(".png", cv2.cvtColor(deep, order))
    if not done:
        raise ValueError("OpenCV could not encode the photo")
    png = data.data
    file.write(png[:BEFORE_PNG_CHUNKS])
    if metadata.icc:
        file.write(_chunk(b"iCCP", b"ICC Profile\0\0" + zlib.compress(metadata.icc)))
    if metadata.exif:
        file.write(_chunk(b"eXIf", metadata.exif.removeprefix(EXIF_PREFIX)))
    if metadata.xmp:
        file.write(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + metadata.xmp.decode("utf-8", "replace").encode()))
    file.write(png[BEFORE_PNG_CHUNKS:])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _write_tiff(deep: np.ndarray, metadata: Metadata, file: IO[bytes]) -> None:
    height, width, channels = deep.shape
    strips = [_strip(deep[top : top + TIFF_ROWS]) for top in range(0, height, TIFF_ROWS)]
    tags = _tags(metadata)
    structure = {256: width, 257: height, 258: (16,) * channels, 259: 8, 262: 2, 277: channels, 278: TIFF_ROWS,
                 279: tuple(map(len, strips)), 284: 1, 317: PIXELS_FROM_LEFT}  # fmt: skip
    for tag, value in structure.items():
        tags[tag] = value
    if channels == 4:
        tags[338] = 2  # straight alpha
    tags[273] = tuple(itertools.accumulate(map(len, strips[:-1]), initial=0))  # Pillow adds the length of all before
    file.write(tags.tobytes().removeprefix(EXIF_PREFIX))
    for strip in strips:
        file.write(strip)


def _strip(rows: np.ndarray) -> bytes:
    stored = rows.astype("<u2")
    stored[:, 1:] -= rows[:, :-1]
    packer = zlib.compressobj(strategy=zlib.Z_RLE)  # photos: five times as fast as the usual way, and as small
    return packer.compress(stored.tobytes()) + packer.flush()


def _tags(metadata: Metadata) -> Image.Exif:
    """What is kept, in a little-endian directory."""
    found = Image.Exif()
    found.load(metadata.exif or b"")
    tags = without_structure(found)
    tags.endian = "<"
    if metadata.icc:
        tags[ICC_TAG] = metadata.icc
    if metadata.xmp:
        tags[XMP_TAG] = metadata.xmp
    return tags
