"""Why a file cannot be opened, in one sentence that names it and says what to do."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from PIL import UnidentifiedImageError

from .errors import FileError, StudioError
from .formats import OPEN_SUFFIXES, SIGNATURES
from .heif import HEIF_SUFFIXES, knows_heif, looks_heif
from .jpeg_xl import has_codec
from .jpeg_xl_header import looks_jpeg_xl
from .paths import shown_name
from .wording import Sentence, mark

NO_MEMORY = mark("There is not enough memory to open {name}; close other programs and try again.")


def refuse_what_is_no_photo(path: Path) -> None:
    """Raises FileError for what must not even be opened: reading from a pipe, say, would wait for ever.

    Raises OSError where the file system does.
    """
    name = shown_name(path)
    if "\0" in str(path):
        raise FileNotFoundError
    if path.is_dir():
        raise FileError("{name} is a folder; open one of the photos in it.", name=name)
    state = path.stat()
    if not path.is_file():
        raise FileError("{name} is a device or a pipe; copy what comes from it into a file and open that.", name=name)
    if state.st_size == 0:
        raise FileError("{name} is empty (0 bytes), so there is no photo in it; get another copy of it.", name=name)


def read_small(path: Path, most: int) -> bytes:
    """All of a file of ``most`` bytes at most. Raises FileError for what is larger or no file: a pipe is not waited
    for, whatever takes the place of the file meanwhile; OSError where the file system does.
    """
    name = shown_name(path)
    if path.is_dir():
        raise FileError("{name} is a folder; choose a file.", name=name)
    with open(path, "rb", opener=lambda file, flags: os.open(file, flags | getattr(os, "O_NONBLOCK", 0))) as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise FileError(
                "{name} is a device or a pipe; copy what comes from it into a file and open that.", name=name
            )
        data = opened.read(most + 1)
    if len(data) > most:
        raise FileError(
            "{name} is larger than any file of its kind ({most} MB at most); get another copy of it.",
            name=name,
            most=most >> 20,
        )
    return data


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns any exception from reading the file at ``path`` into a FileError of one sentence; StudioErrors stay."""
    name = shown_name(path)
    try:
        yield
    except StudioError:
        raise
    except FileNotFoundError:
        if path.is_symlink():
            raise FileError(
                "{name} is a link to a file that does not exist any more; open another photo.", name=name
            ) from None
        raise FileError("{name} does not exist; it may have been moved or renamed.", name=name) from None
    except PermissionError:
        raise FileError(
            "{name} may not be read by this user; change its permissions or copy it elsewhere.", name=name
        ) from None
    except UnidentifiedImageError:
        raise FileError(_why_unidentified(path)) from None
    except MemoryError:
        raise FileError(NO_MEMORY, name=name) from None
    except Exception as error:  # Pillow's decoders raise nearly anything for damaged files
        if isinstance(error, OSError) and error.errno is not None:
            raise FileError(
                "{name} cannot be read ({reason}); check the disk or copy it elsewhere.",
                name=name,
                reason=error.strerror,
            ) from error
        if "MAX_TEXT" in str(error):  # Pillow names its constants
            raise FileError(
                "{name} holds texts or a colour profile that unpack to far more than a photo needs; "
                "save it without metadata with another program first.",
                name=name,
            ) from error
        if "nsupported" in str(error):
            raise FileError(
                "{name} is damaged, or a kind of image that VQ Studio cannot read; "
                "save it as an ordinary RGB file with another program first.",
                name=name,
            ) from error
        raise FileError(
            "{name} is damaged or cut off and cannot be opened; get another copy of it.", name=name
        ) from error


def _why_unidentified(path: Path) -> Sentence:
    name, head, suffix = shown_name(path), b"", path.suffix.lower()
    with contextlib.suppress(OSError), path.open("rb") as file:  # unread it is no image either
        head = file.read(16)
    if (looks_heif(head) or suffix in HEIF_SUFFIXES) and not knows_heif():
        return Sentence("{name} is a HEIC photo; install its support with: pip install 'vqstudio[heif]'.", name=name)
    if (looks_jpeg_xl(head) or suffix == ".jxl") and not has_codec():
        return Sentence("{name} is a JPEG XL photo; install its support with: pip install 'vqstudio[jxl]'.", name=name)
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return Sentence(
                "{name} is damaged, or a kind of {kind} that VQ Studio cannot read; "
                "save it as an ordinary RGB file with another program first.",
                name=name,
                kind=kind,
            )
    if suffix in OPEN_SUFFIXES:
        return Sentence(
            "{name} is not an image, whatever its name says, or it is damaged from the start; "
            "get another copy or choose another file.",
            name=name,
        )
    return Sentence(
        "{name} is not an image that VQ Studio can read; choose a JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF, HEIC, "
        "JPEG XL, JPEG 2000, PSD or raw file.",
        name=name,
    )
