"""Paints resources/sample.jpg, the photo to try things on: a mountain lake in the evening, with a boat to remove.

It is made of noise alone, so it is nobody's photo: python tools/paint_sample.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1500, 1000
SHORE = 610
"""Row at which the water begins."""
SEED = 12
SUN = (1010, 500)
BOAT = (230, 775)
SKY = ((0, (47, 84, 139)), (230, (103, 136, 175)), (430, (214, 178, 161)), (610, (255, 214, 158)))
FAR, MIDDLE, NEAR = (134, 139, 163), (84, 96, 112), (35, 48, 52)
GRASS, REED = (52, 62, 34), (168, 150, 82)


def sample_photo() -> np.ndarray:
    """uint8 (1000, 1500, 3) in sRGB."""
    random = np.random.default_rng(SEED)
    land = _sky(random)
    _ridge(land, random, base=430, height=300, detail=1.0, colour=FAR, snow=0.5, haze=0.5)
    _ridge(land, random, base=520, height=190, detail=0.8, colour=MIDDLE, snow=0.0, haze=0.35)
    _forest(land, random)
    picture = np.empty((HEIGHT, WIDTH, 3), np.float32)
    picture[:SHORE] = land[:SHORE]
    picture[SHORE:] = _water(land, random)
    shown = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    _draw_boat(shown, random)
    painted = _meadow(np.asarray(shown, np.float32), random)
    grain = random.normal(0, 2.2, (HEIGHT, WIDTH, 1))
    return np.clip(painted + grain, 0, 255).astype(np.uint8)


def _noise(random: np.random.Generator, height: int, width: int, cell: tuple[float, float], octaves: int) -> np.ndarray:
    """Cloudy noise, float32 (height, width) in about -1..1. ``cell``: size (down, across) of its largest forms."""
    total, share = np.zeros((height, width), np.float32), 0.0
    for octave in range(octaves):
        rows, columns = (
            max(2, round(side / size * 2**octave) + 2) for side, size in zip((height, width), cell, strict=True)
        )
        grid = Image.fromarray(random.standard_normal((rows, columns)).astype(np.float32))
        total += np.asarray(grid.resize((width, height), Image.Resampling.BICUBIC)) / 2**octave
        share += 1 / 4**octave
    return total / (2 * np.sqrt(share))


def _sky(random: np.random.Generator) -> np.ndarray:
    rows = [row for row, _ in SKY]
    down = np.arange(SHORE + 40, dtype=np.float32)
    sky = np.stack([np.interp(down, rows, [colour[n] for _, colour in SKY]) for n in range(3)], -1)
    sky = np.repeat(sky[:, None], WIDTH, axis=1).astype(np.float32)
    y, x = np.mgrid[: sky.shape[0], :WIDTH].astype(np.float32)
    away = np.hypot((x - SUN[0]) / 1.6, y - SUN[1])
    sky += np.exp(-away / 150)[:, :, None] * np.array([75, 52, 14], np.float32)
    clouds = _noise(random, *sky.shape[:2], (150, 620), 6) + 0.35 * np.sin(y / 75 + 1)
    cover = np.clip(clouds * 1.5 - 0.1, 0, 1)[:, :, None] * np.clip((560 - y) / 330, 0, 1)[:, :, None]
    light = np.clip(np.roll(clouds, -9, axis=0) - clouds + 0.42, 0, 1)[:, :, None]  # lit from below
    lit, shade = np.array([255, 205, 178], np.float32), np.array([122, 122, 152], np.float32)
    return sky + cover * (light * lit + (1 - light) * shade - sky) * 0.85


def _ridge(
    land: np.ndarray, random: np.random.Generator, base: float, height: float, detail: float,
    colour: tuple[int, int, int], snow: float, haze: float,
) -> None:  # fmt: skip
    """Mountains before all that is there, with slopes that are lit from where the sun is."""
    rows = land.shape[0]
    crest = base - height * (_noise(random, 2, WIDTH, (2, 420), 8)[0] * detail + 0.28)
    y = np.arange(rows, dtype=np.float32)[:, None]
    inside = np.clip(y - crest[None] + 0.5, 0, 1)
    depth = np.clip((y - crest[None]) / height, 0, 1)
    rock = _noise(random, rows, WIDTH, (120, 160), 7)
    slope = np.gradient(rock, axis=1) * 22 + np.gradient(rock, axis=0) * 9
    shade = 1 + np.clip(slope, -0.55, 0.55)
    shown = np.array(colour, np.float32) * shade[:, :, None]
    if snow:
        white = np.clip((snow - depth + 0.35 * rock + 0.5 * slope) * 4, 0, 1)[:, :, None]
        shown += white * (np.array([232, 218, 220], np.float32) * np.clip(shade, 0.7, 1.15)[:, :, None] - shown)
    air = np.array([240, 200, 165], np.float32)
    shown += haze * depth[:, :, None] ** 1.5 * (air - shown)
    land += inside[:, :, None] * (shown - land)


def _forest(land: np.ndarray, random: np.random.Generator) -> None:
    """Firs along the shore."""
    crest = np.full(WIDTH, float(land.shape[0]), np.float32)
    hill = 588 - 26 * _noise(random, 2, WIDTH, (2, 300), 4)[0] - 26 * (np.abs(np.arange(WIDTH) - 820) / 820) ** 2
    x = np.arange(WIDTH, dtype=np.float32)
    for at in random.uniform(-10, WIDTH + 10, 900):
        tall, wide = random.uniform(14, 46), random.uniform(4, 8)
        foot = float(hill[int(np.clip(at, 0, WIDTH - 1))])
        ragged = np.abs(x - at) / wide * tall * (1 + 0.25 * np.sin(x * 1.9 + at))
        crest = np.minimum(crest, np.where(np.abs(x - at) < wide * 1.3, foot - tall + ragged, crest))
    crest = np.minimum(crest, hill)
    y = np.arange(land.shape[0], dtype=np.float32)[:, None]
    inside = np.clip(y - crest[None] + 0.5, 0, 1)[:, :, None]
    leaves = _noise(random, land.shape[0], WIDTH, (9, 5), 3)[:, :, None]
    shown = np.array(NEAR, np.float32) * (1 + 0.35 * leaves)
    shown += np.clip((y - 560) / 90, 0, 1)[:, :, None] * np.array([22, 18, 8], np.float32)
    land += inside * (shown - land)


def _water(land: np.ndarray, random: np.random.Generator) -> np.ndarray:
    rows = HEIGHT - SHORE
    far = np.arange(rows, dtype=np.float32)[:, None] / rows  # 0 at the shore, 1 before one's feet
    ripple = _noise(random, rows, WIDTH, (10, 130), 4) * (2 + 26 * far)
    small = _noise(random, rows, WIDTH, (4, 30), 3) * (1 + 9 * far)
    row = np.clip(SHORE - 2 - np.arange(rows)[:, None] * 1.35 + ripple + small, 0, SHORE - 1).astype(int)
    column = np.clip(np.arange(WIDTH)[None] + ripple * 0.4, 0, WIDTH - 1).astype(int)
    mirrored = land[row, column]
    deep = np.array([24, 46, 60], np.float32)
    shown = mirrored * 0.8 + (deep - mirrored * 0.8) * (0.18 + 0.5 * far[:, :, None])
    glint = np.clip(small / 10 + ripple / 30 - 0.25, 0, 1)[:, :, None]
    path = np.exp(-(((np.arange(WIDTH) - SUN[0]) / 170.0) ** 2))[None, :, None]
    return shown + glint * (26 + 130 * path) * np.array([1, 0.84, 0.62], np.float32)


def _draw_boat(picture: Image.Image, random: np.random.Generator) -> None:
    boat = _boat()
    width, height = boat.size
    x, y = BOAT[0] - width // 2, BOAT[1] - height
    mirrored = np.asarray(boat.transpose(Image.Transpose.FLIP_TOP_BOTTOM), np.float32)
    down, across = np.mgrid[:height, :width]
    waves = _noise(random, height, width, (5, 60), 3) * (1 + down / 6)
    column = np.clip(across + waves, 0, width - 1).astype(int)
    row = np.clip(down + waves * 0.5, 0, height - 1).astype(int)
    reflection = mirrored[row, column]
    reflection[:, :, :3] = reflection[:, :, :3] * 0.55 + np.array([20, 32, 42])
    reflection[:, :, 3] *= np.clip(0.8 - down / height * 0.6, 0, 1)
    under = Image.fromarray(reflection.astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.1))
    picture.paste(under, (x, y + height - 3), under)
    picture.paste(boat, (x, y), boat)


def _boat() -> Image.Image:
    """A rowing boat from its side, RGBA, down to the water."""
    scale, width, height = 4, 240, 62
    sheet = Image.new("RGBA", (width * scale, height * scale))
    draw = ImageDraw.Draw(sheet)
    x = np.linspace(8, 232, 60)
    along = (x - 120) / 112
    rim, inner = 26 - 15 * along**2 * np.where(along > 0, 1.25, 0.8), 31 - 9 * along**2
    keel = np.minimum(height + 2 - 30 * np.abs(along) ** 5, height)

    def between(upper: np.ndarray, lower: np.ndarray, colour: tuple[int, int, int], part: slice = slice(None)) -> None:
        points = [*zip(x[part], upper[part], strict=True), *zip(x[part][::-1], lower[part][::-1], strict=True)]
        draw.polygon([(px * scale, py * scale) for px, py in points], fill=(*colour, 255))

    between(rim, keel, (158, 46, 34))
    between(rim + 0.62 * (keel - rim), keel, (112, 30, 27))
    between(rim + 4, inner + 3, (64, 40, 31), slice(4, -4))
    for seat in (slice(17, 22), slice(36, 41)):
        between(rim + 4, rim + 8, (186, 150, 108), seat)
    between(rim, rim + 4, (206, 178, 140))
    between(rim + 0.3 * (keel - rim), rim + 0.3 * (keel - rim) + 1.5, (196, 92, 72), slice(2, -2))
    return sheet.resize((width, height), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.5))


def _meadow(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Grass before the water, with reeds that stand against it."""
    edge = 905 - 46 * _noise(random, 2, WIDTH, (2, 500), 5)[0] + 40 * np.sin(np.arange(WIDTH) / 330 + 2.2)
    y = np.arange(HEIGHT, dtype=np.float32)[:, None]
    inside = np.clip((y - edge[None]) / 6 + _noise(random, HEIGHT, WIDTH, (30, 3), 2), 0, 1)[:, :, None]
    blades = _noise(random, HEIGHT, WIDTH, (46, 3.5), 3)[:, :, None]
    patches = _noise(random, HEIGHT, WIDTH, (90, 240), 4)[:, :, None]
    shown = np.array(GRASS, np.float32) * (1.05 + 0.55 * blades) + np.array([46, 34, 6], np.float32) * patches
    picture = picture + inside * (shown - picture)
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).resize((WIDTH * 2, HEIGHT * 2))
    draw = ImageDraw.Draw(image)
    for _ in range(1100):
        x = float(random.uniform(0, WIDTH))
        foot = float(edge[int(min(x, WIDTH - 1))] + random.uniform(-4, 95))
        tall, lean = random.uniform(18, 74), random.uniform(-14, 22)
        tone = random.uniform(0.5, 1.15)
        colour = tuple(int(min(255, value * tone)) for value in (REED if random.random() < 0.6 else (96, 112, 52)))
        bend = [(x + lean * t * t, foot - tall * t) for t in np.linspace(0, 1, 7)]
        draw.line([(2 * px, 2 * py) for px, py in bend], fill=colour, width=2)
    return np.asarray(image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))


if __name__ == "__main__":
    target = Path(__file__).parents[1] / "resources" / "sample.jpg"
    Image.fromarray(sample_photo()).save(target, quality=86, optimize=True)
    print(f"{target} has {target.stat().st_size / 1000:.0f} kB.")
