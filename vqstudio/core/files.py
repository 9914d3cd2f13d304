"""Opening and saving photos and masks. Every failure is a FileError of one sentence; a failed save changes nothing."""

from __future__ import annotations

import contextlib
import os
import re
import struct
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, PngImagePlugin, UnidentifiedImageError

from .document import Document, Metadata
from .errors import FileError, MaskError
from .image_modes import to_rgb
from .mask import Mask

try:
    import pillow_heif
except ImportError:
    HEIF = False
else:
    pillow_heif.register_heif_opener()
    HEIF = True

LARGEST_PHOTO = 200_000_000
"""Pixels; more would not fit into the memory of a common computer several times over."""
Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit warns at less; ours is checked below, before decoding

SAVE_FORMATS = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP",
    ".tif": "TIFF", ".tiff": "TIFF", ".avif": "AVIF", ".bmp": "BMP",
}  # fmt: skip
HEIF_SUFFIXES = frozenset({".heic", ".heif"})
OPEN_SUFFIXES = frozenset(SAVE_FORMATS) | {".gif"} | HEIF_SUFFIXES
OPEN_FILTER = f"Images ({' '.join('*' + s for s in sorted(OPEN_SUFFIXES))})"
SAVE_FILTER = ";;".join(
    ["JPEG (*.jpg *.jpeg)", "PNG (*.png)", "WebP (*.webp)", "TIFF (*.tif *.tiff)", "AVIF (*.avif)", "BMP (*.bmp)"]
)
WITHOUT_ALPHA = frozenset({"JPEG", "BMP"})
JPEG_QUALITY = 95
MOST_EXIF_BYTES = 65_000
"""A JPEG segment holds no more; a larger block (rare, always a maker's private data) cannot be carried over."""


def open_document(path: Path) -> Document:
    """The photo at ``path``, upright, as 8-bit RGB or RGBA. Raises FileError."""
    image, notices = _load(path)
    icc = image.info.get("icc_profile")
    exif = _tiff_exif(image) if image.format == "TIFF" else image.info.get("exif")
    xmp = image.info.get("xmp")
    pixels, icc, more = to_rgb(ImageOps.exif_transpose(image), icc)
    metadata = Metadata(icc, _with_upright_exif(exif), _with_upright_xmp(xmp))
    return Document(pixels, metadata, path, tuple(notices + more))


def open_mask(path: Path, size: tuple[int, int]) -> Mask:
    """The mask at ``path``: white is selected, or what is opaque if the image has transparency.

    ``size`` is (width, height) of the photo. Raises FileError, and MaskError if the sizes differ.
    """
    image, _ = _load(path)
    if image.size != size:
        raise MaskError(
            f"The mask {path.name} is {image.width}x{image.height} pixels, the photo {size[0]}x{size[1]}; "
            "they must have the same size."
        )
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    if has_alpha:
        alpha = np.array(image.convert("RGBA").getchannel("A"))
        if alpha.min() < 255:
            return Mask(alpha)
    pixels, _, _ = to_rgb(image, None)
    return Mask(np.array(Image.fromarray(np.ascontiguousarray(pixels[:, :, :3])).convert("L")))


REDUCED = "The photo has 16 bits per colour; it was reduced to 8 bits."


def _load(path: Path) -> tuple[Image.Image, list[str]]:
    """Decode the first frame; notices say what was left out or reduced. Raises FileError."""
    name = path.name
    try:
        if path.is_dir():
            raise FileError(f"{name} is a folder; open one of the photos in it.")
        if path.stat().st_size == 0:
            raise FileError(f"{name} is empty (0 bytes), so there is no photo in it.")
        with Image.open(path) as image:
            width, height = image.size
            if width * height > LARGEST_PHOTO:
                raise FileError(
                    f"{name} claims to have {width}x{height} pixels; VQ Studio opens up to "
                    f"{LARGEST_PHOTO // 1_000_000} megapixels. Reduce it with another program first."
                )
            notices = []
            if getattr(image, "n_frames", 1) > 1 and image.format in ("GIF", "WEBP", "PNG", "TIFF", "AVIF"):
                notices.append(f"{name} has several frames or pages; the first one was opened.")
            if _has_16_bits(image):
                notices.append(REDUCED)
            image.load()
            return image, notices
    except FileNotFoundError:
        raise FileError(f"{name} does not exist; it may have been moved or renamed.") from None
    except PermissionError:
        raise FileError(f"{name} may not be read by this user; change its permissions or copy it elsewhere.") from None
    except UnidentifiedImageError:
        raise FileError(_why_unreadable(path)) from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, OverflowError) as error:
        # Pillow's decoders raise all of these for damaged files
        raise FileError(f"{name} is damaged or cut off and cannot be opened ({error}).") from error
    except MemoryError:
        raise FileError(f"There is not enough memory to open {name}; close other programs and try again.") from None


def _why_unreadable(path: Path) -> str:
    if path.suffix.lower() in HEIF_SUFFIXES and not HEIF:
        return f"{path.name} is a HEIC photo; install its support with: pip install 'vqstudio[heif]'."
    if path.suffix.lower() in OPEN_SUFFIXES:
        return f"{path.name} is not an image, whatever its name says, or it is damaged from the start."
    return f"{path.name} is not an image that VQ Studio can read (JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF, HEIC)."


def _has_16_bits(image: Image.Image) -> bool:
    """Whether the decoder is about to drop bits of an RGB image, which Pillow does silently."""
    return any("16" in str(tile[3]) for tile in getattr(image, "tile", ()) if image.mode in ("RGB", "RGBA", "LA"))


# -- metadata ----------------------------------------------------------------------------------------------------


