"""A hundred bad and odd files: each gives the right photo or one clear sentence, never anything else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio.core import image_limits
from vqstudio.core.document import Document, Metadata
from vqstudio.core.encoding import SaveOptions
from vqstudio.core.errors import FileError, MaskError
from vqstudio.core.files import open_document, open_mask, save_document
from vqstudio.core.paths import shown_name

from .odd_files import (
    AT_DATA,
    SMOOTH,
    SRGB,
    chunk,
    encoded,
    exif,
    gif_claiming,
    gif_of,
    grey_tiff,
    jpeg_claiming,
    jpeg_of_many_scans,
    patched,
    png,
    png_bomb,
    png_claiming,
    png_with,
    profile_of,
    rgb_tiff,
    tiled_tiff,
    webp_on_canvas,
    without_adobe_marker,
    zeros,
)  # fmt: skip

DAMAGED, UNKNOWN_KIND, NO_IMAGE = "damaged or cut off", "that VQ Studio cannot read", "is not an image"
TOO_LARGE = "megapixels"
EXIF_LEFT_OUT, XMP_LEFT_OUT, PROFILE_LEFT_OUT = "(EXIF) is damaged", "(XMP) is damaged", "colour profile is damaged"
WITHOUT_PROFILE, REDUCED, FIRST_OF_SEVERAL = "without a usable colour profile", "reduced to 8 bits", "the first one"
GREY = np.asarray(Image.fromarray(SMOOTH).convert("L"))
TURNED = np.rot90(SMOOTH, -1)


@pytest.fixture(autouse=True)
def _without_warnings() -> Iterator[None]:
    """Pillow's, about damaged tags; the notices of a document are what the user gets."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@dataclass(frozen=True)
class Opens:
    """How the photo must look: ``within`` levels of ``like``, on average. ``notice`` is a part of one, "" for none."""

    like: np.ndarray
    within: float = 0
    notice: str = ""


Expected = str | Opens
"""A part of the sentence where the file is refused."""


def check_sentence(text: str, name: str) -> None:
    assert text.startswith((name, f"The mask {name}", f"There is not enough memory to open {name}")), text
    assert text.endswith("."), text
    assert len(re.findall(r"[.!?](?:\s|$)", text.removeprefix(name))) == 1, text
    assert text.isprintable(), text
    assert len(text) <= 300, text
    assert not re.search(r"\b(None|[A-Z]\w*(Error|Exception|Plugin)|bytes-like|object|0x)\b|MAX_|<_io", text), text


def check_notices(document: Document) -> None:
    assert len(set(document.notices)) == len(document.notices)
    for notice in document.notices:
        assert re.fullmatch(r"\S[^\n]{20,300}\.", notice), notice


def outcome(path: Path) -> Document | str:
    """The photo, or the sentence. Any other error fails the test."""
    try:
        document = open_document(path)
    except FileError as error:
        check_sentence(str(error), shown_name(path))
        return str(error)
    check_notices(document)
    return document


def check(path: Path, expected: Expected) -> None:
    result = outcome(path)
    if isinstance(expected, str):
        assert isinstance(result, str), f"{path.name} was opened: {result.pixels.shape} {result.notices}"
        assert expected in result
        return
    assert isinstance(result, Document), result
    assert expected.notice in " ".join(result.notices)
    assert bool(result.notices) == bool(expected.notice), result.notices
    like = expected.like if expected.like.ndim == 3 else np.repeat(expected.like[:, :, None], 3, axis=2)
    assert result.pixels.shape == like.shape
    assert np.abs(result.pixels.astype(int) - like).mean() <= expected.within


# The files

Make = Callable[[], bytes]
CUTS = {"JPEG": (1, 3, 20, 0.25, 0.5, 0.9), "PNG": (1, 7, 20, 40, 0.5, 0.9), "WEBP": (1, 11, 20, 0.5, 0.9),
        "TIFF": (3, 7, 60, 0.5, 0.98), "GIF": (5, 12, 100, 0.6, 0.9), "BMP": (1, 13, 40, 0.5, 0.98),
        "AVIF": (11, 40, 0.5, 0.95)}  # fmt: skip


def cut(kind: str, place: float) -> bytes:
    data = encoded(kind)
    return data[: int(place if place >= 1 else place * len(data))]


TRUNCATED: dict[str, tuple[Make, Expected]] = {
    f"cut-{place}.{kind.lower()}": (lambda kind=kind, place=place: cut(kind, place), "damaged")
    for kind, places in CUTS.items()
    for place in places
}


def bmp_with(offset: int, form: str, value: int) -> bytes:
    return patched(encoded("BMP"), offset, form, value)


def gif_screen(width: int, height: int) -> bytes:
    return patched(encoded("GIF"), 6, "<HH", width, height)


def riff_of(length: int) -> bytes:
    return patched(encoded("WEBP"), 4, "<I", length)


