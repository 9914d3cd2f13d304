"""The directories that EXIF blocks and TIFF files are made of, as bytes: text in them is not decoded, so it stays."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

SHORT, LONG, RATIONAL, UNDEFINED = 3, 4, 5, 7
BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
"""Size of a value by its type."""
EXIF_PREFIX = b"Exif\0\0"
EXIF_PART, GPS_PART, INTEROP_PART = 0x8769, 0x8825, 0xA005
PARTS = {0: (EXIF_PART, GPS_PART), EXIF_PART: (INTEROP_PART,)}
"""Directories that a directory points to, by its tag; 0 is the first."""
BIG_TIFF = 43
SUB_DIRECTORIES = 330
MOST_PICTURES = 64
LARGEST = 1 << 26
"""Bytes of all values together; a TIFF may name the same gigabyte many times."""
INTEGERS = {SHORT: "H", LONG: "I", 13: "I", 16: "Q", 18: "Q"}


@dataclass(frozen=True)
class Value:
    """``data``: ``count`` values of the type ``kind``, in the byte order of their file."""

    kind: int
    count: int
    data: bytes


Directory = dict[int, "Value | Directory"]
"""Values by tag, including nested directories."""


def byte_order(block: bytes | bytearray) -> str:
    """The byte order, as struct names it, of an EXIF block without its prefix, or of a TIFF. Raises ValueError."""
    order = {b"II": "<", b"MM": ">"}.get(bytes(block[:2]))
    if order is None:
        raise ValueError("neither EXIF nor TIFF")
    return order


def read(file: IO[bytes]) -> tuple[Directory, str]:
    """The first directory of a TIFF (BigTIFF too) or of an EXIF block without its prefix, and the byte order.

    Values that lie outside of the file are left out. Raises ValueError, struct.error, OSError.
    """
    file.seek(0)
    head = file.read(16)
    order = byte_order(head)
    (version,) = struct.unpack_from(order + "H", head, 2)
    big = version == BIG_TIFF
    (first,) = struct.unpack_from(order + ("Q" if big else "I"), head, 8 if big else 4)
    return _Reader(file, order, big).directory(first), order


def pictures(file: IO[bytes]) -> Iterator[tuple[Directory, str]]:
    """Each directory of a TIFF with the byte order: the first, those that follow, and those within (SubIFDs), of which
    raw files have one for the sensor's own picture. Raises as :func:`read`.
    """
    file.seek(0)
    head = file.read(16)
    order = byte_order(head)
    reader = _Reader(file, order, big=False)
    waiting, seen = [struct.unpack_from(order + "I", head, 4)[0]], {0}
    while waiting and len(seen) < MOST_PICTURES:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            found = reader.directory(at)
            yield found, order
            waiting += [*whole_numbers(found.get(SUB_DIRECTORIES), order), reader.following(at)]


def whole_numbers(value: Value | Directory | None, order: str) -> tuple[int, ...]:
    """The whole numbers of a value; none if it has others."""
    if not isinstance(value, Value) or value.kind not in INTEGERS:
        return ()
    return struct.unpack(f"{order}{value.count}{INTEGERS[value.kind]}", value.data)


def read_exif(exif: bytes) -> tuple[Directory, str]:
    """Like :func:`read`, for an EXIF block."""
    return read(io.BytesIO(exif.removeprefix(EXIF_PREFIX)))


class _Reader:
    def __init__(self, file: IO[bytes], order: str, big: bool) -> None:
        self._file, self._order, self._big = file, order, big
        self._size, self._room = file.seek(0, io.SEEK_END), LARGEST

    def directory(self, at: int, tag: int = 0) -> Directory:
        entry, count_form, inline = ("HHQQ", "Q", 8) if self._big else ("HHII", "H", 4)
        width = struct.calcsize("<" + entry)
        (count,) = struct.unpack(self._order + count_form, self._bytes(at, struct.calcsize("<" + count_form)))
        if count > 65535:
            raise ValueError("a directory of too many entries")
        raw = self._bytes(at + struct.calcsize("<" + count_form), count * width)
        found: Directory = {}
        for start in range(0, len(raw), width):
            key, kind, values, place = struct.unpack_from(self._order + entry, raw, start)
            length = BYTES.get(kind, 0) * values
            if not length or key in found:
                continue
            if length <= inline:
                data = raw[start + width - inline : start + width - inline + length]
            elif place + length <= self._size:
                self._room -= length
                if self._room < 0:
                    raise ValueError("more values than a photo has")
                data = self._bytes(place, length)
            else:
                continue
            value = Value(kind, values, data)
            if key in PARTS.get(tag, ()):
                found[key] = self.directory(self._pointer(value), key)
            elif kind <= 12:
                found[key] = value
        return found

    def following(self, at: int) -> int:
        """Where the directory after the one at ``at`` is; 0 for none. Not of a BigTIFF."""
        (count,) = struct.unpack(self._order + "H", self._bytes(at, 2))
        after: int = struct.unpack(self._order + "I", self._bytes(at + 2 + 12 * count, 4))[0]
        return after

    def _pointer(self, value: Value) -> int:
        if value.kind not in INTEGERS or value.count != 1:
            raise ValueError("a pointer that is none")
        return int(struct.unpack(self._order + INTEGERS[value.kind], value.data)[0])

    def _bytes(self, at: int, length: int) -> bytes:
        if at + length > self._size:
            raise ValueError("a directory that ends outside")
        self._file.seek(at)
        return self._file.read(length)


def entries_at(block: bytearray, order: str, at: int) -> tuple[list[bytes], int]:
    """The 12 bytes of each entry of a directory, and where the pointer to the next one stands. Raises struct.error."""
    (count,) = struct.unpack_from(order + "H", block, at)
    after = at + 2 + 12 * count
    if after + 4 > len(block):
        raise struct.error("a directory that ends outside")
    return [bytes(block[at + 2 + 12 * n : at + 14 + 12 * n]) for n in range(count)], after


def keep_entries(block: bytearray, order: str, at: int, kept: list[bytes]) -> None:
    """Keep only these entries of the directory at ``at``; everything else stays in place. Raises struct.error."""
    _, after = entries_at(block, order, at)
    directory = struct.pack(order + "H", len(kept)) + b"".join(kept) + block[after : after + 4]
    block[at : after + 4] = directory.ljust(after + 4 - at, b"\0")


def exif_of(directory: Directory, order: str) -> bytes:
    """An EXIF block of it. Raises struct.error if it is larger than one can be."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", 8)
    return EXIF_PREFIX + head + packed(directory, order, 8)