TIFF_STRUCTURE = frozenset({254, 255, 256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 317, 318, 319, 320, 322,
                            323, 324, 325, 330, 332, 338, 339, 347, 529, 530, 531, 532, 700, 34675})  # fmt: skip
"""Tags that describe how a TIFF stores its pixels; the saved file has its own."""


def _tiff_exif(image: Image.Image) -> bytes | None:
    """The EXIF block of a TIFF, whose tags stand among those of the file structure."""
    tags, kept = image.getexif(), Image.Exif()
    for tag, value in tags.items():
        if tag not in TIFF_STRUCTURE:
            kept[tag] = value
    for pointer in (0x8769, 0x8825):  # EXIF and GPS
        if part := tags.get_ifd(pointer):
            kept[pointer] = dict(part)
    return kept.tobytes() if len(kept) else None


def _with_upright_exif(exif: bytes | None) -> bytes | None:
    """The same EXIF block with the orientation set to 1: the pixels are upright now. All else stays, bit for bit."""
    if not exif:
        return None
    start = 6 if exif.startswith(b"Exif\0\0") else 0
    order = {b"II": "<", b"MM": ">"}.get(exif[start : start + 2])
    if order is None:
        return None
    block = bytearray(exif)
    try:
        (ifd,) = struct.unpack_from(order + "I", block, start + 4)
        (count,) = struct.unpack_from(order + "H", block, start + ifd)
        for entry in range(count):
            at = start + ifd + 2 + 12 * entry
            (tag,) = struct.unpack_from(order + "H", block, at)
            if tag == 0x0112:
                struct.pack_into(order + "HIH", block, at + 2, 3, 1, 1)
    except struct.error:
        return None  # a broken block would make other programs stumble
    return bytes(block)


def _with_upright_xmp(xmp: bytes | str | None) -> bytes | None:
    if not xmp:
        return None
    raw = xmp.encode() if isinstance(xmp, str) else xmp
    raw = re.sub(rb'(tiff:Orientation=")\d(")', rb"\g<1>1\2", raw)
    return re.sub(rb"(<tiff:Orientation>)\d(</tiff:Orientation>)", rb"\g<1>1\2", raw)


# -- saving ------------------------------------------------------------------------------------------------------


def check_target(path: Path) -> None:
    """Raises FileError if nothing could be saved at ``path``: before time is spent on computing what to save."""
    _format_of(path)
    folder = path.resolve().parent
    if path.is_dir():
        raise FileError(f"{path.name} is a folder; give a file name.")
    if not folder.is_dir():
        raise FileError(f"The folder {folder} does not exist; create it or choose another one.")
    if not os.access(folder, os.W_OK):
        raise FileError(f"The folder {folder} is read-only; choose another one.")


def save_document(document: Document, path: Path, quality: int = JPEG_QUALITY) -> None:
    """Save in the format of the suffix of ``path``, with ICC profile, EXIF and XMP; transparency over white for JPEG,
    BMP.

    Written beside and renamed: a failed save leaves the old file as it was and no other. Raises FileError.
    """
    form = _format_of(path)
    target = path.resolve()
    temporary: Path | None = None
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}-", suffix=".part", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            _encode(document, form, quality, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except (
        OSError,
        ValueError,
        KeyError,
    ) as error:  # Pillow raises ValueError and KeyError for what a format cannot hold
        raise FileError(_why_unsaved(target, error)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):  # it has its final name already
                temporary.unlink()


def _format_of(path: Path) -> str:
    form = SAVE_FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(s for s in SAVE_FORMATS if s not in (".jpeg", ".tiff"))
        raise FileError(f"VQ Studio does not save {path.suffix or 'files without a suffix'}; use one of {known}.")
    return form


def _umask() -> int:
    value = os.umask(0)
    os.umask(value)
    return value


def _why_unsaved(target: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{target.name} was not saved: the folder {target.parent} does not exist; choose another one."
    if isinstance(error, PermissionError) or getattr(error, "errno", None) == 30:  # EROFS
        return f"{target.name} was not saved: the folder {target.parent} is read-only; choose another one."
    if getattr(error, "errno", None) == 28:  # ENOSPC
        return f"{target.name} was not saved: the disk is full; free some space and save again."
    return f"{target.name} was not saved: {error}."


def _encode(document: Document, form: str, quality: int, file: Any) -> None:
    image = Image.fromarray(document.pixels)
    if image.mode == "RGBA" and form in WITHOUT_ALPHA:
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    metadata = document.metadata
    options: dict[str, Any] = {"icc_profile": metadata.icc} if metadata.icc else {}
    if metadata.exif and (form != "JPEG" or len(metadata.exif) <= MOST_EXIF_BYTES):
        options["exif"] = metadata.exif
    if form == "JPEG":
        options |= {"quality": quality, "subsampling": 0, "optimize": True}
    elif form in ("WEBP", "AVIF"):
        options |= {"quality": quality}
    elif form == "TIFF":
        # The compressing writer (libtiff) cannot store an EXIF block; keeping that matters more than the size.
        options |= {} if "exif" in options else {"compression": "tiff_deflate"}
    if metadata.xmp:
        if form == "PNG":
            info = PngImagePlugin.PngInfo()
            info.add_itxt("XML:com.adobe.xmp", metadata.xmp.decode("utf-8", "replace"))
            options["pnginfo"] = info
        elif form == "TIFF":
            tags = Image.Exif()
            tags.load(options.pop("exif", None))
            tags[700] = metadata.xmp
            options["exif"] = tags
        elif form in ("JPEG", "WEBP", "AVIF"):
            options["xmp"] = metadata.xmp
    image.save(file, form, **options)
