"""What the painters share: directions of forms, noise, paper, and pigment on it.

Pictures are float32 (H, W, 3) in 0..1, fields float32 (H, W). Sizes are in px.
"""

from __future__ import annotations

import cv2
import numpy as np

PAPER = np.array([0.985, 0.975, 0.945], np.float32)
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
PLAIN = 0.004
"""Squared slope (per pixel, times 64) of what is plain: the grain of a wall has directions that mean nothing."""
WIDE, REDUCED = 6.0, 4
"""Deviation (px) from which on is blurred on a copy that is so many times smaller."""
DARK, LIGHT = 0.3, 0.6
"""The lightest black and the darkest white of :func:`stretched`."""


def light(picture: np.ndarray) -> np.ndarray:
    return np.asarray(picture @ LUMA, np.float32)


def blur(field: np.ndarray, sigma: float) -> np.ndarray:
    """By a Gaussian of deviation ``sigma`` px; a wide one on a smaller copy, which looks the same in a tenth of the
    time.
    """
    height, width = field.shape[:2]
    if sigma < WIDE or min(height, width) < 4 * REDUCED:
        return np.asarray(cv2.GaussianBlur(field, (0, 0), sigma, borderType=cv2.BORDER_REFLECT))
    small = cv2.resize(field, (width // REDUCED, height // REDUCED), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / REDUCED, borderType=cv2.BORDER_REFLECT)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR))


def clouds(shape: tuple[int, ...], size: float, rng: np.random.Generator) -> np.ndarray:
    """Smooth noise with features of about ``size`` px, mean 0 and deviation 1."""
    height, width = shape[:2]
    size = min(max(1.0, size), 2.0 * max(height, width))  # strokes larger than the picture differ by chance alone
    small = rng.standard_normal((int(height / size) + 4, int(width / size) + 4)).astype(np.float32)
    field = cv2.resize(small, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC)[:height, :width]
    return (field - field.mean()) / (field.std() + 1e-6)


def grain(shape: tuple[int, ...], unit: float, rng: np.random.Generator) -> np.ndarray:
    """The relief of rough paper, deviation 1."""
    sizes = ((1.3, 1.0), (2.6, 0.8), (6.0, 0.5))
    layers = [np.float32(share) * clouds(shape, size * unit, rng) for size, share in sizes]
    return np.asarray(np.sum(layers, 0) / np.float32(1.37))


def along(field: np.ndarray, sigma: float) -> tuple[np.ndarray, np.ndarray]:
    """The angle (radians) along edges, from the smoothed structure tensor (Kang et al. 2007), and how much one
    direction prevails, 0..1; little where the picture is plain.
    """
    dx, dy = (cv2.Sobel(field, cv2.CV_32F, *order, borderType=cv2.BORDER_REFLECT) for order in ((1, 0), (0, 1)))
    xx, yy, xy = (blur(product, sigma) for product in (dx * dx, dy * dy, dx * dy))
    root = np.sqrt((xx - yy) ** 2 + 4 * xy**2)
    return 0.5 * np.arctan2(2 * xy, xx - yy) + np.float32(np.pi / 2), root / (xx + yy + PLAIN)


def formed(angle: np.ndarray, prevails: np.ndarray, usual: np.ndarray | float) -> np.ndarray:
    """Along the forms where they have a direction, else at the ``usual`` angle of the hand (radians)."""
    share = np.clip((prevails - 0.25) / 0.4, 0, 1)
    x = share * np.cos(2 * angle) + (1 - share) * np.cos(2 * usual)
    y = share * np.sin(2 * angle) + (1 - share) * np.sin(2 * usual)
    return np.asarray(np.arctan2(blur(y.astype(np.float32), 3), blur(x.astype(np.float32), 3)) / 2, np.float32)


def smeared(field: np.ndarray, angle: np.ndarray, reach: float) -> np.ndarray:
    """Means along the lines of ``angle`` over ``reach`` px to both sides: line integral convolution (Cabral and Leedom
    1993).
    """
    height, width = angle.shape
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    directions = cv2.merge((np.cos(angle), np.sin(angle)))
    total = field.copy()
    steps = max(1, round(reach))
    for sign in (1.0, -1.0):
        x, y = columns.copy(), rows.copy()
        dx, dy = (np.ascontiguousarray(sign * directions[:, :, axis]) for axis in (0, 1))
        for _ in range(steps):
            x += dx
            y += dy
            total += cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
            ahead = cv2.remap(directions, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
            turned = np.copysign(np.float32(1), ahead[:, :, 0] * dx + ahead[:, :, 1] * dy)  # an angle has two senses
            dx, dy = ahead[:, :, 0] * turned, ahead[:, :, 1] * turned
    return total / np.float32(2 * steps + 1)


def contours(field: np.ndarray, fine: float, angle: np.ndarray, reach: float, sharp: float) -> np.ndarray:
    """Dark lines, 0..1 with 1 a line: differences of Gaussians gathered along the edges (Kang et al. 2007), ``fine`` px
    wide.
    """
    difference = blur(field, fine) - np.float32(0.985) * blur(field, 1.6 * fine)
    gathered = smeared(difference, angle, reach)
    return np.clip(-np.tanh(sharp * np.minimum(gathered, 0)), 0, 1)


def moved(picture: np.ndarray, size: float, by: float, rng: np.random.Generator) -> np.ndarray:
    """Edges wobble by about ``by`` px, as a hand's do, in waves of ``size`` px."""
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]].astype(np.float32)
    x, y = (axis + np.float32(by) * clouds(picture.shape, size, rng) for axis in (columns, rows))
    return np.asarray(cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))


def flattened(picture: np.ndarray, cell: float, contrast: float, times: int) -> np.ndarray:
    """Areas of nearly one colour, with edges kept: a bilateral filter (Tomasi and Manduchi 1998) for differences of up
    to ``contrast`` levels of 255, ``times`` over, on cells of ``cell`` px.
    """
    height, width = picture.shape[:2]
    flat = bytes_of(picture)
    if cell > 1:
        small = max(1, round(width / cell)), max(1, round(height / cell))
        flat = cv2.resize(flat, small, interpolation=cv2.INTER_AREA)
    for _ in range(times):
        flat = cv2.bilateralFilter(flat, 9, contrast, 4)
    if cell > 1:
        flat = cv2.resize(flat, (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.medianBlur(flat, max(3, int(2.5 * cell) | 1)).astype(np.float32) / 255


def evened(picture: np.ndarray, limit: float) -> np.ndarray:
    """Lightness with local contrast brought up (Zuiderveld 1994, CLAHE): float32 (H, W) in 0..1."""
    grey = cv2.cvtColor(bytes_of(picture), cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.createCLAHE(limit, (4, 4)).apply(grey), np.float32) / 255


def stretched(grey: np.ndarray) -> np.ndarray:
    """Over the whole range from black to white, but what is light does not become black, nor what is dark white."""
    low, high = (float(end) for end in np.percentile(grey, (2, 97)))
    low, high = min(low, DARK), max(high, LIGHT)
    return np.asarray(np.clip((grey - low) / (high - low), 0, 1), np.float32)


def vivid(picture: np.ndarray, by: float) -> np.ndarray:
    """``by`` times as far from grey."""
    grey = light(picture)[:, :, None]
    return np.clip(grey + np.float32(by) * (picture - grey), 0, 1)


def on_paper(ink: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """``ink`` (H, W), 1 where it covers the paper."""
    ink = np.clip(ink, 0, 1)[:, :, None]
    return PAPER * (1 - ink) + colour * ink


def bytes_of(picture: np.ndarray) -> np.ndarray:
    return np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)
