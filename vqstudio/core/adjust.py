"""Light and colour: exposure, contrast, white balance and saturation of a photo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

MOST_EXPOSURE = 3.0
ROWS = 128
"""Rows at a time: what is computed in float32 stays in the processor's cache."""
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Weights of linear red, green and blue in the light that is seen (ITU-R BT.709)."""
WARMEST, GREENEST = 0.35, 0.25
"""Gains of the colour channels at the ends of the white balance, as natural logarithms."""
STEEPEST = 0.9


@dataclass(frozen=True)
class Adjustment:
    """``exposure`` in stops, -MOST_EXPOSURE..MOST_EXPOSURE; all others in -1..1, 0 changes nothing.

    ``warmth``: from blue to yellow; ``tint``: from green to magenta.
    """

    exposure: float = 0.0
    contrast: float = 0.0
    warmth: float = 0.0
    tint: float = 0.0
    saturation: float = 0.0

    def __bool__(self) -> bool:
        return any(getattr(self, entry.name) for entry in fields(self))

    @property
    def valid(self) -> bool:
        rest = (self.contrast, self.warmth, self.tint, self.saturation)
        return abs(self.exposure) <= MOST_EXPOSURE and all(abs(value) <= 1 for value in rest)


def adjusted(
    pixels: np.ndarray, adjustment: Adjustment, step: Callable[[float], None] = lambda share: None
) -> np.ndarray:
    """uint8 or uint16 (H, W, 3|4) with its light and colours changed; alpha stays.

    White balance and exposure are gains of linear light; contrast is a curve through the middle grey; saturation scales
    the distance to the grey of the same light. ``step`` receives the share done, and may raise.
    """
    most = np.iinfo(pixels.dtype).max
    tables = _tables(adjustment, most)
    result = pixels.copy()
    factor = np.float32(1 + adjustment.saturation)
    for top in range(0, len(pixels), ROWS):
        step(top / len(pixels))
        rows = slice(top, top + ROWS)
        part = np.stack([table[pixels[rows, :, channel]] for channel, table in enumerate(tables)], axis=2)
        if factor != 1:
            grey = (part @ LUMA)[:, :, None]
            part = grey + (part - grey) * factor
        result[rows, :, :3] = np.clip(part + 0.5, 0, most)
    return result


def _tables(adjustment: Adjustment, most: int) -> list[np.ndarray]:
    """For red, green and blue what each of the values 0..``most`` becomes: float32, in that range before saturation."""
    levels = np.arange(most + 1, dtype=np.float64) / most
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    logs = np.array([WARMEST, 0, -WARMEST]) * adjustment.warmth + np.array([0.5, -1, 0.5]) * GREENEST * adjustment.tint
    gains = np.exp(logs)
    gains *= 2**adjustment.exposure / (gains @ LUMA)  # the light of a grey stays what it is
    tables = []
    for gain in gains:
        light = np.clip(linear * gain, 0, 1)
        shown = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
        tables.append((most * _curve(shown, adjustment.contrast)).astype(np.float32))
    return tables


def _curve(shown: np.ndarray, contrast: float) -> np.ndarray:
    """Values 0..1 drawn away from (or to) the middle, the ends where they are."""
    slope = np.exp(STEEPEST * contrast)
    lower, upper = shown**slope, (1 - shown) ** slope
    # Of all odd curves about the middle the one that a logistic in log-odds gives: smooth, and never beyond 0..1.
    curve: np.ndarray = np.divide(lower, lower + upper)
    return curve
