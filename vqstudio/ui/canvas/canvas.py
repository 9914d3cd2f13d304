"""The photo on the screen: what the pointer and the keys do to it, and painting only what is exposed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QEnterEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTabletEvent,
)

from vqstudio.core.geometry import Bounds

from ..kit.theme import Theme
from ..kit.translation import tr
from ..mask.brush import Brush
from ..mask.selector import Selector
from ..model.pyramid import wrap_pixels
from ..model.screen_colours import on_screen
from ..model.session import EditSession
from ..model.tool import Tool
from . import painter as draw
from .frame import CURSORS, CanvasFrame
from .mask_view import MaskView
from .token_painter import draw_tokens
from .token_view import TokenView
from .view import CanvasView
from .viewport import Viewport

FRAME_ROOM = 0.3
"""Share of the photo's side that stays free around it for pulling its frame outward."""
GRIP = 10
"""Logical pixels around the comparison's divider within which it can be dragged."""


class Canvas(CanvasView):
    pointer_moved = Signal(object)
    """Where the pointer is in the widget, a QPointF, or None."""

    cursor_changed = Signal()
    gesture_changed = Signal()
    """What :meth:`draw_gesture` draws is another, but for the pointer's place."""

    def __init__(
        self,
        session: EditSession,
        brush: Brush,
        selector: Selector,
        frame: CanvasFrame,
        tokens: TokenView,
        theme: Theme,
    ) -> None:
        super().__init__(session)
        self._brush = brush
        self._selector = selector
        self._frame = frame
        self._tokens = tokens
        self._theme = theme
        self._pan_from: QPointF | None = None
        self._space = False
        self._pointer: QPointF | None = None
        self._pixel_grid = True
        self._show_before = False
        self._split: float | None = None
        self._beside_before = False
        self._pointed_beside = False
        self._dragging_split = False
        self._framed = False
        self._previews: dict[Bounds, QImage] = {}
        self.mask_view = MaskView(session, theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Photo"))
        about = tr("Paint over what should go. The wheel zooms, the middle button or Space pans.")
        self.setAccessibleDescription(about)
        session.opened.connect(self._photo_opened)
        session.pixels_changed.connect(self._update_bounds)
        session.mask_changed.connect(self._update_bounds)
        session.source_changed.connect(self._update_bounds)
        session.layer_changing.connect(self.update)
        frame.changed.connect(self._frame_changed)
        tokens.changed.connect(self._tokens_changed)
        for changed in (selector.changed, brush.size_changed, brush.tool_changed):
            changed.connect(self.update)
            changed.connect(self.gesture_changed)
            changed.connect(self._update_cursor)
        self.mask_view.changed.connect(self.update)
        self.mask_view.ants.moved.connect(lambda place: self.update(place))
        theme.changed.connect(self.update)

    # The view

    def _fitted_view(self, photo: tuple[int, int]) -> Viewport:
        if not self._frame.active:
            return super()._fitted_view(photo)
        # Room to pull the frame outward, on every side alike, so that the photo stays where it is meanwhile.
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

    def _tokens_changed(self) -> None:
        self._update_cursor()
        self.update()

    def set_pixel_grid(self, on: bool) -> None:
        """Whether lines separate the pixels of the photo where they are large."""
        self._pixel_grid = on
        self.update()

    def set_show_before(self, before: bool) -> None:
        if before != self._show_before:
            self._show_before = before
            self._update_cursor()
            self.update()

    def show_preview(self, bounds: Bounds, pixels: np.ndarray) -> None:
        """Show uint8 (h, w, 3) ``pixels``, in the photo's colours, stretched to ``bounds``, over photo and mask,
        until :meth:`clear_previews`.
        """
        # Converted once: Qt samples 32-bit pictures smoothly at five times the speed of 24-bit ones.
        shown = on_screen(pixels, self._session.icc)
        self._previews[bounds] = wrap_pixels(shown).convertToFormat(QImage.Format.Format_RGB32)
        self._update_bounds(bounds)

    def clear_previews(self) -> None:
        for bounds in self._previews:
            self._update_bounds(bounds)
        self._previews.clear()

    def set_beside_before(self, on: bool) -> None:
        """Another view beside this one shows the photo as opened, so this one says what it shows."""
        self._beside_before = on
        self.update()

    def set_pointed_beside(self, on: bool) -> None:
        """Whether the pointer is in that view; what it does there it does here, at the same place of the photo."""
        if on is not self._pointed_beside:
            self._move_pointer(None)
            self._pointed_beside = on

    def set_split(self, on: bool) -> None:
        """Compare: the photo as opened left of a divider that can be dragged."""
        self._split = 0.5 if on else None
        self._dragging_split = False
        self._update_cursor()
        self.update()

    def _photo_opened(self) -> None:
        self._brush.forget_anchor()
        self._show_before = False
        self.fit()
        self._update_cursor()
        self.update()

    def _update_bounds(self, bounds: Bounds) -> None:
        self.update(draw.widget_rect(self._view, bounds))

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._photo is None:
            return
        panning = event.button() is Qt.MouseButton.MiddleButton or (
            event.button() is Qt.MouseButton.LeftButton and self._space
        )
        if panning:
            self._pan_from = event.position()
        elif event.button() is Qt.MouseButton.LeftButton and self._near_split(event.position()):
            self._dragging_split = True
        elif event.button() is Qt.MouseButton.LeftButton and self._frame.active:
            self._frame.begin(event.position(), self._view)
        elif event.button() is Qt.MouseButton.LeftButton and self._can_paint:
            point, modifiers = self._photo_point(event.position()), event.modifiers()
            if self._brush.tool.paints:
                self._brush.begin(point, 1.0, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
            else:
                self._selector.press(point, self._view.scale, bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        self._update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ends a polygon; else it is another press, for who paints fast."""
        if self._brush.tool is Tool.POLYGON and self._selector.drawing:
            self._selector.finish()
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        if self._pan_from is not None:
            self.pan(position.x() - self._pan_from.x(), position.y() - self._pan_from.y())
            self._pan_from = position
        elif self._dragging_split:
            self._split = min(1.0, max(0.0, position.x() / max(1, self.width())))
            self.update()
        elif self._frame.dragging:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._frame.drag(position, self._view, shift)
        elif self._brush.painting:
            self._brush.extend(self._photo_point(position))
        elif self._selector.drawing:
            even = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            held = bool(event.buttons() & Qt.MouseButton.LeftButton)
            self._selector.move(self._photo_point(position), even, held)
        self._move_pointer(position)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None and event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton):
            self._pan_from = None
        elif event.button() is Qt.MouseButton.LeftButton:
            self.let_go()
        self._update_cursor()

    def let_go(self) -> None:
        """End what the pointer is doing."""
        self._pan_from = None
        self._dragging_split = False
        self._frame.end()
        self._brush.end()
        self._selector.release()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen paints like the mouse, its pressure scaling the width."""
        point, pressure = self._photo_point(event.position()), max(0.05, event.pressure())
        if event.type() == QEvent.Type.TabletPress and event.button() is Qt.MouseButton.LeftButton:
            paints = self._can_paint and self._brush.tool.paints
            if self._space or self._near_split(event.position()) or not paints:
                event.ignore()  # Qt then sends the same as a mouse event
                return
            self._brush.begin(point, pressure, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.type() == QEvent.Type.TabletMove and self._brush.painting:
            self._brush.extend(point, pressure)
            self._move_pointer(event.position())
        elif event.type() == QEvent.Type.TabletRelease and self._brush.painting:
            self._brush.end()
        else:
            event.ignore()
            return
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._move_pointer(event.position())
        self._update_cursor()

    def leaveEvent(self, event: QEvent) -> None:
        self._move_pointer(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space = True
            self._update_cursor()
        elif self._selector.key(event.key()) or self._frame.key(
            event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ):
            pass
        elif event.key() in ARROWS and self._photo is not None:
            step = 200 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 50
            dx, dy = ARROWS[Qt.Key(event.key())]
            self.pan(dx * step, dy * step)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space = False
                self._update_cursor()
        else:
            event.ignore()

    def focusOutEvent(self, event: QEvent) -> None:
        # The release of a held Space goes to the other window.
        self._space = False
        self._update_cursor()

    @property
    def _can_paint(self) -> bool:
        return self._photo is not None and not self._show_before and not self._looking

    @property
    def _looking(self) -> bool:
        """The brush rests while the frame or the tokens are shown."""
        return self._frame.active or self._tokens.active

    def _photo_point(self, position: QPointF) -> QPointF:
        return QPointF(*self._view.to_photo(position.x(), position.y()))

    def _near_split(self, position: QPointF) -> bool:
        return self._split is not None and abs(position.x() - self._split * self.width()) <= GRIP

    def _move_pointer(self, position: QPointF | None) -> None:
        for point in (self._pointer, position):
            if point is not None:
                self.update(self.pointer_rect(point, here=not self._pointed_beside))
        self._pointer = position
        self.pointer_moved.emit(position)
        self._tokens.hover(self._photo_point(position) if position is not None else None)
        self._update_cursor()

    def _ring_radius(self) -> float:
        return max(1.5, self._brush.size / 2 * self._view.scale)

    def pointer_rect(self, centre: QPointF, here: bool) -> QRect:
        """What to paint again where the pointer was or is; ``here`` as for :meth:`draw_gesture`."""
        reach = int(self._ring_radius()) + 4 if here else draw.ECHO + 2
        return QRect(int(centre.x()) - reach, int(centre.y()) - reach, 2 * reach + 1, 2 * reach + 1)

    def _ring_shown(self) -> bool:
        return (
            self._can_paint
            and (self._brush.tool.paints or self._brush.tool is Tool.SMART)
            and self._pointer is not None
            and not self._space
            and self._pan_from is None
            and not self._dragging_split
            and not self._near_split(self._pointer)
        )

    def _update_cursor(self) -> None:
        if self._pan_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._pointer is not None and (self._dragging_split or self._near_split(self._pointer)):
            shape = Qt.CursorShape.SplitHCursor
        elif self._frame.active and self._pointer is not None:
            edges = self._frame.dragged or self._frame.edges_at(self._pointer, self._view)
            shape = CURSORS.get(edges, Qt.CursorShape.ArrowCursor)
        elif self._can_paint:
            # A ring of a few pixels is too small to find, so the cross stays with it.
            ring = self._ring_shown() and self._ring_radius() >= 4
            shape = Qt.CursorShape.BlankCursor if ring else Qt.CursorShape.CrossCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if self.cursor().shape() is not shape:
            self.setCursor(QCursor(shape))
            self.cursor_changed.emit()
            if self._pointer is not None:
                self.update(self.pointer_rect(self._pointer, here=not self._pointed_beside))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        exposed = event.rect()
        painter.fillRect(exposed, self._theme.color("canvas"))
        pyramid, before = self._session.pyramid, self._session.before
        if pyramid is None or before is None:
            return
        photo = Bounds.of(pyramid.pixels.shape)
        draw.draw_frame(painter, self._view, photo, self._theme)
        if self._show_before or not self.mask_view.hides_photo:
            if pyramid.has_alpha:
                draw.draw_checkerboard(painter, self._view, photo, self._theme)
            shown = before if self._show_before else pyramid
            if not draw.draw_photo(painter, self._view, shown, exposed, self._session.icc):
                QTimer.singleShot(0, self.update)
        if not self._show_before:
            self.mask_view.draw(painter, self._view, exposed, self._size)
            for bounds, image in self._previews.items():
                draw.draw_preview(painter, self._view, bounds, image)
            if self._pixel_grid:
                draw.draw_pixel_grid(painter, self._view, photo, exposed)
        if not self._show_before and self._split is None:
            self.draw_margins(painter, photo)
        if self._tokens.active and not self._show_before and self._split is None:
            draw_tokens(painter, self._view, self._tokens, photo, self._theme, self._pointer, self._size)
        font = self._theme.font("caption", bold=True)
        if self._show_before:
            draw.draw_badge(painter, tr("Before"), font, draw.badge_corner(self._view, photo, self.width()))
        elif self._split is not None:
            x = self._split * self.width()
            left = QRect(0, 0, round(x), self.height())
            painter.save()
            painter.setClipRect(left)
            painter.fillRect(exposed.intersected(left), self._theme.color("canvas"))
            draw.draw_frame(painter, self._view, photo, self._theme)
            if before.has_alpha:
                draw.draw_checkerboard(painter, self._view, photo, self._theme)
            if not draw.draw_photo(painter, self._view, before, exposed.intersected(left), self._session.icc):
                QTimer.singleShot(0, self.update)
            painter.restore()
            draw.draw_divider(painter, x, 0, self.height())
            draw.draw_badge(painter, tr("Before"), font, draw.badge_corner(self._view, photo, self.width()))
        if (self._split is not None or self._beside_before) and not self._show_before:
            corner = draw.badge_corner(self._view, photo, self.width(), right=True)
            draw.draw_badge(painter, tr("After"), font, corner, right=True)
        self.draw_gesture(painter, here=not self._pointed_beside)

    def draw_margins(self, painter: QPainter, photo: Bounds) -> None:
        """The frame that the photo is to be cropped or extended to, in this view or that beside it."""
        if self._frame.active:
            thirds = bool(self._frame.margins) or self._frame.dragging
            draw.draw_canvas_frame(painter, self._frame.rect(self._view), self._view, photo, self._theme, thirds)

    def draw_gesture(self, painter: QPainter, here: bool) -> None:
        """What the pointer is doing, in this view or that beside it; ``here``: in which of the two it is."""
        if self._selector.drawing:
            draw.draw_outline(painter, self._view, self._selector.outline())
        if self._pointer is None or not self._ring_shown():
            return
        if here:
            draw.draw_ring(painter, self._pointer, self._ring_radius())
        elif self._beside_before:
            draw.draw_echo(painter, self._pointer)


ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
