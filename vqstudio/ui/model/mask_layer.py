"""The mask that is being painted: its pixels, halved copies for small views, and undoable changes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from vqstudio.core.document import reframed
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.mask import Mask, bounds_of
from vqstudio.core.wording import Sentence

from .pyramid import SMALLEST, coarser, finer, halve


@dataclass(frozen=True)
class MaskChange:
    """A change of a mask as the compressed exclusive-or of before and after: applying it a second time undoes it."""

    bounds: Bounds
    delta: bytes

    @staticmethod
    def between(before: np.ndarray, after: np.ndarray, within: Bounds | None = None) -> MaskChange:
        """The change from ``before`` to ``after``, uint8 (H, W) of one size. ``within``: bounds known to hold the whole
        change, so that nothing outside is compared.
        """
        within = within or Bounds.of(before.shape)
        delta = before[within.slices] ^ after[within.slices]
        found = bounds_of(delta != 0)
        cropped = np.ascontiguousarray(delta[found.slices])
        return MaskChange(found.shift(within.x, within.y), zlib.compress(cropped.data, 1))

    @property
    def is_empty(self) -> bool:
        return self.bounds.area == 0

    @property
    def nbytes(self) -> int:
        return len(self.delta)

    def pixels(self) -> np.ndarray:
        """The unpacked delta, uint8 (h, w). Raises ValueError or zlib.error if it does not fit its bounds."""
        unpacker = zlib.decompressobj()
        delta = unpacker.decompress(self.delta, self.bounds.area + 1)  # 0 would mean no limit
        if len(delta) != self.bounds.area or not unpacker.eof:
            raise ValueError(Sentence("a change of the mask does not fit its bounds"))
        return np.frombuffer(delta, np.uint8).reshape(self.bounds.height, self.bounds.width)


class MaskLayer(QObject):
    """Painters write into :attr:`alpha` and then call :meth:`touch` with the bounds they wrote to."""

    changed = Signal(object)
    """Bounds that must be painted again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.alpha = np.zeros((0, 0), np.uint8)
        """uint8 (H, W)."""
        self._coarse: list[np.ndarray] = []
        """Its halved copies."""
        self.version = 0
        """Increases with every change."""

    def reset(self, height: int, width: int) -> None:
        """An empty mask of another size."""
        self.alpha = level = np.zeros((height, width), np.uint8)
        self._coarse = []
        while max(level.shape) > SMALLEST:
            level = np.zeros((-(-level.shape[0] // 2), -(-level.shape[1] // 2)), np.uint8)
            self._coarse.append(level)
        self._tell(self.bounds)

    def reframe(self, margins: Margins) -> None:
        """Follow a canvas that grew or was cropped; the mask is empty where the canvas is new."""
        alpha = reframed(self.alpha, margins)
        self.reset(*alpha.shape)
        self.alpha[:] = alpha
        self.touch(self.bounds)

    @property
    def bounds(self) -> Bounds:
        return Bounds.of(self.alpha.shape)

    @property
    def levels(self) -> int:
        return 1 + len(self._coarse)

    def level(self, number: int) -> np.ndarray:
        """The mask halved ``number`` times, uint8 (h, w)."""
        return self._coarse[number - 1] if number else self.alpha

    def is_empty(self) -> bool:
        return not self.alpha.any()

    def snapshot(self) -> Mask:
        return Mask(self.alpha.copy())

    def touch(self, bounds: Bounds) -> None:
        bounds = bounds.intersect(self.bounds)
        if bounds.area == 0:
            return
        below, part = self.alpha, bounds
        for level in self._coarse:
            part = coarser(part)
            level[part.slices] = halve(below[finer(part, below.shape).slices])
            below = level
        self._tell(bounds)

    def _tell(self, bounds: Bounds) -> None:
        self.version += 1
        self.changed.emit(bounds)

    def toggle(self, change: MaskChange) -> None:
        """Apply ``change``, or take it back if it is applied."""
        if not change.is_empty:
            self.alpha[change.bounds.slices] ^= change.pixels()
            self.touch(change.bounds)

    def overlay(self, level: int, bounds: Bounds, palette: np.ndarray) -> tuple[QImage, np.ndarray]:
        """The tinted picture of ``bounds`` of a level, and the memory that must outlive it."""
        tinted = palette[self.level(level)[bounds.slices]]
        height, width = tinted.shape
        return QImage(tinted.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied), tinted


def overlay_palette(color: QColor, opacity: float) -> np.ndarray:
    """uint32 (256,): the premultiplied tint for every value of a mask."""
    weight = np.arange(256) / 255 * opacity
    channels = [np.round(255 * weight)] + [
        np.round(value * weight) for value in (color.red(), color.green(), color.blue())
    ]
    alpha, red, green, blue = (channel.astype(np.uint32) for channel in channels)
    return (alpha << 24) | (red << 16) | (green << 8) | blue
