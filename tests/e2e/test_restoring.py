"""Old photos on the real window with the bundled packs, from opening to the last touch by hand."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.e2e.test_whole_job import CONTROL, LEFT, LONG, pixels, studio, window
from tests.ui.conftest import at, drag, open_photo
from vqstudio.demo import sample_photo
from vqstudio.ui.window.main_window import MainWindow

__all__ = ["studio", "window"]

SIZE = (480, 320)


@pytest.fixture
def clean() -> np.ndarray:
    return np.asarray(Image.open(sample_photo()).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS))


@pytest.fixture
def portrait() -> np.ndarray:
    path = files("skimage") / "data" / "astronaut.png"
    return np.asarray(Image.open(str(path)).convert("RGB").resize((400, 400), Image.Resampling.LANCZOS))


@pytest.fixture
def scratches() -> np.ndarray:
    """bool (H, W): three long scratches."""
    drawn = np.zeros((400, 400), np.uint8)
    for start, end in (((60, 0), (110, 399)), ((0, 90), (399, 60)), ((240, 399), (350, 0))):
        cv2.line(drawn, start, end, 255, 2)
    return drawn > 0


def steps(window: MainWindow) -> list[str]:
    stack = window.session.stack
    return [step.text() for step in stack.steps[: stack.index()]]


def error(window: MainWindow, clean: np.ndarray, where: np.ndarray | None = None) -> float:
    """Root mean square in levels."""
    difference = pixels(window).astype(float) - clean
    return float(np.sqrt(np.mean((difference if where is None else difference[where]) ** 2)))


def test_a_scratched_portrait_is_restored_by_the_button_and_corrected_by_hand(
    window: MainWindow, portrait: np.ndarray, scratches: np.ndarray, tmp_path: Path, qtbot: QtBot
) -> None:
    old = portrait + np.random.default_rng(0).normal(0, 14, portrait.shape)
    old[scratches] = (236, 230, 214)
    Image.fromarray(old.clip(0, 255).astype(np.uint8)).save(tmp_path / "old.png")
    open_photo(window, tmp_path / "old.png", qtbot)
    damaged, noisy = error(window, portrait, scratches), error(window, portrait, ~scratches)

    qtbot.keyClick(window, Qt.Key.Key_F7)
    page = window.pages["restore"]
    qtbot.mouseClick(page.panel.restore, LEFT)
    qtbot.waitUntil(lambda: window.idle and not page.restorer.running, timeout=LONG)
    assert steps(window)[:3] == ["Find damage", "Repair", "Clear up"]
    assert error(window, portrait, scratches) < damaged / 2
    assert error(window, portrait, ~scratches) < 0.75 * noisy

    before = pixels(window).copy()
    qtbot.keyClick(window, Qt.Key.Key_B)
    window.brush.set_size(16)
    drag(window, qtbot, (60, 20), (75, 110))
    qtbot.keyClick(window, Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: window.idle and steps(window)[-1] == "Repair", timeout=LONG)
    changed = (pixels(window) != before).any(2)
    assert changed.any()
    assert not changed[:, 200:].any()

    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: window.idle)
    assert np.array_equal(pixels(window), before)


def test_a_spot_is_healed_by_hand(window: MainWindow, clean: np.ndarray, tmp_path: Path, qtbot: QtBot) -> None:
    spotted = clean.copy()
    cv2.circle(spotted, (400, 60), 6, (250, 245, 230), -1)
    Image.fromarray(spotted).save(tmp_path / "spotted.png")
    open_photo(window, tmp_path / "spotted.png", qtbot)
    spot = (spotted != clean).any(2)
    before = error(window, clean, spot)

    qtbot.keyClick(window, Qt.Key.Key_H)
    window.brush.set_size(24)
    qtbot.mouseClick(window.canvas, LEFT, CONTROL, at(window, 440, 60))
    drag(window, qtbot, (396, 60), (404, 60))
    qtbot.waitUntil(lambda: window.idle and bool(steps(window)), timeout=LONG)
    assert error(window, clean, spot) < before / 3
    assert window.session.mask_empty


def test_a_small_photo_grows_sharper_than_by_resizing(
    window: MainWindow, clean: np.ndarray, tmp_path: Path, qtbot: QtBot
) -> None:
    small = Image.fromarray(clean).resize((SIZE[0] // 2, SIZE[1] // 2), Image.Resampling.BICUBIC)
    small.save(tmp_path / "small.png")
    open_photo(window, tmp_path / "small.png", qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    qtbot.mouseClick(window.pages["restore"].panel.double, LEFT)
    qtbot.waitUntil(lambda: pixels(window).shape == clean.shape and window.idle, timeout=LONG)
    plain = np.asarray(small.resize(SIZE, Image.Resampling.BICUBIC)).astype(float)
    assert error(window, clean) < 0.97 * float(np.sqrt(np.mean((plain - clean) ** 2)))
