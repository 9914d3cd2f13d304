"""Where a photo was taken, and how large it says to be."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio.core.document import Document
from vqstudio.core.encoding import SaveOptions
from vqstudio.core.files import open_document, save_document
from vqstudio.core.geometry import Bounds
from vqstudio.core.transform import Crop

from .odd_files import SMOOTH, encoded, exif

GPS = {1: "N", 2: (48.0, 8.0, 15.5), 3: "E", 4: (11.0, 34.0, 45.25), 29: "2020:05:06"}
XMP = (
    b'<r exif:GPSLatitude="48,8.25N" tiff:Orientation="6" exif:PixelXDimension="48"><dc:title>Sea</dc:title>'
    b"<drone-dji:GpsLongitude>11.57</drone-dji:GpsLongitude><tiff:ImageLength>32</tiff:ImageLength></r>"
)
SUFFIXES = [".jpg", ".png", ".webp", ".tif", ".avif"]


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """Turned by EXIF and by XMP, with a place in both."""
    block = Image.Exif()
    block[0x010F], block[0x0112], block[0x0100], block[0x0101] = "Maker", 6, 48, 32
    block[0x8769] = {0xA002: 48, 0xA003: 32, 0x9003: "2021:03:04 05:06:07", 0x927C: b"maker note"}
    block[0x8825] = GPS
    (tmp_path / "camera.jpg").write_bytes(encoded("JPEG", exif=block, xmp=XMP))
    return open_document(tmp_path / "camera.jpg")


def tags(path: Path) -> Image.Exif:
    found = Image.Exif()
    found.load(open_document(path).metadata.exif or b"")
    return found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_place_is_kept(document: Document, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    save_document(document, path)
    found = tags(path).get_ifd(0x8825)
    assert (found[1], found[3], found[29]) == ("N", "E", "2020:05:06")
    assert tuple(map(float, found[2])) == (48.0, 8.0, 15.5)
    assert tuple(map(float, found[4])) == (11.0, 34.0, 45.25)
    assert b"48,8.25N" in (open_document(path).metadata.xmp or b"")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_without_the_place_no_byte_of_it_is_in_the_file_and_the_rest_is(
    document: Document, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    save_document(document, path, SaveOptions(place=False))
    found = tags(path)
    assert not found.get_ifd(0x8825)
    assert found[0x010F] == "Maker"
    assert found.get_ifd(0x8769)[0x9003] == "2021:03:04 05:06:07"
    assert found.get_ifd(0x8769)[0x927C] == b"maker note"
    data = path.read_bytes()
    for trace in (b"48,8.25N", b"11.57", b"2020:05:06"):
        assert trace not in data
    assert b"<dc:title>Sea</dc:title>" in (open_document(path).metadata.xmp or b"")


def test_metadata_that_may_hold_the_place_and_are_damaged_are_left_out() -> None:
    from vqstudio.core.privacy import exif_without_place

    assert exif_without_place(exif((0x8825, 4, 1, 60_000))) is None
    assert exif_without_place(b"no exif") is None


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_cropped_photo_says_its_own_size(document: Document, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    save_document(document.transformed(Crop(Bounds(0, 0, 20, 10))), path)
    part = tags(path).get_ifd(0x8769)
    assert (part[0xA002], part[0xA003]) == (20, 10)
    assert tags(path).get(0x0100, 20) == 20
    xmp = open_document(path).metadata.xmp or b""
    assert b'exif:PixelXDimension="20"' in xmp
    assert b"<tiff:ImageLength>10<" in xmp


@pytest.mark.parametrize("mark", [b'tiff:Orientation="6"', b"tiff:Orientation='6'"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photo_with_two_orientation_tags_is_turned_once(tmp_path: Path, kind: str, mark: bytes) -> None:
    block = Image.Exif()
    block[0x0112] = 6
    xmp = b"<r " + mark + b"/>"
    options = {"exif": block, "xmp": xmp}
    if kind == "PNG":
        from PIL import PngImagePlugin

        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        options = {"exif": block, "pnginfo": info}
    elif kind == "TIFF":
        block[700] = xmp
        options = {"exif": block}
    (tmp_path / "a").write_bytes(encoded(kind, **options))
    document = open_document(tmp_path / "a")
    assert document.pixels.shape == (48, 32, 3)
    for suffix in SUFFIXES:
        save_document(document, tmp_path / f"b{suffix}")
        assert open_document(tmp_path / f"b{suffix}").pixels.shape == (48, 32, 3)
        assert b"=6" not in (tmp_path / f"b{suffix}").read_bytes().replace(b'"', b"").replace(b"'", b"")


def test_of_two_orientation_tags_in_one_directory_the_first_counts_and_both_are_corrected(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded("PNG", exif=exif((0x112, 3, 1, 6), (0x112, 3, 1, 1))))
    document = open_document(tmp_path / "a.png")
    assert np.array_equal(document.pixels, np.rot90(SMOOTH, -1))
    assert (document.metadata.exif or b"").count(struct.pack("<HHIHH", 0x112, 3, 1, 1, 0)) == 2


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_pictures_of_the_unedited_photo_in_a_tiff_are_not_carried_over(tmp_path: Path, suffix: str) -> None:
    block = Image.Exif()
    block[0x010F] = "Maker"
    layers, resources = b"Adobe Photoshop Document Data Block\0" + b"layer" * 50, b"8BIM" + b"thumb" * 50
    block[37724], block[34377] = layers, resources
    (tmp_path / "a.tif").write_bytes(encoded("TIFF", exif=block))
    assert layers in (tmp_path / "a.tif").read_bytes()
    path = tmp_path / f"b{suffix}"
    save_document(open_document(tmp_path / "a.tif"), path)
    assert tags(path)[0x010F] == "Maker"
    assert not any(trace in path.read_bytes() for trace in (layers, resources))


@pytest.mark.parametrize("suffix", [".tif", ".jpg"])
def test_where_on_the_earth_a_geotiff_lies_is_left_out_with_the_place(suffix: str, tmp_path: Path) -> None:
    tags = {33550: (0.5, 0.5, 0.0), 33922: (0.0, 0.0, 0.0, 12.4924, 41.8902, 0.0), 34737: "WGS 84|"}
    Image.fromarray(SMOOTH).save(tmp_path / "map.tif", tiffinfo=tags | {305: "Mapper"})
    document = open_document(tmp_path / "map.tif")
    save_document(document, tmp_path / f"a{suffix}", SaveOptions(place=False))
    data = (tmp_path / f"a{suffix}").read_bytes()
    assert b"Mapper" in data
    for gone in (b"WGS 84", struct.pack("<d", 12.4924), struct.pack(">d", 12.4924)):
        assert gone not in data
