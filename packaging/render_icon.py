"""Renders an SVG as a square PNG: render_icon.py SVG PNG [SIDE]; without SIDE of 256 x 256 pixels."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

side = int(sys.argv[3]) if len(sys.argv) > 3 else 256
application = QGuiApplication(sys.argv)
image = QImage(side, side, QImage.Format.Format_ARGB32)
image.fill(Qt.GlobalColor.transparent)
painter = QPainter(image)
QSvgRenderer(sys.argv[1]).render(painter)
painter.end()
if not image.save(sys.argv[2]):
    sys.exit(f"cannot write {sys.argv[2]}")
