"""The photo as it was opened, in a view of its own beside the canvas: the same part of it at the same zoom.

The mask is visible here too, because it can be painted in either view.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vqstudio.core.geometry import Bounds

from ..kit.theme import Theme
from ..kit.translation import tr
from ..model.session import EditSession
from . import painter as draw
from .canvas import Canvas

FORWARDED = frozenset(
    {
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TabletPress, QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease, QEvent.Type.NativeGesture, QEvent.Type.Enter, QEvent.Type.Leave,
    }
)  # fmt: skip
"""Pointer events that are passed on to the canvas, at the same place of the photo."""
LEAST_WIDTH = 120
"""Minimum width of either view: beside history and side panel the smallest window has little space for two."""


class BeforeView(QWidget):
    def __init__(self, canvas: Canvas, session: EditSession, theme: Theme) -> None:
        super().__init__()
        self._canvas, self._session, self._theme = canvas, session, theme
        self._pointer: QPointF | None = None
        self._pointed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMouseTracking(True)
        self.installEventFilter(self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Photo as it was opened"))
        canvas.zoom_changed.connect(self.update)
        canvas.pointer_moved.connect(self._move_pointer)
        canvas.gesture_changed.connect(self.update)
        canvas.cursor_changed.connect(lambda: self.setCursor(canvas.cursor()))  # keys change it too
        for changed in (session.mask_changed, session.source_changed):
            changed.connect(self._update_bounds)
        canvas.mask_view.changed.connect(self.update)
        canvas.mask_view.ants.moved.connect(lambda place: self.update(place))
        session.opened.connect(self.update)
        session.reframed.connect(self.update)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return self._canvas.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of its own events; see the canvas."""
        if event.type() not in FORWARDED:
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pointed = event.type() != QEvent.Type.Leave
        self._canvas.set_pointed_beside(self._pointed)
        # Both views show the photo at the same place, so a position here means the same there.
        QCoreApplication.sendEvent(self._canvas, event)
        return True

    def _update_bounds(self, bounds: Bounds) -> None:
        self.update(draw.widget_rect(self._canvas.view, bounds))

    def _move_pointer(self, position: QPointF | None) -> None:
        for point in (self._pointer, position):
            if point is not None:
                self.update(self._canvas.pointer_rect(point, here=self._pointed))
        self._pointer = position

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("canvas"))
        before, view = self._session.before, self._canvas.view
        if before is not None:
            photo = Bounds.of(before.pixels.shape)
            if not draw.draw_framed_photo(painter, view, before, event.rect(), self._session.icc, self._theme):
                QTimer.singleShot(0, self.update)
            if not self._canvas.mask_view.hides_photo:
                # For the canvas's size, so that the marching ants are traced once for both.
                size = (self._canvas.width(), self._canvas.height())
                self._canvas.mask_view.draw(painter, view, event.rect(), size)
            self._canvas.draw_margins(painter, photo)
            self._canvas.draw_gesture(painter, here=self._pointed)
            draw.draw_badges(painter, view, photo, self.width(), self._theme, before=True, after=False)
        painter.setPen(QPen(self._theme.color("border_strong"), 1))
        painter.drawLine(QPointF(self.width() - 0.5, 0), QPointF(self.width() - 0.5, self.height()))
