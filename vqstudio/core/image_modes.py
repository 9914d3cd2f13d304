"""Whatever mode a file has, to 8-bit RGB or RGBA."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageCms

RGB_SPACE, GREY_SPACE, CMYK_SPACE = b"RGB ", b"GRAY", b"CMYK"
STRIP_ROWS = 32


def profile_space(icc: bytes | None) -> bytes | None:
    """The colour space an ICC profile describes (bytes 16..20 of its header), None without a usable profile."""
    return icc[16:20] if icc and len(icc) >= 128 else None


Watch = Callable[[np.ndarray, int], object]
"""Called with pixels uint8 (H, W, 3|4) that are being filled from the top, and how many rows are."""


def to_rgb(
    image: Image.Image, icc: bytes | None, watch: Watch | None = None
) -> tuple[np.ndarray, bytes | None, list[str]]:
    """A loaded image to (pixels uint8 (H, W, 3|4), the ICC profile that fits them or None = sRGB, notices)."""
    notices: list[str] = []
    mode, space = image.mode, profile_space(icc)
    if mode.startswith("I") or mode == "F":
        levels, notice = _grey_levels(image)
        return np.repeat(levels[:, :, None], 3, axis=2), None, [notice]
    if mode == "CMYK":
        image, notice = _from_cmyk(image, icc if space == CMYK_SPACE else None)
        notices.append(notice)
    elif mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
        image = ImageCms.applyTransform(image, transform) or image
        notices.append("The photo was converted from Lab to sRGB colours.")
    elif mode in ("L", "LA") and space == GREY_SPACE and "transparency" not in image.info:
        converted = _by_profile(image.getchannel("L"), icc)
        if converted is not None:
            if mode == "LA":
                converted.putalpha(image.getchannel("A"))
            image = converted
            notices.append("The photo was converted from grey to sRGB by its colour profile.")
    transparent = mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info
    wanted = "RGBA" if transparent else "RGB"
    if image.mode != wanted:
        image = image.convert(wanted)
    keeps_profile = space == RGB_SPACE and mode not in ("CMYK", "LAB", "HSV")
    return pixels_of(image, watch), icc if keeps_profile else None, notices


def pixels_of(image: Image.Image, watch: Watch | None = None) -> np.ndarray:
    """uint8 (H, W, bands) of an 8-bit image, strip by strip: in one go Pillow would hold two more copies of it."""
    bands = len(image.getbands())
    pixels = np.empty((image.height, image.width, bands), np.uint8)
    for top in range(0, image.height, STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, image.height)
        pixels[top:bottom] = np.asarray(image.crop((0, top, image.width, bottom))).reshape(bottom - top, -1, bands)
        if watch is not None:
            watch(pixels, bottom)
    return pixels


def _grey_levels(image: Image.Image) -> tuple[np.ndarray, str]:
    """16- and 32-bit grey to 8 bits: by the format's range, or by the brightest pixel where there is none."""
    values = np.asarray(image).astype(np.float32)
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    brightest = float(values.max(initial=0))
    if image.mode == "F":
        top = 1.0 if brightest <= 1 else 255.0 if brightest <= 255 else brightest
    else:
        top = 65535.0 if image.mode.startswith("I;16") or 255 < brightest <= 65535 else max(255.0, brightest)
    pixels = np.clip(values * (255 / top) + 0.5, 0, 255).astype(np.uint8)
    return pixels, "The photo has more than 8 bits per colour; it was reduced to 8 bits."


def _from_cmyk(image: Image.Image, icc: bytes | None) -> tuple[Image.Image, str]:
    converted = _by_profile(image, icc) if icc else None
    if converted is not None:
        return converted, "The photo was converted from CMYK to sRGB by its colour profile."
    notice = "The photo was converted from CMYK to RGB without a usable colour profile; colours may differ."
    return image.convert("RGB"), notice


def _by_profile(image: Image.Image, icc: bytes | None) -> Image.Image | None:
    """``image`` in sRGB, or None if the profile is broken: the caller then converts without it."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc or b""))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
