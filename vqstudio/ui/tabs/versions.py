"""The versions of the last repair, extension or creation as small pictures to choose from."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from vqstudio.core.document import grown
from vqstudio.core.geometry import Bounds

from ..kit.theme import Theme
from ..kit.tile import clip_tile, draw_tile_frame
from ..kit.translation import tr
from ..kit.widgets import button, label, set_icon
from ..model.operations import Operations
from ..model.photo_edits import Fill, Seeded
from ..model.screen_colours import on_screen

COLUMNS = 4
SIDE = 62
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
STORED = 160
"""Side of the stored picture, in pixels: enough for a screen with a device pixel ratio of 2."""


class Versions(QWidget):
    """The results of the last request of a kind, and a button for more. Visible only if there are any."""

    def __init__(self, title: str, more: str, kind: type[Seeded], operations: Operations, theme: Theme) -> None:
        super().__init__()
        self._operations = operations
        self.strip = FillStrip(operations, theme, kind)
        self.more = button(more, tr("Compute others like it, to choose from"), action="more_fills")
        set_icon(self.more, "another", theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(label(title, "label"))
        layout.addWidget(self.strip)
        layout.addWidget(self.more)
        operations.fills_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the present versions; the panel calls it when the history changes."""
        self.strip.refresh()
        self.setVisible(bool(self.strip.fills))


class FillStrip(QWidget):
    """One tile per fill; clicking one shows it in the photo, arrow keys flip through them."""

    def __init__(self, operations: Operations, theme: Theme, kind: type[Seeded]) -> None:
        super().__init__()
        self._operations, self._theme, self._kind = operations, theme, kind
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(COLUMNS, 1)
        self._tiles: dict[Fill, FillTile] = {}

    @property
    def fills(self) -> list[Fill]:
        return self._operations.fills_of(self._kind)

    @property
    def tiles(self) -> list[FillTile]:
        """In the order of the fills."""
        return [self._tiles[fill] for fill in self.fills if fill in self._tiles]

    def refresh(self) -> None:
        """Update the tiles: one for every fill, with the shown one marked."""
        fills, shown = self.fills, self._operations.shown_fill
        for fill in [fill for fill in self._tiles if fill not in fills]:
            tile = self._tiles.pop(fill)
            self._group.removeButton(tile)
            tile.deleteLater()
        for number, fill in enumerate(fills):
            if fill not in self._tiles:
                self._tiles[fill] = self._make(fill)
            tile = self._tiles[fill]
            tile.setToolTip(tr("Version {number} (Alt+Left and Alt+Right flip)", number=number + 1))
            tile.setAccessibleName(tr("Version {number}", number=number + 1))
            tile.setEnabled(not self._operations.busy)
            self._grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
        if fills and shown is not None:
            self._tiles[fills[shown]].setChecked(True)

    def _make(self, fill: Fill) -> FillTile:
        tile = FillTile(thumbnail(fill), self._theme)
        self._group.addButton(tile)
        tile.stepped.connect(self._step)
        tile.toggled.connect(lambda on: self._show(fill) if on else None)
        return tile

    def _step(self, direction: int) -> None:
        self._operations.step_fill(direction)
        if self._operations.shown_fill is not None:
            self.tiles[self._operations.shown_fill].setFocus()

    def _show(self, fill: Fill) -> None:
        if fill in self._operations.fills:
            self._operations.show_fill(self._operations.fills.index(fill))


class FillTile(QAbstractButton):
    """Behaves like a radio button. ``stepped`` reports arrow keys: 1 for the next tile, -1 for the previous one."""

    stepped = Signal(int)

    def __init__(self, picture: QPixmap, theme: Theme) -> None:
        super().__init__()
        self._picture, self._theme = picture, theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(3, 3, self.width() - 6, self.height() - 6)
        painter.save()
        clip_tile(painter, place)
        painter.setOpacity(1.0 if self.isEnabled() else 0.6)
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        painter.restore()
        draw_tile_frame(painter, place, self, self._theme)


def thumbnail(fill: Fill) -> QPixmap:
    """The filled area with some of its surroundings; for an extended photo, all of it."""
    bounds, photo = fill.patch.bounds, fill.request.pixels
    side = max(bounds.width, bounds.height, 16) * 3 // 2
    if fill.patch.margins:
        photo = grown(photo, fill.patch.margins)
        side = max(photo.shape[:2])
    left, top = bounds.x + (bounds.width - side) // 2, bounds.y + (bounds.height - side) // 2
    view = Bounds(left, top, side, side).intersect(Bounds.of(photo.shape))
    pixels = photo[view.slices][:, :, :3].copy()
    inside = bounds.shift(-view.x, -view.y)
    pixels[inside.slices] = fill.patch.after[:, :, :3]
    square = on_screen(np.ascontiguousarray(pixels), fill.request.icc)
    image = QImage(square.data, view.width, view.height, 3 * view.width, QImage.Format.Format_RGB888)
    size = QSize(STORED, STORED)
    expand, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(size, expand, smooth)
    x, y = (scaled.width() - STORED) // 2, (scaled.height() - STORED) // 2
    return QPixmap.fromImage(scaled.copy(x, y, STORED, STORED))
