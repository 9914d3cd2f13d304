"""Writes a file that may replace another one: completely or not at all, and with the attributes of the other one.

Permissions, owner and group, extended attributes and access lists are copied to the new file before its first byte, as
far as this user and the file system can. If a file has several names (hard links), its bytes are replaced in place;
otherwise all names but one would keep the old ones.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from . import private
from .beside import WINDOWS, put_in_place, write_beside
from .errors import FileError
from .memory import is_shortage
from .paths import shown_name
from .wording import Sentence, mark

ACCESS_LIST = "system.posix_acl_access"
OF_THE_BYTES = frozenset({"security.ima", "security.evm", "security.capability"})
"""Attributes that describe the bytes, which are replaced."""
NO_FILE = mark("{name} is a device or a pipe; choose another name.")


def write_whole(path: Path, write: Callable[[BinaryIO], object], mode: int | None = None) -> None:
    """Let ``write`` fill a temporary file next to ``path``, which then replaces it. A failure leaves the old file
    unchanged, and no other file. Raises FileError.

    The new file gets the permissions, owner, group and attributes of the old one before anything is written to it;
    without an old one it gets ``mode``, or else the permissions of the user's umask. A file with several names is
    overwritten in place, while the complete new file is kept next to it; that one stays if the program ends meanwhile.
    """
    target = resolved(path)
    refuse_unwritable(target)
    # Not the tempfile module: a new file gets the permissions of the user's umask.
    temporary = target.with_name(f".{target.stem[:40]}-{os.urandom(6).hex()}.part")
    try:
        old = target.stat() if target.exists() else None
        private_first = old is not None or mode is not None

        def fill(file: BinaryIO) -> None:
            if old is not None:
                _become(file.fileno(), target, old)
            elif mode is not None:
                private.set_mode(temporary, mode)
            write(file)

        def put(whole: Path) -> None:
            if old is not None and old.st_nlink > 1:
                _write_into(target, whole)
            else:
                put_in_place(whole, target)

        write_beside(temporary, fill, put, private.opener if private_first else None)
    except FileError:
        raise
    except Exception as error:  # Pillow raises nearly anything for what an encoder cannot do
        raise FileError(_why_unsaved(target, error)) from error


def refuse_unwritable(path: Path) -> None:
    """Raises FileError for what must not be replaced: renaming over a file asks the folder only, and neither who
    protected the file nor who reads from the pipe expects that.
    """
    name = shown_name(path)
    with contextlib.suppress(OSError):
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
            raise FileError(NO_FILE, name=name)
    if path.is_file() and not os.access(path, os.W_OK):
        raise FileError("{name} is write-protected; choose another name.", name=name)


def resolved(path: Path) -> Path:
    """Where links lead to. Raises FileError."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle; a name with a zero byte
        raise FileError(
            "{name} was not saved: its name leads nowhere; choose another one.", name=shown_name(path)
        ) from error


# -- attributes --------------------------------------------------------------------------------------------------


def _become(handle: int, target: Path, old: os.stat_result) -> None:
    """Make an empty file, closed to others, what ``target`` is. Whatever cannot be kept never opens it to anyone."""
    if os.name != "posix":
        return
    same_group = _same_owners(handle, old)
    permissions = stat.S_IMODE(old.st_mode) & 0o777
    has_list, list_kept = _take_attributes(handle, target)
    if not same_group or (has_list and not list_kept):
        # These bits were meant for another group, or are the mask of the list.
        permissions = permissions & ~0o070 | (permissions & 0o007) << 3
    with contextlib.suppress(OSError):  # FAT and some network folders have none of their own
        os.fchmod(handle, permissions)


def _same_owners(handle: int, old: os.stat_result) -> bool:
    """Give the file its old owner and group where that is allowed; whether the group is the old one then."""
    new = os.fstat(handle)
    if new.st_uid != old.st_uid:
        with contextlib.suppress(OSError):  # root alone may
            os.fchown(handle, old.st_uid, -1)
    if new.st_gid != old.st_gid:
        with contextlib.suppress(OSError):
            os.fchown(handle, -1, old.st_gid)
    return os.fstat(handle).st_gid == old.st_gid


