"""The frame that a photo is to be extended or cropped to: its margins, and the handles that pull them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal

from vqstudio.core.geometry import Margins
from vqstudio.core.image_limits import LARGEST_PHOTO

from .viewport import Viewport

REACH = 12
"""Logical pixels around an edge of the frame within which it is grabbed."""
MOST = 1.5
"""A margin is at most this share of the photo's side, enough for 9:16 out of 2:1: what lies farther out has little to
do with the photo."""
LEAST = 16
"""Pixels a side that a crop leaves."""

Edges = frozenset[str]
CURSORS = {
    frozenset({"left"}): Qt.CursorShape.SizeHorCursor,
    frozenset({"right"}): Qt.CursorShape.SizeHorCursor,
    frozenset({"top"}): Qt.CursorShape.SizeVerCursor,
    frozenset({"bottom"}): Qt.CursorShape.SizeVerCursor,
    frozenset({"left", "top"}): Qt.CursorShape.SizeFDiagCursor,
    frozenset({"right", "bottom"}): Qt.CursorShape.SizeFDiagCursor,
    frozenset({"right", "top"}): Qt.CursorShape.SizeBDiagCursor,
    frozenset({"left", "bottom"}): Qt.CursorShape.SizeBDiagCursor,
}


class CanvasFrame(QObject):
    """Margins in pixels of the photo, up to MOST times its sides, negative where it is cropped.

    Positions are those of the canvas.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.margins = Margins()
        self.active = False
        self._photo = (0, 0)
        self._left: dict[int, tuple[tuple[int, int], Margins]] = {}
        """The frames of photos, with their sizes, that were not applied when another one was shown."""
        self.dragged: Edges = frozenset()
        """The edges that are being pulled."""

    def set_photo(self, size: tuple[int, int]) -> None:
        """Another photo, or another size of it, as (width, height); the margins start anew."""
        self._photo = size
        self.dragged = frozenset()
        self.set_margins(Margins())

    def leave(self, photo: int) -> None:
        """Another photo will be shown; the frame of this one waits."""
        if self.margins:
            self._left[photo] = self._photo, self.margins

    def come_back(self, photo: int) -> None:
        """The frame that :meth:`leave` kept, if it still fits; after :meth:`set_photo`."""
        size, margins = self._left.pop(photo, (self._photo, Margins()))
        if size == self._photo and margins:
            self.set_margins(margins)

    def set_active(self, active: bool) -> None:
        if active != self.active:
            self.active = active
            self.dragged = frozenset()
            self.changed.emit()

    def set_margins(self, margins: Margins) -> None:
        """Margins beyond the limits are brought back to them."""
        width, height = self._photo
        left, right = _kept(margins.left, margins.right, width, self.margins.left != margins.left)
        top, bottom = _kept(margins.top, margins.bottom, height, self.margins.top != margins.top)
        self.margins = Margins(left, top, right, bottom)
        self.changed.emit()

    def fit_ratio(self, ratio: float, crop: bool) -> None:
        """Margins of the same size on two opposite sides, for a canvas of ``ratio`` = width / height, by cropping the
        photo or by extending it.
        """
        width, height = self._photo
        across, down = round(height * ratio) - width, round(width / ratio) - height
        across, down = (min(0, across), min(0, down)) if crop else (max(0, across), max(0, down))
        self.set_margins(Margins(across // 2, down // 2, across - across // 2, down - down // 2))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the canvas that the margins make."""
        around = self.margins.around(*self._photo)
        return around.width, around.height

    @property
    def too_large(self) -> bool:
        return self.size[0] * self.size[1] > LARGEST_PHOTO

    def rect(self, view: Viewport) -> QRectF:
        around = self.margins.around(*self._photo)
        left, top = view.to_widget(around.x, around.y)
        return QRectF(left, top, around.width * view.scale, around.height * view.scale)

    # Dragging

    @property
    def dragging(self) -> bool:
        return bool(self.dragged)

    def edges_at(self, position: QPointF, view: Viewport) -> Edges:
        """The edges of the frame near to a position; two at a corner, none far from all."""
        if not self.active:
            return frozenset()
        rect = self.rect(view)
        if not rect.adjusted(-REACH, -REACH, REACH, REACH).contains(position):
            return frozenset()
        near = {
            "left": abs(position.x() - rect.left()), "right": abs(position.x() - rect.right()),
            "top": abs(position.y() - rect.top()), "bottom": abs(position.y() - rect.bottom()),
        }  # fmt: skip
        found = {edge for edge, distance in near.items() if distance <= REACH}
        for one, other in (("left", "right"), ("top", "bottom")):
            if {one, other} <= found:  # a photo that is hardly larger than the handles
                found.discard(max(one, other, key=lambda edge: near[edge]))
        return frozenset(found)

    def begin(self, position: QPointF, view: Viewport) -> bool:
        """Grab what is at ``position``; false if that is nothing."""
        self.dragged = self.edges_at(position, view)
        return self.dragging

    def drag(self, position: QPointF, view: Viewport, both: bool) -> None:
        """Pull the grabbed edges to ``position``; with ``both`` the opposite ones move as far."""
        x, y = view.to_photo(position.x(), position.y())
        width, height = self._photo
        pulled = {"left": -x, "right": x - width, "top": -y, "bottom": y - height}
        opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
        sides = {side: getattr(self.margins, side) for side in opposite}
        for edge in self.dragged:
            sides[edge] = round(pulled[edge])
            if both:
                sides[opposite[edge]] = round(pulled[edge])
        self.set_margins(Margins(**sides))

    def end(self) -> None:
        self.dragged = frozenset()


def _kept(first: int, second: int, side: int, first_moved: bool) -> tuple[int, int]:
    """Two opposite margins within the limits; of a crop that leaves too little, the edge that moved stops."""
    most = int(MOST * side)
    first, second = min(most, first), min(most, second)
    missing = min(LEAST, side) - (side + first + second)
    if missing > 0:
        if first_moved:
            first += missing
        else:
            second += missing
    return first, second
