"""Before and after in two views, on the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HEIGHT, WIDTH, MakeWindow, drag, open_photo
from vqstudio.ui.canvas.before_view import BeforeView
from vqstudio.ui.kit.settings import SettingsStore
from vqstudio.ui.kit.translation import speak
from vqstudio.ui.window.main_window import MainWindow

LEFT, MIDDLE, SHIFT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.ShiftModifier
FILL = QColor(10, 10, 10)
"""What the scripted engine repairs with."""


@pytest.fixture
def comparing(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    """A band along the photo is repaired, and both views are shown."""
    opened.canvas.actual_size()
    drag(opened, qtbot, (20, 100), (300, 100))
    opened.operations.repair()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    qtbot.keyClick(opened, Qt.Key.Key_C, SHIFT)
    assert before_of(opened).isVisible()
    return opened


def before_of(window: MainWindow) -> BeforeView:
    return window.area.before


def at(window: MainWindow, x: float, y: float) -> QPoint:
    """Where a point of the photo is, in either view."""
    point = window.canvas.view.to_widget(x, y)
    return QPoint(round(point[0]), round(point[1]))


def color_at(window: MainWindow, view: QWidget, x: float, y: float) -> QColor:
    return view.grab().toImage().pixelColor(at(window, x, y) * view.devicePixelRatio())


def test_two_views_show_the_same_part_before_and_after(comparing: MainWindow, qtbot: QtBot) -> None:
    before, canvas = before_of(comparing), comparing.canvas
    assert before.width() == pytest.approx(canvas.width(), abs=1)
    assert before.mapTo(comparing, QPoint(0, 0)).x() < canvas.mapTo(comparing, QPoint(0, 0)).x()
    for place in (60, 160, 280):
        assert color_at(comparing, before, place, 100).red() >= 100
        assert color_at(comparing, canvas, place, 100) == FILL
    qtbot.keyClick(comparing, Qt.Key.Key_C, SHIFT)
    assert not before.isVisible()


def test_a_stroke_in_the_view_of_before_paints_the_mask_there(comparing: MainWindow, qtbot: QtBot) -> None:
    before = before_of(comparing)
    comparing.brush.set_size(20)
    qtbot.mouseMove(before, at(comparing, 100, 200))
    qtbot.mousePress(before, LEFT, pos=at(comparing, 100, 200))
    qtbot.mouseMove(before, at(comparing, 160, 200))
    qtbot.mouseRelease(before, LEFT, pos=at(comparing, 160, 200))
    alpha = comparing.session.mask.alpha
    assert alpha[200, 130] == 255
    assert alpha[100, 130] == 0
    assert alpha[200, 200] == 0


def test_zooming_and_moving_one_view_moves_the_other(comparing: MainWindow, qtbot: QtBot) -> None:
    before, canvas = before_of(comparing), comparing.canvas
    place = at(comparing, 90, 60)
    wheel = QWheelEvent(
        QPointF(place), QPointF(before.mapToGlobal(place)), QPoint(), QPoint(0, 960), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(before, wheel)
    assert canvas.view.zoom == pytest.approx(4)
    assert canvas.view.to_photo(place.x(), place.y()) == pytest.approx((90, 60), abs=0.5)
    start = at(comparing, 90, 60)
    qtbot.mousePress(before, MIDDLE, pos=start)
    qtbot.mouseMove(before, start + QPoint(30, 20))
    qtbot.mouseRelease(before, MIDDLE, pos=start + QPoint(30, 20))
    assert at(comparing, 90, 60) == start + QPoint(30, 20)
    assert color_at(comparing, before, 90, 100).red() >= 100
    assert color_at(comparing, canvas, 90, 100) == FILL


def test_the_middle_of_the_view_stays_in_the_middle(opened: MainWindow, qtbot: QtBot) -> None:
    canvas = opened.canvas
    canvas.zoom_to(8)
    middle = canvas.view.to_photo(canvas.width() / 2, canvas.height() / 2)
    for _ in range(2):
        qtbot.keyClick(opened, Qt.Key.Key_C, SHIFT)
        assert canvas.view.to_photo(canvas.width() / 2, canvas.height() / 2) == pytest.approx(middle, abs=1)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_fitted_photo_fits_in_either_view(
    make_window: MakeWindow, photo: Path, qtbot: QtBot, qapp: QApplication, language: str
) -> None:
    locale = QLocale()
    translators = speak(qapp, language)
    opened = make_window()
    QLocale.setDefault(locale)
    for translator in translators:
        qapp.removeTranslator(translator)
    open_photo(opened, photo, qtbot)
    for name in ("history", "rulers"):
        opened.actions_by_name[name].setChecked(True)
    opened.canvas.fit()
    opened.resize(opened.minimumSize())
    qtbot.keyClick(opened, Qt.Key.Key_C, SHIFT)
    for view in (opened.canvas, before_of(opened)):
        assert view.rect().contains(at(opened, 0, 0))
        assert view.rect().contains(at(opened, WIDTH, HEIGHT))
        assert view.mapTo(opened, view.rect().topRight()).x() < opened.side.mapTo(opened, QPoint(0, 0)).x()
    assert opened.size() == opened.minimumSize()


def test_one_way_of_comparing_ends_the_other_and_the_button_keeps_the_last(
    opened: MainWindow, store: SettingsStore, make_window: MakeWindow, photo: Path, qtbot: QtBot
) -> None:
    actions = opened.actions_by_name
    qtbot.keyClick(opened, Qt.Key.Key_C)
    qtbot.keyClick(opened, Qt.Key.Key_C, SHIFT)
    assert actions["side_by_side"].isChecked()
    assert not actions["split"].isChecked()
    later = make_window()
    open_photo(later, photo, qtbot)
    qtbot.mouseClick(later.toolbar.comparison, LEFT)
    assert before_of(later).isVisible()


def test_the_mask_shows_in_both_views_while_it_is_painted(comparing: MainWindow, qtbot: QtBot) -> None:
    before, canvas = before_of(comparing), comparing.canvas
    bare = color_at(comparing, before, 130, 200), color_at(comparing, canvas, 130, 200)
    qtbot.mouseMove(before, at(comparing, 100, 200))
    qtbot.mousePress(before, LEFT, pos=at(comparing, 100, 200))
    qtbot.mouseMove(before, at(comparing, 200, 200))
    assert color_at(comparing, before, 130, 200) != bare[0]
    assert color_at(comparing, canvas, 130, 200) != bare[1]
    qtbot.mouseRelease(before, LEFT, pos=at(comparing, 200, 200))


def test_a_stroke_ends_where_the_views_change_under_it(opened: MainWindow, qtbot: QtBot) -> None:
    opened.canvas.actual_size()
    opened.brush.set_size(20)
    qtbot.mousePress(opened.canvas, LEFT, pos=at(opened, 100, 200))
    qtbot.mouseMove(opened.canvas, at(opened, 120, 200))
    qtbot.keyClick(opened, Qt.Key.Key_C, SHIFT)
    qtbot.mouseMove(opened.canvas, at(opened, 300, 200))
    qtbot.mouseRelease(opened.canvas, LEFT, pos=at(opened, 300, 200))
    painted = opened.session.mask.alpha[200].nonzero()[0]
    assert painted.max() < 140


def test_a_photo_is_in_sight_that_comes_back_to_a_narrower_view(opened: MainWindow, photo: Path, qtbot: QtBot) -> None:
    canvas = opened.canvas
    canvas.zoom_to(8)
    canvas.pan(-600, 0)
    middle = canvas.view.to_photo(canvas.width() / 2, canvas.height() / 2)
    other = photo.with_stem("other")
    other.write_bytes(photo.read_bytes())
    open_photo(opened, other, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_C, SHIFT)
    qtbot.keyClick(opened, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: canvas.view.zoom == 8)
    assert canvas.view.to_photo(canvas.width() / 2, canvas.height() / 2) == pytest.approx(middle, abs=1)
    assert canvas.view.to_widget(WIDTH, 0)[0] > 0


def test_keys_change_the_pointer_in_the_view_of_before_too(comparing: MainWindow, qtbot: QtBot) -> None:
    before, canvas = before_of(comparing), comparing.canvas
    canvas.setFocus()
    qtbot.mouseMove(before, at(comparing, 100, 200))
    assert before.cursor().shape() is Qt.CursorShape.BlankCursor  # the brush's ring stands for it
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert before.cursor().shape() is Qt.CursorShape.OpenHandCursor
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert before.cursor().shape() is Qt.CursorShape.BlankCursor
    qtbot.keyClick(comparing, Qt.Key.Key_R)
    assert before.cursor().shape() is Qt.CursorShape.CrossCursor
    assert canvas.cursor().shape() is Qt.CursorShape.CrossCursor


def test_the_frame_is_seen_and_pulled_in_either_view(comparing: MainWindow, qtbot: QtBot) -> None:
    before = before_of(comparing)
    qtbot.keyClick(comparing, Qt.Key.Key_F4)
    bare = color_at(comparing, before, WIDTH - 25, 60)
    start, end = at(comparing, WIDTH, HEIGHT / 2), at(comparing, WIDTH - 50, HEIGHT / 2)
    qtbot.mouseMove(before, start)
    qtbot.mousePress(before, LEFT, pos=start)
    qtbot.mouseMove(before, end)
    qtbot.mouseRelease(before, LEFT, pos=end)
    assert comparing.frame.margins.right == pytest.approx(-50, abs=2)
    assert color_at(comparing, before, WIDTH - 25, 60).lightness() < bare.lightness()  # what is cut off, in the shade
