"""How a photo was taken, as its metadata says. Nothing in it is believed: what makes no sense is left out."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import Image

from .directories import EXIF_PART, GPS_PART
from .document import Metadata
from .privacy import xmp_without_place
from .wording import one_line

MAKE, MODEL, CHANGED = 0x010F, 0x0110, 0x0132
EXPOSURE_TIME, APERTURE, SENSITIVITY, TAKEN, FOCAL_LENGTH = 0x829A, 0x829D, 0x8827, 0x9003, 0x920A
LENS_MAKE, LENS = 0xA433, 0xA434
LATITUDE, LONGITUDE = 2, 4
LONGEST = 80
"""Characters of a name."""
MOST = 1e7
"""Largest number that is shown."""
DATE = re.compile(r"(\d{4})[:\-](\d\d)[:\-](\d\d)[ T](\d\d):(\d\d):(\d\d)")


@dataclass(frozen=True)
class Shot:
    """Empty or None: not said. ``seconds`` of exposure, ``aperture`` as the f-number, ``focal_length`` in mm."""

    camera: str = ""
    lens: str = ""
    seconds: float | None = None
    aperture: float | None = None
    sensitivity: float | None = None
    focal_length: float | None = None
    taken: datetime | None = None
    has_place: bool = False


def shot_of(metadata: Metadata) -> Shot:
    """Never raises."""
    tags, details, place = _directories(metadata.exif)
    make, model = _text(tags.get(MAKE)), _text(tags.get(MODEL))
    camera = model if model.lower().startswith(make.lower().split(" ")[0]) else f"{make} {model}"
    lens_make, lens = _text(details.get(LENS_MAKE)), _text(details.get(LENS))
    xmp = metadata.xmp
    return Shot(
        camera=(camera.strip() or make),
        lens=lens or lens_make,
        seconds=_number(details.get(EXPOSURE_TIME)),
        aperture=_number(details.get(APERTURE)),
        sensitivity=_number(details.get(SENSITIVITY)),
        focal_length=_number(details.get(FOCAL_LENGTH)),
        taken=_date(details.get(TAKEN)) or _date(tags.get(CHANGED)),
        has_place=LATITUDE in place or LONGITUDE in place or bool(xmp and xmp_without_place(xmp) != xmp),
    )


def _directories(exif: bytes | None) -> tuple[Mapping[int, Any], Mapping[int, Any], Mapping[int, Any]]:
    """The main one, that of EXIF and that of GPS."""
    try:
        tags = Image.Exif()
        tags.load(exif or b"")
        return dict(tags), dict(tags.get_ifd(EXIF_PART)), dict(tags.get_ifd(GPS_PART))
    except Exception:  # noqa: BLE001  Pillow raises nearly anything for damaged tags
        return {}, {}, {}


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return one_line(value.split("\0")[0].strip(), LONGEST) if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    if isinstance(value, tuple) and value:
        value = value[0]
    try:
        number = float(value)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return number if math.isfinite(number) and 0 < number < MOST else None


def _date(value: object) -> datetime | None:
    found = DATE.match(_text(value))
    try:
        return datetime(*map(int, found.groups())) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None
