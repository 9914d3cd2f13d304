"""Renders an SVG as a PNG of 256 x 256 pixels: render_icon.py SVG PNG."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

application = QGuiApplication(sys.argv)
image = QImage(256, 256, QImage.Format.Format_ARGB32)
image.fill(Qt.GlobalColor.transparent)
painter = QPainter(image)
QSvgRenderer(sys.argv[1]).render(painter)
painter.end()
if not image.save(sys.argv[2]):
    sys.exit(f"cannot write {sys.argv[2]}")
