"""Pictures that come in and go out; nothing of them is written to a disk."""

from __future__ import annotations

import io

from vqstudio.core.document import Document
from vqstudio.core.encoding import PLAIN, encode, prepared, why_too_long
from vqstudio.core.errors import RequestError
from vqstudio.core.files import open_bytes

MEDIA_TYPES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/tiff": "TIFF"}
"""To Pillow's names. The first one is written if any will do."""


def opened(data: bytes, name: str, most: int) -> Document:
    """The picture in ``data``, of at most so many pixels. Raises StudioError."""
    return open_bytes(data, f"what was sent as {name}", lambda width, height: check_pixels(width, height, most))


def check_pixels(width: int, height: int, most: int, scale: float = 1) -> None:
    """``scale``: how many times as wide and high it is to get. Raises RequestError."""
    pixels = width * height * scale * scale
    if pixels > most:
        raise RequestError(
            "The picture has or would get {pixels} megapixels, and this server takes {most} at most; reduce it, or "
            "start the server with --megapixels.",
            pixels=round(pixels / 1e6, 1),
            most=round(most / 1e6, 1),
        )


def accepted(header: str | None) -> str | None:
    """The media type to answer with, by the header Accept; None if there is none."""
    if not header:
        return next(iter(MEDIA_TYPES))
    wanted: list[tuple[float, str]] = []
    for part in header.split(","):
        kind, *parameters = (word.strip().lower() for word in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        if quality > 0:
            wanted.append((quality, kind))
    for _, kind in sorted(wanted, key=lambda pair: -pair[0]):
        for known in MEDIA_TYPES:
            if kind in (known, "image/*", "*/*"):
                return known
    return None


def written(document: Document, media_type: str) -> bytes:
    """A file with all metadata. Raises RequestError if the format cannot hold it."""
    form = MEDIA_TYPES[media_type]
    made = prepared(document, PLAIN)
    if reason := why_too_long(made, form):
        raise RequestError("{reason}", reason=reason)
    file = io.BytesIO()
    encode(made, form, PLAIN, file)
    return file.getvalue()
