from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from vqstudio.core import files
from vqstudio.core.document import Document, Metadata
from vqstudio.core.errors import FileError, MaskError
from vqstudio.core.files import check_target, open_document, open_mask, photo_size, save_document

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r tiff:Orientation="6"/></x:xmpmeta>'


@pytest.fixture
def pixels() -> np.ndarray:
    ramp = np.linspace(0, 255, 40 * 60, dtype=np.float32).reshape(40, 60)
    return np.stack([ramp, ramp[::-1], 255 - ramp], axis=2).astype(np.uint8)


def exif(orientation: int) -> Image.Exif:
    block = Image.Exif()
    block[0x010F] = "Maker"
    block[0x0112] = orientation
    block[0x8769] = {0x9003: "2021:03:04 05:06:07"}
    block[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    return block


def read_exif(data: bytes | None) -> Image.Exif:
    block = Image.Exif()
    if data:
        block.load(data)
    return block


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif", ".avif", ".bmp"])
def test_pixels_survive_saving(pixels: np.ndarray, tmp_path: Path, suffix: str) -> None:
    save_document(Document(pixels), tmp_path / f"photo{suffix}")
    found = open_document(tmp_path / f"photo{suffix}").pixels
    limit = 0 if suffix in (".png", ".tif", ".bmp") else 6
    assert found.shape == pixels.shape
    assert np.abs(found.astype(int) - pixels).mean() <= limit


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif", ".avif"])
def test_metadata_survives_opening_and_saving_and_the_photo_stands_upright(
    pixels: np.ndarray, tmp_path: Path, suffix: str
) -> None:
    source = tmp_path / "camera.jpg"
    Image.fromarray(pixels).save(source, exif=exif(6), icc_profile=SRGB, xmp=XMP, quality=95)
    document = open_document(source)
    assert document.pixels.shape == (60, 40, 3)  # turned by 90 degrees
    save_document(document, tmp_path / f"saved{suffix}")
    again = open_document(tmp_path / f"saved{suffix}")
    assert again.pixels.shape == (60, 40, 3)  # and not turned twice
    assert again.metadata.icc == SRGB
    block = read_exif(again.metadata.exif)
    assert block[0x010F] == "Maker"
    assert block.get_ifd(0x8769)[0x9003] == "2021:03:04 05:06:07"
    assert block.get_ifd(0x8825) == {1: "N", 2: (52.0, 31.0, 12.0)}
    assert block.get(0x0112, 1) == 1
    assert again.metadata.xmp == XMP.replace(b'"6"', b'"1"')


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif", ".avif"])
def test_transparency_is_kept_where_the_format_has_it(pixels: np.ndarray, tmp_path: Path, suffix: str) -> None:
    alpha = np.full((40, 60, 1), 255, np.uint8)
    alpha[:20] = 0
    save_document(Document(np.concatenate([pixels, alpha], axis=2)), tmp_path / f"a{suffix}")
    assert np.abs(open_document(tmp_path / f"a{suffix}").pixels[:, :, 3:].astype(int) - alpha).max() <= 2


def test_transparency_becomes_white_in_a_jpeg(pixels: np.ndarray, tmp_path: Path) -> None:
    alpha = np.zeros((40, 60, 1), np.uint8)
    save_document(Document(np.concatenate([pixels, alpha], axis=2)), tmp_path / "a.jpg")
    assert open_document(tmp_path / "a.jpg").pixels.min() > 250


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int, rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "CMYK", "YCbCr", "I", "F", "RGBA"])
def test_every_mode_opens_as_rgb_or_rgba(pixels: np.ndarray, tmp_path: Path, mode: str) -> None:
    grey = Image.fromarray(pixels).convert("L")
    image = grey.convert(mode) if mode in ("I", "F", "1") else Image.fromarray(pixels).convert(mode)
    image.save(tmp_path / "a.tif") if mode != "PA" else image.convert("P").save(tmp_path / "a.tif")
    document = open_document(tmp_path / "a.tif")
    assert document.pixels.shape == (40, 60, 4 if mode in ("LA", "RGBA") else 3)
    expected = np.asarray(grey, int)
    if mode not in ("1", "P", "PA"):
        luma = np.asarray(Image.fromarray(document.pixels).convert("L"), int)
        assert np.abs(luma - expected).mean() < 3


def test_cmyk_with_a_broken_profile_opens_and_says_so(pixels: np.ndarray, tmp_path: Path) -> None:
    broken = bytearray(SRGB)
    broken[16:20] = b"CMYK"
    Image.fromarray(pixels).convert("CMYK").save(tmp_path / "c.jpg", icc_profile=bytes(broken), quality=95)
    document = open_document(tmp_path / "c.jpg")
    assert document.metadata.icc is None
    assert "without a usable colour profile" in document.notices[0]
    assert np.abs(document.pixels.astype(int) - pixels).mean() < 3


