from __future__ import annotations

import numpy as np
import pytest

from vqstudio.core.geometry import Bounds
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.repair.retouch import copied, healed, shifted


def texture(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(-12, 13, (height, width, 3))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_copy_is_laid_on_as_far_as_it_is_covered(dtype: type) -> None:
    unit = np.iinfo(dtype).max // 255
    values, source = np.full((3, 4, 3), 100 * unit, dtype), np.full((3, 4, 3), 200 * unit, dtype)
    coverage = np.zeros((3, 4), np.float32)
    coverage[:, 1], coverage[:, 2:] = 0.5, 1
    result = copied(values, source, coverage)
    assert result.dtype == dtype
    assert (result[:, 0] == 100 * unit).all()
    assert (result[:, 1] == 150 * unit).all()
    assert (result[:, 2:] == 200 * unit).all()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_healing_takes_the_detail_and_keeps_the_light(dtype: type) -> None:
    unit = np.iinfo(dtype).max // 255
    dark, bright = 60 + texture(60, 60), 190 + texture(60, 60, 1)
    spoilt = dark.copy()
    spoilt[25:35, 25:35] = 250  # a speck
    coverage = np.zeros((60, 60), np.float32)
    coverage[20:40, 20:40] = 1
    result = healed((spoilt * unit).astype(dtype), (bright * unit).astype(dtype), coverage, CancelToken()) / unit
    assert np.array_equal(result[:18], spoilt[:18])
    inside = result[22:38, 22:38]
    assert abs(inside.mean() - 60) < 8
    assert np.corrcoef((inside - inside.mean()).ravel(), texture(60, 60, 1)[22:38, 22:38].ravel())[0, 1] > 0.9


def test_what_lies_beyond_the_photo_is_not_copied() -> None:
    photo = np.arange(10 * 12 * 3, dtype=np.uint8).reshape(10, 12, 3)
    there, inside = shifted(photo, Bounds(8, 2, 4, 3), 2, -1)
    assert np.array_equal(there[:, :2], photo[1:4, 10:12])
    assert inside[:, :2].all()
    assert not inside[:, 2:].any()
