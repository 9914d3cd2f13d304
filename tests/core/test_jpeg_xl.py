from __future__ import annotations

import contextlib
import random
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio.core.colour import conversion
from vqstudio.core.document import Document, Metadata
from vqstudio.core.encoding import SaveOptions, formats_here
from vqstudio.core.errors import FileError
from vqstudio.core.files import open_document, open_reduced, photo_size, save_document
from vqstudio.core.formats import OPEN_SUFFIXES
from vqstudio.core.icc import adobe_rgb

from .jpeg_xl_files import FILES
from .odd_files import SMOOTH, exif

pytest.importorskip("pylibjxl", reason="the extra 'jxl' is not installed")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Sea</x:xmpmeta>'
MODEL = 0x0110


def opened(folder: Path, data: bytes, name: str = "a.jxl") -> Document:
    (folder / name).write_bytes(data)
    return open_document(folder / name)


def shown(document: Document) -> np.ndarray:
    """Its pixels in sRGB."""
    image = Image.fromarray(document.pixels)
    change = conversion(document.metadata.icc)
    if change is not None:
        change.image(image)
    return np.asarray(image, int)


@pytest.mark.parametrize("channels", [3, 4])
def test_a_saved_photo_comes_back_with_all_its_pixels_and_colours(tmp_path: Path, channels: int) -> None:
    pixels = np.dstack([SMOOTH, np.tile(np.linspace(0, 255, 48).astype(np.uint8), (32, 1))])[:, :, :channels]
    metadata = Metadata(icc=adobe_rgb(), exif=exif((0x0110, 2, 4, int.from_bytes(b"Cam\0", "little"))), xmp=XMP)
    lost = save_document(Document(pixels, metadata), tmp_path / "a.jxl")
    again = open_document(tmp_path / "a.jxl")
    assert lost == ()
    assert ".jxl" in OPEN_SUFFIXES
    assert np.array_equal(again.pixels, pixels)
    assert (again.metadata.icc, again.metadata.xmp) == (metadata.icc, XMP)
    block = Image.Exif()
    block.load(again.metadata.exif)
    assert block[MODEL] == "Cam"
    assert again.notices == ()
    assert photo_size(tmp_path / "a.jxl") == (48, 32)
    assert open_reduced(tmp_path / "a.jxl", 24).shape == (16, 24, 3)


def test_without_metadata_only_the_colours_are_in_the_file(tmp_path: Path) -> None:
    document = Document(SMOOTH.copy(), Metadata(icc=adobe_rgb(), xmp=XMP))
    save_document(document, tmp_path / "a.jxl", SaveOptions(metadata=False))
    assert open_document(tmp_path / "a.jxl").metadata == Metadata(icc=adobe_rgb())


@pytest.mark.parametrize(
    ("name", "left", "within", "notice"),
    [
        ("lossy, Display P3 (numbers in the header)", (217, 42, 39), 4, ""),
        ("lossy, linear light", (229, 132, 122), 4, ""),
        ("lossy, a profile of a curve of its own", (238, 15, 48), 4, "dark tones may show steps"),
        ("lossy, HDR (PQ, Rec. 2020)", (255, 0, 0), 4, "high dynamic range"),
        ("16 bits", (200, 60, 50), 0, "reduced to 8 bits"),
    ],
)
def test_files_of_other_programs_show_their_colours(
    tmp_path: Path, name: str, left: tuple[int, ...], within: int, notice: str
) -> None:
    document = opened(tmp_path, FILES[name])
    assert np.abs(shown(document)[4, 4] - left).max() <= within
    assert [notice in said for said in document.notices] == [True] * bool(notice)


def test_grey_and_transparency(tmp_path: Path) -> None:
    pixels = opened(tmp_path, FILES["grey of the red, alpha of the green"]).pixels
    assert pixels[4, 4].tolist() == [200, 200, 200, 60]
    assert pixels[4, 20].tolist() == [30, 30, 30, 180]


def test_a_camera_held_upright_gives_an_upright_photo_that_is_turned_once(tmp_path: Path) -> None:
    document = opened(tmp_path, FILES["a JPEG of a camera, to be turned to the right"])
    assert (document.width, document.height) == photo_size(tmp_path / "a.jxl") == (8, 24)
    assert np.abs(document.pixels[4, 4].astype(int) - (200, 60, 50)).max() < 6
    assert np.abs(document.pixels[20, 4].astype(int) - (30, 180, 90)).max() < 6
    save_document(document, tmp_path / "b.jxl")
    again = open_document(tmp_path / "b.jxl")
    assert np.array_equal(again.pixels, document.pixels)
    block = Image.Exif()
    block.load(again.metadata.exif)
    assert block[MODEL] == "Cam"


def test_of_several_frames_the_first_one_is_opened_and_that_is_said(tmp_path: Path) -> None:
    document = opened(tmp_path, FILES["two frames"])
    assert document.pixels[4, 4].tolist()[:3] == [200, 60, 50]
    assert ["several frames" in notice for notice in document.notices] == [True]


@pytest.mark.parametrize("name", FILES)
def test_half_a_file_is_an_error_not_half_a_photo(tmp_path: Path, name: str) -> None:
    for share in (0.05, 0.5, 0.9)[: 2 if "frames" in name else 3]:  # the first frame of two may be whole
        with pytest.raises(FileError, match=r"^a\.jxl .*damaged"):
            opened(tmp_path, FILES[name][: max(3, int(share * len(FILES[name])))])


def test_a_file_that_claims_to_be_enormous_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    bits = 0 | 3 << 1 | ((1 << 30) - 1) << 3 | 1 << 33  # as high as can be, and as wide
    with pytest.raises(FileError, match="claims to have 1073741824x1073741824 pixels"):
        opened(tmp_path, b"\xff\x0a" + (bits | 1 << 36).to_bytes(8, "little"))


def test_damage_anywhere_is_a_sentence_or_another_photo(tmp_path: Path) -> None:
    chance = random.Random(1)
    for name, data in FILES.items():
        for _ in range(25):
            damaged = bytearray(data)
            damaged[chance.randrange(2, len(data))] ^= 1 << chance.randrange(8)
            with contextlib.suppress(FileError):  # anything else would fail here
                assert opened(tmp_path, bytes(damaged)).pixels.dtype == np.uint8, name


def test_without_the_codec_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pylibjxl", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    hint = r"pip install 'vqstudio\[jxl\]'"
    for name in ("a.jxl", "a"):
        with pytest.raises(FileError, match=hint):
            opened(tmp_path, FILES["16 bits"], name)
    with pytest.raises(FileError, match=hint):
        save_document(Document(SMOOTH.copy()), tmp_path / "b.jxl")
    assert not (tmp_path / "b.jxl").exists()
    assert "JXL" not in formats_here()
