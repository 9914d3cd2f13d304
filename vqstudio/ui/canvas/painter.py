"""How the canvas draws: checkerboard, photo, mask, comparison, frame and selections."""

from __future__ import annotations

import math

import cv2
import numpy as np
from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from vqstudio.core.geometry import Bounds

from ..kit.drawing import checkerboard
from ..kit.theme import Theme
from ..kit.translation import tr
from ..model.mask_layer import MaskLayer
from ..model.pyramid import Pyramid, level_for
from ..model.screen_colours import view_on_screen
from .viewport import Viewport

SHARP_FROM = 2.0
"""From this zoom on photo pixels are shown as squares."""

GRID_FROM = 8.0
"""From this zoom on the pixel grid shows."""
GRID_COLOR = np.uint32(0x60303030)
"""Grey (128) at 96 of 255, premultiplied: subtle in light photos and in dark ones."""
GRID_STRIP = 32
GRID_FORMAT = QImage.Format.Format_ARGB32_Premultiplied

MASK_OPACITY = 0.55


def draw_framed_photo(
    painter: QPainter, view: Viewport, pyramid: Pyramid, exposed: QRect, icc: bytes | None, theme: Theme
) -> bool:
    """As :func:`draw_photo`, but lifted off the background, and on a checkerboard where the photo is transparent."""
    photo = Bounds.of(pyramid.pixels.shape)
    draw_frame(painter, view, photo, theme)
    if pyramid.has_alpha:
        draw_checkerboard(painter, view, photo, theme)
    return draw_photo(painter, view, pyramid, exposed, icc)


def draw_photo(painter: QPainter, view: Viewport, pyramid: Pyramid, exposed: QRect, icc: bytes | None = None) -> bool:
    """Draw the photo, whose profile is ``icc``, in the screen's colours. Returns False if there was no time to convert
    all of them, so that it must be drawn again soon.
    """
    level = level_for(view.zoom, pyramid.levels)
    factor = 2**level
    part = _level_part(view, exposed, factor, Bounds.of(pyramid.level(level).shape))
    if part.area == 0:
        return True
    painter.save()
    # Clipped to the photo's true size: the last column of a halved level may stand for half a column.
    painter.setClipRect(_photo_rect(view, Bounds.of(pyramid.pixels.shape)), Qt.ClipOperation.IntersectClip)
    picture = view_on_screen(pyramid, level, icc, part, as_it_is=view.zoom * factor == 1.0)
    part = picture.part
    _place(painter, view, 2**picture.level)
    painter.drawImage(QPointF(part.x, part.y), picture.image, QRectF(*picture.corner, part.width, part.height))
    painter.restore()
    return picture.whole