PHOTO, JPEG_PHOTO, GIF_PHOTO = Opens(SMOOTH), Opens(SMOOTH, 6), Opens(SMOOTH, 8)
LYING: dict[str, tuple[Make, Expected]] = {
    "sof-of-4-gigapixels.jpg": (lambda: jpeg_claiming(65_500, 65_500), TOO_LARGE),
    "sof-of-196-megapixels.jpg": (lambda: jpeg_claiming(3000, 65_500), "far too short"),
    "sof-without-rows.jpg": (lambda: jpeg_claiming(48, 0), UNKNOWN_KIND),
    "sof-without-columns.jpg": (lambda: jpeg_claiming(0, 32), UNKNOWN_KIND),
    "ihdr-of-2-to-the-62.png": (lambda: png_claiming(2**31 - 1, 2**31 - 1), TOO_LARGE),
    "ihdr-of-195-megapixels.png": (lambda: png_claiming(13_000, 15_000), DAMAGED),
    "ihdr-without-width.png": (lambda: png_claiming(0, 32), UNKNOWN_KIND),
    "ihdr-with-wrong-sum.png": (lambda: patched(encoded("PNG"), 16, ">I", 47), UNKNOWN_KIND),
    "bmp-negative-width.bmp": (lambda: bmp_with(18, "<i", -48), TOO_LARGE),
    "bmp-huge-width.bmp": (lambda: bmp_with(18, "<i", 2**31 - 1), TOO_LARGE),
    "bmp-most-negative-height.bmp": (lambda: bmp_with(22, "<i", -(2**31)), TOO_LARGE),
    "bmp-from-the-top.bmp": (lambda: bmp_with(22, "<i", -32), Opens(SMOOTH[::-1])),  # a negative height is allowed
    "bmp-pixels-beyond-the-end.bmp": (lambda: bmp_with(10, "<I", 2**31), DAMAGED),
    "bmp-header-of-2-gigabytes.bmp": (lambda: bmp_with(14, "<I", 2**31), DAMAGED),
    "bmp-7-bits.bmp": (lambda: bmp_with(28, "<H", 7), UNKNOWN_KIND),
    "bmp-run-lengths-of-colours.bmp": (lambda: bmp_with(30, "<I", 1), DAMAGED),
    "bmp-4-billion-colours.bmp": (lambda: bmp_with(46, "<I", 2**32 - 1), PHOTO),  # it has none, so nobody looks
    "strip-beyond-the-end.tif": (lambda: rgb_tiff({273: (4, [10**9])}), DAMAGED),
    "strip-longer-than-the-file.tif": (lambda: rgb_tiff({279: (4, [10**9])}), PHOTO),
    "no-strips.tif": (lambda: rgb_tiff({273: None}), UNKNOWN_KIND),
    "no-rows-in-a-strip.tif": (lambda: rgb_tiff({278: (4, [0])}), DAMAGED),
    "no-width.tif": (lambda: rgb_tiff({256: (3, [0])}), UNKNOWN_KIND),
    "a-hundred-samples.tif": (lambda: rgb_tiff({277: (3, [100]), 258: (3, [8] * 100)}), UNKNOWN_KIND),
    "2-billion-rows.tif": (lambda: rgb_tiff({257: (4, [2**31 - 1])}), TOO_LARGE),
    "directory-that-loops.tif": (lambda: rgb_tiff(following=8), PHOTO),
    "directory-beyond-the-end.tif": (lambda: rgb_tiff(following=10**8), Opens(SMOOTH, notice=FIRST_OF_SEVERAL)),
    "directory-amid-pixels.tif": (lambda: rgb_tiff(following=301), Opens(SMOOTH, notice=FIRST_OF_SEVERAL)),
    "broken-lzw.tif": (lambda: rgb_tiff({259: (3, [5])}, b"\x80" * 1000), DAMAGED),
    "broken-deflate.tif": (lambda: rgb_tiff({259: (3, [8])}, b"not deflate"), DAMAGED),
    "unknown-compression.tif": (lambda: rgb_tiff({259: (3, [4711])}), UNKNOWN_KIND),
    "tile-of-2-to-the-62.tif": (lambda: tiled_tiff(2**31 - 16, 2**31 - 16, SMOOTH.tobytes(), 8), "tiles claim"),
    "gif-screen-of-nothing.gif": (lambda: gif_screen(0, 0), GIF_PHOTO),  # the frame says how large it is
    "gif-screen-of-4-gigapixels.gif": (lambda: gif_screen(65_535, 65_535), TOO_LARGE),
    "gif-frame-of-nothing.gif": (lambda: gif_claiming(0, 0, 0, 0), DAMAGED),
    "gif-frame-of-4-gigapixels.gif": (lambda: gif_claiming(0, 0, 65_535, 65_535), TOO_LARGE),
    "gif-frame-far-away.gif": (lambda: gif_claiming(60_000, 60_000, 48, 32), TOO_LARGE),
    "riff-too-short.webp": (lambda: riff_of(10), DAMAGED),
    "riff-too-long.webp": (lambda: riff_of(2**31), DAMAGED),
    "canvas-of-225-megapixels.webp": (lambda: webp_on_canvas(15_000), TOO_LARGE),
}  # fmt: skip

