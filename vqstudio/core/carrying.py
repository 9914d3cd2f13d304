"""Decides which metadata of a photo each format can carry, and what is lost."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from PIL import ExifTags

from .directories import Directory, Value, exif_of, read_exif
from .document import Metadata

COMMENT = "Comment"
"""The name of a text that is a JPEG's comment."""
MOST_EXIF_BYTES = 65_000
"""A JPEG segment holds no more."""
MOST_XMP_BYTES = 65_504
MOST_IPTC_BYTES = 65_000
MOST_COMMENT_BYTES = 65_533
WITH_IPTC = frozenset({"JPEG", "TIFF"})
WITH_METADATA = frozenset({"JPEG", "PNG", "WEBP", "AVIF", "JXL", "TIFF"})


@dataclass(frozen=True)
class Carried:
    """``metadata`` that fit; names of what does not: whole kinds that are ``lost``, and tags ``cut`` from EXIF."""

    metadata: Metadata
    lost: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


def carried(metadata: Metadata, form: str) -> Carried:
    """The part of ``metadata`` that a file of this format (Pillow's name) can hold."""
    lost = []
    kept: dict[str, object] = {}
    cut: tuple[str, ...] = ()
    if form not in WITH_METADATA:
        lost = [name.upper() for name in ("exif", "xmp", "iptc") if getattr(metadata, name)]
        kept = {"icc": None, "exif": None, "xmp": None, "iptc": None}
    elif metadata.iptc and (form not in WITH_IPTC or (form == "JPEG" and len(metadata.iptc) > MOST_IPTC_BYTES)):
        lost.append("IPTC")
        kept["iptc"] = None
    if form == "JPEG":
        if metadata.exif and len(metadata.exif) > MOST_EXIF_BYTES:
            kept["exif"], cut = cut_to(metadata.exif, MOST_EXIF_BYTES)
        if metadata.xmp and len(metadata.xmp) > MOST_XMP_BYTES:
            kept["xmp"] = None
            lost.append("XMP")
    texts = tuple((name, text) for name, text in metadata.texts if _has_place(form, name, text))
    lost += dict.fromkeys(name for name, text in metadata.texts if (name, text) not in texts)
    return Carried(replace(metadata, texts=texts, **kept), tuple(lost), cut)  # type: ignore[arg-type]


def cut_to(exif: bytes, most: int) -> tuple[bytes | None, tuple[str, ...]]:
    """A block of at most ``most`` bytes, without the largest values, which are usually a maker's private data; and the
    names of those.
    """
    try:
        directory, order = read_exif(exif)
        names = []
        while len(block := exif_of(directory, order)) > most:
            names.append(_take_largest(directory))
        return (block if directory else None), tuple(names)
    except (ValueError, struct.error):
        return None, ("EXIF",)


def _take_largest(directory: Directory) -> str:
    """Raises ValueError if there is nothing left."""
    _, inside, tag = max(_sizes(directory))
    del _at(directory, inside)[tag]
    return str(ExifTags.TAGS.get(tag, f"0x{tag:04X}"))


def _sizes(directory: Directory, inside: tuple[int, ...] = ()) -> list[tuple[int, tuple[int, ...], int]]:
    found = []
    for tag, value in directory.items():
        if isinstance(value, Value):
            found.append((len(value.data), inside, tag))
        else:
            found += _sizes(value, (*inside, tag))
    return found


def _at(directory: Directory, inside: tuple[int, ...]) -> Directory:
    for tag in inside:
        part = directory[tag]
        assert isinstance(part, dict)
        directory = part
    return directory


def _has_place(form: str, name: str, text: str) -> bool:
    return form == "PNG" or (form == "JPEG" and name == COMMENT and len(text.encode()) <= MOST_COMMENT_BYTES)
