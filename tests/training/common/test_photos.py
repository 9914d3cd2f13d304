from __future__ import annotations

import dataclasses
import logging
import re
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from training.common.pack_photos import pack_photos
from training.common.photos import DataError, PhotoFile, Photos, available_memory, find_photos, hold_out


@pytest.fixture
def tar(photo_folder: Path, tmp_path: Path) -> Path:
    pack_photos(photo_folder, tmp_path / "packed.tar")
    return tmp_path / "packed.tar"


def test_broken_and_small_files_are_skipped_by_name(photo_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (photo_folder / "note.jpg").write_text("not a picture")
    (photo_folder / "empty.png").write_bytes(b"")
    Image.new("RGB", (200, 31)).save(photo_folder / "strip.png")
    with caplog.at_level(logging.WARNING):
        found = find_photos(photo_folder, 32)
    assert [p.path.name for p in found] == ["0.png", "2.png", "4.png", "1.png", "3.png", "5.png"]
    assert {(p.width, p.height) for p in found} == {(96, 72)}
    for name in ("note.jpg", "empty.png", "strip.png: 200x31 is smaller than a crop"):
        assert name in caplog.text
    with pytest.raises(DataError, match="no usable image"):
        find_photos(photo_folder, 80)


def test_what_holds_no_photos_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no usable image"):
        find_photos(tmp_path, 32)
    (tmp_path / "photo.jpg").write_bytes(b"photo")
    for missing in (tmp_path / "nowhere", tmp_path / "nowhere.tar", tmp_path / "photo.jpg"):
        with pytest.raises(DataError, match="not a folder"):
            find_photos(missing, 32)
    with pytest.raises(DataError, match="No training photos"):
        find_photos([], 32)


def test_a_tar_gives_the_photos_of_its_folder(photo_folder: Path, tar: Path) -> None:
    packed = {p.member: p for p in find_photos(tar, 32)}
    files = find_photos(photo_folder, 32)
    assert len(packed) == len(files) == 6
    for file in files:
        member = packed[f"photos/{file.path.relative_to(photo_folder).with_suffix('.jpg').as_posix()}"]
        assert (member.width, member.height) == (file.width, file.height)
        difference = (member.pixels().float() - file.pixels().float()).abs()
        assert difference.mean() < 6  # of 255: JPEG
    with pytest.raises(DataError, match="no usable image"):
        find_photos(tar, 80)


def test_folders_and_tars_together_give_each_photo_once(photo_folder: Path, tar: Path) -> None:
    together = find_photos([photo_folder, tar, photo_folder / "more", tar], 32)
    assert len(together) == 12
    assert together[:6] == find_photos(photo_folder, 32)


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: data[:550], "is empty or was not made"),
        (lambda data: data[:-1], "cut off"),
        (lambda data: data[: len(data) // 2], "cut off"),
        (lambda data: b"not a tar at all " * 1000, "not made by pack-photos"),
        (lambda data: data.replace(b'"offset":', b'"off":   '), "cannot be read"),
        (lambda data: data.replace(b'"count":6', b'"count":7'), "damaged"),
        (lambda data: re.sub(rb'"size":\d', b'"size":9', data), "damaged"),
        (lambda data: data.replace(b"photos 1", b"photos 9"), "another version"),
    ],
)
def test_a_damaged_tar_is_refused(tar: Path, harm: Callable[[bytes], bytes], message: str) -> None:
    tar.write_bytes(harm(tar.read_bytes()))
    with pytest.raises(DataError, match=message):
        find_photos(tar, 32)


def test_about_one_photo_in_fifty_is_held_out_and_a_single_one_is_both() -> None:
    photos = [PhotoFile(Path(f"{n}.jpg"), 9, 9) for n in range(2000)]
    trained, held_out = hold_out(photos)
    assert 25 < len(held_out) < 60
    assert sorted(trained + held_out, key=lambda p: int(p.stem)) == photos
    assert hold_out(photos[:1]) == (photos[:1], photos[:1])


def test_a_photo_is_held_out_by_its_name_wherever_it_lies() -> None:
    photos = [PhotoFile(Path(f"{n}.png"), 9, 9) for n in range(2000)]
    packed = [PhotoFile(Path("photos.tar"), 9, 9, f"more/{n}.jpg", 512, 9) for n in range(100, 2100)]
    names = [{p.stem for p in hold_out(found)[1] if 100 <= int(p.stem) < 2000} for found in (photos, packed)]
    assert names[0] == names[1]
    assert names[0]


