"""Thick holes: what repeats goes on in them, by copies of single pixels of the photo."""

from __future__ import annotations

import ast
import itertools
import subprocess
import sys

import cv2
import numpy as np
import pytest

from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.repair.graph_cut import minimum_cut
from vqstudio.engine.requests import RepairRequest
from vqstudio.engine.studio import StudioEngine


def repaired(studio: StudioEngine, pixels: np.ndarray, hole: np.ndarray, seed: int = 0, **wishes: Mask) -> np.ndarray:
    request = RepairRequest(pixels, Mask(np.where(hole, 255, 0).astype(np.uint8)), seed, **wishes)
    patch = studio.run(request, lambda share, text: None, CancelToken()).patch
    after = pixels.copy()
    after[patch.bounds.slices] = patch.after
    return after


def box(height: int, width: int, top: int, left: int, size: int) -> np.ndarray:
    hole = np.zeros((height, width), bool)
    hole[top : top + size, left : left + size] = True
    return hole


@pytest.fixture
def tiles() -> np.ndarray:
    """A wall of equal tiles of 24 px with a random pattern that no smooth guess can know."""
    rng = np.random.default_rng(3)
    tile = rng.integers(0, 256, (6, 6, 3), np.uint8).repeat(4, 0).repeat(4, 1)
    return np.tile(tile, (8, 9, 1))


def holed(truth: np.ndarray, hole: np.ndarray) -> np.ndarray:
    pixels = truth.copy()
    pixels[hole] = (255, 0, 255)
    return pixels


@pytest.mark.parametrize("size", [50, 63])
def test_what_repeats_goes_on_in_a_hole_larger_than_its_period(
    studio: StudioEngine, tiles: np.ndarray, size: int
) -> None:
    hole = box(192, 216, 70, 80, size)
    after = repaired(studio, holed(tiles, hole), hole)
    assert np.array_equal(after, tiles)


def test_what_repeats_goes_on_in_a_hole_that_is_looked_at_reduced(studio: StudioEngine) -> None:
    rng = np.random.default_rng(4)
    tile = rng.integers(0, 256, (6, 6, 3), np.uint8).repeat(10, 0).repeat(10, 1)
    truth = np.tile(tile, (9, 10, 1))
    hole = box(540, 600, 180, 230, 150)
    after = repaired(studio, holed(truth, hole), hole)
    assert np.abs(after.astype(int) - truth)[hole].mean() < 3


def test_a_pattern_in_changing_light_goes_on_without_a_step(studio: StudioEngine, tiles: np.ndarray) -> None:
    light = np.linspace(0, 90, 216)[None, :, None]
    truth = (tiles * 0.5 + light).astype(np.uint8)
    hole = box(192, 216, 70, 80, 50)
    after = repaired(studio, holed(truth, hole), hole)
    assert np.abs(after.astype(int) - truth)[hole].mean() < 4


def test_what_stands_alone_does_not_come_twice(studio: StudioEngine) -> None:
    """A horizon goes on in a hole; the red boat on it stays alone."""
    rng = np.random.default_rng(8)
    truth = rng.normal(0, 6, (160, 160, 1)).repeat(3, 2) + np.where(np.arange(160)[:, None, None] < 80, 190, 70)
    truth[60:80, 50:90] = (220, 20, 20)
    truth = np.clip(truth, 0, 255).astype(np.uint8)
    hole = box(160, 160, 55, 100, 50)
    for seed in range(2):  # from near and from far
        after = repaired(studio, holed(truth, hole), hole, seed)
        fill = after[hole].astype(int)
        assert (fill[:, 0] - fill[:, 1] > 60).mean() < 0.01


def test_what_is_symmetric_goes_on_mirrored(studio: StudioEngine) -> None:
    rng = np.random.default_rng(9)
    half = rng.integers(0, 256, (32, 18, 3), np.uint8).repeat(6, 0).repeat(6, 1)
    truth = np.concatenate([half, half[:, ::-1]], axis=1)
    hole = box(192, 216, 70, 112, 50)
    after = repaired(studio, holed(truth, hole), hole)
    assert np.abs(after.astype(int) - truth)[hole].mean() < 3


