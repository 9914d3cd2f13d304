"""A photo at the size of a thumbnail, made from the level of its pyramid that is just large enough."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from vqstudio.core.geometry import Bounds

from .mask_layer import MaskLayer
from .pyramid import Pyramid
from .screen_colours import level_on_screen

KINDS = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPG"}


def stored_picture(data: bytes | None) -> QPixmap:
    """A PNG or JPEG; null if ``data`` is neither. The format is named because Qt would also draw SVG, which reads other
    files.
    """
    picture = QPixmap()
    kind = next((kind for head, kind in KINDS.items() if data and data.startswith(head)), None)
    if data and kind:
        picture.loadFromData(data, kind)
    return picture


def small_picture(
    pyramid: Pyramid,
    size: QSize,
    icc: bytes | None = None,
    mask: MaskLayer | None = None,
    palette: np.ndarray | None = None,
) -> QPixmap:
    """The whole photo, of profile ``icc``, within ``size`` (pixels), its mask over it if there is a ``palette``."""
    level = pyramid.levels - 1
    while level and min(pyramid.image(level).width() / size.width(), pyramid.image(level).height() / size.height()) < 1:
        level -= 1
    image = level_on_screen(pyramid, level, icc).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if mask is not None and palette is not None and mask.levels > level:
        overlay, memory = mask.overlay(level, Bounds.of(mask.level(level).shape), palette)
        painter = QPainter(image)
        painter.drawImage(0, 0, overlay)
        painter.end()
        del memory
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(image.scaled(size, keep, smooth))
