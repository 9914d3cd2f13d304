"""Questions, file dialogs and the batch queue in other languages: every text of theirs can be translated, and is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeWindow, when_dialog_shows
from tests.ui.kit.test_translation import marking, untranslated  # noqa: F401
from vqstudio.batch import Item
from vqstudio.batch_work import Painting
from vqstudio.core.recovery import About
from vqstudio.core.wording import Sentence
from vqstudio.engine.style.files import SUFFIX as STYLE_SUFFIX
from vqstudio.ui.batch.queue import Entry, Phase, State
from vqstudio.ui.dialogs.prompts import PHOTO_FILTER
from vqstudio.ui.dialogs.unsaved import UnsavedPhoto
from vqstudio.ui.window.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("marking")

HOLIDAY = Path("holiday.png")
NAMES = ("holiday", "other")
QUESTIONS: dict[str, Callable[[MainWindow], object]] = {
    "one photo left": lambda window: window.prompts.ask_stop_batch(1),
    "photos left": lambda window: window.prompts.ask_stop_batch(2),
    "unsaved": lambda window: window.prompts.ask_unsaved("holiday"),
    "unlearned": lambda window: window.prompts.ask_unlearned(),
    "recover": lambda window: window.prompts.ask_recover([About(Sentence("Untitled"), 1e9)]),
    "recover several": lambda window: window.prompts.ask_recover([About("holiday", 1e9), About("other", 1e9)]),
    "several unsaved": lambda window: window.prompts.ask_unsaved_all(
        [UnsavedPhoto("holiday", "holiday", QPixmap()), UnsavedPhoto("other", "", QPixmap())]
    ),
    "replace": lambda window: window.prompts.ask_replace(Path("holiday")),
    "remove style": lambda window: window.prompts.ask_remove_style("holiday"),
    "about": lambda window: window.help.show_about(),
    "details": lambda window: window.help.show_details("Traceback"),
}
FILES: dict[str, Callable[[MainWindow], object]] = {
    "open": lambda window: window.prompts.ask_open(Path()),
    "mask": lambda window: window.prompts.ask_open_mask(Path()),
    "photos": lambda window: window.prompts.ask_photos(Path(), window),
    "save": lambda window: window.prompts.ask_save(HOLIDAY, PHOTO_FILTER),
    "export": lambda window: window.prompts.ask_export_to(HOLIDAY),
    "painting": lambda window: window.prompts.ask_painting(),
    "save style": lambda window: window.prompts.ask_save_style("holiday"),
}
WAITING, WORKING, DONE, SKIPPED, KEPT, FAILED = State
SUMMARIES = [
    (Phase.RUNNING, []), (Phase.RUNNING, [FAILED, WAITING]), (Phase.PAUSED, [DONE, WAITING]), (Phase.IDLE, [SKIPPED]),
    (Phase.IDLE, [WAITING]), (Phase.IDLE, [WAITING, DONE, SKIPPED, KEPT, FAILED, FAILED]),
]  # fmt: skip


def missed(*texts: str) -> list[str]:
    return [found for text in texts for found in untranslated(QLabel(text), NAMES)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_text_of_the_questions_can_be_translated(make_window: MakeWindow, question: str) -> None:
    window = make_window()
    seen: list[list[str]] = []

    def look(box: QWidget) -> None:
        texts = (box.text(), box.informativeText()) if isinstance(box, QMessageBox) else ()
        seen.append(untranslated(box, NAMES) + missed(*texts))
        box.close()

    when_dialog_shows(look)
    QUESTIONS[question](window)
    assert seen == [[]]


@pytest.mark.parametrize("dialog", FILES)
def test_the_titles_and_types_of_file_dialogs_can_be_translated(make_window: MakeWindow, dialog: str) -> None:
    asked: list[str] = []

    def look(shown: QWidget) -> None:
        assert isinstance(shown, QFileDialog)
        asked.extend([shown.windowTitle(), *(re.sub(r"\*\.\w+", "", kind) for kind in shown.nameFilters())])
        shown.reject()

    window = make_window()
    when_dialog_shows(look)
    FILES[dialog](window)
    assert len(asked) >= 2
    assert missed(*asked) == []


def test_a_name_typed_without_a_suffix_still_gets_that_of_the_chosen_type(
    make_window: MakeWindow, tmp_path: Path
) -> None:
    def answer(shown: QWidget) -> None:
        assert isinstance(shown, QFileDialog)
        shown.selectNameFilter(shown.nameFilters()[-1])
        shown.selectFile("holiday")
        shown.accept()

    window = make_window()
    when_dialog_shows(answer)
    types = f"PNG (*.png);;Styles of VQ Studio (*{STYLE_SUFFIX})"
    assert window.prompts.ask_save(tmp_path / "holiday.png", types) == tmp_path / f"holiday{STYLE_SUFFIX}"


@pytest.mark.parametrize(("phase", "states"), SUMMARIES)
def test_every_text_of_a_batch_can_be_translated(
    make_window: MakeWindow, qtbot: QtBot, phase: Phase, states: list[State]
) -> None:
    window = make_window()
    queue = window.batch.queue
    window.batch.show()
    assert window.batch.dialog is not None
    window.batch.dialog.set_source((Path("holiday/holiday.png"), Path("holiday/other.png")))
    qtbot.waitUntil(lambda: bool(queue.problem or queue.entries))
    queue.phase, queue.problem = phase, ""
    queue.entries = [Entry(Item(HOLIDAY, Path("other.png"), Painting("ink")), state) for state in states]
    queue.listed.emit()
    queue.changed.emit()
    assert untranslated(window.batch.dialog, ("holiday-edited", *NAMES, "png")) == []
    model = window.batch.dialog.list.model()
    for row, state in enumerate(states):
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            assert f"⟦{state.value}⟧" in model.index(row, 0).data(role)
    queue.phase = Phase.IDLE
