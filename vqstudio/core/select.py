"""Selecting by what the photo shows: similar colours, or the object under a scribble. Masks are uint8 (H, W)."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageFilter

from .geometry import Bounds
from .mask import bounds_of

SMART_SIDE = 480
"""The object is searched for in a picture of at most this many pixels a side; its outline is then enlarged smoothly."""
SMART_ROUNDS = 4
SMART_AROUND = 0.8
"""How far beyond a scribble its object may reach, as a share of the scribble's longer side, at least LEAST_AROUND."""
LEAST_AROUND = 96


def similar(pixels: np.ndarray, x: int, y: int, tolerance: int, connected: bool) -> np.ndarray:
    """The pixels of uint8 (H, W, 3|4) whose every colour differs from that at (x, y) by at most ``tolerance`` (0..255);
    ``connected``: only those that hang together with it.
    """
    if not connected:
        rgb = pixels[:, :, :3]
        away = np.abs(rgb.astype(np.int16) - rgb[y, x]).max(axis=2)
        return np.where(away <= tolerance, 255, 0).astype(np.uint8)
    import cv2  # here: only who selects by colour waits for it

    rgb = np.array(pixels[:, :, :3])  # OpenCV takes no read-only picture, though it does not write
    height, width = rgb.shape[:2]
    found = np.zeros((height + 2, width + 2), np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (255 << 8)
    cv2.floodFill(rgb, found, (x, y), 0, (tolerance,) * 3, (tolerance,) * 3, flags)
    return found[1:-1, 1:-1]


def smart(pixels: np.ndarray, scribble: np.ndarray) -> np.ndarray:
    """The object in uint8 (H, W, 3|4) that a ``scribble`` (uint8 (H, W), at least one pixel) lies on.

    GrabCut (Rother et al. 2004): colours of object and background are learned from the scribble and from its
    surroundings, and the outline runs where the photo has edges. An object much smaller than what was looked at is
    looked at once more, from nearer.
    """
    photo, marked = Bounds.of(scribble.shape), bounds_of(scribble > 127)
    reach = max(LEAST_AROUND, round(SMART_AROUND * max(marked.width, marked.height, 0.4 * min(scribble.shape))))
    window = marked.pad(reach).intersect(photo)
    found = _cut_out(pixels, scribble, window, None)
    seen = bounds_of(found > 127)
    nearer = seen.pad(max(16, max(seen.width, seen.height) // 5)).intersect(photo)
    if max(window.width, window.height) > SMART_SIDE and 2 * nearer.area < window.area:
        found = _cut_out(pixels, scribble, nearer, found)
    return found


def _cut_out(pixels: np.ndarray, scribble: np.ndarray, window: Bounds, guess: np.ndarray | None) -> np.ndarray:
    """The object within ``window``, beginning from a ``guess`` at it, or from the scribble and a little around it."""
    import cv2

    factor = min(1.0, SMART_SIDE / max(window.width, window.height))
    size = (max(8, round(window.width * factor)), max(8, round(window.height * factor)))

    def reduced(picture: np.ndarray) -> np.ndarray:
        return cv2.resize(np.ascontiguousarray(picture), size, interpolation=cv2.INTER_AREA)

    marks = reduced(scribble[window.slices])
    seeds = marks >= min(96, int(marks.max()))  # a scribble may be finer than a pixel of the reduced window
    if guess is None:
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15))
        near = cv2.dilate(seeds.astype(np.uint8), kernel) > 0
    else:
        near = reduced(guess[window.slices]) > 127
    labels = np.where(near, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    labels[_rim(window, Bounds.of(scribble.shape), seeds.shape)] = cv2.GC_BGD
    labels[seeds] = cv2.GC_FGD
    if not np.isin(labels, (cv2.GC_BGD, cv2.GC_PR_BGD)).any():
        return scribble  # nothing around it to tell it from
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(0)  # the same scribble selects the same
    cv2.grabCut(reduced(pixels[window.slices][:, :, :3]), labels, (0, 0, 0, 0), *models, SMART_ROUNDS,
                cv2.GC_INIT_WITH_MASK)  # fmt: skip
    inside = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    _, parts = cv2.connectedComponents(inside)
    kept = np.isin(parts, np.unique(parts[seeds])) & (inside > 0)
    outline = cv2.GaussianBlur(kept.astype(np.float32), (0, 0), 1.0)
    large = cv2.resize(outline, (window.width, window.height), interpolation=cv2.INTER_CUBIC)
    # Steep enough that the edge is about two pixels wide, however much it was enlarged.
    soft = np.clip((large - 0.5) * 2.5 / factor + 0.5, 0, 1)
    result = np.zeros_like(scribble)
    result[window.slices] = np.maximum((soft * 255).astype(np.uint8), scribble[window.slices])
    return result


def _rim(window: Bounds, photo: Bounds, shape: tuple[int, ...]) -> np.ndarray:
    """bool: the border of a window, which is background; not where it is the photo's own: objects are cut off there."""
    rim = np.zeros(shape, bool)
    rim[:2] |= window.y > photo.y
    rim[-2:] |= window.bottom < photo.bottom
    rim[:, :2] |= window.x > photo.x
    rim[:, -2:] |= window.right < photo.right
    return rim


def softened(mask: np.ndarray, radius: float) -> np.ndarray:
    """The mask with its edge fading over about ``radius`` pixels on either side, by a Gaussian whose deviation is half
    of that. At the photo's border the mask goes on as it is there.
    """
    if radius <= 0 or not mask.any():
        return mask
    reach = math.ceil(2 * radius) + 2  # four deviations: Pillow's Gaussian, three box filters, ends before
    area = bounds_of(mask > 0).pad(reach).intersect(Bounds.of(mask.shape))
    result = np.zeros_like(mask)
    part = Image.fromarray(np.ascontiguousarray(mask[area.slices]))
    result[area.slices] = np.asarray(part.filter(ImageFilter.GaussianBlur(radius / 2)))
    return result


def grown(mask: np.ndarray, pixels: int) -> np.ndarray:
    """The mask with its edge moved outward by ``pixels``, or inward if negative."""
    import cv2

    if pixels == 0 or not mask.any():
        return mask
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(pixels) + 1,) * 2)
    area = bounds_of(mask > 0).pad(abs(pixels)).intersect(Bounds.of(mask.shape))
    result = np.zeros_like(mask)
    change = cv2.dilate if pixels > 0 else cv2.erode
    result[area.slices] = change(np.ascontiguousarray(mask[area.slices]), kernel)
    return result
