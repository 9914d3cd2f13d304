from __future__ import annotations

import numpy as np

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.repair.seamless import blend_gradients


def differences(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    right, down = np.zeros_like(image), np.zeros_like(image)
    right[:, :-1] = image[:, 1:] - image[:, :-1]
    down[:-1] = image[1:] - image[:-1]
    return right, down


def test_texture_from_a_brighter_place_takes_the_tone_of_the_rim() -> None:
    rng = np.random.default_rng(0)
    truth = (np.linspace(60, 120, 50)[:, None, None] + rng.normal(0, 4, (50, 40, 3))).astype(np.float32)
    hole = np.zeros((50, 40), bool)
    hole[10:35, 8:30] = True
    fill = truth.copy()
    fill[hole] += np.array([30, -20, 5], np.float32)
    fill[hole & (np.arange(40) > 18)] += 12
    result = blend_gradients(fill, hole, *differences(truth), CancelToken())
    assert np.abs(result - truth).max() < 1
    assert np.array_equal(result[~hole], truth[~hole])


def test_channels_that_are_done_early_stay_finite() -> None:
    truth = np.zeros((30, 30, 3), np.float32)
    hole = np.zeros((30, 30), bool)
    hole[3:27, 3:27:2] = True
    fill = truth.copy()
    fill[hole, 1] = 200  # one channel far off, the others right from the start
    result = blend_gradients(fill, hole, *differences(truth), CancelToken())
    assert np.abs(result).max() < 1


def test_the_tone_of_the_rim_reaches_the_far_side_of_a_large_hole() -> None:
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[:201, :303].astype(np.float32)
    truth = np.stack([60 + rows / 10, 100 + columns / 20, 80 + rows * columns / 1e4], 2) + rng.normal(
        0, 3, (201, 303, 3)
    )
    truth = truth.astype(np.float32)
    hole = np.zeros((201, 303), bool)
    hole[:, :140] = True  # it reaches three borders, where nothing holds it
    fill = truth.copy()
    fill[hole] += np.array([25, -15, 8], np.float32)
    result = blend_gradients(fill, hole, *differences(truth), CancelToken(), hold=0)
    assert np.abs(result - truth).max() < 5
    held = blend_gradients(fill, hole, *differences(truth), CancelToken(), hold=1 / 20**2)
    assert np.abs(held[:, 120:] - truth[:, 120:]).max() < 20
    assert np.abs(held[:, :30] - fill[:, :30]).max() < 5  # far from the rim it stays what it was
    assert np.array_equal(result[~hole], truth[~hole])
