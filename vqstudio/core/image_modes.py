"""Converts every mode of Pillow to 8-bit RGB or RGBA."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageCms

from . import grey_profile
from .colour import can_convert, conversion
from .wording import mark

RGB_SPACE, GREY_SPACE, CMYK_SPACE = b"RGB ", b"GRAY", b"CMYK"
LARGEST_PROFILE = 16_000_000
"""Bytes; a JPEG file holds no more, and real ones have less than a tenth of it."""
BITS_TAG, PHOTOMETRIC_TAG, SAMPLE_FORMAT_TAG = 258, 262, 339
STRIP_ROWS = 32
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""What turns a photo upright, by EXIF orientation."""

REDUCED = mark("The photo has more than 8 bits per colour; it was reduced to 8 bits.")
ONE_WAY = mark("The photo's colour profile is that of a scanner or camera; the photo was converted to sRGB by it.")
BROKEN_PROFILE = mark(
    "The photo's colour profile is damaged or made for other kinds of pixels and was left out; colours may differ."
)


def usable_profile(icc: bytes | None) -> bytes | None:
    """The ICC profile without what follows its end, None if it is cut off or no other program could use it."""
    if not isinstance(icc, bytes) or len(icc) < 128:
        return None
    (length,) = struct.unpack(">I", icc[:4])
    if not 128 <= length <= min(len(icc), LARGEST_PROFILE):
        return None
    icc = icc[:length]
    if profile_space(icc) != RGB_SPACE:
        return icc  # it is tried when the pixels are converted by it
    return icc if can_convert(icc, None) else None


def in_colours(icc: bytes | None) -> bytes | None:
    """The profile of colours that means what a grey one does, if there is one."""
    return usable_profile(grey_profile.for_colours(icc)) if icc else None


def profile_space(icc: bytes | None) -> bytes | None:
    """The colour space an ICC profile describes (bytes 16..20 of its header), None without one."""
    return icc[16:20] if icc else None


Watch = Callable[[np.ndarray, int], object]
"""Called with pixels uint8 (H, W, 3|4) that are being filled from the top, and how many rows are."""


def has_deep_rows(image: Image.Image) -> bool:
    """Whether the file holds 16 bits per value, of an image that is not loaded yet."""
    rows = [tile[3] for tile in getattr(image, "tile", ())]
    return any("16" in str(row[0] if isinstance(row, tuple) else row) for row in rows)


def match_transparency(image: Image.Image) -> None:
    """Bring the transparent colour of a PNG, which Pillow leaves as it is in the file, to the range of its pixels.

    To be called before the image is loaded: afterwards it no longer says how many bits its file has.
    """
    colour = image.info.get("transparency")
    stored = {str(tile[3]) for tile in getattr(image, "tile", ())}
    if isinstance(colour, tuple) and "RGB;16B" in stored:
        image.info["transparency"] = tuple(value >> 8 for value in colour)
    elif isinstance(colour, int) and image.mode == "L":
        image.info["transparency"] = min(255, colour * (85 if "L;2" in stored else 17 if "L;4" in stored else 1))


def to_rgb(image: Image.Image, icc: bytes | None) -> tuple[Image.Image, bytes | None, list[str]]:
    """A loaded image to (the image in RGB or RGBA, the ICC profile that fits it or None = sRGB, notices).

    Raises what Pillow raises for modes that it cannot convert.
    """
    notices: list[str] = []
    mode = image.mode
    had_profile, icc = bool(icc), usable_profile(icc)
    space = profile_space(icc)
    if mode.startswith("I") or mode == "F":
        image = _grey_levels(image)
        mode = image.mode
        notices.append(REDUCED)
    converted = None
    if mode == "1" and space == GREY_SPACE and "transparency" not in image.info:
        image, mode = image.convert("L"), "L"
    if mode == "CMYK":
        image, notice = _from_cmyk(image, icc if space == CMYK_SPACE else None)
        notices.append(notice)
    elif mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
        image = ImageCms.applyTransform(image, transform) or image
        notices.append(mark("The photo was converted from Lab to sRGB colours."))
    elif mode in ("L", "LA") and space == GREY_SPACE and (coloured := in_colours(icc)):
        icc, space = coloured, RGB_SPACE
    elif mode in ("L", "LA") and space == GREY_SPACE and "transparency" not in image.info:
        converted = _by_profile(image.getchannel("L"), icc)
        if converted is not None:
            if mode == "LA":
                converted.putalpha(image.getchannel("A"))
            image = converted
            notices.append(mark("The photo was converted from grey to sRGB by its colour profile."))
    keeps_profile = space == RGB_SPACE and mode not in ("CMYK", "LAB", "HSV")
    if had_profile and not keeps_profile and converted is None and mode not in ("CMYK", "LAB"):
        notices.append(BROKEN_PROFILE)
    transparent = mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info
    wanted = "RGBA" if transparent else "RGB"
    if image.mode != wanted:
        image = image.convert(wanted)
    if keeps_profile and not can_convert(None, icc):
        if change := conversion(icc):
            image = change.image(image.copy())
        keeps_profile = False
        notices.append(ONE_WAY)
    return image, icc if keeps_profile else None, notices


