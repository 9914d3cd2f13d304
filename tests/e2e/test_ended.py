"""The program itself, as the command starts it, killed and told to end: an edit is there at the next start.

The processes are this file, run as a program: the real composition root with a scripted engine, and somebody who edits.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
SECONDS = 60
pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


def photo_pixels() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (400, 500, 3), dtype=np.uint8)


class Program:
    def __init__(self, home: Path, script: str) -> None:
        folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        environment = (
            os.environ | folders | {"HOME": str(home), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        )
        self.process = subprocess.Popen(
            [sys.executable, __file__, script, str(home)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
        )

    def said(self) -> str:
        """The next line; empty once the program has ended."""
        assert self.process.stdout is not None
        patience = threading.Timer(SECONDS, self.process.kill)
        patience.start()
        try:
            return self.process.stdout.readline().strip()
        finally:
            patience.cancel()

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Of a user whose edits are kept as often as can be."""
    (tmp_path / "config" / "vqstudio").mkdir(parents=True)
    settings = {"autosave_seconds": 2, "hint_shown": True}
    (tmp_path / "config" / "vqstudio" / "settings.json").write_text(json.dumps(settings))
    Image.fromarray(photo_pixels()).save(tmp_path / "photo.png")
    return tmp_path


@pytest.fixture
def start(home: Path) -> Iterator[Callable[[str], Program]]:
    started: list[Program] = []

    def make(script: str) -> Program:
        started.append(Program(home, script))
        return started[-1]

    yield make
    for program in started:
        if program.process.poll() is None:
            program.process.kill()
            program.process.communicate()


def wait_for(what: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def kept(home: Path) -> list[Path]:
    return list((home / "state" / "vqstudio" / "unfinished").glob("*/edit.json"))


def test_an_edit_of_the_killed_program_is_offered_and_comes_back_with_the_original(
    home: Path, start: Callable[[str], Program]
) -> None:
    program = start("edit")
    assert program.said() == "edited"
    wait_for(lambda: kept(home))
    program.end(signal.SIGKILL)
    again = start("recover")
    assert again.said() == "offered photo.png"
    assert again.said() == "recovered: edited, before as opened, 2 steps, undone as opened"
    assert again.end(signal.SIGTERM) == 128 + signal.SIGTERM
    asking = start("look")
    assert asking.said() == "offered photo.png"  # who was told to end keeps it as well
    assert asking.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert kept(home)


def test_told_to_end_the_program_finishes_what_it_saves_and_keeps_the_rest(
    home: Path, start: Callable[[str], Program]
) -> None:
    program = start("save")
    wait_for(lambda: list(home.glob(".*.part")))
    assert program.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert sorted(path.name for path in home.glob("*.png")) == ["large.png", "photo.png"]
    with Image.open(home / "large.png") as image:
        assert image.size == (5000, 3000)
        image.load()
    assert list(home.glob(".*.part")) == []
    assert start("look").said() == "offered photo.png"


# -- the programs ------------------------------------------------------------------------------------------------


def play(script: str, home: Path) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tests.ui.conftest import FakeEngine
    from vqstudio import app
    from vqstudio.core.document import Document, Patch
    from vqstudio.core.geometry import Bounds
    from vqstudio.engine.requests import ReconstructRequest
    from vqstudio.ui.dialogs.recover import RecoverDialog
    from vqstudio.ui.window.main_window import MainWindow

    application = app.application()
    done: set[str] = set()

    def tell(text: str) -> None:
        done.add(text.split()[0])
        print(text, flush=True)

    def edit(window: MainWindow) -> None:
        document = window.session.document
        assert document is not None
        mask = np.zeros(document.pixels.shape[:2], np.uint8)
        mask[:100, :100] = 255
        window.session.set_mask(mask, "Brush stroke")
        patch = Patch.between(document.pixels, 255 - document.pixels, Bounds(0, 0, 100, 100))
        window.session.shown.push_edit(document, patch, ReconstructRequest(document.pixels), "Repair", mask)

    def recovered(window: MainWindow) -> str:
        session = window.session
        assert session.document is not None
        assert session.before is not None
        wanted = photo_pixels()
        wanted[:100, :100] = 255 - wanted[:100, :100]
        words = ["edited" if np.array_equal(session.document.pixels, wanted) else "other pixels"]
        words.append(f"before {'as opened' if np.array_equal(session.before.pixels, photo_pixels()) else 'another'}")
        words.append(f"{len(session.stack.steps)} steps")
        session.stack.go_to(0)
        words.append(f"undone {'as opened' if np.array_equal(session.document.pixels, photo_pixels()) else 'another'}")
        session.stack.go_to(2)
        return ", ".join(words)

    def look() -> None:
        widgets = QApplication.topLevelWidgets()
        window = next((one for one in widgets if isinstance(one, MainWindow)), None)
        dialog = next((one for one in widgets if isinstance(one, RecoverDialog) and one.isVisible()), None)
        if dialog is not None and "offered" not in done:
            tell("offered " + ", ".join(row.box.accessibleName().split(":")[0] for row in dialog.rows))
            if script == "recover":
                dialog.go_on.click()
        elif window is None or not window.idle or window.session.document is None:
            return
        elif script == "recover" and "recovered:" not in done:
            tell(f"recovered: {recovered(window)}")
        elif script in ("edit", "save") and not done:
            edit(window)
            tell("edited")
            if script == "save":
                noise = np.random.default_rng(1).integers(0, 256, (3000, 5000, 3), dtype=np.uint8)
                window.session.open(Document(noise))
                window.files.save_to(home / "large.png", lambda: None)

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    photos = [] if script in ("recover", "look") else [home / "photo.png"]
    status = app.run(photos, FakeEngine)
    del application
    return status


if __name__ == "__main__":
    sys.exit(play(sys.argv[1], Path(sys.argv[2])))
