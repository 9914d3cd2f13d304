"""Raw files of cameras, which LibRaw develops; it is an extra of the installation."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from .document import Metadata
from .errors import FileError
from .image_limits import LARGEST_PHOTO, check_before_decoding
from .metadata_reading import read_metadata
from .paths import shown_name

RAW_SUFFIXES = frozenset({".arw", ".cr2", ".cr3", ".dng", ".nef", ".orf", ".pef", ".raf", ".rw2", ".srw"})
SRGB_GAMMA = (2.4, 12.92)
"""Exponent and slope at black of sRGB, as LibRaw takes them."""
CLIPPED = 0.002
"""Share of the pixels that may become white: cameras expose so that more room is left above than a photo needs."""
SIDEWAYS = (5, 6)
"""LibRaw's names of a quarter turn."""


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
    """The photo in a raw file, with the camera's white balance, as bright as cameras show it; ``small``: of half the
    size, in a fraction of the time. Raises FileError, and OSError where the file system does.
    """
    import rawpy

    name = shown_name(path)
    try:
        with path.open("rb") as file, rawpy.imread(file) as raw:
            _check(raw, name)
            notices: list[str] = []
            metadata = _metadata(raw, notices)
            pixels = raw.postprocess(
                use_camera_wb=True, output_bps=16, gamma=SRGB_GAMMA, output_color=rawpy.ColorSpace.sRGB,
                auto_bright_thr=CLIPPED, half_size=small,
            )  # fmt: skip
    except rawpy.LibRawError as error:
        raise _unreadable(name) from error
    return Developed(pixels, metadata, notices)


def raw_size(path: Path) -> tuple[int, int]:
    """Width and height, upright; nothing is developed. Raises FileError, and OSError where the file system does."""
    import rawpy

    try:
        with path.open("rb") as file, rawpy.imread(file) as raw:
            sizes = raw.sizes
            turned = sizes.flip in SIDEWAYS
            return (sizes.height, sizes.width) if turned else (sizes.width, sizes.height)
    except rawpy.LibRawError as error:
        raise _unreadable(shown_name(path)) from error


def _check(raw: object, name: str) -> None:
    sizes = raw.sizes  # type: ignore[attr-defined]
    if sizes.width * sizes.height > LARGEST_PHOTO:
        raise FileError(
            "{name} claims to have {width}x{height} pixels; VQ Studio opens up to {most} megapixels; "
            "reduce it with another program first.",
            name=name,
            width=sizes.width,
            height=sizes.height,
            most=LARGEST_PHOTO // 1_000_000,
        )


def _metadata(raw: object, notices: list[str]) -> Metadata:
    """Of the preview that cameras put into raw files: a JPEG with everything that one of theirs has. Empty without."""
    import rawpy

    try:
        preview = raw.extract_thumb()  # type: ignore[attr-defined]
        if preview.format != rawpy.ThumbFormat.JPEG:
            return Metadata()
        file = io.BytesIO(preview.data)
        with Image.open(file, formats=("JPEG",)) as image:
            check_before_decoding(image, file, "")
            metadata, _ = read_metadata(image, file, notices)
            return metadata
    except (rawpy.LibRawError, OSError, ValueError, FileError):
        return Metadata()


def _unreadable(name: str) -> FileError:
    return FileError(
        "{name} is a raw file that VQ Studio cannot develop, or it is damaged; convert it to TIFF or JPEG with the "
        "camera's own program.",
        name=name,
    )
