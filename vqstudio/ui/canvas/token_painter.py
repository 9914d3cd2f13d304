"""How the canvas draws the token view: the grid, the cells that share a code, and a card about it."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from vqstudio.core.geometry import Bounds

from ..kit.theme import Theme
from ..kit.translation import tr
from .token_view import TokenView
from .viewport import Viewport

LEAST_CELL = 5
"""Cells smaller than this on the screen (logical pixels) get no lines between them."""
SHADE = 0.6
CARD = QRectF(0, 0, 232, 84)
LOOK_SIDE = 60


def draw_tokens(
    painter: QPainter, view: Viewport, tokens: TokenView, photo: Bounds, theme: Theme, pointer: QPointF | None,
    size: tuple[int, int],
) -> None:  # fmt: skip
    """``photo``: its bounds; ``size``: width and height of the canvas; ``pointer``: where the card belongs."""
    grid = tokens.grid
    if grid is None:
        return
    rect = QRectF(view.left, view.top, photo.width * view.scale, photo.height * view.scale)
    step = grid.cell * view.scale
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    if tokens.code is not None:
        _draw_same(painter, rect, step, tokens, theme)
    if step >= LEAST_CELL:
        _draw_lines(painter, rect, step, size)
    painter.restore()
    if tokens.code is not None and pointer is not None:
        _draw_card(painter, tokens, theme, pointer, size)


def _draw_same(painter: QPainter, rect: QRectF, step: float, tokens: TokenView, theme: Theme) -> None:
    """Shade everything except the cells of this code."""
    cells = [QRectF(rect.x() + column * step, rect.y() + row * step, step, step) for row, column in tokens.places()]
    shade = QPainterPath()
    shade.addRect(rect)
    for cell in cells:
        shade.addRect(cell)  # the odd-even rule leaves out what lies in both
    painter.fillPath(shade, QColor(12, 13, 18, round(255 * SHADE)))
    painter.setPen(QPen(theme.color("accent"), 1.5))
    for cell in cells:
        painter.drawRect(cell)


def _draw_lines(painter: QPainter, rect: QRectF, step: float, size: tuple[int, int]) -> None:
    seen = rect.intersected(QRectF(QRect(0, 0, *size)))
    lines = []
    for number in range(int((seen.left() - rect.left()) / step), int((seen.right() - rect.left()) / step) + 1):
        x = rect.left() + number * step
        lines.append(QLineF(x, seen.top(), x, seen.bottom()))
    for number in range(int((seen.top() - rect.top()) / step), int((seen.bottom() - rect.top()) / step) + 1):
        y = rect.top() + number * step
        lines.append(QLineF(seen.left(), y, seen.right(), y))
    painter.setPen(QPen(QColor(255, 255, 255, 56), 1))
    painter.drawLines(lines)


def _draw_card(painter: QPainter, tokens: TokenView, theme: Theme, pointer: QPointF, size: tuple[int, int]) -> None:
    grid, code = tokens.grid, tokens.code
    assert grid is not None
    card = QRectF(CARD)
    card.moveTo(pointer + QPointF(18, 18))
    if card.right() > size[0]:
        card.moveRight(pointer.x() - 18)
    if card.bottom() > size[1]:
        card.moveBottom(pointer.y() - 18)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QPen(QColor(255, 255, 255, 50), 1))
    painter.setBrush(QColor(30, 31, 36, 238))
    painter.drawRoundedRect(card, 10, 10)
    place = QRectF(card.x() + 12, card.y() + 12, LOOK_SIDE, LOOK_SIDE)
    clip = QPainterPath()
    clip.addRoundedRect(place, 6, 6)
    painter.fillPath(clip, QColor(255, 255, 255, 22))
    if tokens.look is not None:
        painter.setClipPath(clip)
        painter.drawImage(place, tokens.look)
        painter.setClipping(False)
    text = QRectF(place.right() + 14, card.y() + 10, card.right() - place.right() - 22, card.height() - 20)
    lines = text.height() / 3
    painter.setFont(theme.font("body", bold=True))
    painter.setPen(QColor(255, 255, 255))
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(text.x(), text.y(), text.width(), lines), align, tr("Code {code}", code=code))
    painter.setFont(theme.font("caption"))
    painter.setPen(QColor(255, 255, 255, 190))
    count, total = len(tokens.places()), grid.tokens.size
    known = tr("of {codes:,}", codes=grid.codes)
    painter.drawText(QRectF(text.x(), text.y() + lines, text.width(), lines), align, known)
    found = tr("in {count:,} of {total:,} cells", count=count, total=total)
    painter.drawText(QRectF(text.x(), text.y() + 2 * lines, text.width(), lines), align, found)
    painter.restore()
