"""How a photo is written: quality, size, metadata, and how large the file will be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from vqstudio.core import encoding
from vqstudio.core.document import Document, Metadata
from vqstudio.core.encoding import SUFFIXES, SaveOptions, as_encoded, centre, estimate_size, formats_here, prepared
from vqstudio.core.errors import FileError
from vqstudio.core.files import open_document, save_document

ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r dc:creator="Ada"/></x:xmpmeta>'


def photo(width: int = 200, height: int = 120, channels: int = 3) -> np.ndarray:
    """Smooth on the left, ever finer detail to the right."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    wave = 127 + 127 * np.sin(60 * x**3 * (1 + y)) * x
    layers = [wave, 255 * x, 255 * y, 255 * (x > 0.3)]
    return np.dstack(layers[:channels]).astype(np.uint8)


@pytest.fixture
def document() -> Document:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    return Document(photo(), Metadata(ICC, exif.tobytes(), XMP))


def saved(document: Document, path: Path, options: SaveOptions) -> int:
    """Bytes of the file."""
    save_document(document, path, options)
    return path.stat().st_size


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".avif"])
def test_more_quality_is_a_larger_file_nearer_to_the_photo(document: Document, tmp_path: Path, suffix: str) -> None:
    sizes, errors = [], []
    for quality in (20, 60, 95):
        path = tmp_path / f"{quality}{suffix}"
        sizes.append(saved(document, path, SaveOptions(quality=quality)))
        errors.append(np.abs(open_document(path).pixels.astype(int) - document.pixels).mean())
    assert sizes == sorted(set(sizes))
    assert errors == sorted(errors, reverse=True)


@pytest.mark.parametrize("channels", [3, 4])
def test_a_lossless_webp_has_the_photos_own_pixels(tmp_path: Path, channels: int) -> None:
    pixels = photo(channels=channels)  # with alpha also those under what is transparent
    save_document(Document(pixels), tmp_path / "a.webp", SaveOptions(lossless=True))
    assert np.array_equal(open_document(tmp_path / "a.webp").pixels, pixels)


@pytest.mark.parametrize("quality", [80, 95, 100])
def test_nothing_but_noise_can_be_saved_as_a_jpeg(tmp_path: Path, quality: int) -> None:
    noise = Document(np.random.default_rng(0).integers(0, 256, (240, 320, 3), dtype=np.uint8))
    options = SaveOptions(quality)
    assert saved(noise, tmp_path / "a.jpg", options) == estimate_size(noise, "JPEG", options).size
    assert np.abs(open_document(tmp_path / "a.jpg").pixels.astype(int) - noise.pixels).mean() < 20


@pytest.mark.parametrize(("form", "suffix"), SUFFIXES.items())
@pytest.mark.parametrize("options", [SaveOptions(), SaveOptions(40, metadata=False), SaveOptions(longest_side=90)])
def test_the_size_told_is_that_of_the_file(
    document: Document, tmp_path: Path, form: str, suffix: str, options: SaveOptions
) -> None:
    told = estimate_size(prepared(document, options), form, options)
    assert told.exact
    assert told.size == saved(document, tmp_path / f"a{suffix}", options)


@pytest.mark.parametrize("form", SUFFIXES)
def test_the_size_of_a_large_photo_is_told_from_a_sample(
    document: Document, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    large = Document(photo(1200, 800), document.metadata)
    options = SaveOptions(quality=80)
    whole = estimate_size(large, form, options)
    monkeypatch.setitem(encoding.ENCODED_WHOLE, form, 400_000)
    told = estimate_size(large, form, options)
    assert whole.exact
    assert not told.exact
    assert told.size == pytest.approx(whole.size, rel=0.25)


def test_a_photo_of_any_shape_has_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(encoding.ENCODED_WHOLE, "PNG", 1000)
    for shape in ((1, 5000, 3), (5000, 1, 4), (3, 3000, 3)):
        assert estimate_size(Document(np.zeros(shape, np.uint8)), "PNG", SaveOptions()).size > 0


def test_the_longest_side_is_reduced_and_never_enlarged(document: Document, tmp_path: Path) -> None:
    tall = Document(np.ascontiguousarray(document.pixels.transpose(1, 0, 2)))
    for original, side, size in ((document, 100, (100, 60)), (tall, 100, (60, 100)), (document, 4096, (200, 120))):
        save_document(original, tmp_path / "a.png", SaveOptions(longest_side=side))
        with Image.open(tmp_path / "a.png") as image:
            assert image.size == size
    assert document.pixels.shape == (120, 200, 3)  # the open photo stays as it is


def test_a_photo_too_long_for_its_format_fits_when_it_is_reduced(tmp_path: Path) -> None:
    long = Document(np.zeros((2, 17_000, 3), np.uint8))
    with pytest.raises(FileError, match="hold up to 16383 pixels a side"):
        save_document(long, tmp_path / "a.webp")
    save_document(long, tmp_path / "a.webp", SaveOptions(longest_side=16_000))
    assert open_document(tmp_path / "a.webp").pixels.shape == (2, 16_000, 3)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".avif", ".tif"])
def test_metadata_that_is_left_out_is_not_in_the_file_and_the_colours_are(
    document: Document, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    save_document(document, path, SaveOptions(metadata=False))
    found = open_document(path).metadata
    assert (found.exif, found.xmp, found.icc) == (None, None, ICC)
    raw = path.read_bytes()
    assert b"Maker" not in raw
    assert b"Ada" not in raw


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF"])
def test_the_preview_of_the_middle_looks_as_in_the_file(document: Document, tmp_path: Path, form: str) -> None:
    options = SaveOptions(quality=10)
    path = tmp_path / f"a{SUFFIXES[form]}"
    save_document(document, path, options)
    whole = open_document(path).pixels
    middle = centre(document.pixels, 96, 64)
    shown = as_encoded(middle, form, options)
    if form == "JPEG":  # block by block the same
        assert np.array_equal(shown, centre(whole, 96, 64))
    # The others look at what is around a block: not the same pixels, but the same quality.
    damage = np.abs(shown.astype(int) - middle).mean()
    assert damage == pytest.approx(np.abs(centre(whole, 96, 64).astype(int) - middle).mean(), rel=0.3)


def test_the_middle_of_a_small_photo_is_all_of_it() -> None:
    assert np.array_equal(centre(photo(30, 20), 96, 64), photo(30, 20))


def test_only_what_this_installation_writes_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding.features, "check", lambda name: name != "avif")
    monkeypatch.setattr(encoding, "has_codec", lambda: False)  # of JPEG XL
    assert formats_here() == ["JPEG", "PNG", "WEBP", "TIFF", "BMP"]


@pytest.mark.parametrize("wrong", [{"quality": 0}, {"quality": 101}, {"longest_side": 0}])
def test_options_that_there_are_not_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(FileError, match="not "):
        SaveOptions(**wrong)
