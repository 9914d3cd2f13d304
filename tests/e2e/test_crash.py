"""The program that users start, killed: what they did is there again at the next start.

The processes are this file, run as a program: the window as :func:`vqstudio.app.run` puts it together, with a person in
front of it who paints and waits, or who goes on where they were.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.ui.conftest import make_pixels

ROOT = Path(__file__).parents[2]
PATIENCE = 40.0


def start(act: str, photo: Path, home: Path) -> subprocess.Popen[str]:
    folders = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    return subprocess.Popen(
        [sys.executable, __file__, act, str(photo)], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"} | folders,
    )  # fmt: skip


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folders of other systems cannot be chosen")
def test_the_program_that_users_start_keeps_an_edit_and_offers_it_after_a_crash(tmp_path: Path) -> None:
    photo, home = tmp_path / "holiday.png", tmp_path / "home"
    Image.fromarray(make_pixels()).save(photo)
    with start("paint", photo, home) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "painted\n"
        # Nobody tells it to keep anything; it may take as long as it does on a slow machine.
        deadline = time.monotonic() + PATIENCE
        while not list(home.glob("vqstudio/unfinished/*/*.json")) and time.monotonic() < deadline:
            time.sleep(0.1)
        program.kill()
    with start("go on", photo, home) as program:
        said = program.communicate(timeout=2 * PATIENCE)[0].splitlines()
    assert said == ["a question about holiday.png", "holiday.png, painted"]


def act(what: str, photo: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QPushButton

    from tests.ui.conftest import FakeEngine
    from vqstudio import app
    from vqstudio.ui.window.main_window import MainWindow

    def look() -> None:
        if (question := QApplication.activeModalWidget()) is not None:
            if any("holiday.png" in text.text() for text in question.findChildren(QLabel)):
                print("a question about holiday.png", flush=True)
            next(button for button in question.findChildren(QPushButton) if button.isDefault()).click()
            return
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.session.document is not None and window.idle:
                timer.stop()
                mask = window.session.mask.alpha.copy()
                if what == "paint":
                    mask[90:110, 90:110] = 255
                    window.session.set_mask(mask, "Brush stroke")
                    print("painted", flush=True)
                else:
                    print(f"{window.files.name}, {'painted' if mask[100, 100] else 'empty'}", flush=True)
                    os._exit(0)

    application = app.application()
    timer = QTimer(application, interval=50)
    timer.timeout.connect(look)
    timer.start()
    if what != "paint":
        QTimer.singleShot(int(1000 * PATIENCE), application, lambda: os._exit(1))  # there is nothing to go on with
    sys.exit(app.run([photo] if what == "paint" else [], FakeEngine))


if __name__ == "__main__":
    act(sys.argv[1], Path(sys.argv[2]))
