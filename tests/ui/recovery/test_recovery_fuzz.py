"""Kept edits that were tampered with: whatever their files say, the program starts, and what it offers can be undone.

More of it by hand, with times and memory: ``python -m tests.ui.recovery.test_recovery_fuzz 500``.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from vqstudio.core.document import Document, Metadata, Patch, grown
from vqstudio.core.errors import FileError
from vqstudio.core.geometry import NO_MARGINS, Bounds, Margins
from vqstudio.core.recovery import RecoveryFolder
from vqstudio.core.transform import Turn
from vqstudio.engine.requests import ReconstructRequest
from vqstudio.ui.model.session import EditSession
from vqstudio.ui.recovery.kept_photo import PhotoKeeper, RecoveredPhoto
from vqstudio.ui.recovery.left_behind import left_behind

CASES = 60


def edited(session: EditSession, deep: bool) -> None:
    """A photo of several tiles with every kind of step in its history."""
    rng = np.random.default_rng(5)
    values = rng.integers(0, 256, (600, 700, 3)).astype(np.uint16) * 257
    pixels = (values // 257).astype(np.uint8)
    metadata = Metadata(exif=b"Exif\0\0", icc=b"profile")
    session.open(Document(pixels, metadata, Path("/photos/a.png"), deep=values if deep else None))

    def push(bounds: Bounds, margins: Margins = NO_MARGINS) -> None:
        document = session.document
        assert document is not None
        before = grown(document.pixels, margins) if margins else document.pixels
        after = before.copy()
        after[bounds.slices] = rng.integers(0, 256, after[bounds.slices].shape)
        if margins:
            patch = Patch(Bounds.of(before.shape), before, after, margins)
        else:
            patch = Patch.between(before, after, bounds)
        used = session.mask.alpha.copy() if not margins else None
        session.shown.push_edit(document, patch, ReconstructRequest(document.pixels), "Repair", used)

    for number in range(2):
        mask = np.zeros_like(session.mask.alpha)
        mask[10 : 60 + number, 20:300] = 255
        session.set_mask(mask, "Brush stroke")
        push(Bounds(20, 10, 280, 50))
    push(Bounds(0, 0, 730, 20), Margins(30, 20, 0, 0))
    scene = session.shown.scene()
    session.shown.push_scene(scene, scene.changed(Turn(1)), "Turn right")
    session.set_mask(np.full_like(session.mask.alpha, 9), "Select all")


def places(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Every (container, key) of a manifest."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in list(items):
        found.append((value, key))
        places(one, found)
    return found


def nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


def tamper_manifest(folder: Path, rng: np.random.Generator) -> None:
    path = folder / "edit.json"
    manifest = json.loads(path.read_bytes())
    odd: list[Any] = [
        0, -1, 1, 255, 512, 2**31, 2**62, 10**30, 1.5, 1e300, "", "x", "../edit.json", "/etc/passwd", "\0", None, True,
        [], {}, [0, 0], [100_000, 100_000, 3], [1, 2, 3, 4], [1_000_000_000, 1, 3], nested(50),
    ]  # fmt: skip
    for _ in range(int(rng.integers(1, 3))):
        container, key = (found := places(manifest, []))[int(rng.integers(len(found)))]
        match int(rng.integers(5)):
            case 0:
                container[key] = odd[int(rng.integers(len(odd)))]
            case 1:
                del container[key]
            case 2 if isinstance(container, list):
                container.insert(int(rng.integers(len(container) + 1)), container[key])
            case 3:
                other, name = found[int(rng.integers(len(found)))]
                container[key], other[name] = other[name], container[key]
            case _ if isinstance(container[key], int) and not isinstance(container[key], bool):
                container[key] += int(rng.integers(-3, 4))
            case _:
                container[key] = odd[int(rng.integers(len(odd)))]
    try:
        path.write_text(json.dumps(manifest))
    except (ValueError, RecursionError):  # what was swapped holds itself
        path.write_bytes(b'{"version": 3, "steps": ' + b"[" * 50_000)


def tamper_bytes(folder: Path, rng: np.random.Generator) -> None:
    path = folder / "edit.json"
    data = bytearray(path.read_bytes())
    match int(rng.integers(4)):
        case 0:
            del data[int(rng.integers(len(data))) :]
        case 1:
            for _ in range(int(rng.integers(1, 20))):
                data[int(rng.integers(len(data)))] = int(rng.integers(256))
        case 2:
            data[:] = rng.bytes(int(rng.integers(1, 5000)))
        case _:
            place = int(rng.integers(len(data)))
            data[place:place] = b'{"a":' * 30_000
    path.write_bytes(data)


def tamper_files(folder: Path, rng: np.random.Generator) -> None:
    parts = sorted(path for path in folder.iterdir() if path.suffix != ".json")
    for _ in range(int(rng.integers(1, 4))):
        part = parts[int(rng.integers(len(parts)))]
        if not part.is_file():
            continue
        data = part.read_bytes()
        match int(rng.integers(9)):
            case 0:
                part.unlink()
            case 1:
                part.write_bytes(data[: int(rng.integers(len(data)))])
            case 2:
                part.write_bytes(b"")
            case 3:
                part.write_bytes(zlib.compress(bytes(1 << 26), 9))
            case 4:
                other = parts[int(rng.integers(len(parts)))]
                part.write_bytes(other.read_bytes() if other.is_file() else b"")
            case 5:
                part.unlink()
                part.symlink_to("/dev/zero")
            case 6:
                part.unlink()
                os.mkfifo(part)
            case 7:
                part.unlink()
                part.mkdir()
            case _:
                part.write_bytes(rng.bytes(len(data)))


TAMPERING: list[Callable[[Path, np.random.Generator], None]] = [
    tamper_manifest, tamper_manifest, tamper_manifest, tamper_bytes, tamper_files, tamper_files,
]  # fmt: skip


def whole(root: Path, deep: bool) -> Path:
    session = EditSession()
    edited(session, deep)
    assert session.shown is not None
    RecoveryFolder(root).save(PhotoKeeper().describe(session.shown))
    return root


def start(root: Path) -> str:
    """What a start does, and a user who recovers everything and goes back to the beginning. What came of it."""
    found = left_behind(root)
    if not found.edits:
        assert found.set_aside or found.problems, "an edit is gone without a word"
        assert any(path.is_file() for path in root.rglob("*"))
        return "refused"
    (edit,) = found.edits
    try:
        kept = edit.folder.load()
    except FileError:
        assert edit.folder.path.is_dir()
        return "refused"
    finally:
        edit.leave()
    assert kept is not None
    session = EditSession()
    photo = RecoveredPhoto.of(kept).open(session)
    for go in (photo.stack.undo, photo.stack.redo):
        for _ in photo.stack.steps:
            go()
            assert session.document is not None
            assert session.mask.alpha.shape == session.document.pixels.shape[:2]
            assert session.before is not None
            assert session.before.pixels.shape[:2] == session.document.pixels.shape[:2]
    return f"{len(kept.steps)} of 7 steps" if len(kept.steps) < 7 or kept.losses else "all"


@pytest.fixture(scope="module", params=[False, True], ids=["8 bits", "16 bits"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    return whole(tmp_path_factory.mktemp("whole") / "edit", request.param)


def run(folder: Path, root: Path, seed: int) -> str:
    rng = np.random.default_rng(seed)
    shutil.copytree(folder, root / "edit")
    TAMPERING[seed % len(TAMPERING)](root / "edit", rng)
    errors: list[object] = []
    hook, sys.excepthook = sys.excepthook, lambda *caught: errors.append(caught)
    try:
        came = start(root)
    finally:
        sys.excepthook = hook
    assert errors == [], (seed, errors)  # a step that cannot be undone tells so there
    return came


@pytest.mark.skipif(os.name != "posix", reason="POSIX pipes and links")
def test_whatever_a_kept_edit_says_the_program_starts_and_undo_works(folder: Path, tmp_path: Path) -> None:
    assert start_untouched(folder, tmp_path / "untouched") == "all"
    outcomes = {run(folder, tmp_path / str(seed), seed) for seed in range(CASES)}
    assert "refused" in outcomes
    assert len(outcomes) > 2  # some lose a part only


def start_untouched(folder: Path, root: Path) -> str:
    shutil.copytree(folder, root / "edit")
    return start(root)


def by_hand(count: int) -> None:
    import resource

    application = QApplication([])
    for deep in (False, True):
        with tempfile.TemporaryDirectory() as name:
            kept = whole(Path(name) / "whole", deep)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            slowest, outcomes = 0.0, dict[str, int]()
            for seed in range(count):
                begin = time.perf_counter()
                came = run(kept, Path(name) / str(seed), seed)
                slowest = max(slowest, time.perf_counter() - begin)
                outcomes[came] = outcomes.get(came, 0) + 1
                shutil.rmtree(Path(name) / str(seed))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{count} cases, slowest {slowest:.2f} s, peak {peak:.0f} MB (before {before:.0f} MB): {outcomes}")
    del application


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    by_hand(int(sys.argv[1]))
