"""Damage for training: clean photos aged and hurt in code, and where that shows.

Aging (fading, a tint, grain, halftone) is not damage in this sense: nothing would be gained by painting it anew. The
order is that of life: the print fades, is scratched and torn, and is then scanned and compressed.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from ..common.photos import DataError

UNHURT = 0.35
"""Of the crops: as many have no damage, for most of a photo has none."""
MOST_KINDS = 4
WHOLE, DAMAGED, UNSURE = range(3)
"""What is true of a pixel; nobody can say of an unsure one, which neither counts as found nor as missed."""
VISIBLE = 0.07
"""Change of a pixel's brightest channel, in 0..1, from which damage counts as seen on an even ground."""
TEXTURE_HIDES = 1.0
"""How much of the deviation around, of detail, grain and noise, is added to that: nobody sees specks in gravel."""
TEXTURE_SIDE = 11
SOLID = 0.25
"""Share of a pixel that must be covered to count."""
TOUCHED = 0.03
"""Share, or change, from which a pixel that does not count is unsure."""
MOST_COVERED = 0.15
"""Share of a crop that one damage may cover: who learns from whole bright areas takes pale skies for bare paper."""
MOST_OF_ONE = MOST_COVERED / 3
"""Share that one mask of a collection may cover. A mask that would cover more is drawn smaller: left out, hardly any
stain would ever be seen in training.
"""
SCALES = 0.35, 4.0
"""By how much masks are resized, in crops of 256 px: scans of one print are of 1 megapixel, or of 16."""
MORE_MASKS = 5
"""Fewer than this many masks are added to a first one: dirt rarely comes alone."""
PAPER = (0.93, 0.90, 0.83)


class DamageMasks:
    """Grey pictures, white where there is dirt, hair, a scratch or a stain; the kind is what their names begin with."""

    def __init__(self, folder: Path) -> None:
        """Raises DataError if there is none."""
        self.masks: dict[str, list[np.ndarray]] = {}
        for path in sorted(folder.glob("*.png")):
            kind = path.stem.rstrip("0123456789").rstrip("-")
            picture = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            if picture is not None:
                self.masks.setdefault(kind, []).append(picture)
        if not self.masks:
            raise DataError(f"There are no masks of damage (PNG) in {folder}.")

    def draw(self, side: int, rng: np.random.Generator, kind: str = "") -> tuple[str, np.ndarray]:
        """A kind, of all if none is given, and float32 (side, side) in 0..1: a mask turned, mirrored and resized at a
        random place.
        """
        kind = kind or str(rng.choice(sorted(self.masks)))
        mask = self.masks[kind][rng.integers(len(self.masks[kind]))]
        scale = float(np.exp(rng.uniform(*np.log(SCALES)))) * side / 256
        covered = max(int(np.count_nonzero(mask > 255 * SOLID)), 1)
        scale = min(scale, side * float(np.sqrt(MOST_OF_ONE * rng.uniform(0.1, 1) / covered)))
        angle, flip = rng.uniform(0, 360), rng.choice((-1.0, 1.0))
        middle = np.array(mask.shape[::-1]) / 2
        turn = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), angle, scale)
        turn[:, 0] *= flip
        target = rng.uniform(0.15, 0.85, 2) * side
        turn[:, 2] += target - turn @ np.array([*middle, 1.0])
        # A mask that is much reduced would fall apart into single pixels.
        soft = cv2.GaussianBlur(mask, (0, 0), 0.5 / scale) if scale < 0.7 else mask
        return kind, cv2.warpAffine(soft, turn, (side, side), flags=cv2.INTER_LINEAR).astype(np.float32) / 255


