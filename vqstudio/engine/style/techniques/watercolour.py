"""Watercolour and ink wash: transparent layers on white paper.

After Bousseau et al. 2006 (abstraction, turbulent flow, pigment in the paper, darkened edges) and Curtis et al. 1997
(glazes multiply, so their densities add up).
"""

from __future__ import annotations

import cv2
import numpy as np

from ...pace import Step
from .canvas import PAPER, along, blur, contours, flattened, light, moved, stretched, vivid
from .sheet import Sheet

EPSILON = 0.02
FLOWING = 0.45
"""Share of the steps between washes that faces are spared."""
INK = np.array([1.0, 0.985, 0.95], np.float32)


def watercolour(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Pale washes first, then darker ones with hard dried edges, small darks last."""
    picture = moved(sheet.whole.picture, 9 * unit, 0.9 * unit, sheet.whole)
    flat, fine = (sheet.cut(flattened(picture, *how)) for how in ((2 * unit, 30, 5), (unit, 18, 2)))
    faces = in_faces(sheet, unit)
    flat += faces[:, :, None] * (fine - flat)
    # Watercolour is light and clean: the darkest paint leaves a tenth of the paper's light.
    wanted, detail = (density(0.1 + 0.9 * vivid(part, 1.3) ** 0.8) for part in (flat, fine))
    step(0.3)
    pale = glaze(0.85 * blur(lightest(wanted, 9 * unit), 4 * unit), unit, sheet, edge=0.2, wobble=2.5)
    middle = glaze(
        np.maximum(0.92 * stepped(wanted, 0.16, unit, sheet, faces) - pale, 0), unit, sheet, edge=0.55, wobble=1.0
    )
    step(0.6)
    least = 0.06 * (1 - faces)[:, :, None]
    left = stepped(np.maximum(detail - pale - middle - least, 0), 0.2, unit, sheet, faces)
    darks = glaze(left, unit, sheet, edge=0.3, wobble=0.0)
    return dried((pale + middle + darks) * bare(light(flat), 0.86, unit, sheet)[:, :, None], unit, sheet)


def ink_wash(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Diluted black ink in few wet layers, and a brush's contours."""
    whole = light(sheet.whole.picture)
    whole = stretched(whole, whole)
    grey, faces = sheet.cut(whole), in_faces(sheet, unit)
    flat, fine = (
        sheet.cut(flattened(cv2.merge([whole] * 3), *how)[:, :, 0]) for how in ((2 * unit, 34, 5), (unit, 18, 2))
    )
    flat += faces * (fine - flat)
    wanted = density(0.1 + 0.9 * flat**0.75)[:, :, None]
    pale = 0.8 * blur(lightest(wanted, 17 * unit), 9 * unit).reshape(wanted.shape)
    pale = glaze(pale, unit, sheet, edge=0.15, wobble=4.0)
    middle = glaze(
        np.maximum(0.85 * stepped(wanted, 0.3, unit, sheet, faces) - pale, 0), unit, sheet, edge=0.6, wobble=1.5
    )
    step(0.5)
    smooth = blur(grey, 1.2 * unit)
    angle, _ = along(smooth, 3 * unit)
    brush = contours(smooth, 1.5 * unit, angle, 6 * unit, 24.0)
    brush *= np.clip(0.75 + 0.5 * sheet.clouds(30 * unit), 0, 1)  # pressure changes, and ink runs dry
    step(0.8)
    total = (pale + middle)[:, :, 0] * bare(flat, 0.8, unit, sheet) + 1.9 * brush
    return dried(total[:, :, None] * INK, unit, sheet)


def density(picture: np.ndarray) -> np.ndarray:
    """How much pigment lets through as much light."""
    return -np.log(np.clip(picture, EPSILON, 1))


def lightest(wanted: np.ndarray, side: float) -> np.ndarray:
    """Of a density, the least within ``side`` px: pale washes pass under what is darker."""
    return np.asarray(cv2.erode(wanted, np.ones((round(side) | 1,) * 2, np.uint8))).reshape(wanted.shape)


def in_faces(sheet: Sheet, unit: float) -> np.ndarray:
    """float32 (H, W): how far a painter takes more care, 1 in faces, with a soft border."""
    return sheet.cut(blur((sheet.faces > 0).astype(np.float32), 6 * unit))


def stepped(layer: np.ndarray, wash: float, unit: float, sheet: Sheet, faces: np.ndarray) -> np.ndarray:
    """Of a density (H, W, C), about as much in washes of the density ``wash``, with a soft border between two; in
    ``faces`` (float32 (H, W)) washes flow into each other.
    """
    amount = layer.mean(2)
    level = amount / wash + 0.3 * sheet.clouds(55 * unit)
    whole = np.floor(level)
    washes = (whole + np.clip((level - whole - 0.5) / 0.25 + 0.5, 0, 1)) * wash
    share = np.float32(0.75) - np.float32(FLOWING) * faces
    washes = share * washes + (1 - share) * amount
    return layer * np.clip(washes / (amount + 1e-3), 0, 2)[:, :, None]


def glaze(layer: np.ndarray, unit: float, sheet: Sheet, edge: float, wobble: float) -> np.ndarray:
    """One wash of pigment density (H, W, C): its border wobbles by ``wobble`` units, and where it dried pigment
    gathered, by the share ``edge``.
    """
    if wobble:
        layer = moved(layer, 14 * unit, wobble * unit, sheet).reshape(layer.shape)
    amount = layer.mean(2)
    inside = blur(amount, 0.8 * unit) - blur(amount, 3 * unit)
    gathered = np.clip(inside / (amount + 0.06), 0, 1)
    return layer * (1 + np.float32(2.2 * edge) * blur(gathered, 0.6 * unit))[:, :, None]


def bare(grey: np.ndarray, limit: float, unit: float, sheet: Sheet) -> np.ndarray:
    """0 where the paper stays white, which is where it is lighter than ``limit``, with a ragged dry edge; else 1."""
    ragged = 0.02 * sheet.clouds(40 * unit) + 0.004 * sheet.clouds(5 * unit)
    return 1 - np.clip((blur(grey, 1.5 * unit) + ragged - limit) / 0.1, 0, 1)


def dried(total: np.ndarray, unit: float, sheet: Sheet) -> np.ndarray:
    """The picture of pigment of the density ``total`` (H, W, 3), which flowed unevenly and settled in the paper."""
    relief = sheet.grain(unit)
    # Thin washes show the paper and how they flowed, thick ones cover both.
    amount = total.mean(2)
    settled = 1 + 0.1 * relief / (1 + 1.5 * amount)
    flows = 0.12 * sheet.clouds(50 * unit) + 0.08 * sheet.clouds(18 * unit)
    flowed = 1 + flows / (1 + 1.2 * amount)
    total = total * np.clip(settled * flowed, 0.4, 2)[:, :, None]
    return np.asarray(PAPER * np.exp(-total) * (1 + 0.012 * relief)[:, :, None], np.float32)
