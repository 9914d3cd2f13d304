"""Windows icons: the same picture in several sizes in one file, of which a photo editor needs the largest."""

from __future__ import annotations

import io
import struct
from typing import BinaryIO

from .image_limits import refuse_too_large

ICON = b"\0\0\1\0"
HEAD, ENTRY = struct.Struct("<4sH"), struct.Struct("<4B2H2I")
PNG = b"\x89PNG\r\n\x1a\n"


def largest_picture(file: BinaryIO, name: str) -> tuple[io.BytesIO, int]:
    """The largest picture of an icon, of several of one size that of the most colours, as a PNG or an icon of it alone,
    and how many pictures there were. Pillow decodes an icon when it opens it, and looks at its colours first.

    Raises struct.error, ValueError, and FileError for one that is too large.
    """
    file.seek(0)
    start, count = HEAD.unpack(file.read(HEAD.size))
    if start != ICON:
        raise ValueError("not an icon")
    entries = [ENTRY.unpack(file.read(ENTRY.size)) for _ in range(count)]
    width, height, colours, _, planes, bits, length, place = max(
        entries, key=lambda entry: ((entry[0] or 256) * (entry[1] or 256), entry[5])
    )
    file.seek(place)
    data = file.read(length)
    if data.startswith(PNG):
        return io.BytesIO(data), count
    across, twice = struct.unpack_from("<ii", data, 4)  # colours above, transparency below
    refuse_too_large(abs(across), abs(twice) // 2, name)
    alone = HEAD.pack(ICON, 1) + ENTRY.pack(
        width, height, colours, 0, planes, bits, len(data), HEAD.size + ENTRY.size
    )  # fmt: skip
    return io.BytesIO(alone + data), count
