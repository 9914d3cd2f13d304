"""PNG files of 16 bits per channel, which Pillow cannot write."""

from __future__ import annotations

import struct
import zlib
from typing import IO

import numpy as np

from .directories import EXIF_PREFIX
from .document import Metadata

BEFORE_PNG_CHUNKS = 33
"""Bytes: signature and header."""


def write_deep_png(deep: np.ndarray, metadata: Metadata, file: IO[bytes]) -> None:
    """Write uint16 (H, W, 3|4), the values as they are. Raises nearly anything that OpenCV and the file can raise."""
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
