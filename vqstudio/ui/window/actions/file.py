"""Files: opening, saving, exporting, closing."""

from __future__ import annotations

from typing import Protocol

from vqstudio.core.wording import mark

from ...batch.controller import BatchController
from ...control.services import Services
from ...files.controller import FileController
from ...files.exporting import ExportController
from ...files.recent import RecentPhotos
from ...kit.action import Action, Bar, Entry, Section, Submenu
from ...model.operations import Operations
from ...model.session import EditSession
from ...tabs.create import CreatePanel
from ..keeping import Keeping
from ..menu.photo_info import show_photo_info
from .conditions import has_photo


class FileParts(Protocol):
    services: Services
    session: EditSession
    operations: Operations
    files: FileController
    exports: ExportController
    recent: RecentPhotos
    batch: BatchController
    create_panel: CreatePanel
    keeping: Keeping

    def close(self) -> object: ...


def _close_photo(parts: FileParts) -> None:
    if parts.session.shown:
        parts.files.close(parts.session.shown)


ACTIONS: tuple[Entry[FileParts], ...] = (
    Action(
        "new_picture", mark("New picture"), lambda parts: parts.create_panel.make_new(),
        when=lambda parts: not parts.operations.busy,
        keys=("Ctrl+N",), tip=mark("Create a picture from nothing"), icon="create", section=Section.OPENING,
    ),
    Action(
        "open", mark("Open…"), lambda parts: parts.files.ask_open(),
        keys=("Ctrl+O",), tip=mark("Open a photo"), icon="open", section=Section.OPENING, bar=Bar.FILES,
    ),
    Submenu("recent", mark("Open recent"), Section.OPENING),
    Action(
        "clear_recent", mark("Clear list"), lambda parts: parts.recent.clear(),
        tip=mark("Forget the recent photos; their files stay"),
    ),
    Action(
        "paste", mark("Paste as new photo"), lambda parts: parts.files.paste(),
        keys=("Ctrl+V",), tip=mark("Open the picture on the clipboard"), icon="paste", section=Section.OPENING,
    ),
    Action(
        "save", mark("Save"), lambda parts: parts.files.save(), when=has_photo,
        keys=("Ctrl+S",), tip=mark("Save the photo"), icon="save", section=Section.SAVING, bar=Bar.FILES,
    ),
    Action(
        "save_as", mark("Save as…"), lambda parts: parts.files.save_as(), when=has_photo,
        keys=("Ctrl+Shift+S",), tip=mark("Save the photo under another name"), section=Section.SAVING,
    ),
    Action(
        "export", mark("Export…"), lambda parts: parts.keeping.first(parts.exports.ask), when=has_photo,
        keys=("Ctrl+Shift+E",), tip=mark("Write a file of the photo for elsewhere"), section=Section.SAVING,
    ),
    Action(
        "copy", mark("Copy photo"), lambda parts: parts.keeping.first(parts.files.copy), when=has_photo,
        keys=("Ctrl+C", "Ctrl+Shift+C"), tip=mark("Copy the photo to the clipboard"), icon="copy",
        section=Section.USING,
    ),
    Action(
        "photo_info", mark("Photo information…"),
        lambda parts: show_photo_info(parts.session.shown, parts.services.window), when=has_photo,
        keys=("Alt+Return",), tip=mark("What is known of the photo and its file"), section=Section.USING,
    ),
    Action(
        "batch", mark("Batch…"), lambda parts: parts.batch.show(),
        keys=("Ctrl+Shift+B",), tip=mark("Edit many photos at once"), section=Section.BATCH,
    ),
    Action(
        "close_photo", mark("Close photo"), _close_photo, when=has_photo,
        keys=("Ctrl+W",), tip=mark("Close the photo that is shown"), section=Section.CLOSING,
    ),
    Action(
        "quit", mark("Quit"), lambda parts: parts.close(),
        keys=("Ctrl+Q",), tip=mark("Close the window"), section=Section.CLOSING,
    ),
)  # fmt: skip
