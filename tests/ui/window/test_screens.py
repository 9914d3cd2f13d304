"""The window on the screens that people have."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QLocale, QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PAGES, MakeWindow, fill, open_photo
from vqstudio.ui.jobs.notices import Level, Notice
from vqstudio.ui.kit.settings import ThemeChoice
from vqstudio.ui.kit.translation import speak
from vqstudio.ui.window.main_window import MainWindow
from vqstudio.ui.window.place import fit

TITLE = 30
"""Height of a title bar."""
LAPTOP = QRect(0, 0, 1366, 768)


def all_in_sight(window: MainWindow, widget: QWidget) -> bool:
    inside = QRect(widget.mapTo(window, QPoint()), widget.size())
    whole = widget.visibleRegion().boundingRect() == widget.rect()
    return widget.isVisible() and window.rect().contains(inside) and whole


def shown_buttons(root: QWidget) -> list[QPushButton]:
    return [button for button in root.findChildren(QPushButton) if button.isVisibleTo(root)]


@pytest.mark.parametrize("language", ["en", "de", "zh_CN"])
@pytest.mark.parametrize(
    "size",
    [QSize(960, 540), QSize(1280, 720), QSize(1366, 768)],
    ids=["1920x1080 at scale 2", "1280x720", "1366x768"],
)
def test_the_main_buttons_are_in_sight(
    make_window: MakeWindow, photo: Path, qtbot: QtBot, language: str, size: QSize
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    locale = QLocale()
    translators = speak(app, language)
    try:
        window = make_window()
        open_photo(window, photo, qtbot)
        fill(window, photo, qtbot)
        wanted = QSize(size.width(), size.height() - TITLE)
        window.resize(wanted)
        for page in PAGES:
            window.show_panel(page)
            for _ in range(3):
                QApplication.processEvents()
            assert window.size() == wanted
            main = [button for button in shown_buttons(window.side) if button.property("primary")]
            assert main, page
            assert all(all_in_sight(window, button) for button in main), page
            assert all_in_sight(window, window.statusBar())
            assert all_in_sight(window, window.film)
    finally:
        QLocale.setDefault(locale)
        for translator in translators:
            app.removeTranslator(translator)


def test_a_photo_needs_no_room_for_the_page_that_is_shown_without_one(
    make_window: MakeWindow, photo: Path, qtbot: QtBot
) -> None:
    window = make_window()
    tall = QWidget()
    tall.setMinimumHeight(700)
    page = window.empty.layout()
    assert page is not None
    page.addWidget(tall)
    QApplication.processEvents()
    window.resize(960, 600)
    assert window.height() > 700
    open_photo(window, photo, qtbot)
    QApplication.processEvents()
    window.resize(960, 600)
    assert window.height() == 600


@pytest.mark.parametrize("page", PAGES)
def test_a_panel_that_is_too_tall_for_the_window_does_not_stretch_it(opened: MainWindow, page: str) -> None:
    opened.show_panel(page)
    opened.pages[page].panel.setMinimumHeight(700)
    opened.resize(960, 600)
    QApplication.processEvents()
    assert opened.height() == 600


@pytest.mark.parametrize(
    "wanted",
    [QRect(0, 0, 1320, 860), QRect(3000, 200, 900, 600), QRect(900, 500, 900, 600), QRect(-400, -300, 900, 600)],
    ids=["too large", "on a screen that is gone", "over the edge", "above the screen"],
)
def test_a_window_is_put_inside_the_screen(wanted: QRect) -> None:
    for keep in (True, False):
        found = fit(wanted, [LAPTOP], TITLE, keep)
        assert LAPTOP.adjusted(0, TITLE, 0, 0).contains(found)
        assert found.size() == wanted.size().boundedTo(QSize(1366, 768 - TITLE))


def test_a_window_that_fits_one_of_several_screens_stays_there() -> None:
    second = QRect(1366, 0, 1920, 1080)
    wanted = QRect(1500, 100, 1320, 860)
    assert fit(wanted, [LAPTOP, second], TITLE, keep=True) == wanted


def test_the_history_is_legible_after_another_theme_is_chosen(opened: MainWindow, photo: Path, qtbot: QtBot) -> None:
    fill(opened, photo, qtbot)
    opened.theme.choose(ThemeChoice.DARK)
    shown = opened.history.list
    assert shown.count() > 2
    row = shown.currentRow()
    assert shown.item(row).foreground().color().lightness() > 180
    opened.theme.choose(ThemeChoice.LIGHT)
    assert shown.item(row).foreground().color().lightness() < 80


def test_a_fitted_photo_is_fitted_again_when_the_window_changes_its_size(opened: MainWindow) -> None:
    opened.actions_by_name["fit"].trigger()
    for size in ((900, 600), (1300, 700)):
        opened.resize(*size)
        QApplication.processEvents()
        view, canvas = opened.canvas.view, opened.canvas
        left, top = view.to_widget(0, 0)
        right, bottom = view.to_widget(320, 240)
        assert left == pytest.approx(canvas.width() - right, abs=1.5)
        assert top == pytest.approx(canvas.height() - bottom, abs=1.5)
        assert opened.canvas.fitted


@pytest.mark.parametrize(
    "what", ["panel", "history", "rulers", "side_by_side", "film strip", "notice", "frame", "large", "small", "turned"]
)
def test_whatever_takes_room_from_a_fitted_photo_or_gives_it_back_has_it_fitted_again(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, what: str
) -> None:
    wide = tmp_path / "wide.png"
    Image.new("RGB", (2400, 1000), "teal").save(wide)
    open_photo(opened, wide, qtbot)
    opened.files.close(opened.session.photos[0])
    settle(opened)

    def change(on: bool) -> None:
        if what == "film strip":
            other = tmp_path / "other.png"
            Image.new("RGB", (2400, 1000), "red").save(other)
            open_photo(opened, other, qtbot) if on else opened.files.close(opened.session.photos[0])
        elif what == "notice":
            opened.banner.show_notice(Notice(Level.WARNING, "A notice")) if on else opened.banner.clear()
        elif what == "frame":
            opened.show_panel("frame" if on else "repair")
        elif what in ("large", "small"):
            size = QSize(1500, 900) if what == "large" else opened.minimumSizeHint()
            opened.resize(size if on else QSize(1200, 800))
        elif what == "turned":
            opened.actions_by_name["turn_left" if on else "turn_right"].trigger()
            qtbot.waitUntil(lambda: opened.idle)
        else:
            opened.actions_by_name[what].trigger()

    before = opened.canvas.view
    for on in (True, False):
        change(on)
        settle(opened)
        found = opened.canvas.view
        if on:
            assert found != before
        opened.canvas.fit()
        assert opened.canvas.view == found
    assert opened.canvas.view.zoom == pytest.approx(before.zoom, rel=0.01)


def settle(window: MainWindow) -> None:
    for _ in range(4):
        QApplication.processEvents()
    assert window.idle


def test_the_empty_window_with_recent_photos_fits_a_low_screen(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    assert window.empty.sample_button.isVisible()
    window.resize(960, 540 - TITLE)
    window.recent.remember(photo)
    qtbot.waitUntil(window.empty.recent.isVisible)
    settle(window)
    assert window.height() == 540 - TITLE
    assert not window.empty.sample_button.isVisible()  # users with recent photos need none
