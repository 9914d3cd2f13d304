"""The window in other languages: every text that it shows is one that can be translated, and is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PAGES, MakeWindow, fill, open_photo, when_dialog_shows
from vqstudio.core.errors import StudioError
from vqstudio.ui.kit.translation import CONTEXT, ENGLISH, LANGUAGES, desktop_language, speak, tr
from vqstudio.ui.tabs.style.tile import StyleTile
from vqstudio.ui.window.main_window import MainWindow
from vqstudio.ui.window.menu.preferences_dialog import PreferencesDialog
from vqstudio.ui.window.menu.shortcuts import ShortcutsDialog

DIALOGS = ("export", "preferences", "shortcuts", "resize", "feather_mask", "batch")
NAMES = """VQ Studio px kB MB ms Painters Prints After nobody English Deutsch 简体中文 PNG JPEG WebP AVIF TIFF BMP
Oil Ink Moon HEIC RAW GIF XL CPU RGB Esc Ctrl Shift Alt Return Left Right Tab AM PM"""
SAME_EVERYWHERE = set(NAMES.split())
"""Names, units and keys."""


class Marking(QTranslator):
    """Puts a mark around every text that goes through translation."""

    def translate(self, context: str, source: str, _comment: str | None = None, _n: int = -1) -> str | None:
        return f"⟦{source}⟧" if context in (CONTEXT, "QPlatformTheme") else None

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def marking(qapp: QApplication) -> Iterator[None]:
    translator = Marking()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def busy(window: MainWindow, photo: Path, qtbot: QtBot) -> MainWindow:
    open_photo(window, photo, qtbot)
    return fill(window, photo, qtbot)


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """What a user can read or hear in ``root``, each with where it is."""
    for widget in [root, *root.findChildren(QWidget)]:
        where = f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        if widget.objectName().startswith("qt_"):
            continue
        yield widget.toolTip(), where
        yield widget.accessibleName(), where
        yield widget.accessibleDescription(), where
        if widget.isWindow():
            yield widget.windowTitle(), where
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text(), where
        elif isinstance(widget, QGroupBox | QMenu):
            yield widget.title(), where
        elif isinstance(widget, QComboBox):
            for index in range(widget.count()):
                yield widget.itemText(index), where
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText(), where
        elif isinstance(widget, QListView) and widget.model() is not None:
            for row in range(widget.model().rowCount()):
                yield str(widget.model().index(row, 0).data() or ""), where
        if isinstance(widget, QAbstractSpinBox):
            yield widget.specialValueText(), where
    for action in root.findChildren(QAction):
        yield action.text(), f"QAction {action.objectName()}"
        yield action.toolTip(), f"QAction {action.objectName()}"


def untranslated(root: QWidget, names: tuple[str, ...] = ()) -> list[str]:
    """Texts with words outside the marks, but for names."""
    missed = []
    for text, where in texts_of(root):
        rest = re.sub(r"<[^>]+>|&(?!\w)", " ", text).replace("&", "")
        while "⟦" in rest:  # the innermost first
            shorter = re.sub(r"⟦[^⟦⟧]*⟧", " ", rest)
            if shorter == rest:
                break
            rest = shorter
        for name in names:
            rest = rest.replace(name, " ")
        if set(re.findall(r"[^\W\d_]{2,}", rest)) - SAME_EVERYWHERE:
            missed.append(f"{text!r} [{where}]")
    return sorted(set(missed))


@pytest.mark.usefixtures("marking")
def test_every_text_of_the_empty_window_can_be_translated(make_window: MakeWindow, photo: Path) -> None:
    window = make_window()
    window.recent.remember(photo)
    assert untranslated(window, (photo.name, photo.stem, str(photo.parent))) == []


@pytest.mark.usefixtures("marking")
def test_every_text_of_the_window_can_be_translated(make_window: MakeWindow, photo: Path, qtbot: QtBot) -> None:
    window = busy(make_window(), photo, qtbot)
    for page in PAGES:
        window.show_panel(page)
        QApplication.processEvents()
        assert untranslated(window, (str(photo.parent), photo.name, "other.png", photo.stem, "other")) == []


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize("name", DIALOGS)
def test_every_text_of_the_dialogs_can_be_translated(
    make_window: MakeWindow, photo: Path, qtbot: QtBot, name: str
) -> None:
    window = busy(make_window(), photo, qtbot)
    seen: list[list[str]] = []

    def look(dialog: QWidget) -> None:
        seen.append(untranslated(dialog, (photo.name, photo.stem, "other", str(photo.parent))))
        dialog.close()

    when_dialog_shows(look)
    window.actions_by_name[name].trigger()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [[]]


@pytest.fixture(params=sorted(set(LANGUAGES) - {ENGLISH}))
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QLocale()
    installed = speak(qapp, request.param)
    yield request.param
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_numbers_have_the_separators_of_the_language(language: str) -> None:
    shown = tr("in {count:,} of {total:,} cells", count=1234, total=16384), tr("{size:.1f} megapixels", size=23.96)
    german = ("in 1.234 von 16.384 Zellen", "24,0 Megapixel")
    if language == "de":
        assert shown == german
    else:
        assert "16,384" in shown[0]
        assert "24.0" in shown[1]


def letters_of(texts: list[str]) -> list[str]:
    return [text[text.index("&") + 1].lower() for text in texts if "&" in text]


@pytest.mark.usefixtures("language")
def test_letters_that_open_a_menu_or_reach_a_control_are_different(
    make_window: MakeWindow, photo: Path, qtbot: QtBot
) -> None:
    window = make_window()
    menus = letters_of([action.text() for action in window.menuBar().actions()])
    assert len(set(menus)) == len(menus) == 6
    window.recent.remember(photo)
    dialog = PreferencesDialog(window.preferences, window.recent, window)
    named = [w for w in dialog.findChildren(QLabel) if w.buddy()] + dialog.findChildren(QAbstractButton)
    controls = letters_of([widget.text() for widget in named])
    assert len(set(controls)) == len(controls) == 12
    dialog.close()


def test_no_word_of_the_side_panel_is_cut_off(
    make_window: MakeWindow, photo: Path, language: str, qtbot: QtBot
) -> None:
    window = busy(make_window(), photo, qtbot)
    for page in PAGES:
        window.show_panel(page)
        QApplication.processEvents()
        for widget in window.side.findChildren(QLabel) + window.side.findChildren(QAbstractButton):
            if not widget.isVisible() or not widget.text():
                continue
            left = widget.mapTo(window.side, QPoint(0, 0)).x()
            assert left >= 0
            assert left + widget.width() <= window.side.width(), (language, widget.text())
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            words = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
            assert wraps or isinstance(widget, StyleTile) or words <= widget.width(), (language, widget.text())


LISTS = {"zh-Hant-TW zh-TW zh-Hant zh": "en", "zh-TW zh zh-Hant-TW": "en", "zh-Hans-SG zh-SG zh-Hans zh": "zh_CN",
         "zh": "zh_CN", "zh-Hant-TW zh-TW zh-Hant zh de-DE de": "de", "zh-TW zh zh-CN": "zh_CN", "de-Latn-AT de": "de",
         "fr-FR fr de": "de", "pt-BR pt": "en", "C": "en", "": "en"}  # fmt: skip
"""The user's languages, as Qt gives them, and which of ours that is."""


@pytest.mark.parametrize("wanted", LISTS)
def test_the_desktop_s_language_is_spoken_in_the_script_it_is_read_in(
    monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _: wanted.split())
    assert desktop_language() == LISTS[wanted]


def test_numbers_in_sentences_are_written_as_the_language_does(qapp: QApplication) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        error = StudioError("{name} has {count:,} parts of {size:.1f} MB.", name="1,234.5.png", count=30_000, size=1.25)
        assert tr(error.sentence) == "1,234.5.png has 30.000 parts of 1,2 MB."
    finally:
        QLocale.setDefault(before)


@pytest.mark.usefixtures("language")
def test_the_sheet_of_shortcuts_fits_on_a_laptop(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    small = SimpleNamespace(availableGeometry=lambda: QRect(0, 0, 1366, 728))
    monkeypatch.setattr(ShortcutsDialog, "screen", lambda self: small)
    dialog = ShortcutsDialog(window.actions_by_name, window)
    dialog.show()
    QApplication.processEvents()
    assert dialog.width() <= 1366
    assert dialog.height() <= 728
    assert dialog.findChild(QScrollArea).horizontalScrollBar().maximum() == 0
    dialog.close()
