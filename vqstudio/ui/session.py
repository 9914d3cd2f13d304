"""The photo that is open, its mask and its history: the model behind every widget."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from types import UnionType

import numpy as np
from PySide6.QtCore import QObject, Signal

from vqstudio.core.document import Document, Patch, reframed
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.mask import Mask
from vqstudio.engine.requests import Request

from .brush import Tool
from .commands import DEFAULT_BUDGET, EditCommand, EditStack, MaskCommand, SceneCommand
from .mask_layer import MaskChange, MaskLayer
from .pyramid import Pyramid
from .scene import Scene


class SourceUse(Enum):
    """What the painted source area means for the next repair."""

    EVERYWHERE = "everywhere"
    ONLY = "only"
    AVOID = "avoid"


@dataclass(frozen=True, eq=False)
class Edit:
    """The last result of the engine: enough to compute it again with another seed, style or strength."""

    request: Request
    base: Document
    bounds: Bounds
    version: int


class EditSession(QObject):
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

    def __init__(self, parent: QObject | None = None, undo_budget: int = DEFAULT_BUDGET) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.pyramid: Pyramid | None = None
        self.before: Pyramid | None = None
        self.mask = MaskLayer(self)
        self.source = MaskLayer(self)
        """Where repairs may, or may not, take their texture from: see :attr:`source_use`. Empty until it is needed."""
        self.source_use = SourceUse.EVERYWHERE
        self.layer = self.mask
        self.stack = EditStack(self, undo_budget)
        self.stack.indexChanged.connect(self._announce)
        self.save_target: Path | None = None
        """Where Save writes to without asking; set once the user chose a place for this photo."""
        self.mask_empty = self.layer_empty = True
        self.last_mask: np.ndarray | None = None
        self._versions = itertools.count(1)
        self._version = self._opened_version = 0
        self._saved_version: int | None = 0
        self._last_edit: Edit | None = None
        self._replacing = False
        self.mask_version = 0
        """Another number after every change of the mask."""
        self.mask.changed.connect(self._count_mask)

    # Opening and saving

    def open(self, document: Document, pyramid: Pyramid | None = None, unsaved: bool = False) -> None:
        """Show ``document``; ``pyramid`` may have been built on another thread already. An ``unsaved`` one differs from
        its file.
        """
        self.document = document
        self.pyramid = self.before = pyramid or Pyramid.build(document.pixels)
        self._version = self._opened_version = next(self._versions)
        self._saved_version = self._version if document.path and not unsaved else None
        self._last_edit = None
        self.save_target = None
        self.last_mask = None
        self.stack.clear()
        self.mask.reset(document.height, document.width)
        self._paint_on(self.mask)
        self.source_use = SourceUse.EVERYWHERE
        self.source.reset(0, 0)
        self.mask_empty = True
        self.opened.emit()
        self._announce()

    @property
    def modified(self) -> bool:
        return self.document is not None and self._version != self._saved_version

    @property
    def photo(self) -> int:
        """Another number for every photo that is opened."""
        return self._opened_version

    @property
    def version(self) -> int:
        """Changes with the pixels, and comes back with undo."""
        return self._version

    @property
    def edited(self) -> bool:
        """True if there is a difference to compare."""
        return self.document is not None and self._version != self._opened_version

    def mark_saved(self, path: Path, version: int) -> None:
        """``version`` of the pixels is now in the file at ``path``."""
        if self.document is None:
            return
        self.document = self.document.saved_as(path)
        self.save_target = path
        self._saved_version = version
        self._announce()

    # The mask and the source area

    def use_source(self, use: SourceUse) -> None:
        """Let repairs take texture from everywhere, or only (not) from the source area, which is then painted next."""
        self.source_use = use
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

    def toggle_mask(self, change: MaskChange, layer: MaskLayer | None = None) -> None:
        (layer or self.mask).toggle(change)
        self._mask_changed()

    def push_stroke(self, change: MaskChange, tool: Tool) -> None:
        """A stroke that the brush has painted already."""
        self._mask_changed()
        text = "Brush stroke" if tool is Tool.BRUSH else "Eraser stroke"
        self.stack.push(MaskCommand(self, self.layer, change, text))

    def set_mask(self, alpha: np.ndarray, text: str, layer: MaskLayer | None = None) -> None:
        """Replace a whole layer, the mask by default, as one step of the history."""
        layer = layer or self.mask
        change = MaskChange.between(layer.alpha, alpha)
        if change.is_empty:
            return
        self.toggle_mask(change, layer)
        self.stack.push(MaskCommand(self, layer, change, text))

    def clear_mask(self) -> None:
        """Unpaint the layer that is being painted on."""
        self.set_mask(np.zeros_like(self.layer.alpha), "Clear mask", self.layer)

    def invert_mask(self) -> None:
        self.set_mask(255 - self.layer.alpha, "Invert mask", self.layer)

    def restore_mask(self) -> None:
        """Bring back the mask that the last repair used up."""
        if self.last_mask is not None:
            self.set_mask(np.maximum(self.mask.alpha, self.last_mask), "Restore mask")

    def _count_mask(self) -> None:
        self.mask_version += 1

    def _mask_changed(self) -> None:
        self.mask_empty = self.mask.is_empty()
        self.layer_empty = self.source.is_empty() if self.painting_source else self.mask_empty
        self._announce()

    # Edits of the engine

    def last_edit(self, kind: type | UnionType) -> Edit | None:
        """The edit that made the present pixels, if a request of this kind did."""
        edit = self._last_edit
        return edit if edit and edit.version == self._version and isinstance(edit.request, kind) else None

    def replace_edit(self, patch: Patch, request: Request, text: str, used: np.ndarray | None) -> None:
        """Put another result in the place of the last edit's. In the history it takes that one's step, unless the
        user has painted since.
        """
        edit = self._last_edit
        if edit is None or edit.version != self._version:
            return
        self._replacing = True  # nobody needs to see the state between the two
        try:
            if self.stack.last_is(edit.version):
                self.stack.undo()
                if self.document is not None:  # equal to what the edit began with, so a patch of that fits it
                    self.document = replace(self.document, pixels=edit.base.pixels)
            self.push_edit(edit.base, patch, request, text, used)
        finally:
            self._replacing = False
            self._announce()

    def _reframe(self, margins: Margins) -> None:
        """The document's canvas has changed by ``margins``: everything that lies on it follows."""
        assert self.document is not None
        assert self.before is not None
        self.pyramid = Pyramid.build(self.document.pixels)
        self.before = Pyramid.build(reframed(self.before.pixels, margins))
        self.mask.reframe(margins)
        if self.source.alpha.size:
            self.source.reframe(margins)
        if self.last_mask is not None:
            self.last_mask = reframed(self.last_mask, margins)
        self.reframed.emit()

    # Another shape

    def scene(self) -> Scene:
        """All that lies on the canvas now. There must be a photo."""
        assert self.document is not None
        assert self.pyramid is not None
        assert self.before is not None
        return Scene(
            self.document, self.pyramid, self.before, self.mask.alpha.copy(), self.source.alpha.copy(), self.last_mask
        )

    def push_scene(self, old: Scene, new: Scene, text: str) -> None:
        """Show ``new`` in place of ``old``, which is what is shown, as one step of the history."""
        versions = (self._version, next(self._versions))
        self.show_scene(new, versions[1])
        self.stack.push(SceneCommand(self, old, new, versions, text))

    def show_scene(self, scene: Scene, version: int) -> None:
        assert self.document is not None
        # Where it was saved meanwhile stays true.
        self.document = replace(scene.document, path=self.document.path)
        self.pyramid, self.before, self.last_mask = scene.pyramid, scene.before, scene.last_mask
        self._version = version
        for layer, alpha in ((self.mask, scene.mask), (self.source, scene.source)):
            layer.reset(*alpha.shape)
            layer.alpha[:] = alpha
            layer.touch(layer.bounds)
        self.reframed.emit()
        self._mask_changed()

    def _announce(self) -> None:
        if not self._replacing:
            self.state_changed.emit()

    def push_edit(self, base: Document, patch: Patch, request: Request, text: str, used: np.ndarray | None) -> None:
        """Put the engine's ``patch`` of ``base`` in place, as one step of the history.

        ``base`` is the present document, or the one under the last edit, which is then replaced. ``used`` is a mask
        whose pixels the edit uses up. Raises StudioError if the patch does not fit.
        """
        document = self.document
        if document is None:
            return
        result = base.apply(patch)
        bounds = patch.bounds
        if base.pixels is not document.pixels and self._last_edit is not None:
            bounds = bounds.union(self._last_edit.bounds)
            patch = Patch.between(document.pixels, result.pixels, bounds)
        cleared = self.mask.alpha
        if used is not None:
            cleared = np.where(used > 0, 0, self.mask.alpha).astype(np.uint8)
            self.last_mask = used
        change = MaskChange.between(self.mask.alpha, cleared)
        versions = (self._version, next(self._versions))
        self.apply_edit(patch, change, versions[1])
        self._last_edit = Edit(request, base, bounds, versions[1])
        self.stack.push(EditCommand(self, patch, change, versions, text))

    def apply_edit(self, patch: Patch, mask: MaskChange, version: int) -> None:
        """Change the pixels and toggle the mask; commands use it to go back and forth."""
        if self.document is None or self.pyramid is None:
            return
        self.document = self.document.apply(patch)
        self._version = version
        if patch.margins:
            self._reframe(patch.margins)
            self.toggle_mask(mask)
            return
        self.pyramid = self.pyramid.patched(self.document.pixels, patch.bounds)
        self.pixels_changed.emit(patch.bounds)
        self.toggle_mask(mask)
