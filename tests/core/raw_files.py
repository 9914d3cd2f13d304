"""Raw files as cameras write them, small: DNG (Adobe, Digital Negative 1.4) of many kinds of sensors and of storing."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

WHITE, BLACK = 16000, 256
XYZ_TO_CAMERA = (3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570)
"""Of a camera that sees the colours of sRGB."""
BYTE, ASCII, SHORT, LONG, RATIONAL, SRATIONAL = 1, 2, 3, 4, 5, 10
SIZES = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, SRATIONAL: 8}
CODES = {BYTE: "B", SHORT: "H", LONG: "I", RATIONAL: "I", SRATIONAL: "i"}
ROOM = 2048
"""Bytes for a directory at the start."""
PLAIN, LOSSLESS_JPEG, DEFLATE = 1, 7, 8
X_TRANS = ("GBGGRG", "RGRBGB", "GBGGRG", "GRGGBG", "BGBRGR", "GRGGBG")
"""Fujifilm's pattern."""


@dataclass(frozen=True)
class Kind:
    """How a sensor sees and a file stores. ``pattern``: rows of the mosaic's filters; none for a sensor of one channel
    (grey) or of three. ``bits`` are packed without gaps. ``black``: the levels of a 2x2 cell. ``neutral``: what the
    camera sees of white, of 100, in red, green and blue. ``margin``: pixels around the photo that are none of it.
    ``tile``: side of square tiles in place of one strip. With a ``table`` the file has 8 bits, the roots of the values.
    """

    pattern: tuple[str, ...] = ("RG", "GB")
    channels: int = 1
    bits: int = 16
    order: str = "<"
    compression: int = PLAIN
    floating: bool = False
    black: tuple[int, int, int, int] = (BLACK,) * 4
    neutral: tuple[int, int, int] = (100, 100, 100)
    margin: int = 0
    tile: int = 0
    table: bool = False
    maker: str = "Maker"
    model: str = "Camera"

    @property
    def white(self) -> int:
        return WHITE if self.bits == 16 else (1 << self.bits) - 1


def light(photo: np.ndarray) -> np.ndarray:
    """Of uint8 in sRGB: 0..1."""
    value = photo / 255
    linear: np.ndarray = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return linear


