"""A hundred bad and odd files: each gives the right photo or one clear sentence, never anything else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio.core import image_limits
from vqstudio.core.document import Document, Metadata
from vqstudio.core.encoding import SaveOptions
from vqstudio.core.errors import FileError, MaskError
from vqstudio.core.files import open_document, open_mask, save_document
from vqstudio.core.paths import shown_name

from .bad_files import FILES, ICO, METADATA, NO_IMAGE, TEXT, TOO_LARGE, XMP_NAME, Expected, Make, Opens
from .odd_files import (
    SMOOTH,
    SRGB,
    chunk,
    encoded,
    exif,
    gif_of,
    jpeg_claiming,
    jpeg_of_many_scans,
    png,
    png_bomb,
    png_with,
    rgb_tiff,
    tiled_tiff,
    webp_on_canvas,
    zeros,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _without_warnings() -> Iterator[None]:
    """Pillow's, about damaged tags; the notices of a document are what the user gets."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def check_sentence(text: str, name: str) -> None:
    assert text.startswith((name, f"The mask {name}", f"There is not enough memory to open {name}")), text
    assert text.endswith("."), text
    assert len(re.findall(r"[.!?](?:\s|$)", text.removeprefix(name))) == 1, text
    assert text.isprintable(), text
    assert len(text) <= 300, text
    assert not re.search(r"\b(None|[A-Z]\w*(Error|Exception|Plugin)|bytes-like|object|0x)\b|MAX_|<_io", text), text


def check_notices(document: Document) -> None:
    assert len(set(document.notices)) == len(document.notices)
    for notice in document.notices:
        assert re.fullmatch(r"\S[^\n]{20,300}\.", notice), notice


def outcome(path: Path) -> Document | str:
    """The photo, or the sentence. Any other error fails the test."""
    try:
        document = open_document(path)
    except FileError as error:
        check_sentence(str(error), shown_name(path))
        return str(error)
    check_notices(document)
    return document


def check(path: Path, expected: Expected) -> None:
    result = outcome(path)
    if isinstance(expected, str):
        assert isinstance(result, str), f"{path.name} was opened: {result.pixels.shape} {result.notices}"
        assert expected in result
        return
    assert isinstance(result, Document), result
    assert expected.notice in " ".join(result.notices)
    assert bool(result.notices) == bool(expected.notice), result.notices
    like = expected.like if expected.like.ndim == 3 else np.repeat(expected.like[:, :, None], 3, axis=2)
    assert result.pixels.shape == like.shape
    assert np.abs(result.pixels.astype(int) - like).mean() <= expected.within


@pytest.mark.parametrize("name", FILES)
def test_a_photo_or_one_sentence(tmp_path: Path, name: str) -> None:
    make, expected = FILES[name]
    (tmp_path / name).write_bytes(make())
    check(tmp_path / name, expected)


@pytest.mark.parametrize("name", FILES)
def test_as_a_mask_too(tmp_path: Path, name: str) -> None:
    make, expected = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    if isinstance(expected, str):
        with pytest.raises(FileError) as caught:
            open_mask(path, (48, 32))
        check_sentence(str(caught.value), name)
        return
    height, width = expected.like.shape[:2]
    with pytest.raises(MaskError) as other_size:
        open_mask(path, (width + 1, height))
    check_sentence(str(other_size.value), name)
    mask = open_mask(path, (width, height)).alpha
    assert mask.shape == (height, width)
    if expected.like.shape[2:] == (4,):
        assert np.array_equal(mask, expected.like[:, :, 3])


