"""New pictures, the photo created anew, and the token view, on the real window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WIDTH, FakeEngine, MakeWindow, at, drag, move, pixels, shown_colour
from vqstudio.core.errors import PackError
from vqstudio.core.geometry import Bounds
from vqstudio.engine.requests import CreateRequest
from vqstudio.ui.dialogs.prompts import Prompts
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def wait(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.idle)


def asked(engine: FakeEngine) -> list[CreateRequest]:
    return [request for request in engine.requests if isinstance(request, CreateRequest)]


def test_a_new_picture_is_created_without_a_photo_and_again_in_other_versions(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    panel = window.create_panel
    assert not panel.create_anew.isEnabled()
    panel.picture_size.setCurrentIndex(1)
    qtbot.mouseClick(panel.new, LEFT)
    qtbot.waitUntil(lambda: bool(asked(engine)) and window.idle)
    assert pixels(window).shape == (256, 384, 3)
    assert (pixels(window) == 5).all()
    assert asked(engine)[0].share == 1
    qtbot.mouseClick(panel.new, LEFT)  # not another document: another version
    wait(window, qtbot)
    assert [request.seed for request in asked(engine)] == [0, 1, 2, 3]
    assert len(panel.versions.strip.tiles) == 4
    qtbot.mouseClick(panel.versions.strip.tiles[3], LEFT)
    assert (pixels(window) == 20).all()
    window.session.stack.undo()
    assert (pixels(window) == 128).all()


def test_a_new_picture_shows_the_chosen_subject_and_another_one_is_another_picture(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    panel = window.create_panel
    qtbot.waitUntil(panel.subjects.isEnabled)
    assert [panel.subjects.itemText(n) for n in range(4)] == ["Anything", "Moon", "Sea", "Sky"]
    panel.subjects.setFocus()
    qtbot.keyClicks(panel.subjects, "Sea")
    qtbot.mouseClick(panel.new, LEFT)
    qtbot.waitUntil(lambda: bool(asked(engine)) and window.idle)
    assert asked(engine)[0].subject == "sea"
    qtbot.mouseClick(panel.new, LEFT)
    wait(window, qtbot)
    assert {request.subject for request in asked(engine)} == {"sea"}
    count = len(asked(engine))
    qtbot.keyClick(panel.subjects, Qt.Key.Key_Home)
    qtbot.mouseClick(panel.new, LEFT)
    qtbot.waitUntil(lambda: len(asked(engine)) > count and window.idle)
    assert asked(engine)[-1].subject == ""
    assert asked(engine)[-1].seed == 0


def test_a_new_picture_comes_beside_an_edited_photo(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    opened.create_panel.run()
    wait(opened, qtbot)
    opened.create_panel.make_new()
    wait(opened, qtbot)
    qtbot.waitUntil(lambda: opened.files.name == "Untitled" and opened.idle)
    opened.actions_by_name["previous_photo"].trigger()
    assert opened.files.name == "holiday.png"
    assert (pixels(opened) == 5).all()


def test_the_photo_is_created_anew_by_the_share_that_is_set(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F5)
    original = pixels(opened).copy()
    opened.create_panel.share.set_value(30)
    qtbot.mouseClick(opened.create_panel.create_anew, LEFT)
    wait(opened, qtbot)
    assert asked(engine)[0].share == 0.3
    assert not asked(engine)[0].tileable
    assert (pixels(opened) == 5).all()
    opened.session.stack.undo()
    assert np.array_equal(pixels(opened), original)


def test_a_texture_is_offered_in_sizes_that_can_repeat(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = window.create_panel
    qtbot.keyClick(window, Qt.Key.Key_F5)
    panel.picture_size.setCurrentIndex(panel.picture_size.count() - 1)
    qtbot.mouseClick(panel.tileable, LEFT, pos=QPoint(12, panel.tileable.height() // 2))
    assert panel.tileable.isChecked()
    assert max(panel.picture_size.currentData()) <= 512
    qtbot.mouseClick(panel.new, LEFT)
    qtbot.waitUntil(lambda: bool(asked(engine)) and window.idle)
    assert asked(engine)[0].tileable


def test_versions_of_an_extension_stand_side_by_side(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    original = pixels(opened).copy()
    qtbot.keyClick(opened, Qt.Key.Key_F4)
    opened.frame_panel.sides["right"].setValue(40)
    qtbot.mouseClick(opened.frame_panel.apply, LEFT)
    wait(opened, qtbot)
    qtbot.mouseClick(opened.frame_panel.versions.more, LEFT)
    wait(opened, qtbot)
    assert len(opened.frame_panel.versions.strip.tiles) == 4
    assert (pixels(opened)[:, WIDTH:] == 8).all()
    assert not opened.repair_panel.versions.strip.fills
    opened.actions_by_name["next_fill"].trigger()
    assert (pixels(opened)[:, WIDTH:] == 9).all()
    opened.session.stack.undo()  # whichever is chosen, it is one step
    assert np.array_equal(pixels(opened), original)


def test_another_version_of_an_extension_keeps_what_was_painted_since(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.frame_panel.sides["left"].setValue(40)
    qtbot.keyClick(opened, Qt.Key.Key_F4)
    opened.frame_panel.sides["left"].setValue(40)
    qtbot.mouseClick(opened.frame_panel.apply, LEFT)
    wait(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    drag(opened, qtbot, (200, 200), (220, 200))
    stroke = opened.session.mask.alpha.copy()
    assert stroke.any()
    opened.operations.more_fills()
    wait(opened, qtbot)
    assert (pixels(opened)[:, :40] == 8).all()
    assert np.array_equal(opened.session.mask.alpha, stroke)


def test_resting_on_a_part_of_the_photo_tells_its_code(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_T)
    tokens = opened.tokens
    qtbot.waitUntil(lambda: tokens.grid is not None)
    move(opened, at(opened, 12, 4))
    assert tokens.code == 1
    assert len(tokens.places()) == 30 * 40 // 2
    qtbot.waitUntil(lambda: tokens.look is not None)
    assert tokens.look is not None
    assert tokens.look.pixelColor(3, 3).red() == 100
    drag(opened, qtbot, (100, 100), (140, 110))  # the brush rests
    assert opened.session.mask_empty
    assert opened.create_panel.show_tokens.isChecked()
    qtbot.keyClick(opened, Qt.Key.Key_F2)  # in the repair panel one paints
    assert tokens.code is None
    assert not opened.create_panel.show_tokens.isChecked()


def test_the_tokens_are_painted_over_the_photo(opened: MainWindow, qtbot: QtBot) -> None:
    """Where another code stands than under the pointer the photo is in the shade."""
    qtbot.keyClick(opened, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: opened.tokens.grid is not None)

    def light(column: int) -> int:
        return opened.canvas.grab().toImage().pixelColor(at(opened, 8 * column + 4, 204)).lightness()

    before = light(20), light(21)
    move(opened, at(opened, 4, 4))
    assert light(20) == before[0]
    assert light(21) < 0.7 * before[1]


def test_the_tokens_follow_the_photo(opened: MainWindow, qtbot: QtBot) -> None:
    opened.tokens.set_active(True)
    qtbot.waitUntil(lambda: opened.tokens.grid is not None)
    first = opened.tokens.grid
    opened.create_panel.run()
    wait(opened, qtbot)
    qtbot.waitUntil(lambda: opened.tokens.grid not in (None, first))


def test_tokens_that_cannot_be_read_are_told_once(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.error = PackError("The pack is damaged.")
    qtbot.keyClick(opened, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: opened.banner.isVisible())
    assert opened.tokens.grid is None


def test_signals_leave_the_references_to_true_alone(make_window: MakeWindow) -> None:
    """A release of PySide6 did not, which ended the program after some thousand strokes (before Python 3.12)."""
    import sys

    window = make_window()
    before = sys.getrefcount(True)
    for number in range(300):
        window.brush.set_size(10 + number % 50)
    assert sys.getrefcount(True) > before - 200


def test_the_key_of_the_shown_panel_leaves_the_tokens_in_sight(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F5)
    opened.actions_by_name["token_view"].trigger()
    assert opened.tokens.active
    qtbot.keyClick(opened, Qt.Key.Key_F5)
    assert opened.tokens.active
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    assert not opened.tokens.active


def test_strokes_of_colour_become_a_picture_and_are_undone_one_by_one(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    panel = window.create_panel
    qtbot.mouseClick(panel.sketch.new, LEFT)
    qtbot.waitUntil(lambda: window.session.document is not None and window.idle)
    assert pixels(window).shape == (256, 256, 3)
    empty = pixels(window).copy()
    window.brush.set_size(40)
    window.retoucher.set_hardness(100)
    painted: list[np.ndarray] = []
    for colour, y in (((200, 30, 40), 60), ((20, 60, 200), 180)):
        monkeypatch.setattr(Prompts, "ask_colour", lambda _self, _now, colour=colour: colour)
        qtbot.mouseClick(panel.sketch.colour, LEFT)
        drag(window, qtbot, (60, y), (200, y))
        qtbot.waitUntil(lambda: window.idle and window.session.stack.count() > len(painted))
        assert pixels(window)[y, 130].tolist() == list(colour)
        painted.append(pixels(window).copy())
    assert panel.sketch.paint.isEnabled()
    panel.sketch.freedom.set_value(20)
    qtbot.mouseClick(panel.sketch.make, LEFT)
    wait(window, qtbot)
    request = asked(engine)[0]
    assert request.freedom == 0.2
    assert np.array_equal(request.pixels, painted[1])
    assert (pixels(window) == 5).all()
    for before in (painted[1], painted[0], empty):
        window.session.stack.undo()
        assert np.array_equal(pixels(window), before)


def test_a_colour_is_taken_from_the_photo(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_D)
    qtbot.mouseClick(opened.canvas, LEFT, Qt.KeyboardModifier.ControlModifier, at(opened, 50, 70))
    assert opened.retoucher.colour == tuple(pixels(opened)[70, 50].tolist())
    assert opened.session.stack.count() == 0


def test_of_several_the_most_natural_are_shown_first(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    """The engine of tests prefers every second seed."""
    original = pixels(opened).copy()
    panel = opened.create_panel
    qtbot.keyClick(opened, Qt.Key.Key_F5)
    panel.drawn.setCurrentIndex(panel.drawn.findData(8))
    qtbot.mouseClick(panel.create_anew, LEFT)
    wait(opened, qtbot)
    assert [request.seed for request in asked(engine)] == list(range(8))
    shown = [fill.request.seed for fill in panel.versions.strip.fills]
    assert shown == [0, 2, 4, 6]
    assert (pixels(opened) == 5).all()
    qtbot.mouseClick(panel.versions.strip.tiles[1], LEFT)
    assert (pixels(opened) == 15).all()
    opened.operations.more_fills()
    wait(opened, qtbot)
    assert [fill.request.seed for fill in panel.versions.strip.fills] == [0, 2, 4, 6, 7, 8, 9]
    opened.session.stack.undo()
    assert np.array_equal(pixels(opened), original)


def test_more_like_the_version_that_is_shown(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = opened.create_panel
    qtbot.keyClick(opened, Qt.Key.Key_F5)
    assert not panel.more_like.isVisible()
    qtbot.mouseClick(panel.create_anew, LEFT)
    wait(opened, qtbot)
    chosen = pixels(opened).copy()
    qtbot.mouseClick(panel.more_like, LEFT)
    wait(opened, qtbot)
    variations = asked(engine)[1:]
    assert len(variations) == 4 == len(panel.versions.strip.fills)
    assert all(np.array_equal(request.pixels, chosen) and request.share < 0.5 for request in variations)
    opened.session.stack.undo()
    assert np.array_equal(pixels(opened), chosen)


def test_each_of_several_is_shown_while_it_is_drawn(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    before, panel = shown_colour(opened), opened.create_panel
    panel.drawn.setCurrentIndex(panel.drawn.findData(4))
    engine.preview = Bounds.of(pixels(opened).shape), np.full(pixels(opened).shape, 123, np.uint8)
    engine.hold()
    panel.run()
    qtbot.waitUntil(lambda: shown_colour(opened) == (123, 123, 123))
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    wait(opened, qtbot)
    qtbot.waitUntil(lambda: shown_colour(opened) == before)


def test_drawing_several_can_be_cancelled(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    original = pixels(opened).copy()
    panel = opened.create_panel
    panel.drawn.setCurrentIndex(panel.drawn.findData(4))
    engine.hold()
    panel.run()
    qtbot.waitUntil(lambda: bool(asked(engine)))
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    wait(opened, qtbot)
    assert len(asked(engine)) == 1
    assert np.array_equal(pixels(opened), original)
    assert not panel.versions.strip.fills
