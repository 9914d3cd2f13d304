"""What nobody else on the computer may read: seen from outside, byte by byte."""

from __future__ import annotations

import contextlib
import logging
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from vqstudio import app
from vqstudio.core.document import Document
from vqstudio.core.files import save_document
from vqstudio.core.private import mode_of_copy
from vqstudio.core.recovery import RecoveryFolder, Unfinished
from vqstudio.core.thumbnails import Thumbnails
from vqstudio.ui.kit.settings import SettingsStore
from vqstudio.ui.recovery.left_behind import left_behind

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")

PIXELS = np.random.default_rng(0).integers(0, 256, (60, 80, 3), dtype=np.uint8)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The permissions that files had whenever something was written into them, or they were renamed."""
    seen: set[int] = set()
    sync = os.fsync

    def look(handle: int) -> None:
        seen.add(stat.S_IMODE(os.fstat(handle).st_mode))
        sync(handle)

    monkeypatch.setattr(os, "fsync", look)
    return seen


def keep_edit(folder: Path) -> None:
    RecoveryFolder(folder / "one").save(Unfinished(Document(PIXELS), np.zeros((60, 80), np.uint8)))


def keep_thumbnail(folder: Path) -> None:
    Thumbnails(folder / "one").put(Path(__file__), PIXELS)


def keep_settings(folder: Path) -> None:
    SettingsStore(folder / "one" / "settings.json").save()


def keep_log(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "log_folder", lambda: folder / "one")
        with own_logging():
            app.start_logging()
            logging.getLogger("test").warning("a photo's name")


@contextlib.contextmanager
def own_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.mark.parametrize("there", [False, True], ids=["new", "made by an earlier version"])
@pytest.mark.parametrize("keep", [keep_edit, keep_thumbnail, keep_settings, keep_log])
def test_what_is_kept_for_the_user_is_closed_to_others(
    keep: Callable[[Path], None], there: bool, tmp_path: Path, watched: set[int]
) -> None:
    root = tmp_path / "state" / "vqstudio"
    if there:
        (root / "one").mkdir(parents=True)
        for name in ("settings.json", "vqstudio.log"):
            (root / "one" / name).write_text("{}")
    keep(root)
    assert mode(root / "one") == 0o700
    written = [path for path in (root / "one").rglob("*") if path.is_file() and path.read_bytes() != b"{}"]
    assert written
    assert {mode(path) for path in written} == {0o600}
    assert watched <= {0o600}


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o666])
def test_a_saved_photo_is_never_more_open_than_the_file_it_replaces(
    permissions: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"what was there")
    photo.chmod(permissions)
    seen = []

    def look(*_: object) -> None:
        seen.extend(mode(path) for path in tmp_path.glob(".*.part"))

    monkeypatch.setattr("vqstudio.core.files.encode", lambda made, form, options, file: look(file.write(b"x")))
    save_document(Document(PIXELS), photo)
    assert seen == [permissions]
    assert mode(photo) == permissions


def test_a_copy_for_another_program_is_as_open_as_the_photo(tmp_path: Path) -> None:
    secret, shared = tmp_path / "secret.png", tmp_path / "shared.png"
    for path, permissions in ((secret, 0o600), (shared, 0o644)):
        path.touch()
        path.chmod(permissions)
        copy = tmp_path / f"copy of {path.name}"
        save_document(Document(PIXELS), copy, mode=mode_of_copy(path))
        assert mode(copy) == permissions
    save_document(Document(PIXELS), tmp_path / "pasted.png", mode=mode_of_copy(None))
    assert mode(tmp_path / "pasted.png") == 0o644


def test_folders_without_permissions_of_their_own_are_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")  # what FAT says

    photo = tmp_path / "photo.png"
    photo.write_bytes(b"what was there")
    monkeypatch.setattr(os, "chmod", refuse)
    monkeypatch.setattr(os, "fchmod", refuse)
    save_document(Document(PIXELS), photo)
    assert photo.read_bytes() != b"what was there"
    keep_edit(tmp_path)
    assert RecoveryFolder(tmp_path / "one").load() is not None


def test_an_edit_that_was_kept_in_a_closed_folder_can_be_recovered(tmp_path: Path) -> None:
    keep_edit(tmp_path)
    for closed in (0o000, 0o400, 0o100, 0o500):
        (tmp_path / "one").chmod(closed)
        found = left_behind(tmp_path)
        assert mode(tmp_path / "one") == 0o700
        assert found.problems == []
        (edit,) = found.edits
        edit.leave()
