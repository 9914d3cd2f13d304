"""Raw files of cameras, which LibRaw develops; it is an extra of the installation."""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from .directories import pictures, whole_numbers
from .document import Metadata
from .errors import FileError
from .image_limits import check_before_decoding, refuse_too_large
from .metadata_reading import read_metadata
from .paths import shown_name
from .srgb import encoded, linear

RAW_SUFFIXES = {
    ".arw": "image/x-sony-arw", ".cr2": "image/x-canon-cr2", ".cr3": "image/x-canon-cr3", ".dng": "image/x-adobe-dng",
    ".nef": "image/x-nikon-nef", ".orf": "image/x-olympus-orf", ".pef": "image/x-pentax-pef",
    ".raf": "image/x-fuji-raf", ".rw2": "image/x-panasonic-rw2", ".srw": "image/x-samsung-srw",
}  # fmt: skip
"""With their MIME types."""
SRGB_GAMMA = (2.4, 12.92)
"""Exponent and slope at black of sRGB, as LibRaw takes them."""
SIDEWAYS = (5, 6)
"""LibRaw's names of a quarter turn."""
LARGEST_FILE = 1 << 30
"""Bytes; a photo of 200 megapixels has less."""
PIXELS_PER_BYTE = 100
"""At most, in a file that is whole; the most compressed ones of cameras have four."""
PIECES = ((273, 279), (324, 325))
"""Tags of the places and lengths of strips, and of tiles."""
MOST_BRIGHTER = 8.0
"""How much brighter at most a photo is shown than the sensor saw it, to look like the camera's own preview."""
PREVIEW_SIDE = 64


@dataclass(frozen=True, eq=False)
class Developed:
    """``pixels`` uint16 (H, W, 3) in sRGB, upright; what the camera wrote about the photo; ``notices`` for the user."""

    pixels: np.ndarray
    metadata: Metadata
    notices: list[str]


def is_raw(path: Path) -> bool:
    return path.suffix.lower() in RAW_SUFFIXES


def knows_raw() -> bool:
    try:
        import rawpy  # noqa: F401
    except ImportError:
        return False
    return True


def develop(path: Path, small: bool = False) -> Developed:
    """The photo in a raw file, with the camera's white balance, as bright as the preview that the camera put into it;
    ``small``: of half the size, in a fraction of the time. Raises FileError, and OSError where the file system does.
    """
    import rawpy

    notices: list[str] = []
    with _opened(path) as raw:
        metadata, preview = _preview(raw, notices)
        pixels = raw.postprocess(
            use_camera_wb=True, output_bps=16, gamma=SRGB_GAMMA, output_color=rawpy.ColorSpace.sRGB,
            no_auto_bright=True, half_size=small,
        )  # fmt: skip
    if pixels.ndim != 3 or pixels.shape[2] not in (1, 3):
        raise _unreadable(path)
    if pixels.shape[2] == 1:
        pixels = np.repeat(pixels, 3, 2)
    return Developed(_as_bright_as(preview, pixels), metadata, notices)


def raw_size(path: Path) -> tuple[int, int]:
    """Width and height, upright; nothing is developed. Raises FileError, and OSError where the file system does."""
    with _opened(path) as raw:
        sizes = raw.sizes
        turned = sizes.flip in SIDEWAYS
        return (sizes.height, sizes.width) if turned else (sizes.width, sizes.height)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import rawpy

    name = shown_name(path)
    with path.open("rb"):  # what the file system says is clearer than what LibRaw does
        pass
    if path.stat().st_size > LARGEST_FILE:
        raise FileError(
            "{name} is larger than any raw file of a camera ({most} MB at most); get another copy of it.",
            name=name,
            most=LARGEST_FILE >> 20,
        )
    try:
        with rawpy.imread(str(path)) as raw:
            refuse_too_large(raw.sizes.width, raw.sizes.height, name)
            if _is_cut_off(path, raw.sizes.raw_width * raw.sizes.raw_height):
                raise FileError("{name} is damaged or cut off and cannot be opened; get another copy of it.", name=name)
            yield raw
    except (rawpy.LibRawUnsufficientMemoryError, MemoryError):
        raise MemoryError from None
    except rawpy.LibRawError as error:
        raise _unreadable(path) from error


def _is_cut_off(path: Path, pixels: int) -> bool:
    """LibRaw would develop what is missing as black. Of other files than DNG, which have no rule, it is known only
    where nearly everything is missing. Raises OSError.
    """
    size = path.stat().st_size
    if pixels > PIXELS_PER_BYTE * size:
        return True
    if path.suffix.lower() != ".dng":
        return False
    with path.open("rb") as file, contextlib.suppress(ValueError, struct.error):
        for found, order in pictures(file):
            for places, lengths in PIECES:
                pieces = zip(
                    whole_numbers(found.get(places), order), whole_numbers(found.get(lengths), order), strict=False
                )
                if any(place + length > size for place, length in pieces):
                    return True
    return False


def _preview(raw: Any, notices: list[str]) -> tuple[Metadata, np.ndarray | None]:
    """What the camera wrote about the photo, with sRGB as its colours, and its own small picture of it, uint8 (H, W,
    3): both are of the JPEG that cameras put into raw files. Nothing and None without it.
    """
    import rawpy

    try:
        found = raw.extract_thumb()
        if found.format != rawpy.ThumbFormat.JPEG:
            return Metadata(), None
        file = io.BytesIO(found.data)
        with Image.open(file, formats=("JPEG",)) as image:
            check_before_decoding(image, file, "")
            image.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
            small = np.asarray(image.convert("RGB").resize((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.BOX))
            metadata, _ = read_metadata(image, file, notices)
    except (rawpy.LibRawError, OSError, ValueError, FileError):
        return Metadata(), None
    # The camera may have been set to other colours, which the EXIF then claims.
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return replace(metadata, icc=srgb), small


def _as_bright_as(preview: np.ndarray | None, pixels: np.ndarray) -> np.ndarray:
    """uint16 (H, W, 3) with the middle tone of the preview: linear x becomes f x / (1 + (f - 1) x), so that shadows
    gain and nothing becomes white that was not. Sensors are exposed for the highlights, and cameras brighten the rest.
    """
    if preview is None:
        return pixels
    step = max(1, min(pixels.shape[:2]) // PREVIEW_SIDE)
    ours = float(np.median(linear(pixels[::step, ::step, 1].astype(np.float32) / 65535)))
    theirs = float(np.median(linear(preview[:, :, 1].astype(np.float32) / 255)))
    if not 0 < ours < 1 or not 0 < theirs < 1:
        return pixels
    factor = float(np.clip(theirs * (1 - ours) / (ours * (1 - theirs)), 1 / MOST_BRIGHTER, MOST_BRIGHTER))
    light = linear(np.arange(65536, dtype=np.float32) / 65535)
    curve = np.round(65535 * encoded(factor * light / (1 + (factor - 1) * light))).astype(np.uint16)
    return np.asarray(curve[pixels])


def _unreadable(path: Path) -> FileError:
    return FileError(
        "{name} is a raw file that VQ Studio cannot develop, or it is damaged; convert it to TIFF or JPEG with the "
        "camera's own program.",
        name=shown_name(path),
    )
