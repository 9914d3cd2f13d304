"""The frame that a photo will be extended or cropped to: its margins, and dragging them by handles."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal

from vqstudio.core.geometry import NO_MARGINS, Bounds, Margins
from vqstudio.core.image_limits import LARGEST_PHOTO

from ..model.session import EditSession
from .viewport import Viewport

REACH = 12
"""Logical pixels around an edge of the frame within which it is grabbed."""
MOST = 1.5
"""A margin is at most this share of the photo's side, enough to turn 2:1 into 9:16: anything farther out would have
little to do with the photo.
"""
LEAST = 16
"""Minimum side of a cropped photo, in pixels."""

STEP, LARGE_STEP = 1, 10
"""Pixels of the photo that an arrow key moves the frame, without and with Shift."""

Edges = frozenset[str]
ALL: Edges = frozenset({"left", "right", "top", "bottom"})
"""Dragged together, they move the whole frame."""
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CanvasFrame(QObject):
    """Margins in pixels of the photo that is shown, up to MOST times its sides, negative where it is cropped.

    Positions are those of the canvas.
    """

    changed = Signal()

    def __init__(self, session: EditSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.active = False
        self.dragged: Edges = frozenset()
        """The edges that are being dragged."""
        self._from = ((0.0, 0.0), Margins())
        """Where in the photo the pointer grabbed them, and the margins at that moment."""
        self._ratio: tuple[float, bool] | None = None
        session.opened.connect(self._photo_changed)
        session.reframed.connect(self._photo_changed)

    @property
    def margins(self) -> Margins:
        """The margins of the photo that is shown; every photo keeps its own."""
        return self._session.shown.frame if self._session.shown else NO_MARGINS

    @property
    def _photo(self) -> tuple[int, int]:
        document = self._session.document
        return (document.width, document.height) if document else (0, 0)

    def _photo_changed(self) -> None:
        self.dragged = frozenset()
        self.changed.emit()

    def set_active(self, active: bool) -> None:
        if active != self.active:
            self.active = active
            self.dragged = frozenset()
            self.changed.emit()

    def set_margins(self, margins: Margins) -> None:
        """Set the margins, clamped to the limits; does nothing without a photo."""
        photo = self._session.shown
        if photo is None:
            return
        width, height = self._photo
        left, right = _kept(margins.left, margins.right, width, self.margins.left != margins.left)
        top, bottom = _kept(margins.top, margins.bottom, height, self.margins.top != margins.top)
        photo.frame = Margins(left, top, right, bottom)
        self.changed.emit()

    def keep_ratio(self, ratio: float | None, crop: bool = True) -> None:
        """From now on dragging keeps this ``ratio`` = width / height, and with ``crop`` the frame stays within the
        photo; None allows any shape.
        """
        self._ratio = None if ratio is None else (ratio, crop)

    def fit_ratio(self, ratio: float, crop: bool) -> None:
        """Set equal margins on two opposite sides, so that the canvas has ``ratio`` = width / height, by cropping the
        photo or by extending it.
        """
        width, height = self._photo
        across, down = round(height * ratio) - width, round(width / ratio) - height
        across, down = (min(0, across), min(0, down)) if crop else (max(0, across), max(0, down))
        self.set_margins(Margins(across // 2, down // 2, across - across // 2, down - down // 2))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the canvas with these margins."""
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
        """The edges of the frame near a position: two at a corner, all inside a movable frame, else none."""
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
        if not found and self.movable:
            return ALL
        for one, other in (("left", "right"), ("top", "bottom")):
            if {one, other} <= found:  # the photo is hardly larger than the handles
                found.discard(max(one, other, key=lambda edge: near[edge]))
        return frozenset(found)

    @property
    def movable(self) -> bool:
        """Whether the frame can be moved, which means that it differs from the photo's own."""
        return self.active and self.size != self._photo and bool(self.margins)

    def begin(self, position: QPointF, view: Viewport) -> None:
        """Grab what is at ``position``."""
        self.dragged = self.edges_at(position, view)
        self._from = view.to_photo(position.x(), position.y()), self.margins

    def drag(self, position: QPointF, view: Viewport, shift: bool) -> None:
        """Drag the grabbed edges to ``position``, or move the whole frame by as much as the pointer moved.

        With ``shift`` a corner keeps the frame's shape, and the edge opposite a dragged one moves by the same amount.
        """
        x, y = view.to_photo(position.x(), position.y())
        (start_x, start_y), margins = self._from
        if self.dragged == ALL:
            self._move(margins, round(x - start_x), round(y - start_y))
            return
        if self._ratio is not None or (shift and len(self.dragged) == 2):
            self._pull_in_shape(x, y)
            return
        width, height = self._photo
        pulled = {"left": -x, "right": x - width, "top": -y, "bottom": y - height}
        opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
        sides = {side: getattr(self.margins, side) for side in opposite}
        for edge in self.dragged:
            sides[edge] = round(pulled[edge])
            if shift:
                sides[opposite[edge]] = round(pulled[edge])
        self.set_margins(Margins(**sides))

    def key(self, key: int, shift: bool) -> bool:
        """Move the frame by an arrow key. Returns False for other keys, or if the frame cannot be moved."""
        if key not in ARROWS or not self.movable:
            return False
        step = LARGE_STEP if shift else STEP
        dx, dy = ARROWS[Qt.Key(key)]
        self._move(self.margins, dx * step, dy * step)
        return True

    def _move(self, margins: Margins, dx: int, dy: int) -> None:
        """Move the frame from where ``margins`` put it. A side shorter than the photo's stays inside the photo, a
        longer one keeps covering it.
        """
        around, (width, height) = margins.around(*self._photo), self._photo
        x = _within(around.x + dx, around.x, width - around.width)
        y = _within(around.y + dy, around.y, height - around.height)
        self._set_around(Bounds(x, y, around.width, around.height))

    def _pull_in_shape(self, x: float, y: float) -> None:
        """Drag the grabbed corner or edge towards (x, y) of the photo; the frame keeps its shape."""
        width, height = self._photo
        around = self._from[1].around(width, height)
        ratio, crop = self._ratio or (around.width / around.height, False)
        most_x, most_y = (0, 0) if crop else (int(MOST * width), int(MOST * height))
        limits = Bounds(-most_x, -most_y, width + 2 * most_x, height + 2 * most_y)
        # The fixed edges, and the room from there in the direction of the drag.
        left, right, top, bottom = (edge in self.dragged for edge in ("left", "right", "top", "bottom"))
        across = around.right - x if left else x - around.x if right else 0.0
        down = around.bottom - y if top else y - around.y if bottom else 0.0
        room_x = around.right - limits.x if left else limits.right - around.x if right else limits.width
        room_y = around.bottom - limits.y if top else limits.bottom - around.y if bottom else limits.height
        wide = max(across, down * ratio, LEAST, LEAST * ratio)
        wide = min(wide, room_x, room_y * ratio)
        new_width, new_height = max(1, round(wide)), max(1, round(wide / ratio))
        middle_x, middle_y = around.x + (around.width - new_width) // 2, around.y + (around.height - new_height) // 2
        new_x = around.right - new_width if left else around.x if right else middle_x
        new_y = around.bottom - new_height if top else around.y if bottom else middle_y
        new_x = min(max(new_x, limits.x), limits.right - new_width)
        new_y = min(max(new_y, limits.y), limits.bottom - new_height)
        self._set_around(Bounds(new_x, new_y, new_width, new_height))

    def _set_around(self, around: Bounds) -> None:
        width, height = self._photo
        self.set_margins(Margins(-around.x, -around.y, around.right - width, around.bottom - height))

    def end(self) -> None:
        self.dragged = frozenset()


def _within(wanted: int, now: int, spare: int) -> int:
    """``wanted`` clamped between 0 and ``spare``, which may be negative; a position ``now`` outside may stay, but not
    move farther out.
    """
    return min(max(wanted, min(0, spare, now)), max(0, spare, now))


def _kept(first: int, second: int, side: int, first_moved: bool) -> tuple[int, int]:
    """Two opposite margins within the limits. Where a crop would leave too little, the edge that was moved stops."""
    most = int(MOST * side)
    first, second = min(most, first), min(most, second)
    missing = min(LEAST, side) - (side + first + second)
    if missing > 0:
        if first_moved:
            first += missing
        else:
            second += missing
    return first, second
