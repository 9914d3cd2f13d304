"""An open photo with everything that belongs to it, whether it is shown or not."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from pathlib import Path
from types import UnionType

import numpy as np
from PySide6.QtGui import QPixmap

from vqstudio.core.document import Document, Patch, reframed
from vqstudio.core.errors import StudioError
from vqstudio.core.geometry import NO_MARGINS, Bounds, Margins
from vqstudio.core.paths import same_file, shown_name
from vqstudio.engine.requests import Request

from ..kit.translation import tr
from .commands import Command, EditCommand, EditStack, SceneCommand
from .mask_layer import MaskChange
from .photo_edits import Edit, Fill, PhotoEdits
from .photo_masks import PhotoMasks
from .photo_signals import PhotoSignals
from .pyramid import Pyramid
from .scene import Scene

_versions = itertools.count(1)
"""No two states of pixels share a number, across all photos."""


@dataclass(frozen=True)
class PhotoView:
    """Where a photo lay in a widget of this ``size`` (width, height); the other fields are those of the canvas's
    Viewport.
    """

    zoom: float
    left: float
    top: float
    ratio: float
    size: tuple[int, int]


class OpenPhoto:
    """``version`` changes with the pixels, and undo restores it."""

    def __init__(
        self, document: Document, signals: PhotoSignals, pyramid: Pyramid | None = None, before: Pyramid | None = None,
        unsaved: bool = False,
    ) -> None:  # fmt: skip
        """``unsaved``: it differs from its file. ``before``: what to compare it with, by default itself."""
        self._signals = signals
        self.document = document
        self.pyramid = pyramid or Pyramid.build(document.pixels)
        self.before = before or self.pyramid
        self.stack = EditStack(signals)
        self.stack.indexChanged.connect(signals.tell)
        self.masks = PhotoMasks(document.height, document.width, self.stack, signals)
        self.edits = PhotoEdits()
        self.version = self.opened_version = next(_versions)
        self.saved_version = self.version if document.path and not unsaved else None
        """The version that its file holds; None if no file holds one."""
        self.holds_steps = False
        """Whether its file is a project, which also holds the mask and the history up to `saved_step`."""
        self.saved_step: int | None = None
        """The serial number of the last step in that project; None if it has no steps."""
        self.save_target: Path | None = None
        """Where Save writes without asking; set once the user has chosen a place for this photo."""
        self.view: PhotoView | None = None
        """How it was last viewed; None if it was fitted to the window."""
        self.frame = NO_MARGINS
        """The frame that was dragged on the canvas and is not applied yet."""
        self.unapplied: dict[str, object] = {}
        """The settings that pages preview on it and have not applied, by the name of the page."""
        self.unapplied_after = 0
        """The serial number of the last step when they were set."""
        self.changing = False
        """Whether a new shape of it, or a retouching stroke, is being computed, so that no edit may begin."""
        self.styled_whole = False
        """Whether a style applies to all of it even though it has a mask."""
        self.opened_picture: QPixmap | None = None
        """A small picture of it as it was opened."""

    def close(self) -> None:
        """Release the history. Pixels and masks are freed with the last reference to the photo."""
        for step in self.stack.steps:
            step.release()
        self.stack.deleteLater()
        self.masks.close()

    @property
    def name(self) -> str:
        """Its name for the user."""
        return shown_name(self.document.path) if self.document.path else tr("Untitled")

    @property
    def modified(self) -> bool:
        """Whether closing it would lose anything."""
        return self.edits_unsaved or bool(self.unapplied)

    @property
    def edits_unsaved(self) -> bool:
        """Whether its file differs from what was applied to it."""
        last = self.stack.last()
        steps_differ = self.holds_steps and (last.serial if last else None) != self.saved_step
        return self.version != self.saved_version or steps_differ

    @property
    def edited(self) -> bool:
        """True if there is a difference to compare."""
        return self.version != self.opened_version

    def lives_in(self, path: Path) -> bool:
        """Whether it was opened from ``path`` or is saved there."""
        return any(home is not None and same_file(home, path) for home in (self.document.path, self.save_target))

    def mark_saved(self, path: Path, version: int, project: bool = False, step: Command | None = None) -> None:
        """The file at ``path`` now holds ``version`` of the pixels and, if it is a ``project``, the history up to
        ``step``.
        """
        self.document = self.document.saved_as(path)
        self.save_target = path
        self.saved_version = version
        self.holds_steps, self.saved_step = project, step.serial if step else None
        self._signals.tell()

    def set_changing(self, on: bool) -> None:
        """Say whether a change is being computed that no edit may come between."""
        self.changing = on
        self._signals.tell()

    @property
    def last_serial(self) -> int:
        """The serial number of the last step; 0 without one."""
        last = self.stack.last()
        return last.serial if last is not None else 0

    def set_unapplied(self, page: str, settings: object | None) -> None:
        """Say what ``page`` previews on it; None: nothing any more."""
        before = bool(self.unapplied)
        if settings is None:
            self.unapplied.pop(page, None)
        elif self.unapplied.get(page) != settings:
            self.unapplied[page], self.unapplied_after = settings, self.last_serial
        if bool(self.unapplied) != before:
            self._signals.tell()

    def count_version(self) -> int:
        """Give the pixels a new version number."""
        self.version = next(_versions)
        return self.version

    # Edits of the engine

    def edit_of(self, kind: type | UnionType) -> Edit | None:
        """The edit that made the present pixels, if a request of this kind did."""
        return self.edits.of(kind, self.version)

    @property
    def shown_fill(self) -> int | None:
        """The index of the one of :attr:`fills` that is in the photo."""
        return self.edits.shown_fill(self.version)

    @property
    def fills(self) -> list[Fill]:
        """The versions of the last edit so far, in the order of their seeds; empty while that edit is undone."""
        return self.edits.kept_fills if self.shown_fill is not None else []

    def push_edit(self, base: Document, patch: Patch, request: Request, text: str, used: np.ndarray | None) -> None:
        """Put the engine's ``patch`` of ``base`` in place, as one step of the history.

        ``base`` is the present document, or the one under the last edit, which is then replaced. ``used`` is a mask
        whose pixels the edit uses up. Raises StudioError if the patch does not fit, or the photo is neither ``base``
        nor what the last edit made of it.
        """
        patch = base.completed(patch)
        result = base.apply(patch)
        outcome, bounds = patch, patch.bounds
        onto_present = base.pixels is self.document.pixels
        previous = self.edit_of(object) or self.edits.last
        if not onto_present:
            if previous is None or previous.base.pixels is not base.pixels:
                raise StudioError("The photo changed while this edit was computed; please run it again.")
            bounds = bounds.union(previous.bounds)
            if not _same_outside(bounds, self.document.values, result.values):
                raise StudioError("The photo changed while this edit was computed; please run it again.")
            patch = Patch.between(self.document.values, result.values, bounds)
        mask = self.masks.mask.alpha
        cleared = mask
        if used is not None:
            cleared = np.where(used > 0, 0, mask).astype(np.uint8)
        change = MaskChange.between(mask, cleared)
        versions = (self.version, next(_versions))
        self.apply_edit(patch, change, versions[1], result if onto_present else None)
        if used is not None:
            self.masks.last_used = used
        self.edits.remember(Edit(request, base, outcome, bounds, versions[1]))
        self._push(EditCommand(self, patch, change, versions, text))

    def push_patch(self, patch: Patch, text: str) -> None:
        """Put a ``patch`` of the present pixels in place, as one step of the history, without anything to ask again.

        Raises StudioError if it does not fit.
        """
        versions = (self.version, next(_versions))
        nothing = MaskChange.between(self.masks.mask.alpha, self.masks.mask.alpha, Bounds(0, 0, 0, 0))
        self.apply_edit(patch, nothing, versions[1])
        self._push(EditCommand(self, patch, nothing, versions, text))

    def replace_edit(self, patch: Patch, request: Request, text: str, used: np.ndarray | None) -> None:
        """Replace the result of the last edit. The new one takes over its step in the history, unless the user has
        painted since.
        """
        edit = self.edits.last
        if edit is None or edit.version != self.version:
            return
        with self._signals.at_the_end():
            if self.stack.last_is(edit.version):
                self.stack.undo()
                if np.array_equal(self.document.values, edit.base.values):  # unless the step held another version
                    self.document = replace(self.document, pixels=edit.base.pixels, deep=edit.base.deep)
            self.push_edit(edit.base, patch, request, text, used)

    def apply_edit(self, patch: Patch, mask: MaskChange, version: int, result: Document | None = None) -> None:
        """Change the pixels and toggle the mask; commands use it to go back and forth. ``result``: the patched
        document, if it is known already.
        """
        result = result or self.document.apply(patch)
        self.document = replace(result, path=self.document.path)  # saving may have changed it since
        self.version = version
        if patch.margins:
            self._reframe(patch.margins)
        else:
            self.pyramid = self.pyramid.patched(self.document.pixels, patch.bounds)
            self._signals.pixels_changed.emit(self, patch.bounds)
        self.masks.toggle(mask)

    def _reframe(self, margins: Margins) -> None:
        """The document's canvas has changed by ``margins``: adapt everything that lies on it."""
        self.pyramid = Pyramid.build(self.document.pixels)
        self.before = Pyramid.build(reframed(self.before.pixels, margins))
        self.masks.reframe(margins)
        self._tell_reframed()

    # Another shape

    def scene(self) -> Scene:
        """Everything on the canvas as it is now."""
        masks = self.masks
        mask, source = masks.mask.alpha.copy(), masks.source.alpha.copy()
        return Scene(self.document, self.pyramid, self.before, mask, source, masks.last_used)

    def push_scene(self, old: Scene, new: Scene, text: str) -> None:
        """Replace ``old``, the present scene, by ``new``, as one step of the history."""
        versions = (self.version, next(_versions))
        self.show_scene(new, versions[1])
        self._push(SceneCommand(self, old, new, versions, text))

    def show_scene(self, scene: Scene, version: int) -> None:
        # The path stays: the photo may have been saved since the scene was taken.
        self.document = replace(scene.document, path=self.document.path)
        self.pyramid, self.before, self.masks.last_used = scene.pyramid, scene.before, scene.last_mask
        self.version = version
        self.masks.put(scene.mask, scene.source)
        self._tell_reframed()

    def _tell_reframed(self) -> None:
        self.view, self.frame = None, NO_MARGINS
        self._signals.reframed.emit(self)

    def _push(self, command: Command) -> None:
        self.stack.push(command)
        self._signals.step_added.emit()


def _same_outside(bounds: Bounds, one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape:
        return False
    x, y, right, bottom = bounds.x, bounds.y, bounds.right, bounds.bottom
    around = (np.s_[:y], np.s_[bottom:], np.s_[y:bottom, :x], np.s_[y:bottom, right:])
    return all(np.array_equal(one[part], other[part]) for part in around)
