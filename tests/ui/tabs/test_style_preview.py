"""Styles as they are seen in the photo before they are applied."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, at, drag, paint, pixels, shown_colour
from tests.ui.tabs.test_styles import apply
from vqstudio.engine.requests import StyleRequest
from vqstudio.ui.window.main_window import MainWindow


def test_a_hovered_style_is_previewed_in_the_photo_and_leaves_no_trace(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.side.show_page("style")
    document, before = opened.session.document, shown_colour(opened)
    tile = opened.pages["style"].panel.gallery.tiles[1]
    QApplication.sendEvent(tile, QEnterEvent(QPointF(20, 20), QPointF(20, 20), QPointF(20, 20)))
    qtbot.waitUntil(lambda: shown_colour(opened) == (0, 0, 0))
    assert opened.session.document is document
    assert not opened.session.stack.can_undo()
    QApplication.sendEvent(tile, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: shown_colour(opened) == before)


def test_passing_over_tiles_computes_nothing(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    for tile in opened.pages["style"].panel.gallery.tiles:
        QApplication.sendEvent(tile, QEnterEvent(QPointF(20, 20), QPointF(20, 20), QPointF(20, 20)))
        QApplication.sendEvent(tile, QEvent(QEvent.Type.Leave))
    qtbot.wait(300)
    assert not engine.requests


def test_controls_show_their_effect_at_once_and_the_last_value_is_seen(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.side.show_page("style")
    panel, document = opened.pages["style"].panel, opened.session.document
    assert document is not None
    before = shown_colour(opened)
    engine.hold()
    panel.strength.set_value(90)
    qtbot.waitUntil(lambda: len(engine.requests) == 1)
    for value in (70, 60, 50):  # while the first is being computed
        panel.strength.set_value(value)
    qtbot.waitUntil(lambda: len(engine.requests) == 2)
    engine.release()
    expected = tuple(value // 2 for value in before)
    qtbot.waitUntil(lambda: all(abs(a - b) <= 2 for a, b in zip(shown_colour(opened), expected, strict=True)))
    assert [r.strength for r in engine.requests if isinstance(r, StyleRequest)] == [0.9, 0.5]
    assert opened.session.document is document
    assert not opened.session.stack.can_undo()
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown_colour(opened) == before)
    panel.strength.set_value(40)
    assert apply(opened, qtbot).strength == 0.4
    assert opened.session.stack.can_undo()


def test_pictures_follow_each_other_while_a_slider_moves(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    panel, before = opened.pages["style"].panel, shown_colour(opened)
    opened.pages["style"].preview._rest.setInterval(60_000)  # it never stands still
    engine.hold()
    panel.strength.set_value(90)
    qtbot.waitUntil(lambda: len(engine.requests) == 1)  # at once, not once it stands
    panel.strength.set_value(80)
    panel.strength.set_value(60)
    engine.release()
    expected = tuple(round(value * 0.4) for value in before)
    qtbot.waitUntil(lambda: all(abs(a - b) <= 2 for a, b in zip(shown_colour(opened), expected, strict=True)))
    assert [r.strength for r in engine.requests if isinstance(r, StyleRequest)] == [0.9, 0.6]


def test_a_style_that_was_applied_where_it_is_painted_takes_another_strength(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    paint(opened, qtbot)
    before = pixels(opened).copy()
    opened.side.show_page("style")
    panel = opened.pages["style"].panel
    assert apply(opened, qtbot).mask is not None
    spot = at(opened, 140, 106)

    def shown() -> int:
        return opened.canvas.grab().toImage().pixelColor(spot).lightness()

    assert shown() <= 2  # painted black by the engine of these tests
    panel.strength.set_value(50)
    qtbot.waitUntil(lambda: 50 < shown() < 110)  # half of the photo, not of what was painted
    assert opened.session.stack.index() == 2
    apply(opened, qtbot)
    assert opened.session.stack.index() == 3
    inside = opened.session.mask.alpha > 0
    assert np.abs(pixels(opened)[inside].astype(int) - before[inside] // 2).max() <= 1
    assert np.array_equal(pixels(opened)[~inside], before[~inside])


def test_the_tint_of_the_mask_does_not_lie_over_the_style(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    opened.side.show_page("style")
    shown = opened.actions_by_name["mask_visible"]

    def red() -> bool:
        image = opened.canvas.grab().toImage()
        spot = image.pixelColor(at(opened, 140, 110))
        return spot.red() > spot.green() + 40

    assert red()
    apply(opened, qtbot)
    assert not red()
    assert not opened.session.mask_empty
    opened.undo()
    assert red()
    opened.redo()
    apply(opened, qtbot)
    shown.trigger()  # users who ask for it see it
    assert red()
    shown.trigger()
    drag(opened, qtbot, (60, 60), (80, 60))
    assert not red()  # as the user chose
    shown.trigger()
    apply(opened, qtbot)
    assert not red()
    drag(opened, qtbot, (60, 160), (80, 160))
    assert red()


def test_the_preview_of_a_tile_ends_where_a_key_shows_another_panel(opened: MainWindow, qtbot: QtBot) -> None:
    """The tile is hidden then, and the pointer never leaves it."""
    opened.side.show_page("style")
    before = shown_colour(opened)
    tile = opened.pages["style"].panel.gallery.tiles[1]
    QApplication.sendEvent(tile, QEnterEvent(QPointF(20, 20), QPointF(20, 20), QPointF(20, 20)))
    qtbot.waitUntil(lambda: shown_colour(opened) == (0, 0, 0))
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: shown_colour(opened) == before)
