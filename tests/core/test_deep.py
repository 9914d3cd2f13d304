"""16 bits per channel: opened, edited, kept and saved."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms

from vqstudio.core.archive import ArchiveReader, ArchiveWriter
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document, Metadata, Patch, grown
from vqstudio.core.encoding import SaveOptions, estimate_size
from vqstudio.core.errors import FileError, StudioError
from vqstudio.core.files import open_document, open_mask, save_document
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.recovery import RecoveryFolder, Unfinished
from vqstudio.core.transform import Crop, Flip, Resize, Straighten, Transform, Turn

from .deep_files import (
    big_endian_tiff,
    compressed_tiff,
    deep_pixels,
    deep_png,
    deep_tiff,
    grey_profile,
    png_profile,
    raw_values,
)
from .odd_files import AT_DATA, SRGB, Tags, chunk, exif, profile_of, rgb_tiff

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
EXIF = exif((0x10F, 2, 4, 0x00414141))
REDUCED = "reduced to 8 bits"


def as_colours(values: np.ndarray) -> np.ndarray:
    """uint16 (H, W, 1..4) as a document has it: (H, W, 3|4)."""
    channels = {1: [0, 0, 0], 2: [0, 0, 0, 1], 3: [0, 1, 2], 4: [0, 1, 2, 3]}[values.shape[2]]
    return values[:, :, channels]


def opened(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    return open_document(folder / name)


def check(document: Document, values: np.ndarray) -> None:
    """It has these values, its 8 bits belong to them, and nothing is said to be lost."""
    assert document.deep is not None
    assert np.array_equal(document.deep, values)
    assert np.array_equal(document.pixels, np.round(values / 257))
    assert document.notices == ()


def deep_document(channels: int = 3) -> Document:
    values = as_colours(deep_pixels(channels))
    return Document(reduced(values), deep=values)


# Opening and saving

KINDS = [("grey", 1, "png"), ("grey and alpha", 2, "png"), ("colour", 3, "png"), ("colour and alpha", 4, "png"),
         ("grey", 1, "tif"), ("colour", 3, "tif"), ("colour and alpha", 4, "tif")]  # fmt: skip


def with_metadata(values: np.ndarray, suffix: str) -> bytes:
    if suffix == "png":
        text = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
        return deep_png(values, png_profile(SRGB), chunk(b"eXIf", EXIF.removeprefix(b"Exif\0\0")), text)
    return deep_tiff(values, {271: (2, list(b"AAA\0")), 700: (1, list(XMP)), 34675: (7, list(SRGB))})


@pytest.mark.parametrize("target", ["png", "tif"])
@pytest.mark.parametrize(("channels", "suffix"), [kind[1:] for kind in KINDS])
def test_16_bits_are_opened_and_saved_as_they_were(tmp_path: Path, channels: int, suffix: str, target: str) -> None:
    values = deep_pixels(channels)
    document = opened(tmp_path, f"a.{suffix}", with_metadata(values, suffix))
    check(document, as_colours(values))
    save_document(document, tmp_path / f"saved.{target}")
    assert np.array_equal(raw_values((tmp_path / f"saved.{target}").read_bytes()), as_colours(values))
    again = open_document(tmp_path / f"saved.{target}")
    check(again, as_colours(values))
    assert again.metadata.icc == document.metadata.icc == SRGB
    assert again.metadata.xmp == document.metadata.xmp == XMP
    for found in (document, again):
        block = Image.Exif()
        block.load(found.metadata.exif or b"")
        assert block[0x10F] == "AAA"


def test_what_pillow_reads_of_a_saved_file_is_its_upper_half(tmp_path: Path) -> None:
    for suffix in ("png", "tif"):
        save_document(deep_document(4), tmp_path / f"a.{suffix}")
        with Image.open(tmp_path / f"a.{suffix}") as image:
            assert image.mode == "RGBA"
            assert np.array_equal(np.asarray(image), deep_pixels(4) >> 8)


def test_other_kinds_of_tiff(tmp_path: Path) -> None:
    values = deep_pixels(3, 300, 200)
    check(opened(tmp_path, "big-endian.tif", big_endian_tiff(values)), values)
    document = opened(tmp_path, "lzw.tif", compressed_tiff(values))
    check(document, values)
    save_document(document, tmp_path / "strips.tif")
    check(open_document(tmp_path / "strips.tif"), values)
    assert np.array_equal(raw_values((tmp_path / "strips.tif").read_bytes()), values)
    grey = deep_pixels(1)
    check(opened(tmp_path, "white-is-zero.tif", deep_tiff(grey, {262: (3, [0])})), as_colours(65535 - grey))
    tiled: Tags = {273: None, 278: None, 279: None, 322: (4, [64]), 323: (4, [32]), 324: (4, [AT_DATA]),
                   325: (4, [64 * 32 * 6])}  # fmt: skip
    tile = deep_pixels(3, 32, 64)
    check(opened(tmp_path, "tiled.tif", deep_tiff(tile, tiled)), tile)


def test_a_transparent_colour_is_found_in_all_its_bits(tmp_path: Path) -> None:
    values = deep_pixels(3)
    values[0, 1] = values[0, 0] ^ 1  # the same in 8 bits
    document = opened(tmp_path, "a.png", deep_png(values, chunk(b"tRNS", values[0, 0].astype(">u2").tobytes())))
    assert document.deep is not None
    assert document.deep[0, :2, 3].tolist() == [0, 65535]
    assert np.array_equal(document.deep[:, :, :3], values)
    grey = deep_pixels(1)
    key = chunk(b"tRNS", grey[5, 5].astype(">u2").tobytes())
    expected = np.dstack([grey] * 3 + [np.where(grey[:, :, 0] == grey[5, 5, 0], 0, 65535)])
    check(opened(tmp_path, "g.png", deep_png(grey, key)), expected)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_16_bits_stand_upright(tmp_path: Path, suffix: str, channels: int, orientation: int) -> None:
    values = deep_pixels(channels)
    if suffix == "png":
        data = deep_png(values, chunk(b"eXIf", exif((0x112, 3, 1, orientation)).removeprefix(b"Exif\0\0")))
    else:
        data = deep_tiff(values, {0x112: (3, [orientation])})
    turned = {1: values, 2: values[:, ::-1], 3: values[::-1, ::-1], 4: values[::-1], 5: values.swapaxes(0, 1),
              6: np.rot90(values, -1), 7: values[::-1, ::-1].swapaxes(0, 1), 8: np.rot90(values)}  # fmt: skip
    document = opened(tmp_path, f"a.{suffix}", data)
    check(document, as_colours(turned[orientation]))
    save_document(document, tmp_path / f"b.{suffix}")
    check(open_document(tmp_path / f"b.{suffix}"), as_colours(turned[orientation]))


def to_srgb(levels: np.ndarray, mode: str, icc: bytes) -> np.ndarray:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    picture = Image.fromarray(levels, mode) if mode == "L" else Image.fromarray(np.dstack([levels] * 3))
    made = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return np.asarray(made, int)


@pytest.mark.filterwarnings("ignore:'mode' parameter")
@pytest.mark.parametrize(("channels", "suffix"), [(1, "png"), (2, "png"), (1, "tif")])
def test_a_grey_profile_becomes_one_of_colours_that_means_the_same(tmp_path: Path, channels: int, suffix: str) -> None:
    values, icc = deep_pixels(channels), grey_profile()
    data = deep_png(values, png_profile(icc)) if suffix == "png" else deep_tiff(values, {34675: (7, list(icc))})
    document = opened(tmp_path, f"a.{suffix}", data)
    check(document, as_colours(values))
    found = document.metadata.icc
    assert found is not None
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert np.abs(to_srgb(levels, "RGB", found) - to_srgb(levels, "L", icc)).max() <= 1
    assert np.abs(to_srgb(levels, "L", icc)[:, :, 0] - levels).max() > 10  # the curve is another one


def test_a_grey_profile_that_is_more_than_a_curve_costs_the_depth_and_that_is_said(tmp_path: Path) -> None:
    document = opened(tmp_path, "a.png", deep_png(deep_pixels(1), png_profile(grey_profile(space=b"Lab "))))
    assert document.deep is None
    assert any(REDUCED in notice for notice in document.notices)
    assert not any("damaged" in notice for notice in document.notices)


def test_a_profile_that_fits_nothing_is_left_out_and_said_so(tmp_path: Path) -> None:
    for name, icc in (("cmyk", profile_of(b"CMYK")), ("cut", SRGB[:200]), ("grey", grey_profile())):
        document = opened(tmp_path, f"{name}.png", deep_png(deep_pixels(3), png_profile(icc)))
        assert document.deep is not None
        assert document.metadata.icc is None
        assert ["colour profile is damaged" in notice for notice in document.notices] == [True]


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".avif", ".bmp"])
def test_other_formats_get_the_8_bits(tmp_path: Path, suffix: str) -> None:
    options = SaveOptions(quality=100)
    document = deep_document()
    save_document(document, tmp_path / f"a{suffix}", options)
    save_document(Document(document.pixels), tmp_path / f"b{suffix}", options)
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_8_bits_can_be_asked_for(tmp_path: Path, suffix: str) -> None:
    document = deep_document()
    save_document(document, tmp_path / f"a{suffix}", SaveOptions(deep=False))
    found = open_document(tmp_path / f"a{suffix}")
    assert found.deep is None
    assert np.array_equal(found.pixels, document.pixels)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_the_size_of_a_file_of_16_bits_is_told_beforehand(tmp_path: Path, form: str) -> None:
    document = deep_document()
    path = tmp_path / f"a.{form.lower()}"
    save_document(document, path)
    assert estimate_size(document, form, SaveOptions()).size == path.stat().st_size
    save_document(document, path, SaveOptions(deep=False))
    assert path.stat().st_size < 0.7 * estimate_size(document, form, SaveOptions()).size


@pytest.mark.parametrize("answer", ["nothing", "an error", "another photo", "8 bits"])
def test_what_opencv_does_not_understand_is_opened_reduced_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    values = deep_pixels(3)

    def decode(*_: object) -> np.ndarray | None:
        if answer == "an error":
            raise cv2.error("no memory")
        return {"nothing": None, "another photo": values[::-1].copy(), "8 bits": (values >> 8).astype(np.uint8)}[answer]

    monkeypatch.setattr(cv2, "imdecode", decode)
    document = opened(tmp_path, "a.png", deep_png(values))
    assert document.deep is None
    assert np.array_equal(document.pixels, values >> 8)
    assert [REDUCED in notice for notice in document.notices] == [True]


def test_16_bits_that_cannot_be_kept_are_reduced_and_said_so(tmp_path: Path) -> None:
    values = deep_pixels(4)
    for name, tags in (("cmyk.tif", {262: (3, [5]), 338: None}), ("premultiplied.tif", {338: (3, [1])})):
        document = opened(tmp_path, name, deep_tiff(values, tags))
        assert document.deep is None
        assert any(REDUCED in notice for notice in document.notices), name


def test_a_file_of_8_bits_is_never_said_to_be_reduced(tmp_path: Path) -> None:
    for number in range(40):  # the directory lies at another place in each, at 16 somewhere
        side = 20 + number
        Image.new("RGB", (side, side)).save(tmp_path / "a.tif", compression="tiff_deflate", description="x" * side)
        document = open_document(tmp_path / "a.tif")
        assert document.notices == ()
        assert document.deep is None


def test_a_mask_of_16_bits(tmp_path: Path) -> None:
    values = np.zeros((8, 9, 1), np.uint16)
    values[2:4] = 65535
    (tmp_path / "m.png").write_bytes(deep_png(values))
    assert np.array_equal(open_mask(tmp_path / "m.png", (9, 8)).alpha, values[:, :, 0] // 257)


@pytest.mark.parametrize("data", [deep_png(deep_pixels(3)), deep_tiff(deep_pixels(3))], ids=["png", "tif"])
def test_half_a_file_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FileError, match=r"is damaged or cut off and cannot be opened; get another copy of it\.$"):
        opened(tmp_path, "a.png", data[: len(data) // 2])


# Edits


def filled(document: Document, bounds: Bounds) -> Patch:
    """An edit of the 8 bits that changes every second pixel, and there the first channel only."""
    after = document.pixels.copy()
    after[bounds.slices][::2, ::2, 0] ^= 0x55
    return Patch.between(document.pixels, after, bounds)


def test_an_edit_changes_what_it_changes_and_undo_brings_back_every_bit() -> None:
    document = deep_document(4)
    bounds = Bounds(5, 7, 20, 12)
    patch = document.completed(filled(document, bounds))
    after = document.apply(patch)
    expected = document.deep.copy()
    changed = document.pixels != after.pixels
    expected[changed] = after.pixels[changed] * np.uint16(257)
    assert 0 < changed.sum() == 6 * 10
    check(after, expected)
    assert patch.nbytes == 20 * 12 * 4 * (1 + 1 + 2 + 2)
    check(after.apply(patch.reversed()), document.deep)
    check(after.apply(patch.reversed()).apply(patch), expected)


def test_an_edit_of_another_photo_is_refused() -> None:
    document = deep_document()
    patch = document.completed(filled(document, Bounds(0, 0, 8, 8)))
    other = document.deep.copy()
    other[1, 1] ^= 1
    assert np.array_equal(reduced(other), document.pixels)
    with pytest.raises(StudioError, match="changed while"):
        Document(document.pixels, deep=other).apply(patch)
    with pytest.raises(StudioError, match="does not fit"):
        document.apply(filled(deep_document(), Bounds(40, 0, 20, 8)))


def test_pixels_of_two_sizes_make_no_document() -> None:
    document = deep_document()
    with pytest.raises(StudioError):
        Document(document.pixels[:5].copy(), deep=document.deep)


@pytest.mark.parametrize("channels", [3, 4])
def test_an_extended_photo_keeps_its_values_and_comes_back(channels: int) -> None:
    document, margins = deep_document(channels), Margins(left=3, bottom=5)
    before = grown(document.pixels, margins)
    after = before.copy()
    after[:, :3] = 9
    after[-5:] = 200
    patch = document.completed(Patch(Bounds.of(before.shape), before, after, margins))
    larger = document.apply(patch)
    assert np.array_equal(larger.deep[:-5, 3:], document.deep)
    check(larger, np.where(before == after, grown(document.deep, margins), after * np.uint16(257)))
    check(larger.apply(patch.reversed()), document.deep)


EXACT: dict[str, tuple[Transform, Callable[[np.ndarray], np.ndarray]]] = {
    "turn": (Turn(1), lambda values: np.rot90(values, -1)),
    "flip": (Flip(), lambda values: values[:, ::-1]),
    "flip upright": (Flip(upright=True), lambda values: values[::-1]),
    "crop": (Crop(Bounds(3, 4, 20, 10)), lambda values: values[4:14, 3:23]),
    "the same size": (Resize(48, 32), lambda values: values),
}


@pytest.mark.parametrize("name", EXACT)
def test_turned_flipped_and_cropped_in_every_bit(name: str) -> None:
    change, expected = EXACT[name]
    document = deep_document()
    check(document.transformed(change), expected(document.deep))


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("change", [Resize(96, 70), Resize(20, 10), Straighten(7.0)], ids=str)
def test_resampled_with_16_bits(change: Transform, channels: int) -> None:
    ramp = np.linspace(20_000, 22_000, 32 * 48).reshape(32, 48)
    layers = [ramp, ramp[::-1], ramp[:, ::-1], ramp + 40_000]
    values = np.dstack(layers[:channels]).astype(np.uint16)
    result = Document(reduced(values), deep=values).transformed(change)
    check(result, result.deep)
    assert np.abs(result.pixels.astype(int) - change.apply(reduced(values))).max() <= (1 if channels == 3 else 3)
    inner = result.deep[:, :, 0]
    assert len(np.unique(inner)) > 100  # in 8 bits there are 9
    assert 19_900 < inner.min() < inner.max() < 22_100


def test_a_reduced_export_has_16_bits(tmp_path: Path) -> None:
    document = deep_document()
    save_document(document, tmp_path / "a.png", SaveOptions(longest_side=24))
    found = open_document(tmp_path / "a.png")
    check(found, document.transformed(Resize(24, 16)).deep)


# Kept


@pytest.mark.parametrize("channels", [3, 4])
def test_a_recovery_brings_back_every_bit(tmp_path: Path, channels: int) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    document = deep_document(channels)
    mask = np.zeros((32, 48), np.uint8)
    folder.save(Unfinished(document, mask))
    found = folder.load()
    assert found is not None
    check(found.document, document.deep)
    folder.save(Unfinished(Document(document.pixels), mask))
    found = folder.load()
    assert found is not None
    assert found.document.deep is None
    assert np.array_equal(found.document.pixels, document.pixels)


def test_an_archive_holds_both_depths(tmp_path: Path) -> None:
    document = deep_document(4)
    writer = ArchiveWriter()
    names = [writer.picture(document.deep), writer.picture(document.pixels), writer.picture(document.deep)]
    writer.save(tmp_path / "a.zip", {})
    assert names[0] == names[2]
    with ArchiveReader(tmp_path / "a.zip") as archive:
        assert np.array_equal(archive.deep(names[0]), document.deep)
        assert archive.deep(names[1]) is None
        assert np.array_equal(archive.picture(names[0]), document.pixels)
        assert archive.picture(names[0]) is archive.picture(names[0])


def test_metadata_alone_changes_nothing_of_a_file_of_8_bits(tmp_path: Path) -> None:
    document = Document(deep_document().pixels, Metadata(SRGB))
    assert document.values is document.pixels
    patch = filled(document, Bounds(0, 0, 8, 8))
    assert document.completed(patch) is patch
    assert document.apply(patch).deep is None
    (tmp_path / "a.tif").write_bytes(rgb_tiff())
    assert open_document(tmp_path / "a.tif").deep is None
