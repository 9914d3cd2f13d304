"""Encodes a photo for saving (size, metadata, compression), and estimates how many bytes that takes."""

from __future__ import annotations

import io
import math
import struct
import zlib
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np
from PIL import Image, features

from .carrying import carried
from .colour import converted
from .directories import EXIF_PREFIX
from .document import Document, Metadata
from .errors import FileError
from .image_modes import pixels_of
from .iptc import as_segment
from .iptc import without_place as iptc_without_place
from .jpeg_xl import has_codec, knows_jpeg_xl, write_jpeg_xl
from .metadata import exif_sized, exif_with_resolution, without_orientation
from .png_writing import png_texts, write_deep_png
from .privacy import exif_without_place, texts_without_place, xmp_without_place
from .tiff_writing import write_tiff
from .transform import Resize
from .wording import Sentence
from .xmp import xmp_sized

SUFFIXES = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "JXL": ".jxl",
    "TIFF": ".tif",
    "BMP": ".bmp",
}
"""The usual suffix by format (Pillow's name)."""

WITH_QUALITY = frozenset({"JPEG", "WEBP", "AVIF"})
WITH_LOSSLESS = frozenset({"WEBP"})
"""Formats with a quality that can also be lossless."""
WITH_COMPRESSION = frozenset({"TIFF"})
"""Formats without a quality that can be left uncompressed."""

WITHOUT_PROFILE = frozenset({"BMP"})
"""They get sRGB, which is what every program takes a file without a profile for."""
WITHOUT_RESOLUTION = frozenset({"WEBP", "AVIF", "JXL"})
"""But in EXIF."""
WITHOUT_ALPHA = frozenset({"JPEG", "BMP"})
LONGEST_SIDE = {"JPEG": 65_500, "WEBP": 16_383, "AVIF": 32_768}
"""Pixels that can be read again; longer AVIF files can be written, but their own decoder refuses them."""

ENCODED_WHOLE = {"JPEG": 8_000_000, "PNG": 8_000_000, "WEBP": 2_000_000, "AVIF": 1_000_000,
                 "JXL": 1_000_000, "TIFF": 8_000_000, "BMP": 8_000_000}  # fmt: skip
"""Pixels up to which a file's size is found by encoding all of it: about half a second."""

SAMPLE_TILES = 4
"""The file size of a larger photo is estimated from this many by this many tiles, spread over all of it: the middle
alone, a sky or a hedge, says little about the rest.
"""
BLOCK = 16
"""Pixels: the largest block that the formats encode by itself."""

LOSSLESS_EFFORT = 75
MOST_OPTIMIZED = 100_000_000
"""Pixels up to which a JPEG is optimized, which makes it an eleventh smaller and takes 10 bytes for every pixel."""


@dataclass(frozen=True)
class SaveOptions:
    """How a photo is written. The defaults keep everything.

    ``quality`` (1..100) is for JPEG, WebP and AVIF; ``lossless`` is for WebP, and sets it aside. Without ``metadata``
    EXIF, XMP, IPTC and texts are left out, without ``place`` only what they say of where it was taken; the colour
    profile stays, or the colours would change, and the resolution. A photo whose longest side has
    more pixels than ``longest_side`` is reduced to that. A photo of 16 bits per channel keeps them in PNG and TIFF
    unless ``deep`` is off. ``compressed`` is for TIFF, and loses nothing. Raises FileError for values that there are
    not.
    """

    quality: int = 95
    lossless: bool = False
    metadata: bool = True
    longest_side: int | None = None
    deep: bool = True
    place: bool = True
    compressed: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.quality <= 100:
            raise FileError("The quality of a photo is 1 to 100, not {quality}.", quality=self.quality)
        if self.longest_side is not None and self.longest_side < 1:
            raise FileError(
                "The longest side of a photo has at least 1 pixel, not {longest_side}.", longest_side=self.longest_side
            )


PLAIN = SaveOptions()


@dataclass(frozen=True)
class Estimate:
    """``size`` of a file in bytes; if not ``exact``, concluded from a sample of the photo."""

    size: int
    exact: bool