@pytest.mark.parametrize("name", [name for name, (_, expected) in METADATA.items() if isinstance(expected, Opens)])
def test_what_opens_with_odd_metadata_can_be_saved_as_anything_and_opens_again(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(METADATA[name][0]())
    document = open_document(tmp_path / name)
    for suffix in (".jpg", ".png", ".webp", ".tif", ".avif", ".bmp"):
        save_document(document, tmp_path / f"saved{suffix}", SaveOptions(quality=95))
        again = open_document(tmp_path / f"saved{suffix}")
        assert again.notices == ()  # what was broken did not get into the file
        assert np.abs(again.pixels.astype(int) - document.pixels).mean() < 6
        if suffix == ".png":
            assert again.metadata.icc == document.metadata.icc
            exif_before, exif_after = (
                (exif or b"").removeprefix(b"Exif\0\0") for exif in (document.metadata.exif, again.metadata.exif)
            )
            assert exif_after == exif_before
            assert bool(again.metadata.xmp) == bool(document.metadata.xmp)


def test_the_tail_of_a_profile_is_cut_off_and_the_profile_stays(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(METADATA["profile-with-a-long-tail.png"][0]())
    assert open_document(tmp_path / "a.png").metadata.icc == SRGB


def test_the_metadata_of_a_tiff_of_many_pages_survives(tmp_path: Path) -> None:
    tags = Image.Exif()
    tags[0x10F] = "Maker"
    tags[0x8769] = {0x9003: "2021:03:04 05:06:07"}
    pages = [Image.fromarray(SMOOTH)] * 2
    (tmp_path / "a.tif").write_bytes(encoded("TIFF", save_all=True, append_images=pages, exif=tags.tobytes()))
    document = open_document(tmp_path / "a.tif")
    assert document.metadata.exif is not None
    assert b"2021:03:04 05:06:07" in document.metadata.exif
    assert len(document.notices) == 1  # the pages


def test_an_avif_too_long_to_be_read_again_is_not_written(tmp_path: Path) -> None:
    save_document(Document(np.zeros((2, 32_768, 3), np.uint8)), tmp_path / "fits.avif")
    assert open_document(tmp_path / "fits.avif").width == 32_768
    with pytest.raises(FileError, match="hold up to 32768 pixels a side"):
        save_document(Document(np.zeros((2, 32_769, 3), np.uint8)), tmp_path / "long.avif")


def test_a_block_that_an_encoder_refuses_is_one_sentence(tmp_path: Path) -> None:
    broken = Document(SMOOTH.copy(), Metadata(exif=b"Exif\0\0no tags"))
    with pytest.raises(FileError, match=r"a\.tif was not saved: it cannot be stored as TIF; choose another format\.$"):
        save_document(broken, tmp_path / "a.tif")
    assert list(tmp_path.iterdir()) == []


def test_a_heic_photo_of_its_brand_alone_is_one_sentence_with_and_without_the_decoder(tmp_path: Path) -> None:
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert isinstance(outcome(tmp_path / "a.heic"), str)


# Names and what is not a file

posix = pytest.mark.skipif(os.name != "posix", reason="names and special files of POSIX systems")
NAMES = [
    "a" * 250 + ".png",
    "two\nlines.png",
    "tab\tand\x1b[31mcolour.png",
    ".png",
    "no suffix",
    "\u202egnp.exe",
    "ünï 写真.png",
]


@posix
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"not-utf8-\xff\xfe.png")])
def test_any_name_may_stand_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"no image")
    assert NO_IMAGE in str(outcome(path))
    path.write_bytes(encoded("PNG", save_all=True, append_images=[Image.fromarray(255 - SMOOTH)]))
    document = outcome(path)
    assert isinstance(document, Document)
    assert np.array_equal(document.pixels, SMOOTH)
    assert document.notices[0].isprintable()
    document.notices[0].encode()
    path.unlink()
    assert "does not exist" in str(outcome(path))


@posix
def test_what_is_not_a_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")  # to open it would wait for a writer
    (tmp_path / "link.png").symlink_to(tmp_path / "gone.png")
    (tmp_path / "to-pipe.png").symlink_to(tmp_path / "pipe.png")
    (tmp_path / "round.png").symlink_to(tmp_path / "round.png")
    (tmp_path / "file.png").write_bytes(b"x")
    for path, expected in (
        (tmp_path / "pipe.png", "is a device or a pipe"),
        (tmp_path / "to-pipe.png", "is a device or a pipe"),
        (Path("/dev/zero"), "is a device or a pipe"),  # it never ends
        (Path("/dev/null"), "is a device or a pipe"),
        (tmp_path / "link.png", "is a link to a file that does not exist"),
        (tmp_path / "round.png", "cannot be read"),
        (tmp_path, "is a folder"),
        (Path("/"), "is a folder"),
        (tmp_path / "file.png" / "a.png", "cannot be read"),
        (tmp_path / ("a" * 300), "cannot be read"),
        (tmp_path / "a\0b.png", "does not exist"),
    ):
        assert expected in str(outcome(path)), path
        with pytest.raises(FileError, match=expected):
            open_mask(path, (48, 32))


def test_names_are_shortened_in_the_middle() -> None:
    assert shown_name(Path("holiday.png")) == "holiday.png"
    short = shown_name(Path("a" * 100 + "z" * 100 + ".png"))
    assert len(short) <= 80
    assert short.startswith("aaa")
    assert short.endswith("zz.png")
    assert shown_name(Path("/")) == "/"


# Bombs

