"""Photoshop's files: of their layers only the flattened picture is read, which Photoshop puts beside them.

What Pillow leaves unread of them (the "Adobe Photoshop File Formats Specification" has the numbers) is looked up here.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

import numpy as np
from PIL import Image

from .errors import FileError
from .wording import Sentence

RESOLUTION, VERSION, IPTC, EXIF, XMP = 1005, 1057, 1028, 1058, 1060
HEAD = 26
DEPTH = 22
"""Where the head says how many bits each value has."""
SIGNATURE = b"8BPS"
DEEP_LAYERS = frozenset({b"Lr16", b"Lr32"})
DEEP_TRANSPARENCY = frozenset({b"Mt16", b"Mt32"})
"""Blocks after the layers of 8 bits, in files of more."""
BLACK_IS_ONE = "1;I"
WHITE, DEEP_WHITE = 255, 65535


class EightBits:
    """The file of a picture of 16 bits that says it has 8: otherwise Pillow, which can tell where the pixels begin,
    would not open it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        at, data = self._file.tell(), bytearray(self._file.read(size))
        for place, value in ((DEPTH, 0), (DEPTH + 1, 8)):
            if at <= place < at + len(data):
                data[place - at] = value
        return bytes(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def is_deep(head: bytes) -> bool:
    """``head``: at least the first 24 bytes of the file."""
    return head.startswith(SIGNATURE) and head[DEPTH : DEPTH + 2] == b"\0\x10"


def deep_values(image: Any, file: BinaryIO) -> np.ndarray:
    """uint16 (H, W, 1|3|4) of a file that was opened as :class:`EightBits` and not decoded. Raises nearly anything."""
    if image.mode not in ("L", "RGB", "RGBA"):
        raise ValueError("unsupported: 16 bits of other colours")
    width, height = image.size
    size = 2 * width * height
    planes = []
    for number, tile in enumerate(image.tile):
        packed = tile[0] == "packbits"
        file.seek(tile[2] if packed else image.tile[0][2] + number * size)
        if packed:  # rows of bytes, whatever they mean; none gets longer than by one byte in 128
            data = file.read(size + size // 64 + 2 * height)
            data = Image.frombytes("L", (2 * width, height), data, "packbits", "L").tobytes()
        else:
            data = file.read(size)
        planes.append(np.frombuffer(data, ">u2").reshape(height, width).astype(np.uint16))
    pixels = np.dstack(planes)
    if pixels.shape[2] < 4:
        return pixels
    return _straight(pixels, DEEP_WHITE) if image.info["psd_layers"] < 0 else pixels[:, :, :3]


def prepare(image: Any, file: BinaryIO, name: str) -> list[Sentence]:
    """Complete what Pillow knows of a file that it has opened and not decoded; sentences for the user. Raises FileError
    if there is no flattened picture in it.
    """
    found = {number: data for number, _, data in image.resources}
    if found.get(VERSION, b"\0\0\0\0\1")[4:5] == b"\0":
        raise FileError(
            "{name} holds layers alone, without the flattened picture; save it in Photoshop with "
            "'Maximize Compatibility', or as TIFF or PNG.",
            name=name,
        )
    for key, number in (("exif", EXIF), ("xmp", XMP)):
        if number in found:
            image.info[key] = found[number]
    image.info["photoshop"] = {number: data for number, data in found.items() if number == IPTC}
    if len(found.get(RESOLUTION, b"")) >= 12:
        across, down = struct.unpack_from(">I4xI", found[RESOLUTION])
        image.info["dpi"] = across / 65536, down / 65536
    if image.mode == "1":
        image.tile = [tile._replace(args=BLACK_IS_ONE) for tile in image.tile]
    layers = _layers(file)
    image.info["psd_layers"] = layers
    return [Sentence("{name} has layers; the flattened picture in it was opened.", name=name)] if layers else []


def flattened(image: Image.Image) -> Image.Image:
    """A decoded image, of which only what Photoshop shows as transparent is: a fourth channel may also be a selection
    that was kept. What is half transparent Photoshop stores as it looks on white.
    """
    if image.mode != "RGBA":
        return image
    if image.info.get("psd_layers", 0) >= 0:
        return image.convert("RGB")
    made = Image.fromarray(_straight(np.asarray(image), WHITE))
    made.info = image.info
    return made


def _straight(stored: np.ndarray, white: int) -> np.ndarray:
    """(H, W, 4) with straight alpha; as it is if another program did not lay it on white."""
    pixels = stored.astype(np.float32)
    colours, alpha = pixels[:, :, :3], pixels[:, :, 3:]
    if (colours < white - alpha - white // 255).any():
        return stored
    straight = white - (white - colours) * (white / np.maximum(alpha, 1))
    return np.dstack([np.clip(straight + 0.5, 0, white), alpha]).astype(stored.dtype)


def _layers(file: BinaryIO) -> int:
    """How many there are; negative if the flattened picture is transparent somewhere, 0 if it is all there is."""
    place = file.tell()
    try:
        at = HEAD
        for _ in range(2):  # colour table and resources
            file.seek(at)
            at += 4 + struct.unpack(">I", file.read(4))[0]
        file.seek(at)
        section, length, count = struct.unpack(">IIh", file.read(10))
        if section and length:
            return int(count)
        return _deep_layers(file, at + 8, at + 4 + section) if section else 0
    except struct.error:
        return 0
    finally:
        file.seek(place)


def _deep_layers(file: BinaryIO, at: int, end: int) -> int:
    """As above, of a file of more than 8 bits; blocks begin after the length of a mask, which is at ``at``."""
    file.seek(at)
    at += 4 + struct.unpack(">I", file.read(4))[0]
    found, transparent = 0, False
    while at + 12 <= end:
        file.seek(at)
        _, key, length = struct.unpack(">4s4sI", file.read(12))
        if key in DEEP_LAYERS and length >= 2:
            (count,) = struct.unpack(">h", file.read(2))
            found, transparent = abs(count), transparent or count < 0
        transparent = transparent or key in DEEP_TRANSPARENCY
        at += 12 + (length + 3) // 4 * 4
    return -found if transparent else found
