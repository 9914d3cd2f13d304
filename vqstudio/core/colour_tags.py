"""Turns colours that files describe without an ICC profile into the equivalent profile."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from PIL import Image

from . import icc
from .wording import mark

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_CHUNKS = 1000
"""Chunks before the pixels that are searched."""
WANTED = {b"cICP": 4, b"sRGB": 1, b"gAMA": 4, b"cHRM": 32}
"""Chunks that describe colours, and their lengths."""
SRGB_GAMMA, GAMMA_TOLERANCE, PLACE_TOLERANCE = 0.45455, 0.0025, 0.002
"""This gamma with the primaries of sRGB, as most programs write it, means sRGB for programs that know no better."""
EXIF_IFD, INTEROP_IFD, COLOUR_SPACE, INTEROP_INDEX = 0x8769, 0xA005, 0xA001, 1
UNCALIBRATED, ADOBE = 65535, 2

HDR = mark(
    "The photo has a high dynamic range (HDR); what is brighter than white is shown, and edited by models, as white."
)
UNKNOWN = mark("The photo's colours are described in a way that is not known here; they are shown as sRGB.")

PRIMARIES: dict[int, icc.Chromaticities] = {
    1: icc.SRGB,
    4: (0.310, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),
    5: (*icc.D65, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
    6: (*icc.D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    7: (*icc.D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    9: (*icc.D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    11: (0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    12: (*icc.D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
}
"""Primaries by their number in ITU-T H.273."""
PQ, HLG = 16, 18
VIDEO_CURVE = icc.segmented_curve(1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081)
CURVES = {
    1: VIDEO_CURVE, 6: VIDEO_CURVE, 14: VIDEO_CURVE, 15: VIDEO_CURVE, 4: icc.gamma_curve(2.2), 5: icc.gamma_curve(2.8),
    8: icc.gamma_curve(1.0), 13: icc.SRGB_CURVE, 17: icc.gamma_curve(2.6),
}  # fmt: skip
WHITE_NITS, CURVE_STEPS = 203.0, 4096
"""The light of white paper in HDR pictures, by ITU-R BT.2408."""


@dataclass(frozen=True)
class Described:
    """The ICC profile that a file's words amount to, None = sRGB; a ``notice`` for the user."""

    icc: bytes | None = None
    notice: str | None = None


def colours_of(image: Image.Image, file: BinaryIO) -> Described | None:
    """What is to be taken in place of the ICC profile of an ``image`` that is open, None if nothing else is said.

    Of a PNG in the order of its third edition: cICP, iCCP, sRGB, gAMA with cHRM. ``file`` is left where it was.
    """
    has_profile = bool(image.info.get("icc_profile"))
    if image.format == "PNG":
        here = file.tell()
        try:
            return _of_png(_chunks(file), has_profile)
        finally:
            file.seek(here)
    coded = image.info.get("nclx_profile")
    if has_profile:
        return None
    if isinstance(coded, dict):
        return coded_colours(coded.get("color_primaries", 2), coded.get("transfer_characteristics", 2))
    return _of_exif(image) if image.format == "JPEG" and image.info.get("exif") else None


def coded_colours(primaries: int, transfer: int) -> Described:
    """Colours by their numbers in ITU-T H.273; 2 is unspecified, which counts as sRGB."""
    places = PRIMARIES.get(1 if primaries == 2 else primaries)
    curve = CURVES.get(13 if transfer == 2 else transfer)
    notice = None
    if transfer in (PQ, HLG):
        curve, notice = icc.sampled_curve(_light(transfer)), HDR
    return _described(f"Coded colours {primaries}-{transfer}", places, curve, notice)


