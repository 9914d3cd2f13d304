"""Clone, heal, bring back, and paint: strokes of a soft brush that change the photo's own pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, Signal

from vqstudio.core.colour import converted
from vqstudio.core.document import Patch
from vqstudio.core.geometry import Bounds
from vqstudio.core.wording import mark
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.repair.retouch import copied, healed, shifted

from ..control.controller import Controller
from ..control.services import Services
from ..jobs.notices import notice_of
from ..kit.translation import tr
from ..mask.brush import Brush
from ..model.open_photo import OpenPhoto
from ..model.operations import Operations
from ..model.original import Original
from ..model.tool import Tool
from .soft_brush import SoftStroke

STEPS = {
    Tool.CLONE: mark("Clone"),
    Tool.HEAL: mark("Heal"),
    Tool.ORIGINAL: mark("Bring back"),
    Tool.PAINT: mark("Paint"),
}
"""What the history calls a stroke."""
USUAL_HARDNESS, USUAL_OPACITY = 50, 100
USUAL_COLOUR = (96, 160, 220)
TILE = 128
"""Side of the squares of the photo that are previewed: each is drawn with every frame, and computed with every move."""


Colour = tuple[int, int, int]
"""Red, green and blue in sRGB, 0..255."""


class _Stroke:
    """A stroke that is being drawn over ``document``."""

    def __init__(
        self, photo: OpenPhoto, tool: Tool, last: QPointF, offset: tuple[int, int], opacity: float, colour: Colour,
    ) -> None:  # fmt: skip
        self.photo, self.document, self.tool, self.last = photo, photo.document, tool, last
        self.offset, self.opacity = offset, opacity
        self.soft = SoftStroke(self.document.height, self.document.width)
        self.original = Original(photo) if tool is Tool.ORIGINAL else None
        self.colour = _between(colour, None, self.document.metadata.icc) if tool is Tool.PAINT else None

    def source(self, values: np.ndarray, box: Bounds) -> tuple[np.ndarray, np.ndarray]:
        """What is copied into a box of the photo's ``values``, and float32 (h, w) in 0..1: how much of it."""
        coverage = self.soft.coverage[box.slices].astype(np.float32) * np.float32(self.opacity / 255)
        if self.original is not None:
            return (self.original.pixels if values.dtype == np.uint8 else self.original.values)(box), coverage
        if self.colour is not None:
            colour = np.array(self.colour).astype(values.dtype) * values.dtype.type(np.iinfo(values.dtype).max // 255)
            opaque = np.full(values.shape[2] - 3, np.iinfo(values.dtype).max, values.dtype)
            return np.broadcast_to(np.concatenate([colour, opaque]), (*coverage.shape, values.shape[2])), coverage
        there, inside = shifted(values, box, *self.offset)
        return there, coverage * inside

    def after(self, values: np.ndarray, box: Bounds, heal: bool) -> np.ndarray:
        source, coverage = self.source(values, box)
        if heal:
            return healed(values[box.slices], source, coverage, CancelToken())
        return copied(values[box.slices], source, coverage)


class Retoucher(Controller):
    """A stroke begins with :meth:`press`, goes on with :meth:`move` and ends with :meth:`release`. Positions are in
    photo pixels. The distance to the source stays the same from stroke to stroke, until another source is chosen.
    """

    changed = Signal()
    """The source has moved, or a setting."""
    preview = Signal(object, object)
    """Bounds of the photo and uint8 (h, w, 3): how it looks there with the stroke so far."""
    preview_over = Signal()

    def __init__(self, services: Services, brush: Brush, operations: Operations) -> None:
        super().__init__(services)
        self._brush, self._operations = brush, operations
        self.hardness, self.opacity = USUAL_HARDNESS, USUAL_OPACITY
        """In percent."""
        self.colour: Colour = USUAL_COLOUR
        self._chosen: QPointF | None = None
        """The source of the next stroke, if it was chosen since the last one."""
        self._offset: tuple[int, int] | None = None
        self._stroke: _Stroke | None = None
        session = services.session
        session.opened.connect(self.forget)
        session.reframed.connect(self.forget)
        session.leaving.connect(self.cancel)
        brush.tool_changed.connect(self.cancel)

    @property
    def drawing(self) -> bool:
        return self._stroke is not None

    def set_hardness(self, percent: float) -> None:
        self.hardness = round(percent)

    def set_colour(self, colour: Colour) -> None:
        if colour != self.colour:
            self.colour = colour
            self.changed.emit()

    def set_opacity(self, percent: float) -> None:
        self.opacity = round(percent)

    def source_at(self, point: QPointF) -> QPointF | None:
        """Where is copied from when the brush is at ``point``; None if nothing was chosen."""
        if self._brush.tool in (Tool.ORIGINAL, Tool.PAINT):
            return None
        if self._chosen is not None and not self.drawing:
            return self._chosen
        return None if self._offset is None else point + QPointF(*self._offset)

    def choose_source(self, point: QPointF) -> None:
        if self._brush.tool is Tool.PAINT:
            self._take_colour(point)
            return
        self._chosen = point
        self.message.emit(tr("Now paint where it should be copied to."))
        self.changed.emit()

    def _take_colour(self, point: QPointF) -> None:
        document = self._session.document
        if document is None:
            return
        x, y = min(max(0, int(point.x())), document.width - 1), min(max(0, int(point.y())), document.height - 1)
        red, green, blue = map(int, document.pixels[y, x, :3])
        self.set_colour(_between((red, green, blue), document.metadata.icc, None))

    def forget(self) -> None:
        """Another photo is shown, or it has another shape."""
        self.cancel()
        self._chosen = self._offset = None
        self.changed.emit()

    def press(self, point: QPointF, pressure: float = 1.0) -> bool:
        """Begin a stroke; false if nothing can be copied, which the user is told."""
        photo, tool = self._session.shown, self._brush.tool
        if photo is None or not self._operations.can_edit:
            return False
        if tool in (Tool.CLONE, Tool.HEAL):
            if self._chosen is not None:
                away = self._chosen - point
                self._offset, self._chosen = (round(away.x()), round(away.y())), None
            if self._offset is None:
                self.message.emit(tr("Hold Ctrl and click what should be copied, then paint."))
                return False
        elif tool is Tool.ORIGINAL and not photo.edited:
            self.message.emit(tr("The photo is as it was opened; there is nothing to bring back."))
            return False
        self._stroke = _Stroke(photo, tool, point, self._offset or (0, 0), self.opacity / 100, self.colour)
        self.move(point, pressure)
        return True

    def move(self, point: QPointF, pressure: float = 1.0) -> None:
        stroke = self._stroke
        if stroke is None:
            return
        box = stroke.soft.draw(stroke.last, point, self._brush.size * pressure, self.hardness / 100)
        stroke.last = point
        for tile in _tiles_of(box, stroke.document.bounds):
            after = stroke.after(stroke.document.pixels, tile, heal=False)
            self.preview.emit(tile, np.ascontiguousarray(after[:, :, :3]))
        self.changed.emit()

    def cancel(self) -> None:
        """Drop the stroke that is being drawn."""
        if self._stroke is not None:
            self._stroke = None
            self.preview_over.emit()

    def release(self) -> None:
        """Put the stroke into the photo, as one step of the history."""
        stroke, self._stroke = self._stroke, None
        if stroke is None:
            return
        box = stroke.soft.dirty
        if box is None or not box.area:
            self.preview_over.emit()
            return
        heal = stroke.tool is Tool.HEAL
        if heal:  # with a rim that says which tone it is to have
            box = box.pad(2).intersect(stroke.document.bounds)
        stroke.photo.set_changing(True)

        def done(patch: Patch | None, error: Exception | None) -> None:
            stroke.photo.set_changing(False)
            self.preview_over.emit()
            if error is None and patch is not None and stroke.photo in self._session.photos:
                try:
                    stroke.photo.push_patch(patch, STEPS[stroke.tool])
                except Exception as caught:  # noqa: BLE001  told like all others
                    error = caught
            if error is not None:
                self.notice.emit(notice_of(error, mark("retouching the photo")))

        self._background.run(lambda: _patch(stroke, box, heal), done)


def _tiles_of(box: Bounds, photo: Bounds) -> Iterator[Bounds]:
    """The squares that ``box`` touches."""
    for y in range(box.y // TILE * TILE, box.bottom, TILE):
        for x in range(box.x // TILE * TILE, box.right, TILE):
            yield Bounds(x, y, TILE, TILE).intersect(photo)


def _patch(stroke: _Stroke, box: Bounds, heal: bool) -> Patch:
    values = stroke.document.values
    before = values[box.slices]
    after = stroke.after(values, box, heal)
    return replace(Patch.between(before.copy(), after, Bounds.of(before.shape)), bounds=box)


def _between(colour: Colour, source: bytes | None, target: bytes | None) -> Colour:
    """A colour of one profile (None = sRGB) in another one."""
    red, green, blue = map(int, converted(np.array([[colour]], np.uint8), source, target)[0, 0])
    return red, green, blue
