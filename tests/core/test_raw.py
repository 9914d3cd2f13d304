from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from tests.core.raw_files import DEFLATE, LOSSLESS_JPEG, X_TRANS, Kind, write_dng
from vqstudio.core.colour import profile_name
from vqstudio.core.deep import reduced
from vqstudio.core.errors import FileError
from vqstudio.core.files import open_document, open_reduced, photo_size, save_document
from vqstudio.core.formats import OPEN_SUFFIXES

pytest.importorskip("rawpy")
MODEL, COLOR_SPACE = 0x0110, 0xA001


@pytest.fixture
def photo() -> np.ndarray:
    """Three fields, none of them bright."""
    made = np.full((96, 160, 3), (120, 120, 120), np.uint8)
    made[:, 60:110], made[:, 110:] = (180, 70, 50), (40, 90, 170)
    return made


def jpeg(photo: np.ndarray, exif: Image.Exif | None = None) -> bytes:
    """Without the JFIF block that Pillow puts first: cameras put the EXIF there."""
    file = io.BytesIO()
    Image.fromarray(photo).save(file, "JPEG", quality=95, exif=exif or Image.Exif())
    data = file.getvalue()
    return data[:2] + data[20:]


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


KINDS = {
    "Bayer, RGGB": Kind(),
    "Bayer, BGGR": Kind(("BG", "GR")),
    "Bayer, GRBG": Kind(("GR", "BG")),
    "Bayer, GBRG": Kind(("GB", "RG")),
    "X-Trans": Kind(X_TRANS),
    "8 bits and a table": Kind(table=True),
    "10 bits, packed": Kind(bits=10, black=(64,) * 4),
    "12 bits, packed": Kind(bits=12),
    "14 bits, packed": Kind(bits=14, black=(1024,) * 4),
    "big-endian": Kind(order=">"),
    "lossless JPEG": Kind(compression=LOSSLESS_JPEG),
    "lossless JPEG, tiles": Kind(compression=LOSSLESS_JPEG, tile=64),
    "tiles": Kind(tile=64),
    "floating point": Kind(floating=True),
    "floating point, deflated tiles": Kind(floating=True, compression=DEFLATE, tile=64),
    "four levels of black": Kind(black=(200, 300, 300, 500)),
    "white balance of a bulb": Kind(neutral=(100, 80, 35)),
    "masked pixels around": Kind(margin=8),
    "colours at every pixel (linear)": Kind((), channels=3),
    "X-Trans, 14 bits": Kind(X_TRANS, bits=14),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_sensor_and_storage_gives_the_colours_that_were_seen_with_16_bits(
    photo: np.ndarray, tmp_path: Path, name: str
) -> None:
    larger = 6 if KINDS[name].pattern == X_TRANS else 3  # LibRaw develops no X-Trans of less than 512 pixels
    photo = photo.repeat(larger, 0).repeat(larger, 1)
    write_dng(tmp_path / "a.dng", photo, kind=KINDS[name])
    document = open_document(tmp_path / "a.dng")
    assert document.deep is not None
    assert (document.width, document.height) == photo_size(tmp_path / "a.dng") == (160 * larger, 96 * larger)
    for x in (30 * larger, 85 * larger, 135 * larger):
        assert np.abs(field(document.pixels, x) - field(photo, x)).max() <= 3, x


def test_a_raw_file_is_as_bright_as_its_camera_shows_it(photo: np.ndarray, tmp_path: Path) -> None:
    dark = (photo * 0.5).astype(np.uint8)
    write_dng(tmp_path / "dark.dng", dark)
    assert np.abs(field(open_document(tmp_path / "dark.dng").pixels, 30) - field(dark, 30)).max() < 8
    write_dng(tmp_path / "exposed-for-the-highlights.dng", dark, preview=jpeg(photo))
    shown = open_document(tmp_path / "exposed-for-the-highlights.dng").pixels
    assert np.abs(field(shown, 30) - field(photo, 30)).max() < 14
    assert shown.max() < 255


def test_what_the_camera_wrote_is_kept_but_not_its_claim_of_other_colours(photo: np.ndarray, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[MODEL] = "Camera X"
    exif.get_ifd(ExifTags.IFD.Exif)[COLOR_SPACE] = 65535
    exif.get_ifd(ExifTags.IFD.Interop)[1] = "R03"  # Adobe RGB
    write_dng(tmp_path / "a.dng", photo, preview=jpeg(photo, exif))
    document = open_document(tmp_path / "a.dng")
    save_document(document, tmp_path / "saved.png")
    again = open_document(tmp_path / "saved.png")
    with Image.open(tmp_path / "saved.png") as saved:
        assert saved.getexif()[MODEL] == "Camera X"
    assert "sRGB" in profile_name(again.metadata.icc)


def test_a_camera_that_sees_grey_only_gives_a_grey_photo(photo: np.ndarray, tmp_path: Path) -> None:
    write_dng(tmp_path / "a.dng", photo, kind=Kind(pattern=()))
    document = open_document(tmp_path / "a.dng")
    assert document.pixels.shape == (96, 160, 3)
    assert np.ptp(document.pixels, 2).max() == 0


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


def test_half_a_raw_file_is_an_error_not_half_a_photo(photo: np.ndarray, tmp_path: Path) -> None:
    for kind in (Kind(), Kind(compression=LOSSLESS_JPEG, tile=64)):
        write_dng(tmp_path / "a.dng", photo, kind=kind, sensor_last=True)
        whole = (tmp_path / "a.dng").read_bytes()
        open_document(tmp_path / "a.dng")
        (tmp_path / "a.dng").write_bytes(whole[: len(whole) * 2 // 3])
        with pytest.raises(FileError, match=r"a\.dng is damaged or cut off"):
            open_document(tmp_path / "a.dng")


def test_of_a_raw_file_whose_sensor_is_missing_no_black_photo_is_made(photo: np.ndarray, tmp_path: Path) -> None:
    write_dng(tmp_path / "a.dng", photo.repeat(8, 0).repeat(8, 1), sensor_last=True)
    (tmp_path / "a.pef").write_bytes((tmp_path / "a.dng").read_bytes()[:3000])
    with pytest.raises(FileError, match=r"a\.pef is damaged or cut off"):
        open_document(tmp_path / "a.pef")


def test_without_the_decoder_it_is_said_how_to_get_it(
    photo: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dng(tmp_path / "a.dng", photo)
    monkeypatch.setitem(sys.modules, "rawpy", None)
    with pytest.raises(FileError, match=r"pip install 'vqstudio\[raw\]'"):
        open_document(tmp_path / "a.dng")