BOMBS: dict[str, tuple[Make, str]] = {
    "30000x30000.png": (lambda: png_bomb(30_000), TOO_LARGE),
    "text.png": (lambda: png_with(chunk(b"zTXt", b"Comment\0\0" + zeros(500_000_000))), "texts or a colour profile"),
    "profile.png": (lambda: png_with(chunk(b"iCCP", b"x\0\0" + zeros(500_000_000))), "texts or a colour profile"),
    "texts.png": (lambda: png_with(*[chunk(b"zTXt", b"Comment\0\0" + zeros(9_000_000))] * 50),
                  "texts or a colour profile"),
    "tile.tif": (lambda: tiled_tiff(12_000, 12_000, zeros(12_000 * 12_000 * 3), 8), "tiles claim"),
    "strip.tif": (lambda: rgb_tiff({278: (4, [2**31 - 1]), 259: (3, [8])}, zeros(500_000_000)), "(32, 48, 3)"),
    "pages.tif": (lambda: rgb_tiff(following=8) * 2000, "(32, 48, 3)"),
    "frames.gif": (lambda: gif_of(20_000), "(32, 48, 3)"),
    "canvas.webp": (lambda: webp_on_canvas(65_535), "canvas.webp"),  # too large, or no memory for it
    "scans.jpg": (lambda: jpeg_of_many_scans(20_000), "passes"),
    "empty-rows.jpg": (lambda: jpeg_claiming(3000, 65_500), "far too short"),
    "icon.png": (lambda: ICO, NO_IMAGE),
    # With a pattern that looks for the end from every beginning this takes an hour:
    "openings.png": (lambda: png_with(chunk(b"iTXt", XMP_NAME + b"<xmp:Thumbnails>" * 300_000)), "(32, 48, 3)"),
}  # fmt: skip
MOST_GROWTH = 150  # MB; every one of these would take at least 400 if it were unpacked
OPEN_ALL = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from vqstudio.core.errors import FileError
from vqstudio.core.files import open_document
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)
found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    before = peak()
    try:
        text = str(open_document(path).pixels.shape)
    except FileError as error:
        text = str(error)
    found[path.name] = text, peak() - before
print(json.dumps(found))
"""


@posix
def test_bombs_neither_fill_the_memory_nor_take_for_ever(tmp_path: Path) -> None:
    for name, (make, _) in BOMBS.items():
        (tmp_path / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OPEN_ALL, str(tmp_path)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found.keys() == BOMBS.keys()
    for name, (text, grown) in found.items():
        assert BOMBS[name][1] in text, name
        assert grown < MOST_GROWTH, name
        if not text.startswith("("):
            check_sentence(text, name)


# Fuzzed headers

FUZZED = {
    "a.jpg": encoded("JPEG"), "a.png": encoded("PNG"), "a.webp": encoded("WEBP"), "a.gif": encoded("GIF"),
    "a.bmp": encoded("BMP"), "a.avif": encoded("AVIF"), "a.tif": rgb_tiff(),
    "deflate.tif": rgb_tiff({259: (3, [8])}, zlib.compress(SMOOTH.tobytes())),
    "tags.jpg": encoded("JPEG", exif=exif((0x10F, 2, *TEXT), (0x112, 3, 1, 6)), xmp=b"<x/>"),
    "tags.tif": rgb_tiff({0x112: (3, [6]), 700: (1, list(b"<x/>")), 34675: (7, list(SRGB))}),
    "profile.webp": encoded("WEBP", icc_profile=SRGB, exif=exif((0x112, 3, 1, 6))),
    "moving.gif": gif_of(3),
    "deep.png": png(48, 32, 16, 2, b"".join(b"\0" + row.tobytes() for row in (SMOOTH * np.uint16(257)).astype(">u2"))),
    "deep.tif": rgb_tiff({258: (3, [16] * 3)}, (SMOOTH * np.uint16(257)).tobytes()),
}  # fmt: skip
HEADER, VARIANTS = 300, 50
ODD_VALUES = (0, 1, 0x7F, 0x80, 0xFE, 0xFF)


def variant(data: bytes, dice: np.random.Generator) -> bytes:
    changed = bytearray(data)
    for place in dice.integers(0, min(HEADER, len(data)), dice.integers(1, 6)):
        kind = dice.integers(0, 3)
        if kind == 0:
            changed[place] ^= 1 << int(dice.integers(0, 8))
        elif kind == 1:
            changed[place] = int(dice.choice(ODD_VALUES))
        else:
            changed[place : place + 4] = dice.bytes(4)
    return bytes(changed)


@pytest.mark.parametrize("name", FUZZED)
def test_fuzzed_headers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(image_limits, "LARGEST_PHOTO", 4_000_000)  # what claims more is refused as well, but faster
    dice = np.random.default_rng(len(name) * 1000 + len(FUZZED[name]))
    path = tmp_path / name
    opened = 0
    for _ in range(VARIANTS):
        path.write_bytes(variant(FUZZED[name], dice))
        result = outcome(path)
        if isinstance(result, Document):
            opened += 1
            assert 0 < result.width * result.height <= 4_000_000
            save_document(result, tmp_path / "again.tif")  # with whatever was taken for good metadata
            again = outcome(tmp_path / "again.tif")
            assert isinstance(again, Document)
            assert np.array_equal(again.pixels, result.pixels)
            assert open_mask(path, (result.width, result.height)).alpha.shape == (result.height, result.width)
        else:
            with pytest.raises(FileError):
                open_mask(path, (48, 32))
    assert opened < VARIANTS  # the damage was real
