"""Small pictures of the open photos, side by side, to switch between them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from ..kit.theme import Theme
from ..kit.tile import clip_tile, draw_tile_frame
from ..kit.translation import tr
from ..kit.widgets import as_plain
from ..model.open_photo import OpenPhoto
from ..model.session import EditSession
from ..model.small_picture import small_picture

PICTURE = QSize(84, 60)
STORED = 2
"""Pixels of the stored picture per logical pixel: enough for a screen with a device pixel ratio of 2."""
CAPTION, MARGIN, CROSS = 20, 5, 18
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FilmStrip(QScrollArea):
    """Visible while more than one photo is open."""

    close_wanted = Signal(object)
    """OpenPhoto"""

    def __init__(self, session: EditSession, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._tiles: dict[OpenPhoto, FilmTile] = {}
        page = QWidget()
        self._row = QHBoxLayout(page)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(4)
        self._row.addStretch()
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(PICTURE.height() + CAPTION + 2 * MARGIN + 16)
        self.setAccessibleName(tr("Photos that are open"))
        session.opened.connect(self.refresh)
        session.state_changed.connect(self.refresh)
        self.refresh()

    @property
    def tiles(self) -> list[FilmTile]:
        """In the order of the photos."""
        return [self._tiles[photo] for photo in self._session.photos if photo in self._tiles]

    def refresh(self) -> None:
        """Update the tiles: one for every open photo, with the shown one marked."""
        photos = self._session.photos
        self.setVisible(len(photos) > 1)
        for photo in [photo for photo in self._tiles if photo not in photos]:
            self._tiles.pop(photo).deleteLater()
        for place, photo in enumerate(photos):
            if photo not in self._tiles:
                self._tiles[photo] = self._make(photo)
                self._row.insertWidget(place, self._tiles[photo])
            tile = self._tiles[photo]
            tile.set_state(photo.name, photo.modified)
            if tile.version != photo.version:
                tile.set_picture(_picture(photo), photo.version)
            if photo is self._session.shown and not tile.isChecked():
                tile.setChecked(True)
                self.ensureWidgetVisible(tile)

    def _make(self, photo: OpenPhoto) -> FilmTile:
        tile = FilmTile(_picture(photo), photo.version, self._theme)
        tile.clicked.connect(lambda: self._session.show(photo))
        tile.stepped.connect(self._step)
        tile.close_clicked.connect(lambda: self.close_wanted.emit(photo))
        return tile

    def _step(self, direction: int) -> None:
        step_photo(self._session, direction)
        if self._session.shown is not None:
            self._tiles[self._session.shown].setFocus()


def step_photo(session: EditSession, direction: int) -> None:
    """Show the next (1) or the previous (-1) of the open photos."""
    if session.shown is not None:
        place = session.photos.index(session.shown)
        session.show(session.photos[(place + direction) % len(session.photos)])


def _picture(photo: OpenPhoto) -> QPixmap:
    return small_picture(photo.pyramid, PICTURE * STORED, photo.document.metadata.icc)


class FilmTile(QAbstractButton):
    """Behaves like a radio button with a cross. ``stepped`` reports arrow keys: 1 for the next tile, -1 for the
    previous one.
    """

    stepped = Signal(int)
    close_clicked = Signal()

    def __init__(self, picture: QPixmap, version: int, theme: Theme) -> None:
        super().__init__()
        self._picture, self._theme = picture, theme
        self.version = version
        """The version of the pixels that the picture shows."""
        self._modified = False
        self._at_cross = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(PICTURE.width() + 2 * MARGIN, PICTURE.height() + CAPTION + 2 * MARGIN)

    def set_state(self, name: str, modified: bool) -> None:
        if (name, modified) != (self.text(), self._modified):
            self._modified = modified
            self.setText(name)
            told = tr("{name}, with unsaved changes", name=name) if modified else name
            self.setToolTip(as_plain(told))
            self.setAccessibleName(told)
            self.update()

    def set_picture(self, picture: QPixmap, version: int) -> None:
        self._picture, self.version = picture, version
        self.update()

    @property
    def cross(self) -> QRectF:
        """Where a click closes the photo."""
        return QRectF(self.width() - MARGIN - CROSS - 2, MARGIN + 2, CROSS, CROSS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        middle = event.button() is Qt.MouseButton.MiddleButton
        if middle or (event.button() is Qt.MouseButton.LeftButton and self.cross.contains(event.position())):
            self.close_clicked.emit()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_at_cross(event.position())
        super().mouseMoveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._set_at_cross(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._set_at_cross(QPointF(-1, -1))

    def _set_at_cross(self, point: QPointF) -> None:
        self._at_cross = self.cross.contains(point)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.close_clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(MARGIN, MARGIN, PICTURE.width(), PICTURE.height())
        painter.save()
        clip_tile(painter, place)
        painter.fillRect(place, self._theme.color("canvas"))
        size = self._picture.size() / STORED
        shown = QRectF(0, 0, size.width(), size.height())
        shown.moveCenter(place.center())
        painter.drawPixmap(shown, self._picture, QRectF(self._picture.rect()))
        painter.restore()
        draw_tile_frame(painter, place, self, self._theme)
        if self.underMouse() or self.hasFocus():
            self._draw_cross(painter)
        self._draw_caption(painter, place)

    def _draw_cross(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 21, 26, 235 if self._at_cross else 160))
        painter.drawEllipse(self.cross)
        painter.setPen(QPen(QColor(255, 255, 255), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        arm = self.cross.adjusted(6, 6, -6, -6)
        painter.drawLine(arm.topLeft(), arm.bottomRight())
        painter.drawLine(arm.topRight(), arm.bottomLeft())

    def _draw_caption(self, painter: QPainter, place: QRectF) -> None:
        painter.setFont(self._theme.font("caption"))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, int(place.width()) - 12 * self._modified)
        dot = 12.0 if self._modified else 0.0
        start = place.left() + (place.width() - metrics.horizontalAdvance(words) - dot) / 2
        line = QRectF(start + dot, place.bottom() + 3, place.width(), CAPTION)
        if self._modified:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawEllipse(QPointF(start + 4, line.top() + metrics.height() / 2 + 0.5), 3, 3)
        painter.setPen(self._theme.color("text" if self.isChecked() else "muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
