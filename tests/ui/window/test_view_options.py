"""How the mask shows, feathering, the pixel grid and the rulers, on the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HEIGHT, WIDTH, MakeWindow, at, drag, move, open_photo, paint, pixels, run_repair
from vqstudio.ui.canvas.marching_ants import SPECKLES, trace
from vqstudio.ui.canvas.rulers import Ruler, number_step, tick_step
from vqstudio.ui.canvas.viewport import Viewport
from vqstudio.ui.dialogs.feather import FeatherDialog
from vqstudio.ui.model.mask_layer import MaskLayer
from vqstudio.ui.model.photo_masks import SourceUse
from vqstudio.ui.model.pyramid import pixels_of
from vqstudio.ui.window.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
BOX = (slice(60, 110), slice(80, 160))
"""Rows and columns of the mask in these tests."""


def select_box(window: MainWindow) -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[BOX] = 255
    window.session.set_mask(mask, "Box")


def shown(window: MainWindow) -> np.ndarray:
    """What the canvas shows of the photo at 100 %, int (H, W, 3), without the brush's ring."""
    window.canvas.actual_size()
    window.canvas.leaveEvent(None)
    corner = at(window, 0, 0)
    picture = pixels_of(window.canvas.grab().toImage())[:, :, :3].astype(int)
    return picture[corner.y() : corner.y() + HEIGHT, corner.x() : corner.x() + WIDTH]


def extreme(picture: np.ndarray) -> np.ndarray:
    """bool (H, W): black or white, which no pixel of the photo is."""
    return (picture == 0).all(axis=2) | (picture == 255).all(axis=2)


