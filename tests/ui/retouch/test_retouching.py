"""Clone, heal, and bring back, by pointer and pen on the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.core.deep_files import deep_pixels, deep_png
from tests.ui.conftest import HEIGHT, WIDTH, FakeEngine, at, drag, open_photo, paint, pixels, run_repair
from vqstudio.ui.model.tool import Tool
from vqstudio.ui.window.main_window import MainWindow

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def halves(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A photo that is dark on the left and bright on the right, with a pattern; a hard brush of 30 px."""
    grain = np.random.default_rng(0).integers(-10, 11, (HEIGHT, WIDTH, 3))
    photo = np.where(np.arange(WIDTH)[None, :, None] < WIDTH // 2, 70, 180) + grain
    Image.fromarray(photo.astype(np.uint8)).save(tmp_path / "halves.png")
    open_photo(window, tmp_path / "halves.png", qtbot)
    window.brush.set_size(30)
    window.retoucher.set_hardness(100)
    return window


def take(window: MainWindow, qtbot: QtBot, name: str, key: Qt.Key) -> None:
    qtbot.keyClick(window, key)
    assert window.actions_by_name[name].isChecked()


def copy_from(window: MainWindow, qtbot: QtBot, x: float, y: float) -> None:
    qtbot.mouseClick(window.canvas, LEFT, CONTROL, at(window, x, y))


def steps(window: MainWindow) -> list[str]:
    return [step.text() for step in window.session.stack.steps]


def test_clone_copies_what_was_chosen_as_one_step(halves: MainWindow, qtbot: QtBot) -> None:
    before = pixels(halves).copy()
    take(halves, qtbot, "clone", Qt.Key.Key_K)
    copy_from(halves, qtbot, 240, 120)
    drag(halves, qtbot, (60, 120), (90, 120))
    qtbot.waitUntil(lambda: halves.idle and bool(steps(halves)))
    after = pixels(halves)
    assert np.array_equal(after[115:125, 60:90], before[115:125, 240:270])
    assert np.array_equal(after[:, 120:], before[:, 120:])
    assert np.array_equal(after[:90], before[:90])
    assert steps(halves) == ["Clone"]
    assert halves.session.mask_empty  # the mask has nothing to do with it
    drag(halves, qtbot, (60, 40), (80, 40))  # the next stroke keeps its distance
    qtbot.waitUntil(lambda: len(steps(halves)) == 2 and halves.idle)
    assert np.array_equal(pixels(halves)[38:42, 60:80], before[38:42, 240:260])
    halves.session.stack.undo()
    halves.session.stack.undo()
    assert np.array_equal(pixels(halves), before)


def test_heal_keeps_the_light_of_where_it_paints(halves: MainWindow, qtbot: QtBot) -> None:
    take(halves, qtbot, "heal", Qt.Key.Key_H)
    copy_from(halves, qtbot, 240, 120)
    drag(halves, qtbot, (60, 120), (90, 120))
    qtbot.waitUntil(lambda: steps(halves) == ["Heal"] and halves.idle)
    assert abs(pixels(halves)[112:128, 58:92].mean() - 70) < 6


def test_bring_back_paints_the_photo_as_it_was_opened(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    original = pixels(opened).copy()
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    repaired = pixels(opened).copy()
    ys, xs = np.nonzero((repaired != original).any(2))
    y, x = float(ys.mean()), float(xs.mean())
    opened.retoucher.set_hardness(100)
    opened.brush.set_size(16)
    take(opened, qtbot, "original", Qt.Key.Key_Y)
    drag(opened, qtbot, (x, y), (x + 2, y))
    qtbot.waitUntil(lambda: steps(opened)[-1] == "Bring back" and opened.idle)
    there = np.s_[round(y) - 4 : round(y) + 4, round(x) - 4 : round(x) + 4]
    assert np.array_equal(pixels(opened)[there], original[there])
    assert (pixels(opened) == repaired).mean() > 0.9


def test_bring_back_gives_all_16_bits_back(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    values = deep_pixels(3, HEIGHT, WIDTH)
    (tmp_path / "deep.png").write_bytes(deep_png(values))
    open_photo(window, tmp_path / "deep.png", qtbot)
    window.brush.set_size(30)
    window.retoucher.set_hardness(100)
    take(window, qtbot, "clone", Qt.Key.Key_K)
    copy_from(window, qtbot, 240, 120)
    for number, y in enumerate((100, 112), 1):  # the second stroke crosses the first
        drag(window, qtbot, (60, y), (90, y))
        qtbot.waitUntil(lambda count=number: len(steps(window)) == count and window.idle)
    photo = window.session.shown
    assert photo is not None
    assert photo.document.deep is not None
    assert (photo.document.deep != values).any(2)[98:114, 62:88].mean() > 0.9
    take(window, qtbot, "original", Qt.Key.Key_Y)
    window.brush.set_size(80)
    drag(window, qtbot, (50, 106), (100, 106))
    qtbot.waitUntil(lambda: steps(window)[-1] == "Bring back" and window.idle)
    assert np.array_equal(photo.document.deep, values)


def test_without_a_source_the_user_is_told_and_nothing_changes(halves: MainWindow, qtbot: QtBot) -> None:
    before = pixels(halves).copy()
    take(halves, qtbot, "clone", Qt.Key.Key_K)
    drag(halves, qtbot, (60, 120), (90, 120))
    assert "Ctrl" in halves.status.message.text()
    take(halves, qtbot, "original", Qt.Key.Key_Y)
    drag(halves, qtbot, (60, 120), (90, 120))
    assert "nothing to bring back" in halves.status.message.text()
    assert np.array_equal(pixels(halves), before)
    assert steps(halves) == []


def test_the_copy_is_seen_while_it_is_painted_and_esc_drops_it(halves: MainWindow, qtbot: QtBot) -> None:
    before = pixels(halves).copy()
    take(halves, qtbot, "clone", Qt.Key.Key_K)
    copy_from(halves, qtbot, 240, 120)
    spot = at(halves, 60, 120)

    def light() -> int:
        return int(
            halves.canvas.grab().toImage().pixelColor(spot + (at(halves, 66, 126) - at(halves, 60, 120))).lightness()
        )

    dark = light()
    qtbot.mousePress(halves.canvas, LEFT, Qt.KeyboardModifier.NoModifier, spot)
    qtbot.waitUntil(lambda: light() > dark + 60)
    qtbot.keyClick(halves.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: light() < dark + 20)
    qtbot.mouseRelease(halves.canvas, LEFT, Qt.KeyboardModifier.NoModifier, spot)
    assert np.array_equal(pixels(halves), before)


def test_hardness_and_opacity_say_how_much_is_laid_on(halves: MainWindow, qtbot: QtBot) -> None:
    take(halves, qtbot, "clone", Qt.Key.Key_K)
    halves.retoucher.set_opacity(50)
    copy_from(halves, qtbot, 240, 60)
    drag(halves, qtbot, (60, 60), (64, 60))
    qtbot.waitUntil(lambda: len(steps(halves)) == 1 and halves.idle)
    assert abs(pixels(halves)[56:64, 56:68].mean() - 125) < 6  # half way from 70 to 180
    halves.retoucher.set_opacity(100)
    halves.retoucher.set_hardness(1)
    copy_from(halves, qtbot, 240, 180)
    drag(halves, qtbot, (60, 180), (61, 180))
    qtbot.waitUntil(lambda: len(steps(halves)) == 2 and halves.idle)
    middle, rim = pixels(halves)[178:182, 58:63].mean(), pixels(halves)[178:182, 69:73].mean()
    assert middle > 160
    assert 75 < rim < 140


def test_no_edit_begins_while_a_stroke_is_put_in(halves: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    halves.brush.set_tool(Tool.BRUSH)
    drag(halves, qtbot, (250, 40), (260, 40))
    take(halves, qtbot, "clone", Qt.Key.Key_K)
    copy_from(halves, qtbot, 240, 120)
    drag(halves, qtbot, (60, 120), (90, 120))
    halves.actions_by_name["repair"].trigger()
    qtbot.waitUntil(lambda: halves.idle)
    assert steps(halves)[-1] == "Clone"
    assert engine.requests == []


def test_a_photo_that_is_closed_while_a_stroke_is_put_in_is_left_alone(halves: MainWindow, qtbot: QtBot) -> None:
    take(halves, qtbot, "clone", Qt.Key.Key_K)
    copy_from(halves, qtbot, 240, 120)
    drag(halves, qtbot, (60, 120), (90, 120))
    photo, before = halves.session.photos[0], halves.session.photos[0].document
    halves.session.close(photo)
    qtbot.waitUntil(lambda: halves.idle and not photo.changing)
    assert photo.document is before
    assert not halves.banner.isVisible()
