"""The kinds of files that can be opened: the one place that dialogs, batches and the desktop take them from."""

from __future__ import annotations

from dataclasses import dataclass

from .heif import HEIF_SUFFIXES
from .jpeg_xl_header import CODESTREAM, CONTAINER
from .raw import RAW_SUFFIXES


@dataclass(frozen=True)
class Kind:
    """``name`` is what people call it, ``suffixes`` each with its MIME type. ``pillow`` names its reader.

    A kind is known by its content, whatever the file is called; one ``by_name`` has nothing at its start that others do
    not have too, and is tried for files of its suffixes only. ``start``: how such files begin, for sentences about
    damaged ones.
    """

    name: str
    suffixes: dict[str, str]
    pillow: str = ""
    start: tuple[bytes, ...] = ()
    by_name: bool = False


KINDS = (
    Kind("JPEG", dict.fromkeys((".jpg", ".jpeg"), "image/jpeg"), "JPEG", (b"\xff\xd8\xff",)),
    Kind("PNG", {".png": "image/png"}, "PNG", (b"\x89PNG",)),
    Kind("WebP", {".webp": "image/webp"}, "WEBP"),
    Kind("TIFF", dict.fromkeys((".tif", ".tiff"), "image/tiff"), "TIFF", (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    Kind("BMP", {".bmp": "image/bmp"}, "BMP", (b"BM",)),
    Kind("GIF", {".gif": "image/gif"}, "GIF", (b"GIF8",)),
    Kind("AVIF", {".avif": "image/avif"}, "AVIF"),
    Kind("HEIC", {suffix: f"image/{suffix[1:]}" for suffix in HEIF_SUFFIXES}),  # its reader is an extra
    Kind("RAW", RAW_SUFFIXES),  # not read by Pillow
    Kind("JPEG XL", {".jxl": "image/jxl"}, start=(CODESTREAM, CONTAINER)),  # its codec is an extra
    Kind(
        "JPEG 2000",
        {".jp2": "image/jp2", ".j2k": "image/x-jp2-codestream"},
        "JPEG2000",
        (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51"),
    ),
    Kind("PSD", {".psd": "image/vnd.adobe.photoshop"}, "PSD", (b"8BPS",)),
    Kind("QOI", {".qoi": "image/qoi"}, "QOI", (b"qoif",)),
    Kind("ICO", {".ico": "image/vnd.microsoft.icon"}, "ICO", by_name=True),
    Kind(
        "PPM",
        {
            ".pbm": "image/x-portable-bitmap", ".pgm": "image/x-portable-graymap",
            ".ppm": "image/x-portable-pixmap", ".pnm": "image/x-portable-anymap",
        },
        "PPM",
        by_name=True,
    ),
    Kind("PCX", {".pcx": "image/vnd.zbrush.pcx"}, "PCX", by_name=True),
    Kind("TGA", {".tga": "image/x-tga"}, "TGA", by_name=True),  # last: nearly anything is one
)  # fmt: skip
"""Pillow knows more, some of which start other programs (EPS: Ghostscript); a photo from anywhere must not."""

MIME_TYPES = {suffix: mime for kind in KINDS for suffix, mime in kind.suffixes.items()}
OPEN_SUFFIXES = frozenset(MIME_TYPES)
OPEN_PATTERNS = " ".join(f"*{suffix}" for suffix in sorted(OPEN_SUFFIXES))
SIGNATURES = {start: kind.name for kind in KINDS for start in kind.start}


def readers(suffix: str) -> tuple[str, ...]:
    """Pillow's names of what a file of this suffix may be, the most usual first."""
    return tuple(kind.pillow for kind in KINDS if kind.pillow and (not kind.by_name or suffix.lower() in kind.suffixes))
