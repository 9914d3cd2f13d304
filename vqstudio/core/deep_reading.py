"""The 16 bits per channel of PNG, TIFF, PSD, JPEG 2000, PGM and PPM files, of which Pillow reads the upper 8, or none,
where there are colours.

OpenCV reads them; whether it understood the file as Pillow did is checked at every pixel.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from PIL import Image

from . import jpeg2000, netpbm, planar_tiff, psd
from .colour import can_convert
from .deep import STRIP_ROWS
from .image_modes import (
    BITS_TAG,
    BROKEN_PROFILE,
    GREY_SPACE,
    PHOTOMETRIC_TAG,
    RGB_SPACE,
    has_deep_rows,
    in_colours,
    profile_space,
    usable_profile,
)
from .metadata import ORIENTATION, as_if_upright
from .wording import Sentence

OPAQUE = 65535
BIG_TIFF = 43
GREY_AND_ALPHA = "LA;16B"
"""How Pillow calls the rows of such a PNG, which it reads as RGBA."""


@dataclass(frozen=True, eq=False)
class Deep:
    """``pixels`` uint16 (H, W, 3|4), upright; the ICC profile that fits them, None = sRGB; ``notices`` for the user."""

    pixels: np.ndarray
    icc: bytes | None
    notices: list[str]


@dataclass(frozen=True)
class DeepClaim:
    """A file that claims to have more than 8 bits per channel, of a ``grey`` photo or not; ``turn``: the EXIF
    orientation that a TIFF has. ``white``: the largest value, of 16 bits or of fewer.

    What Pillow would make of it cannot be used where it is ``needed``; with ``alone`` Pillow must not even decode it:
    it would take for ever, or give noise.
    """

    grey: bool
    turn: object = 1
    alone: Callable[[BinaryIO], np.ndarray] | None = None
    white: int = OPAQUE
    needed: bool = False

    @staticmethod
    def of(image: Image.Image, file: BinaryIO) -> DeepClaim | None:
        """To be asked before ``image`` is loaded: afterwards it no longer says how many bits its file has."""
        readable = image.mode in ("RGB", "RGBA") or image.mode.startswith("I;16")
        tags = getattr(image, "tag_v2", {})
        if planar_tiff.is_planar(tags):
            return DeepClaim(False, alone=planar_tiff.values_of, needed=True)
        if netpbm.most_of(image) > 255:
            return DeepClaim(image.mode == "I", alone=lambda file: netpbm.values_of(image, file), needed=True)
        if image.info.get("deep_psd"):
            grey = image.mode == "L"
            return DeepClaim(grey, alone=lambda file: psd.deep_values(image, file), needed=True)
        if image.format == "PPM" and image.mode == "I":
            return DeepClaim(grey=True)
        if image.format == "JPEG2000":
            bits = max(jpeg2000.said(file).bits, default=8)
            grey = image.mode.startswith("I")
            return DeepClaim(grey, white=(1 << bits) - 1, needed=not grey) if readable and bits > 8 else None
        if image.format not in ("PNG", "TIFF") or not readable or not has_deep_rows(image):
            return None
        if set(tags.get(BITS_TAG, (16,))) != {16}:
            return None
        grey = image.mode.startswith("I") or any(tile[3] == GREY_AND_ALPHA for tile in getattr(image, "tile", ()))
        return DeepClaim(grey, tags.get(ORIENTATION, 1))


def read_deep(claim: DeepClaim | None, image: Image.Image, file: BinaryIO, orientation: object) -> Deep | None:
    """The 16 bits of ``file``, from which ``image`` was loaded, turned upright by ``orientation``. None if there are no
    16 bits per channel, or they cannot be read; the caller then uses the 8 bits of ``image``.
    """
    if claim is None:
        return None
    icc, notices = usable_profile(image.info.get("icc_profile")), []
    if profile_space(icc) == GREY_SPACE and claim.grey:
        icc = in_colours(icc)
        if icc is None and not claim.needed:
            return None  # 8 bits can be converted by it
    elif profile_space(icc) != RGB_SPACE:
        icc = None
    if icc is not None and not can_convert(None, icc):
        if not claim.needed:
            return None  # as above
        icc = None
    if icc is None and image.info.get("icc_profile"):
        notices.append(BROKEN_PROFILE)
    if claim.alone is not None:
        pixels: np.ndarray | None = claim.alone(file)
        if pixels is not None and pixels.shape[2] == 1:
            pixels = np.repeat(pixels, 3, 2)
    else:
        pixels = _grey(image, claim.white) if image.mode.startswith("I") else _colours(claim, image, file)
    if pixels is None:
        return None
    return Deep(np.ascontiguousarray(upright(pixels, orientation)), icc, notices)


def read_deep_png(image: Image.Image, data: bytes) -> np.ndarray | None:
    """uint16 (H, W, 3|4) of a PNG that is open as ``image`` and not loaded yet; None if it has 8 bits per channel.

    Raises ValueError where it cannot be read.
    """
    claim = DeepClaim.of(image, io.BytesIO(data))
    if claim is None:
        return None
    image.load()
    pixels = None if claim.grey else _colours(claim, image, io.BytesIO(data))
    if pixels is None:
        raise ValueError(Sentence("a picture of 16 bits per channel cannot be read"))
    return pixels


def upright(pixels: np.ndarray, orientation: object) -> np.ndarray:
    """A view of (H, W, C), turned as an EXIF orientation says."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels


