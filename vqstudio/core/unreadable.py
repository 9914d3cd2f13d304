"""Why a file cannot be opened, in one sentence that names it and says what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from PIL import UnidentifiedImageError

from .errors import FileError, StudioError
from .heif import HEIF_SUFFIXES, knows_heif, looks_heif
from .paths import shown_name

RAW_SUFFIXES = frozenset({".arw", ".cr2", ".cr3", ".dng", ".nef", ".orf", ".pef", ".raf", ".rw2", ".srw"})
SIGNATURES = {
    b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"II+\0": "TIFF", b"MM\0+": "TIFF",
    b"GIF8": "GIF", b"BM": "BMP",
}  # fmt: skip


def refuse_what_is_no_photo(path: Path) -> None:
    """Raises FileError for what must not even be opened: reading from a pipe, say, would wait for ever.

    Raises OSError where the file system does.
    """
    name = shown_name(path)
    if path.suffix.lower() in RAW_SUFFIXES:  # Pillow would show the small preview inside
        raise FileError(f"{name} is a raw camera file; convert it to TIFF or JPEG with a raw converter first.")
    if "\0" in str(path):
        raise FileNotFoundError
    if path.is_dir():
        raise FileError(f"{name} is a folder; open one of the photos in it.")
    state = path.stat()
    if not path.is_file():
        raise FileError(f"{name} is a device or a pipe; copy what comes from it into a file and open that.")
    if state.st_size == 0:
        raise FileError(f"{name} is empty (0 bytes), so there is no photo in it; get another copy of it.")


@contextlib.contextmanager
def explained(path: Path, known_suffixes: frozenset[str]) -> Iterator[None]:
    """Whatever reading the file at ``path`` raises becomes a FileError of one sentence; StudioErrors stay."""
    name = shown_name(path)
    try:
        yield
    except StudioError:
        raise
    except FileNotFoundError:
        if path.is_symlink():
            raise FileError(f"{name} is a link to a file that does not exist any more; open another photo.") from None
        raise FileError(f"{name} does not exist; it may have been moved or renamed.") from None
    except PermissionError:
        raise FileError(f"{name} may not be read by this user; change its permissions or copy it elsewhere.") from None
    except UnidentifiedImageError:
        raise FileError(_why_unidentified(path, known_suffixes)) from None
    except MemoryError:
        raise FileError(f"There is not enough memory to open {name}; close other programs and try again.") from None
    except Exception as error:  # Pillow's decoders raise nearly anything for damaged files
        if isinstance(error, OSError) and error.errno is not None:
            raise FileError(
                f"{name} cannot be read ({error.strerror}); check the disk or copy it elsewhere."
            ) from error
        if "MAX_TEXT" in str(error):  # Pillow names its constants
            raise FileError(
                f"{name} holds texts or a colour profile that unpack to far more than a photo needs; "
                "save it without metadata with another program first."
            ) from error
        if "nsupported" in str(error):
            raise FileError(_of_unknown_kind(name, "image")) from error
        raise FileError(f"{name} is damaged or cut off and cannot be opened; get another copy of it.") from error


def _why_unidentified(path: Path, known_suffixes: frozenset[str]) -> str:
    name, head, suffix = shown_name(path), b"", path.suffix.lower()
    with contextlib.suppress(OSError), path.open("rb") as file:  # unread it is no image either
        head = file.read(16)
    if (looks_heif(head) or suffix in HEIF_SUFFIXES) and not knows_heif():
        return f"{name} is a HEIC photo; install its support with: pip install 'vqstudio[heif]'."
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return _of_unknown_kind(name, kind)
    if suffix in known_suffixes:
        return (
            f"{name} is not an image, whatever its name says, or it is damaged from the start; "
            "get another copy or choose another file."
        )
    return (
        f"{name} is not an image that VQ Studio can read; choose a JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF or HEIC file."
    )


def _of_unknown_kind(name: str, kind: str) -> str:
    return (
        f"{name} is damaged, or a kind of {kind} that VQ Studio cannot read; "
        "save it as an ordinary RGB file with another program first."
    )