def test_photos_are_rgb_of_the_stored_size_whatever_the_file_is(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    image = Image.fromarray(pixels)
    image.save(tmp_path / "a.png")
    image.convert("L").save(tmp_path / "b.png")
    image.convert("CMYK").save(tmp_path / "c.tif")
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees for viewing
    image.save(tmp_path / "d.jpg", exif=exif)
    photos = Photos(find_photos(tmp_path, 32))
    assert torch.equal(photos[0], torch.from_numpy(pixels))
    assert [photo.shape for photo in photos] == [(40, 60, 3)] * 4
    assert all(photo.dtype == torch.uint8 for photo in photos)


def test_a_photo_that_changed_is_an_os_error(photo_folder: Path, tar: Path) -> None:
    photos = Photos([*find_photos(photo_folder, 32), *find_photos(tar, 32)])
    Image.new("RGB", (96, 73)).save(photo_folder / "0.png")
    (photo_folder / "2.png").write_bytes((photo_folder / "2.png").read_bytes()[:300])
    (photo_folder / "4.png").unlink()
    tar.write_bytes(tar.read_bytes()[:2000])
    for index in (0, 1, 2, *range(7, 12)):
        with pytest.raises(OSError, match=r"png|packed\.tar"):
            photos[index]
    assert photos[3].shape == (72, 96, 3)


def count_decoding(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    decoded: list[str] = []
    pixels = PhotoFile.pixels

    def counted(file: PhotoFile) -> torch.Tensor:
        decoded.append(file.path.name)
        time.sleep(0.01)
        return pixels(file)

    monkeypatch.setattr(PhotoFile, "pixels", counted)
    return decoded


def test_the_least_recently_used_are_forgotten_beyond_the_budget(
    photo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = count_decoding(monkeypatch)
    photos = Photos(find_photos(photo_folder, 32), budget=3 * 96 * 72 * 2)
    for index in (0, 1, 0, 2, 0, 1):  # 2 pushes out 1, which was used before 0
        photos[index]
    assert decoded == ["0.png", "2.png", "4.png", "2.png"]


def test_a_photo_is_decoded_once_even_if_many_threads_want_it(
    photo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = count_decoding(monkeypatch)
    photos = Photos(find_photos(photo_folder, 32))
    photos.read_ahead(3)
    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(photos.__getitem__, list(range(6)) * 5))
    wait_for_the_readers()
    assert sorted(decoded) == [f"{n}.png" for n in range(6)]
    assert all(torch.equal(photo, photos[n % 6]) for n, photo in enumerate(got))


def test_reading_ahead_stops_where_the_memory_ends(
    photo_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    decoded = count_decoding(monkeypatch)
    (photo_folder / "2.png").write_bytes((photo_folder / "2.png").read_bytes()[:300])
    one, two, three = find_photos(photo_folder / "more", 32)
    files = [one, dataclasses.replace(one, path=photo_folder / "2.png"), three, two]
    Photos(files, budget=3 * 96 * 72 * 3 + 1).read_ahead(2)
    wait_for_the_readers()
    assert sorted(decoded) == ["1.png", "2.png", "5.png"]
    assert "no longer reads" in caplog.text  # and the broken one among them does no harm


def wait_for_the_readers() -> None:
    for thread in threading.enumerate():
        if thread.name == "read-ahead":
            thread.join(20)
            assert not thread.is_alive()


def test_the_memory_that_is_available_is_part_of_the_machines() -> None:
    assert 1 << 26 < available_memory() < 1 << 46


def test_photos_go_to_the_gpu_if_they_fit(photo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = find_photos(photo_folder, 32)
    needed = 6 * 96 * 72 * 3
    gpu = torch.device("cuda", 0)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (int(needed / 0.59), 1 << 40))
    assert Photos(files, device=gpu).device == gpu
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (int(needed / 0.61), 1 << 40))
    assert Photos(files, device=gpu).device == torch.device("cpu")
    assert Photos(files, device=gpu)[0].device == torch.device("cpu")


def test_a_moved_tar_still_opens(tar: Path, tmp_path: Path) -> None:
    before = [p.pixels() for p in find_photos(tar, 32)]
    (tmp_path / "elsewhere").mkdir()
    moved = shutil.move(tar, tmp_path / "elsewhere" / "other.tar")
    assert all(torch.equal(a, b.pixels()) for a, b in zip(before, find_photos(Path(moved), 32), strict=True))
