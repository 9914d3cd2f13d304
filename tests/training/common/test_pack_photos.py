from __future__ import annotations

import argparse
import io
import os
import sys
import tarfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.common import pack_photos as module
from training.common.pack_photos import add_command, pack_photos
from training.common.photos import DataError, find_photos


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """40 photos of nature, 10 of streets; noise, so that their JPEGs take room."""
    rng = np.random.default_rng(0)
    for name, count in (("nature", 40), ("streets", 10)):
        (tmp_path / name).mkdir()
        for number in range(count):
            pixels = rng.integers(0, 256, (90, 120, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(tmp_path / name / f"{number:02}.jpg", quality=80)
    return [tmp_path / "nature", tmp_path / "streets"]


def members(tar: Path) -> dict[str, bytes]:
    with tarfile.open(tar) as archive:
        return {m.name: archive.extractfile(m).read() for m in archive.getmembers()}  # type: ignore[union-attr]


def test_any_program_finds_the_jpegs_and_the_index_tells_where_they_are(folders: list[Path], tmp_path: Path) -> None:
    packed = pack_photos(folders, tmp_path / "p.tar")
    inside = members(tmp_path / "p.tar")
    assert packed.count == 50
    assert packed.bytes == (tmp_path / "p.tar").stat().st_size
    names = list(inside)
    assert (names[0], names[-1]) == ("start.json", "index.json")
    assert set(names[1:-1]) == {f"{f.name}/{p.name}" for f in folders for p in f.iterdir()}
    data = (tmp_path / "p.tar").read_bytes()
    for photo in find_photos(tmp_path / "p.tar", 32):
        assert data[photo.offset : photo.offset + photo.length] == inside[photo.member]
        assert Image.open(io.BytesIO(inside[photo.member])).format == "JPEG"


def test_the_same_photos_give_the_same_bytes_and_another_seed_another_order(
    folders: list[Path], tmp_path: Path
) -> None:
    for name, seed in (("a", 0), ("b", 0), ("c", 1)):
        pack_photos(folders, tmp_path / f"{name}.tar", seed=seed)
        os.utime(folders[0] / "00.jpg")
    a, b, c = ((tmp_path / f"{name}.tar").read_bytes() for name in "abc")
    assert a == b != c
    assert members(tmp_path / "a.tar").keys() == members(tmp_path / "c.tar").keys()


def test_larger_photos_are_reduced_and_smaller_ones_left(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, size in (("wide", (300, 100)), ("tall", (101, 333)), ("small", (64, 70)), ("odd", (99, 66))):
        Image.new("RGB", size, "teal").save(tmp_path / "in" / f"{name}.png")
    pack_photos(tmp_path / "in", tmp_path / "p.tar", side=66)
    found = {p.member.split("/")[1]: p for p in find_photos(tmp_path / "p.tar", 1)}
    sides = {name: (p.width, p.height) for name, p in found.items()}
    assert sides == {"wide.jpg": (198, 66), "tall.jpg": (66, 218), "small.jpg": (64, 70), "odd.jpg": (99, 66)}
    assert all(p.pixels().shape[:2] == (p.height, p.width) for p in found.values())


def test_quality_costs_bytes_and_metadata_stays_behind(folders: list[Path], tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "a camera of mine"
    Image.new("RGB", (90, 90)).save(folders[1] / "private.jpg", exif=exif)
    low = pack_photos(folders, tmp_path / "low.tar", quality=40)
    high = pack_photos(folders, tmp_path / "high.tar", quality=95)
    assert low.bytes < 0.7 * high.bytes
    assert b"a camera of mine" not in (tmp_path / "high.tar").read_bytes()


def test_an_even_choice_fits_in_the_megabytes(folders: list[Path], tmp_path: Path) -> None:
    pack_photos(folders, tmp_path / "whole.tar")
    largest = max(len(data) for data in members(tmp_path / "whole.tar").values())
    counts = []
    for records in range(3, 22):  # a tar is whole records, so these are all the sizes there are
        megabytes = records * tarfile.RECORDSIZE / 1e6
        packed = pack_photos(folders, tmp_path / "p.tar", megabytes=megabytes)
        assert packed.bytes <= 1e6 * megabytes
        assert packed.bytes + largest + 2 * tarfile.RECORDSIZE > 1e6 * megabytes  # no more would have fitted
        sources = Counter(name.split("/")[0] for name in list(members(tmp_path / "p.tar"))[1:-1])
        assert abs(sources["streets"] - packed.count / 5) <= 1
        assert len(find_photos(tmp_path / "p.tar", 32)) == packed.count
        counts.append(packed.count)
    assert sorted(counts) == counts
    assert 0 < counts[0] < counts[-1] < 50


def test_the_index_counts_among_the_megabytes(tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    for number in range(400):
        Image.new("L", (8, 8), number // 2).save(tmp_path / "tiny" / f"{number}.png")
    for records in range(8, 33, 3):
        packed = pack_photos(tmp_path / "tiny", tmp_path / "p.tar", megabytes=records * tarfile.RECORDSIZE / 1e6)
        assert packed.bytes == (tmp_path / "p.tar").stat().st_size == records * tarfile.RECORDSIZE
        assert len(find_photos(tmp_path / "p.tar", 8)) == packed.count < 400


def test_names_that_meet_and_packed_tars_keep_all_photos(folders: list[Path], tmp_path: Path) -> None:
    Image.new("RGB", (90, 90)).save(folders[0] / "00.png")
    long = folders[0] / ("name " * 30) / ("päth" * 20)
    long.mkdir(parents=True)
    Image.new("RGB", (90, 90)).save(long / "photo.webp")
    pack_photos([*folders, folders[0]], tmp_path / "p.tar")
    names = set(members(tmp_path / "p.tar"))
    assert {"nature/00.jpg", "nature/00-2.jpg"} <= names
    assert len(names) == 52 + 2
    again = pack_photos([tmp_path / "p.tar", folders[1]], tmp_path / "q.tar")
    assert again.count == len(find_photos(tmp_path / "q.tar", 32)) == 62
    assert all(p.pixels().ndim == 3 for p in find_photos(tmp_path / "q.tar", 32))


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_no_text_is_made_one(folders: list[Path], tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(folders[1]) + b"/\xff.jpg")).write_bytes((folders[1] / "00.jpg").read_bytes())
    pack_photos(folders[1], tmp_path / "p.tar")
    assert "streets/?.jpg" in {p.member for p in find_photos(tmp_path / "p.tar", 32)}


def test_a_photo_that_does_not_read_is_left_out(
    folders: list[Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = folders[0] / "07.jpg"
    broken.write_bytes(broken.read_bytes()[:1500])  # the header is whole
    assert pack_photos(folders, tmp_path / "p.tar").count == 49
    assert "07.jpg" in caplog.text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"quality": 0}, "quality of 0"),
        ({"quality": 101}, "quality of 101"),
        ({"side": 0}, "to 0 px"),
        ({"megabytes": 0}, "in 0 MB"),
        ({"megabytes": float("nan")}, "in nan MB"),
        ({"megabytes": 0.01}, "0.01 MB are too little"),
    ],
)
def test_impossible_options_are_one_sentence(
    folders: list[Path], tmp_path: Path, options: dict[str, float], message: str
) -> None:
    (tmp_path / "p.tar").write_bytes(b"an older one")
    with pytest.raises(DataError, match=message):
        pack_photos(folders, tmp_path / "p.tar", **options)  # type: ignore[arg-type]
    assert (tmp_path / "p.tar").read_bytes() == b"an older one"
    assert not list(tmp_path.glob("*.part"))


def test_impossible_outputs_and_sources_are_one_sentence(folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / "folder.tar").mkdir()
    for output, message in (
        (tmp_path / "p.zip", "does not end in"),
        (tmp_path / "folder.tar", "is a folder"),
        (tmp_path / "nowhere" / "p.tar", "could not be written"),
    ):
        with pytest.raises(DataError, match=message):
            pack_photos(folders, output)
    with pytest.raises(DataError, match="not a folder"):
        pack_photos([*folders, tmp_path / "missing"], tmp_path / "p.tar")
    with pytest.raises(DataError, match="No folder"):
        pack_photos([], tmp_path / "p.tar")
    assert not (tmp_path / "p.tar").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_leaves_nothing(folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / "p.tar.part").symlink_to("/dev/full")
    with pytest.raises(DataError, match=r"p\.tar could not be written \(No space left on device\)"):
        pack_photos(folders, tmp_path / "p.tar")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["nature", "streets"]


def test_an_interruption_leaves_nothing(folders: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module._Tar, "finish", lambda tar: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        pack_photos(folders, tmp_path / "p.tar")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["nature", "streets"]


def test_the_command_says_how_much_it_packed(
    folders: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    output = tmp_path / "p.tar"
    words = ["pack-photos", *map(str, folders), "-o", str(output), "--side", "64", "--quality", "85"]
    options = parser.parse_args([*words, "--megabytes", "0.1"])
    options.run(options)
    photos = find_photos(output, 32)
    assert capsys.readouterr().out == f"{output}: {len(photos)} photos, {output.stat().st_size / 1e6:.1f} MB\n"
    assert 1 < len(photos) < 50
    assert {min(p.width, p.height) for p in photos} == {64}