def _take_attributes(handle: int, target: Path) -> tuple[bool, bool]:
    """Extended attributes where there are any. Whether there is an access list, and whether it was kept."""
    if not hasattr(os, "listxattr"):
        return False, False
    try:
        names = [name for name in os.listxattr(target) if name not in OF_THE_BYTES]
    except OSError:  # a file system without
        return False, False
    kept = set()
    for name in names:
        with contextlib.suppress(OSError):  # no room, not allowed, or not for users to set
            os.setxattr(handle, name, os.getxattr(target, name))
            kept.add(name)
    if ACCESS_LIST not in kept:
        with contextlib.suppress(OSError):  # one that the folder gives to new files
            os.removexattr(handle, ACCESS_LIST)
    return ACCESS_LIST in names, ACCESS_LIST in kept


# -- files of several names --------------------------------------------------------------------------------------


def _write_into(target: Path, whole: Path) -> None:
    """Copy the bytes of ``whole`` into the file that is there. Until that is done ``whole`` has a name under which it
    is found and opened. Raises OSError if nothing was written, FileError if some of it was.
    """
    with target.open("r+b") as there:
        _make_room(there.fileno(), whole.stat().st_size)
        beside = whole.replace(target.with_name(f"{target.stem[:40]}-{os.urandom(3).hex()}{target.suffix}"))
        try:
            with beside.open("rb") as source:
                shutil.copyfileobj(source, there, 1 << 20)
            there.truncate()
            there.flush()
            os.fsync(there.fileno())
        except OSError as error:
            raise FileError(
                "{name} could not be written to its end ({reason}); all of it is in {other}, beside it.",
                name=shown_name(target),
                reason=error.strerror,
                other=shown_name(beside),
            ) from error
    beside.unlink()


def _make_room(handle: int, size: int) -> None:
    """A full disk must be met before anything is overwritten. Raises OSError; the file is then as it was."""
    before = os.fstat(handle).st_size
    if size <= before or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(handle, before, size - before)
    except OSError as error:
        os.ftruncate(handle, before)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise


# -- why not -----------------------------------------------------------------------------------------------------


def _why_unsaved(target: Path, error: Exception) -> Sentence:
    name, folder = shown_name(target), target.parent
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Sentence(
            "{name} was not saved: the folder {folder} does not exist; choose another one.", name=name, folder=folder
        )
    if isinstance(error, IsADirectoryError) or (isinstance(error, PermissionError) and target.is_dir()):
        return Sentence("{name} was not saved: there is a folder of that name; choose another name.", name=name)
    if is_shortage(error):
        return Sentence(
            "{name} was not saved: there is not enough memory; close other programs and save again.", name=name
        )
    if isinstance(error, KeyError):
        return Sentence(
            "{name} was not saved: this installation's Pillow was built without {kind}; choose another format.",
            name=name,
            kind=error.args[0],
        )
    code = getattr(error, "errno", None)
    if WINDOWS and isinstance(error, PermissionError) and target.exists():
        return Sentence(
            "{name} was not saved: another program has it open; close it there, or choose another name.", name=name
        )
    if isinstance(error, PermissionError) or code == errno.EROFS:
        return Sentence(
            "{name} was not saved: the folder {folder} is read-only; choose another one.", name=name, folder=folder
        )
    if code in (errno.ENOSPC, errno.EDQUOT):
        return Sentence("{name} was not saved: the disk is full; free some space and save again.", name=name)
    if isinstance(error, OSError) and error.strerror:
        return Sentence(
            "{name} was not saved: {reason}; choose another folder or name.", name=name, reason=error.strerror
        )
    return Sentence(
        "{name} was not saved: it cannot be stored as {kind}; choose another format.",
        name=name,
        kind=target.suffix[1:].upper(),
    )
