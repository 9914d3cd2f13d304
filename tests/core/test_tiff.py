"""TIFF files: what they hold of a photo and its tags, how large they are, and a disk that has no room for them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio.core.document import Document, Metadata
from vqstudio.core.encoding import SUFFIXES, SaveOptions, encode
from vqstudio.core.errors import FileError
from vqstudio.core.files import open_document, save_document

from .odd_files import SRGB, encoded

ARTIST = "Zoë Ångström".encode()
XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Zoë</dc:creator></x:xmpmeta>'.encode()


def gradient(channels: int, dtype: type[np.generic], width: int = 400, height: int = 300) -> np.ndarray:
    y, x = np.mgrid[0:height, 0:width]
    layers = np.dstack([x * 100, y * 150, (x + y) * 80, 65535 - x * 20])[:, :, :channels]
    return (layers >> 8 if dtype is np.uint8 else layers).astype(dtype)


def with_texts(maker_note: bytes = b"") -> bytes:
    """An EXIF block whose texts are UTF-8, as most programs write them, whatever the standard says."""
    block = Image.Exif()
    block[0x13B], block[0x112] = "A" * len(ARTIST), 1
    block[0x8769] = {0x9003: "2021:03:04 05:06:07", 0x927C: maker_note or b"x"}
    block[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    return block.tobytes().replace(b"A" * len(ARTIST), ARTIST)


def document(channels: int = 3, dtype: type[np.generic] = np.uint8) -> Document:
    values = gradient(channels, dtype)
    metadata = Metadata(SRGB, with_texts(), XMP)
    if dtype is np.uint8:
        return Document(values, metadata)
    return Document((values // 257).astype(np.uint8), metadata, deep=values)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("compressed", [True, False])
def test_a_tiff_has_the_photos_pixels_and_tags_for_every_program(
    channels: int, dtype: type[np.generic], compressed: bool, tmp_path: Path
) -> None:
    path, photo = tmp_path / "a.tif", document(channels, dtype)
    save_document(photo, path, SaveOptions(compressed=compressed))
    with Image.open(path) as image:
        assert image.mode == ("RGB" if channels == 3 else "RGBA")
        shown = photo.pixels if photo.deep is None else photo.deep >> 8
        assert np.array_equal(np.asarray(image), shown)
        assert image.info["icc_profile"] == SRGB
        assert image.info["xmp"] == XMP
        assert image.getexif().get_ifd(0x8825) == {1: "N", 2: (52.0, 31.0, 12.0)}
    assert np.array_equal(open_document(path).values, photo.values)
    assert (path.stat().st_size < photo.values.nbytes / 2) is compressed


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".avif", ".tif"])
def test_texts_that_are_not_ascii_survive_a_tiff_and_every_other_format(
    dtype: type[np.generic], suffix: str, tmp_path: Path
) -> None:
    save_document(document(3, dtype), tmp_path / "a.tif")
    save_document(open_document(tmp_path / "a.tif"), tmp_path / f"b{suffix}")
    assert ARTIST in (open_document(tmp_path / f"b{suffix}").metadata.exif or b"")


@pytest.mark.parametrize("order", ["little", "big"])
def test_a_makers_private_data_stay_where_they_were_counted_from(order: str, tmp_path: Path) -> None:
    note = b"MAKER" + bytes(range(200))
    block = Image.Exif()
    block.endian = "<" if order == "little" else ">"
    block[0x10F], block[0x8769] = "Maker", {0x927C: note}
    exif = block.tobytes()
    photo = gradient(3, np.uint16)
    save_document(Document((photo // 257).astype(np.uint8), Metadata(exif=exif), deep=photo), tmp_path / "a.tif")
    assert (tmp_path / "a.tif").read_bytes().index(note) == exif.index(note) - 6
    again = open_document(tmp_path / "a.tif")
    assert np.array_equal(again.values, photo)
    assert note in (again.metadata.exif or b"")


def test_the_tags_of_a_tiff_larger_than_4_gb_could_be_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.tif").write_bytes(encoded("TIFF", exif=with_texts(), big_tiff=True))
    block = Image.Exif()
    block.load(open_document(tmp_path / "a.tif").metadata.exif or b"")
    assert block.get_ifd(0x8769)[0x9003] == "2021:03:04 05:06:07"
    assert block.get_ifd(0x8825)[1] == "N"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux")
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("form", SUFFIXES)
def test_a_full_disk_is_told_as_such_whatever_the_format(
    form: str, dtype: type[np.generic], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"a{SUFFIXES[form]}"
    path.write_bytes(b"what was there")

    def on_a_full_disk(made: Document, form: str, options: SaveOptions, file: io.BufferedWriter) -> None:
        with Path("/dev/full").open("wb") as full:
            encode(made, form, options, full)

    monkeypatch.setattr("vqstudio.core.files.encode", on_a_full_disk)
    with pytest.raises(FileError, match="was not saved: the disk is full; free some space and save again"):
        save_document(replace(document(3, dtype), metadata=Metadata()), path)
    assert path.read_bytes() == b"what was there"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