def _grey(image: Image.Image, white: int) -> np.ndarray:
    """A grey picture, which Pillow reads with all its bits, as uint16 (H, W, 3), or 4 if one level is transparent."""
    stored = np.asarray(image).astype(np.uint16)
    if white != OPAQUE:  # Pillow leaves the lower bits 0, and white below white
        stored = _stretched(stored >> (16 - white.bit_length()), white)
    levels = OPAQUE - stored if getattr(image, "tag_v2", {}).get(PHOTOMETRIC_TAG) == 0 else stored
    see_through = image.info.get("transparency")
    channels = [levels] * 3
    if isinstance(see_through, int):
        channels.append(np.where(stored == see_through, 0, OPAQUE).astype(np.uint16))
    return np.dstack(channels)


def _colours(claim: DeepClaim, image: Image.Image, file: BinaryIO) -> np.ndarray | None:
    import cv2  # imported here: only opening 16 bits has to wait for it

    file.seek(0)
    data: bytes | bytearray = file.read()
    if image.format == "TIFF":
        data = bytearray(data)
        if not _set_upright(data, claim.turn):
            return None
    # Without this it prints a warning for every tag that it does not know.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    try:
        found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:  # no memory for it, say
        return None
    if found is None or found.dtype != np.uint16 or found.ndim != 3 or found.shape[2] not in (3, 4):
        return None
    transparent = image.mode != "RGB" or "transparency" in image.info
    if transparent and found.shape[2] == 3:
        return None
    order = cv2.COLOR_BGRA2RGBA if found.shape[2] == 4 else cv2.COLOR_BGR2RGB
    pixels = cv2.cvtColor(found, order, dst=found)  # without a second copy
    if not transparent:
        pixels = pixels[:, :, :3]
    if image.format == "TIFF":  # of which Pillow has turned its own already
        pixels = upright(pixels, claim.turn)
    if not _agree(pixels, image, claim.white):
        return None
    return pixels if claim.white == OPAQUE else _stretched(pixels, claim.white)


def _stretched(values: np.ndarray, white: int) -> np.ndarray:
    """uint16, of which ``white`` is the largest, so that it is 65535."""
    levels = (np.minimum(np.arange(OPAQUE + 1), white) * OPAQUE + white // 2) // white
    return np.asarray(levels.astype(np.uint16)[values])


def _set_upright(data: bytearray, turn: object) -> bool:
    """Have OpenCV, versions of which differ in what they make of it, see no orientation in a TIFF."""
    (version,) = struct.unpack("<H" if data[:2] == b"II" else ">H", data[2:4])
    if version == BIG_TIFF:
        return turn == 1
    return as_if_upright(data)


def _agree(deep: np.ndarray, image: Image.Image, white: int) -> bool:
    """Whether the upper bits are those that Pillow has read, in all of its bands. Of JPEG 2000 it reads them rounded,
    and versions of it what would round to 256 as 0.
    """
    shift, rounded = white.bit_length() - 8, image.format == "JPEG2000"
    if deep.shape[:2] != (image.height, image.width):
        return False
    for top in range(0, image.height, STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, image.height)
        shown = np.asarray(image.crop((0, top, image.width, bottom)))
        upper = deep[top:bottom, :, : shown.shape[2]] >> shift
        if rounded and ((shown - upper).astype(np.uint8) > 1).any():
            return False
        if not rounded and not np.array_equal(upper, shown):
            return False
    return True
