"""What is painted over a photo: its mask, and the source area that repairs take texture from or avoid."""

from __future__ import annotations

from enum import Enum

import numpy as np

from vqstudio.core.document import reframed
from vqstudio.core.geometry import Margins
from vqstudio.core.mask import Mask
from vqstudio.core.wording import mark

from .commands import EditStack, MaskCommand
from .mask_layer import MaskChange, MaskLayer
from .photo_signals import PhotoSignals
from .tool import Tool


class SourceUse(Enum):
    """What the painted source area means for the next repair."""

    EVERYWHERE = "everywhere"
    ONLY = "only"
    AVOID = "avoid"


class PhotoMasks:
    """Every change is a step of the photo's history, except by :meth:`put` and :meth:`toggle`."""

    def __init__(self, height: int, width: int, stack: EditStack, signals: PhotoSignals) -> None:
        self._stack, self._signals = stack, signals
        self.mask, self.source = MaskLayer(signals), MaskLayer(signals)
        """``source`` has no pixels until it is needed."""
        self.mask.reset(height, width)
        self.layer = self.mask
        """The layer that is being painted on."""
        self.source_use = SourceUse.EVERYWHERE
        self.last_used: np.ndarray | None = None
        """The mask that the last repair used up, uint8 (H, W)."""
        self.mask_empty = self.layer_empty = True
        """Updated after every step, because finding out takes long for a large photo."""

    def close(self) -> None:
        self.mask.deleteLater()
        self.source.deleteLater()

    @property
    def painting_source(self) -> bool:
        return self.layer is self.source

    def put(self, mask: np.ndarray | None, source: np.ndarray | None) -> None:
        """Set the layers, uint8 (H, W), without a step of the history; None leaves a layer as it is."""
        for layer, alpha in ((self.mask, mask), (self.source, source)):
            if alpha is not None:
                layer.reset(*alpha.shape)
                layer.alpha[:] = alpha
                layer.touch(layer.bounds)
        if self.source_use is not SourceUse.EVERYWHERE:
            self._make_source_fit()
        self._changed()

    def reframe(self, margins: Margins) -> None:
        """Follow a canvas that changed by ``margins``."""
        self.mask.reframe(margins)
        if self.source.alpha.size:
            self.source.reframe(margins)
        if self.last_used is not None:
            self.last_used = reframed(self.last_used, margins)

    # The source area

    def use_source(self, use: SourceUse) -> None:
        """Choose whether repairs take texture from everywhere, only from the source area, or only from outside it. An
        empty source area is the next to be painted.
        """
        self.source_use = use
        if use is not SourceUse.EVERYWHERE:
            self._make_source_fit()
        self.source.changed.emit(self.source.bounds)  # it appears or disappears
        self.paint_source(use is not SourceUse.EVERYWHERE and self.source.is_empty())

    def _make_source_fit(self) -> None:
        """Give the source area pixels if it has none, or those of the photo before it was turned."""
        if self.source.bounds != self.mask.bounds:
            self.source.reset(*self.mask.alpha.shape)

    def paint_source(self, on: bool) -> None:
        """Choose whether the brush paints the source area or the mask."""
        layer = self.source if on and self.source_use is not SourceUse.EVERYWHERE else self.mask
        if layer is not self.layer:
            self._signals.layer_changing.emit(self, layer)  # a stroke under way ends, on the layer it began on
            self.layer = layer
        self._changed()

    def for_repair(self) -> tuple[Mask | None, Mask | None]:
        """The masks ``only`` and ``avoid`` of a repair request. An empty source area restricts nothing."""
        if self.source_use is SourceUse.EVERYWHERE or self.source.is_empty():
            return None, None
        mask = self.source.snapshot()
        return (mask, None) if self.source_use is SourceUse.ONLY else (None, mask)

    # Painting

    def toggle(self, change: MaskChange, layer: MaskLayer | None = None) -> None:
        """Apply or undo ``change`` for the history, by default on the mask."""
        layer = layer or self.mask
        if layer.bounds != self.mask.bounds:  # the source area did not exist yet when the photo was turned
            layer.reset(*self.mask.alpha.shape)
        layer.toggle(change)
        self._changed()
        self._signals.mask_replaced.emit()

    def split_stroke(self) -> None:
        """Make a stroke under way, as far as it is painted, a step of its own, before something else changes what it
        paints on.
        """
        self._signals.mask_changing.emit()

    def push_stroke(self, change: MaskChange, tool: Tool) -> None:
        """Record a stroke that the brush has already painted."""
        self._changed()
        text = mark("Brush stroke") if tool is Tool.BRUSH else mark("Eraser stroke")
        self._push(MaskCommand(self, self.layer, change, text))

    def set(self, alpha: np.ndarray, text: str, layer: MaskLayer | None = None) -> None:
        """Replace a whole layer, the mask by default, as a step of the history called ``text`` (English, marked).

        ``alpha``: uint8 (H, W), of the size of the layer. It is compared and copied, not kept. Nothing happens if it
        equals the layer.
        """
        layer = layer or self.mask
        self.split_stroke()
        change = MaskChange.between(layer.alpha, alpha)
        if change.is_empty:
            return
        self.toggle(change, layer)
        self._push(MaskCommand(self, layer, change, text))

    def clear(self) -> None:
        """Clear the layer that is being painted on."""
        self.set(np.zeros_like(self.layer.alpha), mark("Clear mask"), self.layer)

    def invert(self) -> None:
        self.set(255 - self.layer.alpha, mark("Invert mask"), self.layer)

    def restore(self) -> None:
        """Bring back the mask that the last repair used up."""
        if self.last_used is not None:
            self.set(np.maximum(self.mask.alpha, self.last_used), mark("Restore mask"))

    def _push(self, command: MaskCommand) -> None:
        self._stack.push(command)
        self._signals.step_added.emit()

    def _changed(self) -> None:
        self.mask_empty = self.mask.is_empty()
        self.layer_empty = self.source.is_empty() if self.painting_source else self.mask_empty
        self._signals.tell()
