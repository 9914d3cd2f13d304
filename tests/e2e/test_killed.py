"""The window killed at random moments: at most what came after the last autosave is lost, and no saved file is damaged.

The killed process is this file, run as a program: a window that is edited and saved without a pause. Every state of the
photo has its number in its pixels.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image

from vqstudio.core.document import Document
from vqstudio.core.files import open_document
from vqstudio.ui.kit.settings import Settings
from vqstudio.ui.projects.reading import open_project
from vqstudio.ui.recovery.left_behind import left_behind

KILLS = 10
SIZE = (900, 700)
ROOT = Path(__file__).parents[2]


def number_in(pixels: np.ndarray) -> int:
    red, green = (int(value) for value in pixels[0, 0, :2])
    return red + 256 * green


def numbered(number: int) -> np.ndarray:
    pixels = np.random.default_rng(number).integers(0, 256, (SIZE[1], SIZE[0], 3), dtype=np.uint8)
    pixels[0, 0] = number % 256, number // 256, 0
    return pixels


def test_nothing_but_the_last_seconds_is_lost(tmp_path: Path) -> None:
    assert Settings().autosave_seconds <= 5  # and writing takes less than that: within 10 s
    rng = np.random.default_rng(0)
    saved = recovered = 0
    for kill in range(KILLS):
        folder = tmp_path / str(kill)
        folder.mkdir()
        Image.fromarray(numbered(0)).save(folder / "photo.png")
        child = subprocess.Popen(
            [sys.executable, __file__, str(folder), ".vqs" if kill % 2 else ".png"],
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        assert child.stdout is not None
        # So many things have happened, on a fast machine and on a slow one; then at any moment of the next.
        lines = [child.stdout.readline() for _ in range(int(rng.integers(2, 40)))]
        time.sleep(float(rng.uniform(0, 0.1)))
        child.kill()
        lines += child.communicate()[0].splitlines()
        told = [line.split() for line in lines if line.count(" ") == 1]
        last = {word: max([int(n) for w, n in told if w == word], default=-1) for word in ("saved", "kept", "edited")}
        found = [-1]
        for path in folder.glob("out.*"):
            opened = open_project(path).document if path.suffix == ".vqs" else open_document(path)
            pixels = opened.pixels
            assert np.array_equal(pixels, numbered(number_in(pixels)))
            assert number_in(pixels) >= last["saved"]
            found.append(number_in(pixels))
            saved += 1
        for left in left_behind(folder / "unfinished").edits:
            edit = left.folder.load()
            assert edit is not None
            assert edit.losses == ()
            assert np.array_equal(edit.document.pixels, numbered(number_in(edit.document.pixels)))
            found.append(number_in(edit.document.pixels))
            recovered += 1
            left.leave()
        assert max(found) >= max(last["kept"], last["saved"])
        assert np.array_equal(np.asarray(Image.open(folder / "photo.png")), numbered(0))
    assert saved > KILLS // 4
    assert recovered > KILLS // 4


def edit_until_killed(folder: Path, suffix: str) -> None:
    """Paint, edit, keep and save, and tell which state is where."""
    from PySide6.QtCore import QTimer

    from tests.ui.conftest import FakeEngine
    from vqstudio.app import application
    from vqstudio.core.document import Patch
    from vqstudio.core.geometry import Bounds
    from vqstudio.engine.requests import ReconstructRequest
    from vqstudio.ui.kit.settings import SettingsStore, ThemeChoice
    from vqstudio.ui.kit.theme import Theme
    from vqstudio.ui.window.main_window import MainWindow

    app = application()
    store = SettingsStore(folder / "settings.json")
    window = MainWindow(FakeEngine(), store, Theme(app, ThemeChoice.LIGHT), None, folder / "unfinished")
    assert window.autosave is not None
    window.prompts.ask_save = lambda suggestion, filters: folder / f"out{suffix}"  # type: ignore[method-assign]
    window.session.open(Document(open_document(folder / "photo.png").pixels, path=folder / "photo.png"))
    window.show()
    session, keeper = window.session, window.autosave
    state = {"number": 0, "kept": None}

    def tell(word: str, number: int) -> None:
        print(word, number, flush=True)

    def edit() -> None:
        document = session.document
        assert document is not None
        state["number"] += 1
        mask = np.zeros(document.pixels.shape[:2], np.uint8)
        mask[:, : 10 * (state["number"] % 50)] = 255
        session.set_mask(mask, "Brush stroke")
        patch = Patch.between(document.pixels, numbered(state["number"]), Bounds.of(document.pixels.shape))
        session.shown.push_edit(document, patch, ReconstructRequest(document.pixels), "Edit", None)
        tell("edited", state["number"])
        if state["number"] % 5 == 0 and window.idle:
            number = state["number"]
            window.files.save(then=lambda: tell("saved", number))

    def keep() -> None:
        if not keeper.busy:
            if state["kept"] is not None:
                tell("kept", state["kept"])
            state["kept"] = state["number"] if session.modified else None
            keeper.keep()

    timers = [QTimer(interval=30), QTimer(interval=40)]
    for timer, function in zip(timers, (edit, keep), strict=True):
        timer.timeout.connect(function)
        timer.start()
    print("ready", flush=True)
    app.exec()


if __name__ == "__main__":
    edit_until_killed(Path(sys.argv[1]), sys.argv[2])
