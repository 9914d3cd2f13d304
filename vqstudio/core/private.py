"""Files that only the user can read, from their first byte: settings, recovery, thumbnails, styles, batches, logs.

No other user can enter a folder made here or read a file in it, regardless of the umask and of who made the folder. On
Windows all of it lies in the user's profile, which is protected as a whole.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from .beside import put_in_place, write_beside

FOLDER, FILE = 0o700, 0o600


def make_folder(path: Path) -> None:
    """Make ``path``, and what is missing above it; one that is there is closed to others. Raises OSError."""
    if not path.is_dir():
        if not path.parent.is_dir():
            make_folder(path.parent)
        try:
            path.mkdir(FOLDER)
        except FileExistsError:  # another window has just made it
            if not path.is_dir():
                raise
    _close_to_others(path, FOLDER)


def opener(path: str, flags: int) -> int:
    """For :func:`open`: a new file, or one that is there, is closed to others before anything is written to it."""
    handle = os.open(path, flags, FILE)
    set_mode(Path(path), FILE)
    return handle


def write_file(path: Path, data: bytes) -> None:
    """Write to a temporary file and rename it: a file of this name is always complete. Raises OSError."""
    beside = path.with_name(f".{os.urandom(6).hex()}.part")
    write_beside(beside, lambda file: file.write(data), lambda whole: put_in_place(whole, path), opener)


def read_file(path: Path, limit: int) -> bytes:
    """The content of a regular file of at most ``limit`` bytes. Refuses a pipe, which might block forever, and a link
    out of the folder. Raises OSError, and ValueError if the file is longer.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ValueError(f"{path.name} is no file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ValueError(f"{path.name} is larger than it may be")
    return data


def close_file(path: Path) -> None:
    """For a file that another library has made, if it still exists."""
    with contextlib.suppress(FileNotFoundError):
        _close_to_others(path, FILE)


def set_mode(path: Path, mode: int) -> None:
    """Does nothing where permissions cannot be set: FAT and some network folders have none."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            path.chmod(mode)


def mode_of_copy(original: Path | None) -> int | None:
    """Permissions for a copy of the photo: those of the photo itself; None if it has no file."""
    try:
        return stat.S_IMODE(original.stat().st_mode) & 0o666 | FILE if original is not None else None
    except OSError:
        return FILE  # the photo is gone, and with it who may read it


def _close_to_others(path: Path, mode: int) -> None:
    """Deny all others access, and allow the user all of ``mode``."""
    found = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and (found & 0o077 or found & mode != mode):
        set_mode(path, mode)
