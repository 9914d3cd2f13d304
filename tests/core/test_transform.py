from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.errors import StudioError
from vqstudio.core.geometry import Bounds
from vqstudio.core.transform import Crop, Flip, Resize, Straighten, Turn


def numbered() -> np.ndarray:
    """uint8 (3, 4, 3) without two equal pixels."""
    return np.arange(36, dtype=np.uint8).reshape(3, 4, 3)


def test_four_quarters_are_nothing_and_one_goes_to_the_right() -> None:
    turned = Turn(1).apply(numbered())
    assert turned.shape == (4, 3, 3)
    assert np.array_equal(turned[0, 2], numbered()[0, 0])
    for _ in range(3):
        turned = Turn(1).apply(turned)
    assert np.array_equal(turned, numbered())
    assert np.array_equal(Turn(-1).apply(Turn(1).apply(numbered())), numbered())


def test_flips_undo_themselves() -> None:
    assert np.array_equal(Flip().apply(numbered())[0, 3], numbered()[0, 0])
    assert np.array_equal(Flip(upright=True).apply(numbered())[2, 0], numbered()[0, 0])
    assert np.array_equal(Flip().apply(Flip().apply(numbered())), numbered())


def test_a_crop_keeps_its_pixels_and_never_everything_nor_nothing() -> None:
    assert np.array_equal(Crop(Bounds(1, 1, 2, 2)).apply(numbered()), numbered()[1:, 1:3])
    with pytest.raises(StudioError, match="Nothing"):
        Crop(Bounds(10, 10, 5, 5)).apply(numbered())


@given(degrees=st.floats(-45, 45), width=st.integers(8, 300), height=st.integers(8, 300))
def test_straightening_leaves_no_empty_corner(degrees: float, width: int, height: int) -> None:
    white = np.full((height, width), 255, np.uint8)
    result = Straighten(degrees).apply(white)
    assert result[1:-1, 1:-1].min(initial=255) == 255
    new_width, new_height = Straighten(degrees).size(width, height)
    assert result.shape == (new_height, new_width)


def test_straightening_turns_to_the_right_about_the_middle() -> None:
    photo = np.zeros((101, 101), np.uint8)
    photo[48:53, 80:90] = 255  # east of the middle
    result = Straighten(20).apply(photo).astype(float)
    rows, columns = np.nonzero(result > 128)
    middle = (np.array(result.shape) - 1) / 2
    assert np.degrees(np.arctan2(rows.mean() - middle[0], columns.mean() - middle[1])) == pytest.approx(20, abs=2)


def test_a_resized_photo_keeps_its_mean_and_an_impossible_size_is_refused() -> None:
    photo = np.random.default_rng(0).integers(0, 256, (60, 80, 4)).astype(np.uint8)
    small = Resize(20, 15).apply(photo)
    assert small.shape == (15, 20, 4)
    assert abs(small[:, :, 0].mean() - photo[:, :, 0].mean()) < 6
    with pytest.raises(StudioError, match="pixels a side"):
        Resize(0, 10).apply(photo)


@pytest.mark.parametrize("degrees", [-20.0, 3.0, 15.0])
@pytest.mark.parametrize("frame", [(0.25, 0.25, 0.5, 0.5), (0.0, 0.1, 0.3, 0.6), (0.7, 0.5, 0.3, 0.5)])
def test_a_frame_keeps_its_middle_and_shape_when_the_photo_is_straightened(
    degrees: float, frame: tuple[float, float, float, float]
) -> None:
    width, height = 400, 300
    photo = np.full((height, width, 3), 255, np.uint8)
    x, y = round((frame[0] + frame[2] / 2) * width), round((frame[1] + frame[3] / 2) * height)
    photo[y - 4 : y + 4, x - 4 : x + 4] = 100
    result = Straighten(degrees, frame=frame).apply(photo)
    high, wide = result.shape[:2]
    assert min(result[edge].min() for edge in (0, -1, np.s_[:, 0], np.s_[:, -1])) > 200  # no empty corner
    assert wide / high == pytest.approx(frame[2] * width / (frame[3] * height), rel=0.03)
    assert wide <= frame[2] * width
    ys, xs = np.nonzero(result[:, :, 0] < 180)
    assert (xs.mean() + 0.5, ys.mean() + 0.5) == pytest.approx((wide / 2, high / 2), abs=1.5)
    if frame[:2] == (0.25, 0.25):  # there is room around it
        assert (wide, high) == (200, 150)


def test_transparent_pixels_lend_no_colour_when_16_bits_are_resampled() -> None:
    values = np.zeros((8, 8, 4), np.uint16)
    values[:, :4] = (50_001, 10_001, 20_001, 65535)
    values[:, 4:] = (0, 60_000, 0, 0)
    smaller = Document(reduced(values), deep=values).transformed(Resize(5, 5)).deep
    seen = smaller[:, :, 3] > 300
    assert np.abs(smaller[seen][:, :3].astype(int) - (50_001, 10_001, 20_001)).max() < 100
