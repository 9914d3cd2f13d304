"""Opening and saving photos and masks. Every failure is a FileError of one sentence; a failed save changes nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import zlib
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from PIL import Image, PngImagePlugin, UnidentifiedImageError

from .document import Document, Metadata
from .errors import FileError, MaskError
from .image_modes import Watch, pixels_of, to_rgb
from .mask import Mask
from .metadata import ORIENTATION, XMP_TAG, tiff_exif, upright_exif, upright_xmp

LARGEST_PHOTO = 200_000_000
"""Pixels; more would not fit into the memory of a common computer several times over."""
Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit warns at less; ours is checked below, before decoding

SAVE_FORMATS = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP",
    ".tif": "TIFF", ".tiff": "TIFF", ".avif": "AVIF", ".bmp": "BMP",
}  # fmt: skip
HEIF_SUFFIXES = frozenset({".heic", ".heif"})
RAW_SUFFIXES = frozenset({".arw", ".cr2", ".cr3", ".dng", ".nef", ".orf", ".pef", ".raf", ".rw2", ".srw"})
OPEN_SUFFIXES = frozenset(SAVE_FORMATS) | {".gif"} | HEIF_SUFFIXES
OPEN_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
"""Pillow knows more, some of which start other programs (EPS: Ghostscript); a photo from anywhere must not."""
OPEN_FILTER = f"Images ({' '.join('*' + s for s in sorted(OPEN_SUFFIXES))})"
SAVE_FILTER = ";;".join(
    ["JPEG (*.jpg *.jpeg)", "PNG (*.png)", "WebP (*.webp)", "TIFF (*.tif *.tiff)", "AVIF (*.avif)", "BMP (*.bmp)"]
)
SIGNATURES = {
    b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"GIF8": "GIF", b"BM": "BMP",
}  # fmt: skip
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})
WITHOUT_ALPHA = frozenset({"JPEG", "BMP"})
JPEG_QUALITY = 95
MOST_EXIF_BYTES = 65_000
"""A JPEG segment holds no more; a larger block (rare, always a maker's private data) cannot be carried over."""
LONGEST_SIDE = {"JPEG": 65_500, "WEBP": 16_383, "AVIF": 65_535}

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""By EXIF orientation: what sets the photo upright."""

REDUCED = "The photo has more than 8 bits per colour; it was reduced to 8 bits."
BROKEN_METADATA = "The photo's metadata (EXIF) is damaged and was left out."

# -- opening -----------------------------------------------------------------------------------------------------


def open_document(path: Path, watch: Watch | None = None) -> Document:
    """The photo at ``path``, upright, as 8-bit RGB or RGBA. Raises FileError.

    ``watch`` may use rows while others are still being copied; it is not called for every kind of file.
    """
    image, notices = _load(path)
    icc, xmp = image.info.get("icc_profile"), image.info.get("xmp")
    try:
        exif = tiff_exif(image) if image.format == "TIFF" else image.info.get("exif")
        orientation = image.getexif().get(ORIENTATION, 1)
    except Exception:  # noqa: BLE001  Pillow raises nearly anything for damaged tags; the pixels are intact
        exif, orientation = None, 1
        notices.append(BROKEN_METADATA)
    kept_exif = upright_exif(exif)
    if exif and kept_exif is None:
        notices.append(BROKEN_METADATA)
    if orientation in TURNS:
        image = image.transpose(TURNS[orientation])
    pixels, icc, more = to_rgb(image, icc, watch)
    notices += [notice for notice in more if notice not in notices]
    return Document(pixels, Metadata(icc, kept_exif, upright_xmp(xmp)), path, tuple(notices))


def open_reduced(path: Path, side: int) -> np.ndarray:
    """The photo at ``path``, upright, as uint8 (h, w, 3) no longer than ``side`` pixels; what is transparent is white.

    Decoded small where the format can be (JPEG). Raises FileError.
    """
    image, _ = _load(path, side)
    if image.mode in ("L", "LA", "RGB", "RGBA"):  # first, so that the rest has little to do
        image.thumbnail((side, side))
    try:
        orientation = image.getexif().get(ORIENTATION, 1)
    except Exception:  # noqa: BLE001  as above
        orientation = 1
    if orientation in TURNS:
        image = image.transpose(TURNS[orientation])
    image = Image.fromarray(to_rgb(image, image.info.get("icc_profile"))[0])
    image.thumbnail((side, side))
    return pixels_of(on_white(image))


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
            f"The mask {path.name} is {document.width}x{document.height} pixels, the photo {size[0]}x{size[1]}; "
            "they must have the same size."
        )
    if document.pixels.shape[2] == 4 and document.pixels[:, :, 3].min() < 255:
        return Mask(document.pixels[:, :, 3].copy())
    return Mask(pixels_of(Image.fromarray(np.ascontiguousarray(document.rgb)).convert("L"))[:, :, 0])


def _load(path: Path, side: int = 0) -> tuple[Image.Image, list[str]]:
    """Decode the first frame; notices say what was left out or reduced. Raises FileError.

    With a ``side`` a decoder that can may give fewer pixels, but not less than that.
    """
    name = path.name
    if path.suffix.lower() in RAW_SUFFIXES:  # Pillow would show the small preview inside
        raise FileError(f"{name} is a raw camera file; convert it to TIFF or JPEG with a raw converter first.")
    try:
        if path.is_dir():
            raise FileError(f"{name} is a folder; open one of the photos in it.")
        if path.stat().st_size == 0:
            raise FileError(f"{name} is empty (0 bytes), so there is no photo in it.")
        formats = (*OPEN_FORMATS, "HEIF") if _looks_heif(path) and _knows_heif() else OPEN_FORMATS
        with Image.open(path, formats=formats) as image:
            notices = _check_before_decoding(image, name)
            if side:
                image.draft(None, (side, side))
            image.load()
            return image, notices
    except FileError:
        raise
    except FileNotFoundError:
        raise FileError(f"{name} does not exist; it may have been moved or renamed.") from None
    except PermissionError:
        raise FileError(f"{name} may not be read by this user; change its permissions or copy it elsewhere.") from None
    except UnidentifiedImageError:
        raise FileError(_why_unreadable(path)) from None
    except MemoryError:
        raise FileError(f"There is not enough memory to open {name}; close other programs and try again.") from None
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise FileError(
                f"{name} cannot be read ({error.strerror}); check the disk or copy it elsewhere."
            ) from error
        # Pillow's decoders raise nearly anything for damaged files
        reason = " ".join(str(error).split())
        raise FileError(f"{name} is damaged or cut off and cannot be opened ({reason}).") from error


def _check_before_decoding(image: Image.Image, name: str) -> list[str]:
    """Notices about what decoding will leave out. Raises FileError for what must not be decoded."""
    width, height = image.size
    if width * height > LARGEST_PHOTO:
        raise FileError(
            f"{name} claims to have {width}x{height} pixels; VQ Studio opens up to "
            f"{LARGEST_PHOTO // 1_000_000} megapixels. Reduce it with another program first."
        )
    if image.format == "TIFF" and _has_planes_of_16_bits(image):
        raise FileError(
            f"{name} is a 16-bit TIFF that stores each colour apart (planar), which VQ Studio cannot read; "
            "save it as an ordinary (interleaved) TIFF with another program first."
        )
    notices = []
    if getattr(image, "is_animated", False) and image.format in ("GIF", "WEBP", "PNG", "TIFF", "AVIF"):
        notices.append(f"{name} has several frames or pages; the first one was opened.")
    if _is_reduced(image):
        notices.append(REDUCED)
    return notices


def _has_planes_of_16_bits(image: Image.Image) -> bool:
    """Pillow decodes these without an error, to noise."""
    bits, planar = getattr(image, "tag_v2", {}).get(258, (8,)), getattr(image, "tag_v2", {}).get(284, 1)
    return planar == 2 and max(bits) > 8 and len(bits) > 1


def _is_reduced(image: Image.Image) -> bool:
    """Whether the decoder is about to drop bits of a colour image, which Pillow does silently."""
    deep_rows = any("16" in str(tile[3]) for tile in getattr(image, "tile", ()))
    return image.mode in ("RGB", "RGBA", "LA") and (deep_rows or image.info.get("bit_depth", 8) > 8)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


def _looks_heif(path: Path) -> bool:
    head = _head(path)
    return head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS


def _knows_heif() -> bool:
    """Registers the decoder, which takes as long to load as all of Pillow, so it waits for the first such photo."""
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener()
    return True


def _why_unreadable(path: Path) -> str:
    head = _head(path)
    if (_looks_heif(path) or path.suffix.lower() in HEIF_SUFFIXES) and not _knows_heif():
        return f"{path.name} is a HEIC photo; install its support with: pip install 'vqstudio[heif]'."
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return (
                f"{path.name} is damaged, or a kind of {kind} that VQ Studio cannot read; "
                "save it as an ordinary RGB file with another program first."
            )
    if path.suffix.lower() in OPEN_SUFFIXES:
        return f"{path.name} is not an image, whatever its name says, or it is damaged from the start."
    return f"{path.name} is not an image that VQ Studio can read (JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF, HEIC)."


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
    _refuse_write_protected(path)


def save_document(document: Document, path: Path, quality: int = JPEG_QUALITY) -> None:
    """Save in the format of the suffix of ``path``, with ICC profile, EXIF and XMP.

    ``quality`` (1..100) is for JPEG, WebP and AVIF. JPEG and BMP have no transparency: it is flattened onto white.
    Written beside and renamed: a failed save leaves the old file as it was and no other. Raises FileError.
    """
    form = _format_of(path)
    longest = LONGEST_SIDE.get(form)
    if longest and max(document.width, document.height) > longest:
        raise FileError(
            f"{path.name} was not saved: {form} files hold up to {longest} pixels a side, the photo has "
            f"{document.width}x{document.height}; choose PNG or TIFF."
        )
    target = path.resolve()
    _refuse_write_protected(target)
    temporary: Path | None = None
    try:
        # Not the tempfile module: a new file shall get the permissions that the user's umask gives it.
        beside = target.with_name(f".{target.stem[:40]}-{os.urandom(6).hex()}.part")
        with beside.open("xb") as file:
            temporary = beside
            _encode(document, form, quality, file)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except (OSError, ValueError, KeyError, RuntimeError, MemoryError) as error:
        # Pillow raises all of these for what an encoder cannot do
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


def _refuse_write_protected(path: Path) -> None:
    """Renaming over a file asks the folder only; whoever protected the file does not expect that."""
    if path.is_file() and not os.access(path, os.W_OK):
        raise FileError(f"{path.name} is write-protected; choose another name.")


def _why_unsaved(target: Path, error: Exception) -> str:
    start = f"{target.name} was not saved"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{start}: the folder {target.parent} does not exist; choose another one."
    if isinstance(error, IsADirectoryError):
        return f"{start}: there is a folder of that name; choose another name."
    if isinstance(error, MemoryError):
        return f"{start}: there is not enough memory; close other programs and save again."
    if isinstance(error, KeyError):
        return f"{start}: this installation's Pillow was built without {error.args[0]}; choose another format."
    code = getattr(error, "errno", None)
    if isinstance(error, PermissionError) or code == errno.EROFS:
        return f"{start}: the folder {target.parent} is read-only; choose another one."
    if code in (errno.ENOSPC, errno.EDQUOT):
        return f"{start}: the disk is full; free some space and save again."
    return f"{start}: {' '.join(str(error).split())}."


def _encode(document: Document, form: str, quality: int, file: BinaryIO) -> None:
    image = Image.fromarray(document.pixels)
    if image.mode == "RGBA" and form in WITHOUT_ALPHA:
        image = on_white(image)
    metadata = document.metadata
    options: dict[str, Any] = {"icc_profile": metadata.icc} if metadata.icc else {}
    if metadata.exif and (form != "JPEG" or len(metadata.exif) <= MOST_EXIF_BYTES):
        options["exif"] = metadata.exif
    if form == "JPEG":
        options |= {"quality": quality, "subsampling": 0, "optimize": True}
    elif form in ("WEBP", "AVIF"):
        options |= {"quality": quality}
    elif form == "PNG":
        options |= {"compress_type": zlib.Z_RLE}  # photos: the same size in 60 % of the time
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
            tags[XMP_TAG] = metadata.xmp
            options["exif"] = tags
        elif form in ("JPEG", "WEBP", "AVIF"):
            options["xmp"] = metadata.xmp
    image.save(file, form, **options)
