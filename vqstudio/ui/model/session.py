"""The photos that are open; of the one that is shown pixels, mask and history: the model behind every widget."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from types import UnionType

import numpy as np
from PySide6.QtCore import QObject, Signal

from vqstudio.core.document import Document, Patch, reframed
from vqstudio.core.geometry import Margins
from vqstudio.core.mask import Mask
from vqstudio.core.paths import same_file
from vqstudio.core.wording import mark
from vqstudio.engine.requests import Request

from ..kit.settings import UNDO_BUDGET
from .commands import Command, EditCommand, EditStack, MaskCommand, SceneCommand
from .mask_layer import MaskChange, MaskContent, MaskLayer
from .open_photo import Edit, OpenPhoto, SourceUse
from .pyramid import Pyramid
from .scene import Scene
from .tool import Tool


class EditSession(QObject):
    leaving = Signal()
    """What is shown is about to make place for another photo, or for none."""

    opened = Signal()
    """Another photo is shown, or none."""

    pixels_changed = Signal(object)
    """Bounds of the photo that changed."""

    reframed = Signal()
    """The canvas has another size, and everything on it another place; the whole photo must be painted again."""

    layer_changing = Signal(object)
    """The MaskLayer that will be painted on next; the present one is still in place."""

    state_changed = Signal()
    """What can be done may have changed: history, mask, saved or not, path."""

    def __init__(self, parent: QObject | None = None, undo_budget: int = UNDO_BUDGET) -> None:
        super().__init__(parent)
        self.photos: list[OpenPhoto] = []
        """All that are open; one of them is :attr:`shown`."""
        self.shown: OpenPhoto | None = None
        self.mask = MaskLayer(self)
        self.source = MaskLayer(self)
        """Where repairs may, or may not, take their texture from: see :attr:`source_use`. Empty until it is needed."""
        self.layer = self.mask
        self._no_history = EditStack(self)
        self.undo_budget = undo_budget
        self._versions = itertools.count(1)
        self._replacing = self._changing = False
        self.mask.changed.connect(self._count_mask)

    # The photos

    def open(
        self,
        document: Document,
        pyramid: Pyramid | None = None,
        unsaved: bool = False,
        before: Pyramid | None = None,
        show: bool = True,
    ) -> OpenPhoto:
        """Show ``document`` beside the photos that are open; ``pyramid`` may have been built on another thread already.

        An ``unsaved`` one differs from its file; ``before`` is what to compare it with, if not itself. One that is not
        to be shown now only joins the others, unless it is the first.
        """
        pyramid = pyramid or Pyramid.build(document.pixels)
        stack = EditStack(self)
        stack.indexChanged.connect(self._announce)
        version = next(self._versions)
        saved = version if document.path and not unsaved else None
        photo = OpenPhoto(document, pyramid, before or pyramid, stack, version, version, saved)
        if self.shown is not None and not show:
            photo.mask, photo.source = MaskContent.empty(document.height, document.width), MaskContent.empty(0, 0)
            newest = max(self.photos, key=lambda other: other.opened_version)
            self.photos.insert(self.photos.index(newest) + 1, photo)  # in the order in which they were opened
            self._announce()
            return photo
        self._leave()
        self.photos.insert(self.photos.index(self.shown) + 1 if self.shown else 0, photo)
        self.shown = photo
        self.mask.reset(document.height, document.width)
        self.source.reset(0, 0)
        photo.mask_version = 0
        self._show()
        return photo

    def show(self, photo: OpenPhoto) -> None:
        """Another one of :attr:`photos`, as it was left."""
        if photo is self.shown:
            return
        self._leave()
        self.shown = photo
        self._changing = True  # the masks are others, but nobody has painted on them
        self.mask.show(photo.mask)
        self.source.show(photo.source)
        self._changing = False
        photo.mask = photo.source = None
        self._show()

    def close(self, photo: OpenPhoto) -> None:
        """Forget ``photo`` and its edits; the one beside it is shown if it was."""
        place = self.photos.index(photo)
        if photo is self.shown:
            others = self.photos[place + 1 :] or self.photos[:place][-1:]
            if others:
                self.show(others[0])
            else:
                self._leave()
                self.shown = None
                self.mask.show(None)
                self.source.show(None)
                self._show()
        self.photos.remove(photo)
        photo.stack.deleteLater()
        self._announce()

    def _leave(self) -> None:
        """What is shown makes place for another photo."""
        self.leaving.emit()
        photo = self.shown
        if photo is None:
            return
        photo.painting_source = self.painting_source
        self._paint_on(self.mask)
        photo.mask, photo.source = (layer.content for layer in (self.mask, self.source))

    def _show(self) -> None:
        if self.shown is not None and self.shown.painting_source:
            self._paint_on(self.source)
        self.opened.emit()
        self._announce()

    def set_undo_budget(self, budget: int) -> None:
        """Keep the histories of all photos together within so many bytes from now on."""
        self.undo_budget = budget
        self._keep_within_budget()

    def _keep_within_budget(self) -> None:
        """All histories together: those of photos that are not shown give way first."""
        others = [photo for photo in self.photos if photo is not self.shown]
        for photo in [*sorted(others, key=lambda one: -one.stack.nbytes), *([self.shown] if self.shown else [])]:
            rest = sum(one.stack.nbytes for one in self.photos if one is not photo)
            photo.stack.keep_within(max(0, self.undo_budget - rest))

    # What is shown

    @property
    def document(self) -> Document | None:
        return self.shown.document if self.shown else None

    @property
    def icc(self) -> bytes | None:
        """The profile of the photo's colours, None = sRGB."""
        return self.shown.document.metadata.icc if self.shown else None

    @property
    def pyramid(self) -> Pyramid | None:
        return self.shown.pyramid if self.shown else None

    @property
    def before(self) -> Pyramid | None:
        return self.shown.before if self.shown else None

    @property
    def stack(self) -> EditStack:
        return self.shown.stack if self.shown else self._no_history

    @property
    def save_target(self) -> Path | None:
        return self.shown.save_target if self.shown else None

    @property
    def source_use(self) -> SourceUse:
        return self.shown.source_use if self.shown else SourceUse.EVERYWHERE

    @property
    def last_mask(self) -> np.ndarray | None:
        return self.shown.last_mask if self.shown else None

    @property
    def mask_empty(self) -> bool:
        return self.shown is None or self.shown.mask_empty

    @property
    def layer_empty(self) -> bool:
        return self.shown is None or self.shown.layer_empty

    @property
    def modified(self) -> bool:
        return self.shown is not None and self.shown.modified

    @property
    def photo(self) -> int:
        """Another number for every photo that is opened, 0 without one."""
        return self.shown.opened_version if self.shown else 0

    @property
    def version(self) -> int:
        """Changes with the pixels, and comes back with undo."""
        return self.shown.version if self.shown else 0

    @property
    def edited(self) -> bool:
        """True if there is a difference to compare."""
        return self.shown is not None and self.shown.edited

    def mark_saved(
        self, photo: OpenPhoto, path: Path, version: int, project: bool = False, step: Command | None = None
    ) -> None:
        """``version`` of the photo's pixels is now in the file at ``path``; if that is a ``project``, the history up to
        ``step`` as well.
        """
        photo.document = photo.document.saved_as(path)
        photo.save_target = path
        photo.saved_version = version
        photo.holds_steps, photo.saved_step = project, step
        self._announce()

    def living_in(self, path: Path) -> OpenPhoto | None:
        """The open photo whose file this is: it came from there, or is saved there."""
        for photo in self.photos:
            homes = (photo.document.path, photo.save_target)
            if any(home is not None and same_file(home, path) for home in homes):
                return photo
        return None

    def masks_of(self, photo: OpenPhoto) -> tuple[np.ndarray, np.ndarray]:
        """Its mask and source area, uint8 (H, W), not copies, whether it is shown or not."""
        if photo.mask is not None and photo.source is not None:
            return photo.mask.alpha, photo.source.alpha
        return self.mask.alpha, self.source.alpha

    def put_masks(self, mask: np.ndarray | None, source: np.ndarray | None) -> None:
        """Show these, uint8 (H, W), without a step of the history; None is an empty one."""
        for layer, alpha in ((self.mask, mask), (self.source, source)):
            if alpha is not None:
                layer.reset(*alpha.shape)
                layer.alpha[:] = alpha
                layer.touch(layer.bounds)
        self._mask_changed()

    def count_version(self, photo: OpenPhoto) -> int:
        """Another number for the photo's pixels."""
        photo.version = next(self._versions)
        return photo.version

    # The mask and the source area

    def use_source(self, use: SourceUse) -> None:
        """Let repairs take texture from everywhere, or only (not) from the source area, which is then painted next."""
        assert self.shown is not None
        self.shown.source_use = use
        if use is not SourceUse.EVERYWHERE and self.source.bounds != self.mask.bounds:
            self.source.reset(*self.mask.alpha.shape)
        self.source.changed.emit(self.source.bounds)  # it shows, or no longer
        self.paint_source(use is not SourceUse.EVERYWHERE and self.source.is_empty())

    def paint_source(self, on: bool) -> None:
        """Let the brush paint the source area, or the mask again."""
        layer = self.source if on and self.source_use is not SourceUse.EVERYWHERE else self.mask
        self._paint_on(layer)
        self._mask_changed()

    def _paint_on(self, layer: MaskLayer) -> None:
        if layer is not self.layer:
            self.layer_changing.emit(layer)  # a stroke that is under way ends, on the layer it began on
            self.layer = layer

    @property
    def painting_source(self) -> bool:
        return self.layer is self.source

    def source_masks(self) -> tuple[Mask | None, Mask | None]:
        """(only, avoid) for a repair. A source area that is still empty limits nothing."""
        if self.source_use is SourceUse.EVERYWHERE or self.source.is_empty():
            return None, None
        mask = self.source.snapshot()
        return (mask, None) if self.source_use is SourceUse.ONLY else (None, mask)

    def _push(self, command: Command) -> None:
        self.stack.push(command)
        self._keep_within_budget()

    def toggle_mask(self, change: MaskChange, layer: MaskLayer | None = None) -> None:
        layer = layer or self.mask
        if layer.bounds != self.mask.bounds:  # a source area that was not there yet when the photo was turned
            layer.reset(*self.mask.alpha.shape)
        layer.toggle(change)
        self._mask_changed()

    def push_stroke(self, change: MaskChange, tool: Tool) -> None:
        """A stroke that the brush has painted already."""
        self._mask_changed()
        text = mark("Brush stroke") if tool is Tool.BRUSH else mark("Eraser stroke")
        self._push(MaskCommand(self, self.layer, change, text))

    def set_mask(self, alpha: np.ndarray, text: str, layer: MaskLayer | None = None) -> None:
        """Replace a whole layer, the mask by default, as one step of the history."""
        layer = layer or self.mask
        change = MaskChange.between(layer.alpha, alpha)
        if change.is_empty:
            return
        self.toggle_mask(change, layer)
        self._push(MaskCommand(self, layer, change, text))

    def clear_mask(self) -> None:
        """Unpaint the layer that is being painted on."""
        self.set_mask(np.zeros_like(self.layer.alpha), mark("Clear mask"), self.layer)

    def invert_mask(self) -> None:
        self.set_mask(255 - self.layer.alpha, mark("Invert mask"), self.layer)

    def restore_mask(self) -> None:
        """Bring back the mask that the last repair used up."""
        if self.last_mask is not None:
            self.set_mask(np.maximum(self.mask.alpha, self.last_mask), mark("Restore mask"))

    def _count_mask(self) -> None:
        if self.shown is not None and not self._changing:
            self.shown.mask_version += 1

    def _mask_changed(self) -> None:
        if self.shown is not None:
            self.shown.mask_empty = self.mask.is_empty()
            self.shown.layer_empty = self.source.is_empty() if self.painting_source else self.shown.mask_empty
        self._announce()

    # Edits of the engine

    def last_edit(self, kind: type | UnionType) -> Edit | None:
        """The edit that made the present pixels, if a request of this kind did."""
        return self.shown.edit_of(kind) if self.shown else None

    def replace_edit(self, patch: Patch, request: Request, text: str, used: np.ndarray | None) -> None:
        """Put another result in the place of the last edit's. In the history it takes that one's step, unless the
        user has painted since.
        """
        photo = self.shown
        edit = photo.last_edit if photo else None
        if photo is None or edit is None or edit.version != photo.version:
            return
        self._replacing = True  # nobody needs to see the state between the two
        try:
            if self.stack.last_is(edit.version):
                self.stack.undo()
                if np.array_equal(photo.document.values, edit.base.values):  # not after another version of its own step
                    photo.document = replace(photo.document, pixels=edit.base.pixels, deep=edit.base.deep)
            self.push_edit(edit.base, patch, request, text, used)
        finally:
            self._replacing = False
            self._announce()

    def _reframe(self, margins: Margins) -> None:
        """The document's canvas has changed by ``margins``: everything that lies on it follows."""
        photo = self.shown
        assert photo is not None
        photo.pyramid = Pyramid.build(photo.document.pixels)
        photo.before = Pyramid.build(reframed(photo.before.pixels, margins))
        self.mask.reframe(margins)
        if self.source.alpha.size:
            self.source.reframe(margins)
        if photo.last_mask is not None:
            photo.last_mask = reframed(photo.last_mask, margins)
        self.reframed.emit()

    # Another shape

    def scene(self) -> Scene:
        """All that lies on the canvas now. There must be a photo."""
        photo = self.shown
        assert photo is not None
        masks = self.mask.alpha.copy(), self.source.alpha.copy()
        return Scene(photo.document, photo.pyramid, photo.before, *masks, photo.last_mask)

    def push_scene(self, old: Scene, new: Scene, text: str) -> None:
        """Show ``new`` in place of ``old``, which is what is shown, as one step of the history."""
        versions = (self.version, next(self._versions))
        self.show_scene(new, versions[1])
        self._push(SceneCommand(self, old, new, versions, text))

    def show_scene(self, scene: Scene, version: int) -> None:
        photo = self.shown
        assert photo is not None
        # Where it was saved meanwhile stays true.
        photo.document = replace(scene.document, path=photo.document.path)
        photo.pyramid, photo.before, photo.last_mask = scene.pyramid, scene.before, scene.last_mask
        photo.version = version
        self.put_masks(scene.mask, scene.source)
        self.reframed.emit()

    def _announce(self) -> None:
        if not self._replacing:
            self.state_changed.emit()

    def push_edit(self, base: Document, patch: Patch, request: Request, text: str, used: np.ndarray | None) -> None:
        """Put the engine's ``patch`` of ``base`` in place, as one step of the history.

        ``base`` is the present document, or the one under the last edit, which is then replaced. ``used`` is a mask
        whose pixels the edit uses up. Raises StudioError if the patch does not fit.
        """
        photo = self.shown
        if photo is None:
            return
        patch = base.completed(patch)
        result = base.apply(patch)
        outcome, bounds = patch, patch.bounds
        onto_present = base.pixels is photo.document.pixels
        previous = photo.edit_of(object) or photo.last_edit
        if not onto_present and previous is not None:
            bounds = bounds.union(previous.bounds)
            patch = Patch.between(photo.document.values, result.values, bounds)
        cleared = self.mask.alpha
        if used is not None:
            cleared = np.where(used > 0, 0, self.mask.alpha).astype(np.uint8)
            photo.last_mask = used
        change = MaskChange.between(self.mask.alpha, cleared)
        versions = (photo.version, next(self._versions))
        self.apply_edit(patch, change, versions[1], result if onto_present else None)
        photo.remember(Edit(request, base, outcome, bounds, versions[1]))
        self._push(EditCommand(self, patch, change, versions, text))

    def apply_edit(self, patch: Patch, mask: MaskChange, version: int, result: Document | None = None) -> None:
        """Change the pixels and toggle the mask; commands use it to go back and forth. ``result``: what the patch makes
        of the present document, if that is there already.
        """
        photo = self.shown
        if photo is None:
            return
        result = result or photo.document.apply(patch)
        photo.document = replace(result, path=photo.document.path)  # which saving may have changed since
        photo.version = version
        if patch.margins:
            self._reframe(patch.margins)
            self.toggle_mask(mask)
            return
        photo.pyramid = photo.pyramid.patched(photo.document.pixels, patch.bounds)
        self.pixels_changed.emit(patch.bounds)
        self.toggle_mask(mask)
