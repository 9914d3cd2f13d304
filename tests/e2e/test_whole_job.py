"""The whole job on the real window with the bundled packs, and the commands in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import drag
from tests.ui.files.test_files import drop, files
from vqstudio.core.files import open_document
from vqstudio.demo import sample_photo
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.tokens.tokenizer import Tokenizer
from vqstudio.ui.dialogs import prompts
from vqstudio.ui.kit.settings import SettingsStore, ThemeChoice
from vqstudio.ui.kit.theme import Theme
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 60_000
CPU = ["CPUExecutionProvider"]


@pytest.fixture(scope="module")
def studio() -> StudioEngine:
    engine = StudioEngine.with_bundled_packs()
    assert not engine.problems
    return engine


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "rocket.jpg"
    Image.open(sample_photo()).resize((480, 320), Image.Resampling.LANCZOS).save(path, quality=95)
    return path


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, studio: StudioEngine, tmp_path: Path) -> Iterator[MainWindow]:
    store = SettingsStore(tmp_path / "settings.json")
    window = MainWindow(studio, store, Theme(qapp, ThemeChoice.LIGHT))
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()  # an X server without a window manager gives the focus to nobody, and shortcuts need it
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.idle, timeout=LONG)
    yield window
    window.bridge.close()
    window.recent.close()
    window.hide()
    window.deleteLater()
    qapp.processEvents()


def pixels(window: MainWindow) -> np.ndarray:
    assert window.session.document is not None
    return window.session.document.pixels


def test_drop_paint_repair_style_undo_save(
    window: MainWindow, photo: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(window, files(photo))
    qtbot.waitUntil(lambda: window.session.document is not None and window.idle, timeout=LONG)
    original = pixels(window).copy()

    window.brush.set_size(24)
    drag(window, qtbot, (150, 100), (145, 200), (140, 270))
    mask = window.session.mask.alpha.copy()
    assert 2000 < (mask > 0).sum() < 12_000
    qtbot.mouseClick(window.repair_panel.repair, LEFT)
    qtbot.waitUntil(lambda: not window.operations.busy, timeout=LONG)
    repaired = pixels(window).copy()
    assert np.array_equal(repaired[mask == 0], original[mask == 0])
    assert not np.array_equal(repaired, original)
    assert window.banner.current is None

    window.side.show_page("style")
    qtbot.mouseClick(window.pages["style"].panel.gallery.tiles[0], LEFT)
    qtbot.waitUntil(lambda: not window.operations.busy, timeout=LONG)
    styled = pixels(window).copy()
    assert np.abs(styled.astype(int) - repaired).mean() > 5

    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(pixels(window), repaired)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(pixels(window), original)
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert np.array_equal(pixels(window), styled)

    target = tmp_path / "painted.png"
    monkeypatch.setattr(prompts, "save_file", lambda *arguments: (target, ""))
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.isWindowModified(), timeout=LONG)
    assert np.array_equal(open_document(target).pixels, styled)


def test_cancelling_a_repair_of_the_real_models_changes_nothing(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    drop(window, files(photo))
    qtbot.waitUntil(lambda: window.session.document is not None and window.idle, timeout=LONG)
    before = pixels(window).copy()
    drag(window, qtbot, (100, 100), (300, 200))
    window.operations.repair()
    qtbot.waitUntil(lambda: window.operations.busy)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.operations.busy, timeout=LONG)
    assert np.array_equal(pixels(window), before)
    assert not window.session.mask.is_empty()


@pytest.mark.parametrize("pack", ["photo-f8", "paint-f4"])
def test_no_tile_can_be_seen_with_the_bundled_packs(studio: StudioEngine, photo: Path, pack: str) -> None:
    info = next(p for p in studio.packs() if p.id == pack)
    rgb = np.array(Image.open(photo))[:250, :421]
    whole = Tokenizer(info, CPU, tile=4096).reconstruct(rgb, CancelToken())
    tiled = Tokenizer(info, CPU, tile=272).reconstruct(rgb, CancelToken())
    error = np.mean((whole.astype(float) - tiled) ** 2)
    assert 10 * np.log10(255**2 / max(error, 1e-9)) >= 60
    assert 10 * np.log10(255**2 / np.mean((whole.astype(float) - rgb) ** 2)) > 22  # and it is the photo


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vqstudio", *arguments], capture_output=True, text=True, timeout=300, check=False
    )


def test_the_demo_leaves_a_sheet_and_a_picture_of_the_window(tmp_path: Path) -> None:
    done = command("demo", "-o", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "demo") in done.stdout
    for name in ("sheet.png", "window.png", "repaired.png"):
        shown = np.asarray(Image.open(tmp_path / "demo" / name).convert("RGB"))
        assert shown.std() > 20, name


def test_a_truncated_photo_is_one_sentence_and_writes_nothing(photo: Path, tmp_path: Path) -> None:
    photo.write_bytes(photo.read_bytes()[:5000])
    done = command("style", str(photo), "--style", "starry-night", "-o", str(tmp_path / "o.png"))
    assert done.returncode == 2
    assert done.stderr.startswith("vqstudio: rocket.jpg is damaged or cut off")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "o.png").exists()
