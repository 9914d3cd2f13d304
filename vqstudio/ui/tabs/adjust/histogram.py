"""How many pixels of the photo are how bright, as the sliders make it."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from vqstudio.core.adjust import Adjustment, adjusted
from vqstudio.core.geometry import Bounds

from ...kit.theme import Theme
from ...kit.translation import tr
from ...model.session import EditSession
from .whole import Whole

HEIGHT = 72
LEVELS = 65_535
EVENED = 3
"""Neighbouring counts that are averaged: values that a photo of 8 bits leaves out are no gaps to be shown."""
CHANNELS = QColor(226, 74, 74, 150), QColor(74, 190, 92, 150), QColor(86, 132, 240, 150)
HIGHEST = 98.0
"""Percentile of the counts that reaches the top: a white background alone would press all else down."""
ROUND = 6.0


class Histogram(QWidget):
    """Red, green and blue, black on the left, white on the right."""

    def __init__(self, session: EditSession, whole: Whole, theme: Theme) -> None:
        super().__init__()
        self._session, self._whole, self._theme = session, whole, theme
        self._adjustment, self._only_mask = Adjustment(), False
        self._counts: np.ndarray | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Histogram"))
        self.setToolTip(tr("How many pixels are dark (left) and bright (right), in red, green and blue"))
        # Of many changes in one turn of the event loop the last one counts.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._count)
        for changed in (session.opened, session.pixels_changed, session.reframed, session.mask_changed):
            changed.connect(self._again)
        theme.changed.connect(self.update)

    def show_adjusted(self, adjustment: Adjustment, only_mask: bool) -> None:
        self._adjustment, self._only_mask = adjustment, only_mask
        self._again()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def showEvent(self, event: object) -> None:
        self._again()

    def _again(self) -> None:
        if self.isVisible():
            self._soon.start()

    def _count(self) -> None:
        pyramid = self._session.pyramid
        if pyramid is None:
            self._counts = None
        else:
            whole = self._whole.of(pyramid.pixels)
            before = np.round(whole.small * LEVELS).astype(np.uint16)  # with 8 bits, curves would leave gaps
            after = adjusted(before, self._adjustment, whole=whole, place=Bounds.of(pyramid.pixels.shape))
            if self._only_mask:
                size = (before.shape[1], before.shape[0])
                weight = cv2.resize(self._session.mask.alpha, size, interpolation=cv2.INTER_AREA)[:, :, None] / 255
                after = np.round(before + weight * (after - before.astype(np.float32))).astype(np.uint16)
            bins = after // (LEVELS // 255)
            counts = np.stack([np.bincount(bins[:, :, channel].ravel(), minlength=256) for channel in range(3)])
            self._counts = cv2.blur(counts.astype(np.float32), (EVENED, 1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("canvas"))
        place = QRectF(self.rect())
        painter.drawRoundedRect(place, ROUND, ROUND)
        if self._counts is None:
            return
        inner = place.adjusted(ROUND, ROUND, -ROUND, -ROUND / 2)
        highest = max(1.0, float(np.percentile(self._counts[:, 1:-1], HIGHEST)))
        dark = self._theme.dark
        mode = QPainter.CompositionMode
        painter.setCompositionMode(mode.CompositionMode_Plus if dark else mode.CompositionMode_Multiply)
        for counts, colour in zip(self._counts, CHANNELS, strict=True):
            painter.setBrush(colour)
            painter.drawPolygon(_curve(np.minimum(counts / highest, 1), inner))


def _curve(shares: np.ndarray, place: QRectF) -> QPolygonF:
    """The area under shares 0..1 of the height, from black to white over the width of ``place``."""
    across = np.linspace(place.left(), place.right(), len(shares))
    points = [QPointF(x, place.bottom() - share * place.height()) for x, share in zip(across, shares, strict=True)]
    return QPolygonF([QPointF(place.left(), place.bottom()), *points, QPointF(place.right(), place.bottom())])
