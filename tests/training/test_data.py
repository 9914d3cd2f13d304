from __future__ import annotations

import logging
from pathlib import Path

import pytest
import torch

from training.data import Crops, DataError, Photos, crop_loader, find_images


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
