"""Textures from a part of the photo, on the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HEIGHT, WIDTH, FakeEngine, drag, pixels
from vqstudio.engine.requests import TextureRequest
from vqstudio.ui.tabs.texture import TextureSection
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def asked(engine: FakeEngine) -> list[TextureRequest]:
    return [request for request in engine.requests if isinstance(request, TextureRequest)]


def click(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> TextureRequest:
    """Press the button, and wait for what it makes."""
    before = len(asked(engine))
    qtbot.mouseClick(window.create_panel.texture.make, LEFT)
    qtbot.waitUntil(lambda: len(asked(engine)) > before and window.idle and not window.operations.busy)
    return asked(engine)[-1]


@pytest.fixture
def section(opened: MainWindow, qtbot: QtBot) -> TextureSection:
    qtbot.keyClick(opened, Qt.Key.Key_F5)
    return opened.create_panel.texture


def test_a_texture_of_what_is_selected_opens_as_a_new_photo(
    opened: MainWindow, section: TextureSection, engine: FakeEngine, qtbot: QtBot
) -> None:
    photo = pixels(opened).copy()
    opened.actions_by_name["rectangle"].trigger()
    drag(opened, qtbot, (40, 60), (90, 100), (140, 120))
    section.across.setValue(300)
    section.down.setValue(200)
    section.scale.set_value(50)
    section.turned.setChecked(True)
    request = click(opened, engine, qtbot)
    assert np.array_equal(request.area[:, :, :3], photo[60:120, 40:140, :3])
    assert (request.tileable, request.scale, request.turned) == (True, 0.5, True)
    assert pixels(opened).shape == (200, 300, 3)
    assert (pixels(opened) == 5).all()
    opened.session.stack.undo()
    assert (pixels(opened) == 128).all()
    opened.actions_by_name["previous_photo"].trigger()
    assert np.array_equal(pixels(opened), photo)


def test_the_whole_photo_is_taken_where_nothing_is_selected(
    opened: MainWindow, section: TextureSection, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert click(opened, engine, qtbot).area.shape[:2] == (HEIGHT, WIDTH)


def test_pressed_again_it_makes_versions_and_with_other_settings_another_texture_of_the_same_part(
    opened: MainWindow, section: TextureSection, engine: FakeEngine, qtbot: QtBot
) -> None:
    first = click(opened, engine, qtbot)
    click(opened, engine, qtbot)
    assert [request.seed for request in asked(engine)] == [0, 1, 2, 3]
    assert len(section.versions.strip.tiles) == 4
    qtbot.mouseClick(section.versions.strip.tiles[2], LEFT)
    assert (pixels(opened) == 15).all()
    section.across.setValue(64)
    other = click(opened, engine, qtbot)
    assert other.area is first.area
    assert pixels(opened).shape == (512, 64, 3)
    assert len(opened.session.photos) == 3


def test_a_texture_that_repeats_is_seen_repeated(
    opened: MainWindow, section: TextureSection, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert not section.repeated.isVisible()
    click(opened, engine, qtbot)
    assert section.repeated.isVisible()
    seen = section.repeated.grab().toImage()
    middle = seen.width() // 2
    assert [seen.pixelColor(middle + step, seen.height() // 2).red() for step in (-72, 0, 72)] == [5, 5, 5]
    section.tileable.setChecked(False)
    click(opened, engine, qtbot)
    assert not section.repeated.isVisible()


def test_too_small_a_part_is_told_and_opens_nothing(
    opened: MainWindow, section: TextureSection, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.actions_by_name["rectangle"].trigger()
    drag(opened, qtbot, (40, 60), (45, 65), (52, 70))
    qtbot.mouseClick(section.make, LEFT)
    qtbot.waitUntil(lambda: opened.banner.isVisible())
    assert "select more" in opened.banner.text.text()
    assert len(opened.session.photos) == 1
    assert not asked(engine)


def test_a_cancelled_texture_leaves_an_empty_picture_and_the_photo(
    opened: MainWindow, section: TextureSection, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold()
    qtbot.mouseClick(section.make, LEFT)
    qtbot.waitUntil(lambda: bool(asked(engine)))
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert (pixels(opened) == 128).all()


def test_a_texture_of_a_project_has_other_versions(
    opened: MainWindow, section: TextureSection, engine: FakeEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    first = click(opened, engine, qtbot)
    path = tmp_path / "texture.vqs"
    opened.files.save_to(path, lambda: None)
    qtbot.waitUntil(lambda: path.exists() and opened.idle)
    shown = opened.session.shown
    assert shown is not None
    opened.session.close(shown)
    opened.open_path(path)
    qtbot.waitUntil(lambda: opened.idle and opened.operations.can_fill_again)
    opened.operations.more_fills()
    qtbot.waitUntil(lambda: len(asked(engine)) == 4 and not opened.operations.busy)
    assert np.array_equal(asked(engine)[1].area, first.area)
    assert asked(engine)[1].tileable
