"""Create on the real window with the bundled packs: a sketch becomes a picture, several are judged, and undone."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.e2e.test_whole_job import CONTROL, LEFT, LONG, pixels, studio, window
from tests.ui.conftest import drag
from vqstudio.core.document import Document
from vqstudio.demo import sample_photo
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import CreateRequest, no_progress
from vqstudio.engine.studio import StudioEngine
from vqstudio.ui.window.main_window import MainWindow

__all__ = ["studio", "window"]

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def engine() -> StudioEngine:
    return StudioEngine.with_bundled_packs()


SKY, SAND = (110, 170, 225), (215, 190, 140)


def test_three_strokes_become_a_picture_with_variations(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    panel = window.create_panel
    qtbot.mouseClick(panel.sketch.new, LEFT)
    qtbot.waitUntil(lambda: window.session.document is not None and window.idle, timeout=LONG)
    window.brush.set_size(130)
    window.retoucher.set_hardness(100)
    for number, (colour, y) in enumerate(((SKY, 64), (SAND, 192))):
        panel.sketch.set_colour(colour)
        drag(window, qtbot, (2, y), (254, y))
        qtbot.waitUntil(lambda number=number: window.session.stack.count() == number + 1 and window.idle, timeout=LONG)
    sketch = pixels(window).copy()

    seen: list[object] = []
    window.operations.preview.connect(lambda bounds, _: seen.append(bounds))
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: window.session.stack.count() == 3 and window.idle, timeout=LONG)
    made = pixels(window).astype(int)
    assert len(seen) > 1
    for colour, rows in ((SKY, slice(10, 100)), (SAND, slice(150, 240))):
        assert np.abs(made[rows].mean((0, 1)) - colour).max() < 30
    assert np.abs(made - sketch).mean() > 2  # and it is no copy of the strokes
    assert np.diff(made[150:240], axis=1).std() > 2 * np.diff(sketch[150:240].astype(int), axis=1).std()

    qtbot.mouseClick(panel.more_like, LEFT)
    qtbot.waitUntil(lambda: window.session.stack.count() == 4 and window.idle, timeout=4 * LONG)
    assert len(panel.versions.strip.fills) == 4
    window.session.stack.undo()
    assert np.array_equal(pixels(window), made)
    window.session.stack.undo()
    assert np.array_equal(pixels(window), sketch)


def test_a_photo_is_more_natural_than_paper_and_noise(engine: StudioEngine) -> None:
    photo = np.asarray(Image.open(sample_photo()).convert("RGB").resize((256, 256), Image.Resampling.LANCZOS))
    noise = np.random.default_rng(0).integers(0, 256, photo.shape).astype(np.uint8)
    paper = np.full_like(photo, 250)
    scores = [engine.naturalness(picture, CancelToken()) for picture in (photo, noise, paper)]
    assert scores[0] > max(scores[1:])


def test_what_bursts_in_the_decoder_is_drawn_again(engine: StudioEngine) -> None:
    """With this seed the first tokens become coloured noise in a corner."""
    blank = Document.blank(256, 256)
    made = blank.apply(engine.run(CreateRequest(blank.pixels, seed=14), no_progress, CancelToken()).patch).pixels
    steps = np.abs(np.diff(made.astype(int), axis=1))[:, :240].mean(2)
    assert steps.reshape(16, 16, 15, 16).mean((1, 3)).max() < 32
