"""What a person's own machine keeps to itself: real processes, watched from outside."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image

from vqstudio.core.paths import resources

PROGRAM = [sys.executable, "-P", "-m", "vqstudio"]
TRAINING = [sys.executable, "-P", "-m", "training"]


def prepared(folder: Path) -> Path:
    """An empty home folder in ``folder``; a photo lies beside it."""
    noise = np.random.default_rng(0).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    (folder / "photos").mkdir()
    Image.fromarray(noise).resize((320, 288), Image.Resampling.BICUBIC).save(folder / "photos" / "photo.png")
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    return folder / "home"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path)


def commands(folder: Path) -> dict[str, list[str]]:
    photo = str(folder / "photos" / "photo.png")
    pack = str(resources() / "packs" / "paint-f4")
    learn = ["learn-style", photo, "--photos", str(folder / "photos"), "--pack", pack, "--title", "Noise"]
    return {
        "reconstruct": [*PROGRAM, "reconstruct", photo, "-o", str(folder / "out.png")],
        "style": [*PROGRAM, "style", photo, "--style", "udnie", "-o", str(folder / "out.png")],
        "doctor": [*PROGRAM, "doctor"],
        "batch": [*PROGRAM, "batch", str(folder / "photos"), "--style", "udnie", "-o", str(folder / "out")],
        "learn-style": [*TRAINING, *learn, "--minutes", "0.01", "-o", str(folder / "out.vqstyle")],
    }


def run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """In a home of its own, with nothing of the tests' environment that could hide what the program does by itself."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ORT_"))}
    ours = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "TMPDIR": str(home.parent / "tmp")}
    return subprocess.run(
        command, env=kept | ours, cwd=home.parent, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=300,
    )  # fmt: skip


class Ran(NamedTuple):
    home: Path
    trace: str | None
    """The calls of the system that might reach another machine; None where nobody can watch them."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Ran]:
    """Runs a command of that name, once for all tests."""

    @cache
    def ran(name: str) -> Ran:
        home = prepared(tmp_path_factory.mktemp(name))
        command, trace = commands(home.parent)[name], home.parent / "trace.txt"
        if watched := shutil.which("strace"):
            command = [watched, "-f", "-e", "trace=connect,sendto,sendmmsg", "-o", str(trace), *command]
        done = run(command, home)
        assert done.returncode == 0, done.stderr
        return Ran(home, trace.read_text("utf-8", "replace") if watched else None)

    return ran


@pytest.mark.parametrize("name", ["reconstruct", "style", "doctor", "batch", "learn-style"])
def test_no_command_leaves_anything_in_the_home_folder_that_is_not_its_own(
    name: str, ran: Callable[[str], Ran]
) -> None:
    """ONNX Runtime's telemetry would leave a device id and a queue of events in the cache, PyTorch's compiler a folder
    among the temporary files.
    """
    home = ran(name).home
    files = [path.relative_to(home) for path in home.rglob("*") if path.is_file()]
    assert [file for file in files if "vqstudio" not in file.parts] == []
    assert list((home.parent / "tmp").iterdir()) == []


OPEN_A_FILE_DIALOG = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from vqstudio import app
from vqstudio.ui.window.main_window import MainWindow

def ask():
    QTimer.singleShot(1000, lambda: QApplication.activeModalWidget().reject())
    next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)).actions_by_name["open"].trigger()
    QApplication.exit()

qt = app.application()
QTimer.singleShot(500, ask)
app.run()
"""


def test_a_file_dialog_does_not_tell_other_people_which_folders_it_showed(home: Path) -> None:
    done = run([sys.executable, "-P", "-c", OPEN_A_FILE_DIALOG], home)
    assert done.returncode == 0, done.stderr
    told = [path for path in home.rglob("*") if path.is_file() and b"FileDialog" in path.read_bytes()]
    assert [path.relative_to(home) for path in told if "vqstudio" not in path.parts] == []
    assert [
        oct(path.stat().st_mode) for path in home.rglob("*") if path.is_file() and path.stat().st_mode & 0o077
    ] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("name", ["reconstruct", "style", "doctor", "batch", "learn-style"])
def test_no_command_looks_up_a_name_or_connects_to_another_machine(name: str, ran: Callable[[str], Ran]) -> None:
    trace = ran(name).trace
    assert trace is not None
    assert re.findall(r".*AF_INET.*", trace) == []
