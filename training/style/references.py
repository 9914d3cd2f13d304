"""Reference pictures made by code, for styles that no painting at hand shows: pencil, charcoal, mosaic, ...

Each is an invented landscape, so that every tone and every kind of edge occurs, rendered in one technique.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

SIDE = 800
PAPER = np.array([0.96, 0.95, 0.91], np.float32)


def clouds(rng: np.random.Generator, size: float, side: int = SIDE) -> np.ndarray:
    """Smooth noise with features of about ``size`` px: float32 (side, side), mean 0, deviation 1."""
    noise = ndimage.gaussian_filter(rng.standard_normal((side, side), dtype=np.float32), size / 2, mode="wrap")
    return (noise - noise.mean()) / noise.std()


def grain(rng: np.random.Generator) -> np.ndarray:
    """Rough paper: noise of several sizes, deviation 1."""
    sizes = (1.0, 2.5, 6.0)
    return sum(clouds(rng, size) for size in sizes) / len(sizes) ** 0.5


def landscape(rng: np.random.Generator) -> np.ndarray:
    """Sky, hills, trees and stones in plain colours: float32 (SIDE, SIDE, 3) in 0..1."""
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32) / SIDE
    sky = np.array([0.45, 0.66, 0.88], np.float32), np.array([0.98, 0.85, 0.66], np.float32)
    share = np.clip(rows * 2.2 + 0.06 * clouds(rng, 90), 0, 1)[:, :, None]
    picture = sky[0] * (1 - share) + sky[1] * share
    picture[(columns - 0.7) ** 2 + (rows - 0.18) ** 2 < 0.006] = (1.0, 0.93, 0.7)
    greens = np.array(
        [[0.62, 0.7, 0.82], [0.42, 0.62, 0.62], [0.46, 0.66, 0.36], [0.82, 0.78, 0.38], [0.5, 0.36, 0.24]], np.float32
    )
    for number, colour in enumerate(greens):
        ridge = 0.3 + 0.15 * number + 0.06 * clouds(rng, 220 - 35 * number)[number * 40]
        below = rows > ridge
        shade = 0.94 + 0.05 * clouds(rng, 70) * (0.5 + 0.2 * number)
        picture[below] = (colour * shade[:, :, None])[below]
    for _ in range(46):
        y, x, radius = rng.uniform(0.45, 1), rng.uniform(0, 1), rng.uniform(0.012, 0.06)
        ball = (columns - x) ** 2 + (rows - y) ** 2 < radius**2
        colour = np.array(rng.choice([[0.26, 0.45, 0.22], [0.8, 0.36, 0.22], [0.92, 0.86, 0.76], [0.2, 0.19, 0.24]]))
        light = 0.75 + 0.5 * (x - columns + y - rows) / radius * 0.5
        picture[ball] = np.clip(colour * light[:, :, None], 0, 1)[ball]
    return np.clip(picture, 0, 1).astype(np.float32)


def tone(picture: np.ndarray) -> np.ndarray:
    """Lightness of (H, W, 3), spread over 0..1."""
    grey = picture @ np.array([0.3, 0.59, 0.11], np.float32)
    low, high = np.percentile(grey, (1, 99))
    return np.clip((grey - low) / (high - low), 0, 1)


def outlines(picture: np.ndarray, width: float) -> np.ndarray:
    """Where the landscape has edges: 0..1, (H, W)."""
    soft = ndimage.gaussian_filter(picture, (width, width, 0))
    slope = sum(ndimage.sobel(soft, axis).__abs__().sum(2) for axis in (0, 1))
    return np.clip(slope * width * 0.45 - 0.08, 0, 1)


def stripes(rng: np.random.Generator, degrees: float, period: float, wobble: float) -> np.ndarray:
    """Hand-drawn parallel lines: 0 on a line's middle, 1 between two; (SIDE, SIDE)."""
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    angle = np.deg2rad(degrees)
    across = columns * np.sin(angle) + rows * np.cos(angle) + wobble * clouds(rng, 60)
    return np.abs((across / period) % 1 - 0.5) * 2


def ink_on_paper(ink: np.ndarray, colour: tuple[float, float, float]) -> np.ndarray:
    ink = np.clip(ink, 0, 1)[:, :, None]
    return PAPER * (1 - ink) + np.array(colour, np.float32) * ink


