"""What the painters share: directions of forms, noise, paper, and pigment on it.

Pictures are float32 (H, W, 3) in 0..1, fields float32 (H, W). Sizes are in px.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from ...pace import no_step, strips
from .sheet import Sheet

PAPER = np.array([0.985, 0.975, 0.945], np.float32)
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
PLAIN = 0.004
"""Squared slope (per pixel, times 64) of what is plain: the grain of a wall has directions that mean nothing."""
WIDE, REDUCED = 6.0, 4
"""Deviation (px) from which on is blurred on a copy that is so many times smaller."""
DARK, LIGHT = 0.3, 0.6
"""The lightest black and the darkest white of :func:`stretched`."""
SMALL_CELL = 2.0
"""Pixels up to which nobody sees the cells that areas were found on."""
ROWS = 48
"""Of a picture, that are smeared at once."""


def light(picture: np.ndarray) -> np.ndarray:
    return np.asarray(picture @ LUMA, np.float32)


def blur(field: np.ndarray, sigma: float) -> np.ndarray:
    """By a Gaussian of deviation ``sigma`` px; a wide one on a smaller copy, which looks the same in a tenth of the
    time.
    """
    height, width = field.shape[:2]
    if sigma < WIDE or min(height, width) < 4 * REDUCED:
        return np.asarray(cv2.GaussianBlur(field, (0, 0), sigma, borderType=cv2.BORDER_REFLECT))
    # To a multiple, so that the copy's pixels stand for the same ones in a part of the picture (see ALIGNED).
    below, right = -height % REDUCED, -width % REDUCED
    even = cv2.copyMakeBorder(field, 0, below, 0, right, cv2.BORDER_REFLECT) if below or right else field
    small = cv2.resize(even, None, fx=1 / REDUCED, fy=1 / REDUCED, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / REDUCED, borderType=cv2.BORDER_REFLECT)
    large = cv2.resize(soft, (even.shape[1], even.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large[:height, :width])


def along(field: np.ndarray, sigma: float) -> tuple[np.ndarray, np.ndarray]:
    """The angle (radians) along edges, from the smoothed structure tensor (Kang et al. 2007), and how much one
    direction prevails, 0..1; little where the picture is plain.
    """
    dx, dy = (cv2.Sobel(field, cv2.CV_32F, *order, borderType=cv2.BORDER_REFLECT) for order in ((1, 0), (0, 1)))
    xx, yy, xy = (blur(product, sigma) for product in (dx * dx, dy * dy, dx * dy))
    root, angle = cv2.cartToPolar(xx - yy, 2 * xy)
    return 0.5 * angle + np.float32(np.pi / 2), root / (xx + yy + PLAIN)


def formed(angle: np.ndarray, prevails: np.ndarray, usual: np.ndarray | float) -> np.ndarray:
    """Along the forms where they have a direction, else at the ``usual`` angle of the hand (radians)."""
    share = np.clip((prevails - 0.25) / 0.4, 0, 1)
    x, y = cv2.polarToCart(share, 2 * angle)
    hand_x, hand_y = cv2.polarToCart(1 - share, np.broadcast_to(np.float32(2 * usual), share.shape))
    return np.asarray(cv2.phase(blur(x + hand_x, 3), blur(y + hand_y, 3)) * np.float32(0.5))


def smeared(field: np.ndarray, angle: np.ndarray, reach: float) -> np.ndarray:
    """Means along the lines of ``angle`` over ``reach`` px to both sides: line integral convolution (Cabral and Leedom
    1993). A few rows at a time, which stay in the processor's cache.
    """
    height, width = angle.shape
    steps = max(1, round(reach))
    total = field.copy()
    along_x, along_y = cv2.polarToCart(np.ones_like(angle), angle)
    directions = cv2.merge((along_x, along_y))
    for rows in strips(height, no_step, ROWS):
        start = np.mgrid[rows, :width].astype(np.float32)
        for sign in (1.0, -1.0):
            y, x = start.copy()
            dx, dy = np.float32(sign) * along_x[rows], np.float32(sign) * along_y[rows]
            for number in range(steps):
                x += dx
                y += dy
                total[rows] += cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
                if number + 1 < steps:
                    ahead = cv2.remap(directions, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
                    ahead_x, ahead_y = cv2.split(ahead)
                    # An angle has two senses.
                    turned = np.copysign(np.float32(1), ahead_x * dx + ahead_y * dy)
                    dx, dy = ahead_x * turned, ahead_y * turned
    return total / np.float32(2 * steps + 1)


def drawn_out(sheet: Sheet, angle: np.ndarray, reach: float, width: float = 1.0) -> np.ndarray:
    """Noise smeared along ``angle``, as bristles and hatching are, in lines about ``width`` px wide: deviation 1."""
    steps = max(1, round(reach))
    return smeared(widened(sheet.noise(), width), angle, steps) / np.float32(deviation_of(steps, width))


def widened(noise: np.ndarray, width: float) -> np.ndarray:
    """White noise whose grains are a pixel wide, to such of ``width`` px."""
    return blur(noise, 0.5 * (width**2 - 1) ** 0.5) if width > 1 else noise


@cache
def deviation_of(steps: int, width: float) -> float:
    """That of noise that was drawn out: the same everywhere, where that of a part depends on the part."""
    noise = np.random.default_rng(0).standard_normal((256, 256), dtype=np.float32)
    return float(smeared(widened(noise, width), np.full(noise.shape, 0.6, np.float32), steps).std())


def contours(field: np.ndarray, fine: float, angle: np.ndarray, reach: float, sharp: float) -> np.ndarray:
    """Dark lines, 0..1 with 1 a line: differences of Gaussians gathered along the edges (Kang et al. 2007), ``fine`` px
    wide.
    """
    difference = blur(field, fine) - np.float32(0.985) * blur(field, 1.6 * fine)
    gathered = smeared(difference, angle, reach)
    return np.clip(-np.tanh(sharp * np.minimum(gathered, 0)), 0, 1)


def moved(picture: np.ndarray, size: float, by: float, sheet: Sheet) -> np.ndarray:
    """Edges wobble by about ``by`` px, as a hand's do, in waves of ``size`` px."""
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]].astype(np.float32)
    x, y = (axis + np.float32(by) * sheet.clouds(size) for axis in (columns, rows))
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
    if cell > SMALL_CELL:
        flat = cv2.GaussianBlur(flat, (0, 0), 0.5 * cell)  # their corners would show
    return cv2.medianBlur(flat, max(3, int(2.5 * cell) | 1)).astype(np.float32) / 255


def evened(sheet: Sheet, limit: float) -> np.ndarray:
    """Lightness of the whole, with local contrast brought up (Zuiderveld 1994, CLAHE): float32 (H, W) in 0..1."""
    grey = cv2.cvtColor(bytes_of(sheet.whole.picture), cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.createCLAHE(limit, (4, 4)).apply(grey), np.float32) / 255


def stretched(grey: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Over the range of the ``whole`` from black to white, but what is light does not become black, nor what is dark
    white.
    """
    low, high = (float(end) for end in np.percentile(whole, (2, 97)))
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