def formats_here() -> list[str]:
    """The formats that this installation can write, the most usual first."""
    missing = {form for form in ("WEBP", "AVIF") if not features.check(form.lower())}
    if not has_codec():
        missing.add("JXL")
    return [form for form in SUFFIXES if form not in missing]


def prepared(document: Document, options: SaveOptions) -> Document:
    """``document`` with the pixels and the metadata that will be in the file."""
    longest = max(document.width, document.height)
    if options.longest_side is not None and options.longest_side < longest:
        width, height = (
            max(1, round(side * options.longest_side / longest)) for side in (document.width, document.height)
        )
        document = document.transformed(Resize(width, height))
    if not options.deep:
        document = replace(document, deep=None)
    return replace(document, metadata=_described(document, options))


def _described(document: Document, options: SaveOptions) -> Metadata:
    """Metadata that tell the size of ``document``, with or without the place."""
    found = document.metadata
    if not options.metadata:
        return Metadata(icc=found.icc, resolution=found.resolution)
    if not options.place:
        found = replace(
            found,
            exif=found.exif and exif_without_place(found.exif),
            xmp=found.xmp and xmp_without_place(found.xmp),
            iptc=found.iptc and iptc_without_place(found.iptc),
            texts=texts_without_place(found.texts),
        )
    size = document.width, document.height
    exif = found.exif and exif_sized(found.exif, *size)
    return replace(found, exif=exif, xmp=found.xmp and xmp_sized(found.xmp, *size))


def why_too_long(document: Document, form: str) -> Sentence | None:
    """A sentence if the format cannot hold a photo of this size."""
    longest = LONGEST_SIDE.get(form)
    if longest is None or max(document.width, document.height) <= longest:
        return None
    return Sentence(
        "{format} files hold up to {longest} pixels a side, the photo has {width}x{height}; choose PNG or TIFF.",
        format=form,
        longest=longest,
        width=document.width,
        height=document.height,
    )


def encode(document: Document, form: str, options: SaveOptions, file: BinaryIO, whole: int = 0) -> None:
    """Write ``document``, as :func:`prepared` gives it, to ``file``, as it would be done for a photo of ``whole``
    pixels if that is larger. Raises nearly anything that Pillow can raise.
    """
    if form == "TIFF":
        write_tiff(document.values, document.metadata, file, options.compressed)
        return
    if document.deep is not None and form == "PNG":
        write_deep_png(document.deep, document.metadata, file)
        return
    if form == "JXL":
        described = replace(document.metadata, exif=_exif_of(document.metadata, form))
        write_jpeg_xl(document.pixels, carried(described, form).metadata, file)
        return
    pixels = converted(document.pixels, document.metadata.icc) if form in WITHOUT_PROFILE else document.pixels
    image = Image.fromarray(pixels)
    if image.mode == "RGBA" and form in WITHOUT_ALPHA:
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    settings = _settings_of(carried(document.metadata, form).metadata, form)
    if form == "JPEG":
        settings |= {"quality": options.quality, "subsampling": 0}
        settings["optimize"] = max(whole, document.width * document.height) <= MOST_OPTIMIZED
    elif form == "WEBP" and options.lossless:
        # Here "quality" is how hard to try; "exact" keeps the colours of transparent pixels as well.
        settings |= {"lossless": True, "exact": True, "quality": LOSSLESS_EFFORT}
    elif form in WITH_QUALITY:
        settings |= {"quality": options.quality}
    elif form == "PNG":
        settings |= {"compress_type": zlib.Z_RLE}  # photos: the same size in 60 % of the time
    start = file.tell()
    try:
        image.save(file, form, **settings)
    except OSError as error:
        if not settings.pop("optimize", False) or error.errno is not None:
            raise
        # For an optimized JPEG Pillow has a buffer of a fixed size, which a photo of nothing but noise overflows.
        file.seek(start)
        file.truncate()
        image.save(file, form, **settings)


