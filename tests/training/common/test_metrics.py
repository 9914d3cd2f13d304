from __future__ import annotations

import numpy as np

from training.common.metrics import flat_colour_shift


def test_the_colour_shift_is_that_of_flat_areas_alone() -> None:
    photo = np.full((160, 160, 3), (90, 140, 200), np.uint8)
    photo[:, 80:] = np.random.default_rng(0).integers(0, 256, (160, 80, 3), dtype=np.uint8)
    textured = photo.copy()
    textured[:, 80:] = 255 - textured[:, 80:]
    assert flat_colour_shift(photo, textured) == 0.0
    slight, plain = photo.copy(), photo.copy()
    slight[:, :80] += 1
    plain[:, :80, 0] += 12
    seen = flat_colour_shift(photo, slight), flat_colour_shift(photo, plain)
    assert seen[0] is not None
    assert seen[1] is not None
    assert 0 < seen[0] < 1 < seen[1]


def test_a_photo_without_flat_areas_has_no_colour_shift_to_tell() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (96, 96, 3), dtype=np.uint8)
    assert flat_colour_shift(noise, noise) is None
