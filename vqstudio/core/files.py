"""Opening and saving photos and masks. Every failure is a FileError of one sentence; a failed save changes nothing."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from . import jpeg2000, jpeg_xl, netpbm, psd
from .carrying import carried
from .colour import conversion
from .colour_tags import colours_of
from .deep import reduced
from .deep_reading import DeepClaim, read_deep
from .document import Document, Metadata
from .encoding import PLAIN, SaveOptions, encode, prepared, why_too_long
from .errors import FileError, MaskError
from .formats import readers
from .heif import knows_heif, looks_heif
from .icons import ICON, largest_picture
from .image_limits import check_before_decoding
from .image_modes import (
    BROKEN_PROFILE,
    REDUCED,
    TURNS,
    Watch,
    has_deep_rows,
    mask_levels,
    match_transparency,
    pixels_of,
    to_rgb,
)
from .jpeg_xl_header import looks_jpeg_xl
from .mask import Mask
from .metadata_reading import read_metadata
from .paths import shown_name
from .raw import develop, is_raw, knows_raw, raw_size
from .replacing import refuse_unwritable, resolved, write_whole
from .unreadable import explained, refuse_what_is_no_photo
from .wording import Sentence, mark, one_line

SAVE_FORMATS = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP",
    ".tif": "TIFF", ".tiff": "TIFF", ".avif": "AVIF", ".jxl": "JXL", ".bmp": "BMP",
}  # fmt: skip
LONGEST_LIST = 120
"""Characters of what a sentence enumerates."""
SAVE_FILTER = ";;".join(
    [
        "JPEG (*.jpg *.jpeg)",
        "PNG (*.png)",
        "WebP (*.webp)",
        "TIFF (*.tif *.tiff)",
        "AVIF (*.avif)",
        "JPEG XL (*.jxl)",
        "BMP (*.bmp)",
    ]
)
SIDEWAYS = (5, 6, 7, 8)

BROKEN_XMP = mark("The photo's metadata (XMP) is damaged and was left out.")

# -- opening -----------------------------------------------------------------------------------------------------


def open_document(path: Path, watch: Watch | None = None) -> Document:
    """The photo at ``path``, upright, as RGB or RGBA of 8 bits and, where its file has them, of 16. Raises FileError.

    ``watch`` may use rows while others are still being copied; it is not called for every kind of file.
    """
    with explained(path):
        if is_raw(path):
            return _developed(path, watch)
        with _opened(path) as (image, file):
            return replace(_document(image, file, path, watch), path=path)


def open_bytes(data: bytes, name: str, check: Callable[[int, int], None] = lambda _width, _height: None) -> Document:
    """The photo in ``data``, which sentences call ``name``, as :func:`open_document` opens one from a file; raw files
    of cameras alone are not. ``check`` is given width and height before anything is decoded, and may raise StudioError.
    Raises FileError.
    """
    path = Path(name)
    with explained(path), _opened_file(io.BytesIO(data), path) as (image, file):
        check(*image.size)
        return _document(image, file, path, None)


def _document(image: Image.Image, file: BinaryIO, path: Path, watch: Watch | None) -> Document:
    """Raises nearly anything."""
    upright, metadata, notices, deep = _load(image, file, path)
    pixels = pixels_of(upright, watch) if deep is None else reduced(deep, watch)
    return Document(pixels, metadata, None, tuple(notices), deep=deep)


def open_reduced(path: Path, side: int) -> np.ndarray:
    """The photo at ``path``, upright, as uint8 (h, w, 3) in sRGB, no longer than ``side`` pixels, with white where it
    is transparent.

    Decoded small where the format can be (JPEG). Raises FileError.
    """
    with explained(path):
        if is_raw(path):
            image, icc = Image.fromarray(_developed(path, small=True).pixels), None
        else:
            with _opened(path) as (opened, file):
                image, metadata, *_ = _load(opened, file, path, side)
            icc = metadata.icc
    image.thumbnail((side, side))
    if change := conversion(icc):
        change.image(image)
    return pixels_of(on_white(image))


def photo_size(path: Path) -> tuple[int, int]:
    """Width and height of the photo at ``path``, upright; nothing is decoded. Raises FileError."""
    if is_raw(path):
        with explained(path):
            _refuse_unknown_raw(path)
            return raw_size(path)
    with explained(path), _opened(path) as (image, file):
        width, height = image.size
        _, orientation = read_metadata(image, file, [])
        turned = orientation in SIDEWAYS and image.format != "TIFF"  # whose size Pillow gives upright
    return (height, width) if turned else (width, height)


def on_white(image: Image.Image) -> Image.Image:
    """An RGB or RGBA image as RGB."""
    if image.mode != "RGBA":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def open_mask(path: Path, size: tuple[int, int]) -> Mask:
    """The mask at ``path``: white is selected, or what is opaque if any of the image is transparent.

    ``size`` is (width, height) of the photo. Raises FileError, and MaskError if the sizes differ.
    """
    document = open_document(path)
    if (document.width, document.height) != size:
        raise MaskError(
            "The mask {name} is {width}x{height} pixels, the photo {photo_width}x{photo_height}; "
            "they must have the same size.",
            name=shown_name(path),
            width=document.width,
            height=document.height,
            photo_width=size[0],
            photo_height=size[1],
        )
    return Mask(mask_levels(document.pixels))


def _developed(path: Path, watch: Watch | None = None, small: bool = False) -> Document:
    """A raw file, with 16 bits. Raises nearly anything."""
    _refuse_unknown_raw(path)
    made = develop(path, small)
    return Document(reduced(made.pixels, watch), made.metadata, path, tuple(made.notices), deep=made.pixels)


def _refuse_unknown_raw(path: Path) -> None:
    refuse_what_is_no_photo(path)
    if not knows_raw():  # Pillow would show the small preview inside
        raise FileError(
            "{name} is a raw camera file; install its support with: pip install 'vqstudio[raw]', or convert it to TIFF "
            "or JPEG.",
            name=shown_name(path),
        )


def _load(
    image: Image.Image, file: BinaryIO, path: Path, side: int = 0
) -> tuple[Image.Image, Metadata, list[str], np.ndarray | None]:
    """The first frame of an opened image, upright, in RGB or RGBA; notices say what was left out or reduced. Raises
    nearly anything.

    Last its pixels of 16 bits, uint16 (H, W, 3|4), if there are any; the image is then not brought to anything.

    With a ``side`` a decoder that can may give fewer pixels, but not less than that, and none of 16 bits.
    """
    notices = _notices_before_decoding(image, file, path)
    _drop_impossible_blocks(image, notices)
    _take_described_colours(image, file, notices)
    claim = DeepClaim.of(image, file)
    if side and claim is not None and not claim.needed:
        claim = None
    match_transparency(image)
    if side:
        image.draft(None, (side, side))
    if claim is None or claim.alone is None:
        image.load()
    metadata, orientation = read_metadata(image, file, notices)
    deep = read_deep(claim, image, file, orientation)
    if deep is None and claim is not None and claim.needed:
        raise ValueError("unsupported")
    if deep is not None:
        notices = [notice for notice in [*notices, *deep.notices] if notice != REDUCED]
        if side:
            image = Image.fromarray(reduced(deep.pixels))
        return image, replace(metadata, icc=deep.icc), notices, None if side else deep.pixels
    if image.format == "PSD":
        image = psd.flattened(image)
    upright, icc, more = to_rgb(image, image.info.get("icc_profile"))
    notices += [notice for notice in more if notice not in notices]
    if orientation in TURNS:
        upright = upright.transpose(TURNS[orientation])
    return upright, replace(metadata, icc=icc), notices, None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[Image.Image, BinaryIO]]:
    """The photo at ``path``, checked but not decoded, and its file. Raises nearly anything."""
    refuse_what_is_no_photo(path)
    # An open file, not its path: Pillow would map the latter into memory, and the program would end if the file shrank.
    with path.open("rb") as file, _opened_file(file, path) as found:
        yield found


@contextlib.contextmanager
def _opened_file(file: BinaryIO, path: Path) -> Iterator[tuple[Image.Image, BinaryIO]]:
    """As above, of what is called ``path``."""
    head, formats = file.read(32), readers(path.suffix)
    if looks_heif(head) and knows_heif():
        formats = (*formats, "HEIF")
    elif looks_jpeg_xl(head) and jpeg_xl.knows_jpeg_xl():
        formats = (*formats, jpeg_xl.JPEG_XL)
    pictures = 1
    if head.startswith(ICON) and "ICO" in formats:
        file, pictures = largest_picture(file, shown_name(path))
    file.seek(0)
    deep_psd = psd.is_deep(head)
    with Image.open(psd.EightBits(file) if deep_psd else file, formats=formats) as image:
        check_before_decoding(image, file, shown_name(path))
        image.info |= {"pictures": pictures, "deep_psd": deep_psd}
        yield image, file


def _notices_before_decoding(image: Image.Image, file: BinaryIO, path: Path) -> list[str]:
    """What decoding will leave out, which a loaded image no longer shows. Completes what the image knows of itself."""
    notices: list[str] = []
    name = shown_name(path)
    if image.format == "PSD":
        notices += psd.prepare(image, file, name)
    elif image.format == "JPEG2000":
        image.info.update(jpeg2000.said(file).info)
    elif image.info["pictures"] > 1:
        notices.append(Sentence("{name} holds several pictures; the largest one was opened.", name=name))
    if image.format in ("GIF", "WEBP", "PNG", "TIFF", "AVIF", "JXL") and getattr(image, "is_animated", False):
        notices.append(Sentence("{name} has several frames or pages; the first one was opened.", name=name))
    deep = has_deep_rows(image) or netpbm.is_deep_text(image) or image.info.get("bit_depth", 8) > 8
    if deep and (image.mode in ("RGB", "RGBA", "LA", "CMYK") or image.format == "JXL"):
        notices.append(REDUCED)  # Pillow does so silently
    return notices


def _drop_impossible_blocks(image: Image.Image, notices: list[str]) -> None:
    """ICC profile and XMP of a TIFF may be of any type, over which Pillow's decoder and this program would stumble."""
    for key, types, notice in (("icc_profile", bytes, BROKEN_PROFILE), ("xmp", bytes | str, BROKEN_XMP)):
        if not isinstance(image.info.get(key, b""), types):
            del image.info[key]
            notices.append(notice)


