"""A painting of one's own as a style: dropped on the gallery, learned beside the work, shared and removed."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, pixels
from tests.ui.files.test_files import files
from vqstudio.core.errors import FileError
from vqstudio.ui.tabs.style import learning as style_learning
from vqstudio.ui.tabs.style import loader as style_loader
from vqstudio.ui.tabs.style.tile import StyleTile
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton

LEARNER = """
import json, sys, time
from pathlib import Path
options = dict(zip(sys.argv[1:-1], sys.argv[2:]))
with open(sys.argv[0] + ".log", "w") as log:
    log.write(" ".join(sys.argv[1:]))
print(json.dumps({"share": 0.25, "left": 225}), file=sys.stderr, flush=True)
if MODE == "fails":
    sys.exit("training: The painting cannot be read.")
if MODE == "waits":
    sys.stdin.readline()
Path(options["-o"]).write_text("learned")
"""


def drop_on_gallery(window: MainWindow, path: Path) -> None:
    gallery, mime = window.pages["style"].panel.gallery, files(path)
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(gallery, QDragEnterEvent(QPoint(30, 80), copy, mime, LEFT, none))
    QApplication.sendEvent(gallery, QDropEvent(QPointF(30, 80), copy, mime, LEFT, none))


@pytest.fixture
def with_painting(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with a painting dropped on the gallery."""
    Image.new("RGB", (90, 80), "red").save(tmp_path / "aunt.png")
    opened.side.show_page("style")
    document = opened.session.document
    drop_on_gallery(opened, tmp_path / "aunt.png")
    qtbot.waitUntil(lambda: len(opened.pages["style"].panel.gallery.tiles) == 3)
    assert opened.session.document is document  # it was not opened as a photo
    opened.banner.clear()
    return opened


