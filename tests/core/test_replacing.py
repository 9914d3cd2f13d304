"""What a file is beside its bytes, when another one takes its place."""

from __future__ import annotations

import errno
import os
import stat
import struct
from pathlib import Path

import numpy as np
import pytest

from vqstudio.core.document import Document
from vqstudio.core.errors import FileError
from vqstudio.core.files import check_target, open_document, save_document

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX files")
as_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")

OLD, NEW = (Document(np.full((8, 12, 3), level, np.uint8)) for level in (10, 200))
NOBODY = 0xFFFFFFFF


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    save_document(OLD, tmp_path / "photo.png")
    return tmp_path / "photo.png"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def attribute(path: Path, name: str, value: bytes | None = None) -> bytes:
    """Set and read, or skip the test where the file system has none."""
    try:
        if value is not None:
            os.setxattr(path, name, value)
        return os.getxattr(path, name)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.EPERM):
            pytest.skip("a file system without extended attributes")
        raise


def access_list(*entries: tuple[int, int, int]) -> bytes:
    """Of (kind, permissions, user or group), as Linux stores it."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


READ_BY_ONE_MORE = access_list(
    (1, 6, NOBODY), (2, 4, 12345), (4, 0, NOBODY), (0x10, 4, NOBODY), (0x20, 0, NOBODY)
)  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Linux")
def test_tags_and_comments_of_the_desktop_stay_with_a_saved_photo(photo: Path) -> None:
    attribute(photo, "user.xdg.tags", b"holiday,sea")
    attribute(photo, "user.xdg.comment", "Café".encode())
    save_document(NEW, photo)
    assert attribute(photo, "user.xdg.tags") == b"holiday,sea"
    assert attribute(photo, "user.xdg.comment") == "Café".encode()
    assert np.array_equal(open_document(photo).pixels, NEW.pixels)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Linux")
def test_who_else_may_read_a_photo_may_do_so_after_saving_and_nobody_more(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attribute(photo, "system.posix_acl_access", READ_BY_ONE_MORE)
    save_document(NEW, photo)
    assert os.getxattr(photo, "system.posix_acl_access") == READ_BY_ONE_MORE

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(os, "setxattr", refuse)
    save_document(NEW, photo)
    assert stat.S_IMODE(photo.stat().st_mode) == 0o600  # the mask of the list would open it to its group


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Linux")
def test_a_private_photo_is_not_opened_to_those_whom_the_folder_lets_read_new_files(photo: Path) -> None:
    photo.chmod(0o640)
    attribute(photo.parent, "system.posix_acl_default", READ_BY_ONE_MORE)
    save_document(NEW, photo)
    with pytest.raises(OSError, match="No data available"):
        os.getxattr(photo, "system.posix_acl_access")
    assert stat.S_IMODE(photo.stat().st_mode) == 0o640


@as_root
def test_a_photo_of_somebody_else_stays_theirs(photo: Path) -> None:
    os.chown(photo, 12345, 23456)
    photo.chmod(0o640)
    save_document(NEW, photo)
    state = photo.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (12345, 23456, 0o640)


@as_root
def test_a_group_that_cannot_be_kept_leaves_the_photo_closed_to_the_other_one(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(photo, -1, 23456)
    photo.chmod(0o664)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not permitted")

    monkeypatch.setattr(os, "fchown", refuse)
    save_document(NEW, photo)
    assert photo.stat().st_gid != 23456
    assert stat.S_IMODE(photo.stat().st_mode) == 0o644


def test_a_photo_of_two_names_is_saved_under_both(photo: Path, tmp_path: Path) -> None:
    other = tmp_path / "album" / "same.png"
    other.parent.mkdir()
    other.hardlink_to(photo)
    photo.chmod(0o640)
    for document in (NEW, Document(np.random.default_rng(0).integers(0, 256, (80, 90, 3), dtype=np.uint8)), OLD):
        save_document(document, photo)  # larger than before, and smaller
        assert photo.samefile(other)
        assert np.array_equal(open_document(other).pixels, document.pixels)
    assert names(tmp_path) == ["album", "photo.png"]
    assert stat.S_IMODE(photo.stat().st_mode) == 0o640


def test_a_photo_of_two_names_that_cannot_be_written_to_its_end_is_whole_beside_it_and_that_is_said(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.png").hardlink_to(photo)
    synced = iter([True])

    def fail_the_second_time(_handle: int) -> None:
        if not next(synced, False):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail_the_second_time)
    with pytest.raises(FileError, match=r"photo\.png could not be written to its end \(Input/output error\)") as caught:
        save_document(NEW, photo)
    (beside,) = set(tmp_path.iterdir()) - {photo, tmp_path / "other.png"}
    assert beside.name in str(caught.value)
    assert np.array_equal(open_document(beside).pixels, NEW.pixels)


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="Linux")
def test_no_room_for_a_photo_of_two_names_leaves_it_as_it_was(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.png").hardlink_to(photo)
    before = photo.read_bytes()

    def full(handle: int, offset: int, length: int) -> None:
        os.ftruncate(handle, offset + length // 2)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    noise = Document(np.random.default_rng(0).integers(0, 256, (80, 90, 3), dtype=np.uint8))
    with pytest.raises(FileError, match="the disk is full"):
        save_document(noise, photo)
    assert photo.read_bytes() == before
    assert names(tmp_path) == ["other.png", "photo.png"]


def test_a_link_keeps_leading_to_the_photo_that_is_replaced(photo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "near.png").symlink_to("../photo.png")
    (folder / "far.png").symlink_to("near.png")
    (folder / "empty.png").symlink_to("../new.png")
    save_document(NEW, folder / "far.png")
    save_document(NEW, folder / "empty.png")
    assert [str((folder / name).readlink()) for name in names(folder)] == [
        "../new.png", "near.png", "../photo.png",
    ]  # fmt: skip
    for path in (photo, tmp_path / "new.png"):
        assert np.array_equal(open_document(path).pixels, NEW.pixels)


def test_pipes_and_links_that_lead_nowhere_are_refused_and_stay(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "to-pipe.png").symlink_to("pipe.png")
    (tmp_path / "round.png").symlink_to("round.png")
    before = names(tmp_path)
    for name, sentence in (
        ("pipe.png", "is a device or a pipe; choose another name"),
        ("to-pipe.png", "is a device or a pipe; choose another name"),
        ("round.png", "leads nowhere"),
        ("a\0b.png", "leads nowhere"),
    ):
        for action in (check_target, lambda path: save_document(NEW, path)):
            with pytest.raises(FileError, match=sentence):
                action(tmp_path / name)
    assert names(tmp_path) == before
    assert stat.S_ISFIFO((tmp_path / "pipe.png").stat().st_mode)