def pencil(rng: np.random.Generator) -> np.ndarray:
    picture = landscape(rng)
    light = tone(picture)
    drawn = 0.7 * outlines(picture, 1.2)
    for degrees, limit in ((35, 0.8), (48, 0.55), (125, 0.38), (80, 0.2)):
        line = np.clip(1.15 - 2.2 * stripes(rng, degrees, 6, 2.5), 0, 1)
        pressure = np.clip((limit - light) * 2.5 + 0.25, 0, 0.8) * (light < limit)
        drawn = np.maximum(drawn, line * pressure * (0.85 + 0.3 * clouds(rng, 25)))
    return ink_on_paper(drawn * (0.9 + 0.2 * grain(rng)), (0.2, 0.2, 0.23))


def charcoal(rng: np.random.Generator) -> np.ndarray:
    picture = landscape(rng)
    dark = ndimage.gaussian_filter(1 - tone(picture), 3) ** 1.3
    smear = ndimage.gaussian_filter(clouds(rng, 2), (1, 7))
    drawn = dark * (1 + 0.12 * smear / smear.std()) + 0.16 * grain(rng) * np.sqrt(dark)
    return ink_on_paper(
        np.maximum(drawn, 1.3 * outlines(picture, 2.5) * (0.85 + 0.25 * grain(rng))), (0.08, 0.08, 0.09)
    )


def pastel(rng: np.random.Generator) -> np.ndarray:
    picture = ndimage.gaussian_filter(landscape(rng), (4, 4, 0))
    picture = np.clip(0.5 + (picture - 0.45) * 1.25, 0, 1)
    sheet = np.array([0.42, 0.36, 0.33], np.float32)
    chalk = np.zeros((SIDE, SIDE), np.float32)
    for degrees in (40, 55, 20):
        noise = ndimage.rotate(rng.standard_normal((1300, 1300), dtype=np.float32), degrees, reshape=False, order=1)
        cut = slice(250, 250 + SIDE)
        streak = ndimage.gaussian_filter(
            ndimage.rotate(ndimage.gaussian_filter(noise, (1.6, 22)), degrees, reshape=False, order=1), 0.6
        )[cut, cut]
        chalk = np.maximum(chalk, streak / streak.std())
        picture = picture * (1 + 0.07 * (streak / streak.std())[:, :, None])
    cover = np.clip(0.8 + 0.2 * chalk + 0.16 * grain(rng), 0, 1)[:, :, None]
    return sheet * (1 - cover) + picture * cover


def wash(rng: np.random.Generator, picture: np.ndarray, levels: int) -> np.ndarray:
    """Colour in a few flat layers that run, with dark dried rims and pigment in the paper's valleys; (H, W, 3)."""
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    moved = np.stack([rows + 6 * clouds(rng, 30), columns + 6 * clouds(rng, 30)])
    ran = np.stack([ndimage.map_coordinates(picture[:, :, c], moved, order=1, mode="reflect") for c in range(3)], 2)
    ran = ndimage.gaussian_filter(ran, (3, 3, 0))
    steps = tone(ran) * levels + 0.2 * clouds(rng, 90)
    flat = np.floor(steps)
    rim = np.clip(1 - np.minimum(steps - flat, flat + 1 - steps) * 9, 0, 1)
    layer = np.clip((flat + 0.6) / levels, 0.05, 1)[:, :, None]
    chroma = ran / (tone(ran)[:, :, None] + 0.25)
    colour = np.clip(1 - (1 - layer * np.clip(chroma, 0, 1.4)) * 0.85, 0, 1)
    dose = 0.6 + 0.25 * rim + 0.08 * grain(rng) + 0.1 * clouds(rng, 45)
    return np.clip(colour, 0.02, 1) ** np.clip(dose, 0.3, 2.2)[:, :, None]


def watercolour(rng: np.random.Generator) -> np.ndarray:
    picture = landscape(rng)
    painted = wash(rng, picture, 5)
    bare = np.clip(outlines(picture, 2) * 1.6 - 0.4 + 0.15 * clouds(rng, 12), 0, 0.9)[:, :, None]
    return PAPER * bare + painted * PAPER * (1 - bare)


def ink_wash(rng: np.random.Generator) -> np.ndarray:
    picture = landscape(rng)
    grey = np.repeat(tone(picture)[:, :, None], 3, 2)
    painted = wash(rng, grey, 4)
    brush = np.clip(outlines(picture, 1.8) * 1.5 - 0.4 + 0.3 * clouds(rng, 30), 0, 1)[:, :, None]
    return painted * PAPER * (1 - brush) + np.float32(0.07) * brush


