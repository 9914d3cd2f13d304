"""The style gallery: live thumbnails, search, and what the controls ask of the engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, MakeWindow, drag, open_photo, paint, pixels, shown_colour
from tests.ui.files.test_files import drop, files
from vqstudio.core.errors import FileError
from vqstudio.core.wording import Sentence
from vqstudio.engine.requests import StyleInfo, StyleRequest
from vqstudio.ui.kit.settings import SettingsStore
from vqstudio.ui.tabs.style.tile import StyleTile
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def colour_of(window: MainWindow, index: int) -> QColor:
    """The middle of a tile's picture as it stands on the screen."""
    tile = window.pages["style"].panel.gallery.tiles[index]
    return tile.grab().toImage().pixelColor(tile.width() // 2, tile.height() // 3)


def apply(window: MainWindow, qtbot: QtBot) -> StyleRequest:
    qtbot.mouseClick(window.pages["style"].panel.apply, LEFT)
    qtbot.waitUntil(lambda: not window.operations.busy)
    engine = window.bridge.engine
    assert isinstance(engine, FakeEngine)
    request = engine.requests[-1]
    assert isinstance(request, StyleRequest)
    return request


def test_the_gallery_shows_the_open_photo_in_every_style(opened: MainWindow, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    qtbot.waitUntil(lambda: colour_of(opened, 1) == QColor(100, 100, 100))
    assert colour_of(opened, 0) == QColor(50, 50, 50)


def other_photo(photo: Path, number: int) -> Path:
    other = photo.with_stem(f"other-{number}")
    other.write_bytes(photo.read_bytes())
    return other


def test_thumbnails_follow_the_next_photo_and_wait_for_the_gallery(
    opened: MainWindow, engine: FakeEngine, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(engine, "style_thumbnails", lambda pixels, done, cancel: asked.append(len(pixels)))
    open_photo(opened, other_photo(photo, 1), qtbot)
    assert not asked  # nobody looks at the gallery
    opened.side.show_page("style")
    qtbot.waitUntil(lambda: len(asked) == 1)
    open_photo(opened, other_photo(photo, 2), qtbot)
    qtbot.waitUntil(lambda: len(asked) == 2)


def test_thumbnails_are_of_the_photo_before_the_style_also_after_undo_and_redo(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[float] = []
    monkeypatch.setattr(engine, "style_thumbnails", lambda small, done, cancel: shown.append(float(small.mean())))
    opened.side.show_page("style")
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert shown[0] > 100
    for style in ("oil", "ink"):
        opened.pages["style"].panel.gallery.choose(style)
        apply(opened, qtbot)  # which makes all of the photo black
    for step in (opened.undo, opened.redo, opened.undo):
        step()
        qtbot.wait(50)
        qtbot.waitUntil(lambda: opened.idle and not opened.pages["style"].thumbnails.busy)
    assert set(shown) == {shown[0]}
    opened.pages["adjust"].panel.sliders["exposure"].set_value(50)
    opened.pages["adjust"].panel.run()  # another photo as far as styles are concerned
    qtbot.waitUntil(lambda: shown[-1] == 99)
    opened.undo()
    qtbot.waitUntil(lambda: shown[-1] == shown[0])


def test_search_leaves_the_tiles_that_match_name_group_or_painter(opened: MainWindow, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    panel = opened.pages["style"].panel
    for text, shown in (
        ("ink", [False, True]),
        ("nobody", [True, False]),
        ("paint oil", [True, False]),
        ("zz", [0, 0]),
    ):
        panel.gallery.search.clear()
        qtbot.keyClicks(panel.gallery.search, text)
        assert [tile.isVisible() for tile in panel.gallery.tiles] == shown
    panel.gallery.search.clear()
    assert all(tile.isVisible() for tile in panel.gallery.tiles)


def test_stroke_size_colours_and_a_second_style_reach_the_engine(opened: MainWindow, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    panel = opened.pages["style"].panel
    panel.gallery.choose("oil")
    assert not panel.share.isVisible()
    panel.scale.set_value(200)
    panel.keep_colours.setChecked(True)
    panel.mix_with.setCurrentIndex(panel.mix_with.findData("ink"))
    panel.share.set_value(30)
    assert panel.share.isVisible()
    request = apply(opened, qtbot)
    assert (request.style, request.scale, request.keep_colours) == ("oil:70,ink:30", 2.0, True)
    assert "Style “Oil + Ink”" in opened.session.stack.undoText()


def test_forms_reach_the_engine_for_what_the_network_paints(opened: MainWindow, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    panel = opened.pages["style"].panel
    panel.gallery.choose("ink")
    assert not panel.forms.isEnabled()
    assert "keeps the photo's forms anyway" in panel.forms.toolTip()
    panel.mix_with.setCurrentIndex(panel.mix_with.findData("oil"))
    assert panel.forms.isEnabled()
    panel.mix_with.setCurrentIndex(0)
    panel.gallery.choose("oil")
    assert panel.forms.isEnabled()
    panel.forms.set_value(35)
    assert apply(opened, qtbot).forms == 0.35


def test_everywhere_but_the_painted_area_with_a_soft_edge(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    opened.side.show_page("style")
    panel = opened.pages["style"].panel
    panel.only_mask.setChecked(False)
    assert not panel.outside.isVisible()
    panel.only_mask.setChecked(True)
    panel.outside.setChecked(True)
    panel.feather.set_value(12)
    request = apply(opened, qtbot)
    assert request.mask is not None
    assert (request.outside, request.feather) == (True, 12.0)
    panel.only_mask.setChecked(False)
    request = apply(opened, qtbot)
    assert (request.mask, request.outside, request.feather) == (None, False, 0.0)


def test_one_style_in_a_mask_another_around_it_and_a_third_in_the_next_mask(opened: MainWindow, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    panel = opened.pages["style"].panel
    paint(opened, qtbot)
    panel.gallery.choose("oil")
    photo = pixels(opened).copy()
    assert np.array_equal(apply(opened, qtbot).pixels, photo)
    in_mask = pixels(opened).copy()
    panel.gallery.choose("ink")
    assert np.array_equal(apply(opened, qtbot).pixels, photo), "in the same mask, the next style replaces the last"
    panel.outside.click()
    assert np.array_equal(apply(opened, qtbot).pixels, in_mask), "around it, the first one stays"
    panel.outside.click()
    opened.session.clear_mask()
    drag(opened, qtbot, (60, 40), (90, 40))
    panel.gallery.choose("oil")
    before = pixels(opened).copy()
    assert np.array_equal(apply(opened, qtbot).pixels, before), "in the next mask, all of them stay"
    while opened.session.stack.can_undo():
        opened.undo()
    assert np.array_equal(pixels(opened), photo)


def test_a_mask_that_is_begun_in_the_panel_is_where_the_style_goes(opened: MainWindow, qtbot: QtBot) -> None:
    panel = opened.pages["style"].panel
    paint(opened, qtbot)  # for a repair
    opened.side.show_page("style")
    assert panel.only_mask.isChecked()
    assert "untick" in panel.hint.text()
    qtbot.mouseClick(panel.only_mask, LEFT, pos=QPoint(10, panel.only_mask.height() // 2))
    opened.side.show_page("repair")
    opened.side.show_page("style")
    assert not panel.only_mask.isChecked()  # all of this photo is meant
    opened.session.clear_mask()
    paint(opened, qtbot)
    assert panel.only_mask.isChecked()
    panel.only_mask.click()
    drag(opened, qtbot, (100, 60), (140, 60))  # goes on, and was told that all of the photo is meant
    assert not panel.only_mask.isChecked()


def test_a_dropped_style_file_joins_the_gallery_and_is_chosen(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    document = opened.session.document
    assert drop(opened, files(tmp_path / "aunt.vqstyle"))
    qtbot.waitUntil(lambda: len(opened.pages["style"].panel.gallery.tiles) == 3)
    assert opened.pages["style"].panel.gallery.chosen is not None
    assert opened.pages["style"].panel.gallery.chosen.name == "aunt"
    assert opened.session.document is document
    assert opened.banner.current is not None
    assert "Aunt" in opened.banner.current.text
    assert apply(opened, qtbot).style == "aunt"


def test_a_dropped_style_file_that_does_not_fit_is_explained(
    opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    engine.error = FileError("aunt.vqstyle is not a style file of VQ Studio, or it is damaged.")
    drop(opened, files(tmp_path / "aunt.vqstyle"))
    qtbot.waitUntil(lambda: opened.banner.current is not None)
    assert opened.banner.current is not None
    assert opened.banner.current.text == str(engine.error)
    assert len(opened.pages["style"].panel.gallery.tiles) == 2


def test_arrow_keys_walk_through_the_gallery_and_enter_applies(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.activateWindow()
    opened.side.show_page("style")
    gallery = opened.pages["style"].panel.gallery
    gallery.set_favourites(["oil", "ink"])  # side by side
    gallery.tiles[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(gallery.tiles[0], Qt.Key.Key_Right)
    assert gallery.chosen is not None
    assert gallery.chosen.name == "ink"
    assert not any(isinstance(r, StyleRequest) and opened.operations.busy for r in engine.requests)
    assert not opened.session.stack.can_undo()
    qtbot.keyClick(gallery.tiles[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.session.stack.can_undo() and not opened.operations.busy)
    assert "Ink" in opened.session.stack.undoText()


def test_the_gallery_is_reached_by_tab_and_walked_in_both_directions(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.own_styles = [StyleInfo(name, name.title(), "My styles", "", own=True) for name in "abcde"]
    opened.styles.load()
    gallery = opened.pages["style"].panel.gallery
    qtbot.waitUntil(lambda: len(gallery.tiles) == 7)
    opened.activateWindow()
    opened.side.show_page("style")
    QApplication.processEvents()
    gallery.choose("a")

    def press(key: Qt.Key) -> str:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        focus = QApplication.focusWidget()
        assert isinstance(focus, StyleTile | QAbstractButton)
        return focus.text().strip()

    gallery.search.setFocus()
    press(Qt.Key.Key_Tab)  # the button for paintings
    unfocused = gallery.tiles[0].grab().toImage()
    assert press(Qt.Key.Key_Tab) == "A"
    assert gallery.tiles[0].grab().toImage() != unfocused  # it is seen where the focus is
    assert press(Qt.Key.Key_Right) == "B"
    assert press(Qt.Key.Key_Down) == "E"  # below it
    assert press(Qt.Key.Key_Down) == "Oil"  # of the next group, which has one tile
    assert press(Qt.Key.Key_Home) == "A"
    assert press(Qt.Key.Key_End) == "Ink"
    assert press(Qt.Key.Key_Up) == "Oil"
    qtbot.waitUntil(lambda: shown_colour(opened) == (0, 0, 0))  # previewed
    assert not opened.session.stack.can_undo()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: opened.session.stack.can_undo() and not opened.operations.busy)
    assert "Oil" in opened.session.stack.undoText()
    gallery.search.setText("ink")  # the chosen one is hidden
    gallery.add.setFocus()
    assert press(Qt.Key.Key_Tab) == "Ink"


def test_favourites_come_first_and_are_remembered(opened: MainWindow, store: SettingsStore, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    gallery = opened.pages["style"].panel.gallery
    oil, ink = gallery.tiles
    QApplication.processEvents()
    star = QPoint(ink.width() - 12, 12)
    qtbot.mouseClick(ink, LEFT, pos=star)
    QApplication.processEvents()
    assert ink.y() < oil.y()
    assert not opened.session.stack.can_undo()  # the star does not apply the style
    assert SettingsStore(store.path).settings.favourite_styles == ["ink"]
    qtbot.keyClick(ink, Qt.Key.Key_F)
    QApplication.processEvents()
    assert oil.y() < ink.y()
    assert SettingsStore(store.path).settings.favourite_styles == []


def test_a_pack_that_had_to_be_left_out_is_told_once(make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.problems = [Sentence("The pack {pack} is damaged.", pack="photo-f8")]
    window = make_window()
    qtbot.waitUntil(lambda: window.banner.isVisible())
    assert window.banner.text.text() == "The pack photo-f8 is damaged."
    window.banner.next()
    window.styles.load()
    qtbot.waitUntil(lambda: window.idle)
    assert not window.banner.isVisible()
