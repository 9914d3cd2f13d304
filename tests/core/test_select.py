from __future__ import annotations

import numpy as np
import pytest

from vqstudio.core.select import grown, similar, smart, softened


def scene() -> tuple[np.ndarray, np.ndarray]:
    """A noisy grey-blue ground with a red disc, and where the disc is."""
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[:300, :400]
    disc = (rows - 140) ** 2 + (columns - 190) ** 2 < 70**2
    photo = np.where(disc[:, :, None], (190, 60, 50), (90, 110, 130)) + rng.normal(0, 8, (300, 400, 3))
    return photo.clip(0, 255).astype(np.uint8), disc


def overlap(mask: np.ndarray, truth: np.ndarray) -> float:
    """Intersection over union."""
    chosen = mask > 127
    return float((chosen & truth).sum() / (chosen | truth).sum())


def test_the_wand_stops_at_another_colour_and_at_what_does_not_hang_together() -> None:
    photo = np.zeros((40, 60, 3), np.uint8)
    photo[:, 20:30] = 100
    photo[5, 45] = 12
    photo.flags.writeable = False
    left = similar(photo, 3, 3, 10, connected=True)
    assert (left[:, :20] == 255).all()
    assert not left[:, 20:].any()
    everywhere = similar(photo, 3, 3, 10, connected=False)
    assert everywhere[0, 50] == 255
    assert everywhere[5, 45] == 0
    assert similar(photo, 3, 3, 12, connected=False)[5, 45] == 255


def test_a_scribble_on_an_object_selects_it() -> None:
    photo, disc = scene()
    scribble = np.zeros(disc.shape, np.uint8)
    scribble[130:150, 150:230] = 255
    assert overlap(smart(photo, scribble), disc) > 0.95


def test_a_click_selects_it_too_on_a_large_photo() -> None:
    photo, disc = scene()
    large, truth = photo.repeat(6, 0).repeat(6, 1), disc.repeat(6, 0).repeat(6, 1)
    scribble = np.zeros(truth.shape, np.uint8)
    scribble[700:900, 1000:1300] = 255
    assert overlap(smart(large, scribble), truth) > 0.93


def test_an_object_that_the_frame_cuts_is_selected_up_to_the_frame() -> None:
    photo, disc = scene()
    photo, disc = np.ascontiguousarray(photo[140:]), disc[140:]
    scribble = np.zeros(disc.shape, np.uint8)
    scribble[5:25, 160:220] = 255
    found = smart(photo, scribble)
    assert overlap(found, disc) > 0.93
    assert (found[0, 150:230] > 127).all()


def test_the_smallest_scribble_and_photo_are_enough() -> None:
    photo = np.full((9, 7, 3), 50, np.uint8)
    scribble = np.zeros((9, 7), np.uint8)
    scribble[4, 3] = 255
    assert smart(photo, scribble)[4, 3] == 255


@pytest.mark.parametrize("pixels", [1, 5, 20])
def test_growing_moves_the_edge_by_so_many_pixels_and_shrinking_back(pixels: int) -> None:
    mask = np.zeros((120, 120), np.uint8)
    mask[40:80, 40:80] = 255
    larger = grown(mask, pixels)
    assert larger[60, 39 - pixels + 1] == 255
    assert larger[60, 39 - pixels] == 0
    smaller = grown(mask, -min(pixels, 15))
    assert smaller[60, 40 + min(pixels, 15)] == 255
    assert smaller[60, 39 + min(pixels, 15)] == 0
    assert not grown(mask, -30).any()


def test_a_mask_at_the_frame_does_not_shrink_away_from_it() -> None:
    mask = np.zeros((50, 50), np.uint8)
    mask[:, :30] = 255
    smaller = grown(mask, -5)
    assert (smaller[:, :25] == 255).all()
    assert not smaller[:, 25:].any()


@pytest.mark.parametrize("radius", [1, 8, 60])
def test_softening_fades_over_the_radius_and_keeps_half_at_the_edge(radius: int) -> None:
    mask = np.zeros((400, 400), np.uint8)
    mask[100:300, 100:300] = 255
    soft = softened(mask, radius).astype(int)
    row = soft[200]
    assert (np.diff(row[:200]) >= 0).all()
    assert (row[99] + row[100]) / 2 == pytest.approx(127.5, abs=4)
    assert row[100 + radius] > 230
    assert row[99 - radius] < 25
    assert not soft[: max(0, 100 - 2 * radius - 2)].any()
    assert soft.sum() == pytest.approx(mask.astype(int).sum(), rel=0.01)


def test_a_mask_at_the_border_of_the_photo_stays_full_there() -> None:
    mask = np.zeros((60, 80), np.uint8)
    mask[:, :40] = 255
    soft = softened(mask, 10)
    assert (soft[:, :20] == 255).all()
    assert 0 < soft[0, 40] < 255
    empty = np.zeros((5, 5), np.uint8)
    assert not softened(empty, 10).any()
