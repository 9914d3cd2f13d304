"""The photo on the screen: paints its exposed part and passes pointer and keys to the gestures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QTabletEvent,
    QWheelEvent,
)

from vqstudio.core.geometry import Bounds

from ..kit.theme import Theme
from ..kit.translation import tr
from ..mask.brush import Brush
from ..mask.selector import Selector
from ..model.pyramid import Pyramid
from ..model.session import EditSession
from ..retouch.retoucher import Retoucher
from . import painter as draw
from .frame import CanvasFrame
from .gestures.gesture import Pointer
from .gestures.order import Gestures
from .gestures.zoom import Zoom
from .mask_view import MaskView
from .preview_layer import PreviewLayer
from .token_painter import draw_tokens
from .token_view import TokenView
from .view import CanvasView
from .viewport import Viewport

FRAME_ROOM = 0.3
"""Share of the photo's side that stays free around it, so that its frame can be dragged outward."""


class Canvas(CanvasView):
    pointer_moved = Signal(object)
    """Where the pointer is in the widget, a QPointF, or None."""

    cursor_changed = Signal()
    gesture_changed = Signal()
    """What :meth:`draw_gesture` draws changed, other than by the pointer moving."""

    def __init__(
        self,
        session: EditSession,
        brush: Brush,
        selector: Selector,
        frame: CanvasFrame,
        tokens: TokenView,
        retoucher: Retoucher,
        theme: Theme,
    ) -> None:
        super().__init__(session)
        self._brush, self._frame, self._tokens, self._theme = brush, frame, tokens, theme
        self._gestures = Gestures(self, brush, selector, frame, tokens, retoucher, self._can_paint)
        self._zoom = Zoom(self)
        self._pointer: QPointF | None = None
        self._pixel_grid, self._show_before = True, False
        self._beside_before = self._pointed_beside = False
        self._framed = False
        self._previews: list[PreviewLayer] = []
        self.mask_view = MaskView(session, theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Photo"))
        about = tr("Paint over what should go. The wheel zooms, the middle button or Space pans.")
        self.setAccessibleDescription(about)
        session.opened.connect(self._photo_opened)
        session.reframed.connect(self._clear_previews)
        for changed in (session.pixels_changed, session.mask_changed, session.source_changed):
            changed.connect(self._update_bounds)
        session.layer_changing.connect(self.update)
        frame.changed.connect(self._frame_changed)
        tokens.changed.connect(self._update_cursor)
        tokens.changed.connect(self.update)
        for changed in (selector.changed, brush.size_changed, brush.tool_changed):
            changed.connect(self.update)
            changed.connect(self.gesture_changed)
            changed.connect(self._update_cursor)
        layer = self.preview_layer()
        retoucher.preview.connect(layer.show)
        retoucher.preview_over.connect(layer.clear)
        retoucher.changed.connect(self.update)
        self.mask_view.changed.connect(self.update)
        self.mask_view.ants.moved.connect(lambda place: self.update(place))
        theme.changed.connect(self.update)

    # The view

    def _fitted_view(self, photo: tuple[int, int]) -> Viewport:
        if not self._frame.active:
            return super()._fitted_view(photo)
        # Room to drag the frame outward, equal on all sides, so that the photo does not move meanwhile.
        room = tuple(round(side * (1 + 2 * FRAME_ROOM)) for side in photo)
        view = self._ratio_view().fitted((room[0], room[1]), self._size)
        return view.centred(view.zoom, photo, self._size)

    def _frame_changed(self) -> None:
        if self._fitted and not self._frame.dragging and self._frame.active is not self._framed:
            self._framed = self._frame.active
            self.fit()
        self._update_cursor()
        self.gesture_changed.emit()
        self.update()

    def set_pixel_grid(self, on: bool) -> None:
        """Choose whether lines separate the photo's pixels where these are large."""
        self._pixel_grid = on
        self.update()

    def set_show_before(self, before: bool) -> None:
        if before != self._show_before:
            self._show_before = before
            self._update_cursor()
            self.update()

    def preview_layer(self) -> PreviewLayer:
        """A new layer over the photo, the mask and all earlier layers."""
        layer = PreviewLayer(self._session, self._update_bounds)
        self._previews.append(layer)
        return layer

    def set_beside_before(self, on: bool) -> None:
        """Say whether another view beside this one shows the photo as it was opened; both then carry a caption."""
        self._beside_before = on
        self.update()

    def set_pointed_beside(self, on: bool) -> None:
        """Say whether the pointer is in the view beside this one; it then acts here, at the same place of the photo."""
        if on is not self._pointed_beside:
            self._move_pointer(None)
            self._pointed_beside = on

    def set_split(self, on: bool) -> None:
        """Compare: show the photo as it was opened on the left of a divider that can be dragged."""
        self._gestures.divider.set_on(on)
        self._update_cursor()

    def _photo_opened(self) -> None:
        self._brush.forget_anchor()
        self._show_before = False
        self._clear_previews()
        self.fit()
        self._update_cursor()
        self.update()

    def _clear_previews(self) -> None:
        """Previews no longer fit once the photo or its canvas has changed."""
        for layer in self._previews:
            layer.clear()

    def _update_bounds(self, bounds: Bounds) -> None:
        self.update(draw.widget_rect(self._view, bounds))

    # Pointer and keys: gestures/order.py says which gesture an event goes to

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.photo_size is not None:
            self._gestures.press(Pointer.of(event, self._view))
            self._update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._gestures.double_click():
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(Pointer.of(event, self._view))
        self._move_pointer(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event.button())
        self._update_cursor()

    def let_go(self) -> None:
        """End what the pointer is doing."""
        self._gestures.let_go()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Qt resends events that are not accepted as mouse events."""
        taken = self._gestures.pen(event.type(), Pointer.of(event, self._view))
        if taken:
            self._move_pointer(event.position())
        event.setAccepted(taken)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom.wheel(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            return self._zoom.pinch(event)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._move_pointer(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._move_pointer(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._gestures.key(event))
        self._update_cursor()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._gestures.key_released(event))
        self._update_cursor()

    def focusOutEvent(self, event: QEvent) -> None:
        self._gestures.focus_lost()
        self.set_show_before(False)  # of a key that is held, nobody will tell that it is released
        self._update_cursor()

    def _can_paint(self) -> bool:
        return self.photo_size is not None and not self._show_before

    def _move_pointer(self, position: QPointF | None) -> None:
        for point in (self._pointer, position):
            if point is not None:
                self.update(self.pointer_rect(point, here=not self._pointed_beside))
        self._pointer = position
        self.pointer_moved.emit(position)
        self._gestures.hover(QPointF(*self._view.to_photo(*position.toTuple())) if position is not None else None)
        self._update_cursor()

    def pointer_rect(self, centre: QPointF, here: bool) -> QRect:
        """The area to repaint around the pointer at ``centre``; ``here`` as for :meth:`draw_gesture`."""
        return self._gestures.brush_cursor.rect(centre, here)

    def _update_cursor(self) -> None:
        shape = self._gestures.cursor(self._pointer)
        if self.cursor().shape() is not shape:
            self.setCursor(QCursor(shape))
            self.cursor_changed.emit()
            if self._pointer is not None:
                self.update(self.pointer_rect(self._pointer, here=not self._pointed_beside))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, exposed = QPainter(self), event.rect()
        painter.fillRect(exposed, self._theme.color("canvas"))
        pyramid, before = self._session.pyramid, self._session.before
        if pyramid is None or before is None:
            return
        photo, divider = Bounds.of(pyramid.pixels.shape), self._gestures.divider.x
        if self._show_before:
            self._draw_photo(painter, before, exposed)
        else:
            self._draw_after(painter, pyramid, photo, exposed)
            if divider is not None:
                self._draw_before_left_of(divider, painter, before, exposed)
            else:
                self.draw_margins(painter, photo)
                if self._tokens.active:
                    draw_tokens(painter, self._view, self._tokens, photo, self._theme, self._pointer, self._size)
        both = divider is not None or self._beside_before
        left, right = self._show_before or divider is not None, both and not self._show_before
        draw.draw_badges(painter, self._view, photo, self.width(), self._theme, before=left, after=right)
        self.draw_gesture(painter, here=not self._pointed_beside)

    def _draw_photo(self, painter: QPainter, shown: Pyramid, exposed: QRect) -> None:
        if not draw.draw_framed_photo(painter, self._view, shown, exposed, self._session.icc, self._theme):
            QTimer.singleShot(0, self.update)

    def _draw_after(self, painter: QPainter, pyramid: Pyramid, photo: Bounds, exposed: QRect) -> None:
        """The photo as it is now, or only its mask, and what lies over it."""
        if self.mask_view.hides_photo:
            draw.draw_frame(painter, self._view, photo, self._theme)
        else:
            self._draw_photo(painter, pyramid, exposed)
        self.mask_view.draw(painter, self._view, exposed, self._size)
        for layer in self._previews:
            layer.draw(painter, self._view)
        if self._pixel_grid:
            draw.draw_pixel_grid(painter, self._view, photo, exposed)

    def _draw_before_left_of(self, divider: float, painter: QPainter, before: Pyramid, exposed: QRect) -> None:
        left = QRect(0, 0, round(divider), self.height())
        painter.save()
        painter.setClipRect(left)
        painter.fillRect(exposed.intersected(left), self._theme.color("canvas"))
        self._draw_photo(painter, before, exposed.intersected(left))
        painter.restore()
        draw.draw_divider(painter, divider, 0, self.height())

    def draw_margins(self, painter: QPainter, photo: Bounds) -> None:
        """Draw the frame that the photo will be cropped or extended to, in this view or the one beside it."""
        if self._frame.active:
            thirds = bool(self._frame.margins) or self._frame.dragging
            draw.draw_canvas_frame(painter, self._frame.rect(self._view), self._view, photo, self._theme, thirds)

    def draw_gesture(self, painter: QPainter, here: bool) -> None:
        """Draw what the pointer is doing, in this view or the one beside it; ``here``: the pointer is in the view that
        is painted.
        """
        self._gestures.draw(painter)
        if self._pointer is not None and (here or self._beside_before):
            self._gestures.draw_cursor(painter, self._pointer, here)
