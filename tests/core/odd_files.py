"""Makes bad and odd files, byte by byte where no program would write them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageCms

SMOOTH = np.array(
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (4, 6, 3), dtype=np.uint8)).resize(
        (48, 32), Image.Resampling.BICUBIC
    )
)
"""What most of the files show: uint8 (32, 48, 3)."""
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
Tags = dict[int, tuple[int, Sequence[float]] | None]
TIFF_TYPES = {1: "B", 2: "B", 3: "H", 4: "I", 7: "B", 8: "h", 11: "f", 12: "d"}
AT_DATA = -1
"""As a value of a TIFF tag: where the data begins."""


def encoded(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    buffer = io.BytesIO()
    (image or Image.fromarray(SMOOTH)).save(buffer, kind, **options)
    return buffer.getvalue()


def patched(data: bytes, offset: int, form: str, *values: int) -> bytes:
    """``data`` with other numbers at ``offset``."""
    changed = bytearray(data)
    struct.pack_into(form, changed, offset, *values)
    return bytes(changed)


# JPEG


def jpeg_claiming(width: int, height: int) -> bytes:
    data = encoded("JPEG")
    return patched(data, data.index(b"\xff\xc0") + 5, ">HH", height, width)


def jpeg_of_many_scans(count: int) -> bytes:
    data = encoded("JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def without_adobe_marker(jpeg: bytes) -> bytes:
    start = jpeg.index(b"\xff\xee")
    (length,) = struct.unpack_from(">H", jpeg, start + 2)
    return jpeg[:start] + jpeg[start + 2 + length :]


# PNG


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int, color: int, rows: bytes, *extra: bytes) -> bytes:
    """``rows`` uncompressed, each with its filter byte; ``extra`` chunks stand before them."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    body = b"".join(extra) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + body


def png_with(*chunks: bytes) -> bytes:
    """The smooth photo with more chunks in front of its pixels."""
    data = encoded("PNG")
    return data[:33] + b"".join(chunks) + data[33:]


def png_claiming(width: int, height: int) -> bytes:
    data = patched(encoded("PNG"), 16, ">II", width, height)
    return patched(data, 29, ">I", zlib.crc32(data[12:29]))


def zeros(length: int) -> bytes:
    """``length`` zero bytes, compressed without holding them all."""
    packer, piece = zlib.compressobj(1), bytes(2**20)
    parts = [packer.compress(piece) for _ in range(length // len(piece))]
    return b"".join([*parts, packer.compress(bytes(length % len(piece))), packer.flush()])


def png_bomb(side: int) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zeros(side * (side + 1))) + chunk(b"IEND", b"")


# TIFF


def tiff(tags: Tags, data: bytes, following: int = 0) -> bytes:
    """A little-endian TIFF of one directory, which points on to ``following``; ``data`` stands at the end."""
    given = {key: entry for key, entry in sorted(tags.items()) if entry is not None}
    packed = {key: (kind, len(values), struct.calcsize(f"<{len(values)}{TIFF_TYPES[kind]}"))
              for key, (kind, values) in given.items()}  # fmt: skip
    outside = 8 + 2 + 12 * len(given) + 4
    start = outside + sum(size for _, _, size in packed.values() if size > 4)
    entries, values_outside = b"", b""
    for key, (kind, values) in given.items():
        raw = struct.pack(
            f"<{len(values)}{TIFF_TYPES[kind]}",
            *(start if value == AT_DATA and kind == 4 else value for value in values),
        )
        place = raw.ljust(4, b"\0")
        if len(raw) > 4:
            place = struct.pack("<I", outside + len(values_outside))
            values_outside += raw
        entries += struct.pack("<HHI", key, kind, len(values)) + place
    head = b"II*\0" + struct.pack("<IH", 8, len(given))
    return head + entries + struct.pack("<I", following) + values_outside + data


def rgb_tiff(tags: Tags | None = None, data: bytes | None = None, following: int = 0) -> bytes:
    """The smooth photo in one strip, with other or (None) without some tags."""
    data = SMOOTH.tobytes() if data is None else data
    basic: Tags = {256: (3, [48]), 257: (3, [32]), 258: (3, [8, 8, 8]), 259: (3, [1]), 262: (3, [2]),
                   273: (4, [AT_DATA]), 277: (3, [3]), 278: (3, [32]), 279: (4, [len(data)])}  # fmt: skip
    return tiff(basic | (tags or {}), data, following)


def grey_tiff(
    values: np.ndarray, sample_format: int = 1, bits: int | None = None, white_is_zero: bool = False
) -> bytes:
    """(H, W) of any dtype; with ``bits`` the values are packed to so many."""
    height, width = values.shape
    data = values.astype(values.dtype.newbyteorder("<")).tobytes()
    if bits is not None:
        stream = "".join(f"{value:0{bits}b}" for value in values.ravel())
        data = int(stream, 2).to_bytes(len(stream) // 8, "big")
    tags: Tags = {256: (3, [width]), 257: (3, [height]), 258: (3, [bits or values.itemsize * 8]), 277: (3, [1]),
                  262: (3, [0 if white_is_zero else 1]), 278: (3, [height]), 339: (3, [sample_format])}  # fmt: skip
    return rgb_tiff(tags, data)


def tiled_tiff(width: int, height: int, data: bytes, compression: int = 1) -> bytes:
    """The size of the smooth photo in one tile of another size."""
    tags: Tags = {259: (3, [compression]), 273: None, 278: None, 279: None, 322: (4, [width]), 323: (4, [height]),
                  324: (4, [AT_DATA]), 325: (4, [len(data)])}  # fmt: skip
    return rgb_tiff(tags, data)


# GIF, WebP


def gif_frame(gif: bytes) -> tuple[int, int]:
    """Where the first image descriptor begins and ends (at the trailer) in a GIF of one frame."""
    place = 13 + (3 << ((gif[10] & 7) + 1) if gif[10] & 0x80 else 0)
    while gif[place] == 0x21:  # extensions
        place += 2
        while gif[place]:
            place += gif[place] + 1
        place += 1
    assert gif[place] == 0x2C
    return place, len(gif) - 1


def gif_of(frames: int) -> bytes:
    data = encoded("GIF")
    start, end = gif_frame(data)
    return data[:start] + data[start:end] * frames + data[end:]


def gif_claiming(left: int, top: int, width: int, height: int) -> bytes:
    """The size of the frame, not of the whole."""
    data = encoded("GIF")
    return patched(data, gif_frame(data)[0] + 1, "<HHHH", left, top, width, height)


def webp_on_canvas(side: int) -> bytes:
    """An animation of one frame, the smooth photo, on a huge canvas."""
    still = encoded("WEBP")
    size = struct.pack("<I", side - 1)[:3]
    frame = bytes(6) + struct.pack("<I", 47)[:3] + struct.pack("<I", 31)[:3] + bytes(4) + still[12:]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\2\0\0\0" + size + size
    body += b"ANIM" + struct.pack("<IIH", 6, 0, 0) + b"ANMF" + struct.pack("<I", len(frame)) + frame
    return b"RIFF" + struct.pack("<I", len(body)) + body


# Metadata


def exif(*entries: tuple[int, int, int, int], following: int = 0, rest: bytes = b"") -> bytes:
    """(tag, type, count, value or offset) each; ``rest`` stands behind the directory, ``following`` points to it."""
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + directory + struct.pack("<I", following) + rest


def profile_of(space: bytes) -> bytes:
    return SRGB[:16] + space + SRGB[20:]
