"""The photos that are open, and which of them is shown: the model behind every widget."""

from __future__ import annotations

from pathlib import Path
from types import UnionType

import numpy as np
from PySide6.QtCore import QObject, Signal

from vqstudio.core.document import Document
from vqstudio.core.geometry import Bounds

from ..kit.settings import UNDO_BUDGET
from .commands import EditStack
from .mask_layer import MaskChange, MaskLayer
from .open_photo import OpenPhoto
from .photo_edits import Edit
from .photo_masks import PhotoMasks, SourceUse
from .photo_signals import PhotoSignals
from .pyramid import Pyramid
from .tool import Tool


class EditSession(QObject):
    """Its signals concern the photo that is shown, except :attr:`state_changed`."""

    leaving = Signal()
    """The shown photo is about to be replaced by another one, or by none."""

    opened = Signal()
    """A different photo is shown, or none."""

    pixels_changed = Signal(object)
    """Bounds of the photo that changed."""

    mask_changed = Signal(object)
    """Bounds of the mask that must be painted again."""

    source_changed = Signal(object)
    """The same for the source area."""

    reframed = Signal()
    """The canvas changed its size, and everything on it moved; the whole photo must be painted again."""

    layer_changing = Signal(object)
    """The MaskLayer that will be painted on next; the present one is still in place."""

    mask_changing = Signal()
    """Something other than a brush is about to change the mask or the source area of a photo."""

    mask_replaced = Signal()
    """It did."""

    state_changed = Signal()
    """The state of any photo changed (history, mask, saved or not, path), and so perhaps what can be done."""

    def __init__(self, parent: QObject | None = None, undo_budget: int = UNDO_BUDGET) -> None:
        super().__init__(parent)
        self.photos: list[OpenPhoto] = []
        """All open photos; one of them is :attr:`shown`."""
        self.shown: OpenPhoto | None = None
        self.undo_budget = undo_budget
        self._no_mask, self._no_history = MaskLayer(self), EditStack(self)
        self._signals = PhotoSignals(self)
        self._signals.pixels_changed.connect(self._tell_pixels)
        self._signals.reframed.connect(self._tell_reframed)
        self._signals.layer_changing.connect(self._tell_layer)
        self._signals.mask_changing.connect(self.mask_changing)
        self._signals.mask_replaced.connect(self.mask_replaced)
        self._signals.step_added.connect(self._keep_within_budget)
        self._signals.changed.connect(self.state_changed)

    # The photos

    def open(
        self,
        document: Document,
        pyramid: Pyramid | None = None,
        unsaved: bool = False,
        before: Pyramid | None = None,
        show: bool = True,
    ) -> OpenPhoto:
        """Open ``document`` in addition to the photos that are open. ``pyramid`` may have been built on another thread.

        ``unsaved``: it differs from its file. ``before``: what to compare it with, by default itself. Without ``show``
        it is not shown now, unless it is the first.
        """
        photo = OpenPhoto(document, self._signals, pyramid, before, unsaved)
        if self.shown is not None and not show:
            newest = max(self.photos, key=lambda other: other.opened_version)
            self.photos.insert(self.photos.index(newest) + 1, photo)  # in the order in which they were opened
            self._signals.tell()
            return photo
        self._leave_for(photo)
        self.photos.insert(self.photos.index(self.shown) + 1 if self.shown else 0, photo)
        self._show(photo)
        return photo

    def show(self, photo: OpenPhoto) -> None:
        """Show another one of :attr:`photos`, as it was left."""
        if photo is not self.shown:
            self._leave_for(photo)
            self._show(photo)

    def show_again(self, photo: OpenPhoto | None) -> bool:
        """Show the ``photo`` that a dialog asked about, for another may have been opened behind the dialog. Returns
        False if it is not open any more.
        """
        if photo is None or photo not in self.photos:
            return False
        self.show(photo)
        return True

    def close(self, photo: OpenPhoto) -> None:
        """Forget ``photo`` and its edits. If it was shown, its neighbour is shown next."""
        place = self.photos.index(photo)
        if photo is self.shown:
            others = self.photos[place + 1 :] or self.photos[:place][-1:]
            following = others[0] if others else None
            self._leave_for(following)
            self._show(following)
        self.photos.remove(photo)
        photo.close()
        self._signals.tell()

    def _leave_for(self, photo: OpenPhoto | None) -> None:
        self.leaving.emit()
        self.layer_changing.emit(photo.masks.layer if photo else self._no_mask)

    def _show(self, photo: OpenPhoto | None) -> None:
        if self.shown is not None:
            self.shown.masks.mask.changed.disconnect(self.mask_changed)
            self.shown.masks.source.changed.disconnect(self.source_changed)
        self.shown = photo
        if photo is not None:
            photo.masks.mask.changed.connect(self.mask_changed)
            photo.masks.source.changed.connect(self.source_changed)
        self.opened.emit()
        self._signals.tell()

    def living_in(self, path: Path) -> OpenPhoto | None:
        """The open photo that came from ``path`` or is saved there."""
        return next((photo for photo in self.photos if photo.lives_in(path)), None)

    def set_undo_budget(self, budget: int) -> None:
        """Keep the histories of all photos within ``budget`` bytes in total from now on."""
        self.undo_budget = budget
        self._keep_within_budget()

    def _keep_within_budget(self) -> None:
        """Shorten histories until they fit the budget in total, beginning with photos that are not shown."""
        others = [photo for photo in self.photos if photo is not self.shown]
        for photo in [*sorted(others, key=lambda one: -one.stack.nbytes), *([self.shown] if self.shown else [])]:
            rest = sum(one.stack.nbytes for one in self.photos if one is not photo)
            photo.stack.keep_within(max(0, self.undo_budget - rest))

    def _tell_pixels(self, photo: OpenPhoto, bounds: Bounds) -> None:
        if photo is self.shown:
            self.pixels_changed.emit(bounds)

    def _tell_reframed(self, photo: OpenPhoto) -> None:
        if photo is self.shown:
            self.reframed.emit()

    def _tell_layer(self, masks: PhotoMasks, layer: MaskLayer) -> None:
        if self.shown is not None and masks is self.shown.masks:
            self.layer_changing.emit(layer)

    # What is shown

    @property
    def document(self) -> Document | None:
        return self.shown.document if self.shown else None

    @property
    def icc(self) -> bytes | None:
        """The photo's colour profile; None for sRGB."""
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
    def modified(self) -> bool:
        return self.shown is not None and self.shown.modified

    @property
    def version(self) -> int:
        """Changes with the pixels, and undo restores it; 0 without a photo."""
        return self.shown.version if self.shown else 0

    @property
    def edited(self) -> bool:
        """True if there is a difference to compare."""
        return self.shown is not None and self.shown.edited

    def last_edit(self, kind: type | UnionType) -> Edit | None:
        """The edit that made the present pixels, if a request of this kind did."""
        return self.shown.edit_of(kind) if self.shown else None

    # The mask and source area of the shown photo; without one they are empty and cannot change

    @property
    def mask(self) -> MaskLayer:
        return self.shown.masks.mask if self.shown else self._no_mask

    @property
    def source(self) -> MaskLayer:
        return self.shown.masks.source if self.shown else self._no_mask

    @property
    def layer(self) -> MaskLayer:
        return self.shown.masks.layer if self.shown else self._no_mask

    @property
    def painting_source(self) -> bool:
        return self.shown is not None and self.shown.masks.painting_source

    @property
    def source_use(self) -> SourceUse:
        return self.shown.masks.source_use if self.shown else SourceUse.EVERYWHERE

    @property
    def last_mask(self) -> np.ndarray | None:
        return self.shown.masks.last_used if self.shown else None

    @property
    def mask_empty(self) -> bool:
        return self.shown is None or self.shown.masks.mask_empty

    @property
    def layer_empty(self) -> bool:
        return self.shown is None or self.shown.masks.layer_empty

    def use_source(self, use: SourceUse) -> None:
        if self.shown is not None:
            self.shown.masks.use_source(use)

    def paint_source(self, on: bool) -> None:
        if self.shown is not None:
            self.shown.masks.paint_source(on)

    def push_stroke(self, change: MaskChange, tool: Tool) -> None:
        if self.shown is not None:
            self.shown.masks.push_stroke(change, tool)

    def set_mask(self, alpha: np.ndarray, text: str, layer: MaskLayer | None = None) -> None:
        """Replace a layer of the shown photo by ``alpha``, uint8 (H, W): see :meth:`PhotoMasks.set`. Does nothing
        without a photo.
        """
        if self.shown is not None:
            self.shown.masks.set(alpha, text, layer)

    def clear_mask(self) -> None:
        if self.shown is not None:
            self.shown.masks.clear()

    def invert_mask(self) -> None:
        if self.shown is not None:
            self.shown.masks.invert()

    def restore_mask(self) -> None:
        if self.shown is not None:
            self.shown.masks.restore()
