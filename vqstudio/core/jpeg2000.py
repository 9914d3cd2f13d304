"""What a JPEG 2000 file says of itself beside its pixels, which Pillow leaves unread (ISO 15444-1, annexes A and I)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, BinaryIO

CODESTREAM = b"\xff\x4f\xff\x51"
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
EXIF = b"JpgTiffExif->JP2"
PIXELS = (b"jp2c", b"jxlc", b"jxlp")
"""Boxes of JPEG 2000 and JPEG XL."""
PROFILE_IN_FULL = 2
LARGEST_BOX = 1 << 26
"""Bytes of metadata that are read."""


@dataclass
class Said:
    """``size``: width and height of the pixels; ``bits`` of each component, and whether any is ``signed``. ``info`` as
    Pillow would call it: icc_profile, xmp, exif.
    """

    size: tuple[int, int] = (0, 0)
    bits: tuple[int, ...] = ()
    signed: bool = False
    info: dict[str, bytes] = field(default_factory=dict)

    @property
    def deep(self) -> bool:
        return max(self.bits, default=8) > 8


def said(file: BinaryIO) -> Said:
    """``file`` is left where it was. Raises struct.error and ValueError for damaged ones."""
    place = file.tell()
    try:
        found = Said()
        file.seek(0)
        if file.read(4) == CODESTREAM:
            _read_sizes(file, 4, found)
            return found
        for kind, start, end in boxes(file, 0, file.seek(0, 2)):
            if kind == b"jp2h":
                for inner, first, last in boxes(file, start, end):
                    if inner == b"colr" and last - first > 3:
                        data = _part(file, first, last)
                        if data[0] == PROFILE_IN_FULL:
                            found.info["icc_profile"] = data[3:]
            elif kind == b"uuid":
                data = _part(file, start, end)
                for name, mark in (("xmp", XMP), ("exif", EXIF)):
                    if data.startswith(mark):
                        found.info[name] = data[16:]
            elif kind == b"jp2c" and not found.bits:
                if _part(file, start, start + 4) != CODESTREAM:
                    raise ValueError("a codestream that is none")
                _read_sizes(file, start + 4, found)
        return found
    finally:
        file.seek(place)


def boxes(file: IO[bytes], at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(kind, where its content begins, where it ends) of each box from ``at`` on."""
    while at + 8 <= end:
        file.seek(at)
        length, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if length == 1:
            (length,) = struct.unpack(">Q", file.read(8))
            head = 16
        elif length == 0:
            length = end - at
        if length < head or at + length > end:
            if kind not in PIXELS:  # a photo that is cut off: its decoder says so
                return
            length = end - at
        yield kind, at + head, at + length
        at += length


def _part(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(min(end - start, LARGEST_BOX))


def _read_sizes(file: BinaryIO, at: int, found: Said) -> None:
    """The marker segment SIZ."""
    file.seek(at)
    segment = file.read(38)
    _, _, right, bottom, left, top, *_, components = struct.unpack(">HHIIIIIIIIH", segment)
    depths = file.read(3 * components)[::3]
    found.size = right - left, bottom - top
    found.bits = tuple((depth & 0x7F) + 1 for depth in depths)
    found.signed = any(depth & 0x80 for depth in depths)
