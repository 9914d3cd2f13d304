from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from vqstudio.core import private
from vqstudio.core.document import Document, Metadata, Patch
from vqstudio.core.errors import FileError
from vqstudio.core.geometry import Bounds
from vqstudio.core.history import KeptChange, KeptEditStep
from vqstudio.core.recovery import DamagedEditError, RecoveryFolder, Unfinished


def edit(seed: int = 0, size: tuple[int, int] = (700, 1100), channels: int = 3) -> Unfinished:
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, 256, (*size, channels)).astype(np.uint8)
    metadata = Metadata(
        b"profile", b"\0exif", b"<x/>", b"\x1c\x02\x78\0\1a", (("Comment", "Küste 张"),), (299.9994, 72.0)
    )
    document = Document(pixels, metadata, Path("/photos/holiday.jpg"))
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


def manifest_of(folder: RecoveryFolder) -> dict[str, Any]:
    return json.loads((folder.path / "edit.json").read_bytes())


def with_manifest(folder: RecoveryFolder, manifest: dict[str, Any]) -> RecoveryFolder:
    (folder.path / "edit.json").write_text(json.dumps(manifest))
    return folder


@pytest.mark.parametrize(
    "shape",
    [
        [10**6, 10**6, 3],
        [10**9, 1, 3],
        [2**70, 2**70, 3],
        [30, 40, 2],
        [30, 40, 3, 3],
        [30, -40, 3],
        [60, 80, 3],
        [30],
        [],
    ],
    ids=str,
)  # fmt: skip
def test_a_shape_that_its_parts_do_not_fill_is_refused_before_there_is_memory_for_it(
    shape: list[int], tmp_path: Path
) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(edit(size=(30, 40)))
    manifest = manifest_of(folder)
    manifest["photo"]["shape"] = shape
    tracemalloc.start()
    with pytest.raises(DamagedEditError):
        with_manifest(folder, manifest).load()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


