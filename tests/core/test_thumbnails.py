"""Thumbnails of photo files and the folder that keeps them."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio.core.errors import FileError
from vqstudio.core.files import open_reduced
from vqstudio.core.metadata import ORIENTATION
from vqstudio.core.thumbnails import SIDE, Thumbnails

RED, BLUE = (230, 20, 20), (20, 20, 230)


def make_photo(path: Path, color: tuple[int, ...] = RED, size: tuple[int, int] = (900, 600)) -> Path:
    Image.new("RGB" if len(color) == 3 else "RGBA", size, color).save(path)
    return path


def is_colour(pixels: np.ndarray, color: tuple[int, ...]) -> bool:
    return bool(np.abs(pixels.reshape(-1, 3).astype(int) - color).max() < 12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_a_thumbnail_is_the_photo_made_small(tmp_path: Path, folder: Path, suffix: str) -> None:
    made = Thumbnails(folder).get(make_photo(tmp_path / f"photo{suffix}"))
    assert made.shape == (213, SIDE, 3)
    assert is_colour(made, RED)


def test_a_thumbnail_stands_upright(tmp_path: Path, folder: Path) -> None:
    image = Image.new("RGB", (900, 600), RED)
    image.paste(BLUE, (0, 0, 900, 300))  # the upper half as it is stored; shown it is the right one
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    image.save(tmp_path / "turned.jpg", exif=exif)
    made = Thumbnails(folder).get(tmp_path / "turned.jpg")
    assert made.shape == (SIDE, 213, 3)
    assert is_colour(made[:, :100], RED)
    assert is_colour(made[:, 113:], BLUE)


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    assert is_colour(open_reduced(make_photo(tmp_path / "clear.png", (*RED, 0)), 50), (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "CMYK", "LA"])
def test_every_mode_has_a_thumbnail(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("photo.tif" if mode == "CMYK" else "photo.png")
    Image.new(mode, (70, 40)).save(path)
    assert open_reduced(path, 35).shape == (20, 35, 3)


def test_what_is_no_photo_has_none(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "words.jpg").write_text("words")
    with pytest.raises(FileError, match=r"words\.jpg"):
        Thumbnails(folder).get(tmp_path / "words.jpg")
    with pytest.raises(FileError, match="does not exist"):
        Thumbnails(folder).get(tmp_path / "gone.jpg")
    assert not folder.exists()


def test_a_photo_is_decoded_once(tmp_path: Path, folder: Path) -> None:
    photo = make_photo(tmp_path / "photo.png")
    state = photo.stat()
    Thumbnails(folder).get(photo)
    photo.write_bytes(b"\0" * state.st_size)  # the same time and size: only a decoder could tell
    os.utime(photo, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert is_colour(Thumbnails(folder).get(photo), RED)


def test_a_photo_that_changed_gets_another_thumbnail(tmp_path: Path, folder: Path) -> None:
    thumbnails = Thumbnails(folder)
    photo = make_photo(tmp_path / "photo.png")
    thumbnails.get(photo)
    make_photo(photo, BLUE)
    os.utime(photo, (1, 1))
    assert is_colour(thumbnails.get(photo), BLUE)
    assert len(list(folder.iterdir())) == 1  # the outdated one is gone


@pytest.mark.parametrize("damage", [b"", b"nothing", None])
def test_a_damaged_thumbnail_is_made_anew(tmp_path: Path, folder: Path, damage: bytes | None) -> None:
    photo = make_photo(tmp_path / "photo.png")
    Thumbnails(folder).get(photo)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert is_colour(Thumbnails(folder).get(photo), RED)
    assert kept.read_bytes() == whole


def test_only_the_latest_are_kept(tmp_path: Path, folder: Path) -> None:
    thumbnails = Thumbnails(folder, kept=3)
    files = []
    for number in range(3):
        thumbnails.get(make_photo(tmp_path / f"{number}.png", size=(40, 30)))
        (new,) = set(folder.iterdir()) - set(files)
        os.utime(new, (1000 + number, 1000 + number))
        files.append(new)
    thumbnails.get(tmp_path / "0.png")  # looked at again
    thumbnails.get(make_photo(tmp_path / "3.png", size=(40, 30)))
    left = set(folder.iterdir())
    assert len(left) == 3
    assert set(files) - left == {files[1]}


def test_forgotten_photos_leave_no_thumbnail(tmp_path: Path, folder: Path) -> None:
    thumbnails = Thumbnails(folder)
    photos = [make_photo(tmp_path / f"{number}.png", size=(40, 30)) for number in range(3)]
    for photo in photos:
        thumbnails.get(photo)
    thumbnails.forget(photos[0])
    assert len(list(folder.iterdir())) == 2
    thumbnails.clear()
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    made = Thumbnails(tmp_path / "file").get(make_photo(tmp_path / "photo.png"))
    assert is_colour(made, RED)
    assert "cannot be kept" in caplog.text
