"""Mosaic, halftone print, pointillism and cartoon: a photo in pieces of one colour."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from vqstudio.core.morphology import dilate

from ...pace import Step
from .canvas import PAPER, along, blur, bytes_of, contours, flattened, light, moved, vivid
from .sheet import Sheet

STONE = 9.5
"""Side of a stone of a mosaic, in units."""
LEAST_STONE, LEAST_IN_FACES = 4.0, 3.0
"""In px."""
ACROSS, FINEST = 48, 4
"""How many stones a face should have from side to side, and how many times smaller than elsewhere they are at most."""
UNLIKE = 0.12
"""By which share the light of stones differs from what they stand for; of smaller ones less."""
MORTAR = np.array([0.17, 0.16, 0.155], np.float32)
SCREEN = 4.4
"""Period of a halftone screen, in units."""
INKS = ((0.0, 0.62, 0.88), (0.89, 0.06, 0.5), (1.0, 0.9, 0.05), (0.1, 0.1, 0.1))
ANGLES = (15, 75, 0, 45)
"""In degrees, of cyan, magenta, yellow and black: so far apart, they make no moiré."""
DOTS = ((3.4, 1.0), (2.4, 0.9), (1.6, 0.6))
"""Of pointillism: radius in units of each layer's dots, and the share of their places that get one."""
SPREAD = (4.0, 8.0, 9.0)
"""Deviation of the dots' L, a and b."""
PRINT_GRAIN, PRINT_CLOUDS = np.float32(0.03), np.float32(0.03)
"""Deviation of how much ink the paper of a woodcut takes: from grain to grain, and from place to place."""
STEP = 15.0
"""Of a cartoon's lightness, in L."""
CRISP = 14.0
"""How steep it is from one step to the next."""


