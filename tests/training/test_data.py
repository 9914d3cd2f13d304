from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
import torch

from training.data import LUMA, Crops, DataError, Photos, crop_loader, find_images, turn_colours
from training.perceptual import flat_colour_error


def test_broken_and_small_files_are_skipped_by_name(photo_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (photo_folder / "note.jpg").write_text("not a picture")
    (photo_folder / "empty.png").write_bytes(b"")
    with caplog.at_level(logging.WARNING):
        found = find_images(photo_folder, 32)
    assert [p.name for p in found] == ["0.png", "2.png", "4.png", "1.png", "3.png", "5.png"]
    assert "note.jpg" in caplog.text
    assert "empty.png" in caplog.text
    with caplog.at_level(logging.WARNING), pytest.raises(DataError):
        find_images(photo_folder, 80)
    assert "smaller than a crop" in caplog.text


def test_empty_and_missing_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no usable image"):
        find_images(tmp_path, 32)
    with pytest.raises(DataError, match="not a folder"):
        find_images(tmp_path / "nowhere", 32)


def test_crops_continue_after_a_resume_as_if_nothing_happened(photo_folder: Path) -> None:
    crops = Crops(Photos(find_images(photo_folder, 32)), 32, seed=3)
    whole = list(crop_loader(crops, 2, 0, 6))
    resumed = list(crop_loader(crops, 2, 4, 6))
    assert torch.equal(torch.cat(whole[4:]), torch.cat(resumed))
    assert whole[0].shape == (2, 3, 32, 32)
    assert -1 <= float(whole[0].min()) < float(whole[0].max()) <= 1


def test_processes_see_different_crops_that_make_up_the_whole(photo_folder: Path) -> None:
    crops = Crops(Photos(find_images(photo_folder, 32)), 32, seed=3)
    one = torch.cat(list(crop_loader(crops, 4, 0, 2)))
    two = [torch.cat(list(crop_loader(crops, 2, 0, 2, rank, 2))) for rank in range(2)]
    joined = torch.cat([two[0][:2], two[1][:2], two[0][2:], two[1][2:]])
    assert torch.equal(one, joined)


def test_a_small_memory_budget_changes_nothing(photo_folder: Path) -> None:
    paths = find_images(photo_folder, 32)
    tight = Crops(Photos(paths, budget=1), 32, seed=5)
    roomy = Crops(Photos(paths), 32, seed=5)
    assert all(torch.equal(tight[n], roomy[n]) for n in range(12))


def test_turned_colours_keep_the_light_and_greys_and_full_turns_change_nothing() -> None:
    pixels = np.random.default_rng(0).uniform(-0.2, 0.2, (9, 7, 3)).astype(np.float32)
    turned = turn_colours(pixels, 2.0, 1.5)
    assert np.abs(turned - pixels).mean() > 0.05
    assert np.allclose(turned @ LUMA, pixels @ LUMA, atol=1e-5)
    assert np.allclose(turn_colours(pixels, 2 * np.pi, 1.0), pixels, atol=1e-5)
    grey = np.full((2, 2, 3), 0.3, np.float32)
    assert np.allclose(turn_colours(grey, 1.0, 1.8), grey, atol=1e-5)


def test_a_shift_of_colour_costs_more_on_a_wall_than_in_grass() -> None:
    wall = torch.zeros(1, 3, 64, 64)
    grass = 0.5 * torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    assert flat_colour_error(wall + 0.03, wall) > 10 * flat_colour_error(grass + 0.03, grass)
    assert flat_colour_error(wall, wall) == 0
