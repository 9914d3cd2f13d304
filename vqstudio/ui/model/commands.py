"""What can be undone, and a stack that keeps it within a budget of bytes."""

from __future__ import annotations

import itertools
import sys
import weakref
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap, QUndoCommand, QUndoStack

from vqstudio.core.document import Patch
from vqstudio.core.wording import mark

from .mask_layer import MaskChange, MaskLayer
from .scene import Scene

STYLE_STEP = mark("Style “{title}”")


_serials = itertools.count(1)


class Masks(Protocol):
    """What painting steps change: the :class:`~vqstudio.ui.model.photo_masks.PhotoMasks` that creates them."""

    def toggle(self, change: MaskChange, layer: MaskLayer | None = None) -> None: ...


class Photo(Protocol):
    """What all other steps change: the :class:`~vqstudio.ui.model.open_photo.OpenPhoto` whose history holds them."""

    def apply_edit(self, patch: Patch, mask: MaskChange, version: int) -> None: ...

    def show_scene(self, scene: Scene, version: int) -> None: ...


class Command(QUndoCommand):
    """A step of the history of one photo. Its change is already in place when it is pushed, so the first redo does
    nothing. Its text is English and translated where it is shown.

    A step refers to its photo weakly: the photo holds its history, and a reference cycle would keep the pixels of a
    closed photo until the garbage collector runs.
    """

    edits_pixels = False

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text
        self._in_place = True
        self.serial = next(_serials)
        """Unique among all steps."""
        self.picture: QPixmap | None = None
        """How the photo looked after it, small."""

    def text(self) -> str:
        """The text as it was given; Qt's own copy would no longer be a Sentence."""
        return self._text

    @property
    def nbytes(self) -> int:
        raise NotImplementedError

    def release(self) -> None:
        """Free the memory; the step can never be undone again."""
        raise NotImplementedError

    def redo(self) -> None:
        if self._in_place:
            self._in_place = False
        else:
            self._carry_out(self.forward)

    def undo(self) -> None:
        self._carry_out(self.backward)

    @staticmethod
    def _carry_out(change: Callable[[], None]) -> None:
        try:
            change()
        except Exception:  # noqa: BLE001  an exception that leaves a QUndoCommand ends the program (PySide 6.11)
            sys.excepthook(*sys.exc_info())

    def forward(self) -> None:
        raise NotImplementedError

    def backward(self) -> None:
        raise NotImplementedError


class MaskCommand(Command):
    """A brush stroke, or another change of the mask alone."""

    def __init__(self, masks: Masks, layer: MaskLayer, change: MaskChange, text: str) -> None:
        super().__init__(text)
        self._masks: Masks = weakref.proxy(masks)
        self.layer = layer
        self.change: MaskChange | None = change
        """None once its memory was released."""

    @property
    def nbytes(self) -> int:
        return self.change.nbytes if self.change else 0

    def release(self) -> None:
        self.change = None

    def forward(self) -> None:
        if self.change:
            self._masks.toggle(self.change, self.layer)

    backward = forward


class EditCommand(Command):
    """Pixels changed by the engine, together with the mask that the edit used up."""

    edits_pixels = True

    def __init__(self, photo: Photo, patch: Patch, mask: MaskChange, versions: tuple[int, int], text: str):
        super().__init__(text)
        self._photo: Photo = weakref.proxy(photo)
        self.payload: tuple[Patch, MaskChange] | None = (patch, mask)
        self.versions = versions

    @property
    def version(self) -> int:
        """The version of the pixels after this step."""
        return self.versions[1]

    @property
    def nbytes(self) -> int:
        return self.payload[0].nbytes + self.payload[1].nbytes if self.payload else 0

    def release(self) -> None:
        self.payload = None

    def forward(self) -> None:
        if self.payload:
            self._photo.apply_edit(*self.payload, version=self.versions[1])

    def backward(self) -> None:
        if self.payload:
            patch, mask = self.payload
            self._photo.apply_edit(patch.reversed(), mask, version=self.versions[0])


class SceneCommand(Command):
    """The photo changed its shape, and everything on its canvas with it."""

    edits_pixels = True

    def __init__(self, photo: Photo, old: Scene, new: Scene, versions: tuple[int, int], text: str) -> None:
        super().__init__(text)
        self._photo: Photo = weakref.proxy(photo)
        self.scenes: tuple[Scene, Scene] | None = (old, new)
        self.versions = versions

    @property
    def nbytes(self) -> int:
        return sum(scene.nbytes for scene in self.scenes) if self.scenes else 0

    def release(self) -> None:
        self.scenes = None

    def forward(self) -> None:
        if self.scenes:
            self._photo.show_scene(self.scenes[1], self.versions[1])

    def backward(self) -> None:
        if self.scenes:
            self._photo.show_scene(self.scenes[0], self.versions[0])


class EditStack(QUndoStack):
    """QUndoStack counts steps, not bytes, and cannot drop its oldest step on its own.

    :meth:`keep_within` empties the oldest steps, and undo stops before them: ask :meth:`can_undo`.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: list[Command] = []
        self._dropped = 0

    def push(self, command: Command) -> None:  # type: ignore[override]
        del self._commands[self.index() :]
        self._commands.append(command)
        super().push(command)

    def keep_within(self, budget: int) -> None:
        """Empty the oldest steps until the others need no more than ``budget`` bytes.

        The last step that can be undone stays, and so do all that can be redone.
        """
        total, dropped = self.nbytes, self._dropped
        while total > budget and self._dropped < self.index() - 1:
            oldest = self._commands[self._dropped]
            total -= oldest.nbytes
            oldest.release()
            self._dropped += 1
        if self._dropped != dropped:
            self.indexChanged.emit(self.index())

    def undoText(self) -> str:
        return self._commands[self.index() - 1].text() if self.canUndo() else ""

    def redoText(self) -> str:
        return self._commands[self.index()].text() if self.canRedo() else ""

    def can_undo(self) -> bool:
        return self.index() > self._dropped

    def undo(self) -> None:
        if self.can_undo():
            super().undo()

    @property
    def steps(self) -> list[Command]:
        """All of them, the oldest first; those from :meth:`index` on are undone."""
        return list(self._commands)

    @property
    def oldest(self) -> int:
        """The number of steps that are always in place, because they cannot be undone."""
        return self._dropped

    def go_to(self, count: int) -> None:
        """Undo or redo until ``count`` steps are in place."""
        self.setIndex(min(len(self._commands), max(self._dropped, count)))

    def last(self) -> Command | None:
        """The step that undo would take back."""
        return self._commands[self.index() - 1] if self.can_undo() else None

    def last_is(self, version: int) -> bool:
        """True if undo would take back the edit that made this version of the pixels."""
        last = self.last()
        return isinstance(last, EditCommand) and last.version == version

    @property
    def nbytes(self) -> int:
        return sum(command.nbytes for command in self._commands)