@pytest.fixture
def grey(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with an evenly light grey photo."""
    Image.new("RGB", (WIDTH, HEIGHT), (200, 200, 200)).save(tmp_path / "grey.png")
    open_photo(window, tmp_path / "grey.png", qtbot)
    return window


# The mask


def test_marching_ants_run_along_the_edge_and_leave_the_photo_as_it_is(opened: MainWindow) -> None:
    select_box(opened)
    opened.actions_by_name["mask_ants"].trigger()
    picture = shown(opened)
    outline = np.zeros((HEIGHT, WIDTH), bool)
    outline[BOX] = True
    outline[61:109, 81:159] = False
    assert np.array_equal(extreme(picture), outline)
    assert np.array_equal(picture[~outline], pixels(opened)[~outline])
    assert 0.3 < (picture[outline] == 255).all(axis=1).mean() < 0.7


def test_marching_ants_follow_the_pixels_when_these_are_large(opened: MainWindow) -> None:
    select_box(opened)
    opened.actions_by_name["mask_ants"].trigger()
    opened.canvas.zoom_to(6.0)
    opened.canvas.leaveEvent(None)
    picture = extreme(pixels_of(opened.canvas.grab().toImage())[:, :, :3])
    right = at(opened, 160, 85)
    line = picture[right.y(), right.x() - 6 : right.x() + 6]
    assert np.flatnonzero(line).tolist() == [5]  # the last of the screen's pixels that show the last selected one


def test_a_mask_that_reaches_out_of_the_view_has_no_edge_along_the_view(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_A, CONTROL)
    opened.actions_by_name["mask_ants"].trigger()
    opened.canvas.zoom_to(8.0)
    opened.canvas.leaveEvent(None)
    assert opened.canvas.view.left < 0
    assert not extreme(pixels_of(opened.canvas.grab().toImage())[:, :, :3]).any()
    assert not opened.canvas.mask_view.ants.walking


def test_the_dashes_walk_only_while_somebody_can_see_them(opened: MainWindow, qtbot: QtBot) -> None:
    ants = opened.canvas.mask_view.ants
    opened.actions_by_name["mask_ants"].trigger()
    QApplication.processEvents()
    assert not ants.walking  # nothing is painted
    select_box(opened)
    first = shown(opened)
    with qtbot.waitSignal(ants.moved) as moved:
        pass
    left, top = at(opened, 80, 60), at(opened, 160, 110)
    assert moved.args[0].contains(left)
    assert moved.args[0].width() <= top.x() - left.x() + 2
    assert not np.array_equal(shown(opened), first)
    opened.hide()
    qtbot.waitUntil(lambda: not ants.walking)
    opened.show()
    qtbot.waitUntil(lambda: ants.walking)
    qtbot.keyClick(opened, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: not ants.walking)
    qtbot.keyClick(opened, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: ants.walking)
    opened.session.clear_mask()
    qtbot.waitUntil(lambda: not ants.walking)


def test_the_outline_follows_a_stroke_and_its_undo(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_by_name["mask_ants"].trigger()
    opened.canvas.actual_size()
    paint(opened, qtbot)
    painted = extreme(shown(opened))
    assert painted.any()
    ys, xs = np.nonzero(opened.session.mask.alpha > 127)
    rows, columns = np.nonzero(painted)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (ys.min(), ys.max(), xs.min(), xs.max())
    opened.undo()
    assert not extreme(shown(opened)).any()


def test_the_outline_of_noise_and_of_a_reduced_view_lies_inside_the_mask(qapp: QApplication) -> None:
    layer = MaskLayer()
    layer.reset(1200, 1600)
    layer.alpha[:] = np.random.default_rng(0).integers(0, 2, layer.alpha.shape) * 255
    layer.touch(layer.bounds)
    noise = trace(layer, Viewport(), (1600, 1200))
    assert noise is not None
    assert len(noise.points) > SPECKLES
    assert (layer.alpha[noise.points[:, 1], noise.points[:, 0]] == 255).all()
    layer.alpha[:] = 0
    layer.alpha[400:800, 400:1200] = 255
    layer.touch(layer.bounds)
    half = trace(layer, Viewport(0.25, 10, 20), (900, 700))
    assert half is not None
    assert half.points.min(axis=0).tolist() == [110, 120]
    assert half.points.max(axis=0).tolist() == [309, 219]


def test_black_and_white_shows_the_mask_in_place_of_the_photo(opened: MainWindow, qtbot: QtBot) -> None:
    select_box(opened)
    opened.actions_by_name["mask_plain"].trigger()
    picture = shown(opened)
    assert np.array_equal(picture, np.repeat(opened.session.mask.alpha[:, :, None], 3, axis=2))
    qtbot.keyPress(opened.canvas, Qt.Key.Key_Backslash)
    assert np.array_equal(shown(opened)[50:], pixels(opened)[50:])  # below the badge
    qtbot.keyRelease(opened.canvas, Qt.Key.Key_Backslash)
    qtbot.keyClick(opened, Qt.Key.Key_M)
    assert np.array_equal(shown(opened), pixels(opened))


@pytest.mark.parametrize("look", ["mask_overlay", "mask_ants", "mask_plain"])
def test_the_source_area_keeps_its_colour(opened: MainWindow, qtbot: QtBot, look: str) -> None:
    opened.session.use_source(SourceUse.ONLY)
    drag(opened, qtbot, (40, 40), (60, 40))
    opened.actions_by_name[look].trigger()
    red, green, blue = shown(opened)[40, 50]
    assert green > max(red, blue) + 15


def test_the_look_is_remembered_and_shows_a_mask_that_was_hidden(
    opened: MainWindow, make_window: MakeWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_M)
    opened.actions_by_name["mask_plain"].trigger()
    opened.actions_by_name["rulers"].trigger()
    opened.actions_by_name["pixel_grid"].trigger()
    assert opened.actions_by_name["mask_visible"].isChecked()
    other = make_window()
    checked = {name: other.actions_by_name[name].isChecked() for name in ("mask_overlay", "mask_ants", "mask_plain")}
    assert checked == {"mask_overlay": False, "mask_ants": False, "mask_plain": True}
    assert other.actions_by_name["rulers"].isChecked()
    assert not other.actions_by_name["pixel_grid"].isChecked()


def test_the_menu_offers_the_looks(opened: MainWindow) -> None:
    assert [action.text() for action in opened.menus.mask_look.actions()] == [
        "Overlay", "Marching ants", "Black and white",
    ]  # fmt: skip


def test_select_all_paints_what_the_brush_paints(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_A, CONTROL)
    assert (opened.session.mask.alpha == 255).all()
    opened.undo()
    assert opened.session.mask_empty
    opened.session.use_source(SourceUse.AVOID)
    qtbot.keyClick(opened, Qt.Key.Key_A, CONTROL)
    assert (opened.session.source.alpha == 255).all()
    assert opened.session.mask_empty


def feather_by(radius: int, opened: MainWindow, accept: bool = True) -> list[int]:
    """Trigger the command and answer its dialog; the radius that it offered."""
    offered: list[int] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FeatherDialog)
        offered.append(dialog.radius.value())
        dialog.radius.setValue(radius)
        dialog.ok.click() if accept else dialog.reject()

    QTimer.singleShot(0, answer)
    opened.actions_by_name["feather_mask"].trigger()
    return offered


def test_feathering_softens_the_edge_as_one_step(opened: MainWindow, qtbot: QtBot) -> None:
    select_box(opened)
    hard = opened.session.mask.alpha.copy()
    steps = opened.session.stack.count()
    feather_by(20, opened)
    qtbot.waitUntil(lambda: opened.idle)
    row = opened.session.mask.alpha[85, 40:120].astype(int)
    assert (np.diff(row) >= 0).all()
    assert abs(row[40] - 127) < 15
    assert 0 < row[30] < 60
    assert row[10] == 0
    assert opened.session.stack.count() == steps + 1
    opened.undo()
    assert np.array_equal(opened.session.mask.alpha, hard)


def test_the_radius_is_offered_again_unless_it_was_not_used(opened: MainWindow, qtbot: QtBot) -> None:
    select_box(opened)
    feather_by(33, opened)
    qtbot.waitUntil(lambda: opened.idle)
    soft = opened.session.mask.alpha.copy()
    assert feather_by(99, opened, accept=False) == [33]
    assert feather_by(99, opened, accept=False) == [33]
    qtbot.waitUntil(lambda: opened.idle)
    assert np.array_equal(opened.session.mask.alpha, soft)


def test_what_is_painted_meanwhile_is_kept(opened: MainWindow, qtbot: QtBot) -> None:
    select_box(opened)
    opened.masks.feather(20)
    opened.session.invert_mask()
    inverted = opened.session.mask.alpha.copy()
    qtbot.waitUntil(lambda: opened.idle)
    assert np.array_equal(opened.session.mask.alpha, inverted)
    assert "not feathered" in opened.status.message.text()


def test_an_empty_mask_has_no_edge_to_soften(opened: MainWindow) -> None:
    assert not opened.actions_by_name["feather_mask"].isEnabled()
    select_box(opened)
    assert opened.actions_by_name["feather_mask"].isEnabled()


# The pixel grid


def grid_shown(window: MainWindow) -> bool:
    """Whether the canvas shows another colour between photo pixels than inside them."""
    window.canvas.leaveEvent(None)
    picture = window.canvas.grab().toImage()
    edge = at(window, 150, 120)
    inside = edge + QPoint(3, 3)
    assert picture.pixelColor(inside) == QColor(200, 200, 200)
    return picture.pixelColor(edge) != QColor(200, 200, 200)


def test_lines_separate_the_pixels_of_the_photo_from_800_percent_on(grey: MainWindow, qtbot: QtBot) -> None:
    grey.canvas.zoom_to(6.0)
    assert not grid_shown(grey)
    grey.canvas.zoom_to(8.0)
    assert grid_shown(grey)
    qtbot.keyPress(grey.canvas, Qt.Key.Key_Backslash)
    assert not grid_shown(grey)
    qtbot.keyRelease(grey.canvas, Qt.Key.Key_Backslash)
    assert grid_shown(grey)
    grey.actions_by_name["pixel_grid"].trigger()
    assert not grid_shown(grey)


def test_the_grid_painted_in_parts_is_the_grid_painted_at_once(grey: MainWindow, qtbot: QtBot) -> None:
    grey.canvas.zoom_to(12.0)
    QApplication.processEvents()
    drag(grey, qtbot, (150, 110), (160, 120), (165, 118))
    grey.canvas.leaveEvent(None)
    QApplication.processEvents()
    store = pixels_of(grey.screen().grabWindow(grey.winId()).toImage())
    corner = grey.canvas.mapTo(grey, QPoint(0, 0))
    whole = pixels_of(grey.canvas.grab().toImage())
    height, width = whole.shape[:2]
    part = store[corner.y() : corner.y() + height, corner.x() : corner.x() + width, :3]
    assert np.abs(part.astype(int) - whole[:, :, :3]).max() <= 4


# The rulers


def test_rulers_are_shown_by_the_menu(opened: MainWindow, qtbot: QtBot) -> None:
    assert not opened.area.across.isVisible()
    width = opened.canvas.width()
    qtbot.keyClick(opened, Qt.Key.Key_R, CONTROL | Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert opened.area.across.isVisible()
    assert opened.area.down.isVisible()
    assert opened.canvas.width() < width
    qtbot.keyClick(opened, Qt.Key.Key_R, CONTROL | Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert opened.canvas.width() == width


def numbered(ruler: Ruler) -> list[int]:
    """Where the ruler has a tick as long as it is thick, along it."""
    picture = pixels_of(ruler.grab().toImage())[:, :, :3].astype(int)
    if picture.shape[0] > picture.shape[1]:
        picture = picture.transpose(1, 0, 2)
    top = picture[0]  # only these ticks reach the far side
    return [x for x in range(1, len(top) - 1) if (top[x] != top[x - 1]).any() and (top[x] != top[x + 1]).any()]


@pytest.mark.parametrize("zoom", [0.5, 1.0, 3.0, 24.0])
def test_numbers_stand_at_the_pixels_that_they_name(opened: MainWindow, zoom: float) -> None:
    opened.actions_by_name["rulers"].trigger()
    QApplication.processEvents()
    opened.canvas.zoom_to(zoom)
    opened.canvas.pan(-13, 7)
    for ruler, axis in ((opened.area.across, 0), (opened.area.down, 1)):
        places = numbered(ruler)
        assert len(places) >= 3
        values = [opened.canvas.view.to_photo(x, x)[axis] for x in places]
        step = round(values[1] - values[0])
        assert str(step).rstrip("0") in ("1", "2", "5")
        assert [value / step for value in values] == pytest.approx([round(value / step) for value in values], abs=0.03)


def test_the_marker_follows_the_pointer(opened: MainWindow) -> None:
    opened.actions_by_name["rulers"].trigger()
    QApplication.processEvents()
    before = pixels_of(opened.area.across.grab().toImage())
    place = at(opened, 100, 50)
    move(opened, place)
    assert (opened.area.across.pointer, opened.area.down.pointer) == (place.x(), place.y())
    changed = (pixels_of(opened.area.across.grab().toImage()) != before).any(axis=(0, 2))
    columns = np.flatnonzero(changed)
    assert place.x() - 8 <= columns.min() <= place.x() <= columns.max() <= place.x() + 8
    opened.canvas.leaveEvent(None)
    assert np.array_equal(pixels_of(opened.area.across.grab().toImage()), before)


def test_steps_leave_room_at_every_zoom() -> None:
    for scale in np.geomspace(0.005, 64, 40):
        numbers = number_step(scale, 50)
        ticks = tick_step(numbers, scale)
        assert numbers * scale >= 50
        assert numbers % ticks == 0
        assert numbers == 1 or numbers * scale <= 50 * 2.5 * 1.01
        assert ticks * scale >= 6 or ticks == numbers


def test_a_repair_looks_the_same_with_every_look(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_by_name["mask_ants"].trigger()
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    assert np.array_equal(shown(opened), pixels(opened))