def pixels_of(image: Image.Image, watch: Watch | None = None) -> np.ndarray:
    """uint8 (H, W, bands) of an 8-bit image, strip by strip: in one go Pillow would hold two more copies of it."""
    image.load()
    bands = len(image.getbands())
    pixels = np.empty((image.height, image.width, bands), np.uint8)
    for top in range(0, image.height, STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, image.height)
        strip = pixels[top:bottom]
        # What Image.tobytes does for a whole picture. Of a crop it would copy every pixel twice more, which takes a
        # tenth of the time to open a JPEG.
        encoder = Image._getencoder(image.mode, "raw", (image.mode,))
        encoder.setimage(image.im, (0, top, image.width, bottom))
        _, status, data = encoder.encode(strip.size)
        if status < 0:
            raise ValueError(f"Pillow cannot copy the pixels of an image ({status})")
        strip[:] = np.frombuffer(data, np.uint8).reshape(strip.shape)
        if watch is not None:
            watch(pixels, bottom)
    return pixels


def mask_levels(pixels: np.ndarray) -> np.ndarray:
    """What a picture of a mask, uint8 (H, W, 3|4), selects, uint8 (H, W): white, or what is opaque if any of it is
    transparent.
    """
    if pixels.shape[2] == 4 and pixels[:, :, 3].min() < 255:
        return pixels[:, :, 3].copy()
    return pixels_of(Image.fromarray(np.ascontiguousarray(pixels[:, :, :3])).convert("L"))[:, :, 0]


def _grey_levels(image: Image.Image) -> Image.Image:
    """16- and 32-bit grey to L, or LA if one level is transparent: by the format's range, or by the brightest pixel
    where there is none.
    """
    tags = getattr(image, "tag_v2", {})
    bits = (tags.get(BITS_TAG) or (0,))[0]
    stored = np.asarray(image)
    if image.mode == "I" and bits == 32 and tags.get(SAMPLE_FORMAT_TAG, (1,))[0] == 1:
        stored = np.ascontiguousarray(stored).view(np.uint32)  # Pillow takes them for signed numbers
    values = np.nan_to_num(stored.astype(np.float32), copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    brightest = float(values.max(initial=0))
    if image.mode == "F":
        top = 1.0 if brightest <= 1 else 255.0 if brightest <= 255 else brightest
    elif image.mode.startswith("I;16"):
        top = 4095.0 if bits == 12 else 65535.0
    else:
        top = 65535.0 if 255 < brightest <= 65535 else max(255.0, brightest)
    if tags.get(PHOTOMETRIC_TAG) == 0:  # white is zero, which Pillow heeds for 8 bits only
        values = top - values
    levels = Image.fromarray(np.clip(values * (255 / top) + 0.5, 0, 255).astype(np.uint8))
    see_through = image.info.get("transparency")
    if isinstance(see_through, int):
        levels.putalpha(Image.fromarray(np.where(stored == see_through, 0, 255).astype(np.uint8)))
    return levels


def _from_cmyk(image: Image.Image, icc: bytes | None) -> tuple[Image.Image, str]:
    converted = _by_profile(image, icc) if icc else None
    if converted is not None:
        return converted, mark("The photo was converted from CMYK to sRGB by its colour profile.")
    notice = mark("The photo was converted from CMYK to RGB without a usable colour profile; colours may differ.")
    return image.convert("RGB"), notice


def _by_profile(image: Image.Image, icc: bytes | None) -> Image.Image | None:
    """``image`` in sRGB, or None if the profile is broken: the caller then converts without it."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc or b""))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
