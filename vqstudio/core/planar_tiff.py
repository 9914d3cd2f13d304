"""TIFF files of 16 bits that store each colour apart (planar), which Pillow decodes to noise.

Each plane alone is a grey picture, so the file is given another directory, which says that it is one.
"""

from __future__ import annotations

import io
import struct
from typing import Any, BinaryIO

import numpy as np
from PIL import Image

from .directories import BIG_TIFF, BYTES, LONG, SHORT, Directory, Value, byte_order, numbers, packed, read

BITS, PHOTOMETRIC, SAMPLES, PLANES, EXTRA, FORMAT = 258, 262, 277, 284, 338, 339
STRIPS, TILES = (273, 279), (324, 325)
"""Where they are, and their lengths."""
SAME = (256, 257, 259, 266, 278, 317, 322, 323)
"""Size, compression, order of bits, rows of a strip, predictor and size of a tile: as the whole file has them."""
RGB, SEPARATE, UNSIGNED, BLACK_IS_ZERO = 2, 2, 1, 1
PREMULTIPLIED, STRAIGHT = 1, 2
WHITE = 65535


def is_planar(tags: Any) -> bool:
    """Whether more than 8 bits per colour are stored apart. ``tags`` are Pillow's."""
    bits = tags.get(BITS, (8,))
    return bool(tags.get(PLANES, 1) == SEPARATE and max(bits) > 8 and len(bits) > 1)


def is_readable(tags: Any) -> bool:
    """Whether :func:`values_of` can read such a file."""
    bits, kinds = tags.get(BITS, ()), tags.get(FORMAT, (UNSIGNED,))
    return bool(
        tags.get(PHOTOMETRIC) == RGB and len(bits) >= 3 and {*bits} == {16} and {*kinds} == {UNSIGNED}
        and getattr(tags, "_bigtiff", False) is False
    )  # fmt: skip


def values_of(file: BinaryIO) -> np.ndarray:
    """uint16 (H, W, 3|4), as they are in the file, not turned; alpha is straight. Raises nearly anything."""
    directory, order = read(file)
    file.seek(0)
    data = bytearray(file.read())
    if struct.unpack_from(order + "H", data, 2)[0] == BIG_TIFF:
        raise ValueError("unsupported: a BigTIFF of planes")
    data += bytes(len(data) % 2)
    samples = struct.unpack_from(order + "H", _value(directory, SAMPLES).data)[0]
    extra = directory.get(EXTRA)
    kind = struct.unpack_from(order + "H", extra.data)[0] if isinstance(extra, Value) and extra.data else 0
    wanted = 4 if samples > 3 and kind in (PREMULTIPLIED, STRAIGHT) else 3
    pixels = np.dstack([_plane(data, directory, number, samples) for number in range(wanted)])
    if wanted == 4 and kind == PREMULTIPLIED:
        alpha = np.maximum(pixels[:, :, 3:].astype(np.float32), 1)
        pixels[:, :, :3] = np.minimum(pixels[:, :, :3] * (WHITE / alpha) + 0.5, WHITE)
    return pixels


def _plane(data: bytearray, directory: Directory, number: int, samples: int) -> np.ndarray:
    """uint16 (H, W)."""
    order, end = byte_order(data), len(data)
    made: Directory = {tag: directory[tag] for tag in SAME if tag in directory}
    made |= {
        BITS: numbers(order, SHORT, 16), PHOTOMETRIC: numbers(order, SHORT, BLACK_IS_ZERO),
        SAMPLES: numbers(order, SHORT, 1),
    }  # fmt: skip
    for tag in TILES if TILES[0] in directory else STRIPS:
        made[tag] = _share(_value(directory, tag), number, samples)
    whole = data + packed(made, order, end)
    struct.pack_into(order + "I", whole, 4, end)
    with Image.open(io.BytesIO(whole), formats=["TIFF"]) as image:
        image.load()
        if not image.mode.startswith("I;16"):
            raise ValueError("a plane that is not of 16 bits")
        return np.asarray(image).astype(np.uint16)


def _value(directory: Directory, tag: int) -> Value:
    found = directory.get(tag)
    if not isinstance(found, Value) or found.kind not in (SHORT, LONG):
        raise ValueError(f"no tag {tag}")
    return found


def _share(value: Value, number: int, samples: int) -> Value:
    """Of the values of all planes those of one."""
    count, left = divmod(value.count, samples)
    if left:
        raise ValueError("planes of unequal parts")
    width = BYTES[value.kind] * count
    return Value(value.kind, count, value.data[number * width : (number + 1) * width])
