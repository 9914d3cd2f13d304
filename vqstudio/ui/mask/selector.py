"""Selecting by shapes, by colour and by a scribble: what the pointer draws becomes part of the mask."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPainterPathStroker

from vqstudio.core import select
from vqstudio.core.geometry import Bounds
from vqstudio.core.wording import mark

from ..jobs.background import Background
from ..jobs.notices import notice_of
from ..model.session import EditSession
from ..model.tool import Tool
from .brush import Brush

USUAL_TOLERANCE = 24
MOST_TOLERANCE = 128
CLOSES = 10.0
"""A polygon is closed by a click this near (logical pixels) to its first corner."""
LEAST_SCRIBBLE = 4.0
STEPS = {
    Tool.RECTANGLE: mark("Select rectangle"),
    Tool.ELLIPSE: mark("Select ellipse"),
    Tool.LASSO: mark("Select lasso"),
    Tool.POLYGON: mark("Select polygon"),
    Tool.WAND: mark("Magic wand"),
    Tool.SMART: mark("Smart select"),
}
"""What the history calls a selection."""


class Selector(QObject):
    """Positions are in photo pixels; ``scale`` is the size of one on the screen.

    Shift makes squares and circles. Ctrl swaps adding and subtracting; Alt is not used because many window managers
    move windows by Alt + drag.
    """

    changed = Signal()
    """The outline or a setting changed."""

    notice = Signal(object)

    def __init__(self, session: EditSession, brush: Brush, background: Background, parent: QObject | None = None):
        super().__init__(parent)
        self._session, self._brush, self._background = session, brush, background
        self.tolerance = USUAL_TOLERANCE
        self.subtracts = False
        """Whether selections are subtracted from the mask instead of added to it."""
        self.connected = True
        self._points: list[QPointF] = []
        self._pointer: QPointF | None = None
        self._takes = False
        brush.tool_changed.connect(self.cancel)
        session.opened.connect(self.cancel)
        session.reframed.connect(self.cancel)
        session.layer_changing.connect(self.cancel)

    @property
    def drawing(self) -> bool:
        """Whether a shape is being drawn."""
        return bool(self._points)

    def set_tolerance(self, tolerance: int) -> None:
        self.tolerance = tolerance

    def set_connected(self, connected: bool) -> None:
        self.connected = connected

    def set_subtracts(self, subtracts: bool) -> None:
        self.subtracts = subtracts

    def press(self, point: QPointF, scale: float, other: bool) -> None:
        """``other``: swap adding and subtracting."""
        if not self._points:
            self._takes = self.subtracts is not other
        if self._brush.tool is Tool.WAND:
            self._select_similar(point)
        elif self._brush.tool is Tool.POLYGON and self._closes(point, scale):
            self.finish()
        else:
            self._points.append(point)
        self.changed.emit()

    def move(self, point: QPointF, even: bool, held: bool) -> None:
        """The pointer moves, with the button ``held`` or not; ``even``: make a square or a circle."""
        if not self._points:
            return
        if self._brush.tool is Tool.POLYGON:
            self._pointer = point
        elif held and self._brush.tool in (Tool.RECTANGLE, Tool.ELLIPSE):
            self._points[1:] = [_evened(self._points[0], point) if even else point]
        elif held:
            self._points.append(point)
        self.changed.emit()

    def release(self) -> None:
        if self._points and self._brush.tool is not Tool.POLYGON:
            self.finish()

    def key(self, key: int) -> bool:
        """Esc discards what is being drawn, Enter finishes it, Backspace removes the last corner. Returns False for
        other keys.
        """
        if not self._points:
            return False
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif key == Qt.Key.Key_Backspace:
            self.step_back()
        else:
            return False
        return True

    def step_back(self) -> None:
        """Remove the last corner of a polygon."""
        if self._brush.tool is Tool.POLYGON and self._points:
            self._points.pop()
            self.changed.emit()

    def cancel(self) -> None:
        self._points, self._pointer = [], None
        self.changed.emit()

    def finish(self) -> None:
        """Put what was drawn into the mask."""
        tool, path = self._brush.tool, self.outline(closed=True)
        scribble = len(self._points)
        self.cancel()
        if tool is Tool.SMART:
            if scribble:
                self._select_object(path)
            return
        alpha, box = self._filled(path)
        if box.area and alpha.any():
            self._apply(alpha, box, STEPS[tool], self._takes)

    def outline(self, closed: bool = False) -> QPainterPath:
        """The outline drawn so far; for a scribble, of the area that the brush covered."""
        path = QPainterPath()
        if not self._points:
            return path
        tool, points = self._brush.tool, self._points
        if tool in (Tool.RECTANGLE, Tool.ELLIPSE):
            rect = QRectF(points[0], points[-1]).normalized()
            if tool is Tool.RECTANGLE:
                path.addRect(rect)
            else:
                path.addEllipse(rect)
            return path
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
        if tool is Tool.SMART:
            return _stroked(path, points, max(LEAST_SCRIBBLE, self._brush.size))
        if tool is Tool.POLYGON and self._pointer is not None and not closed:
            path.lineTo(self._pointer)
        if closed:
            path.closeSubpath()
        return path

    def _closes(self, point: QPointF, scale: float) -> bool:
        away = point - self._points[0] if self._points else QPointF()
        return len(self._points) >= 3 and (away.x() ** 2 + away.y() ** 2) ** 0.5 * scale <= CLOSES

    def _filled(self, path: QPainterPath) -> tuple[np.ndarray, Bounds]:
        """The filled path, anti-aliased, as uint8 (h, w), and its place in the photo."""
        rect = path.boundingRect().toAlignedRect().adjusted(-1, -1, 1, 1)
        box = Bounds(rect.x(), rect.y(), rect.width(), rect.height()).intersect(self._session.mask.bounds)
        stride = -(-box.width // 4) * 4
        alpha = np.zeros((box.height, stride), np.uint8)
        if box.area:
            image = QImage(alpha.data, box.width, box.height, stride, QImage.Format.Format_Alpha8)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-box.x, -box.y)
            path.setFillRule(Qt.FillRule.WindingFill)
            painter.fillPath(path, QColor(255, 255, 255))
            painter.end()
        return alpha[:, : box.width], box

    def _select_similar(self, point: QPointF) -> None:
        document = self._session.document
        x, y = int(point.x()), int(point.y())
        if document is None or not (0 <= x < document.width and 0 <= y < document.height):
            return
        tolerance, connected = self.tolerance, self.connected
        self._select(lambda: select.similar(document.pixels, x, y, tolerance, connected), STEPS[Tool.WAND])

    def _select_object(self, path: QPainterPath) -> None:
        document = self._session.document
        alpha, box = self._filled(path)
        if document is None or not alpha.any():
            return
        scribble = np.zeros(document.pixels.shape[:2], np.uint8)
        scribble[box.slices] = alpha
        self._select(lambda: select.smart(document.pixels, scribble), STEPS[Tool.SMART])

    def _select(self, find: Callable[[], np.ndarray], text: str) -> None:
        """Run ``find`` on a background thread and combine its mask with the present one, unless the photo has changed
        meanwhile.
        """
        document, layer, takes = self._session.document, self._session.layer, self._takes

        def done(found: np.ndarray | None, error: Exception | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, mark("selecting")))
            elif found is not None and document is self._session.document and layer is self._session.layer:
                self._apply(found, layer.bounds, text, takes)

        self._background.run(find, done)

    def _apply(self, alpha: np.ndarray, box: Bounds, text: str, takes: bool) -> None:
        layer = self._session.layer
        after = layer.alpha.copy()
        part = after[box.slices]
        if not takes:
            np.maximum(part, alpha, out=part)
        else:
            np.subtract(part, np.minimum(part, alpha), out=part)
        self._session.set_mask(after, text, layer)


def _evened(start: QPointF, end: QPointF) -> QPointF:
    """``end`` moved so that the rectangle becomes a square with its longer side."""
    across, down = end.x() - start.x(), end.y() - start.y()
    side = max(abs(across), abs(down))
    return QPointF(start.x() + (side if across >= 0 else -side), start.y() + (side if down >= 0 else -side))


def _stroked(path: QPainterPath, points: list[QPointF], width: float) -> QPainterPath:
    if len(points) == 1:
        dot = QPainterPath()
        dot.addEllipse(points[0], width / 2, width / 2)
        return dot
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path)
