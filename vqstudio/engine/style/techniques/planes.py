"""Cubist painting: a photo cut into planes by straight lines, each where it parts two colours best.

The cuts make a tree (Radha, Vetterli and Leonardi 1996, who code pictures by one): a plane goes on being cut while that
pays, so there are many where the photo has forms, and few in a sky. Every cut belongs to the whole picture, so a
part of it has the same planes.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ...pace import Step
from .canvas import blur, drawn_out, moved, vivid
from .lab import lab_of, of_lab
from .sheet import Sheet

BINS = 24
"""Places where a plane may be cut, for each direction."""
THINNEST = 0.12
"""Least share of a plane that a cut may leave on either side."""
DEEPEST = 18
"""Cuts one after the other."""
CUTTING = 0.5
"""Share of the time that it takes to find the planes."""
BARS = ((0.4, 1.4), (0.8, 2.6))
"""From which strength of an edge on there is a bar, and its width in units."""
UNEVEN, DEEP = 3.5, 14.0
"""Deviation of the lightness of planes between bars, and by how much a facet is shaded, in L."""
WIDE = 290
"""Cells of a barred plane from which chance alone may put a bar beside it."""
IN_FACES = 4.0
"""How much more, besides, a cut is worth in a face: so its planes are smaller."""
BLACK = np.array([0.08, 0.08, 0.11], np.float32)


@dataclass(frozen=True)
class Cutting:
    """``cell``: side, in units, of the cells of the smaller copy that is cut, by lines at ``angles`` (degrees). Planes
    of more than ``most`` cells are cut in any case, those of less than ``least`` are not; a cut must take ``worth``
    (squared distance in Lab, summed over cells) off what a plane's one colour leaves out.
    """

    cell: float
    angles: tuple[float, ...]
    least: int
    most: int
    worth: float


BARRED = Cutting(1.3, (0.0, 90.0), 4, 3000, 1500.0)
FACETED = Cutting(1.8, tuple(float(angle) for angle in np.arange(8) * 22.5 + 4), 8, 14000, 4000.0)


class Planes:
    """Those of a picture, float32 (h, w, 3) in Lab, whose pixels are the cells; ``faces``, bool (h, w), says which are
    of a face. Numbers of planes are those of nodes of the tree.
    """

    def __init__(
        self, picture: np.ndarray, faces: np.ndarray, how: Cutting, rng: np.random.Generator, step: Step
    ) -> None:
        rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]].astype(np.float32) + np.float32(0.5)
        self._directions = np.stack([f(np.deg2rad(how.angles)) for f in (np.cos, np.sin)], 1).astype(np.float32)
        along = np.stack([columns.ravel() * x + rows.ravel() * y for x, y in self._directions])
        colours, weight = picture.reshape(-1, 3), 1 + IN_FACES * faces.ravel()
        self._cuts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        node = np.zeros(len(colours), np.int32)
        alive = np.arange(len(colours))  # the cells of planes that were made by the last cuts
        first, count = 0, 1
        for level in range(DEEPEST):
            step(level / DEEPEST)
            new = node[alive] - first
            direction, place, cut = self._best(
                along[:, alive], colours[alive], weight[alive], new, count - first, how, rng
            )
            if not cut.any():
                break
            # A plane that is cut becomes two new ones, numbered after all that there are.
            after = np.arange(count, dtype=np.int32)
            after[first:][cut] = count + 2 * np.arange(int(cut.sum()))
            direction = np.concatenate((np.zeros(first, np.int32), direction))
            place = np.concatenate((np.full(first, np.inf), np.where(cut, place, np.inf))).astype(np.float32)
            self._cuts.append((direction, place, after))
            alive = alive[cut[new]]
            was = node[alive]
            node[alive] = after[was] + (along[direction[was], alive] > place[was])
            first, count = count, count + 2 * int(cut.sum())
        self.node, self.count = node.reshape(picture.shape[:2]), count

    @staticmethod
    def _best(
        along: np.ndarray,
        colours: np.ndarray,
        weight: np.ndarray,
        node: np.ndarray,
        count: int,
        how: Cutting,
        rng: np.random.Generator,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each node: the direction and place of its best cut, and whether it is cut."""
        size = np.bincount(node, minlength=count)
        best = np.full(count, -1.0)
        direction, place = np.zeros(count, np.int32), np.zeros(count, np.float32)
        chance = rng.random((len(along), count, BINS - 1))
        weights = np.bincount(node, weight, count) / np.maximum(size, 1)
        for number, line in enumerate(along):
            low, high = np.full(count, np.inf, np.float32), np.full(count, -np.inf, np.float32)
            np.minimum.at(low, node, line)
            np.maximum.at(high, node, line)
            span = np.maximum(high - low, 1e-3)
            key = node * BINS + np.minimum((line - low[node]) * (BINS / span[node]), BINS - 1).astype(np.int32)
            number_of = np.bincount(key, minlength=count * BINS).reshape(count, BINS).cumsum(1)
            sums = np.stack(
                [np.bincount(key, colour, count * BINS).reshape(count, BINS).cumsum(1) for colour in colours.T], -1
            )
            left, right = number_of[:, :-1], number_of[:, -1:] - number_of[:, :-1]
            first, second = sums[:, :-1], sums[:, -1:] - sums[:, :-1]
            gain = (first**2).sum(-1) / np.maximum(left, 1) + (second**2).sum(-1) / np.maximum(right, 1)
            gain -= (sums[:, -1] ** 2).sum(-1)[:, None] / np.maximum(size, 1)[:, None]
            gain *= weights[:, None]
            # Plain planes are cut across, and anywhere.
            gain += 0.4 * how.worth * chance[number] * np.minimum(1, span / np.sqrt(np.maximum(size, 1)))[:, None]
            thin = np.minimum(left, right) < np.maximum(how.least / 3, THINNEST * size[:, None])
            gain[thin] = -1
            found = gain.argmax(1)
            value = gain[np.arange(count), found]
            better = value > best
            best = np.where(better, value, best)
            direction = np.where(better, number, direction).astype(np.int32)
            place = np.where(better, low + (found + 1) * span / BINS, place).astype(np.float32)
        wanted = ((best > how.worth) & (size >= how.least)) | (size > how.most)
        return direction, place, wanted & (best > 0)

    def at(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """The plane of each place, given in cells: int32 like ``rows``."""
        node = np.zeros(rows.shape, np.int32)
        for direction, place, after in self._cuts:
            x, y = (self._directions[:, axis][direction] for axis in (0, 1))
            node = after[node] + (columns * x[node] + rows * y[node] > place[node])
        return node


def cut_up(
    sheet: Sheet, unit: float, how: Cutting, step: Step
) -> tuple[Planes, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The planes of the whole, and its cells in Lab, float32 (h, w, 3). Of every pixel of the part: its plane, and its
    row and column in cells.
    """
    whole = sheet.whole.picture
    side = max(1.0, how.cell * unit)
    size = max(1, round(whole.shape[1] / side)), max(1, round(whole.shape[0] / side))
    cells = lab_of(cv2.resize(whole, size, interpolation=cv2.INTER_AREA))
    faces = cv2.resize(sheet.faces, size, interpolation=cv2.INTER_NEAREST) > 0
    planes = Planes(cells, faces, how, sheet.rng, lambda share: step(CUTTING * share))
    rows, columns = sheet.grid()
    rows = (rows + np.float32(0.5)) * np.float32(size[1] / whole.shape[0])
    columns = (columns + np.float32(0.5)) * np.float32(size[0] / whole.shape[1])
    return planes, cells, planes.at(rows, columns), rows, columns


def sizes(planes: Planes) -> np.ndarray:
    """Cells of every plane, int64 (N,), at least 1: planes that were cut have none left."""
    return np.maximum(np.bincount(planes.node.ravel(), minlength=planes.count), 1)


def means(planes: Planes, cells: np.ndarray) -> np.ndarray:
    """Of every plane, of what its ``cells``, float32 (h, w, C), are: float32 (N, C)."""
    size = sizes(planes)
    sums = [np.bincount(planes.node.ravel(), channel.ravel(), planes.count) for channel in np.moveaxis(cells, -1, 0)]
    return np.asarray(np.stack(sums, 1) / size[:, None], np.float32)


def barred(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Upright and level planes between black bars, as of a tree or a front (after Mondrian, 1913)."""
    planes, cells, plane, _, _ = cut_up(sheet, unit, BARRED, step)
    step(CUTTING)
    colour = means(planes, cells)
    wide = np.minimum(1, sizes(planes) / WIDE).astype(np.float32)
    colour[:, 0] += sheet.rng.normal(0, UNEVEN, len(colour)) * wide
    drawn = vivid(of_lab(colour)[:, None], 1.2)[:, 0][plane]
    lying = sheet.rng.random(planes.count) < 0.5
    angle = np.where(lying[plane], np.float32(0), np.float32(np.pi / 2))
    paint = drawn_out(sheet, angle, 8 * unit, 2.5 * unit)
    step(0.8)
    # Most where colours differ, and between wide planes here and there where they do not: a face would be barred.
    luck = sheet.rng.random(planes.count).astype(np.float32)
    strength = np.zeros(plane.shape, np.float32)
    for one, other, place in (
        (plane[:, :-1], plane[:, 1:], strength[:, 1:]),
        (plane[:-1], plane[1:], strength[1:]),
    ):
        differ = one != other
        contrast = np.linalg.norm(colour[one[differ]] - colour[other[differ]], axis=1)
        narrower = np.minimum(wide[one[differ]], wide[other[differ]])
        by_chance = 0.9 * luck[np.maximum(one[differ], other[differ])] * narrower
        place[differ] = np.maximum(place[differ], contrast * (0.5 + 0.5 * narrower) / 40 + by_chance)
    bars = np.zeros(plane.shape, np.float32)
    for least, width in BARS:
        square = np.ones((max(1, round(width * unit)),) * 2, np.uint8)
        bars = np.maximum(bars, cv2.dilate((strength > least).astype(np.float32), square))
    bars = blur(moved(bars, 14 * unit, 0.5 * unit, sheet), 0.35 * unit)[:, :, None]
    return np.asarray(drawn * (1 + 0.045 * paint[:, :, None]) * (1 - bars) + BLACK * bars, np.float32)


def faceted(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Planes with hard edges, each shaded from one side to the other (after Picabia, 1913)."""
    planes, cells, plane, rows, columns = cut_up(sheet, unit, FACETED, step)
    step(CUTTING)
    colour = means(planes, cells)
    middle, slope = shading(planes, cells[:, :, 0] - colour[planes.node, 0], sheet.rng)
    shade = (rows - middle[plane, 0]) * slope[plane, 0] + (columns - middle[plane, 1]) * slope[plane, 1]
    lab = colour[plane]
    lab[:, :, 0] = np.clip(lab[:, :, 0] + np.clip(shade, -DEEP, DEEP), 0, 100)
    return blur(vivid(of_lab(lab), 1.25), max(0.6, 0.45 * unit))


def shading(planes: Planes, light: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The middle of every plane (row and column), and how its light rises from there for each cell: as the ``light`` of
    its cells does, float32 (h, w) about 0, and the flatter that is, the more by chance. float32 (N, 2) each.
    """
    places = np.moveaxis(np.mgrid[: light.shape[0], : light.shape[1]], 0, -1) + np.float32(0.5)
    middle = means(planes, places)
    apart = places - middle[planes.node]
    slope = means(planes, apart * light[:, :, None]) / np.maximum(means(planes, apart**2), 0.5)
    side = np.sqrt(sizes(planes))[:, None]
    flat = np.clip(1 - np.linalg.norm(slope, axis=1, keepdims=True) * side / DEEP, 0, 1)
    turned = rng.uniform(0, 2 * np.pi, planes.count)
    chance = np.stack([np.cos(turned), np.sin(turned)], 1) * DEEP / side
    return middle, (1.2 * slope + flat * chance).astype(np.float32)