ICO = b"\0\0\1\0\1\0\xff\xff\0\0\1\0\x20\0\xff\xff\xff\x7f\x16\0\0\0"
WRONG_KIND: dict[str, tuple[Make, Expected]] = {
    "text.jpg": (lambda: b"Dear aunt, here are the photos.\n", NO_IMAGE),
    "document.png": (lambda: b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", NO_IMAGE),
    "postscript.tif": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EOF\n", NO_IMAGE),
    "drawing.png": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_IMAGE),
    "layers.png": (lambda: b"8BPS\0\1" + bytes(6) + b"\0\3\0\0\0\t\0\0\0\t\0\x08\0\3" + bytes(200), NO_IMAGE),
    "page.webp": (lambda: b"<!DOCTYPE html><html><img src='a.jpg'></html>", NO_IMAGE),
    "archive.png": (lambda: b"PK\3\4\x14" + bytes(60), NO_IMAGE),
    "icon-of-2-gigabytes.png": (lambda: ICO, NO_IMAGE),
    "video.jpg": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(40), NO_IMAGE),
    "only-the-brand.avif": (lambda: b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", NO_IMAGE),
    "sound.gif": (lambda: b"RIFF\x24\0\0\0WAVEfmt " + bytes(30), NO_IMAGE),
    "program.jpg": (lambda: b"\x7fELF\2\1\1" + bytes(60), NO_IMAGE),
    "big-tiff-header.tif": (lambda: b"II+\0\x08\0\0\0" + bytes(16), UNKNOWN_KIND),
    "nothing.jpg": (lambda: b"", "is empty"),
    "one-byte.png": (lambda: b"\x89", NO_IMAGE),
    "photo.txt": (lambda: encoded("PNG"), PHOTO),
    "photo": (lambda: encoded("WEBP", lossless=True), PHOTO),
}  # fmt: skip


def rgba(alpha: np.ndarray, colours: np.ndarray) -> np.ndarray:
    colours = colours if colours.ndim == 3 else np.repeat(colours[:, :, None], 3, axis=2)
    return np.dstack([colours, alpha]).astype(np.uint8)


def cmyk(**options: object) -> bytes:
    return encoded("JPEG", Image.fromarray(SMOOTH).convert("CMYK"), quality=95, **options)


HALVES = np.repeat(np.array([[0, 255]], np.uint8), 2, axis=0)
RAMP = np.arange(16, dtype=np.uint8).reshape(4, 4) * 17
DEEP = RAMP.astype(np.uint16) * 257
LAB_GREY = Image.fromarray(np.dstack([np.full((4, 4), v, np.uint8) for v in (255, 0, 0)]))
PALETTE = chunk(b"PLTE", bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]))


def planar_tiff() -> bytes:
    planes = SMOOTH.transpose(2, 0, 1).tobytes()
    tags = {284: (3, [2]), 279: (4, [48 * 32] * 3)}
    placed = rgb_tiff(tags | {273: (4, [0, 0, 0])}, planes)
    start = len(placed) - len(planes)
    return rgb_tiff(tags | {273: (4, [start, start + 48 * 32, start + 2 * 48 * 32])}, planes)


def jpeg_in_tiff(compression: int) -> bytes:
    data = encoded("JPEG", quality=95)
    old = {512: (3, [1]), 513: (4, [AT_DATA]), 514: (4, [len(data)])} if compression == 6 else {}
    return rgb_tiff({259: (3, [compression]), 262: (3, [6]), **old}, data)


def colour_16_bit(transparent: bool) -> bytes:
    values = [0xFF00] * 3 + [0] * 3
    key = [chunk(b"tRNS", np.array(values[:3], ">u2").tobytes())] if transparent else []
    return png(2, 1, 16, 2, b"\0" + np.array(values, ">u2").tobytes(), *key)