def engraving(rng: np.random.Generator) -> np.ndarray:
    """Lines that follow the hills, as thick as the picture is dark."""
    picture = landscape(rng)
    light = tone(picture)
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    across = rows + 0.35 * columns + 40 * ndimage.gaussian_filter(light, 25) + 4 * clouds(rng, 120)
    line = np.abs((across / 6) % 1 - 0.5) * 2
    crossing = np.abs(((rows - 0.8 * columns + 3 * clouds(rng, 100)) / 7) % 1 - 0.5) * 2
    ink = np.clip((0.95 - light * 0.9 - line) * 3 + 0.5, 0, 1)
    ink = np.maximum(ink, np.clip((0.5 - light - crossing * 0.7) * 4, 0, 1))
    return ink_on_paper(np.maximum(ink, outlines(picture, 1.2) > 0.35), (0.1, 0.09, 0.1))


def mosaic(rng: np.random.Generator) -> np.ndarray:
    """Small stones of one colour each, set into dark mortar (Voronoi cells of a jittered grid)."""
    picture = np.clip(0.5 + (landscape(rng) - 0.5) * 1.35, 0, 1)
    cell = 17
    centres = np.mgrid[0:SIDE:cell, 0:SIDE:cell].reshape(2, -1).T + rng.uniform(3, cell - 3, (1, 1))
    centres = centres + rng.uniform(-4.5, 4.5, centres.shape)
    tree = cKDTree(centres)
    points = np.mgrid[:SIDE, :SIDE].reshape(2, -1).T
    distance, index = tree.query(points, k=2)
    gap = (distance[:, 1] - distance[:, 0]).reshape(SIDE, SIDE)
    at = np.clip(centres.astype(int), 0, SIDE - 1)
    stone = picture[at[:, 0], at[:, 1]] * rng.uniform(0.82, 1.15, (len(centres), 1))
    stones = stone[index[:, 0]].reshape(SIDE, SIDE, 3) * (0.97 + 0.03 * grain(rng))[:, :, None]
    mortar = np.clip(1.6 - gap * 0.55, 0, 1)[:, :, None]
    return stones * (1 - mortar) + np.array([0.16, 0.15, 0.15], np.float32) * mortar


def halftone(rng: np.random.Generator) -> np.ndarray:
    """Four-colour print: cyan, magenta, yellow and black dots on grids of their own angles."""
    picture = np.clip(0.5 + (landscape(rng) - 0.5) * 1.2, 0, 1)
    cmy = 1 - picture
    black = cmy.min(2)
    inks = [*((cmy - 0.7 * black[:, :, None]).transpose(2, 0, 1)), np.clip(black * 1.3 - 0.35, 0, 1)]
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    colours = ((0.0, 0.62, 0.88), (0.89, 0.06, 0.5), (1.0, 0.9, 0.05), (0.1, 0.1, 0.1))
    paper = np.broadcast_to(PAPER, picture.shape).copy()
    for ink, colour, degrees in zip(inks, colours, (15, 75, 0, 45), strict=True):
        angle, period = np.deg2rad(degrees), 7.0
        u = (columns * np.cos(angle) + rows * np.sin(angle)) / period
        v = (rows * np.cos(angle) - columns * np.sin(angle)) / period
        reach = np.hypot(u % 1 - 0.5, v % 1 - 0.5)
        dot = np.clip((np.sqrt(np.clip(ink, 0, 1)) * 0.68 - reach) * period, 0, 1)[:, :, None]
        paper = paper * (1 - dot * (1 - np.array(colour, np.float32)))
    return paper


TECHNIQUES: dict[str, Callable[[np.random.Generator], np.ndarray]] = {
    "pencil": pencil,
    "charcoal": charcoal,
    "pastel": pastel,
    "watercolour": watercolour,
    "ink-wash": ink_wash,
    "engraving": engraving,
    "mosaic": mosaic,
    "halftone": halftone,
}


def reference(technique: str, seed: int = 0) -> np.ndarray:
    """The reference picture of a technique, uint8 (SIDE, SIDE, 3). Raises KeyError for an unknown one."""
    picture = TECHNIQUES[technique](np.random.default_rng(seed))
    return np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)
