"""Whatever mode a file has, to 8-bit RGB or RGBA."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageCms

RGB_PROFILE = b"RGB "


def profile_space(icc: bytes | None) -> bytes | None:
    """The colour space an ICC profile describes (bytes 16..20 of its header), None without a usable profile."""
    return icc[16:20] if icc and len(icc) >= 128 else None


def to_rgb(image: Image.Image, icc: bytes | None) -> tuple[np.ndarray, bytes | None, list[str]]:
    """A loaded image to (pixels uint8 (H, W, 3|4), the ICC profile that fits them or None = sRGB, notices)."""
    notices: list[str] = []
    mode = image.mode
    if mode.startswith("I") or mode == "F":
        pixels, notice = _grey_levels(image)
        return np.repeat(pixels[:, :, None], 3, axis=2), None, [notice]
    if mode == "CMYK":
        image, notice = _from_cmyk(image, icc)
        notices.append(notice)
        icc = None
    elif mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
        image = ImageCms.applyTransform(image, transform) or image
        notices.append("The photo was converted from Lab to sRGB colours.")
        icc = None
    elif mode == "HSV":
        icc = None
    transparent = mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info
    image = (
        image.convert("RGBA" if transparent else "RGB") if image.mode not in ("RGB", "RGBA") or transparent else image
    )
    return np.array(image), icc if profile_space(icc) == RGB_PROFILE else None, notices


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
    if profile_space(icc) == b"CMYK":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(icc or b""))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if converted is not None:
                return converted, "The photo was converted from CMYK to sRGB by its colour profile."
        except ImageCms.PyCMSError:
            pass  # a broken profile: convert without it, and say so below
    return image.convert(
        "RGB"
    ), "The photo was converted from CMYK to RGB without a colour profile; colours may differ."