def damaged(clean: np.ndarray, masks: DamageMasks, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Of float32 (side, side, 3) in 0..1: how it looks after years, alike, and what is true of each pixel, uint8."""
    old = _aged(clean, rng)
    hurt = old.copy()
    cover = np.zeros(old.shape[:2], np.float32)
    if rng.random() >= UNHURT:
        for _ in range(rng.integers(1, MOST_KINDS + 1)):
            kind = DAMAGES[rng.choice(len(DAMAGES), p=SHARES)]
            worse, covered = kind(hurt, masks, rng)
            if (covered > SOLID).mean() <= MOST_COVERED:
                hurt, cover = worse, np.maximum(cover, covered)
    change = np.abs(hurt - old).max(2)
    texture = _texture(_scanned(old, copy.deepcopy(rng)))
    truth = np.where(np.maximum(cover, change) > TOUCHED, UNSURE, WHOLE)
    truth[(cover > SOLID) & (change > VISIBLE + TEXTURE_HIDES * texture)] = DAMAGED
    return _scanned(hurt, rng), truth.astype(np.uint8)


def _texture(photo: np.ndarray) -> np.ndarray:
    """Deviation of light in the square around each pixel, float32 (side, side)."""
    light, size = photo.mean(2), (TEXTURE_SIDE, TEXTURE_SIDE)
    mean = cv2.boxFilter(light, -1, size, borderType=cv2.BORDER_REFLECT)
    square = cv2.boxFilter(light * light, -1, size, borderType=cv2.BORDER_REFLECT)
    return np.asarray(np.sqrt(np.maximum(square - mean * mean, 0)))


# -- what is not damage ------------------------------------------------------------------------------------------


def _aged(photo: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    result = photo
    if rng.random() < 0.3:  # a hard print: flowers and collars without detail, as white as bare paper
        black, white = np.quantile(photo, (rng.uniform(0, 0.1), 1 - rng.uniform(0, 0.15)))
        result = np.clip((photo - black) / max(white - black, 0.2), 0, 1).astype(np.float32)
    chance = rng.random()
    if chance < 0.45:  # grey, or of one tint
        light = photo @ np.array((0.299, 0.587, 0.114), np.float32)
        result = light[:, :, None] * np.ones(3, np.float32)
        if chance < 0.28:
            tint = np.array((1.0, rng.uniform(0.8, 0.97), rng.uniform(0.55, 0.9)), np.float32)
            result = result ** (1 / np.maximum(tint, 0.5)) if rng.random() < 0.3 else result * tint
    if rng.random() < 0.5:  # faded
        black, white = rng.uniform(0, 0.3, 3) * rng.random(), 1 - rng.uniform(0, 0.35, 3) * rng.random()
        result = (black + result * (white - black)).astype(np.float32)
    if rng.random() < 0.3:
        result = cv2.GaussianBlur(result, (0, 0), float(rng.uniform(0.4, 1.6)))
    if rng.random() < 0.1:
        result = _halftone(result, rng)
    if rng.random() < 0.3:  # paper
        side = result.shape[0]
        fine = rng.normal(0, 1, (side, side)).astype(np.float32)
        grain = cv2.GaussianBlur(fine, (0, 0), float(rng.uniform(0.6, 3)))
        result = result + (grain / (grain.std() + 1e-6) * rng.uniform(0.005, 0.03))[:, :, None]
    return np.clip(result, 0, 1).astype(np.float32)


def _halftone(photo: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Dots of newsprint."""
    side = photo.shape[0]
    pitch, angle = rng.uniform(3, 6), rng.uniform(0, np.pi)
    y, x = np.mgrid[:side, :side]
    across, down = (x * np.cos(angle) + y * np.sin(angle)), (y * np.cos(angle) - x * np.sin(angle))
    wave = (np.cos(2 * np.pi * across / pitch) + np.cos(2 * np.pi * down / pitch)) / 4 + 0.5
    dots = (photo > wave[:, :, None]).astype(np.float32)
    return np.asarray(photo + rng.uniform(0.15, 0.6) * (cv2.GaussianBlur(dots, (0, 0), 0.7) - photo))


def _scanned(photo: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    result = photo
    if rng.random() < 0.3:
        result = cv2.GaussianBlur(result, (0, 0), float(rng.uniform(0.3, 0.8)))
    if rng.random() < 0.5:
        noise = rng.normal(0, rng.uniform(0.004, 0.04), photo.shape).astype(np.float32)
        result = result + (noise if rng.random() < 0.5 else noise[:, :, :1])
    result = np.clip(result, 0, 1)
    if rng.random() < 0.5:
        eight = np.round(result[:, :, ::-1] * 255).astype(np.uint8)
        _, data = cv2.imencode(".jpg", eight, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(40, 96))])
        result = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.float32)[:, :, ::-1] / 255
    return np.ascontiguousarray(result, np.float32)


# -- damage ------------------------------------------------------------------------------------------------------

Hurt = tuple[np.ndarray, np.ndarray]
"""The picture, and float32 (side, side) in 0..1: how much of each pixel is covered."""


def _laid_on(photo: np.ndarray, cover: np.ndarray, colour: np.ndarray) -> np.ndarray:
    return np.asarray(photo + cover[:, :, None] * (colour - photo))


