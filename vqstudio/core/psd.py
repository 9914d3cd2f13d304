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
BLACK_IS_ONE = "1;I"
WHITE = 255


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
    pixels = np.asarray(image).astype(np.float32)
    colours, alpha = pixels[:, :, :3], pixels[:, :, 3:]
    if (colours < WHITE - alpha - 1).any():  # by another program, which did not lay it on white
        return image
    straight = WHITE - (WHITE - colours) * (WHITE / np.maximum(alpha, 1))
    made = Image.fromarray(np.dstack([np.clip(straight + 0.5, 0, WHITE), alpha]).astype(np.uint8))
    made.info = image.info
    return made


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
        return int(count) if section and length else 0
    except struct.error:
        return 0
    finally:
        file.seek(place)
