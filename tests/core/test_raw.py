from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from tests.core.raw_files import write_dng
from vqstudio.core.deep import reduced
from vqstudio.core.errors import FileError
from vqstudio.core.files import OPEN_SUFFIXES, open_document, open_reduced, photo_size

pytest.importorskip("rawpy")


@pytest.fixture
def photo() -> np.ndarray:
    """Three fields and a white corner, which sets how bright the rest is shown."""
    made = np.full((96, 160, 3), (120, 120, 120), np.uint8)
    made[:, 60:110], made[:, 110:] = (180, 70, 50), (40, 90, 170)
    made[:20, :20] = 250
    return made


def field(pixels: np.ndarray, x: int, y: int = 60) -> np.ndarray:
    return pixels[y - 8 : y + 8, x - 8 : x + 8].reshape(-1, 3).mean(0)


def test_a_raw_file_is_developed_with_16_bits_in_the_colours_that_were_seen(photo: np.ndarray, tmp_path: Path) -> None:
    write_dng(tmp_path / "a.dng", photo)
    document = open_document(tmp_path / "a.dng")
    assert ".dng" in OPEN_SUFFIXES
    assert document.deep is not None
    assert document.deep.dtype == np.uint16
    assert np.array_equal(reduced(document.deep), document.pixels)
    assert (document.width, document.height) == photo_size(tmp_path / "a.dng") == (160, 96)
    for x in (30, 85, 135):
        found, seen = field(document.pixels, x), field(photo, x)
        assert np.abs(found - seen).max() < 14
    assert np.abs(np.diff(field(document.pixels, 30))).max() < 3, "grey stays grey"


def test_a_raw_file_that_was_shot_upright_is_shown_upright(photo: np.ndarray, tmp_path: Path) -> None:
    write_dng(tmp_path / "a.dng", photo, orientation=6)
    document = open_document(tmp_path / "a.dng")
    assert (document.width, document.height) == photo_size(tmp_path / "a.dng") == (96, 160)
    assert field(document.pixels, 40, 135)[2] > 150, "what was on the right is below"


def test_a_small_version_is_made_of_a_raw_file(photo: np.ndarray, tmp_path: Path) -> None:
    write_dng(tmp_path / "a.dng", photo)
    small = open_reduced(tmp_path / "a.dng", 40)
    assert small.shape == (24, 40, 3)
    assert small[15, 22, 0] > small[15, 22, 2] + 60


def test_a_damaged_raw_file_is_told(photo: np.ndarray, tmp_path: Path) -> None:
    write_dng(tmp_path / "a.dng", photo)
    whole = (tmp_path / "a.dng").read_bytes()
    (tmp_path / "a.dng").write_bytes(whole[:4] + b"\xff" * 40)
    for ask in (open_document, photo_size):
        with pytest.raises(FileError, match=r"a\.dng is a raw file that VQ Studio cannot develop"):
            ask(tmp_path / "a.dng")
    (tmp_path / "a.dng").write_bytes(b"")
    with pytest.raises(FileError, match="is empty"):
        open_document(tmp_path / "a.dng")


def test_without_the_decoder_it_is_said_how_to_get_it(
    photo: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dng(tmp_path / "a.dng", photo)
    monkeypatch.setitem(sys.modules, "rawpy", None)
    with pytest.raises(FileError, match=r"pip install 'vqstudio\[raw\]'"):
        open_document(tmp_path / "a.dng")