def test_a_large_shape_with_all_its_parts_but_too_little_in_them_takes_no_memory(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(edit(size=(30, 40)))
    manifest = manifest_of(folder)
    manifest["photo"] = {"shape": [14_000, 14_000, 3], "tiles": ["0" * 32] * 28**2}
    (folder.path / ("0" * 32)).write_bytes(zlib.compress(b""))
    tracemalloc.start()
    with pytest.raises(DamagedEditError, match="cut off"):
        with_manifest(folder, manifest).load()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


def test_a_part_that_unpacks_to_more_than_it_may_is_not_unpacked(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(edit(size=(30, 40)))
    (tile,) = manifest_of(folder)["photo"]["tiles"]
    (folder.path / tile).write_bytes(zlib.compress(bytes(1 << 28), 9))
    tracemalloc.start()
    with pytest.raises(DamagedEditError):
        folder.load()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


@pytest.mark.parametrize("lost", ["mask", "before", "source"])
def test_of_an_edit_with_a_missing_part_the_photo_comes_back_and_the_loss_is_told(lost: str, tmp_path: Path) -> None:
    whole = edit(size=(30, 40))
    rng = np.random.default_rng(9)
    before, source = (rng.integers(0, 256, shape).astype(np.uint8) for shape in ((30, 40, 3), (30, 40)))
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(dataclasses.replace(whole, before=before, source=source))
    found = folder.load()
    assert found is not None
    assert found.losses == ()
    assert found.before is not None
    assert np.array_equal(found.before, before)
    (tile,) = manifest_of(folder)[lost]["tiles"]
    (folder.path / tile).unlink()
    found = folder.load()
    assert found is not None
    assert np.array_equal(found.document.pixels, whole.document.pixels)
    assert len(found.losses) == 1
    assert "holiday.jpg" in found.losses[0]
    assert not found.mask.any() if lost == "mask" else np.array_equal(found.mask, whole.mask)


@pytest.mark.parametrize("deep", [False, True])
def test_what_the_last_version_of_the_program_kept_can_still_be_recovered(deep: bool, tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    values = rng.integers(0, 65536 if deep else 256, (700, 600, 3)).astype(np.uint16 if deep else np.uint8)
    mask = rng.integers(0, 256, (700, 600)).astype(np.uint8)

    def parts(pixels: np.ndarray, kind: str) -> dict[str, Any]:
        names = []
        for top in range(0, pixels.shape[0], 512):
            for left in range(0, pixels.shape[1], 512):
                tile = np.ascontiguousarray(pixels[top : top + 512, left : left + 512])
                names.append(f"{kind}-{top}-{left}-{zlib.crc32(tile.data):08x}-{tile.nbytes}")
                (tmp_path / names[-1]).write_bytes(zlib.compress(tile.data, 1))
        return {"shape": list(pixels.shape), "tiles": names}

    manifest = {
        "version": 2 if deep else 1, "time": 1.5e9, "path": "/photos/a.png", "metadata": {"icc": "AAAA"},
        "photo": parts(values, "photo"), "mask": parts(mask, "mask"),
    }  # fmt: skip
    folder = with_manifest(RecoveryFolder(tmp_path), manifest)
    about, found = folder.about(), folder.load()
    assert about is not None
    assert found is not None
    assert about.name == "a.png"
    assert np.array_equal(found.document.values, values)
    assert np.array_equal(found.mask, mask)
    assert found.document.metadata == Metadata(icc=b"\0\0\0")
    assert found.losses == ()


def test_what_a_later_version_kept_stays_and_is_told(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(edit(size=(30, 40)))
    with_manifest(folder, manifest_of(folder) | {"version": 5, "news": 1})
    with pytest.raises(FileError, match="later version") as caught:
        folder.about()
    assert not isinstance(caught.value, DamagedEditError)


def test_a_photo_whose_name_is_no_text_is_kept_under_it(tmp_path: Path) -> None:
    path = Path(os.fsdecode(b"/photos/a\xff.png"))
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(dataclasses.replace(edit(size=(8, 8)), document=edit(size=(8, 8)).document.saved_as(path)))
    found = folder.load()
    assert found is not None
    assert found.document.path == path


def test_the_same_picture_costs_the_disk_nothing_twice(tmp_path: Path) -> None:
    whole = edit()
    RecoveryFolder(tmp_path / "one").save(whole)
    RecoveryFolder(tmp_path / "two").save(dataclasses.replace(whole, before=whole.document.pixels.copy()))
    sizes = [len(list((tmp_path / name).iterdir())) for name in ("one", "two")]
    assert sizes[0] == sizes[1]


def test_on_a_full_disk_the_photo_is_kept_without_its_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, before = edit(1), edit(0)
    RecoveryFolder(tmp_path / "photo alone").save(now)
    fits = {path.name for path in (tmp_path / "photo alone").iterdir()}
    patch = Patch.between(before.document.pixels, now.document.pixels, now.document.bounds)
    step = KeptEditStep("Repair", None, patch, KeptChange(Bounds(0, 0, 0, 0), zlib.compress(b"")))
    write = private.write_file

    def write_what_fits(path: Path, data: bytes) -> None:
        if path.name not in fits:
            raise OSError(28, "No space left on device")
        write(path, data)

    folder = RecoveryFolder(tmp_path / "edit")
    with monkeypatch.context() as full:
        full.setattr(private, "write_file", write_what_fits)
        folder.save(dataclasses.replace(now, before=before.document.pixels, steps=(step,)))
    found = folder.load()
    assert found is not None
    assert same(found, now)
    assert found.steps == ()
    folder.save(dataclasses.replace(now, before=before.document.pixels, steps=(step,)))  # there is room again
    found = folder.load()
    assert found is not None
    assert len(found.steps) == 1
    assert found.losses == ()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "edit").write_text("a file in the way")
    with pytest.raises(FileError, match="cannot be kept"):
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


REST = [
    ("steps", [{"kind": "unknown"}]), ("steps", 7), ("source_use", "maybe"), ("news", 1),
    ("preview", {"shape": [], "tiles": []}),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), REST)
def test_whatever_the_rest_of_a_manifest_says_the_photo_comes_back(key: str, value: Any, tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(edit(size=(30, 40)))
    with_manifest(folder, manifest_of(folder) | {key: value})
    about, found = folder.about(), folder.load()
    assert about is not None
    assert about.name == "holiday.jpg"
    assert found is not None
    assert same(found, edit(size=(30, 40)))
    assert len(found.losses) == 1


def test_a_history_larger_than_any_takes_no_memory(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path / "edit")
    folder.save(dataclasses.replace(edit(size=(512, 512)), mask=np.zeros((512, 512), np.uint8)))
    manifest = manifest_of(folder)
    huge = {"shape": [14_000, 14_000], "tiles": manifest["mask"]["tiles"] * 28**2}
    scene = {"photo": huge, "before": huge, "mask": huge}
    manifest["steps"] = [{"kind": "scene", "text": "", "picture": None, "old": scene, "new": scene}]
    tracemalloc.start()
    found = with_manifest(folder, manifest).load()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found is not None
    assert found.steps == ()
    assert len(found.losses) == 1
    assert peak < 20 << 20