def test_a_row_that_converges_goes_on_towards_its_vanishing_point(studio: StudioEngine) -> None:
    """A wall of equal tiles seen from the side: no two are of a size."""
    rng = np.random.default_rng(11)
    tile = rng.integers(0, 256, (5, 4, 3), np.uint8).repeat(16, 0).repeat(16, 1)
    wall = np.tile(tile, (6, 14, 1))
    seen = np.array([[1, 0, 0], [0.0, 1, 0], [0.0022, 0, 1]]) @ np.array([[1, 0, 0], [0, 1, -240], [0, 0, 1.0]])
    seen = np.array([[1, 0, 0], [0, 1, 120], [0, 0, 1.0]]) @ seen
    truth = cv2.warpPerspective(wall, seen, (260, 240), flags=cv2.INTER_AREA)
    hole = box(240, 260, 90, 100, 56)
    after = repaired(studio, holed(truth, hole), hole)
    assert np.abs(after.astype(int) - truth)[hole].mean() < 12


def test_fills_differ_by_their_seeds(studio: StudioEngine, tiles: np.ndarray) -> None:
    rng = np.random.default_rng(5)
    truth = rng.integers(0, 256, (48, 54, 3), np.uint8).repeat(4, 0).repeat(4, 1)
    hole = box(192, 216, 70, 80, 50)
    fills = [repaired(studio, holed(truth, hole), hole, seed) for seed in range(4)]
    for one, other in itertools.combinations(fills, 2):
        assert not np.array_equal(one, other)


def test_shifts_lead_only_to_where_texture_may_come_from(studio: StudioEngine) -> None:
    """Red above, green below, the same pattern in both: what may be used decides the colour of the fill."""
    rng = np.random.default_rng(6)
    pattern = np.tile(rng.integers(60, 256, (6, 6), np.uint8).repeat(4, 0).repeat(4, 1), (8, 9))
    pixels = np.zeros((192, 216, 3), np.uint8)
    pixels[:96, :, 0], pixels[96:, :, 1] = pattern[:96], pattern[96:]
    hole = box(192, 216, 20, 80, 50)
    below = np.zeros((192, 216), np.uint8)
    below[96:] = 255
    free = repaired(studio, holed(pixels, hole), hole)
    told = repaired(studio, holed(pixels, hole), hole, only=Mask(below))
    assert free[hole][:, 0].mean() > 2 * free[hole][:, 1].mean()
    assert told[hole][:, 1].mean() > 2 * told[hole][:, 0].mean()


def test_a_cut_is_the_cheapest_of_all() -> None:
    rng = np.random.default_rng(0)
    for _ in range(200):
        nodes, edges = int(rng.integers(1, 9)), int(rng.integers(0, 14))
        i, j = rng.integers(0, nodes, (2, edges))
        i, j = i[i != j], j[i != j]
        weight, cost = rng.random(len(i)), rng.normal(size=nodes)

        def price(
            state: np.ndarray, cost: np.ndarray = cost, i: np.ndarray = i, j: np.ndarray = j, w: np.ndarray = weight
        ) -> float:
            return float(cost[state].sum() + w[~state[i] & state[j]].sum())

        least = min(price(np.array(states, bool)) for states in itertools.product((0, 1), repeat=nodes))
        assert price(minimum_cut(cost, i, j, weight)) <= least + 0.01


def test_a_repair_does_not_wait_for_what_paints_and_creates() -> None:
    """Each import that a command does not need is a part of its time."""
    code = (
        "import sys; from vqstudio.engine.requests import RepairRequest; from vqstudio.engine.studio import "
        "StudioEngine; import vqstudio.engine.features.repair, vqstudio.engine.repair.holes; "
        "print([name for name in sys.modules if name.startswith(('vqstudio.engine.style.', "
        "'vqstudio.engine.features.', 'vqstudio.engine.texture'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout))
    assert loaded <= {
        "vqstudio.engine.style.recent",
        "vqstudio.engine.features.feature",
        "vqstudio.engine.features.repair",
        "vqstudio.engine.features.table",
    }