@pytest.fixture
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Stands in for the training module, as a process that acts as its mode says."""

    def use(mode: str) -> Path:
        script = tmp_path / f"{mode}.py"
        script.write_text(f"MODE = {mode!r}\n" + textwrap.dedent(LEARNER))
        starter = tmp_path / "python.sh"
        starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n')
        starter.chmod(0o755)
        monkeypatch.setattr(style_learning.sys, "executable", str(starter))
        return script.with_name(f"{script.name}.log")

    monkeypatch.setattr(style_loader, "why_not", lambda: None)
    return use


def test_a_picture_dropped_on_the_gallery_is_a_style_at_once(with_painting: MainWindow) -> None:
    panel = with_painting.pages["style"].panel
    assert panel.gallery.chosen is not None
    assert panel.gallery.chosen.name == "aunt"
    assert panel.learning.learn.isVisible()
    assert "first guess" in panel.learning.text.text()
    panel.gallery.choose("oil")
    assert not panel.learning.isVisible()


def test_the_gallery_asks_for_a_painting_too(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(opened.prompts, "ask_painting", lambda: tmp_path / "uncle.png")
    opened.side.show_page("style")
    qtbot.mouseClick(opened.pages["style"].panel.gallery.add, LEFT)
    qtbot.waitUntil(lambda: _names(opened)[0] == "uncle")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_learning_runs_beside_the_work_and_its_result_takes_the_place_of_the_guess(
    with_painting: MainWindow, learner, qtbot: QtBot
) -> None:
    log = learner("waits")
    row = with_painting.pages["style"].panel.learning
    qtbot.mouseClick(row.learn, LEFT)
    qtbot.waitUntil(lambda: "3:45" in row.text.text())
    assert row.bar.isVisible()
    assert row.bar.value() == 250
    assert not with_painting.operations.busy  # the photo can be worked on
    # With -P a folder called "training" where the window was started is not run instead.
    assert log.read_text().startswith("-P -m training learn-style")
    assert "--pack pack --title Aunt --name aunt" in log.read_text()  # the guess gives way to what is learned
    qtbot.mouseClick(row.stop, LEFT)
    qtbot.waitUntil(lambda: not with_painting.styles.learning.active)
    qtbot.waitUntil(lambda: "style" in _names(with_painting))  # the name that this engine gives the result


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_cancelled_learning_leaves_the_guess(with_painting: MainWindow, learner, qtbot: QtBot) -> None:
    learner("waits")
    row = with_painting.pages["style"].panel.learning
    qtbot.mouseClick(row.learn, LEFT)
    qtbot.waitUntil(lambda: "3:45" in row.text.text())
    qtbot.mouseClick(row.cancel, LEFT)
    assert not with_painting.styles.learning.active
    assert row.learn.isVisible()
    assert "first guess" in row.text.text()
    assert _names(with_painting)[0] == "aunt"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("button", ["Save", "Discard", "Cancel"])
def test_leaving_in_the_middle_of_a_lesson_asks(with_painting: MainWindow, learner, qtbot: QtBot, button: str) -> None:
    learner("waits")
    qtbot.mouseClick(with_painting.pages["style"].panel.learning.learn, LEFT)
    qtbot.waitUntil(lambda: "3:45" in with_painting.pages["style"].panel.learning.text.text())

    def answer() -> None:
        box = with_painting.findChild(QMessageBox)
        assert box is not None
        qtbot.mouseClick(box.button(QMessageBox.StandardButton[button]), LEFT)

    QTimer.singleShot(200, answer)
    with_painting.close()
    if button == "Cancel":
        assert with_painting.isVisible()
        assert with_painting.styles.learning.active
    else:
        qtbot.waitUntil(lambda: not with_painting.isVisible())
        kept = [info.name for info in with_painting.bridge.engine.styles() if info.learned and info.own]
        assert kept == (["style"] if button == "Save" else [])


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_lesson_that_fails_says_why(with_painting: MainWindow, learner, qtbot: QtBot) -> None:
    learner("fails")
    qtbot.mouseClick(with_painting.pages["style"].panel.learning.learn, LEFT)
    qtbot.waitUntil(lambda: with_painting.banner.current is not None)
    assert with_painting.banner.current is not None
    assert "The painting cannot be read" in with_painting.banner.current.text


def test_without_the_training_extra_the_window_says_how_to_get_it(
    with_painting: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(style_loader, "why_not", lambda: style_learning.MISSING)
    qtbot.mouseClick(with_painting.pages["style"].panel.learning.learn, LEFT)
    assert with_painting.banner.current is not None
    assert "pip install 'vqstudio[training]'" in with_painting.banner.current.text


def test_the_menu_of_an_own_style_shares_and_removes_it(
    with_painting: MainWindow, engine: FakeEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(with_painting.prompts, "ask_save_style", lambda name: tmp_path / "gift.vqstyle")
    monkeypatch.setattr(with_painting.prompts, "ask_remove_style", lambda title: True)
    gallery = with_painting.pages["style"].panel.gallery

    def entries(tile_number: int) -> dict[str, object]:
        gallery.tiles[tile_number].customContextMenuRequested.emit(QPoint(10, 10))
        menu = gallery.findChildren(QMenu)[-1]
        menu.hide()
        return {action.text(): action for action in menu.actions()}

    assert not any("Remove" in text and "favourites" not in text for text in entries(1))  # not one of the pack's
    entries(0)["Save as a file to share…"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "gift.vqstyle").is_file())
    entries(0)["Remove…"].trigger()
    qtbot.waitUntil(lambda: _names(with_painting) == ["oil", "ink"])


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_learned_style_goes_back_to_its_first_guess_and_forth(
    with_painting: MainWindow, learner, qtbot: QtBot
) -> None:
    learner("learns")
    panel, photo = with_painting.pages["style"].panel, pixels(with_painting).copy()
    assert not {"Use the first guess", "Use what was learned"} & set(own_menu(with_painting, qtbot))
    qtbot.mouseClick(panel.learning.learn, LEFT)
    qtbot.waitUntil(lambda: "style" in _names(with_painting))  # the name that this engine gives the result
    panel.gallery.choose("style")
    for entry, state, thumbnail, factor in (
        ("Use the first guess", "right-click", 150, 0.5),
        ("Use what was learned", "Learned from its painting", 200, 0.0),
    ):
        preview_own(with_painting, qtbot)  # which must not be shown again
        own_menu(with_painting, qtbot, entry)
        qtbot.waitUntil(lambda state=state: state in panel.learning.text.text())
        assert panel.gallery.chosen is not None
        assert panel.gallery.chosen.name == "style"
        assert panel.learning.learn.text() == "Learn it again"
        qtbot.waitUntil(lambda thumbnail=thumbnail: middle_of(own_tile(with_painting)) == thumbnail)
        assert preview_own(with_painting, qtbot) == pytest.approx(factor * photo.mean(), abs=2)
        qtbot.mouseClick(panel.apply, LEFT)
        qtbot.waitUntil(lambda: with_painting.session.stack.can_undo() and with_painting.idle)
        assert abs(pixels(with_painting) - factor * photo).max() <= 1
        with_painting.session.stack.undo()


def test_a_swap_that_fails_is_told_and_changes_nothing(
    with_painting: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.add_style(Path("aunt.vqstyle"), "aunt")
    with_painting.styles.load()
    qtbot.waitUntil(lambda: own_tile(with_painting).info.learned)
    engine.error = FileError("The disk is full.")
    own_menu(with_painting, qtbot, "Use the first guess")
    qtbot.waitUntil(lambda: with_painting.banner.current is not None)
    assert with_painting.banner.current is not None
    assert "The disk is full" in with_painting.banner.current.text
    assert own_tile(with_painting).info.learned


def own_tile(window: MainWindow) -> StyleTile:
    """The last of the user's own."""
    return [tile for tile in window.pages["style"].panel.gallery.tiles if tile.info.own][-1]


