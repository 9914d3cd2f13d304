from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio.core.document import Document, Metadata
from vqstudio.core.errors import FileError
from vqstudio.core.recovery import RecoveryFolder, Unfinished


def edit(seed: int = 0, size: tuple[int, int] = (700, 1100), channels: int = 3) -> Unfinished:
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, 256, (*size, channels)).astype(np.uint8)
    document = Document(pixels, Metadata(icc=b"profile", exif=b"\0exif"), Path("/photos/holiday.jpg"))
    return Unfinished(document, rng.integers(0, 256, size).astype(np.uint8))


def same(one: Unfinished, other: Unfinished) -> bool:
    return (
        np.array_equal(one.document.pixels, other.document.pixels)
        and np.array_equal(one.mask, other.mask)
        and one.document.metadata == other.document.metadata
        and one.document.path == other.document.path
    )


@pytest.mark.parametrize("channels", [3, 4])
def test_what_is_saved_comes_back(tmp_path: Path, channels: int) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    assert folder.load() is None
    assert folder.about() is None
    folder.save(edit(channels=channels))
    found = folder.load()
    assert found is not None
    assert same(found, edit(channels=channels))
    about = folder.about()
    assert about is not None
    assert about.name == "holiday.jpg"
    assert abs(about.time - time.time()) < 60
    folder.clear()
    assert folder.load() is None


def test_only_what_changed_is_written_and_nothing_old_stays(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(edit())
    before = {path.name: path.stat().st_mtime_ns for path in folder.path.iterdir()}
    pixels = edit().document.pixels.copy()
    pixels[600, 600] ^= 255
    folder.save(Unfinished(Document(pixels), edit().mask))
    after = {path.name: path.stat().st_mtime_ns for path in folder.path.iterdir()}
    assert len(after) == len(before)
    assert len(set(after) - set(before)) == 1
    assert sum(after[name] != before.get(name) for name in after) == 2  # that part, and the manifest


def test_a_canvas_of_another_size_takes_the_place(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(edit())
    folder.save(edit(1, (30, 40)))
    found = folder.load()
    assert found is not None
    assert same(found, edit(1, (30, 40)))
    assert len(list(folder.path.iterdir())) == 3


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(edit(size=(30, 40)))
    part = next(path for path in folder.path.iterdir() if path.name != "edit.json" and path.stat().st_size > 3000)
    part.write_bytes(part.read_bytes()[:-5])
    with pytest.raises(FileError, match="damaged"):
        folder.load()
    part.unlink()
    with pytest.raises(FileError, match="missing"):
        folder.load()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "edit").write_text("a file in the way")
    with pytest.raises(FileError, match="could not be kept"):
        RecoveryFolder(tmp_path / "edit").save(edit(size=(8, 8)))


WRITER = """
import sys
from pathlib import Path
from tests.core.test_recovery import edit
from vqstudio.core.files import save_document
from vqstudio.core.recovery import RecoveryFolder
folder, photo = RecoveryFolder(Path(sys.argv[1])), Path(sys.argv[2])
print("begun", flush=True)
number = 0
while True:
    number += 1
    state = edit(number % 4)
    folder.save(state)
    save_document(state.document, photo)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_any_moment_the_last_state_and_the_saved_file_are_whole(tmp_path: Path) -> None:
    states = [edit(seed) for seed in range(4)]
    folder, photo = RecoveryFolder(tmp_path / "edit"), tmp_path / "photo.bmp"
    rng = np.random.default_rng(0)
    folder.save(states[0])
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder.path), str(photo)], stdout=subprocess.PIPE, cwd=Path.cwd()
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(float(rng.uniform(0, 0.4)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = folder.load()
        assert found is not None
        assert any(same(found, state) for state in states)
        if photo.exists():
            saved = np.asarray(Image.open(photo))
            assert any(np.array_equal(saved, state.document.pixels) for state in states)