def draw_mask(painter: QPainter, view: Viewport, layer: MaskLayer, palette: np.ndarray, exposed: QRect) -> None:
    level = level_for(view.zoom, layer.levels)
    factor = 2**level
    height, width = layer.alpha.shape
    part = _level_part(view, exposed, factor, Bounds(0, 0, -(-width // factor), -(-height // factor)))
    if part.area and palette[0] == 0:
        # Most of a photo, often all of it, is not masked: tinting and drawing nothing would take longer than the photo.
        filled = Bounds(*cv2.boundingRect(layer.level(level)[part.slices]))
        part = filled.pad(2).shift(part.x, part.y).intersect(part) if filled.area else filled
    if part.area == 0:
        return
    image, memory = layer.overlay(level, part, palette)
    painter.save()
    painter.setClipRect(_photo_rect(view, layer.bounds), Qt.ClipOperation.IntersectClip)
    _place(painter, view, factor)
    painter.drawImage(QPointF(part.x, part.y), image)
    painter.restore()
    del memory


def draw_preview(painter: QPainter, view: Viewport, bounds: Bounds, image: QImage) -> None:
    """A picture, possibly of a lower resolution, at its place ``bounds`` in the photo."""
    painter.save()
    _place(painter, view, 1)
    painter.drawImage(QRectF(bounds.x, bounds.y, bounds.width, bounds.height), image)
    painter.restore()


def draw_pixel_grid(painter: QPainter, view: Viewport, photo: Bounds, exposed: QRect) -> None:
    """Lines between the photo's pixels where these are large enough, on the first device pixels of each."""
    seen = view.visible(exposed.x(), exposed.y(), exposed.width(), exposed.height(), photo)
    if view.zoom < GRID_FROM or seen.area == 0:
        return
    ratio = view.ratio
    left, right = _device_edges(view.left * ratio, view.zoom, seen.x, seen.right)
    top, bottom = _device_edges(view.top * ratio, view.zoom, seen.y, seen.bottom)
    # None along the photo's own border.
    columns = _device_edges(view.left * ratio, view.zoom, *range(max(1, seen.x), seen.right))
    rows = _device_edges(view.top * ratio, view.zoom, *range(max(1, seen.y), seen.bottom))
    # A picture of a few rows is drawn repeatedly: Qt blends it several times faster than it draws lines, and it stays
    # in the processor's cache.
    strip = np.zeros((GRID_STRIP, right - left), np.uint32)
    strip[:, np.array(columns, np.intp) - left] = GRID_COLOR
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    image = QImage(strip.data, right - left, GRID_STRIP, 4 * (right - left), GRID_FORMAT)
    for y in range(top, bottom, GRID_STRIP):
        painter.drawImage(QPoint(left, y), image, QRect(0, 0, right - left, min(GRID_STRIP, bottom - y)))
    line = np.full((1, right - left), GRID_COLOR, np.uint32)
    line[0, np.array(columns, np.intp) - left] = 0  # else the crossings would be darker
    image = QImage(line.data, right - left, 1, 4 * (right - left), GRID_FORMAT)
    for y in rows:
        painter.drawImage(left, y, image)
    painter.restore()


def _device_edges(start: float, zoom: float, *numbers: int) -> list[int]:
    """For each of these photo pixels along an axis, the first device pixel whose centre lies in it."""
    return [math.ceil(start + number * zoom - 0.5) for number in numbers]


def draw_checkerboard(painter: QPainter, view: Viewport, photo: Bounds, theme: Theme) -> None:
    """The pattern moves with the photo but keeps its size on the screen."""
    painter.save()
    painter.setBrushOrigin(QPointF(view.left, view.top))
    painter.fillRect(_photo_rect(view, photo), checkerboard(theme))
    painter.restore()


def draw_frame(painter: QPainter, view: Viewport, photo: Bounds, theme: Theme) -> None:
    """A hairline and a soft shadow that lift the photo off the background."""
    rect = _photo_rect(view, photo)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shade = theme.color("shadow")
    for step in range(1, 7):
        shade.setAlphaF(0.16 * (1 - step / 7) ** 1.5)
        painter.setPen(QPen(shade, 1.0))
        painter.drawRoundedRect(rect.adjusted(-step, -step + 2, step, step + 1), step, step)
    painter.restore()


def draw_canvas_frame(
    painter: QPainter, frame: QRectF, view: Viewport, photo: Bounds, theme: Theme, thirds: bool
) -> None:
    """The frame that the photo will be extended or cropped to: tinted where it is extended, shaded where it is cut off,
    with lines at its ``thirds`` and handles to drag.
    """
    accent = theme.color("accent")
    kept, whole = QPainterPath(), QPainterPath()
    kept.addRect(frame)
    whole.addRect(_photo_rect(view, photo))
    tint = QColor(accent)
    tint.setAlphaF(0.16)
    painter.save()
    painter.fillPath(kept.subtracted(whole), tint)
    painter.fillPath(whole.subtracted(kept), QColor(12, 13, 18, 150))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if thirds:
        lines = [QLineF(frame.left(), y, frame.right(), y) for y in _thirds(frame.top(), frame.height())]
        lines += [QLineF(x, frame.top(), x, frame.bottom()) for x in _thirds(frame.left(), frame.width())]
        for colour, width in ((QColor(0, 0, 0, 90), 2.5), (QColor(255, 255, 255, 170), 1.0)):  # on any photo
            painter.setPen(QPen(colour, width))
            painter.drawLines(lines)
    painter.setPen(QPen(QColor(255, 255, 255, 230), 3))
    painter.drawRect(frame)
    painter.setPen(QPen(accent, 1.5))
    painter.drawRect(frame)
    middle = frame.center()
    long, thick = 26.0, 7.0
    grips = [QRectF(0, 0, thick, long) for _ in range(2)] + [QRectF(0, 0, long, thick) for _ in range(2)]
    places = [(frame.left(), middle.y()), (frame.right(), middle.y()), (middle.x(), frame.top())]
    places += [(middle.x(), frame.bottom())]
    for corner in (frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()):
        grips.append(QRectF(0, 0, 11, 11))
        places.append((corner.x(), corner.y()))
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(QColor(255, 255, 255))
    for grip, place in zip(grips, places, strict=True):
        grip.moveCenter(QPointF(*place))
        painter.drawRoundedRect(grip, 3, 3)
    painter.restore()


def _thirds(start: float, length: float) -> tuple[float, float]:
    return start + length / 3, start + 2 * length / 3


def draw_outline(painter: QPainter, view: Viewport, outline: QPainterPath) -> None:
    """A selection that is being drawn, alternately light and dark, so that it is visible on every photo."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(view.left, view.top)
    painter.scale(view.scale, view.scale)
    pen = QPen(QColor(0, 0, 0, 190), 1.6)
    pen.setCosmetic(True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(outline, pen)
    pen.setColor(QColor(255, 255, 255))
    pen.setDashPattern([3, 3])
    painter.strokePath(outline, pen)
    painter.restore()


def draw_divider(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """The line between before and after, with a grip in the middle."""
    middle = QPointF(x, (top + bottom) / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(0, 0, 0, 90), 4))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setPen(QPen(QColor(255, 255, 255), 2))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setPen(QPen(QColor(0, 0, 0, 70), 1))
    painter.setBrush(QColor(255, 255, 255))
    painter.drawEllipse(middle, 13, 13)
    painter.setPen(QPen(QColor(60, 62, 70), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for side in (-1, 1):
        tip = middle + QPointF(side * 7.5, 0)
        painter.drawLine(tip, tip + QPointF(-side * 3.2, -3.2))
        painter.drawLine(tip, tip + QPointF(-side * 3.2, 3.2))
    painter.restore()


def badge_corner(view: Viewport, photo: Bounds, width: int, right: bool = False) -> QPointF:
    """The place of a badge: inside the corner of the photo, or of the view (``width`` wide) where the photo extends
    beyond it.
    """
    end = min(width, view.left + photo.width * view.scale)
    return QPointF(end - 14 if right else max(0.0, view.left) + 14, max(0.0, view.top) + 14)


def draw_badges(
    painter: QPainter, view: Viewport, photo: Bounds, width: int, theme: Theme, before: bool, after: bool
) -> None:
    """Captions for what a view of this ``width`` shows, at the left and the right of the photo."""
    font = theme.font("caption", bold=True)
    if before:
        draw_badge(painter, tr("Before"), font, badge_corner(view, photo, width))
    if after:
        draw_badge(painter, tr("After"), font, badge_corner(view, photo, width, right=True), right=True)


def draw_badge(painter: QPainter, text: str, font: QFont, corner: QPointF, right: bool = False) -> None:
    """A small caption on the photo, such as "Before". ``corner`` is its top left, or its top right."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 20, metrics.height() + 10
    rect = QRectF(corner.x() - (width if right else 0), corner.y(), width, height)
    painter.setPen(QPen(QColor(255, 255, 255, 50), 1))
    painter.setBrush(QColor(30, 31, 36, 225))
    painter.drawRoundedRect(rect, height / 2, height / 2)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def widget_rect(view: Viewport, bounds: Bounds) -> QRect:
    """The widget pixels to paint again when ``bounds`` of the photo changed."""
    left, top = view.to_widget(bounds.x, bounds.y)
    right, bottom = view.to_widget(bounds.right, bounds.bottom)
    # Smooth sampling reads neighbours, at most two pixels of the level in use away.
    spill = math.ceil(4 + view.scale)
    corner = (math.floor(left) - spill, math.floor(top) - spill)
    return QRect(*corner, math.ceil(right) + spill - corner[0], math.ceil(bottom) + spill - corner[1])


def _photo_rect(view: Viewport, photo: Bounds) -> QRectF:
    return QRectF(view.left, view.top, photo.width * view.scale, photo.height * view.scale)


def _level_part(view: Viewport, exposed: QRect, factor: int, level: Bounds) -> Bounds:
    """The pixels of a level to draw for the exposed rectangle, with a rim for smooth sampling."""
    everything = Bounds(0, 0, level.width * factor, level.height * factor)
    seen = view.visible(exposed.x(), exposed.y(), exposed.width(), exposed.height(), everything)
    if seen.area == 0:
        return Bounds(0, 0, 0, 0)
    x, y = seen.x // factor, seen.y // factor
    part = Bounds(x, y, -(-seen.right // factor) - x, -(-seen.bottom // factor) - y)
    return part.pad(2).intersect(level)


def _place(painter: QPainter, view: Viewport, factor: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.zoom < SHARP_FROM)
    painter.translate(view.left, view.top)
    painter.scale(view.scale * factor, view.scale * factor)
