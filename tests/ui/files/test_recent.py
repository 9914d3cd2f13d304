"""Recent photos: the row of the empty window and the menu."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QIcon
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeWindow, make_pixels, open_photo, paint, run_repair
from vqstudio.core.document import Document
from vqstudio.core.thumbnails import Thumbnails
from vqstudio.ui.files import controller as file_controller
from vqstudio.ui.files.recent_row import GAP, TILE, RecentTile
from vqstudio.ui.kit.settings import SettingsStore
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
COLORS = [(220, 30, 30), (30, 180, 30), (40, 40, 220), (200, 200, 40), (40, 200, 200), (200, 40, 200), (250, 140, 20)]


@pytest.fixture
def photos(tmp_path: Path, store: SettingsStore) -> list[Path]:
    """Seven photos that were opened before, the latest first."""
    paths = [tmp_path / f"photo{number}.png" for number in range(len(COLORS))]
    for path, color in zip(paths, COLORS, strict=True):
        Image.new("RGB", (300, 200), color).save(path)
    store.settings.recent = list(paths)
    return paths


@pytest.fixture
def started(make_window: MakeWindow, photos: list[Path], qtbot: QtBot) -> MainWindow:
    window = make_window()
    settle(window, qtbot)
    return window


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.idle and not window.recent.busy)
    QApplication.processEvents()


def shown(window: MainWindow) -> list[RecentTile]:
    return [tile for tile in window.empty.recent.tiles if tile.isVisible()]


def names(window: MainWindow) -> list[str]:
    return [tile.path.name for tile in shown(window) if tile.path is not None]


def entries(window: MainWindow) -> list[str]:
    return [
        action.text() for action in window.menus.recent.actions() if action.text() and action.text() != "Clear list"
    ]


def middle_of(widget: QWidget) -> tuple[int, int, int]:
    image = widget.grab().toImage()
    color = image.pixelColor(image.width() // 2, image.height() // 3)
    return color.red(), color.green(), color.blue()


def middle_of_icon(icon: QIcon) -> tuple[int, int, int]:
    color = icon.pixmap(32, 32).toImage().pixelColor(16, 12)
    return color.red(), color.green(), color.blue()


def is_like(color: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return bool(np.abs(np.subtract(color, wanted)).max() < 14)


def choose(tile: RecentTile, text: str, qtbot: QtBot) -> None:
    """Right-click the tile and click an entry of what comes."""
    place = tile.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, tile.mapToGlobal(place))
    QApplication.sendEvent(tile, event)
    menu = tile.findChild(QMenu)
    assert menu is not None
    (action,) = [action for action in menu.actions() if action.text() == text]
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def test_the_empty_window_shows_the_latest_photos(started: MainWindow, photos: list[Path]) -> None:
    assert names(started) == [path.name for path in photos[:6]]
    for tile, color, path in zip(shown(started), COLORS, photos, strict=False):
        assert is_like(middle_of(tile), color), path
        assert path.name in tile.accessibleName()
        assert str(path) in tile.toolTip()
        assert "\n" in tile.toolTip()  # and the date below
    assert entries(started) == [path.name for path in photos]
    pictures = [action for action in started.menus.recent.actions() if action.text().startswith("photo")]
    for action, color in zip(pictures, COLORS, strict=True):
        assert is_like(middle_of_icon(action.icon()), color)


def test_nothing_recent_shows_no_row(window: MainWindow) -> None:
    assert not window.empty.recent.isVisible()
    assert not window.menus.recent.isEnabled()


def test_a_narrow_window_shows_fewer(started: MainWindow, qtbot: QtBot) -> None:
    started.resize(890, 510)
    row = started.empty.recent
    qtbot.waitUntil(lambda: len(shown(started)) == (row.width() + GAP) // (TILE + GAP) < 6)
    assert all(row.rect().contains(tile.geometry()) for tile in shown(started))
    assert started.empty.rect().contains(row.geometry())
    started.resize(1200, 800)
    qtbot.waitUntil(lambda: len(shown(started)) == 6)


def test_a_click_opens_the_photo(started: MainWindow, photos: list[Path], qtbot: QtBot) -> None:
    with qtbot.waitSignal(started.session.opened):
        qtbot.mouseClick(shown(started)[2], LEFT)
    assert started.session.document is not None
    assert started.session.document.path == photos[2]
    assert entries(started)[:3] == ["photo2.png", "photo0.png", "photo1.png"]


def test_the_keyboard_reaches_and_opens_them(started: MainWindow, photos: list[Path], qtbot: QtBot) -> None:
    started.activateWindow()
    started.empty.paste_button.setFocus()
    qtbot.keyClick(started.empty.paste_button, Qt.Key.Key_Tab)
    assert started.focusWidget() is shown(started)[0]
    qtbot.keyClick(shown(started)[0], Qt.Key.Key_Right)
    assert started.focusWidget() is shown(started)[1]
    with qtbot.waitSignal(started.session.opened):
        qtbot.keyClick(shown(started)[1], Qt.Key.Key_Return)
    assert started.session.document is not None
    assert started.session.document.path == photos[1]


def test_missing_photos_are_not_shown_and_not_forgotten(
    make_window: MakeWindow, photos: list[Path], store: SettingsStore, qtbot: QtBot
) -> None:
    content = photos[1].read_bytes()
    photos[1].unlink()
    window = make_window()
    settle(window, qtbot)
    assert names(window)[:2] == ["photo0.png", "photo2.png"]
    assert "photo1.png" not in entries(window)
    photos[1].write_bytes(content)  # the disk is plugged in again
    window.recent.look()
    settle(window, qtbot)
    assert names(window)[:2] == ["photo0.png", "photo1.png"]
    assert is_like(middle_of(shown(window)[1]), COLORS[1])


def test_a_photo_that_cannot_be_decoded_is_shown_without_a_picture(
    make_window: MakeWindow, photos: list[Path], qtbot: QtBot
) -> None:
    photos[0].write_text("no photo")
    window = make_window()
    settle(window, qtbot)
    assert names(window)[0] == "photo0.png"
    assert window.recent.pixmap(photos[0]).isNull()
    assert is_like(middle_of(shown(window)[1]), COLORS[1])  # the others are not kept waiting
    assert window.banner.current is None


def test_one_can_be_forgotten(started: MainWindow, photos: list[Path], store: SettingsStore, qtbot: QtBot) -> None:
    choose(shown(started)[0], "Forget", qtbot)
    assert names(started) == [path.name for path in photos[1:]]
    assert "photo0.png" not in entries(started)
    assert photos[0] not in SettingsStore(store.path).settings.recent
    assert photos[0].exists()


@pytest.mark.parametrize("way", ["context menu", "button", "file menu"])
def test_the_list_can_be_cleared(
    started: MainWindow, photos: list[Path], store: SettingsStore, tmp_path: Path, qtbot: QtBot, way: str
) -> None:
    assert list((tmp_path / "thumbnails").iterdir())
    if way == "context menu":
        choose(shown(started)[3], "Clear list", qtbot)
    elif way == "button":
        qtbot.mouseClick(started.empty.recent.clear, LEFT)
    else:
        started.menus.recent.popup(QPoint(0, 0))
        entry = started.menus.recent.actionGeometry(started.actions_by_name["clear_recent"])
        qtbot.mouseClick(started.menus.recent, LEFT, pos=entry.center())
    settle(started, qtbot)
    assert not started.empty.recent.isVisible()
    assert entries(started) == []
    assert SettingsStore(store.path).settings.recent == []
    assert list((tmp_path / "thumbnails").iterdir()) == []  # what the photos look like is forgotten too


def test_the_menu_opens_a_photo_whose_name_has_an_ampersand(
    make_window: MakeWindow, tmp_path: Path, store: SettingsStore, qtbot: QtBot
) -> None:
    path = tmp_path / "Tom & Ann.png"
    Image.fromarray(make_pixels()).save(path)
    store.settings.recent = [path]
    window = make_window()
    settle(window, qtbot)
    menu = window.menus.recent
    assert menu.actions()[0].text() == "Tom && Ann.png"  # or Qt would underline the blank
    menu.popup(QPoint(0, 0))
    with qtbot.waitSignal(window.session.opened):
        qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu.actions()[0]).center())


def test_a_saved_photo_shows_what_it_has_become(
    opened: MainWindow, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(opened, qtbot)
    before = opened.recent.pixmap(photo).toImage()
    assert not before.isNull()
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    monkeypatch.setattr(opened.prompts, "ask_save", lambda suggestion, filters: photo)
    opened.files.save_as()
    qtbot.waitUntil(lambda: not opened.session.modified)
    settle(opened, qtbot)
    after = opened.recent.pixmap(photo).toImage()
    place = QPoint(140 * after.width() // 320, 108 * after.height() // 240)
    assert after.pixelColor(place).lightness() < 40 < before.pixelColor(place).lightness()  # the fill is dark
    action = opened.menus.recent.actions()[0]
    assert action.text() == photo.name
    assert not action.icon().isNull()


def test_a_photo_that_is_edited_while_it_is_saved_shows_what_is_in_its_file(
    opened: MainWindow, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(opened, qtbot)
    go, save = threading.Event(), file_controller.save_document

    def save_slowly(document: Document, path: Path, quality: int) -> None:
        go.wait(20)
        save(document, path, quality)

    monkeypatch.setattr(file_controller, "save_document", save_slowly)
    monkeypatch.setattr(opened.prompts, "ask_save", lambda suggestion, filters: photo)
    opened.files.save_as()
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    go.set()
    settle(opened, qtbot)
    shown = opened.recent.pixmap(photo).toImage()
    assert opened.session.modified
    assert shown.pixelColor(140 * shown.width() // 320, 108 * shown.height() // 240).lightness() > 80


def test_no_thumbnail_is_made_on_the_thread_of_the_window(
    make_window: MakeWindow, photos: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    for name in ("get", "put"):
        real = getattr(Thumbnails, name)

        def watched(*arguments: object, real: Callable[..., np.ndarray] = real) -> np.ndarray:
            threads.append(threading.current_thread())
            return real(*arguments)

        monkeypatch.setattr(Thumbnails, name, watched)
    window = make_window()
    settle(window, qtbot)
    open_photo(window, photos[3], qtbot)
    settle(window, qtbot)
    assert len(threads) >= len(photos) + 1
    assert threading.main_thread() not in threads


def test_the_menu_is_filled_only_when_the_list_changes(opened: MainWindow, photo: Path, qtbot: QtBot) -> None:
    settle(opened, qtbot)

    def rows() -> list[QAction]:
        return opened.menus.recent.actions()

    before = rows()
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    opened.undo()
    open_photo(opened, photo, qtbot)
    settle(opened, qtbot)
    assert rows() == before


def test_a_deleted_photo_that_is_clicked_is_one_sentence(started: MainWindow, photos: list[Path], qtbot: QtBot) -> None:
    photos[0].unlink()
    qtbot.mouseClick(shown(started)[0], LEFT)
    qtbot.waitUntil(lambda: started.banner.current is not None)
    assert "does not exist" in started.banner.text.text()
