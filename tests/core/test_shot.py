"""How a photo was taken, from metadata as cameras write it and as nobody should."""

from __future__ import annotations

from datetime import datetime

import pytest
from PIL import Image, ImageCms

from vqstudio.core.colour import profile_name
from vqstudio.core.document import Metadata
from vqstudio.core.icc import adobe_rgb
from vqstudio.core.shot import Shot, shot_of


def exif(tags: dict[int, object], details: dict[int, object], place: dict[int, object] | None = None) -> bytes:
    block = Image.Exif()
    for tag, value in tags.items():
        block[tag] = value
    block[0x8769] = details
    if place:
        block[0x8825] = place
    return block.tobytes()


CAMERA = {0x010F: "NIKON CORPORATION", 0x0110: "NIKON D750", 0x0132: "2026:08:15 10:00:00"}
DETAILS: dict[int, object] = {
    0x829A: 0.005, 0x829D: 2.8, 0x8827: 100, 0x920A: 35.0, 0x9003: "2026:08:14 18:03:22", 0xA434: "NIKKOR 24-70mm",
}  # fmt: skip


def test_what_a_camera_writes_is_read() -> None:
    found = shot_of(Metadata(exif=exif(CAMERA, DETAILS)))
    assert (found.camera, found.lens) == ("NIKON D750", "NIKKOR 24-70mm")
    assert found.seconds == pytest.approx(0.005)
    assert (found.aperture, found.sensitivity, found.focal_length) == (pytest.approx(2.8), 100, 35)
    assert found.taken == datetime(2026, 8, 14, 18, 3, 22)
    assert not found.has_place


def test_a_maker_that_is_not_in_the_model_is_named() -> None:
    assert shot_of(Metadata(exif=exif({0x010F: "Canon", 0x0110: "EOS R5"}, {}))).camera == "Canon EOS R5"
    assert shot_of(Metadata(exif=exif({0x010F: "Canon"}, {}))).camera == "Canon"
    assert shot_of(Metadata(exif=exif({0x0110: "Phone"}, {}))).camera == "Phone"


def test_the_place_is_found_in_both_kinds_of_metadata() -> None:
    place = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 1.0, 1.0)}
    assert shot_of(Metadata(exif=exif(CAMERA, DETAILS, place))).has_place
    assert not shot_of(Metadata(exif=exif(CAMERA, DETAILS, {0: b"\2\3\0\0"}))).has_place  # a version alone is none
    assert shot_of(Metadata(xmp=b'<r exif:GPSLatitude="52,31.2N"/>')).has_place
    assert not shot_of(Metadata(xmp=b'<r exif:FNumber="28/10"/>')).has_place


@pytest.mark.parametrize(
    "details",
    [{0x829A: "soon"}, {0x829D: (1, 2, 3)}, {0x9003: "2026:13:45 99:00:00"}, {0x9003: ""}, {0xA434: b"\xff\xfe\0x"}],
)
def test_what_makes_no_sense_is_left_out(details: dict[int, object]) -> None:
    found = shot_of(Metadata(exif=exif({}, details)))
    assert found.seconds is None
    assert found.taken is None
    assert found.lens.isprintable()


@pytest.mark.parametrize(
    "block", [None, b"", b"Exif\0\0", b"no exif at all", b"Exif\0\0II*\0\xff\xff\xff\xff" + bytes(9)]
)
def test_no_metadata_says_nothing(block: bytes | None) -> None:
    assert shot_of(Metadata(exif=block)) == Shot()


def test_a_name_is_one_line_of_text() -> None:
    found = shot_of(Metadata(exif=exif({0x0110: "Evil\x1b[31m\nCamera" + "x" * 500}, {})))
    assert found.camera.isprintable()
    assert len(found.camera) <= 80


def test_profiles_are_named() -> None:
    assert profile_name(None) == "sRGB"
    assert "Adobe" in profile_name(adobe_rgb())
    assert "sRGB" in profile_name(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert profile_name(b"no profile") == ""