def _take_described_colours(image: Image.Image, file: BinaryIO, notices: list[str]) -> None:
    """Colours that the file describes without an ICC profile become one."""
    if isinstance(image, jpeg_xl.JpegXlImage):
        described = jpeg_xl.colours_of(image)
    else:
        described = colours_of(image, file)
    if described is None:
        return
    image.info.pop("icc_profile", None)
    if described.icc:
        image.info["icc_profile"] = described.icc
    if described.notice:
        notices.append(described.notice)


# -- saving ------------------------------------------------------------------------------------------------------


def create_folder(folder: Path) -> None:
    """With the folders above it, if they are missing. Raises FileError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            "The folder {folder} cannot be created ({reason}); choose another one.",
            folder=folder,
            reason=error.strerror,
        ) from error


def check_target(path: Path) -> None:
    """Raises FileError if nothing could be saved at ``path``: before time is spent on computing what to save."""
    format_of(path)
    folder = resolved(path).parent
    try:
        is_folder = path.is_dir()
    except OSError as error:  # its name is too long
        raise FileError(
            "{name} cannot be written ({reason}); choose another name.",
            name=shown_name(path),
            reason=error.strerror or str(error),
        ) from error
    if is_folder:
        raise FileError("{name} is a folder; give a file name.", name=shown_name(path))
    if not folder.is_dir():
        raise FileError("The folder {folder} does not exist; create it or choose another one.", folder=folder)
    if not os.access(folder, os.W_OK):
        raise FileError("The folder {folder} is read-only; choose another one.", folder=folder)
    refuse_unwritable(path)


def save_document(
    document: Document, path: Path, options: SaveOptions = PLAIN, mode: int | None = None
) -> tuple[Sentence, ...]:
    """Save in the format of the suffix of ``path``; without ``options`` at full size, with all metadata. Returns what
    of them the format has no place for.

    JPEG and BMP have no transparency: it is flattened onto white. ``mode``: see :func:`write_whole`.
    Written to a temporary file and renamed: a failed save leaves the old file unchanged, and no other.
    Raises FileError.
    """
    form = format_of(path)

    def write(file: BinaryIO) -> None:
        made = prepared(document, options)
        if reason := why_too_long(made, form):
            raise FileError("{name} was not saved: {reason}", name=shown_name(path), reason=reason)
        encode(made, form, options, file)
        lost.extend(_losses(made, path, form))

    lost: list[Sentence] = []
    write_whole(path, write, mode)
    return tuple(lost)


def _losses(made: Document, path: Path, form: str) -> list[Sentence]:
    found, name, kind = carried(made.metadata, form), shown_name(path), path.suffix[1:].upper()
    losses = []
    if found.lost:
        kinds = one_line(", ".join(found.lost), LONGEST_LIST)
        losses.append(
            Sentence(
                "{name} was saved without some of the photo's metadata ({kinds}): a {format} file has no place for it.",
                name=name, kinds=kinds, format=kind,
            )
        )  # fmt: skip
    if found.cut:
        tags = one_line(", ".join(found.cut), LONGEST_LIST)
        losses.append(
            Sentence(
                "{name} was saved without the largest parts of the photo's EXIF ({tags}): a {format} file holds 64 KB.",
                name=name, tags=tags, format=kind,
            )
        )  # fmt: skip
    return losses


def format_of(path: Path) -> str:
    """Pillow's name of the format for the suffix of ``path``. Raises FileError if there is none."""
    form = SAVE_FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(s for s in SAVE_FORMATS if s not in (".jpeg", ".tiff"))
        if not path.suffix:
            raise FileError("VQ Studio does not save files without a suffix; use one of {known}.", known=known)
        raise FileError("VQ Studio does not save {suffix}; use one of {known}.", suffix=path.suffix, known=known)
    if form == "JXL" and not jpeg_xl.has_codec():
        raise FileError(
            "JPEG XL cannot be saved without its support; install it with: pip install 'vqstudio[jxl]', or choose "
            "another format."
        )
    return form
