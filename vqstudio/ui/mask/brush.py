"""Brush and eraser: turn the pointer's positions into smooth round strokes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from vqstudio.core.geometry import Bounds

from ..kit.settings import MAX_BRUSH, MIN_BRUSH
from ..model.mask_layer import MaskChange, MaskLayer
from ..model.tool import Tool


class Brush(QObject):
    """Paints into a mask layer. A stroke starts with :meth:`begin`, continues with :meth:`extend` and stops with
    :meth:`end`.

    All positions and sizes are in photo pixels. ``pressure`` in 0..1 scales the width of a pen's stroke.
    """

    tool_changed = Signal(object)
    size_changed = Signal(int)
    stroke_begun = Signal()
    stroke_finished = Signal(object, object)
    """(MaskChange that is already applied, Tool)"""

    def __init__(self, layer: MaskLayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layer = layer
        self._tool = Tool.BRUSH
        self._size = 48
        self._painting = False
        self.continues = False
        """Whether what has just become a stroke of the history is only a part of one that is still being painted."""
        self._stroke_tool = Tool.BRUSH
        """The tool that the stroke under way was begun with: a key that chooses another counts for the next."""
        self._before = self._coverage = np.zeros((0, 0), np.uint8)
        self._dirty: Bounds | None = None
        self._last: QPointF | None = None
        self._anchor: QPointF | None = None

    def set_layer(self, layer: MaskLayer) -> None:
        """Paint on another layer; a stroke in progress ends."""
        self.end()
        self.layer = layer

    @property
    def tool(self) -> Tool:
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        if tool is not self._tool:
            self._tool = tool
            self.tool_changed.emit(tool)

    def swap_tool(self) -> None:
        self.set_tool(Tool.ERASER if self._tool is Tool.BRUSH else Tool.BRUSH)

    @property
    def size(self) -> int:
        """Diameter in photo pixels."""
        return self._size

    def set_size(self, size: int) -> None:
        size = min(MAX_BRUSH, max(MIN_BRUSH, size))
        if size != self._size:
            self._size = size
            self.size_changed.emit(size)

    def step_size(self, direction: int) -> None:
        """Grow or shrink by about a sixth, at least by one pixel."""
        self.set_size(self._size + direction * max(1, round(self._size / 6)))

    @property
    def painting(self) -> bool:
        return self._painting

    def forget_anchor(self) -> None:
        """Forget where the last stroke ended: in another photo a straight line must not start there."""
        self._anchor = None

    def begin(self, point: QPointF, pressure: float = 1.0, straight: bool = False) -> None:
        """Start a stroke; a ``straight`` one first draws the line from where the last stroke ended."""
        self._start_from_present_mask()
        self._stroke_tool = self._tool
        self._dirty = None
        self._last = self._anchor if straight and self._anchor is not None else point
        self.extend(point, pressure)
        self.stroke_begun.emit()

    def extend(self, point: QPointF, pressure: float = 1.0) -> None:
        if not self._painting or self._last is None:
            return
        drawn = self._draw(self._last, point, max(1.0, self._size * pressure))
        self._last = point
        if drawn.area:
            self._dirty = drawn if self._dirty is None else self._dirty.union(drawn)
            self.layer.touch(drawn)

    def end(self) -> None:
        if not self._painting:
            return
        dirty, self._anchor = self._dirty, self._last
        self._stop()
        if dirty is None:
            return
        change = MaskChange.between(self._before, self.layer.alpha, dirty)
        if not change.is_empty:
            self.stroke_finished.emit(change, self._stroke_tool)

    def split(self) -> None:
        """Add the stroke so far to the history and continue painting, because something else is about to change the
        mask.
        """
        last = self._last
        if self._painting and last is not None:
            self.continues = True
            self.end()
            self.continues = False
            self._start_from_present_mask()
            self._last = last

    def refresh(self) -> None:
        """The mask was changed from elsewhere: take it as the new base of the stroke."""
        if self._painting:
            self._start_from_present_mask()

    def cancel(self) -> None:
        """Take back the stroke that is being painted."""
        if not self._painting:
            return
        if self._dirty is not None:
            self.layer.alpha[self._dirty.slices] = self._before[self._dirty.slices]
            self.layer.touch(self._dirty)
        self._stop()

    def leave(self) -> None:
        """The canvas changed its size: drop the stroke in progress, and where the last one ended."""
        self._stop()
        self._anchor = None

    def _stop(self) -> None:
        self._painting = False
        self._dirty = self._last = None

    def _start_from_present_mask(self) -> None:
        # The buffers are reused: on a large photo fresh memory would cost more than the stroke itself.
        if self._before.shape != self.layer.alpha.shape:
            self._before, self._coverage = np.empty_like(self.layer.alpha), np.empty_like(self.layer.alpha)
        np.copyto(self._before, self.layer.alpha)
        self._coverage.fill(0)
        self._painting = True

    def _draw(self, start: QPointF, end: QPointF, width: float) -> Bounds:
        """One anti-aliased capsule.

        The segments of a stroke are combined by their maximum, so that their soft rims do not add up. The whole stroke
        is then added to the mask before it, or subtracted, so that erasing along a stroke leaves no trace.
        """
        reach = width / 2 + 1.5
        left, top = min(start.x(), end.x()) - reach, min(start.y(), end.y()) - reach
        right, bottom = max(start.x(), end.x()) + reach, max(start.y(), end.y()) + reach
        box = Bounds(int(left), int(top), int(right - left) + 2, int(bottom - top) + 2).intersect(self.layer.bounds)
        if box.area == 0:
            return box
        stride = -(-box.width // 4) * 4
        dab = np.zeros((box.height, stride), np.uint8)
        image = QImage(dab.data, box.width, box.height, stride, QImage.Format.Format_Alpha8)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-box.x, -box.y)
        if start == end:  # a line of zero length has no direction, and Qt may draw nothing
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255))
            painter.drawEllipse(start, width / 2, width / 2)
        else:
            painter.setPen(QPen(QColor(255, 255, 255), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(start, end)
        painter.end()
        before, mask, coverage = self._before[box.slices], self.layer.alpha[box.slices], self._coverage[box.slices]
        np.maximum(coverage, dab[:, : box.width], out=coverage)
        if self._stroke_tool is Tool.BRUSH:
            np.maximum(before, coverage, out=mask)
        else:
            np.subtract(before, np.minimum(before, coverage), out=mask)
        return box
