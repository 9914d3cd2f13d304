"""Files from cameras, other programs and broken disks: whatever is in them, the user gets a photo or one sentence."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from vqstudio.core.document import Document, Metadata
from vqstudio.core.errors import FileError
from vqstudio.core.files import open_document, open_mask, save_document

KINDS = {
    "a.jpg": "JPEG", "a.png": "PNG", "a.webp": "WEBP", "a.tif": "TIFF", "a.gif": "GIF", "a.bmp": "BMP",
    "a.avif": "AVIF",
}  # fmt: skip
SMOOTH = np.array(
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (4, 6, 3), dtype=np.uint8)).resize(
        (48, 32), Image.Resampling.BICUBIC
    )
)


def encoded(kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(SMOOTH).save(buffer, kind, **options)
    return buffer.getvalue()


def camera_exif(orientation: int) -> bytes:
    """Orientation and maker in the first directory, a thumbnail in the second."""
    thumbnail = b"\xff\xd8THUMBNAIL OF THE ORIGINAL\xff\xd9"
    first = struct.pack("<H", 2)
    first += struct.pack("<HHII", 0x010F, 2, 4, int.from_bytes(b"Mkr\0", "little"))
    first += struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    at = 8 + len(first) + 4
    second = struct.pack("<H", 2)
    second += struct.pack("<HHII", 0x0201, 4, 1, at + 2 + 24 + 4)
    second += struct.pack("<HHII", 0x0202, 4, 1, len(thumbnail))
    head = b"Exif\0\0II*\0" + struct.pack("<I", 8)
    return head + first + struct.pack("<I", at) + second + struct.pack("<I", 0) + thumbnail


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_thumbnail_of_the_original_does_not_survive(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a").write_bytes(encoded(kind, exif=camera_exif(1)))
    assert b"THUMBNAIL" in (tmp_path / "a").read_bytes()
    document = open_document(tmp_path / "a")
    for suffix in (".jpg", ".png", ".webp", ".tif"):
        save_document(document, tmp_path / f"out{suffix}")
        data = (tmp_path / f"out{suffix}").read_bytes()
        assert b"THUMBNAIL" not in data
        assert b"Mkr" in data


def test_thumbnails_in_xmp_do_not_survive_and_the_rest_does(tmp_path: Path) -> None:
    xmp = b"<x><xmp:Thumbnails><rdf:li>abc\n</rdf:li></xmp:Thumbnails><dc:title>Sea</dc:title></x>"
    (tmp_path / "a.jpg").write_bytes(encoded("JPEG", xmp=xmp))
    assert open_document(tmp_path / "a.jpg").metadata.xmp == b"<x><dc:title>Sea</dc:title></x>"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_opens_upright(tmp_path: Path, orientation: int) -> None:
    turns = {
        1: SMOOTH, 2: SMOOTH[:, ::-1], 3: SMOOTH[::-1, ::-1], 4: SMOOTH[::-1], 5: SMOOTH.transpose(1, 0, 2),
        6: np.rot90(SMOOTH, -1), 7: np.rot90(SMOOTH, 2).transpose(1, 0, 2), 8: np.rot90(SMOOTH),
    }  # fmt: skip
    (tmp_path / "a.png").write_bytes(encoded("PNG", exif=camera_exif(orientation)))
    document = open_document(tmp_path / "a.png")
    assert np.array_equal(document.pixels, turns[orientation])
    save_document(document, tmp_path / "b.png")
    assert np.array_equal(open_document(tmp_path / "b.png").pixels, turns[orientation])
    mask = open_mask(tmp_path / "a.png", (document.width, document.height))  # turned like the photo it belongs to
    assert np.array_equal(mask.alpha, np.asarray(Image.fromarray(document.pixels).convert("L")))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_damaged_metadata_is_left_out_with_a_word_and_the_photo_opens(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded("PNG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f"))
    document = open_document(tmp_path / "a.png")
    assert np.array_equal(document.pixels, SMOOTH)
    assert document.metadata.exif is None
    assert document.notices == ("The photo's metadata (EXIF) is damaged and was left out.",)


def test_xmp_alone_survives_in_a_tiff(tmp_path: Path) -> None:
    save_document(Document(SMOOTH.copy(), Metadata(xmp=b"<x/>")), tmp_path / "a.tif")
    assert open_document(tmp_path / "a.tif").metadata == Metadata(xmp=b"<x/>")


def test_the_format_is_found_by_content_not_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded("PNG"))
    assert np.array_equal(open_document(tmp_path / "a.jpg").pixels, SMOOTH)


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("a.gif", "a.bmp")])
def test_half_a_file_is_an_error_not_half_a_photo(tmp_path: Path, name: str) -> None:
    data = encoded(KINDS[name])
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(FileError, match="damaged"):
        open_document(tmp_path / name)


SEEDS = {name: encoded(kind, **({"exif": camera_exif(6)} if kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF") else {}))
         for name, kind in KINDS.items()}  # fmt: skip


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.floats(0.02, 1),
    st.booleans(),
)
def test_damage_gives_a_photo_or_one_sentence(
    tmp_path: Path, name: str, changes: list[tuple[float, int]], length: float, cut: bool
) -> None:
    data = bytearray(SEEDS[name])
    for place, value in changes:
        data[int(place**2 * len(data))] = value  # more often near the start, where the structure is
    (tmp_path / name).write_bytes(data[: max(1, int(length * len(data)))] if cut else data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document = open_document(tmp_path / name)
        except FileError as error:
            sentence = str(error)
        else:
            save_document(document, tmp_path / "again.png")
            sentence = f"{name} opened"
    assert sentence.startswith(name)
    assert "\n" not in sentence