def _settings_of(metadata: Metadata, form: str) -> dict[str, Any]:
    """Pillow's options for the metadata that the format can hold."""
    settings: dict[str, Any] = {"icc_profile": metadata.icc} if metadata.icc else {}
    exif = _exif_of(metadata, form)
    if metadata.resolution and form not in WITHOUT_RESOLUTION:
        settings["dpi"] = metadata.resolution
    if exif:
        if form == "JPEG":  # blocks in recovered photos may be without it
            exif = EXIF_PREFIX + exif.removeprefix(EXIF_PREFIX)
        settings["exif"] = without_orientation(exif) if form == "AVIF" else exif
    if form == "PNG":
        settings["pnginfo"] = png_texts(metadata)
    elif metadata.xmp:
        settings["xmp"] = metadata.xmp
    if form == "JPEG":
        comments = [_segment(0xFE, text.encode("utf-8", "replace")) for _, text in metadata.texts]
        blocks = [_segment(0xED, as_segment(metadata.iptc))] if metadata.iptc else []
        settings["extra"] = b"".join([*blocks, *comments])
    return settings


def _exif_of(metadata: Metadata, form: str) -> bytes | None:
    if metadata.resolution and form in WITHOUT_RESOLUTION:
        return exif_with_resolution(metadata.exif, metadata.resolution)
    return metadata.exif


def _segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def estimate_size(document: Document, form: str, options: SaveOptions) -> Estimate:
    """How large the file of ``document``, as :func:`prepared` gives it, will be. Raises as :func:`encode` does."""
    pixels, metadata = document.pixels, carried(document.metadata, form).metadata
    most = ENCODED_WHOLE[form]
    if document.width * document.height <= most:
        return Estimate(len(_encoded(document, form, options)), exact=True)
    sample = _sample(pixels, most)
    deep = None if document.deep is None else _sample(document.deep, most)
    beside = sum(len(part) for part in (metadata.icc, metadata.exif, metadata.xmp, metadata.iptc) if part)
    whole = document.width * document.height
    size = len(_encoded(Document(sample, metadata, deep=deep), form, options, whole)) - beside
    share = (sample.shape[0] * sample.shape[1]) / (pixels.shape[0] * pixels.shape[1])
    return Estimate(round(size / share) + beside, exact=False)


def as_encoded(pixels: np.ndarray, form: str, options: SaveOptions) -> np.ndarray:
    """uint8 (H, W, 3|4) as they will look in a file. Raises as :func:`encode` does."""
    data = io.BytesIO(_encoded(Document(pixels), form, options))
    if form == "JXL":
        knows_jpeg_xl()
    with Image.open(data, formats=[form]) as image:
        return pixels_of(image if image.mode in ("RGB", "RGBA") else image.convert("RGB"))


def centre(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """The middle of uint8 (H, W, C), at most so large. It begins where a block of the encoders does, so that by itself
    it is compressed as it is in the photo.
    """
    left, top = (
        max(0, (whole - part) // 2) // BLOCK * BLOCK
        for whole, part in ((pixels.shape[1], width), (pixels.shape[0], height))
    )
    return np.ascontiguousarray(pixels[top : top + height, left : left + width])


def _encoded(document: Document, form: str, options: SaveOptions, whole: int = 0) -> bytes:
    file = io.BytesIO()
    encode(document, form, options, file, whole)
    return file.getvalue()


def _sample(pixels: np.ndarray, most: int) -> np.ndarray:
    """Tiles spread evenly over (H, W, C), put together to one picture of about ``most`` pixels or fewer.

    They begin where blocks do: a photo that was a JPEG has another size if it is encoded in other blocks.
    """
    side = max(BLOCK, int(math.sqrt(most)) // SAMPLE_TILES // BLOCK * BLOCK)
    starts, lengths = [], []
    for whole in pixels.shape[:2]:
        length = max(1, min(side, whole // SAMPLE_TILES))
        lengths.append(length)
        middles = (np.arange(SAMPLE_TILES) + 0.5) * whole / SAMPLE_TILES
        starts.append((middles - length / 2).astype(int) // BLOCK * BLOCK)
    height, width = lengths
    return np.vstack(
        [np.hstack([pixels[top : top + height, left : left + width] for left in starts[1]]) for top in starts[0]]
    )