def of_numbers(places: icc.Chromaticities | None, transfer: int, gamma: float = 0.0) -> Described:
    """Colours by their places, and by the number of their transfer function in ITU-T H.273, or by the ``gamma`` that
    light was raised to.
    """
    curve = icc.gamma_curve(1 / gamma) if 0.05 <= gamma <= 1 else None if gamma else CURVES.get(transfer)
    notice = None
    if transfer in (PQ, HLG) and not gamma:
        curve, notice = icc.sampled_curve(_light(transfer)), HDR
    if places is not None and np.abs(np.subtract(places, icc.SRGB)).max() <= PLACE_TOLERANCE:
        places = icc.SRGB
    return _described("Colours of the file", places, curve, notice)


def _described(name: str, places: icc.Chromaticities | None, curve: bytes | None, notice: str | None) -> Described:
    if places is None or curve is None:
        return Described(None, UNKNOWN)
    if places == icc.SRGB and curve in (icc.SRGB_CURVE, VIDEO_CURVE):
        return Described()  # so is what cameras and screens make of video
    made = icc.matrix_profile(name, places, curve)
    return Described(made, notice if made else UNKNOWN)


def _of_png(chunks: dict[bytes, bytes], has_profile: bool) -> Described | None:
    if b"cICP" in chunks:
        primaries, transfer, matrix, full = chunks[b"cICP"]
        # A PNG holds red, green and blue alone; a narrow range is for video frames.
        return coded_colours(primaries, transfer) if (matrix, full) == (0, 1) else Described(None, UNKNOWN)
    if has_profile or b"sRGB" in chunks or b"gAMA" not in chunks:
        return None
    gamma = int.from_bytes(chunks[b"gAMA"]) / 100_000
    places = icc.SRGB
    if b"cHRM" in chunks:
        places = tuple(value / 100_000 for value in struct.unpack(">8I", chunks[b"cHRM"]))
    if not 0.05 <= gamma <= 20:
        return None
    near = np.abs(np.subtract(places, icc.SRGB)).max() <= PLACE_TOLERANCE
    if near and abs(gamma - SRGB_GAMMA) <= GAMMA_TOLERANCE:
        return None
    made = icc.matrix_profile("Colours of a PNG file", places, icc.gamma_curve(1 / gamma))
    return Described(made) if made else None


def _chunks(file: BinaryIO) -> dict[bytes, bytes]:
    """The first of each kind that is wanted, of those that stand before the pixels and have their right length."""
    file.seek(0)
    found: dict[bytes, bytes] = {}
    if file.read(8) != PNG_SIGNATURE:
        return found
    for _ in range(MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            break
        length, kind = struct.unpack(">I4s", head)
        if kind in (b"IDAT", b"IEND"):
            break
        if WANTED.get(kind) == length and kind not in found:
            data = file.read(length)
            if len(data) == length:
                found[kind] = data
            file.seek(4, 1)
        else:
            file.seek(length + 4, 1)
    return found


def _of_exif(image: Image.Image) -> Described | None:
    """Cameras (DCF) store Adobe RGB without a profile and say so in two places."""
    try:
        exif = image.getexif()
        space, index = exif.get_ifd(EXIF_IFD).get(COLOUR_SPACE), exif.get_ifd(INTEROP_IFD).get(INTEROP_INDEX)
    except Exception:  # noqa: BLE001  Pillow raises nearly anything for damaged tags, which are reported elsewhere
        return None
    is_adobe = space in (UNCALIBRATED, ADOBE) and isinstance(index, str) and index.startswith("R03")
    return Described(icc.adobe_rgb()) if is_adobe else None


def _light(transfer: int) -> np.ndarray:
    """float64 (CURVE_STEPS,) where 1 is white; brighter light is cut off."""
    value = np.linspace(0, 1, CURVE_STEPS)
    if transfer == PQ:
        root = value ** (1 / 78.84375)
        share = np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
        return np.minimum(10_000 * share ** (1 / 0.1593017578125) / WHITE_NITS, 1)
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(value <= 0.5, value**2 / 3, (np.exp((value - c) / a) + b) / 12)
    return np.minimum(1000 * scene**1.2 / WHITE_NITS, 1)
