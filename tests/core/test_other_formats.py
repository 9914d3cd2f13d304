"""Formats that other programs leave behind: JPEG 2000, PSD, TGA, PPM, ICO, QOI, PCX and planar TIFF."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from vqstudio.batch import items_of
from vqstudio.batch_work import Painting
from vqstudio.core import image_limits
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.errors import FileError
from vqstudio.core.files import open_document, open_reduced, photo_size, save_document
from vqstudio.core.formats import OPEN_PATTERNS, OPEN_SUFFIXES

from .deep_files import deep_pixels
from .odd_files import SMOOTH, SRGB, Tags, encoded, exif, patched, tiff
from .psd_files import psd

OTHERS = {".jp2": "JPEG2000", ".j2k": "JPEG2000", ".tga": "TGA", ".ppm": "PPM", ".pnm": "PPM", ".qoi": "QOI",
          ".pcx": "PCX"}  # fmt: skip
RGBA = np.dstack([SMOOTH, np.tile(np.linspace(0, 255, 48).astype(np.uint8), (32, 1))])
WITHOUT_LOSS = [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 1000]


def opened(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    return open_document(folder / name)


@pytest.mark.parametrize("suffix", OTHERS)
def test_they_open_with_the_pixels_that_were_saved(tmp_path: Path, suffix: str) -> None:
    document = opened(tmp_path, f"a{suffix}", encoded(OTHERS[suffix]))
    assert np.array_equal(document.pixels, SMOOTH)
    assert document.notices == ()
    assert photo_size(tmp_path / f"a{suffix}") == (48, 32)
    assert open_reduced(tmp_path / f"a{suffix}", 24).shape == (16, 24, 3)


def test_every_one_is_offered_by_dialogs_and_taken_by_batches(tmp_path: Path) -> None:
    wanted = {*OTHERS, ".psd", ".ico", ".pbm", ".pgm"}
    assert wanted <= OPEN_SUFFIXES
    for number, suffix in enumerate(wanted):
        (tmp_path / f"{number}{suffix.upper()}").write_bytes(b"x")
        assert f"*{suffix}" in OPEN_PATTERNS.split()
    items = items_of(tmp_path, tmp_path / "out", Painting("pencil"))
    assert {item.photo.suffix.lower() for item in items} == wanted
    assert {item.output.suffix for item in items} == {".png"}


def test_transparency_of_targa_and_qoi_is_kept(tmp_path: Path) -> None:
    for kind in ("TGA", "QOI", "JPEG2000"):
        data = encoded(kind, Image.fromarray(RGBA))
        assert np.array_equal(opened(tmp_path, f"a.{kind.lower()[:3]}", data).pixels, RGBA)


def test_bits_and_greys_of_the_portable_formats(tmp_path: Path) -> None:
    bits = opened(tmp_path, "a.pbm", b"P1\n3 1\n0 1 0\n").pixels[:, :, 0]
    assert bits.tolist() == [[255, 0, 255]]
    grey = opened(tmp_path, "a.pgm", b"P2\n# by hand\n3 1\n15\n0 5 15\n").pixels[:, :, 0]
    assert grey.tolist() == [[0, 85, 255]]


def test_nothing_else_is_taken_for_a_format_without_a_sign(tmp_path: Path) -> None:
    targa = encoded("TGA")
    assert np.array_equal(opened(tmp_path, "a.tga", targa).pixels, SMOOTH)
    for name in ("a.png", "a", "a.dat"):
        with pytest.raises(FileError, match="is not an image"):
            opened(tmp_path, name, targa)
    assert np.array_equal(opened(tmp_path, "png.tga", encoded("PNG")).pixels, SMOOTH)


# 16 bits


@pytest.mark.parametrize("suffix", [".jp2", ".ppm"])
def test_16_bits_of_colour_keep_every_bit_and_white_stays_white(tmp_path: Path, suffix: str) -> None:
    values = deep_pixels(3)
    values[:8] = 65535
    _, data = cv2.imencode(suffix, values[:, :, ::-1], WITHOUT_LOSS)
    document = opened(tmp_path, f"a{suffix}", data.tobytes())
    assert np.array_equal(document.deep, values)
    assert document.notices == ()
    assert open_reduced(tmp_path / f"a{suffix}", 24)[0].min() > 250


def test_12_bits_of_a_jpeg_2000_reach_from_black_to_white(tmp_path: Path) -> None:
    values = deep_pixels(3) >> 4
    values[:8] = 4095
    for bands in (1, 3):
        # The file says 16 bits when it is written, and 12 when it is read: that much grey is zero then.
        _, data = cv2.imencode(".jp2", (values + (1 << 15) - (1 << 11))[:, :, ::-1][:, :, -bands:], WITHOUT_LOSS)
        made = data.tobytes().replace(struct.pack(">IIHB", 32, 48, bands, 15), struct.pack(">IIHB", 32, 48, bands, 11))
        made = made.replace(
            struct.pack(">H", bands) + b"\x0f\1\1" * bands, struct.pack(">H", bands) + b"\x0b\1\1" * bands
        )
        document = opened(tmp_path, "a.jp2", made)
        assert np.array_equal(
            document.deep, np.round(values[:, :, [0, 1, 2] if bands == 3 else [0] * 3] * (65535 / 4095))
        )


def test_16_bits_of_grey_keep_every_bit(tmp_path: Path) -> None:
    values = deep_pixels(1)[:, :, 0] // 300  # dark: white is what the format says, not what is brightest
    body = values.astype(">u2").tobytes()
    for name, data in {
        "a.pgm": b"P5 48 32 65535\n" + body,
        "b.pgm": b"P2 48 32 65535\n" + b" ".join(b"%d" % value for value in values.ravel()),
        "a.jp2": encoded("JPEG2000", Image.fromarray(values)),
    }.items():
        document = opened(tmp_path, name, data)
        assert document.deep is not None, name
        assert np.array_equal(document.deep, np.dstack([values] * 3)), name


def test_white_is_what_the_file_says(tmp_path: Path) -> None:
    values = np.array([[0, 341, 1023, 2000]], ">u2")
    document = opened(tmp_path, "a.pgm", b"P5 4 1 1023\n" + values.tobytes())
    assert document.deep is not None
    assert document.deep[0, :, 0].tolist() == [0, 21845, 65535, 65535]


def planar(values: np.ndarray, extra: int = 0, strips: int = 2, photometric: int = 2) -> bytes:
    """uint16 (H, W, C) as a TIFF of one plane for each channel, deflated in strips with a predictor."""
    height, width, channels = values.shape
    rows = height // strips
    parts = []
    for channel in range(channels):
        for top in range(0, height, rows):
            file = io.BytesIO()
            image = Image.fromarray(np.ascontiguousarray(values[top : top + rows, :, channel]))
            image.save(file, "TIFF", compression="tiff_adobe_deflate", tiffinfo={317: 2, 278: rows})
            with Image.open(file) as stored:
                tags = stored.tag_v2  # type: ignore[attr-defined]
                (at,), (length,) = tags[273], tags[279]
            parts.append(file.getvalue()[at : at + length])
    lengths = [len(part) for part in parts]
    basic: Tags = {256: (3, [width]), 257: (3, [height]), 258: (3, [16] * channels), 259: (3, [8]),
                   262: (3, [photometric]), 273: (4, [0] * len(parts)), 277: (3, [channels]), 278: (3, [rows]),
                   279: (4, lengths), 284: (3, [2]), 317: (3, [2])}  # fmt: skip
    if channels > 3 and photometric == 2:
        basic[338] = (3, [extra])
    start = len(tiff(basic, b""))
    basic[273] = (4, [start + sum(lengths[:number]) for number in range(len(parts))])
    return tiff(basic, b"".join(parts))


def test_planes_of_16_bits_are_read_as_they_were_stored(tmp_path: Path) -> None:
    values = deep_pixels(3)
    document = opened(tmp_path, "a.tif", planar(values))
    assert np.array_equal(document.deep, values)
    assert np.array_equal(document.pixels, reduced(values))
    assert document.notices == ()
    shown = open_reduced(tmp_path / "a.tif", 48)
    assert np.abs(shown.astype(int) - document.pixels).max() <= 1


@pytest.mark.parametrize("extra", [0, 1, 2])
def test_the_fourth_plane_is_transparency_if_it_is_said_to_be(tmp_path: Path, extra: int) -> None:
    straight = deep_pixels(4)
    straight[:, :, 3] = np.maximum(straight[:, :, 3], 20_000)
    alpha = straight[:, :, 3:] / 65535
    stored = straight.copy()
    if extra == 1:
        stored[:, :, :3] = np.round(straight[:, :, :3] * alpha)
    document = opened(tmp_path, "a.tif", planar(stored, extra))
    assert document.deep is not None
    channels, rounding = (3 if extra == 0 else 4), (3 if extra == 1 else 0)
    assert document.deep.shape[2] == channels
    assert np.abs(document.deep.astype(int) - straight[:, :, :channels]).max() <= rounding


def test_planes_are_turned_as_their_orientation_says(tmp_path: Path) -> None:
    values = deep_pixels(3)
    data = planar(values)
    turned = Image.open(io.BytesIO(data)).tag_v2  # type: ignore[attr-defined]
    tags: Tags = {tag: (3 if max(value) < 65536 and tag != 273 else 4, list(value)) for tag, value in (
        (tag, value if isinstance(value, tuple) else (value,)) for tag, value in turned.items())}  # fmt: skip
    parts = data[tags[273][1][0] :]  # type: ignore[index]
    tags[0x112] = (3, [6])
    start = len(tiff(tags, b""))
    first = tags[273][1][0]  # type: ignore[index]
    tags[273] = (4, [place - first + start for place in tags[273][1]])  # type: ignore[index]
    document = opened(tmp_path, "a.tif", tiff(tags, parts))
    assert np.array_equal(document.deep, np.rot90(values, -1))
    assert photo_size(tmp_path / "a.tif") == (32, 48)


def test_planes_of_inks_are_refused_because_they_would_decode_to_noise(tmp_path: Path) -> None:
    data = planar(deep_pixels(4), photometric=5)
    with Image.open(io.BytesIO(data)) as image:  # it is a file that Pillow takes for a good one
        assert image.size == (48, 32)
    with pytest.raises(FileError, match="stores each colour apart"):
        opened(tmp_path, "a.tif", data)


# PSD


@pytest.mark.parametrize("packed", [False, True])
def test_the_flattened_picture_of_a_psd_is_opened_and_said_to_be(tmp_path: Path, packed: bool) -> None:
    document = opened(tmp_path, "a.psd", psd(SMOOTH, layers=3, packed=packed))
    assert np.array_equal(document.pixels, SMOOTH)
    assert document.notices == ("a.psd has layers; the flattened picture in it was opened.",)
    assert opened(tmp_path, "b.psd", psd(SMOOTH)).notices == ()


def test_a_psd_is_transparent_only_where_it_says_so(tmp_path: Path) -> None:
    assert np.array_equal(opened(tmp_path, "selection.psd", psd(RGBA, layers=1)).pixels, SMOOTH)
    share = RGBA[:, :, 3:] / 255
    on_white = np.dstack([np.round(SMOOTH * share + 255 * (1 - share)), RGBA[:, :, 3]]).astype(np.uint8)
    found = opened(tmp_path, "transparent.psd", psd(on_white, layers=-1)).pixels
    assert np.array_equal(found[:, :, 3], RGBA[:, :, 3])
    clear = RGBA[:, :, 3] > 128
    assert np.abs(found[clear].astype(int) - RGBA[clear]).max() <= 2


def test_a_psd_without_the_flattened_picture_says_how_to_save_one(tmp_path: Path) -> None:
    version = struct.pack(">I?", 1, False)
    with pytest.raises(FileError, match="Maximize Compatibility"):
        opened(tmp_path, "a.psd", psd(SMOOTH, layers=1, resources={1057: version}))
    with pytest.raises(FileError, match="a kind of PSD that VQ Studio cannot read"):
        opened(tmp_path, "b.psd", patched(psd(SMOOTH), 22, ">H", 32))


@pytest.mark.parametrize("packed", [False, True])
def test_16_bits_of_a_psd_keep_every_bit(tmp_path: Path, packed: bool) -> None:
    for channels in (1, 3):
        values = deep_pixels(channels)
        document = opened(tmp_path, "a.psd", psd(values, bits=16, packed=packed))
        assert np.array_equal(document.deep, values[:, :, [0, 0, 0] if channels == 1 else [0, 1, 2]])
        assert np.array_equal(document.pixels, reduced(document.deep))
        assert open_reduced(tmp_path / "a.psd", 24).shape == (16, 24, 3)
        assert photo_size(tmp_path / "a.psd") == (48, 32)
    whole = (tmp_path / "a.psd").read_bytes()
    with pytest.raises(FileError, match="damaged"):
        opened(tmp_path, "a.psd", whole[: len(whole) * 2 // 3])


def test_what_a_psd_and_a_jpeg_2000_say_of_the_photo_is_kept(tmp_path: Path) -> None:
    tags, xmp = exif((0x10F, 2, 4, 0x00414141)), b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    resolution = struct.pack(">IHHIHH", 300 << 16, 1, 1, 300 << 16, 1, 1)
    made = psd(SMOOTH, resources={1039: SRGB, 1058: tags.removeprefix(b"Exif\0\0"), 1060: xmp, 1005: resolution})
    found = opened(tmp_path, "a.psd", made).metadata
    assert found.icc == SRGB
    assert found.resolution == (300, 300)
    jp2 = encoded("JPEG2000")
    profile = struct.pack(">I4s3B", 11 + len(SRGB), b"colr", 2, 0, 0) + SRGB
    at = jp2.index(b"colr") - 4
    (length,) = struct.unpack_from(">I", jp2, at)
    head = jp2.index(b"jp2h") - 4
    grown = patched(jp2, head, ">I", struct.unpack_from(">I", jp2, head)[0] - length + len(profile))
    boxes = b"".join(
        struct.pack(">I4s", 8 + len(data), b"uuid") + data
        for data in (bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + xmp, b"JpgTiffExif->JP2" + tags[6:])
    )
    where = grown.index(b"jp2c") - 4 - length + len(profile)
    grown = grown[:at] + profile + grown[at + length :]
    again = opened(tmp_path, "a.jp2", grown[:where] + boxes + grown[where:]).metadata
    assert again.icc == SRGB
    assert again.xmp is not None
    assert b"AAA" in (again.exif or b"")
    assert (found.exif, found.xmp) == (again.exif, again.xmp)


# ICO


def icon(*pictures: tuple[bytes, int, int, int]) -> bytes:
    """Of (data, width, height, bits) each."""
    at = 6 + 16 * len(pictures)
    entries = b""
    for data, width, height, bits in pictures:
        entries += struct.pack("<4B2H2I", width % 256, height % 256, 0, 0, 1, bits, len(data), at)
        at += len(data)
    return struct.pack("<4sH", b"\0\0\1\0", len(pictures)) + entries + b"".join(data for data, *_ in pictures)


def bitmap(pixels: np.ndarray) -> bytes:
    """uint8 (H, W, 4) as icons hold them: 32 bits, from the bottom, and a mask of nothing."""
    height, width = pixels.shape[:2]
    head = struct.pack("<IiiHHIIiiII", 40, width, 2 * height, 1, 32, 0, 0, 0, 0, 0, 0)
    return head + pixels[::-1, :, [2, 1, 0, 3]].tobytes() + bytes((width + 31) // 32 * 4 * height)


def test_the_largest_picture_of_an_icon_with_the_most_colours_is_opened(tmp_path: Path) -> None:
    few = encoded("PNG", Image.fromarray(SMOOTH // 64 * 64))
    small = encoded("PNG", Image.fromarray(SMOOTH[:16, :16]))
    data = icon((small, 16, 16, 32), (few, 48, 32, 4), (bitmap(RGBA), 48, 32, 32))
    document = opened(tmp_path, "a.ico", data)
    assert np.array_equal(document.pixels, RGBA)
    assert document.notices == ("a.ico holds several pictures; the largest one was opened.",)


# What must not be decoded


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.tga", patched(encoded("TGA"), 12, "<HH", 60_000, 60_000), "megapixels"),
        ("a.qoi", patched(encoded("QOI"), 4, ">II", 2**31, 2**31), "megapixels"),
        ("b.qoi", patched(encoded("QOI"), 4, ">II", 9000, 9000), "slow to decode"),
        ("a.ppm", b"P6 99999 99999 255\n" + bytes(99), "megapixels"),
        ("b.ppm", b"P3 9000 9000 255\n" + b"1 " * 99, "slow to decode"),
        ("a.pgm", b"P5 9000 9000 1023\n" + bytes(99), "damaged"),
        ("a.pcx", patched(encoded("PCX"), 8, "<HH", 65_535, 65_535), "megapixels"),
        ("a.psd", patched(psd(SMOOTH), 14, ">II", 60_000, 60_000), "megapixels"),
        ("a.ico", icon((encoded("PNG")[:16] + struct.pack(">II", 60_000, 60_000) + encoded("PNG")[24:], 0, 0, 32)), ""),
        ("b.ico", icon((patched(bitmap(RGBA), 4, "<ii", 60_000, 120_000), 48, 32, 32)), "megapixels"),
        ("c.ico", b"\0\0\1\0\xff\xff", "damaged"),
        ("a.jp2", encoded("JPEG2000").replace(struct.pack(">II", 32, 48), struct.pack(">II", 60_000, 60_000)), "mega"),
        ("b.jp2", encoded("JPEG2000").replace(struct.pack(">II", 48, 32), struct.pack(">II", 60_000, 60_000)), "mega"),
        ("c.jp2", encoded("JPEG2000").replace(struct.pack(">II", 32, 48), struct.pack(">II", 9, 9)), "damaged"),
    ],
)
def test_what_lies_about_its_size_is_one_sentence_before_it_is_decoded(
    tmp_path: Path, name: str, data: bytes, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_limits, "LARGEST_PHOTO", 100_000_000)
    with pytest.raises(FileError, match=expected or "(megapixels|cannot read|damaged)") as caught:
        opened(tmp_path, name, data)
    assert str(caught.value).startswith(name)


def test_they_are_saved_in_other_formats(tmp_path: Path) -> None:
    document = opened(tmp_path, "a.psd", psd(SMOOTH))
    with pytest.raises(FileError, match=r"does not save \.psd; use one of \.jpg"):
        save_document(document, tmp_path / "b.psd")
    assert not (tmp_path / "b.psd").exists()