def mosaic(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Small stones of one colour each, set into dark mortar: the cells nearest to points of a jittered grid, moved
    towards places of little slope, so that stones end where forms do (after Hausner 2001). As in old mosaics, faces
    have smaller ones.
    """
    beds = beds_of(sheet, max(LEAST_STONE, STONE * unit))
    step(0.3)
    stone, gap, cells = stones_around(beds, sheet)
    colours = np.concatenate([some.colours for some in beds])
    laid = colours[stone] * (0.985 + 0.03 * sheet.grain(unit))[:, :, None]
    joint = np.clip(1.5 - gap * (8.0 / cells), 0, 1)[:, :, None]
    return np.asarray(laid * (1 - joint) + MORTAR * joint, np.float32)


def beds_of(sheet: Sheet, cell: float) -> list[Bed]:
    """Stones of ``cell`` px, and of faces smaller ones: a bed for each size."""
    grid = Grid.over(sheet.shape, cell)
    times = finer_in_faces(sheet.faces, cell)[inside(grid.centres, sheet.shape)]
    beds = []
    for fineness in np.unique(times):
        finer = Grid.over(sheet.shape, cell / fineness)
        laid = times[grid.holding(finer.centres)] == fineness
        if laid.any():  # cells at the border may lie outside of the picture altogether
            beds.append(bed(sheet, finer, laid, UNLIKE / fineness))
    return beds


def finer_in_faces(faces: np.ndarray, cell: float) -> np.ndarray:
    """int (H, W): how many times smaller than ``cell`` px stones are where ``faces`` (int32 (H, W)) are: the smaller a
    face, the more, so that it has enough of them.
    """
    sizes = np.sqrt(np.bincount(faces.ravel()))
    most = np.clip(cell // LEAST_IN_FACES, 1, FINEST)
    times = np.clip(np.ceil(ACROSS * cell / np.maximum(sizes, 1)), 1, most).astype(int)
    times[0] = 1
    return times[faces]


@dataclass(frozen=True)
class Grid:
    """Square cells of ``cell`` px over a picture, in rows of ``across``; ``centres`` (N, 2) of the last in rows and
    columns may lie outside of it.
    """

    centres: np.ndarray
    cell: float
    across: int

    @classmethod
    def over(cls, shape: tuple[int, ...], cell: float) -> Grid:
        rows, columns = (np.arange(0.5 * cell, length + cell, cell) for length in shape)
        return cls(np.stack(np.meshgrid(rows, columns, indexing="ij"), -1).reshape(-1, 2), cell, len(columns))

    def holding(self, points: np.ndarray) -> np.ndarray:
        """The numbers (N,) of the cells that hold these points (N, 2), or are nearest to them."""
        down = len(self.centres) // self.across
        row, column = (np.floor(points / self.cell).astype(int)).T
        return np.clip(row, 0, down - 1) * self.across + np.clip(column, 0, self.across - 1)


@dataclass(frozen=True)
class Bed:
    """Stones of one size: ``points`` (N, 2), one in each cell of a ``grid``, their ``colours`` (N, 3), and which are
    ``laid``, bool (N,).
    """

    grid: Grid
    points: np.ndarray
    colours: np.ndarray
    laid: np.ndarray


def bed(sheet: Sheet, grid: Grid, laid: np.ndarray, unlike: float) -> Bed:
    """Stones for the whole; their light differs from the picture's by up to the share ``unlike``."""
    picture, rng, cell = sheet.whole.picture, sheet.rng, grid.cell
    slope = np.hypot(*(cv2.Sobel(blur(picture.mean(2), 0.15 * cell), cv2.CV_32F, *order) for order in ((1, 0), (0, 1))))
    slope = blur(slope, 0.12 * cell)
    tries = grid.centres[None] + rng.uniform(-0.36, 0.36, (8, *grid.centres.shape)) * cell
    y, x = inside(tries, picture.shape)
    points = np.take_along_axis(tries, slope[y, x].argmin(0)[None, :, None], 0)[0]
    colour = cv2.blur(picture, (max(3, int(0.5 * cell) | 1),) * 2)
    colours = vivid(colour[inside(points, picture.shape)][:, None], 1.35)[:, 0]
    return Bed(grid, points, colours * rng.uniform(1 - unlike, 1 + unlike, (len(points), 1)), laid)


def places_on(shape: tuple[int, ...], apart: float) -> np.ndarray:
    """The points (N, 2) of a grid over a picture, ``apart`` px from each other."""
    rows, columns = (np.arange(0, length, apart) for length in shape[:2])
    return np.stack(np.meshgrid(rows, columns, indexing="ij"), -1).reshape(-1, 2)


def inside(points: np.ndarray, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the pixels nearest to ``points`` (..., 2), some of which lie outside of the picture."""
    rows, columns = (np.clip(points[..., axis].astype(int), 0, shape[axis] - 1) for axis in (0, 1))
    return rows, columns


def stones_around(beds: list[Bed], sheet: Sheet) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each pixel of the part: the number of the nearest stone that is laid, counted through all ``beds``; how much
    further the next one is (px); and the cell of its bed (px).
    """
    grid = sheet.grid()
    y, x = (axis.ravel() for axis in grid)
    stone = np.full(y.shape, -1)
    first, second, cells = (np.full(y.shape, np.inf, np.float32) for _ in range(3))
    count, widest = 0, max(some.grid.cell for some in beds)
    for some in beds:
        cell, across = some.grid.cell, some.grid.across
        home = np.floor(y / cell).astype(int) * across + np.floor(x / cell).astype(int)
        within = some.laid[home.clip(0, len(some.laid) - 1)]
        beside = dilate(within.reshape(grid[0].shape), math.ceil(widest)).ravel() & ~within
        # Small stones reach as far into the large ones beside them as these would.
        for where, reach in ((within, 1), (beside, round(widest / cell))):
            place = slice(None) if where.all() else np.flatnonzero(where)
            closest, next_, own = first[place], second[place], stone[place]
            row, column, at = y[place], x[place], home[place]
            for down in range(-reach, reach + 1):
                for right in range(-reach, reach + 1):
                    number = np.clip(at + down * across + right, 0, len(some.points) - 1)
                    distance = np.hypot(row - some.points[number, 0], column - some.points[number, 1])
                    distance = np.where(some.laid[number], distance, np.inf).astype(np.float32)
                    same, closer = number + count == own, distance < closest
                    next_ = np.where(closer & ~same, closest, np.where(same, next_, np.minimum(next_, distance)))
                    closest, own = np.where(closer, distance, closest), np.where(closer, number + count, own)
            cells[place] = np.where(own >= count, np.float32(cell), cells[place])
            first[place], second[place], stone[place] = closest, next_, own
        count += len(some.points)
    shape = grid[0].shape
    return stone.reshape(shape), (second - first).reshape(shape), cells.reshape(shape)


def halftone(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Four-colour print: cyan, magenta, yellow and black dots on screens of their own angles."""
    inks = 1 - np.clip(0.5 + (vivid(blur(sheet.picture, 0.8 * unit), 1.1) - 0.5) * np.float32(1.15), 0, 1)
    black = inks.min(2)
    shares = [*np.moveaxis(inks - 0.7 * black[:, :, None], 2, 0), np.clip(black * 1.3 - 0.35, 0, 1)]
    rows, columns = sheet.grid()
    period = np.float32(SCREEN * unit)
    print_ = PAPER * (1 + 0.01 * sheet.clouds(2 * unit))[:, :, None]
    for number, (share, colour, degrees) in enumerate(zip(shares, INKS, ANGLES, strict=True)):
        step(number / len(INKS))
        cosine, sine = (np.float32(f(np.deg2rad(degrees))) for f in (np.cos, np.sin))
        u, v = (columns * cosine + rows * sine) / period, (rows * cosine - columns * sine) / period
        reach = np.hypot(u % 1 - 0.5, v % 1 - 0.5)
        dot = np.clip((np.sqrt(np.clip(share, 0, 1)) * np.float32(0.68) - reach) * period + 0.5 * (share > 0.01), 0, 1)
        print_ = print_ * (1 - dot[:, :, None] * (1 - np.array(colour, np.float32)))
    return np.asarray(print_, np.float32)


def pointillism(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Dots of pure colours that the eye mixes (after Seurat): each a little warmer or colder, lighter or darker, than
    what it stands for.
    """
    picture, rng = sheet.picture, sheet.rng
    canvas = bytes_of(0.25 + 0.75 * blur(vivid(picture, 1.2), 3 * unit))
    for number, (radius, kept) in enumerate(DOTS):
        step(number / len(DOTS))
        apart = max(2.0, 1.45 * radius * unit)
        places = places_on(sheet.shape, apart)
        places = places + rng.uniform(-0.5, 0.5, places.shape) * apart
        places = places[rng.random(len(places)) < kept]
        rng.shuffle(places)
        spread = rng.normal(0, SPREAD, (len(places), 3)).astype(np.float32)
        sizes = np.maximum(1, rng.uniform(0.75, 1.15, len(places)) * radius * unit)
        near, places = sheet.here(places, 2 + 1.2 * radius * unit)
        if not near.any():
            continue
        y, x = inside(places, picture.shape)
        lab = cv2.cvtColor(vivid(blur(picture, 0.5 * radius * unit), 1.25)[y, x][None], cv2.COLOR_RGB2LAB)[0]
        lab += spread[near]
        colours = cv2.cvtColor(lab[None], cv2.COLOR_LAB2RGB)[0]
        for place, colour, size in zip(places, np.clip(colours, 0, 1) * 255, sizes[near], strict=True):
            centre = int(16 * place[1]), int(16 * place[0])
            cv2.circle(canvas, centre, int(16 * size), colour.tolist(), cv2.FILLED, cv2.LINE_AA, 4)
    return canvas.astype(np.float32) / 255


def woodcut(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """A print from several blocks: areas of one colour and dark lines, as of a cartoon, rubbed onto rough paper that
    takes the ink here more and there less.
    """
    printed = cartoon(sheet, unit, step)
    step(0.8)
    taken = 1 + PRINT_GRAIN * sheet.grain(unit) + PRINT_CLOUDS * sheet.clouds(25 * unit)
    return np.asarray(np.clip(printed * taken[:, :, None], 0, 1), np.float32)


def cartoon(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Areas of one clear colour in few steps of light, and ink along forms (after Winnemöller et al. 2006)."""
    picture = moved(sheet.whole.picture, 14 * unit, 0.5 * unit, sheet.whole)
    flat = vivid(sheet.cut(flattened(picture, 1.6 * unit, 34, 5)), 1.35)
    step(0.5)
    lab = cv2.cvtColor(flat, cv2.COLOR_RGB2LAB)
    level = lab[:, :, 0] / STEP
    whole = np.floor(level)
    lab[:, :, 0] = (whole + 0.5 + 0.5 * np.tanh(CRISP * (level - whole - 0.5))) * STEP
    grey = blur(light(sheet.cut(picture)), 0.8 * unit)
    angle, _ = along(grey, 2.5 * unit)
    line = np.clip(1.6 * contours(grey, 1.1 * unit, angle, 6 * unit, 34.0) - 0.15, 0, 1)[:, :, None]
    return np.asarray(
        np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1) * (1 - line) + MORTAR * 0.5 * line, np.float32
    )
