"""PNG files of 16 bits per channel, which Pillow cannot write."""

from __future__ import annotations

import struct
import zlib
from typing import IO

import numpy as np
from PIL import PngImagePlugin

from .directories import EXIF_PREFIX
from .document import Metadata

XMP_NAME = "XML:com.adobe.xmp"
INCH = 0.0254
"""Metres."""
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
    if metadata.resolution:
        across, down = (round(value / INCH) for value in metadata.resolution)
        file.write(_chunk(b"pHYs", struct.pack(">IIB", across, down, 1)))
    for kind, text, *_ in png_texts(metadata).chunks:
        file.write(_chunk(kind, text))
    file.write(png[BEFORE_PNG_CHUNKS:])


def png_texts(metadata: Metadata) -> PngImagePlugin.PngInfo:
    """XMP and texts."""
    info = PngImagePlugin.PngInfo()
    if metadata.xmp:
        info.add_itxt(XMP_NAME, metadata.xmp.decode("utf-8", "replace"))
    texts: dict[str, list[str]] = {}  # a JPEG may have several comments, of a PNG's programs read one
    for name, text in metadata.texts:
        texts.setdefault(name, []).append(text)
    for name, several in texts.items():
        info.add_text(name, "\n".join(several))
    return info


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
