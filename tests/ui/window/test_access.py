"""Everything can be reached by keyboard and has a name for screen readers: walks over the real widgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PAGES, MakeWindow, fill, when_dialog_shows
from vqstudio.ui.files.drag_out import DragHandle
from vqstudio.ui.window.actions.table import ACTIONS
from vqstudio.ui.window.main_window import MainWindow

CONTROLS = (
    QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QAbstractItemView, QPlainTextEdit,
)  # fmt: skip


def controls(root: QWidget) -> list[QWidget]:
    """What a user can act on, without the parts that Qt makes of other controls."""
    found: list[QWidget] = []
    for kind in CONTROLS:
        for control in root.findChildren(kind):
            inside = isinstance(control.parent(), QComboBox | QAbstractSpinBox)
            own = control.objectName().startswith("qt_") or isinstance(control, QScrollBar)
            if control.isVisible() and not inside and not own:
                found.append(control)
    return found


def nameless(root: QWidget) -> list[str]:
    def named(control: QWidget) -> bool:
        return bool(control.accessibleName() or (isinstance(control, QAbstractButton) and control.text().strip()))

    return [
        f"{type(c).__name__} {c.objectName()} in {type(c.parent()).__name__}" for c in controls(root) if not named(c)
    ]


def out_of_reach(root: QWidget) -> list[str]:
    """Controls that neither Tab nor an action's shortcut or menu entry can reach."""
    found = []
    for control in controls(root):
        by_tab = bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)
        acts = getattr(control, "defaultAction", lambda: None)()
        # What is dragged out by hand is copied by Ctrl+C.
        if not by_tab and acts is None and control.isEnabled() and not isinstance(control, DragHandle):
            found.append(f"{type(control).__name__} “{control.accessibleName() or control.toolTip()}”")
    return found


@pytest.fixture
def busy(opened: MainWindow, photo: Path, qtbot: QtBot) -> MainWindow:
    return fill(opened, photo, qtbot)


def test_every_control_of_the_window_has_a_name(busy: MainWindow) -> None:
    for page in PAGES:
        busy.show_panel(page)
        QApplication.processEvents()
        assert nameless(busy) == []


def test_every_control_of_the_window_is_reached_by_keyboard(busy: MainWindow) -> None:
    for page in PAGES:
        busy.show_panel(page)
        QApplication.processEvents()
        assert out_of_reach(busy) == []


def test_the_empty_window_is_named_and_reached_as_well(make_window: MakeWindow, photo: Path) -> None:
    window = make_window()
    window.recent.remember(photo)
    assert nameless(window) == []
    assert out_of_reach(window) == []


@pytest.mark.parametrize(
    "name", ["export", "preferences", "shortcuts", "resize", "feather_mask", "batch", "about", "photo_info", "guide"]
)
def test_dialogs_are_named_and_reached(busy: MainWindow, qtbot: QtBot, name: str) -> None:
    seen: list[tuple[list[str], list[str]]] = []

    def look(dialog: QWidget) -> None:
        seen.append((nameless(dialog), out_of_reach(dialog)))
        dialog.close()

    when_dialog_shows(look)
    busy.actions_by_name[name].trigger()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [([], [])]


def in_menus(menu: QObject) -> list[QAction]:
    """All actions below a menu bar or menu."""
    found = []
    for action in menu.actions():  # type: ignore[attr-defined]
        below = action.menu()
        found += in_menus(below) if isinstance(below, QMenu) else [action]
    return found


def test_every_action_is_in_a_menu_or_has_a_shortcut(opened: MainWindow) -> None:
    entries = in_menus(opened.menuBar())
    for action in ACTIONS:
        assert action.keys or opened.actions_by_name[action.name] in entries, action.name


def test_menus_open_by_their_letter(opened: MainWindow, qtbot: QtBot) -> None:
    letters = [action.text()[action.text().index("&") + 1] for action in opened.menuBar().actions()]
    assert len(set(letters)) == len(letters) == 6
    shown: list[str] = []

    def look() -> None:
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        shown.append(popup.title())
        popup.close()

    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    QTimer.singleShot(200, look)
    qtbot.keyClick(opened, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["&Mask"]


def test_a_photo_can_be_repaired_without_a_pointer(opened: MainWindow, qtbot: QtBot) -> None:
    """Select all, repair, undo, next panel: keys alone, wherever the focus is."""
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(opened, Qt.Key.Key_A, control)
    assert opened.session.mask.alpha.min() == 255
    qtbot.keyClick(opened, Qt.Key.Key_R, control)
    qtbot.waitUntil(lambda: not opened.operations.busy and opened.session.edited)
    qtbot.keyClick(opened, Qt.Key.Key_Z, control)
    assert not opened.session.edited
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    assert opened.side.page == "adjust"
