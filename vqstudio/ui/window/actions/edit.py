"""History, cancelling, preferences. Tabs declare the edits themselves."""

from __future__ import annotations

from typing import Protocol

from vqstudio.core.wording import mark

from ...control.services import Services
from ...dialogs.showing import answer_of
from ...files.recent import RecentPhotos
from ...kit.action import Action, Bar, Entry, Section
from ...kit.translation import tr
from ...mask.brush import Brush
from ...model.operations import Operations
from ...model.session import EditSession
from ...retouch.retoucher import Retoucher
from ..keeping import Keeping
from ..menu.preferences import Preferences
from ..menu.preferences_dialog import PreferencesDialog


class EditParts(Protocol):
    services: Services
    session: EditSession
    operations: Operations
    brush: Brush
    retoucher: Retoucher
    preferences: Preferences
    keeping: Keeping
    recent: RecentPhotos

    def undo(self) -> None: ...

    def redo(self) -> None: ...


def _can_undo(parts: EditParts) -> bool:
    """While an edit is being computed, the pixels it starts from must stay, so only changes of masks can be undone."""
    if parts.brush.painting or parts.retoucher.drawing or parts.keeping.first_to_undo:
        return True
    top = parts.session.stack.last()
    return parts.session.stack.can_undo() and not (parts.operations.busy and top is not None and top.edits_pixels)


def _can_redo(parts: EditParts) -> bool:
    return parts.session.stack.canRedo() and not parts.operations.busy


def _tip_of_undo(parts: EditParts) -> str:
    if parts.keeping.first_to_undo:
        return tr("End the preview")
    stack = parts.session.stack
    return tr("Undo: {step}", step=tr(stack.undoText())) if stack.can_undo() else tr("Nothing to undo")


def _tip_of_redo(parts: EditParts) -> str:
    stack = parts.session.stack
    return tr("Redo: {step}", step=tr(stack.redoText())) if stack.canRedo() else tr("Nothing to redo")


def _show_preferences(parts: EditParts) -> None:
    answer_of(PreferencesDialog(parts.preferences, parts.recent, parts.services.window))


ACTIONS: tuple[Entry[EditParts], ...] = (
    Action(
        "undo", mark("Undo"), lambda parts: parts.undo(), when=_can_undo,
        keys=("Ctrl+Z",), tip=mark("Take back the last step"), tip_now=_tip_of_undo, icon="undo",
        section=Section.HISTORY, bar=Bar.HISTORY,
    ),
    Action(
        "redo", mark("Redo"), lambda parts: parts.redo(), when=_can_redo,
        keys=("Ctrl+Shift+Z", "Ctrl+Y"), tip=mark("Bring back the step that was undone"), tip_now=_tip_of_redo,
        icon="redo", section=Section.HISTORY, bar=Bar.HISTORY,
    ),
    Action(
        "cancel", mark("Cancel operation"), lambda parts: parts.operations.cancel(),
        when=lambda parts: parts.operations.busy,
        keys=("Esc",), tip=mark("Stop the running operation"), section=Section.CANCELLING,
    ),
    Action(
        "preferences", mark("Preferences…"), _show_preferences,
        keys=("Ctrl+,",), tip=mark("Choose how VQ Studio looks and works"), section=Section.PREFERENCES,
    ),
)  # fmt: skip