def test_a_lab_photo_is_converted_to_srgb(tmp_path: Path) -> None:
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    lab = ImageCms.applyTransform(Image.new("RGB", (8, 8), (200, 80, 40)), to_lab)
    assert lab is not None
    lab.save(tmp_path / "lab.tif")
    document = open_document(tmp_path / "lab.tif")
    assert np.abs(document.pixels[0, 0].astype(int) - (200, 80, 40)).max() <= 3
    assert "Lab" in document.notices[0]


def test_a_profile_of_another_colour_space_is_not_attached_to_rgb(pixels: np.ndarray, tmp_path: Path) -> None:
    grey_profile = bytearray(SRGB)
    grey_profile[16:20] = b"GRAY"
    Image.fromarray(pixels).convert("L").save(tmp_path / "g.png", icc_profile=bytes(grey_profile))
    assert open_document(tmp_path / "g.png").metadata.icc is None


def test_only_the_first_frame_of_an_animation_is_opened_and_said_so(pixels: np.ndarray, tmp_path: Path) -> None:
    frames = [Image.fromarray(pixels), Image.fromarray(255 - pixels)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    document = open_document(tmp_path / "a.gif")
    assert "first" in document.notices[0]
    assert np.abs(document.pixels[:, :, :3].astype(int) - pixels).mean() < 30


def test_heic_photos_open(pixels: np.ndarray, tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    pillow_heif.from_pillow(Image.fromarray(pixels)).save(tmp_path / "a.heic", quality=95)
    assert np.abs(open_document(tmp_path / "a.heic").pixels.astype(int) - pixels).mean() < 6


def bad_files(folder: Path, pixels: np.ndarray) -> dict[str, str]:
    """Name to a part of the sentence that the user gets."""
    buffer = io.BytesIO()
    Image.fromarray(np.tile(pixels, (4, 4, 1))).save(buffer, "JPEG")
    jpeg = buffer.getvalue()
    contents = {
        "truncated.jpg": (jpeg[: len(jpeg) // 2], "damaged or cut off"),
        "text.png": (b"hello, I am a text", "not an image, whatever its name says"),
        "zero.jpg": (b"", "is empty"),
        "bomb.png": (png(60_000, 60_000, 8, b"\0"), "megapixels"),
        "raw.nef": (b"II*\0" + b"\0" * 40, "a raw file that VQ Studio cannot develop"),
        "postscript.png": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n", "not an image"),
        "strange.tif": (b"II*\0\x08\0\0\0\0\0\0\0\0\0", "a kind of TIFF that VQ Studio cannot read"),
        "broken-rows.png": (png(200, 200, 8, b"\0" * 50), "damaged or cut off"),
        "notes.txt": (b"hello", "not an image that VQ Studio can read"),
    }
    for name, (data, _) in contents.items():
        (folder / name).write_bytes(data)
    (folder / "folder.jpg").mkdir()
    return {name: message for name, (_, message) in contents.items()} | {
        "folder.jpg": "is a folder",
        "missing.jpg": "does not exist",
    }


def test_bad_files_are_one_clear_sentence_each(pixels: np.ndarray, tmp_path: Path) -> None:
    for name, message in bad_files(tmp_path, pixels).items():
        with pytest.raises(FileError) as caught:
            open_document(tmp_path / name)
        text = str(caught.value)
        assert name in text
        assert message in text
        assert "\n" not in text


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike ``tmp_path``."""
    folder = Path(tempfile.mkdtemp(prefix="vqstudio-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@contextlib.contextmanager
def ordinary_user() -> Iterator[None]:
    """Permissions do not bind root, as whom tests may run; inside they bind."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_what_the_user_may_not_read_or_write_is_said_in_one_sentence(pixels: np.ndarray, public_folder: Path) -> None:
    photo, new = public_folder / "a.png", public_folder / "b.png"
    save_document(Document(pixels), photo)
    photo.chmod(0)
    public_folder.chmod(0o555)
    with ordinary_user():
        with pytest.raises(FileError, match=r"a\.png may not be read by this user"):
            open_document(photo)
        for action in (lambda path: save_document(Document(pixels), path), check_target):
            with pytest.raises(FileError, match=f"[Tt]he folder {public_folder} is read-only; choose another one"):
                action(new)
    assert [path.name for path in public_folder.iterdir()] == ["a.png"]


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_write_protected_photo_is_not_replaced(pixels: np.ndarray, public_folder: Path) -> None:
    photo = public_folder / "a.png"
    save_document(Document(pixels), photo)
    before = photo.read_bytes()
    photo.chmod(0o444)
    public_folder.chmod(0o777)  # renaming over the photo would be possible
    with ordinary_user():
        for action in (lambda path: save_document(Document(255 - pixels), path), check_target):
            with pytest.raises(FileError, match="write-protected"):
                action(photo)
    assert photo.read_bytes() == before


def test_a_folder_in_place_of_the_file_or_a_file_in_place_of_the_folder(pixels: np.ndarray, tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileError, match="there is a folder of that name"):
        save_document(Document(pixels), tmp_path / "folder.png")
    with pytest.raises(FileError, match=f"the folder {tmp_path / 'file'} does not exist"):
        save_document(Document(pixels), tmp_path / "file" / "a.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.png"]


@pytest.mark.parametrize(("suffix", "limit"), [(".jpg", 65_500), (".webp", 16_383)])
def test_a_photo_too_long_for_its_format_is_refused_with_another_format(
    tmp_path: Path, suffix: str, limit: int
) -> None:
    save_document(Document(np.zeros((1, limit, 3), np.uint8)), tmp_path / f"fits{suffix}")
    with pytest.raises(FileError, match=f"hold up to {limit} pixels a side.*choose PNG or TIFF"):
        save_document(Document(np.zeros((1, limit + 1, 3), np.uint8)), tmp_path / f"long{suffix}")
    assert [path.name for path in tmp_path.iterdir()] == [f"fits{suffix}"]


def test_a_new_file_gets_the_permissions_that_the_umask_gives(pixels: np.ndarray, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save_document(Document(pixels), tmp_path / "a.png")
    finally:
        os.umask(before)
    assert (tmp_path / "a.png").stat().st_mode & 0o777 == 0o640


def test_a_jpeg_keeps_full_colour_resolution(tmp_path: Path) -> None:
    stripes = np.zeros((32, 32, 3), np.uint8)
    stripes[:, ::2] = (255, 0, 0)
    stripes[:, 1::2] = (0, 0, 255)
    save_document(Document(stripes), tmp_path / "a.jpg")
    assert np.abs(open_document(tmp_path / "a.jpg").pixels.astype(int) - stripes).mean() < 8


@pytest.mark.parametrize(
    ("code", "message"), [(errno.EROFS, "read-only"), (errno.EACCES, "read-only"), (errno.ENOSPC, "disk is full")]
)
def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    pixels: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, message: str
) -> None:
    target = tmp_path / "a.png"
    save_document(Document(pixels), target)
    before = target.read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(FileError, match=message):
        save_document(Document(255 - pixels), target)
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]


def test_saving_keeps_permissions_and_follows_links(pixels: np.ndarray, tmp_path: Path) -> None:
    target, link = tmp_path / "real.png", tmp_path / "link.png"
    save_document(Document(pixels), target)
    target.chmod(0o640)
    link.symlink_to(target)
    save_document(Document(255 - pixels), link)
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert np.array_equal(open_document(target).pixels, 255 - pixels)


def test_targets_that_cannot_be_saved_are_refused_early(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "no" / "a.png", "does not exist"),
        (tmp_path / "a.xyz", r"does not save \.xyz"),
        (tmp_path / "a", "without a suffix"),
    ):
        with pytest.raises(FileError, match=message):
            check_target(path)


def test_a_maker_block_too_large_for_jpeg_does_not_prevent_saving(pixels: np.ndarray, tmp_path: Path) -> None:
    document = Document(pixels, Metadata(exif=b"Exif\0\0II*\0\x08\0\0\0\0\0" + b"x" * 70_000))
    save_document(document, tmp_path / "a.jpg")
    assert open_document(tmp_path / "a.jpg").metadata.exif is None


def test_masks_are_white_or_opaque(tmp_path: Path) -> None:
    shape = np.zeros((20, 30), np.uint8)
    shape[5:10, 5:15] = 255
    Image.fromarray(shape).save(tmp_path / "grey.png")
    rgba = np.zeros((20, 30, 4), np.uint8)
    rgba[:, :, 3] = shape
    Image.fromarray(rgba).save(tmp_path / "alpha.png")
    opaque = np.dstack([shape, shape, shape, np.full_like(shape, 255)])
    Image.fromarray(opaque).save(tmp_path / "opaque.png")
    for name in ("grey", "alpha", "opaque"):
        assert np.array_equal(open_mask(tmp_path / f"{name}.png", (30, 20)).alpha, shape), name


def test_a_mask_of_another_size_is_a_clear_error(tmp_path: Path) -> None:
    Image.new("L", (10, 12)).save(tmp_path / "m.png")
    with pytest.raises(MaskError, match="10x12 pixels, the photo 30x20"):
        open_mask(tmp_path / "m.png", (30, 20))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif", ".avif"])
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_the_size_is_known_before_a_photo_is_opened(tmp_path: Path, suffix: str, orientation: int) -> None:
    path = tmp_path / f"photo{suffix}"
    tags = Image.Exif()
    tags[0x0112] = orientation
    Image.new("RGB", (60, 40), "teal").save(path, exif=tags)
    document = open_document(path)
    assert photo_size(path) == (document.width, document.height)
    assert (document.width < document.height) == (orientation == 6)