def own_menu(window: MainWindow, qtbot: QtBot, entry: str = "") -> list[str]:
    """Right-click the user's own style and click an entry; the entries that there are."""
    tile = own_tile(window)
    place = tile.rect().center()
    QApplication.sendEvent(tile, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, tile.mapToGlobal(place)))
    menu = window.pages["style"].panel.gallery.findChildren(QMenu)[-1]
    entries = {action.text(): action for action in menu.actions()}
    if entry:
        qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(entries[entry]).center())
    menu.close()
    return list(entries)


def middle_of(tile: StyleTile) -> int:
    return tile.grab().toImage().pixelColor(tile.width() // 2, 40).red()


def preview_own(window: MainWindow, qtbot: QtBot) -> float:
    """Rest with the pointer on the user's own style: how bright the photo is shown then, on average."""
    tile = own_tile(window)
    with qtbot.waitSignal(window.pages["style"].preview.ready) as shown:
        QApplication.sendEvent(tile, QEnterEvent(QPointF(20, 20), QPointF(20, 20), QPointF(20, 20)))
    return float(shown.args[1].mean())


def _names(window: MainWindow) -> list[str]:
    return [tile.info.name for tile in window.pages["style"].panel.gallery.tiles]


def test_the_chosen_style_and_its_mixture_stay_when_the_gallery_is_read_again(
    with_painting: MainWindow, qtbot: QtBot
) -> None:
    panel = with_painting.pages["style"].panel
    panel.gallery.choose("oil")  # as the settings do
    own = next(tile for tile in panel.gallery.tiles if tile.info.own)
    qtbot.mouseClick(own, LEFT, pos=QPoint(20, 50))
    qtbot.waitUntil(lambda: with_painting.idle)
    panel.mix_with.setCurrentIndex(panel.mix_with.findData("ink"))
    tiles = list(panel.gallery.tiles)
    with_painting.styles.load()
    qtbot.waitUntil(lambda: with_painting.styles.loaded and panel.gallery.tiles[0] not in tiles)
    assert panel.gallery.chosen.name == own.info.name
    assert panel.mix_with.currentData() == "ink"
