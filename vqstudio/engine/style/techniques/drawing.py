"""Pencil, charcoal, pastel and engraving: lines and tone on paper."""

from __future__ import annotations

import cv2
import numpy as np

from ...pace import Step
from .canvas import (
    PAPER,
    along,
    blur,
    contours,
    drawn_out,
    evened,
    formed,
    light,
    moved,
    on_paper,
    smeared,
    stretched,
    vivid,
)
from .sheet import Sheet

GRAPHITE = np.array([0.15, 0.15, 0.17], np.float32)
COAL = np.array([0.09, 0.085, 0.085], np.float32)
BLACK = np.array([0.10, 0.09, 0.09], np.float32)
SHEET = np.array([0.58, 0.53, 0.49], np.float32)
"""The toned paper of pastels."""
LAYERS = ((0.0, 10, 0.74, 0.36), (0.45, 9, 0.5, 0.42), (-0.6, 8, 0.27, 0.5))
"""Of a pencil's hatching: its turn (radians), half the length of a stroke, the light below which it begins, and how
dark it is.
"""
PRESSED = np.float32(0.22)
"""Deviation of how hard strokes are pressed."""
COLOURED_LAYERS = ((0.0, 11, 0.95, 0.7), (0.4, 9, 0.62, 0.6), (-0.5, 8, 0.35, 0.6))
"""The same of coloured pencils."""
LINES = ((14.0, 4.6, 1.0, 0.92), (-38.0, 5.0, 0.5, 0.6), (64.0, 5.4, 0.26, 0.6))
"""Of an engraving: angle (degrees), period, the light below which lines begin, and their greatest width as a share."""


def hatching(angle: np.ndarray, reach: float, unit: float, sheet: Sheet) -> np.ndarray:
    """Strokes along ``angle``, deviation about 1: noise that was drawn out to ``reach`` units on both sides."""
    field = drawn_out(sheet, angle, reach * unit, unit)
    return field - blur(field, 8)


