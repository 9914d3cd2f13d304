"""Bad and odd files by name, and what must become of each: the right photo, or part of the sentence that refuses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from .odd_files import (
    AT_DATA,
    SMOOTH,
    SRGB,
    chunk,
    encoded,
    exif,
    gif_claiming,
    grey_tiff,
    jpeg_claiming,
    patched,
    png,
    png_claiming,
    png_with,
    profile_of,
    rgb_tiff,
    tiled_tiff,
    webp_on_canvas,
    without_adobe_marker,
)  # fmt: skip

DAMAGED, UNKNOWN_KIND, NO_IMAGE = "damaged or cut off", "that VQ Studio cannot read", "is not an image"
TOO_LARGE = "megapixels"
EXIF_LEFT_OUT, XMP_LEFT_OUT, PROFILE_LEFT_OUT = "(EXIF) is damaged", "(XMP) is damaged", "colour profile is damaged"
WITHOUT_PROFILE, REDUCED, FIRST_OF_SEVERAL = "without a usable colour profile", "reduced to 8 bits", "the first one"
GREY = np.asarray(Image.fromarray(SMOOTH).convert("L"))
TURNED = np.rot90(SMOOTH, -1)


@dataclass(frozen=True)
class Opens:
    """How the photo must look: ``within`` levels of ``like``, on average. ``notice`` is a part of one, "" for none."""

    like: np.ndarray
    within: float = 0
    notice: str = ""


Expected = str | Opens
"""A part of the sentence where the file is refused."""


Make = Callable[[], bytes]
CUTS = {"JPEG": (1, 3, 20, 0.25, 0.5, 0.9), "PNG": (1, 7, 20, 40, 0.5, 0.9), "WEBP": (1, 11, 20, 0.5, 0.9),
        "TIFF": (3, 7, 60, 0.5, 0.98), "GIF": (5, 12, 100, 0.6, 0.9), "BMP": (1, 13, 40, 0.5, 0.98),
        "AVIF": (11, 40, 0.5, 0.95), "JPEG2000": (12, 20, 90, 0.5, 0.9), "TGA": (10, 18, 0.5, 0.9),
        "PPM": (1, 5, 12, 0.5, 0.98), "QOI": (3, 13, 0.5, 0.9), "PCX": (1, 60, 130, 0.5, 0.9)}  # fmt: skip


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
    "layers.png": (lambda: b"8BPS\0\1" + bytes(6) + b"\0\3\0\0\0\t\0\0\0\t\0\x08\0\3" + bytes(200), DAMAGED),
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
                               Opens(rgba(np.array([[255, 0]]), np.array([[4, 255]])))),
    "16-bit-colour.png": (lambda: colour_16_bit(False), Opens(np.array([[[254] * 3, [0] * 3]]))),
    "16-bit-colour-see-through.png": (lambda: colour_16_bit(True),
                                      Opens(rgba(np.array([[0, 255]]), np.array([[254, 0]])))),
    "12-bit.tif": (lambda: grey_tiff(RAMP.astype(np.uint32) * 4095 // 255, bits=12), Opens(RAMP, 1, REDUCED)),
    "16-bit.tif": (lambda: grey_tiff(DEEP), Opens(RAMP)),
    "16-bit-white-is-zero.tif": (lambda: grey_tiff(DEEP, white_is_zero=True), Opens(255 - RAMP)),
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
    "orientation-as-bytes.tif": (lambda: rgb_tiff({0x112: (7, [6, 6, 6])}), Opens(SMOOTH)),
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
