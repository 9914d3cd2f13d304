"""Strokes of oil: what they cover, and where their bristles end."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vqstudio.core.geometry import Bounds
from vqstudio.engine.pace import no_step
from vqstudio.engine.style.techniques.oil import bristles, lay
from vqstudio.engine.style.techniques.sheet import Sheet
from vqstudio.engine.style.techniques.strokes import MOST_POINTS, fill, outlines

SIDE = 240


def bent(points: int, apart: float, turn: float) -> tuple[np.ndarray, np.ndarray]:
    """A line that turns by ``turn`` radians at every point, in the middle of a picture of SIDE; how many count."""
    angles = turn * np.arange(MOST_POINTS)
    steps = apart * np.stack([np.cos(angles), np.sin(angles)], 1)
    line = np.concatenate([np.zeros((1, 2)), np.cumsum(steps, 0)])
    line += SIDE / 2 - line[:points].mean(0)
    return line[None].astype(np.float32), np.array([points])


@pytest.mark.parametrize(("width", "differs"), [(2, 0.35), (3, 0.25), (4, 0.2), (10, 0.06), (20, 0.06)])
@pytest.mark.parametrize("points", [2, 5, 9])
@pytest.mark.parametrize("turn", [0.0, 0.3])
def test_a_stroke_covers_what_a_thick_line_with_round_ends_does(
    width: int, differs: float, points: int, turn: float
) -> None:
    line, lengths = bent(points, width / 1.5, turn)
    painted, drawn = np.zeros((SIDE, SIDE, 4), np.uint8), np.zeros((SIDE, SIDE), np.uint8)
    (polygon,) = outlines(line, lengths, width)
    fill(painted, polygon, [200.0, 100.0, 50.0, 25.0])
    cv2.polylines(drawn, [np.round(line[0, :points] * 16).astype(np.int32)], False, 200, width, cv2.LINE_AA, 4)
    ours, usual = painted[:, :, 0].astype(int), drawn.astype(int)
    assert np.abs(ours - usual).sum() <= differs * usual.sum()
    assert painted[painted[:, :, 0] == 200].max(0).tolist() == [200, 100, 50, 25]


def test_a_stroke_that_cannot_go_on_leaves_the_layer_below() -> None:
    """Dots would show no direction."""
    rows, columns = np.mgrid[:SIDE, :SIDE]
    board = ((rows + columns) % 2).astype(np.float32)[:, :, None].repeat(3, 2)  # any step leads to another colour
    sheet = Sheet(
        lambda part: board[part.slices], (SIDE, SIDE), Bounds.of(board.shape), np.random.default_rng(0),
        np.zeros((SIDE, SIDE), np.int32),
    )  # fmt: skip
    canvas, level = np.zeros((SIDE, SIDE, 4), np.uint8), np.zeros((SIDE, SIDE), np.float32)
    lay(canvas, board, level, np.ones((SIDE, SIDE), bool), 1.0, 0.1, sheet, no_step)
    assert not canvas.any()


def test_bristles_end_where_another_stroke_begins_and_are_deeper_in_thick_paint() -> None:
    rng = np.random.default_rng(0)
    tracks = np.repeat(rng.standard_normal((SIDE, 1), np.float32), SIDE, 1)  # along the rows
    level, height = np.zeros((SIDE, SIDE), np.float32), np.full((SIDE, SIDE), 60, np.uint8)
    height[:, SIDE // 2 :] = 200
    laid = bristles(height, tracks, level, 1.0)[20:-20]
    thin, edge, thick = laid[:, 0], laid[:, SIDE // 2 - 1], laid[:, SIDE // 2]
    assert np.corrcoef(thin, edge)[0, 1] > 0.99  # as far as the stroke reaches
    assert abs(np.corrcoef(edge, thick)[0, 1]) < 0.4
    assert thick.std() > 2 * thin.std()
