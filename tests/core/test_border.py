from __future__ import annotations

import numpy as np
import pytest

from vqstudio.core.border import border_of
from vqstudio.core.geometry import Margins


def scene(seed: int = 0) -> np.ndarray:
    """A sky that grows darker upwards, over ground: uint8 (300, 400, 3)."""
    rng = np.random.default_rng(seed)
    made = np.repeat(np.linspace(110, 190, 300)[:, None, None], 400, 1) + np.array([-20, 0, 30])
    made[180:] = rng.integers(60, 150, (120, 400, 3))
    return np.clip(made + rng.normal(0, 2, made.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("colour", [8, 250])
@pytest.mark.parametrize("border", [Margins(6, 7, 5, 8), Margins(right=9), Margins(top=1, left=2)])
def test_a_border_is_found_on_the_sides_that_have_it(colour: int, border: Margins) -> None:
    pixels = scene()
    sides = ((border.top, border.bottom), (border.left, border.right), (0, 0))
    pixels = np.pad(pixels, sides, constant_values=colour)
    noise = np.random.default_rng(1).normal(0, 1.5, pixels.shape)
    assert border_of(np.clip(pixels + noise, 0, 255).astype(np.uint8)) == border


def test_a_border_that_a_scan_has_softened_and_turned_is_trimmed_whole() -> None:
    pixels = np.pad(scene(), ((8, 8), (8, 8), (0, 0)), constant_values=10)
    for row in range(len(pixels)):
        if row > 150:
            pixels[row] = np.roll(pixels[row], 1, axis=0)
    soft = (pixels[:, :-1].astype(int) + pixels[:, 1:]) // 2
    found = border_of(soft.astype(np.uint8))
    assert all(7 <= width <= 10 for width in (found.left, found.top, found.right, found.bottom))


def night() -> np.ndarray:
    made = np.random.default_rng(2).normal(6, 2, (300, 400, 3))
    made[120:200, 150:260] = 220
    return np.clip(made, 0, 255).astype(np.uint8)


def product() -> np.ndarray:
    made = np.full((300, 400, 3), 252, np.uint8)
    made[4:296, 90:330] = scene()[4:296, 90:330]
    return made


def overcast() -> np.ndarray:
    made = scene()
    made[:180] = 255
    return made


@pytest.mark.parametrize("make", [scene, night, product, overcast, lambda: scene()[:, ::-1], lambda: scene()[150:]])
def test_skies_nights_and_white_grounds_are_no_borders(make) -> None:  # type: ignore[no-untyped-def]
    assert border_of(make()) == Margins()


@pytest.mark.parametrize("darker", [-25, 30])
def test_a_thin_edge_in_which_the_photo_goes_on_is_found(darker: int) -> None:
    rng = np.random.default_rng(0)
    pixels = rng.integers(60, 180, (20, 25, 3)).repeat(8, 0).repeat(8, 1)  # different things along each side
    pixels += rng.integers(-2, 3, pixels.shape)
    assert border_of(pixels.astype(np.uint8)) == Margins()
    edge = pixels.copy()
    edge[:2] += darker
    edge[:, -1] += darker
    assert border_of(edge.astype(np.uint8)) == Margins(top=2, right=1)