def packed(directory: Directory, order: str, at: int) -> bytes:
    """The bytes of a directory and all that it points to, which are to stand at ``at``, an even number."""
    entries, values = [], bytearray()
    start = at + 2 + 12 * len(directory) + 4
    for tag, value in sorted(directory.items()):
        place = start + len(values)
        if isinstance(value, Value):
            if len(value.data) <= 4:
                entries.append(struct.pack(order + "HHI", tag, value.kind, value.count) + value.data.ljust(4, b"\0"))
                continue
            entries.append(struct.pack(order + "HHII", tag, value.kind, value.count, place))
            values += value.data
        else:
            entries.append(struct.pack(order + "HHII", tag, LONG, 1, place))
            values += packed(value, order, place)
        values += bytes(len(values) % 2)
    return struct.pack(order + "H", len(entries)) + b"".join(entries) + bytes(4) + bytes(values)


def numbers(order: str, kind: int, *values: int) -> Value:
    """A value of SHORT or LONG, or of RATIONAL with a numerator and a denominator for each."""
    form = {SHORT: "H", LONG: "I", RATIONAL: "I"}[kind]
    count = len(values) // 2 if kind == RATIONAL else len(values)
    return Value(kind, count, struct.pack(f"{order}{len(values)}{form}", *values))
