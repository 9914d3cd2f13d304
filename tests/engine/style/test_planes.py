"""Cubist paintings: planes between straight cuts."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vqstudio.core.geometry import Bounds
from vqstudio.engine.pace import no_step
from vqstudio.engine.style.techniques import Hand
from vqstudio.engine.style.techniques.lab import lab_of, of_lab
from vqstudio.engine.style.techniques.planes import BARRED, FACETED, Cutting, cut_up
from vqstudio.engine.style.techniques.sheet import Sheet

SIDE = 240


def planes_of(picture: np.ndarray, how: Cutting) -> np.ndarray:
    """The plane of every pixel of uint8 (H, W, 3)."""
    area = Bounds.of(picture.shape)
    nobody, rng = np.zeros((SIDE, SIDE), np.int32), np.random.default_rng(0)
    sheet = Sheet(lambda part: picture[part.slices] / np.float32(255), (SIDE, SIDE), area, rng, nobody)
    return cut_up(sheet, 1.0, how, no_step)[2]


def two_halves(angle: float) -> np.ndarray:
    """Orange and blue, parted by a line through the middle: uint8 (SIDE, SIDE, 3)."""
    rows, columns = np.mgrid[:SIDE, :SIDE] - SIDE / 2
    beyond = columns * np.cos(angle) + rows * np.sin(angle) > 0
    return np.where(beyond[:, :, None], (220, 130, 40), (40, 70, 150)).astype(np.uint8)


@pytest.mark.parametrize(("technique", "angle"), [("facets", 0.6), ("facets", 1.4), ("cubist", 0.0)])
def test_planes_end_where_colours_do(technique: str, angle: float) -> None:
    picture = two_halves(angle)
    made = Hand(technique).painted(picture, 1.0, 0)
    warm = made[:, :, 0].astype(int) > made[:, :, 2]
    inner = np.abs(cv2.blur(picture[:, :, 0], (13, 13)).astype(int) - picture[:, :, 0]) < 4  # not beside the line
    dark = made.max(2) < 60  # bars are of neither
    assert (warm == (picture[:, :, 0] > 128))[inner & ~dark].mean() > 0.99


@pytest.mark.parametrize("how", [BARRED, FACETED])
def test_there_are_more_planes_where_there_is_more_to_see(how: Cutting) -> None:
    picture = np.full((SIDE, SIDE, 3), 180, np.uint8)
    squares = np.kron(np.random.default_rng(1).integers(0, 255, (SIDE // 12, SIDE // 24, 3)), np.ones((12, 12, 1)))
    picture[:, : SIDE // 2] = squares
    plane = planes_of(picture, how)
    busy, plain = (len(np.unique(part)) for part in (plane[:, : SIDE // 2], plane[:, SIDE // 2 :]))
    assert busy > 4 * plain
    assert plain > 1


def test_bars_are_upright_or_level() -> None:
    rows, columns = np.mgrid[:SIDE, :SIDE]
    made = Hand("cubist").painted(np.stack([rows, columns, rows], 2).astype(np.uint8) // 4 + 100, 1.0, 0)
    bars = (made.max(2) < 70).astype(np.uint8)
    long = [cv2.morphologyEx(bars, cv2.MORPH_OPEN, np.ones(shape, np.uint8)) for shape in ((1, 11), (11, 1))]
    assert bars.mean() > 0.02
    assert np.maximum(*long).sum() > 0.8 * bars.sum()  # they are drawn by hand


def test_bars_leave_small_forms_free() -> None:
    """Chance puts them between wide planes: a face is not barred."""
    rng = np.random.default_rng(1)
    fine = cv2.GaussianBlur(rng.normal(0, 30, (SIDE, SIDE)), (0, 0), 5)
    busy = np.clip(160 + fine * 25 / fine.std(), 100, 255).astype(np.uint8)
    bare = np.full((SIDE, SIDE), 160, np.uint8)

    def barred(picture: np.ndarray) -> float:
        made = Hand("cubist").painted(np.stack([picture] * 3, 2), 1.0, 0)
        return float((made.max(2) < 70).mean())

    assert barred(busy) < 2 * barred(bare)


def test_facets_are_shaded_from_one_side_to_the_other() -> None:
    plain = np.full((SIDE, SIDE, 3), 140, np.uint8)
    made = Hand("facets").painted(plain, 1.0, 0).astype(np.float32).mean(2)
    slope = np.hypot(*np.gradient(cv2.GaussianBlur(made, (0, 0), 2)))
    assert made.std() > 4
    assert np.median(slope) > 0.05  # shading, not flat patches beside each other
    assert np.median(slope) < 2


def test_colours_come_back_from_lab_as_those_of_opencv() -> None:
    colours = np.random.default_rng(3).random((40, 50, 3)).astype(np.float32)
    assert np.abs(lab_of(colours) - cv2.cvtColor(colours, cv2.COLOR_RGB2LAB)).max() < 1
    assert np.allclose(of_lab(lab_of(colours)), colours, atol=1e-3)