def seen(photo: np.ndarray, kind: Kind) -> np.ndarray:
    """What the sensor sees of uint8 (H, W, 3) in sRGB: float (H, W) or (H, W, 3) in 0..1."""
    linear = light(photo) * (np.array(kind.neutral) / 100)
    if kind.channels == 3:
        return linear
    if not kind.pattern:
        return linear[:, :, 1]
    height, width = photo.shape[:2]
    rows = np.array([["RGB".index(name) for name in row] for row in kind.pattern])
    filters = np.tile(rows, (-(-height // len(rows)), -(-width // rows.shape[1])))[:height, :width]
    return np.take_along_axis(linear, filters[:, :, None], 2)[:, :, 0]


def levels(photo: np.ndarray, kind: Kind) -> np.ndarray:
    """As numbers of the file: uint16, or float32 in 0..1."""
    values = seen(np.pad(photo, ((kind.margin,) * 2, (kind.margin,) * 2, (0, 0)), "edge"), kind)
    if kind.floating:
        return values.astype(np.float32)
    if kind.table:
        return np.round(255 * np.sqrt(values)).astype(np.uint16)
    black = np.tile(np.reshape(kind.black, (2, 2)), (-(-values.shape[0] // 2), -(-values.shape[1] // 2)))
    black = black[: values.shape[0], : values.shape[1]].reshape(*values.shape[:2], *[1] * (values.ndim - 2))
    return np.round(black + (kind.white - black) * values).astype(np.uint16)


def packed(values: np.ndarray, kind: Kind) -> bytes:
    """The values of a strip or a tile."""
    if kind.compression == LOSSLESS_JPEG:
        return lossless_jpeg(values)
    if (
        kind.compression == DEFLATE
    ):  # the predictor of floating point: bytes of like weight side by side, as differences
        planes = values.astype(">f4").view(np.uint8).reshape(len(values), -1, 4).transpose(0, 2, 1)
        return zlib.compress(np.diff(planes.reshape(len(values), -1), axis=1, prepend=np.uint8(0)).tobytes())
    if kind.floating:
        data = values.astype(f"{kind.order}f4").tobytes()
    elif kind.table:
        data = values.astype(np.uint8).tobytes()
    elif kind.bits == 16:
        data = values.astype(f"{kind.order}u2").tobytes()
    else:  # each row by itself, the highest bit first
        rows = values.reshape(len(values), -1).astype(">u2")
        bits = np.unpackbits(rows.view(np.uint8).reshape(len(rows), -1, 2), axis=2)[:, :, 16 - kind.bits :]
        data = np.packbits(bits.reshape(len(rows), -1), axis=1).tobytes()
    return data


def lossless_jpeg(values: np.ndarray) -> bytes:
    """uint16 (H, W) as cameras put it into DNG: ITU-T T.81, process 14, two columns as two components, predictor 1."""
    height, width = values.shape
    out: list[str] = []
    for row in range(height):
        for column in range(width):
            if column > 1:
                expected = int(values[row, column - 2])
            else:
                expected = int(values[row - 1, column]) if row else 1 << 15
            difference = (int(values[row, column]) - expected + (1 << 15)) % (1 << 16) - (1 << 15)
            length = abs(difference).bit_length()
            out.append(f"{length:05b}")  # all seventeen lengths have codes of five bits
            if 0 < length < 16:
                out.append(f"{difference if difference > 0 else difference + (1 << length) - 1:0{length}b}")
    text = "".join(out)
    data = int(text.ljust(-(-len(text) // 8) * 8, "1"), 2).to_bytes(-(-len(text) // 8))
    table = b"\0" + bytes([0, 0, 0, 0, 17] + [0] * 11) + bytes(range(17))
    frame = struct.pack(">BHHB", 16, height, width // 2, 2) + b"\0\x11\0\1\x11\0"
    scan = b"\2\0\0\1\0\1\0\0"
    blocks = b"".join(
        marker + struct.pack(">H", 2 + len(block)) + block
        for marker, block in ((b"\xff\xc4", table), (b"\xff\xc3", frame), (b"\xff\xda", scan))
    )
    return b"\xff\xd8" + blocks + data.replace(b"\xff", b"\xff\0") + b"\xff\xd9"


Entry = tuple[int, int, tuple[int, ...] | bytes]


def entry(tag: int, kind: int, *values: int) -> Entry:
    return tag, kind, values


def directory(entries: list[Entry], start: int, following: int, order: str = "<") -> bytes:
    """An image file directory that begins at ``start``, with what does not fit into it behind; the ``following`` one's
    place, 0 for none.
    """
    behind = start + 2 + 12 * len(entries) + 4
    table, extra = struct.pack(f"{order}H", len(entries)), b""
    for tag, kind, found in sorted(entries, key=lambda one: one[0]):
        value = found if isinstance(found, bytes) else struct.pack(f"{order}{len(found)}{CODES[kind]}", *found)
        place = value.ljust(4, b"\0")
        if len(value) > 4:
            place = struct.pack(f"{order}I", behind + len(extra))
            extra += value + b"\0" * (len(value) % 2)
        table += struct.pack(f"{order}HHI", tag, kind, len(value) // SIZES[kind]) + place
    return table + struct.pack(f"{order}I", following) + extra


def _pieces(values: np.ndarray, kind: Kind) -> list[bytes]:
    if not kind.tile:
        return [packed(values, kind)]
    side = kind.tile
    down, across = (-length % side for length in values.shape[:2])
    padded = np.pad(values, ((0, down), (0, across), *((0, 0),) * (values.ndim - 2)), "edge")
    return [
        packed(np.ascontiguousarray(padded[top : top + side, left : left + side]), kind)
        for top in range(0, padded.shape[0], side)
        for left in range(0, padded.shape[1], side)
    ]


def write_dng(
    path: Path,
    photo: np.ndarray,
    orientation: int = 1,
    preview: bytes = b"",
    kind: Kind | None = None,
    sensor_last: bool = False,
) -> None:
    """Of uint8 (H, W, 3) in sRGB. ``preview``: a JPEG, as cameras add one. ``sensor_last``: its pixels end the file."""
    kind = kind or Kind()
    values = levels(photo, kind)
    height, width = values.shape[:2]
    pieces = _pieces(values, kind)
    places, body = [], b""
    for piece in pieces:
        places.append(8 + ROOM * sensor_last + len(body))
        body += piece + b"\0" * (len(piece) % 2)
    stored = 32 if kind.floating else 8 if kind.table else kind.bits
    maker, model = f"{kind.maker}\0".encode(), f"{kind.model}\0".encode()
    entries: list[Entry] = [
        entry(254, LONG, 0), entry(256, LONG, width), entry(257, LONG, height),
        entry(258, SHORT, *[stored] * kind.channels), entry(259, SHORT, kind.compression),
        entry(262, SHORT, 32803 if kind.pattern else 34892), (271, ASCII, maker), (272, ASCII, model),
        entry(274, SHORT, orientation), entry(277, SHORT, kind.channels), entry(284, SHORT, 1),
        entry(50706, BYTE, 1, 4, 0, 0), (50708, ASCII, maker[:-1] + b" " + model),
    ]  # fmt: skip
    sizes = [len(piece) for piece in pieces]
    if kind.tile:
        entries += [entry(322, LONG, kind.tile), entry(323, LONG, kind.tile), entry(324, LONG, *places),
                    entry(325, LONG, *sizes)]  # fmt: skip
    else:
        entries += [entry(273, LONG, *places), entry(278, LONG, height), entry(279, LONG, *sizes)]
    if kind.pattern:
        entries += [
            entry(33421, SHORT, len(kind.pattern), len(kind.pattern[0])),
            entry(33422, BYTE, *("RGB".index(name) for row in kind.pattern for name in row)),
        ]
    if kind.compression == DEFLATE:
        entries.append(entry(317, SHORT, 3))
    if kind.floating:
        entries += [entry(339, SHORT, *[3] * kind.channels), entry(50717, LONG, 1)]
    elif kind.table:
        entries += [
            entry(50712, SHORT, *(round(WHITE * (n / 255) ** 2) for n in range(256))),
            entry(50717, SHORT, WHITE),
        ]
    elif len({*kind.black}) > 1:
        entries += [entry(50713, SHORT, 2, 2), entry(50714, SHORT, *kind.black), entry(50717, SHORT, kind.white)]
    else:
        entries += [entry(50714, SHORT, *kind.black[:1] * kind.channels),
                    entry(50717, SHORT, *[kind.white] * kind.channels)]  # fmt: skip
    if kind.margin:
        low = kind.margin
        entries.append(entry(50829, LONG, low, low, height - low, width - low))
    if kind.pattern or kind.channels == 3:
        matrix = (part for value in XYZ_TO_CAMERA for part in (round(value * 10000), 10000))
        neutral = (part for value in kind.neutral for part in (value, 100))
        entries += [entry(50721, SRATIONAL, *matrix), entry(50728, RATIONAL, *neutral), entry(50778, SHORT, 21)]
    place = 8 + len(body)
    body += preview + b"\0" * (len(preview) % 2)
    start = 8 + len(body)
    length = len(directory(entries, start, 0, kind.order))
    first = directory(entries, start, start + length if preview else 0, kind.order)
    second = b""
    if preview:
        second = directory(
            [
                entry(254, LONG, 1), entry(256, LONG, width), entry(257, LONG, height), entry(258, SHORT, 8, 8, 8),
                entry(259, SHORT, 7), entry(262, SHORT, 6), entry(273, LONG, place), entry(277, SHORT, 3),
                entry(278, LONG, height), entry(279, LONG, len(preview)),
            ],
            start + length,
            0,
            kind.order,
        )  # fmt: skip
    if sensor_last:
        first = directory(entries, 8, 0, kind.order).ljust(ROOM, b"\0")
        path.write_bytes(b"II*\0" + struct.pack("<I", 8) + first + body)
        return
    head = (b"II*\0" if kind.order == "<" else b"MM\0*") + struct.pack(f"{kind.order}I", start)
    path.write_bytes(head + body + first + second)
