"""Help."""

from __future__ import annotations

from typing import Protocol

from vqstudio.core.wording import mark

from ...control.services import Services
from ...dialogs.showing import answer_of
from ...files.controller import FileController
from ...kit.action import Action, Entry, Section
from ...kit.actions import Actions
from ..menu.guide import GuideDialog
from ..menu.help import Help
from ..menu.shortcuts import ShortcutsDialog


class HelpParts(Protocol):
    services: Services
    files: FileController
    help: Help
    actions_by_name: Actions


def _show_guide(parts: HelpParts) -> None:
    answer_of(GuideDialog(parts.actions_by_name, parts.services.theme, parts.services.window))


def _show_shortcuts(parts: HelpParts) -> None:
    answer_of(ShortcutsDialog(parts.actions_by_name, parts.services.window))


ACTIONS: tuple[Entry[HelpParts], ...] = (
    Action(
        "guide", mark("Short guide"), _show_guide,
        keys=("Shift+F1",), tip=mark("What people do with VQ Studio, on one page"), section=Section.LEARNING,
    ),
    Action(
        "shortcuts", mark("Keyboard shortcuts"), _show_shortcuts,
        keys=("F1", "?"), tip=mark("Every shortcut on one page"), icon="keyboard", section=Section.LEARNING,
    ),
    Action(
        "sample", mark("Sample photo"), lambda parts: parts.files.open_sample(),
        tip=mark("Open a photo to try things on"), icon="photo", section=Section.LEARNING,
    ),
    Action(
        "doctor", mark("About this computer…"), lambda parts: parts.help.show_doctor(),
        when=lambda parts: parts.help.has_doctor,
        tip=mark("What VQ Studio found here, to copy into a report"), section=Section.ABOUT,
    ),
    Action(
        "about", mark("About VQ Studio"), lambda parts: parts.help.show_about(),
        tip=mark("Version and licence"), section=Section.ABOUT,
    ),
)  # fmt: skip
