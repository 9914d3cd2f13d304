"""Reads the metadata of an opened file, and checks it so that it cannot spoil a saved file."""

from __future__ import annotations

import contextlib
import re
import struct
from typing import Any, BinaryIO

from PIL import Image

from . import iptc
from .carrying import COMMENT
from .directories import Value, read
from .document import TEXT_NAME, Metadata
from .metadata import (
    IPTC_TAG,
    ORIENTATION,
    PHOTOSHOP_RESOURCES,
    first_orientation,
    resolution_of,
    tiff_exif,
    upright_exif,
    usable_resolution,
)
from .png_writing import XMP_NAME
from .wording import mark
from .xmp import upright_xmp

BROKEN_METADATA = mark("The photo's metadata (EXIF) is damaged and was left out.")
HIDDEN_PARTS = mark(
    "The photo's file also holds a video, a brightness map (HDR) or a depth map; "
    "they are not kept when it is saved, so keep the original too."
)
EXTENDED_XMP = mark("A part of the photo's metadata (extended XMP) cannot be kept and was left out.")
LONG_TEXTS = mark("Texts in the photo's file are longer than 1 MB and were left out.")
MOST_TEXT = 1 << 20
"""Characters."""
OTHER_BLOCKS = "Raw profile type "
"""How some programs store EXIF, with the thumbnail of the unedited photo, and IPTC in a PNG: as texts."""
UPRIGHT = ("JXL",)
"""Formats that say elsewhere how a photo is turned, and whose decoder has turned it."""


def read_metadata(image: Image.Image, file: BinaryIO, notices: list[str]) -> tuple[Metadata, object]:
    """All but the ICC profile of a loaded ``image``, and the orientation that is still to be applied to it."""
    exif, orientation = _exif(image, file, notices)
    xmp = upright_xmp(image.info.get("xmp"))
    if xmp is not None:
        notices += [HIDDEN_PARTS] * xmp.hidden + [EXTENDED_XMP] * xmp.extended
    metadata = Metadata(
        exif=exif,
        xmp=xmp.packet if xmp else None,
        iptc=_iptc(image, file),
        texts=_texts(image, notices),
        resolution=_resolution(image, exif, turned=orientation in (5, 6, 7, 8)),
    )
    return metadata, orientation


def _exif(image: Image.Image, file: BinaryIO, notices: list[str]) -> tuple[bytes | None, object]:
    """(The EXIF block to keep, the orientation that is still to be applied.)"""
    try:
        exif = tiff_exif(file) if image.format == "TIFF" else image.info.get("exif")
        orientation = image.getexif().get(ORIENTATION, 1)
        if image.format in UPRIGHT:
            orientation = 1
        elif image.format != "TIFF":
            orientation = first_orientation(exif) or orientation
        kept = upright_exif(exif)
    except Exception:  # noqa: BLE001  Pillow raises nearly anything for damaged tags; the pixels are intact
        exif, kept, orientation = None, None, 1
        notices.append(BROKEN_METADATA)
    if exif and kept is None:
        notices.append(BROKEN_METADATA)
    return kept, orientation


def _iptc(image: Image.Image, file: BinaryIO) -> bytes | None:
    if image.format != "TIFF":
        resources = image.info.get("photoshop")
        return iptc.checked(resources.get(iptc.RESOURCE)) if isinstance(resources, dict) else None
    with contextlib.suppress(ValueError, struct.error, OSError):  # said of its EXIF already
        tags, _ = read(file)
        block, resources = tags.get(IPTC_TAG), tags.get(PHOTOSHOP_RESOURCES)
        if isinstance(block, Value):
            return iptc.checked(block.data)
        if isinstance(resources, Value):
            return iptc.checked(iptc.among(resources.data))
    return None


def _texts(image: Image.Image, notices: list[str]) -> tuple[tuple[str, str], ...]:
    """The texts of a PNG, and the comments of a JPEG or GIF, in any encoding."""
    found: list[tuple[str, str]] = []
    for key, value in (getattr(image, "text", None) or {}).items():
        if key != XMP_NAME and not key.startswith(OTHER_BLOCKS) and re.search(TEXT_NAME, key):
            found.append((str(key), str(value).replace("\0", " ")))
    comments: list[Any] = [data for kind, data in getattr(image, "applist", ()) if kind == "COM"]
    for comment in comments or [image.info.get("comment")]:
        if isinstance(comment, bytes) and (text := _decoded(comment).strip()):
            found.append((COMMENT, text))
    if sum(len(text) for _, text in found) > MOST_TEXT:
        notices.append(LONG_TEXTS)
        return ()
    return tuple(found)


def _decoded(comment: bytes) -> str:
    text = comment.replace(b"\0", b" ")
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _resolution(image: Image.Image, exif: bytes | None, turned: bool) -> tuple[float, float] | None:
    """From the format itself, otherwise from the EXIF block; for the upright photo."""
    found = image.info.get("dpi")
    if image.format in ("JPEG", "MPO") and image.info.get("jfif_unit") not in (1, 2):
        found = None  # Pillow's guess
    if image.format == "TIFF":
        found = None  # its tags are in the block, and Pillow's figures have no unit
    resolution = usable_resolution(found) or (resolution_of(exif) if exif else None)
    return resolution[::-1] if resolution and turned else resolution