def pencil(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Contours, and tone in up to three layers of hatching that follow forms (after Lu, Xu and Jia 2012: lines and
    tone, the tone lighter than the photo's).
    """
    even = evened(sheet, 1.5)
    soft = cv2.bilateralFilter(sheet.cut(even), -1, 0.12, 3 * unit)
    usual = formed(*along(soft, 5 * unit), 0.85)
    tone = stretched(soft, even) ** 0.8
    ink = np.zeros_like(soft)
    for number, (turn, reach, level, strength) in enumerate(LAYERS):
        step((1 + number) / (2 + len(LAYERS)))
        strokes = hatching(usual + np.float32(turn), reach, unit, sheet)
        covered = 1 / (1 + np.exp(-(13 * (level - tone) + 1.35 * strokes - 0.4)))
        # Strokes show in the darks too, where they cover all.
        ink = 1 - (1 - ink) * (1 - np.float32(strength) * covered * np.clip(1 + PRESSED * strokes, 0, 1.4))
    angle, _ = along(blur(soft, 0.7 * unit), 2 * unit)
    line = contours(soft, 0.75 * unit, angle, 4 * unit, 22.0)
    ink = np.maximum(ink, line * np.clip(0.8 + 0.25 * sheet.clouds(14 * unit), 0.3, 1))
    return on_paper(ink * np.clip(0.96 + 0.06 * sheet.grain(unit), 0, 1.2), GRAPHITE)


def coloured_pencil(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Hatching in the colours of the photo, pressed harder where it is dark, on white paper."""
    soft = cv2.bilateralFilter(sheet.picture, -1, 0.1, 2 * unit)
    grey = light(soft)
    usual = formed(*along(blur(grey, unit), 5 * unit), 0.85)
    colour = vivid(cv2.merge([smeared(channel, usual, 4 * unit) for channel in cv2.split(soft)]), 1.5)
    ink = np.zeros_like(grey)
    for number, (turn, reach, level, strength) in enumerate(COLOURED_LAYERS):
        step((1 + number) / (2 + len(COLOURED_LAYERS)))
        strokes = hatching(usual + np.float32(turn), reach, unit, sheet)
        covered = 1 / (1 + np.exp(-(7 * (level - grey) + 1.2 * strokes)))
        ink = 1 - (1 - ink) * (1 - np.float32(strength) * covered)
    angle, _ = along(blur(grey, 0.7 * unit), 2 * unit)
    line = contours(grey, 0.9 * unit, angle, 4 * unit, 22.0)[:, :, None]
    ink = (ink * np.clip(0.97 + 0.07 * sheet.grain(unit), 0, 1.1)).clip(0, 1)[:, :, None]
    return (PAPER * (1 - ink) + colour * ink) * (1 - 0.55 * line)


def charcoal(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Smeared tone that catches on the paper's grain, and bold lines."""
    soft = cv2.bilateralFilter(sheet.cut(evened(sheet, 2.0)), -1, 0.14, 4 * unit)
    step(0.2)
    dark = np.clip(1.06 - soft, 0, 1) ** 1.35
    smear = hatching(formed(*along(soft, 6 * unit), 0.9), 12, unit, sheet)
    step(0.5)
    tooth = sheet.grain(unit)
    tone = dark * (1 + 0.16 * smear) + 0.2 * tooth * np.sqrt(dark) * (1 - dark)
    angle, _ = along(blur(soft, unit), 2.5 * unit)
    line = contours(soft, 1.5 * unit, angle, 6 * unit, 24.0)
    line *= np.clip(0.8 + 0.3 * tooth + 0.2 * sheet.clouds(20 * unit), 0, 1)
    return on_paper(np.maximum(0.95 * np.clip(tone, 0, 1), line), COAL)


def engraving(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Lines as thick as the photo is dark, which swell over its light and dark as over a relief and are crossed in the
    shades (after Ostromoukhov 1999).
    """
    soft = cv2.bilateralFilter(sheet.cut(evened(sheet, 2.2)), -1, 0.1, 2 * unit)
    relief = 20 * blur(soft, 8 * unit) + 3 * blur(soft, 3 * unit)
    rows, columns = (axis / np.float32(unit) for axis in sheet.grid())
    tone = np.clip((soft - 0.03) / 0.92, 0, 1) ** 0.85
    ink = np.zeros_like(soft)
    for number, (degrees, period, level, widest) in enumerate(LINES):
        step((1 + number) / (2 + len(LINES)))
        turned = np.float32(np.deg2rad(degrees))
        across = columns * np.sin(turned) + rows * np.cos(turned) + relief + 0.5 * sheet.clouds(70 * unit)
        middle = np.abs((across / np.float32(period)) % 1 - 0.5) * 2  # 0 in the middle of a line
        width = np.clip((level - tone) / level, 0, 1) * np.float32(widest)
        edge = period * unit / 2
        ink = np.maximum(ink, np.clip((width - middle) * np.float32(edge) + 0.5, 0, 1) * (width > 0.05))
    angle, _ = along(blur(soft, 0.8 * unit), 2 * unit)
    line = np.clip(1.3 * contours(soft, 0.8 * unit, angle, 4 * unit, 26.0) - 0.2, 0, 1)
    return on_paper(np.maximum(ink, line) * np.clip(0.97 + 0.04 * sheet.grain(unit), 0, 1), BLACK)


def pastel(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Strokes of chalk side by side, each of one colour, on toned rough paper that shows between them."""
    picture = sheet.picture
    grey = light(picture)
    turned = formed(*along(blur(grey, 1.5 * unit), 6 * unit), 0.75)
    smooth = cv2.merge([smeared(channel, turned, 5 * unit) for channel in cv2.split(picture)])
    smooth = np.clip(0.5 + (moved(smooth, 10 * unit, 0.8 * unit, sheet) - 0.48) * np.float32(1.15), 0, 1)
    step(0.4)
    strokes, finer = hatching(turned, 14, unit, sheet), hatching(turned + np.float32(0.25), 8, unit, sheet)
    step(0.7)
    colour = vivid(smooth, 1.28) * (1 + 0.07 * strokes + 0.04 * finer)[:, :, None]
    colour += 0.02 * sheet.clouds(9 * unit)[:, :, None]
    cover = np.clip(0.9 + 0.11 * strokes + 0.13 * sheet.grain(unit), 0, 1)[:, :, None]
    angle, _ = along(blur(grey, 0.8 * unit), 2 * unit)
    detail = contours(blur(grey, 0.6 * unit), 1.1 * unit, angle, 4 * unit, 20.0)[:, :, None]
    return (SHEET * (1 - cover) + colour * cover) * (1 - 0.4 * detail)