MODES: dict[str, tuple[Make, Expected]] = {
    "1-bit.png": (lambda: png(2, 2, 1, 0, b"\0\x40\0\x40"), Opens(HALVES)),
    "1-bit-see-through.png": (lambda: png(2, 2, 1, 0, b"\0\x40\0\x40", chunk(b"tRNS", b"\0\1")),
                              Opens(rgba(255 - HALVES, HALVES))),
    "2-bit-grey.png": (lambda: png(4, 1, 2, 0, b"\0\x1b"), Opens(np.array([[0, 85, 170, 255]]))),
    "2-bit-grey-see-through.png": (lambda: png(4, 1, 2, 0, b"\0\x1b", chunk(b"tRNS", b"\0\3")),
                                   Opens(rgba(np.array([[255, 255, 255, 0]]), np.array([[0, 85, 170, 255]])))),
    "2-bit-palette.png": (lambda: png(4, 1, 2, 3, b"\0\x1b", PALETTE, chunk(b"tRNS", b"\0\x80")),
                          Opens(np.array([[[255, 0, 0, 0], [0, 255, 0, 128], [0, 0, 255, 255], [9, 9, 9, 255]]]))),
    "short-palette.png": (lambda: png(4, 1, 2, 3, b"\0\x1b", chunk(b"PLTE", b"\xff\0\0")),
                          Opens(np.array([[[255, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]]))),
    "grey-and-alpha.png": (lambda: encoded("PNG", Image.merge("LA", [Image.fromarray(GREY)] * 2)),
                           Opens(rgba(GREY, GREY))),
    "16-bit-see-through.png": (lambda: png(2, 1, 16, 0, b"\0\x03\xe8\xff\xff", chunk(b"tRNS", b"\xff\xff")),
                               Opens(rgba(np.array([[255, 0]]), np.array([[4, 255]])), notice=REDUCED)),
    "16-bit-colour.png": (lambda: colour_16_bit(False), Opens(np.array([[[255] * 3, [0] * 3]]), notice=REDUCED)),
    "16-bit-colour-see-through.png": (lambda: colour_16_bit(True),
                                      Opens(rgba(np.array([[0, 255]]), np.array([[255, 0]])), notice=REDUCED)),
    "12-bit.tif": (lambda: grey_tiff(RAMP.astype(np.uint32) * 4095 // 255, bits=12), Opens(RAMP, 1, REDUCED)),
    "16-bit.tif": (lambda: grey_tiff(DEEP), Opens(RAMP, 0, REDUCED)),
    "16-bit-white-is-zero.tif": (lambda: grey_tiff(DEEP, white_is_zero=True), Opens(255 - RAMP, 0, REDUCED)),
    "8-bit-white-is-zero.tif": (lambda: grey_tiff(RAMP, white_is_zero=True), Opens(255 - RAMP)),
    "32-bit-unsigned.tif": (lambda: grey_tiff(RAMP.astype(np.uint32) * (2**24 + 2**16 + 257)), Opens(RAMP, 0, REDUCED)),
    "16-bit-signed.tif": (lambda: grey_tiff(np.array([[-5, 255]], np.int16), 2),
                          Opens(np.array([[0, 255]]), 0, REDUCED)),
    "float-with-nan.tif": (lambda: grey_tiff(np.array([[np.nan, np.inf, -np.inf, 0.5]], np.float32), 3),
                           Opens(np.array([[0, 0, 0, 128]]), 0, REDUCED)),
    "float-of-nan-alone.tif": (lambda: grey_tiff(np.full((4, 4), np.nan, np.float32), 3),
                               Opens(np.zeros((4, 4)), 0, REDUCED)),
    "float-of-huge-values.tif": (lambda: grey_tiff(np.array([[0, 3e38]], np.float32), 3),
                                 Opens(np.array([[0, 255]]), 0, REDUCED)),
    "64-bit-float.tif": (lambda: grey_tiff(np.zeros((4, 4), np.float64), 3), UNKNOWN_KIND),
    "cmyk.jpg": (cmyk, Opens(SMOOTH, 3, WITHOUT_PROFILE)),
    "cmyk-without-adobe-marker.jpg": (lambda: without_adobe_marker(cmyk()), Opens(SMOOTH, 3, WITHOUT_PROFILE)),
    "cmyk-with-a-profile-of-rgb.jpg": (lambda: cmyk(icc_profile=SRGB), Opens(SMOOTH, 3, WITHOUT_PROFILE)),
    "cmyk.tif": (lambda: encoded("TIFF", Image.fromarray(SMOOTH).convert("CMYK")), Opens(SMOOTH, 1, WITHOUT_PROFILE)),
    "lab.tif": (lambda: rgb_tiff({256: (3, [4]), 257: (3, [4]), 262: (3, [8])}, LAB_GREY.tobytes()),
                Opens(np.full((4, 4), 255), 2, "Lab")),
    "planar.tif": (planar_tiff, PHOTO),
    "tiled.tif": (lambda: tiled_tiff(48, 32, SMOOTH.tobytes()), PHOTO),
    "old-jpeg-inside.tif": (lambda: jpeg_in_tiff(6), Opens(SMOOTH, 6)),
    "jpeg-inside.tif": (lambda: jpeg_in_tiff(7), Opens(SMOOTH, 6)),
    "pages.tif": (lambda: encoded("TIFF", save_all=True, append_images=[Image.new("RGB", (9, 9))] * 3),
                  Opens(SMOOTH, notice=FIRST_OF_SEVERAL)),
    "moving.png": (lambda: encoded("PNG", save_all=True, append_images=[Image.fromarray(255 - SMOOTH)]),
                   Opens(SMOOTH, notice=FIRST_OF_SEVERAL)),
    "moving.webp": (lambda: encoded("WEBP", save_all=True, append_images=[Image.fromarray(GREY)], lossless=True),
                    Opens(SMOOTH, notice=FIRST_OF_SEVERAL)),
}  # fmt: skip

GARBAGE = np.random.default_rng(1).bytes(3_000_000)
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (n, *[n - 1] * 4) for n in range(98, 123)
) + b"]><x>&z;</x>"  # fmt: skip
XMP_NAME = b"XML:com.adobe.xmp\0\0\0\0\0"
TEXT = 4, 0x41414141  # four letters
METADATA: dict[str, tuple[Make, Expected]] = {
    "orientation-99.jpg": (lambda: encoded("JPEG", exif=exif((0x112, 3, 1, 99))), JPEG_PHOTO),
    "orientation-negative.png": (lambda: encoded("PNG", exif=exif((0x112, 9, 1, 2**32 - 1))), PHOTO),
    "orientation-as-text.png": (lambda: encoded("PNG", exif=exif((0x112, 2, *TEXT))), PHOTO),
    "orientation-of-no-value.png": (lambda: encoded("PNG", exif=exif((0x112, 3, 0, 6))), PHOTO),
    "orientation-as-fraction-nowhere.png": (lambda: encoded("PNG", exif=exif((0x112, 5, 1, 10**6))), PHOTO),
    "orientation-twice.png": (lambda: encoded("PNG", exif=exif((0x112, 3, 2, 0x00060006))), Opens(TURNED)),
    "orientation-as-float.png": (lambda: encoded("PNG", exif=exif((0x112, 11, 1, 0x40C00000))), Opens(TURNED)),
    "orientation-as-bytes.tif": (lambda: rgb_tiff({0x112: (7, [6, 6, 6])}), Opens(SMOOTH, notice=EXIF_LEFT_OUT)),
    "exif-that-loops.jpg": (lambda: encoded("JPEG", exif=exif((0x10F, 2, *TEXT), following=8)), JPEG_PHOTO),
    "exif-inside-itself.png": (lambda: encoded("PNG", exif=exif((0x8769, 4, 1, 8))), PHOTO),
    "place-inside-itself.png": (lambda: encoded("PNG", exif=exif((0x112, 3, 1, 6), (0x8825, 4, 1, 8))), Opens(TURNED)),
    "exif-nowhere.webp": (lambda: encoded("WEBP", exif=exif((0x8769, 4, 1, 2**31 - 1)), lossless=True),
                          Opens(SMOOTH, 0, EXIF_LEFT_OUT)),
    "exif-of-2-gigabytes.png": (lambda: encoded("PNG", exif=exif((0x10F, 2, 2**31 - 1, 8))), PHOTO),
    "exif-of-unknown-type.png": (lambda: encoded("PNG", exif=exif((0x10F, 99, 4, 8))), PHOTO),
    "exif-pointer-as-text.png": (lambda: encoded("PNG", exif=exif((0x8769, 2, *TEXT))),
                                 Opens(SMOOTH, 0, EXIF_LEFT_OUT)),
    "exif-pointer-as-float.tif": (lambda: rgb_tiff({0x8769: (11, [8.0])}), Opens(SMOOTH, notice=EXIF_LEFT_OUT)),
    "exif-pointer-nowhere.tif": (lambda: rgb_tiff({0x8769: (4, [2**31 - 1])}), Opens(SMOOTH, notice=EXIF_LEFT_OUT)),
    "exif-pointer-to-itself.tif": (lambda: rgb_tiff({0x8769: (4, [8])}), PHOTO),
    "exif-of-two-bytes.jpg": (lambda: encoded("JPEG", exif=b"Exif\0\0II"), Opens(SMOOTH, 6, EXIF_LEFT_OUT)),
    "exif-as-broken-text.png": (lambda: png_with(chunk(b"tEXt", b"Raw profile type exif\0no hex")), PHOTO),
    "resolution-of-nan.tif": (lambda: rgb_tiff({282: (12, [float("nan")]), 296: (7, [1])}),
                              Opens(SMOOTH, notice=EXIF_LEFT_OUT)),
    "thumbnail-over-the-header.png": (lambda: encoded("PNG", exif=exif(
        (0x201, 4, 1, 0), (0x202, 4, 1, 2**32 - 1), following=8)), Opens(SMOOTH, notice=EXIF_LEFT_OUT)),
    "huge-exif.png": (lambda: encoded("PNG", exif=exif((0x10F, 7, len(GARBAGE), 26), rest=GARBAGE)), PHOTO),
    "full-exif.jpg": (lambda: encoded("JPEG", exif=exif((0x10F, 7, 60_000, 26), rest=GARBAGE[:60_000])), JPEG_PHOTO),
    "xmp-in-latin-1.jpg": (lambda: encoded("JPEG", xmp=b"<x>\xfcber\xff\xfe</x>"), JPEG_PHOTO),
    "xmp-in-latin-1.png": (lambda: png_with(chunk(b"iTXt", XMP_NAME + b"<x>\xfcber</x>")), PHOTO),
    "xmp-in-latin-1.tif": (lambda: rgb_tiff({700: (1, list(b"<x>\xfcber</x>"))}), PHOTO),
    "xmp-of-laughs.webp": (lambda: encoded("WEBP", xmp=LAUGHS, lossless=True), PHOTO),
    "xmp-as-numbers.tif": (lambda: rgb_tiff({700: (3, [1, 2, 3])}), Opens(SMOOTH, notice=XMP_LEFT_OUT)),
    "xmp-as-floats.tif": (lambda: rgb_tiff({700: (12, [5.5, 1])}), Opens(SMOOTH, notice=XMP_LEFT_OUT)),
    "long-xmp.webp": (lambda: encoded("WEBP", xmp=b"<x>" + b"a" * 200_000 + b"</x>", lossless=True), PHOTO),
    "profile-of-zeros.jpg": (lambda: encoded("JPEG", icc_profile=bytes(10)), Opens(SMOOTH, 6, PROFILE_LEFT_OUT)),
    "profile-of-zeros.png": (lambda: encoded("PNG", icc_profile=bytes(500)), Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-cut-off.png": (lambda: encoded("PNG", icc_profile=SRGB[:200]), Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-cut-at-its-end.png": (lambda: encoded("PNG", icc_profile=SRGB[:-10]), Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-of-cmyk.png": (lambda: encoded("PNG", icc_profile=profile_of(b"CMYK")),
                            Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-of-lab.png": (lambda: encoded("PNG", icc_profile=profile_of(b"Lab ")), Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-of-grey-for-grey.png": (lambda: encoded("PNG", Image.fromarray(GREY), icc_profile=profile_of(b"GRAY")),
                                     Opens(GREY, 0, PROFILE_LEFT_OUT)),
    "profile-of-garbage.png": (lambda: encoded("PNG", icc_profile=GARBAGE), Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-of-garbage.webp": (lambda: encoded("WEBP", icc_profile=GARBAGE, lossless=True),
                                Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-that-is-no-deflate.png": (lambda: png_with(chunk(b"iCCP", b"x\0\0abcdef")),
                                       Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-as-numbers.tif": (lambda: rgb_tiff({34675: (3, [1, 2, 3])}), Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-as-a-float.tif": (lambda: rgb_tiff({34675: (12, [1.5])}), Opens(SMOOTH, 0, PROFILE_LEFT_OUT)),
    "profile-with-a-long-tail.png": (lambda: encoded("PNG", icc_profile=SRGB + bytes(2_000_000)), PHOTO),
}  # fmt: skip
FILES = TRUNCATED | LYING | WRONG_KIND | MODES | METADATA


@pytest.mark.parametrize("name", FILES)
def test_a_photo_or_one_sentence(tmp_path: Path, name: str) -> None:
    make, expected = FILES[name]
    (tmp_path / name).write_bytes(make())
    check(tmp_path / name, expected)


@pytest.mark.parametrize("name", FILES)
def test_as_a_mask_too(tmp_path: Path, name: str) -> None:
    make, expected = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    if isinstance(expected, str):
        with pytest.raises(FileError) as caught:
            open_mask(path, (48, 32))
        check_sentence(str(caught.value), name)
        return
    height, width = expected.like.shape[:2]
    with pytest.raises(MaskError) as other_size:
        open_mask(path, (width + 1, height))
    check_sentence(str(other_size.value), name)
    mask = open_mask(path, (width, height)).alpha
    assert mask.shape == (height, width)
    if expected.like.shape[2:] == (4,):
        assert np.array_equal(mask, expected.like[:, :, 3])


@pytest.mark.parametrize("name", [name for name, (_, expected) in METADATA.items() if isinstance(expected, Opens)])
def test_what_opens_with_odd_metadata_can_be_saved_as_anything_and_opens_again(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(METADATA[name][0]())
    document = open_document(tmp_path / name)
    for suffix in (".jpg", ".png", ".webp", ".tif", ".avif", ".bmp"):
        save_document(document, tmp_path / f"saved{suffix}", SaveOptions(quality=95))
        again = open_document(tmp_path / f"saved{suffix}")
        assert again.notices == ()  # what was broken did not get into the file
        assert np.abs(again.pixels.astype(int) - document.pixels).mean() < 6
        if suffix == ".png":
            assert again.metadata.icc == document.metadata.icc
            exif_before, exif_after = (
                (exif or b"").removeprefix(b"Exif\0\0") for exif in (document.metadata.exif, again.metadata.exif)
            )
            assert exif_after == exif_before
            assert bool(again.metadata.xmp) == bool(document.metadata.xmp)


def test_the_tail_of_a_profile_is_cut_off_and_the_profile_stays(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(METADATA["profile-with-a-long-tail.png"][0]())
    assert open_document(tmp_path / "a.png").metadata.icc == SRGB


def test_the_metadata_of_a_tiff_of_many_pages_survives(tmp_path: Path) -> None:
    tags = Image.Exif()
    tags[0x10F] = "Maker"
    tags[0x8769] = {0x9003: "2021:03:04 05:06:07"}
    pages = [Image.fromarray(SMOOTH)] * 2
    (tmp_path / "a.tif").write_bytes(encoded("TIFF", save_all=True, append_images=pages, exif=tags.tobytes()))
    document = open_document(tmp_path / "a.tif")
    assert document.metadata.exif is not None
    assert b"2021:03:04 05:06:07" in document.metadata.exif
    assert len(document.notices) == 1  # the pages


def test_an_avif_too_long_to_be_read_again_is_not_written(tmp_path: Path) -> None:
    save_document(Document(np.zeros((2, 32_768, 3), np.uint8)), tmp_path / "fits.avif")
    assert open_document(tmp_path / "fits.avif").width == 32_768
    with pytest.raises(FileError, match="hold up to 32768 pixels a side"):
        save_document(Document(np.zeros((2, 32_769, 3), np.uint8)), tmp_path / "long.avif")


def test_a_block_that_an_encoder_refuses_is_one_sentence(tmp_path: Path) -> None:
    broken = Document(SMOOTH.copy(), Metadata(exif=b"Exif\0\0no tags"))
    with pytest.raises(FileError, match=r"a\.tif was not saved: it cannot be stored as TIF; choose another format\.$"):
        save_document(broken, tmp_path / "a.tif")
    assert list(tmp_path.iterdir()) == []


def test_a_heic_photo_of_its_brand_alone_is_one_sentence_with_and_without_the_decoder(tmp_path: Path) -> None:
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert isinstance(outcome(tmp_path / "a.heic"), str)


# Names and what is not a file

posix = pytest.mark.skipif(os.name != "posix", reason="names and special files of POSIX systems")
NAMES = [
    "a" * 250 + ".png",
    "two\nlines.png",
    "tab\tand\x1b[31mcolour.png",
    ".png",
    "no suffix",
    "\u202egnp.exe",
    "ünï 写真.png",
]


@posix
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"not-utf8-\xff\xfe.png")])
def test_any_name_may_stand_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"no image")
    assert NO_IMAGE in str(outcome(path))
    path.write_bytes(encoded("PNG", save_all=True, append_images=[Image.fromarray(255 - SMOOTH)]))
    document = outcome(path)
    assert isinstance(document, Document)
    assert np.array_equal(document.pixels, SMOOTH)
    assert document.notices[0].isprintable()
    document.notices[0].encode()
    path.unlink()
    assert "does not exist" in str(outcome(path))


@posix
def test_what_is_not_a_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")  # to open it would wait for a writer
    (tmp_path / "link.png").symlink_to(tmp_path / "gone.png")
    (tmp_path / "to-pipe.png").symlink_to(tmp_path / "pipe.png")
    (tmp_path / "round.png").symlink_to(tmp_path / "round.png")
    (tmp_path / "file.png").write_bytes(b"x")
    for path, expected in (
        (tmp_path / "pipe.png", "is a device or a pipe"),
        (tmp_path / "to-pipe.png", "is a device or a pipe"),
        (Path("/dev/zero"), "is a device or a pipe"),  # it never ends
        (Path("/dev/null"), "is a device or a pipe"),
        (tmp_path / "link.png", "is a link to a file that does not exist"),
        (tmp_path / "round.png", "cannot be read"),
        (tmp_path, "is a folder"),
        (Path("/"), "is a folder"),
        (tmp_path / "file.png" / "a.png", "cannot be read"),
        (tmp_path / ("a" * 300), "cannot be read"),
        (tmp_path / "a\0b.png", "does not exist"),
    ):
        assert expected in str(outcome(path)), path
        with pytest.raises(FileError, match=expected):
            open_mask(path, (48, 32))


def test_names_are_shortened_in_the_middle() -> None:
    assert shown_name(Path("holiday.png")) == "holiday.png"
    short = shown_name(Path("a" * 100 + "z" * 100 + ".png"))
    assert len(short) <= 80
    assert short.startswith("aaa")
    assert short.endswith("zz.png")
    assert shown_name(Path("/")) == "/"


# Bombs

BOMBS: dict[str, tuple[Make, str]] = {
    "30000x30000.png": (lambda: png_bomb(30_000), TOO_LARGE),
    "text.png": (lambda: png_with(chunk(b"zTXt", b"Comment\0\0" + zeros(500_000_000))), "texts or a colour profile"),
    "profile.png": (lambda: png_with(chunk(b"iCCP", b"x\0\0" + zeros(500_000_000))), "texts or a colour profile"),
    "texts.png": (lambda: png_with(*[chunk(b"zTXt", b"Comment\0\0" + zeros(9_000_000))] * 50),
                  "texts or a colour profile"),
    "tile.tif": (lambda: tiled_tiff(12_000, 12_000, zeros(12_000 * 12_000 * 3), 8), "tiles claim"),
    "strip.tif": (lambda: rgb_tiff({278: (4, [2**31 - 1]), 259: (3, [8])}, zeros(500_000_000)), "(32, 48, 3)"),
    "pages.tif": (lambda: rgb_tiff(following=8) * 2000, "(32, 48, 3)"),
    "frames.gif": (lambda: gif_of(20_000), "(32, 48, 3)"),
    "canvas.webp": (lambda: webp_on_canvas(65_535), "canvas.webp"),  # too large, or no memory for it
    "scans.jpg": (lambda: jpeg_of_many_scans(20_000), "passes"),
    "empty-rows.jpg": (lambda: jpeg_claiming(3000, 65_500), "far too short"),
    "icon.png": (lambda: ICO, NO_IMAGE),
    # With a pattern that looks for the end from every beginning this takes an hour:
    "openings.png": (lambda: png_with(chunk(b"iTXt", XMP_NAME + b"<xmp:Thumbnails>" * 300_000)), "(32, 48, 3)"),
}  # fmt: skip
MOST_GROWTH = 150  # MB; every one of these would take at least 400 if it were unpacked
OPEN_ALL = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from vqstudio.core.errors import FileError
from vqstudio.core.files import open_document
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)
found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    before = peak()
    try:
        text = str(open_document(path).pixels.shape)
    except FileError as error:
        text = str(error)
    found[path.name] = text, peak() - before
print(json.dumps(found))
"""


@posix
def test_bombs_neither_fill_the_memory_nor_take_for_ever(tmp_path: Path) -> None:
    for name, (make, _) in BOMBS.items():
        (tmp_path / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OPEN_ALL, str(tmp_path)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found.keys() == BOMBS.keys()
    for name, (text, grown) in found.items():
        assert BOMBS[name][1] in text, name
        assert grown < MOST_GROWTH, name
        if not text.startswith("("):
            check_sentence(text, name)


# Fuzzed headers

FUZZED = {
    "a.jpg": encoded("JPEG"), "a.png": encoded("PNG"), "a.webp": encoded("WEBP"), "a.gif": encoded("GIF"),
    "a.bmp": encoded("BMP"), "a.avif": encoded("AVIF"), "a.tif": rgb_tiff(),
    "deflate.tif": rgb_tiff({259: (3, [8])}, zlib.compress(SMOOTH.tobytes())),
    "tags.jpg": encoded("JPEG", exif=exif((0x10F, 2, *TEXT), (0x112, 3, 1, 6)), xmp=b"<x/>"),
    "tags.tif": rgb_tiff({0x112: (3, [6]), 700: (1, list(b"<x/>")), 34675: (7, list(SRGB))}),
    "profile.webp": encoded("WEBP", icc_profile=SRGB, exif=exif((0x112, 3, 1, 6))),
    "moving.gif": gif_of(3),
}  # fmt: skip
HEADER, VARIANTS = 300, 50
ODD_VALUES = (0, 1, 0x7F, 0x80, 0xFE, 0xFF)


def variant(data: bytes, dice: np.random.Generator) -> bytes:
    changed = bytearray(data)
    for place in dice.integers(0, min(HEADER, len(data)), dice.integers(1, 6)):
        kind = dice.integers(0, 3)
        if kind == 0:
            changed[place] ^= 1 << int(dice.integers(0, 8))
        elif kind == 1:
            changed[place] = int(dice.choice(ODD_VALUES))
        else:
            changed[place : place + 4] = dice.bytes(4)
    return bytes(changed)


@pytest.mark.parametrize("name", FUZZED)
def test_fuzzed_headers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(image_limits, "LARGEST_PHOTO", 4_000_000)  # what claims more is refused as well, but faster
    dice = np.random.default_rng(len(name) * 1000 + len(FUZZED[name]))
    path = tmp_path / name
    opened = 0
    for _ in range(VARIANTS):
        path.write_bytes(variant(FUZZED[name], dice))
        result = outcome(path)
        if isinstance(result, Document):
            opened += 1
            assert 0 < result.width * result.height <= 4_000_000
            save_document(result, tmp_path / "again.tif")  # with whatever was taken for good metadata
            again = outcome(tmp_path / "again.tif")
            assert isinstance(again, Document)
            assert np.array_equal(again.pixels, result.pixels)
            assert open_mask(path, (result.width, result.height)).alpha.shape == (result.height, result.width)
        else:
            with pytest.raises(FileError):
                open_mask(path, (48, 32))
    assert opened < VARIANTS  # the damage was real
