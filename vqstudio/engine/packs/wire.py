"""Protocol buffers, which ONNX files are, without knowing what is in them."""

from __future__ import annotations

from collections.abc import Iterator


def signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


def fields(message: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Number and content of the fields of a message that are no whole numbers. Raises ValueError, IndexError."""
    return ((field, value) for field, value in values(message) if not isinstance(value, int))


def values(message: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    """The fields of a protocol buffers message, with their values. Raises ValueError, IndexError."""
    at, end = 0, len(message)
    while at < end:
        key, at = number(message, at)
        kind = key & 7
        if kind == 0:
            value, at = number(message, at)
            yield key >> 3, value
            continue
        if kind == 2:
            length, at = number(message, at)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise ValueError
        if length > end - at:
            raise ValueError
        yield key >> 3, message[at : at + length]
        at += length


def field(number: int, content: bytes) -> bytes:
    """A field of a message."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def number(message: memoryview, at: int) -> tuple[int, int]:
    """A whole number, and where it ends."""
    value = shift = 0
    while shift < 70:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
    raise ValueError


def numbers(packed: memoryview) -> list[int]:
    """Decodes packed whole numbers. Raises ValueError, IndexError."""
    found, at = [], 0
    while at < len(packed):
        value, at = number(packed, at)
        found.append(value)
    return found
