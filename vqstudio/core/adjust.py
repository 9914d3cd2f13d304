"""Light and colour of a photo: fade, white balance, exposure, black and white points, contrast, areas of light and
shadow, saturation or grey, sharpness.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property

import cv2
import numpy as np

from .fade import Fade, measured
from .geometry import Bounds
from .srgb import encoded, linear
from .tones import Areas, gain

MOST_EXPOSURE = 3.0
ROWS = 128
"""Rows at a time: what is computed in float32 stays in the processor's cache."""
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Weights of linear red, green and blue in the light that is seen (ITU-R BT.709)."""
WARMEST, GREENEST = 0.35, 0.25
"""Gains of the colour channels at the ends of the white balance, as natural logarithms."""
STEEPEST = 0.9
FARTHEST = 0.25
"""Of the range from black to white: how far ``blacks`` and ``whites`` move its ends."""
RADIUS = 1.0
"""Standard deviation, in pixels of the photo, of the blur that sharpening takes the detail from."""
REACH = 4
"""Rows that this blur needs above and below."""
SHARPEST = 2.0
"""Times the detail is added at most."""
MOST_DETAIL = np.float32(24 / 255)
"""Detail beyond this, at hard edges, is added no further: no halos."""
FINEST = 0.4
"""A blur of fewer pixels of a reduced picture than this shows no detail in it."""
SAMPLES = 4095
"""Of each curve: enough to say how bright an area is."""
SMALL = 512
"""Longest side of the reduced photo that fade and areas are measured on."""
GREYS = {
    "neutral": (0.2126, 0.7152, 0.0722),
    "yellow": (0.4, 0.55, 0.05),
    "red": (0.9, 0.1, 0.0),
    "green": (0.1, 0.85, 0.05),
    "blue": (0.1, 0.2, 0.7),
}
"""Weights of red, green and blue in black and white: as they look, or as through a colour filter before the lens."""


@dataclass(frozen=True)
class Adjustment:
    """``exposure`` in stops, -MOST_EXPOSURE..MOST_EXPOSURE; ``fade`` and ``sharpness`` in 0..1; ``grey`` one of GREYS,
    or empty; all others in -1..1. 0 changes nothing.

    ``fade``: how far to bring back what has faded. ``shadows``, ``highlights``: of dark and of bright areas, brighter
    if positive. ``blacks``, ``whites``: the ends of the range, brighter if positive. ``warmth``: from blue to yellow;
    ``tint``: from green to magenta.
    """

    exposure: float = 0.0
    contrast: float = 0.0
    warmth: float = 0.0
    tint: float = 0.0
    saturation: float = 0.0
    shadows: float = 0.0
    highlights: float = 0.0
    blacks: float = 0.0
    whites: float = 0.0
    fade: float = 0.0
    sharpness: float = 0.0
    grey: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, entry.name) for entry in fields(self))

    @property
    def valid(self) -> bool:
        signed = (self.contrast, self.warmth, self.tint, self.saturation, self.shadows, self.highlights, self.blacks,
                  self.whites)  # fmt: skip
        return (
            abs(self.exposure) <= MOST_EXPOSURE
            and all(abs(value) <= 1 for value in signed)
            and 0 <= self.fade <= 1
            and 0 <= self.sharpness <= 1
            and (not self.grey or self.grey in GREYS)
        )


class WholePhoto:
    """What of a whole photo decides how its parts are adjusted. Made of uint8 or uint16 (H, W, 3|4)."""

    def __init__(self, pixels: np.ndarray) -> None:
        self.size = height, width = pixels.shape[:2]
        scale = min(1.0, SMALL / max(height, width))
        small = (max(1, round(width * scale)), max(1, round(height * scale)))
        reduced = cv2.resize(np.ascontiguousarray(pixels[:, :, :3]), small, interpolation=cv2.INTER_AREA)
        self.small: np.ndarray = reduced.astype(np.float32) / np.float32(np.iinfo(pixels.dtype).max)
        self._areas: tuple[Adjustment, Areas] | None = None
        """The last ones: preview and histogram of one slider ask for the same."""

    @cached_property
    def fade(self) -> Fade:
        return measured(self.small)

    def areas(self, adjustment: Adjustment, curves: _Curves) -> Areas:
        """Of the photo as the ``curves`` of this ``adjustment`` make it."""
        known = self._areas
        if known is None or known[0] != adjustment:
            nearest = np.round(self.small * np.float32(SAMPLES)).astype(np.int16)
            light = np.zeros(nearest.shape[:2], np.float32)
            for channel, weight in enumerate(LUMA):
                light += weight * curves.table(channel, SAMPLES).take(nearest[:, :, channel])
            known = self._areas = adjustment, Areas.of(light)
        return known[1]


def adjusted(
    pixels: np.ndarray,
    adjustment: Adjustment,
    step: Callable[[float], None] = lambda share: None,
    whole: WholePhoto | None = None,
    place: Bounds | None = None,
) -> np.ndarray:
    """uint8 or uint16 (H, W, 3|4) with its light and colours changed; alpha stays.

    ``pixels`` are the whole photo, or with ``whole`` a picture in any size of this ``place`` in it. White balance and
    exposure are gains of linear light, contrast is a curve through the middle grey, saturation scales the distance to
    the grey of the same light. ``step`` receives the share done, and may raise.
    """
    most = np.iinfo(pixels.dtype).max
    by_area = bool(adjustment.shadows or adjustment.highlights)
    if whole is None and (adjustment.fade or by_area):
        whole = WholePhoto(pixels)
    height, width = pixels.shape[:2]
    place = place or Bounds.of(pixels.shape)
    scale = place.width / max(1, width), place.height / max(1, height)
    curves = _Curves(adjustment, whole.fade if whole and adjustment.fade else Fade())
    tables = [curves.table(channel, most) for channel in range(3)]
    areas = whole.areas(adjustment, curves) if whole and by_area else None
    sigma = RADIUS / scale[0] if adjustment.sharpness else 0.0
    result = pixels.copy()
    for top in range(0, height, ROWS):
        step(top / height)
        first, last, bottom = max(0, top - REACH), min(height, top + ROWS + REACH), min(height, top + ROWS)
        part = np.stack([table[pixels[first:last, :, channel]] for channel, table in enumerate(tables)], axis=2)
        if whole and areas:
            origin = place.x, place.y + first * scale[1]
            area = areas.at(part @ LUMA, origin, scale, whole.size)
            part *= gain(area, adjustment.shadows, adjustment.highlights)[:, :, None]
        part = _coloured(part, adjustment)
        if sigma > FINEST:
            _sharpen(part, adjustment.sharpness, sigma)
        result[top:bottom, :, :3] = np.clip(part[top - first : bottom - first] * most + np.float32(0.5), 0, most)
    return result


class _Curves:
    """What becomes of the values of each channel, whatever is around them."""

    def __init__(self, adjustment: Adjustment, fade: Fade) -> None:
        self._adjustment, self._fade = adjustment, fade
        logs = np.array([WARMEST, 0, -WARMEST]) * adjustment.warmth
        logs += np.array([0.5, -1, 0.5]) * GREENEST * adjustment.tint
        gains = np.exp(logs)
        self._gains = gains * 2**adjustment.exposure / (gains @ LUMA)  # the light of a grey stays what it is

    def __call__(self, values: np.ndarray, channel: int) -> np.ndarray:
        """Values in 0..1 of a channel to such."""
        levels = self._fade.restored(values.astype(np.float64), channel, self._adjustment.fade)
        shown = encoded(np.clip(linear(levels) * self._gains[channel], 0, 1))
        return _contrasted(_between_ends(shown, self._adjustment), self._adjustment.contrast)

    def table(self, channel: int, most: int) -> np.ndarray:
        """float32 in 0..1: what each of 0..``most`` becomes."""
        return self(np.arange(most + 1) / most, channel).astype(np.float32)


def _between_ends(shown: np.ndarray, adjustment: Adjustment) -> np.ndarray:
    """Values 0..1 with black and white moved in, so that they are cut off, or out, so that none are left there."""
    black, white = FARTHEST * adjustment.blacks, FARTHEST * adjustment.whites
    low_in, low_out = max(-black, 0), max(black, 0)
    high_in, high_out = 1 - max(white, 0), 1 - max(-white, 0)
    moved = low_out + (shown - low_in) / (high_in - low_in) * (high_out - low_out)
    return np.asarray(np.clip(moved, 0, 1))


def _contrasted(shown: np.ndarray, contrast: float) -> np.ndarray:
    """Values 0..1 drawn away from (or to) the middle, the ends where they are."""
    slope = np.exp(STEEPEST * contrast)
    lower, upper = shown**slope, (1 - shown) ** slope
    # Of all odd curves about the middle the one that a logistic in log-odds gives: smooth, and never beyond 0..1.
    curve: np.ndarray = np.divide(lower, lower + upper)
    return curve


def _coloured(part: np.ndarray, adjustment: Adjustment) -> np.ndarray:
    """float32 (H, W, 3) more or less saturated, or grey."""
    if adjustment.grey:
        return np.repeat((part @ np.array(GREYS[adjustment.grey], np.float32))[:, :, None], 3, axis=2)
    if not adjustment.saturation:
        return part
    grey = (part @ LUMA)[:, :, None]
    return grey + (part - grey) * np.float32(1 + adjustment.saturation)


def _sharpen(part: np.ndarray, sharpness: float, sigma: float) -> None:
    """Add the detail of its light to float32 (H, W, 3) in place (unsharp masking), so that colours do not fringe."""
    light = part @ LUMA
    detail = light - cv2.GaussianBlur(light, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    part += (np.float32(SHARPEST * sharpness) * np.clip(detail, -MOST_DETAIL, MOST_DETAIL))[:, :, None]
