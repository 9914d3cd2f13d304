"""Zoom, pan, and what the canvas paints."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import at, drag, move, open_photo, pixels
from vqstudio.core.geometry import Bounds
from vqstudio.ui.canvas.viewport import MAX_ZOOM, MIN_ZOOM, Viewport, step_zoom
from vqstudio.ui.model.mask_layer import MaskChange, MaskLayer
from vqstudio.ui.model.pyramid import Pyramid, level_for
from vqstudio.ui.model.tool import Tool
from vqstudio.ui.window.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def wheel(window: MainWindow, position: QPoint, notches: int) -> None:
    canvas = window.canvas
    event = QWheelEvent(
        QPointF(position), canvas.mapToGlobal(QPointF(position)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


@pytest.mark.parametrize("notches", [1, 3, -2])
def test_the_wheel_keeps_the_point_under_the_pointer(opened: MainWindow, notches: int) -> None:
    pointer = at(opened, 80, 60)
    zoom = opened.canvas.view.zoom
    wheel(opened, pointer, notches)
    assert (opened.canvas.view.zoom > zoom) == (notches > 0)
    x, y = opened.canvas.view.to_photo(pointer.x(), pointer.y())
    assert x == pytest.approx(80, abs=1.5)
    assert y == pytest.approx(60, abs=1.5)
    assert f"{opened.canvas.view.zoom * 100:.0f}" in opened.status.zoom.text()


def test_zoom_has_ends(opened: MainWindow) -> None:
    for _ in range(60):
        wheel(opened, at(opened, 10, 10), 4)
    assert opened.canvas.view.zoom == MAX_ZOOM
    for _ in range(60):
        wheel(opened, QPoint(200, 200), -4)
    assert opened.canvas.view.zoom == MIN_ZOOM


def test_zoom_keys(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_1, CONTROL)
    assert opened.canvas.view.zoom == 1
    qtbot.keyClick(opened, Qt.Key.Key_Plus, CONTROL)
    assert opened.canvas.view.zoom == 1.5
    qtbot.keyClick(opened, Qt.Key.Key_Minus, CONTROL)
    qtbot.keyClick(opened, Qt.Key.Key_Minus, CONTROL)
    assert opened.canvas.view.zoom == pytest.approx(0.67)
    assert not opened.canvas.fitted
    qtbot.keyClick(opened, Qt.Key.Key_0, CONTROL)
    assert opened.canvas.fitted


def test_a_fitted_photo_stays_fitted_when_the_window_changes(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "wide.png"
    Image.new("RGB", (3000, 1000), "teal").save(path)
    open_photo(window, path, qtbot)
    window.resize(900, 700)
    QApplication.processEvents()
    view = window.canvas.view
    left, _ = view.to_widget(0, 0)
    right, _ = view.to_widget(3000, 0)
    assert 0 <= left < right <= window.canvas.width()
    assert left == pytest.approx(window.canvas.width() - right, abs=2)


@pytest.mark.parametrize("with_space", [False, True])
def test_dragging_pans_without_painting(opened: MainWindow, qtbot: QtBot, with_space: bool) -> None:
    start = at(opened, 100, 100)
    button = Qt.MouseButton.LeftButton if with_space else Qt.MouseButton.MiddleButton
    if with_space:
        qtbot.keyPress(opened.canvas, Qt.Key.Key_Space)
    qtbot.mousePress(opened.canvas, button, pos=start)
    move(opened, start + QPoint(40, 25), button)
    qtbot.mouseRelease(opened.canvas, button, pos=start + QPoint(40, 25))
    qtbot.keyRelease(opened.canvas, Qt.Key.Key_Space)
    x, y = opened.canvas.view.to_widget(100, 100)
    assert (round(x), round(y)) == pytest.approx((start.x() + 40, start.y() + 25), abs=1)
    assert opened.session.mask_empty


def test_the_photo_cannot_be_lost_out_of_view(opened: MainWindow) -> None:
    opened.canvas.pan(-100_000, -100_000)
    right, bottom = opened.canvas.view.to_widget(320, 240)
    assert right > 0
    assert bottom > 0


def color_at(window: MainWindow, x: float, y: float) -> QColor:
    return window.canvas.grab().toImage().pixelColor(at(window, x, y))


def test_the_canvas_shows_the_photo_and_the_mask(opened: MainWindow, qtbot: QtBot) -> None:
    opened.canvas.actual_size()
    opened.canvas.leaveEvent(None)  # no brush ring in the picture
    x, y = 60, 70
    shown = color_at(opened, x, y)
    assert [shown.red(), shown.green(), shown.blue()] == list(pixels(opened)[y, x])
    drag(opened, qtbot, (60, 70), (90, 70))
    opened.canvas.leaveEvent(None)
    tinted = color_at(opened, x, y)
    assert tinted.red() > shown.red() + 20
    qtbot.keyClick(opened, Qt.Key.Key_M)
    assert color_at(opened, x, y) == shown


def test_a_held_key_shows_the_photo_as_it_was_opened(opened: MainWindow, qtbot: QtBot) -> None:
    opened.canvas.actual_size()
    drag(opened, qtbot, (100, 100), (140, 100))
    opened.operations.repair()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    opened.canvas.leaveEvent(None)
    edited = color_at(opened, 120, 100)
    assert edited == QColor(10, 10, 10)
    qtbot.keyPress(opened.canvas, Qt.Key.Key_Backslash)
    before = color_at(opened, 120, 100)
    qtbot.keyRelease(opened.canvas, Qt.Key.Key_Backslash)
    assert before.red() >= 100
    assert color_at(opened, 120, 100) == edited
    qtbot.mousePress(opened.toolbar.before, Qt.MouseButton.LeftButton)
    assert color_at(opened, 120, 100) == before
    qtbot.mouseRelease(opened.toolbar.before, Qt.MouseButton.LeftButton)
    assert color_at(opened, 120, 100) == edited


def test_before_shows_left_of_a_divider_that_can_be_dragged(opened: MainWindow, qtbot: QtBot) -> None:
    opened.canvas.actual_size()
    drag(opened, qtbot, (20, 100), (300, 100))
    opened.operations.repair()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    opened.canvas.leaveEvent(None)
    qtbot.keyClick(opened, Qt.Key.Key_C)
    assert color_at(opened, 40, 100).red() >= 100
    assert color_at(opened, 280, 100) == QColor(10, 10, 10)
    middle = QPoint(opened.canvas.width() // 2, 30)
    qtbot.mousePress(opened.canvas, Qt.MouseButton.LeftButton, pos=middle)
    move(opened, QPoint(at(opened, 10, 0).x(), 30), Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(opened.canvas, Qt.MouseButton.LeftButton, pos=QPoint(at(opened, 10, 0).x(), 30))
    opened.canvas.leaveEvent(None)
    assert color_at(opened, 40, 100) == QColor(10, 10, 10)
    assert opened.session.mask_empty


def test_painting_a_part_gives_the_same_picture_as_painting_all(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "large.png"
    noise = np.random.default_rng(5).integers(0, 255, (90, 130, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((2600, 1801)).save(path)
    open_photo(window, path, qtbot)
    window.brush.set_size(200)
    shown = window.canvas.grab().toImage()
    assert shown.size() == window.canvas.size() * window.canvas.devicePixelRatioF()
    # The backing store collects partial updates; grab() paints everything anew.
    drag(window, qtbot, (400, 400), (900, 700), (1500, 600))
    window.canvas.leaveEvent(None)
    QApplication.processEvents()
    store = window.screen().grabWindow(window.winId()).toImage()
    corner = window.canvas.mapTo(window, QPoint(0, 0))
    whole = window.canvas.grab().toImage()
    step = 7
    differing = sum(
        abs(store.pixelColor(corner.x() + x, corner.y() + y).red() - whole.pixelColor(x, y).red()) > 4
        for x in range(0, whole.width(), step)
        for y in range(0, whole.height(), step)
    )
    assert differing == 0


def test_a_patched_pyramid_equals_one_built_anew() -> None:
    rng = np.random.default_rng(1)
    for channels in (3, 4):
        before = rng.integers(0, 256, (701, 1003, channels), dtype=np.uint8)
        bounds = Bounds(301, 117, 55, 63)
        after = before.copy()
        after[bounds.slices] = rng.integers(0, 256, (63, 55, channels))
        patched, anew = Pyramid.build(before).patched(after, bounds), Pyramid.build(after)
        assert patched.levels == anew.levels > 1
        for ours, theirs in zip(patched.coarse, anew.coarse, strict=True):
            assert np.array_equal(ours, theirs)


def test_transparent_pixels_do_not_bleed_into_small_views() -> None:
    photo = np.zeros((600, 600, 4), np.uint8)
    photo[:, :300] = (200, 100, 50, 255)
    photo[:, 300:, :3] = 255  # hidden white
    half = Pyramid.build(photo).coarse[0]
    assert tuple(half[10, 149]) == (200, 100, 50, 255)
    assert tuple(half[10, 150]) == (0, 0, 0, 0)


def test_levels_never_show_fewer_pixels_than_the_screen() -> None:
    assert level_for(1.0, 5) == 0
    assert level_for(0.51, 5) == 0
    assert level_for(0.5, 5) == 1
    assert level_for(0.13, 5) == 2
    assert level_for(0.01, 3) == 2


def test_mask_levels_follow_the_mask(qapp: QApplication) -> None:
    layer = MaskLayer()
    layer.reset(501, 903)
    before = layer.alpha.copy()
    layer.alpha[100:200, 300:431] = 255
    layer.touch(Bounds(300, 100, 131, 100))
    change = MaskChange.between(before, layer.alpha)
    assert change.bounds == Bounds(300, 100, 131, 100)
    palette = np.arange(256, dtype=np.uint32)
    _, shown = layer.overlay(1, Bounds(150, 50, 65, 50), palette)
    assert (shown == 255).all()
    layer.toggle(change)
    _, shown = layer.overlay(1, Bounds(0, 0, 452, 251), palette)
    assert not shown.any()


def test_high_density_screens_show_a_photo_pixel_per_device_pixel() -> None:
    view = Viewport(ratio=2.0).centred(1.0, (400, 200), (800, 600))
    assert view.scale == 0.5
    assert view.to_widget(400, 0)[0] - view.to_widget(0, 0)[0] == 200


def test_zoom_steps_climb_and_descend() -> None:
    assert step_zoom(1.0, 1) == 1.5
    assert step_zoom(1.0, -1) == 0.67
    assert step_zoom(0.8, 1) == 1.0
    assert step_zoom(MAX_ZOOM, 1) == MAX_ZOOM
    assert step_zoom(MIN_ZOOM, -1) == MIN_ZOOM


def test_a_defect_in_a_gesture_is_told_and_the_program_goes_on(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of numpy, whose exceptions do not come from Python code."""
    opened.brush.set_tool(Tool.RECTANGLE)
    monkeypatch.setattr(opened.selector, "press", lambda *_: np.zeros(2) + np.zeros(3))
    place, left = QPointF(at(opened, 50, 50)), Qt.MouseButton.LeftButton
    press = QMouseEvent(QEvent.Type.MouseButtonPress, place, place, left, left, Qt.KeyboardModifier.NoModifier)
    with qtbot.capture_exceptions() as told:
        QApplication.postEvent(opened.canvas, press)
        qtbot.waitUntil(lambda: bool(told))
    assert "broadcast" in str(told[0][1])
