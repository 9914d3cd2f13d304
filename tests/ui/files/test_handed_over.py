"""Files that macOS hands to the program by QFileOpenEvents, which can be sent on every system."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from tests.ui.conftest import make_pixels
from vqstudio.ui.kit.application import Application
from vqstudio.ui.window.main_window import MainWindow


@pytest.fixture
def application(qapp: Application) -> Iterator[Application]:
    yield qapp
    qapp.hand_files_to(None)


def hand_over(application: Application, *paths: Path) -> None:
    for path in paths:
        event = QFileOpenEvent(str(path))
        assert application.sendEvent(application, event)


def names(window: MainWindow) -> list[str]:
    return [photo.document.path.name for photo in window.session.photos if photo.document.path]


def test_a_file_handed_over_by_the_desktop_is_opened(
    application: Application, window: MainWindow, photo: Path, qtbot: QtBot
) -> None:
    application.hand_files_to(window.files.open_paths)
    hand_over(application, photo)
    qtbot.waitUntil(lambda: window.idle and window.session.document is not None)
    assert names(window) == ["holiday.png"]


def test_files_handed_over_before_there_is_a_window_wait_and_open_together(
    application: Application, window: MainWindow, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    Image.fromarray(make_pixels()).save(tmp_path / "ünother one.png")
    taken: list[list[Path]] = []
    hand_over(application, photo, tmp_path / "ünother one.png")
    qtbot.wait(20)
    application.hand_files_to(lambda paths: taken.append(paths) or window.files.open_paths(paths))
    qtbot.waitUntil(lambda: window.idle and len(window.session.photos) == 2)
    assert names(window) == ["holiday.png", "ünother one.png"]
    assert len(taken) == 1


def test_an_address_is_not_taken_for_a_file(application: Application) -> None:
    taken: list[list[Path]] = []
    application.hand_files_to(taken.append)
    application.sendEvent(application, QFileOpenEvent(QUrl("https://example.org/photo.jpg")))
    application.processEvents()
    assert taken == []


PROGRAM = """
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import FakeEngine
from vqstudio import app
from vqstudio.ui.window.main_window import MainWindow

qt = app.application()
qt.postEvent(qt, QFileOpenEvent(sys.argv[1]))


def look():
    window = next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)
    if window is not None and window.idle and window.session.document is not None:
        print(window.session.document.path)
        qt.exit(0)


timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
sys.exit(app.run([], FakeEngine))
"""


def test_the_program_as_users_start_it_takes_them(photo: Path, tmp_path: Path) -> None:
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    environment = os.environ | dict.fromkeys(homes, str(tmp_path)) | {"QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(photo)],
        cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, str(photo)), done.stderr
