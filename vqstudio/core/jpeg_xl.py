"""JPEG XL photos, whose codec (libjxl) is an extra of the installation.

It gives 8 bits per channel. What it leaves unsaid, most of all the colours of files without an ICC profile, is read
from the header.
"""

from __future__ import annotations

import importlib.util
from typing import Any, BinaryIO

import numpy as np
from PIL import Image, ImageFile

from .colour_tags import UNKNOWN, Described, of_numbers
from .document import Metadata
from .jpeg_xl_header import Header, looks_jpeg_xl, read_header
from .srgb import encoded
from .wording import mark

JPEG_XL = "JXL"
"""The format, by Pillow's way to call it."""
MOST_CHANNELS = 4
"""Beside the colours and alpha; each is decoded like a photo, and left out."""
EFFORT = 5
"""Of 1 to 9: a photo of 12 megapixels takes 8 s; with 3 half of it, for a file that is a twelfth larger."""
LINEAR = mark("The photo's colours were converted to sRGB when it was decoded; dark tones may show steps.")


def has_codec() -> bool:
    """Whether the extra is there; nothing is loaded."""
    return importlib.util.find_spec("pylibjxl") is not None


def knows_jpeg_xl() -> bool:
    """Loads the codec and has Pillow open such photos by it."""
    try:
        import pylibjxl  # noqa: F401
    except ImportError:
        return False
    if JPEG_XL not in Image.OPEN:
        Image.register_open(JPEG_XL, JpegXlImage, looks_jpeg_xl)
    return True


class JpegXlImage(ImageFile.ImageFile):
    """An open file; decoded, upright, when it is loaded."""

    format = JPEG_XL
    format_description = "JPEG XL"

    def _open(self) -> None:
        assert self.fp is not None
        try:
            header = read_header(self.fp)
        except ValueError as error:
            raise SyntaxError(str(error)) from error
        if header.other_channels > MOST_CHANNELS or 0 in header.size:
            raise SyntaxError("a JPEG XL file of many channels")
        self.header: Header = header
        self._size = header.size
        self._mode = ("L" if header.grey else "RGB") + "A" * header.alpha
        self.info["bit_depth"] = header.bits
        self.is_animated = header.animated

    def load(self) -> Any:
        """Raises what the codec raises."""
        if self._im is None:
            assert self.fp is not None
            self.fp.seek(0)
            pixels, said = _decoded(self.fp.read(), self.header)
            self._im = Image.fromarray(pixels).im
            self.info.update(said)
        return super().load()


def _decoded(data: bytes, header: Header) -> tuple[np.ndarray, dict[str, bytes]]:
    """uint8 (H, W) or (H, W, 2|3|4), and the profile and metadata as Pillow calls them."""
    import pylibjxl

    if header.animated:
        # To look for metadata it would decode all pictures, and keep the last one.
        return pylibjxl.decode(data), {}
    pixels, said = pylibjxl.decode(data, metadata=True)
    found = {name: said[name] for name in ("exif", "xmp") if said.get(name)}
    if not header.has_profile:
        return pixels, found
    if header.lossy:
        # Then the codec gives linear light, with the primaries of sRGB.
        curve = np.round(255 * encoded(np.arange(256, dtype=np.float32) / 255)).astype(np.uint8)
        alpha = pixels[:, :, -1].copy() if header.alpha else None
        pixels = curve[pixels]
        if alpha is not None:
            pixels[:, :, -1] = alpha
        return pixels, found
    return pixels, found | {"icc_profile": said["icc"]} if said.get("icc") else found


def colours_of(image: JpegXlImage) -> Described | None:
    """As :func:`colour_tags.colours_of`."""
    header = image.header
    if header.has_profile:
        return Described(None, UNKNOWN if header.animated else LINEAR) if header.animated or header.lossy else None
    return of_numbers(header.colours.places, header.colours.transfer, header.colours.gamma)


def write_jpeg_xl(pixels: np.ndarray, metadata: Metadata, file: BinaryIO) -> None:
    """uint8 (H, W, 3|4), without loss, with profile, EXIF and XMP. Lossy files of this codec would be nearly three
    times as large as they can be: it does not turn colours into those of the format (XYB). Raises what it raises.
    """
    import pylibjxl

    exif = metadata.exif and metadata.exif.removeprefix(b"Exif\0\0")
    file.write(
        pylibjxl.encode(
            np.ascontiguousarray(pixels), effort=EFFORT, lossless=True, icc=metadata.icc, exif=exif, xmp=metadata.xmp
        )
    )
