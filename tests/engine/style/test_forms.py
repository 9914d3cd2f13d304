"""Forms: what of a photo stays under the strokes of the network."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vqstudio.core.geometry import Bounds
from vqstudio.engine.pace import no_step
from vqstudio.engine.style.forms import reach, texture_of, with_forms, with_texture
from vqstudio.engine.style.techniques.palette import Recolouring, palette_of

SHAPE = (120, 170)
WHOLE = Bounds(0, 0, SHAPE[1], SHAPE[0])


@pytest.fixture
def photo() -> np.ndarray:
    rows, columns = np.mgrid[: SHAPE[0], : SHAPE[1]]
    return np.stack([columns, 255 - columns, rows], 2).astype(np.uint8)


@pytest.fixture
def painting() -> np.ndarray:
    """Dark at the left, against the photo, and full of strokes of a pixel."""
    rng = np.random.default_rng(1)
    shade = np.linspace(20, 200, SHAPE[1])[None, :, None]
    return np.clip(shade + 40 * rng.standard_normal((*SHAPE, 3)), 0, 255).astype(np.uint8)


@pytest.fixture
def palette() -> tuple[float, ...]:
    rng = np.random.default_rng(2)
    return palette_of(np.clip(rng.normal((150, 90, 60), 40, (80, 80, 3)), 0, 255).astype(np.uint8))


def coarse(picture: np.ndarray) -> np.ndarray:
    return cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 14, borderType=cv2.BORDER_REFLECT)


def test_what_is_coarse_becomes_the_photos_in_the_paintings_colours_and_strokes_stay(
    photo: np.ndarray, painting: np.ndarray, palette: tuple[float, ...]
) -> None:
    made = with_forms(painting, photo, WHOLE, ((1.0, palette),), 0.8, 1.0, no_step)
    wanted = Recolouring(photo, palette).of(photo).astype(np.float32)
    far = np.abs(coarse(painting) - coarse(wanted)).mean()
    assert np.abs(coarse(made) - coarse(wanted)).mean() < far / 10
    strokes, before = (np.diff(picture.astype(int), axis=1).ravel() for picture in (made, painting))
    assert np.corrcoef(strokes, before)[0, 1] > 0.95


def test_the_more_forms_the_finer_they_are_and_none_leave_the_painting(
    photo: np.ndarray, painting: np.ndarray, palette: tuple[float, ...]
) -> None:
    shares = (0.0, 0.05, 0.3, 1.0)
    made = [with_forms(painting, photo, WHOLE, ((1.0, palette),), share, 1.0, no_step) for share in shares]
    assert np.array_equal(made[0], painting)
    wanted = Recolouring(photo, palette).of(photo).astype(np.float32)
    far = [float(np.abs(picture - wanted).mean()) for picture in made]
    assert far == sorted(far, reverse=True)
    assert np.array_equal(with_forms(painting, photo, WHOLE, (), 1.0, 1.0, no_step), painting)
    assert np.array_equal(with_forms(painting, photo, WHOLE, ((1.0, palette),), 1.0, 0.0, no_step), painting)


def test_a_part_gets_the_forms_that_it_has_in_the_whole(
    photo: np.ndarray, painting: np.ndarray, palette: tuple[float, ...]
) -> None:
    whole = with_forms(painting, photo, WHOLE, ((1.0, palette),), 0.8, 1.0, no_step)
    inner = Bounds(64, 48, 40, 30)
    area = inner.pad(reach(0.8))
    area = Bounds(area.x // 2 * 2, area.y // 2 * 2, area.width, area.height).intersect(WHOLE)
    made = with_forms(np.ascontiguousarray(painting[area.slices]), photo, area, ((1.0, palette),), 0.8, 1.0, no_step)
    part = made[inner.shift(-area.x, -area.y).slices]
    assert np.abs(part.astype(int) - whole[inner.slices]).max() <= 1


def test_two_palettes_are_mixed_by_their_shares(
    photo: np.ndarray, painting: np.ndarray, palette: tuple[float, ...]
) -> None:
    other = palette_of(np.random.default_rng(3).integers(0, 80, (60, 60, 3)).astype(np.uint8))
    one, two, both = (
        with_forms(painting, photo, WHOLE, palettes, 0.5, 1.0, no_step).astype(int)
        for palettes in (((1.0, palette),), ((1.0, other),), ((0.25, palette), (0.75, other)))
    )
    inside = ((one > 8) & (one < 247) & (two > 8) & (two < 247)).all(axis=2)  # where nothing was cut off
    assert inside.mean() > 0.3
    assert np.abs(both - (0.25 * one + 0.75 * two))[inside].max() <= 2


def test_a_texture_brings_strokes_and_leaves_what_is_coarse(photo: np.ndarray, painting: np.ndarray) -> None:
    texture = texture_of(painting, 0.8)
    made = with_texture(photo, texture, 0.5, False, no_step).astype(int)
    assert np.abs(coarse(made) - coarse(photo)).mean() < 2
    inside = ((photo > 70) & (photo < 185)).all(axis=2)  # where nothing is cut off
    added = (made - photo)[inside]
    strokes = (painting - cv2.GaussianBlur(painting.astype(np.float32), (0, 0), 5))[inside]
    assert np.corrcoef(added.ravel(), strokes.ravel())[0, 1] > 0.98
    assert 0.4 < added.std() / strokes.std() < 0.6
    grey = with_texture(photo, texture, 0.5, True, no_step).astype(int) - photo
    assert np.ptp(grey[inside], axis=1).max() <= 1 < np.ptp(added, axis=1).max()
