"""Planes in a photo, by the points in which their parallel lines seem to meet.

Line segments (von Gioi et al. 2010, in OpenCV) vote for the crossings of pairs of them; a wall's or a floor's vanishing
line passes through such a point. Known planes help to complete photos (Huang et al. 2014).
"""

from __future__ import annotations

import cv2
import numpy as np

SHORTEST = 0.04
"""Length of the shortest line segment, as a share of the photo's longer side."""
SHORTEST_PIXELS = 8
PAIRS = 400
POINTS = 3
SURE = np.sin(np.radians(2)), np.sin(np.radians(4))
"""How well a segment points to where it votes for, and how badly to be free for another point."""
LEAST_VOTES = 0.08
"""Share of the length of all segments."""
FARTHEST = 8.0
"""Sides of the photo: lines that meet farther away are parallel."""
MOST_PLANES = 4
CLEAR = 1.3
"""How far from the hole, in halves of its longer side, a plane should end, at least."""


def planes(image: np.ndarray, known: np.ndarray, hole: np.ndarray) -> list[np.ndarray]:
    """Homographies, float (3, 3), at most MOST_PLANES: each from a picture in which a plane of the photo is seen
    without perspective to the photo, as large at the middle of the ``hole`` as it is.

    ``image`` float32 (H, W, 3) in 0..255; ``known`` and ``hole`` bool (H, W), the hole not empty. A plane is a wall
    (its lines end above each other), a floor (beside each other), or whatever two points span.
    """
    size = float(max(hole.shape))
    rows, columns = np.nonzero(hole)
    middle = np.array([columns.mean(), rows.mean()])
    reach = CLEAR * max(np.ptp(rows), np.ptp(columns)) / 2 / size
    ends = (_segments(image, known) - np.tile(middle, 2)) / size
    points = _points(ends)
    lines = []
    for x, y in points:
        lines += [np.array(line) for line in ((-1 / (x or 1e-9), 0.0), (0.0, -1 / (y or 1e-9)))]
    for n, one in enumerate(points):
        for other in points[:n]:
            both = np.array([one, other])
            if abs(np.linalg.det(both)) > 1e-6:
                lines.append(np.linalg.solve(both, [-1.0, -1.0]))
    # The line a x + b y + 1 = 0 is as far away as 1 / |(a, b)|.
    lines = [line for line in lines if 1 / FARTHEST < np.hypot(*line) < 1 / max(reach, 1e-6)]
    scale = np.array([[1 / size, 0, 0], [0, 1 / size, 0], [0, 0, 1]])
    about = scale @ np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, 1]])
    return [
        np.linalg.inv(about) @ np.array([[1, 0, 0], [0, 1, 0], [-a, -b, 1]]) @ about for a, b in lines[:MOST_PLANES]
    ]


def _segments(image: np.ndarray, known: np.ndarray) -> np.ndarray:
    """float (N, 4): x and y of both ends of the line segments whose middle is ``known``."""
    height, width = known.shape
    grey = np.clip(image.mean(2), 0, 255).astype(np.uint8)
    found = cv2.createLineSegmentDetector().detect(grey)[0] if min(height, width) >= SHORTEST_PIXELS else None
    if found is None:
        return np.zeros((0, 4))
    ends = np.asarray(found, np.float64).reshape(-1, 4)
    x, y = ((ends[:, :2] + ends[:, 2:]) / 2).astype(int).T
    long = np.hypot(*(ends[:, 2:] - ends[:, :2]).T) >= max(SHORTEST_PIXELS, SHORTEST * max(height, width))
    return ends[long & known[y.clip(0, height - 1), x.clip(0, width - 1)]]


def _points(ends: np.ndarray) -> list[tuple[float, float]]:
    """Where most of the segments of these ``ends`` (float (N, 4), in lengths of the photo) meet, at most POINTS."""
    one, two = ends[:, :2], ends[:, 2:]
    length = np.hypot(*(two - one).T)
    direction = (two - one) / length[:, None]
    middle = (one + two) / 2
    ones = np.ones((len(ends), 1))
    lines = np.cross(np.concatenate([one, ones], 1), np.concatenate([two, ones], 1))
    rng = np.random.default_rng(0)
    free, found = length.copy(), []
    for _ in range(POINTS):
        if np.count_nonzero(free) < 4:
            break
        i, j = rng.choice(len(ends), (2, PAIRS), p=free / free.sum())
        points = np.cross(lines[i], lines[j])
        points = points[np.abs(points).max(1) > 1e-9]
        if not len(points):
            break
        towards = points[:, None, :2] - points[:, None, 2:] * middle
        across = np.abs(towards[:, :, 0] * direction[:, 1] - towards[:, :, 1] * direction[:, 0])
        off = across / np.maximum(np.hypot(towards[:, :, 0], towards[:, :, 1]), 1e-9)
        votes = ((off < SURE[0]) * free).sum(1)
        best = int(votes.argmax())
        x, y, w = points[best]
        if votes[best] > LEAST_VOTES * length.sum() and np.hypot(x, y) < FARTHEST * abs(w):
            found.append((float(x / w), float(y / w)))
        free[off[best] < SURE[1]] = 0
    return found