def _colour(photo: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Of bare paper, of dirt, or of what reflects: far from the picture's own."""
    chance = rng.random()
    if chance < 0.55:
        return np.clip(np.array(PAPER) * rng.uniform(0.9, 1.07) + rng.normal(0, 0.02, 3), 0, 1).astype(np.float32)
    if chance < 0.85:
        return (rng.uniform(0, 0.18) + rng.uniform(0, 0.08, 3)).astype(np.float32)
    return rng.uniform(0, 1, 3).astype(np.float32)


def _dirt(photo: np.ndarray, masks: DamageMasks, rng: np.random.Generator) -> Hurt:
    """Dust, hair, scratches, lint and stains out of the collection."""
    side = photo.shape[0]
    kind, mask = masks.draw(side, rng)
    if kind == "stain":
        tone = np.array((0.55, 0.42, 0.25), np.float32) * rng.uniform(0.5, 1.4)
        strength = rng.uniform(0.25, 0.8)
        return _laid_on(photo, strength * mask, photo * tone if rng.random() < 0.7 else np.clip(tone, 0, 1)), mask
    for _ in range(rng.integers(MORE_MASKS)):
        more = np.maximum(mask, masks.draw(side, rng, kind if rng.random() < 0.7 else "")[1])
        if (more > SOLID).mean() > MOST_COVERED:
            break
        mask = more
    cover = mask * rng.uniform(0.5, 1.0)
    return _laid_on(photo, cover, _colour(photo, rng)), mask


def _curve(side: int, rng: np.random.Generator, bend: float) -> np.ndarray:
    """int32 (N, 2): points of a line across the picture, hardly or much bent, wandering a little."""
    start, angle = rng.uniform(-0.1, 1.1, 2) * side, rng.uniform(0, 2 * np.pi)
    count = int(rng.integers(12, 60))
    turns = angle + np.cumsum(rng.normal(0, bend, count))
    steps = np.stack([np.cos(turns), np.sin(turns)], 1) * side * 1.6 / 40
    return np.round(16 * (start + np.cumsum(steps, 0) + rng.normal(0, 0.4, (count, 2)))).astype(np.int32)


def _drawn(side: int, points: np.ndarray, width: int) -> np.ndarray:
    canvas = np.zeros((side, side), np.uint8)
    cv2.polylines(canvas, [points.reshape(-1, 1, 2)], False, 255, width, cv2.LINE_AA, shift=4)
    return canvas.astype(np.float32) / 255


def _scratches(photo: np.ndarray, _masks: DamageMasks, rng: np.random.Generator) -> Hurt:
    """Thin lines, nearly straight or bent, some of them in one direction, as films and sleeves leave them."""
    side = photo.shape[0]
    hurt, cover = photo, np.zeros((side, side), np.float32)
    direction, alike = rng.uniform(0, np.pi), rng.random() < 0.6
    colour = _colour(photo, rng)
    for _ in range(rng.integers(1, 7)):
        points = _curve(side, rng, float(rng.choice((0.01, 0.01, 0.1, 0.3))))
        if rng.random() < 0.5:
            start, length = rng.uniform(0, 1, 2) * side, rng.uniform(0.2, 1.6) * side
            away = np.array([np.cos(direction), np.sin(direction)]) * length / 2
            points = np.round(16 * np.stack([start - away, start + rng.normal(0, 1, 2), start + away])).astype(np.int32)
        elif rng.random() < 0.6:
            points = points[: max(len(points) // 4, 3)]
        width = int(rng.choice((1, 1, 1, 2, 3, 4)))
        line = _drawn(side, points, width)
        if rng.random() < 0.4:  # broken
            line *= cv2.GaussianBlur(rng.random((side, side)).astype(np.float32), (0, 0), 6) > 0.5
        line *= rng.uniform(0.45, 1)
        if rng.random() < 0.3:  # the ridge beside a groove, lit from the other side
            away = np.round(16 * (width / 2 + 0.5) * rng.normal(0, 1, 2)).astype(np.int32)
            ridge = _drawn(side, points + away, max(width - 1, 1)) * rng.uniform(0.3, 0.9)
            hurt, cover = _laid_on(hurt, ridge, _colour(photo, rng)), np.maximum(cover, ridge)
        hurt = _laid_on(hurt, line, _changing(photo, colour if alike else _colour(photo, rng), rng))
        cover = np.maximum(cover, line)
    return hurt, cover


def _changing(photo: np.ndarray, colour: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The colour, or for some lines one that goes over into another along the way, as scratches catch the light."""
    if rng.random() < 0.7:
        return colour
    side = photo.shape[0]
    waves = cv2.GaussianBlur(rng.normal(0, 1, (side, side)).astype(np.float32), (0, 0), side / rng.uniform(8, 24))
    share = np.clip(0.5 + waves / (waves.std() + 1e-6), 0, 1)[:, :, None]
    return np.asarray(colour + share * (_colour(photo, rng) - colour), np.float32)


def _crease(photo: np.ndarray, _masks: DamageMasks, rng: np.random.Generator) -> Hurt:
    """A fold: the picture broken along a line, bare paper in the crack, a shadow on one side."""
    side = photo.shape[0]
    points = _curve(side, rng, float(rng.choice((0.005, 0.02, 0.08))))
    width = int(rng.integers(1, 6))
    crack = _drawn(side, points, width)
    rough = cv2.GaussianBlur(rng.random((side, side)).astype(np.float32), (0, 0), 1.5)
    crack *= np.clip((rough - rng.uniform(0.35, 0.5)) * 12, 0, 1)
    for _ in range(rng.integers(0, 5)):  # branches
        at = points[rng.integers(len(points))]
        end = at + np.round(16 * rng.normal(0, 0.06, 2) * side).astype(np.int32)
        crack = np.maximum(crack, _drawn(side, np.stack([at, end]), 1))
    wide = cv2.GaussianBlur(_drawn(side, points + 16 * rng.integers(-3, 4, 2), width + 4), (0, 0), rng.uniform(1, 3))
    shaded = photo * (1 + (rng.uniform(-0.35, 0.3) * wide)[:, :, None])
    hurt = _laid_on(shaded.astype(np.float32), crack, _colour(photo, rng))
    # The shade is seen where the crack is; farther out it is the picture still.
    return hurt, np.maximum(crack, (wide > 0.8).astype(np.float32) * 0.5)


def _tear(photo: np.ndarray, _masks: DamageMasks, rng: np.random.Generator) -> Hurt:
    """A piece that is missing at an edge or a corner, with a rim of torn fibre."""
    side = photo.shape[0]
    y, x = np.mgrid[:side, :side].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    away = (x - side / 2) * np.cos(angle) + (y - side / 2) * np.sin(angle)
    reach = (abs(np.cos(angle)) + abs(np.sin(angle))) * side / 2
    rough = sum(
        cv2.GaussianBlur(rng.normal(0, 1, (side, side)).astype(np.float32), (0, 0), scale) * scale * height
        for scale, height in ((2.0, 2.0), (12.0, 6.0))
    )
    depth = rng.uniform(0.02, 0.3) * side
    edge = away - (reach - depth) + rough
    gone = np.clip(edge + 0.5, 0, 1)
    rim = np.clip(edge + rng.uniform(1, 6), 0, 1) - gone
    behind = np.full(3, rng.choice((0.02, 0.97)), np.float32) if rng.random() < 0.7 else _colour(photo, rng)
    hurt = _laid_on(_laid_on(photo, gone, behind), np.clip(rim, 0, 1), np.array(PAPER, np.float32))
    return hurt, np.clip(gone + rim, 0, 1)


def _flakes(photo: np.ndarray, _masks: DamageMasks, rng: np.random.Generator) -> Hurt:
    """Emulsion that has come off in patches."""
    side = photo.shape[0]
    scale = float(rng.uniform(2, 9))
    noise = cv2.GaussianBlur(rng.normal(0, 1, (side, side)).astype(np.float32), (0, 0), scale)
    fine = cv2.GaussianBlur(rng.normal(0, 1, (side, side)).astype(np.float32), (0, 0), 1.0)
    where = cv2.GaussianBlur(rng.random((side, side)).astype(np.float32), (0, 0), side / 8)
    where = (where - where.min()) / (np.ptp(where) + 1e-6)
    level = noise / noise.std() + 0.4 * fine / fine.std() - 3.2 + 1.6 * where
    cover = np.clip(4 * level, 0, 1)
    return _laid_on(photo, cover, _colour(photo, rng)), cover


DAMAGES: tuple[Callable[[np.ndarray, DamageMasks, np.random.Generator], Hurt], ...] = (
    _dirt, _scratches, _crease, _tear, _flakes,
)  # fmt: skip
SHARES = (0.5, 0.23, 0.15, 0.03, 0.09)
