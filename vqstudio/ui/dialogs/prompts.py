"""The modal questions: which file, what to do with unsaved changes, and so on."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QMessageBox, QWidget

from vqstudio.core.files import SAVE_FILTER
from vqstudio.core.formats import OPEN_PATTERNS
from vqstudio.core.recovery import About
from vqstudio.core.wording import mark
from vqstudio.engine.style.files import SUFFIX as STYLE_SUFFIX

from ..kit.icons import pixmap
from ..kit.theme import Theme
from ..kit.translation import tr, tr_count
from ..projects.writing import SUFFIX as PROJECT_SUFFIX
from .estimator import Choice, Estimator
from .export import ExportDialog
from .feather import FeatherDialog
from .file_preview import Previews
from .files import choose_folder, open_files, save_file
from .recover import Answer, RecoverDialog
from .showing import answer_of
from .size import SizeDialog
from .unsaved import UnsavedAll, UnsavedDialog, UnsavedPhoto

IMAGES, BOTH = mark("Images"), mark("Photos and projects")
PROJECT, STYLES = mark("VQ Studio project"), mark("Styles of VQ Studio")
OPEN_FILTER = f"{IMAGES} ({OPEN_PATTERNS})"
ANY_FILTER = f"{BOTH} (*{PROJECT_SUFFIX} {OPEN_PATTERNS});;{OPEN_FILTER}"
SUFFIX = re.compile(r"\.[A-Za-z]\w+")
"""What a name ends in if its type was typed: no "2.5", and no "Dr. Miller"."""
PHOTO_FILTER = f"{SAVE_FILTER};;{PROJECT} (*{PROJECT_SUFFIX})"
"""The file types that an open photo can be saved as."""

STYLE_FILTER = f"{STYLES} (*{STYLE_SUFFIX})"


class Unsaved(Enum):
    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Prompts:
    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._parent = parent
        self._theme = theme
        self.previews = Previews(parent)

    def ask_open(self, folder: Path) -> list[Path]:
        """Ask for photos or projects to open."""
        return self._open(tr("Open photos"), folder, ANY_FILTER)

    def ask_open_mask(self, folder: Path, parent: QWidget | None = None) -> Path | None:
        return next(iter(self._open(tr("Load a mask"), folder, OPEN_FILTER, many=False, parent=parent)), None)

    def ask_folder(self, title: str, start: Path, parent: QWidget) -> Path | None:
        return choose_folder(parent, self._theme, title, start)

    def ask_photos(self, folder: Path, parent: QWidget) -> list[Path]:
        return self._open(tr("Choose photos"), folder, OPEN_FILTER, parent=parent)

    def ask_stop_batch(self, left: int) -> bool:
        """Ask whether to stop a batch with ``left`` photos to go."""
        box = self._question(
            tr("A batch is running"),
            tr_count("Stop the batch? {count} photo is left.", "Stop the batch? {count} photos are left.", left),
            tr("What is done stays. Started again, the batch goes on where it was."),
        )  # fmt: skip
        stop = box.addButton(tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        go_on = box.addButton(tr("Go on"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go_on)
        answer_of(box)
        return box.clickedButton() is stop

    def ask_save(self, suggestion: Path, filters: str = SAVE_FILTER) -> Path | None:
        """Ask where to save, and before an existing file is replaced. A name without a suffix gets that of the chosen
        type.
        """
        filters = in_words(filters)
        title, entry = tr("Save as"), filter_for(suggestion.suffix, filters)
        path, chosen = save_file(self._parent, self._theme, title, suggestion, filters, entry)
        if path is None or SUFFIX.fullmatch(path.suffix):
            return path
        suffix = re.search(r"\*(\.\w+)", chosen)
        path = path.with_name(path.name + (suffix.group(1) if suffix else suggestion.suffix))
        # The dialog asked about the name without the suffix.
        return path if not path.exists() or self.ask_replace(path) else None

    def ask_export(self, last: Choice, estimator: Estimator) -> Choice | None:
        """Ask how to export the photo that the ``estimator`` holds; the dialog starts with the ``last`` choice."""
        dialog = ExportDialog(last, estimator, self._theme, self._parent)
        return dialog.choice if answer_of(dialog) else None

    def ask_export_to(self, suggestion: Path) -> Path | None:
        """Ask where to export, and before an existing file is replaced. The name gets the suggestion's suffix."""
        entry = filter_for(suggestion.suffix)
        path, _ = save_file(self._parent, self._theme, tr("Export to"), suggestion, entry)
        if path is None or can_save(path.suffix, entry):
            return path
        name = path.stem if can_save(path.suffix) else path.name
        path = path.with_name(f"{name}{suggestion.suffix}")
        # The dialog asked about the name as it was typed.
        return path if not path.exists() or self.ask_replace(path) else None

    def ask_size(self, width: int, height: int) -> tuple[int, int] | None:
        """Ask for the new size of a photo of this size."""
        dialog = SizeDialog(width, height, self._parent)
        return dialog.size_chosen if answer_of(dialog) else None

    def ask_feather(self, radius: int) -> int | None:
        """Ask over how many pixels to soften the edge of the mask; ``radius`` is the default."""
        dialog = FeatherDialog(radius, self._parent)
        return dialog.radius.value() if answer_of(dialog) else None

    def ask_colour(self, colour: tuple[int, int, int]) -> tuple[int, int, int] | None:
        """Ask for a colour, red, green and blue in 0..255; the dialog starts with this one."""
        dialog = QColorDialog(QColor(*colour), self._parent)
        dialog.setWindowTitle(tr("Choose a colour"))
        if not answer_of(dialog):
            return None
        chosen = dialog.selectedColor()
        return chosen.red(), chosen.green(), chosen.blue()

    def ask_painting(self) -> Path | None:
        title, filters = tr("Make a style from a painting"), f"{OPEN_FILTER};;{STYLE_FILTER}"
        return next(iter(self._open(title, Path.home(), filters, many=False)), None)

    def ask_save_style(self, name: str) -> Path | None:
        suggestion = Path.home() / f"{name}{STYLE_SUFFIX}"
        path, _ = save_file(self._parent, self._theme, tr("Save the style"), suggestion, in_words(STYLE_FILTER))
        if path is None or path.suffix.lower() == STYLE_SUFFIX:
            return path
        path = path.with_name(f"{path.name}{STYLE_SUFFIX}")
        # The dialog asked about the name without the suffix.
        return path if not path.exists() or self.ask_replace(path) else None

    def ask_remove_style(self, title: str) -> bool:
        text = tr("Remove the style “{title}”? It cannot be brought back.", title=title)
        answer = QMessageBox.question(self._parent, tr("Remove the style?"), text)
        return answer is QMessageBox.StandardButton.Yes

    def ask_replace(self, path: Path) -> bool:
        text = tr("{name} exists already. Replace it?", name=path.name)
        answer = QMessageBox.question(self._parent, tr("Replace the file?"), text)
        return answer is QMessageBox.StandardButton.Yes

    def ask_unsaved(self, name: str) -> Unsaved:
        return self._ask_to_keep(
            tr("Unsaved changes"), tr("Save the changes to {name}?", name=name),
            tr("Without saving, your edits since the last save are lost."),
        )  # fmt: skip

    def ask_unsaved_all(self, photos: list[UnsavedPhoto]) -> UnsavedAll:
        """Ask what to do with several photos that are not saved."""
        dialog = UnsavedDialog(photos, self._parent)
        answer_of(dialog)
        return dialog.answer

    def ask_recover(self, edits: list[About]) -> Answer:
        """Ask which of the edits that a crash left behind to continue."""
        dialog = RecoverDialog(edits, self._parent)
        answer_of(dialog)
        return dialog.answer

    def ask_unlearned(self) -> Unsaved:
        return self._ask_to_keep(
            tr("A style is being learned"), tr("Keep what was learned of the style so far?"),
            tr("Without it, the style stays the guess that it was before the lesson."), save=tr("Stop and keep"),
        )  # fmt: skip

    def _open(
        self, title: str, folder: Path, filters: str, many: bool = True, parent: QWidget | None = None
    ) -> list[Path]:
        return open_files(parent or self._parent, self._theme, title, folder, in_words(filters), self.previews, many)

    def _ask_to_keep(self, title: str, question: str, otherwise: str, save: str = "") -> Unsaved:
        box = self._question(title, question, otherwise)
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        if save:
            box.button(buttons.Save).setText(save)
        answer = buttons(answer_of(box))
        return {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}.get(answer, Unsaved.CANCEL)

    def _question(self, title: str, question: str, otherwise: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setObjectName("unsavedPrompt")
        box.setTextFormat(Qt.TextFormat.PlainText)  # names of files may look like tags
        color = self._theme.color("warning")
        box.setIconPixmap(pixmap("warning", color, 36, self._parent.devicePixelRatioF(), stroke=1.5))
        box.setWindowTitle(title)
        box.setText(question)
        box.setInformativeText(otherwise)
        layout = box.layout()
        if layout is not None:
            layout.setContentsMargins(24, 22, 24, 18)
        return box


def in_words(filters: str) -> str:
    """The file types with their names in the window's language."""
    named = (entry.split(" (", 1) for entry in filters.split(";;"))
    return ";;".join(f"{tr(name)} ({patterns}" for name, patterns in named)


def filter_for(suffix: str, filters: str = SAVE_FILTER) -> str:
    """The entry of the save dialog's file types that holds ``suffix``."""
    return next((entry for entry in filters.split(";;") if can_save(suffix, entry)), "")


def can_save(suffix: str, filters: str = SAVE_FILTER) -> bool:
    return re.search(rf"\*{re.escape(suffix.lower())}\b", filters.lower()) is not None if suffix else False
