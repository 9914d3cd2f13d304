"""Photos of other colours than those of sRGB keep what they mean: opened, saved and as thumbnails."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.colours import (
    ADOBE,
    GREY,
    P3,
    P3_COLOURS,
    SRGB_CURVE,
    far,
    in_srgb,
    light_of_srgb,
    matrix_profile,
    scene,
    srgb_of_light,
)
from vqstudio.core.colour import conversion, converted
from vqstudio.core.document import Document, Metadata
from vqstudio.core.files import open_document, open_reduced, save_document

from .odd_files import SRGB, chunk, encoded

SCENE = scene()
ADOBE_TO_SRGB = np.array([[1.3984, -0.3984, 0], [0, 1, 0], [0, -0.0429, 1.0429]])
P3_TO_SRGB = np.array([[1.2249, -0.2249, 0], [-0.0420, 1.0420, 0], [-0.0197, -0.0786, 1.0983]])
GAMA = chunk(b"gAMA", struct.pack(">I", 45455))
LINEAR = chunk(b"gAMA", struct.pack(">I", 100_000))
ADOBE_PLACES = chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000))
SRGB_PLACES = chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))
SAYS_P3, SAYS_SRGB = chunk(b"cICP", bytes([12, 13, 0, 1])), chunk(b"sRGB", b"\0")

AS_ADOBE = srgb_of_light((SCENE / 255) ** 2.2 @ ADOBE_TO_SRGB.T)
AS_P3 = srgb_of_light(light_of_srgb(SCENE) @ P3_TO_SRGB.T)
AS_LINEAR = srgb_of_light(SCENE / 255)


def png_with(*chunks: bytes, **settings: object) -> bytes:
    whole = encoded("PNG", Image.fromarray(SCENE), **settings)
    return whole[:33] + b"".join(chunks) + whole[33:]


def shown(document: Document) -> np.ndarray:
    """In sRGB, all that the document knows of its colours being its profile."""
    return SCENE if document.metadata.icc is None else in_srgb(document.pixels, document.metadata.icc)


PNGS = {
    "gAMA alone": (png_with(LINEAR), AS_LINEAR),
    "gAMA and cHRM": (png_with(GAMA, ADOBE_PLACES), AS_ADOBE),
    "gAMA and cHRM of sRGB": (png_with(GAMA, SRGB_PLACES), SCENE),
    "cICP": (png_with(SAYS_P3), AS_P3),
    "cICP before iCCP": (png_with(SAYS_P3, icc_profile=ADOBE), AS_P3),
    "iCCP before gAMA": (png_with(LINEAR, icc_profile=ADOBE), AS_ADOBE),
    "sRGB before gAMA": (png_with(SAYS_SRGB, LINEAR), SCENE),
    "cICP before sRGB": (png_with(SAYS_SRGB, SAYS_P3, LINEAR), AS_P3),
    "no colours at such places": (png_with(LINEAR, chunk(b"cHRM", bytes(32))), SCENE),
    "gamma of nothing": (png_with(chunk(b"gAMA", bytes(4))), SCENE),
}


@pytest.mark.parametrize("name", PNGS)
def test_a_png_means_what_its_chunks_say(tmp_path: Path, name: str) -> None:
    data, expected = PNGS[name]
    (tmp_path / "a.png").write_bytes(data)
    document = open_document(tmp_path / "a.png")
    assert np.array_equal(document.pixels, SCENE)
    assert document.notices == ()
    assert far(shown(document), expected) <= 2
    save_document(document, tmp_path / "again.png")
    assert far(shown(open_document(tmp_path / "again.png")), expected) <= 2


def test_a_grey_png_of_linear_light_is_shown_lighter(tmp_path: Path) -> None:
    whole = encoded("PNG", Image.fromarray(np.full((8, 8), 128, np.uint8)))
    (tmp_path / "a.png").write_bytes(whole[:33] + LINEAR + whole[33:])
    assert far(open_reduced(tmp_path / "a.png", 8), np.full((8, 8, 3), 188)) <= 1


@pytest.mark.parametrize("transfer", [16, 18])
def test_hdr_is_shown_up_to_white_and_says_so(tmp_path: Path, transfer: int) -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, 2)
    whole = encoded("PNG", Image.fromarray(ramp))
    (tmp_path / "a.png").write_bytes(whole[:33] + chunk(b"cICP", bytes([9, transfer, 0, 1])) + whole[33:])
    document = open_document(tmp_path / "a.png")
    assert ["high dynamic range" in notice for notice in document.notices] == [True]
    assert document.metadata.icc is not None
    levels = in_srgb(document.pixels, document.metadata.icc)[0, :, 0].astype(int)
    paper = 148 if transfer == 16 else 191  # 58 % and 75 % of the range, by ITU-R BT.2408
    assert (np.diff(levels) >= 0).all()
    assert levels[0] == 0
    assert levels[paper - 4] < 255
    assert levels[paper + 2] == 255


def test_a_camera_says_adobe_rgb_in_its_exif(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x8769] = {0xA001: 65535, 0xA005: {1: "R03"}}
    Image.fromarray(SCENE).save(tmp_path / "a.jpg", exif=exif, quality=100, subsampling=0)
    document = open_document(tmp_path / "a.jpg")
    assert document.metadata.icc is not None
    assert far(in_srgb(document.pixels, document.metadata.icc), in_srgb(document.pixels, ADOBE)) <= 1


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_a_grey_photo_keeps_its_levels_and_its_curve(tmp_path: Path, mode: str) -> None:
    levels = np.tile(np.arange(256, dtype=np.uint8), (4, 1))
    Image.fromarray(levels).convert(mode).save(tmp_path / "a.png", icc_profile=GREY)
    document = open_document(tmp_path / "a.png")
    assert document.notices == ()
    assert np.array_equal(document.pixels[:, :, 0], levels)
    assert far(converted(document.rgb, document.metadata.icc), in_srgb(levels, GREY)) <= 1


def test_a_profile_without_a_way_back_is_left_behind_and_said_so(tmp_path: Path) -> None:
    lut = one_way_profile()
    Image.fromarray(SCENE).save(tmp_path / "a.png", icc_profile=lut)
    document = open_document(tmp_path / "a.png")
    assert document.metadata.icc is None
    assert ["converted to sRGB" in notice for notice in document.notices] == [True]
    assert far(document.pixels, in_srgb(SCENE, lut)) <= 1
    assert far(document.pixels, SCENE) > 20


def one_way_profile() -> bytes:
    """Of class "scanner": a table of 2x2x2 colours in Lab."""
    corners = np.array([[r, g, b] for r in (0, 1) for g in (0, 1) for b in (0, 1)], float)
    lab = np.stack([255 * corners.mean(axis=1) ** 0.7, 128 + 60 * (corners[:, 0] - corners[:, 1]),
                    128 + 60 * (corners[:, 1] - corners[:, 2])], axis=1)  # fmt: skip
    ramp = bytes(range(256)) * 3
    matrix = struct.pack(">9i", *(65536 * value for value in (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    table = b"mft1" + bytes(4) + bytes([3, 3, 2, 0]) + matrix + ramp + np.round(lab).astype(np.uint8).tobytes() + ramp
    whole = matrix_profile(P3_COLOURS, SRGB_CURVE, b"scnr")
    tags = {b"desc": whole[whole.index(b"desc\0\0\0\0") :][:96], b"cprt": b"text\0\0\0\0none\0\0\0\0",
            b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061), b"A2B0": table}  # fmt: skip
    index, data, start = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, block in tags.items():
        index += name + struct.pack(">II", start + len(data), len(block))
        data += block + bytes(-len(block) % 4)
    return struct.pack(">I", start + len(data)) + whole[4:20] + b"Lab " + whole[24:128] + index + data


def test_a_format_without_profiles_gets_srgb(tmp_path: Path) -> None:
    document = Document(SCENE, Metadata(icc=P3))
    save_document(document, tmp_path / "a.bmp")
    assert far(np.asarray(Image.open(tmp_path / "a.bmp")), AS_P3) <= 2
    for suffix in (".jpg", ".png", ".webp", ".tif", ".avif"):
        save_document(document, tmp_path / f"a{suffix}")
        assert open_document(tmp_path / f"a{suffix}").metadata.icc == P3


def test_a_thumbnail_is_in_srgb(tmp_path: Path) -> None:
    Image.fromarray(SCENE).save(tmp_path / "a.png", icc_profile=P3)
    assert far(open_reduced(tmp_path / "a.png", 96), AS_P3) <= 2


def test_pixels_of_srgb_are_not_even_copied() -> None:
    assert converted(SCENE, None) is SCENE
    assert converted(SCENE, SRGB) is SCENE
    assert converted(SCENE, b"no profile at all") is SCENE
    assert conversion(P3) is conversion(bytes(bytearray(P3)))


@pytest.mark.parametrize("channels", [3, 4])
def test_converting_leaves_the_photo_itself_alone(channels: int) -> None:
    pixels = np.dstack([SCENE, np.full(SCENE.shape[:2], 200, np.uint8)])[:, :, :channels].copy()
    before = pixels.copy()
    converted(pixels, P3)
    assert np.array_equal(pixels, before)


def test_alpha_stays_as_it_is() -> None:
    alpha = np.tile(np.arange(96, dtype=np.uint8), (64, 1))
    made = converted(np.dstack([SCENE, alpha]), P3)
    assert np.array_equal(made[:, :, 3], alpha)
    assert far(made[:, :, :3], AS_P3) <= 2


def test_a_drawing_in_black_and_white_with_a_grey_profile_has_no_damaged_one(tmp_path: Path) -> None:
    Image.fromarray(np.eye(32) > 0).save(tmp_path / "a.png", icc_profile=GREY)
    document = open_document(tmp_path / "a.png")
    assert document.notices == ()
    assert np.array_equal(document.pixels[:, :, 0], np.eye(32, dtype=np.uint8) * 255)
