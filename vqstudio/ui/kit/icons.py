"""The line icons, drawn in the theme's colours."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vqstudio.core.paths import resources

from .theme import Theme

STROKE = 1.75
"""The line width of every icon, on its grid of 24."""

SIZES = (16, 18, 20, 24, 28, 32, 36, 40, 48, 64)


@cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=4096)
def _drawn(name: str, color: str, pixels: int, stroke: float) -> QImage:
    """Cached, because most icons are needed several times, and again whenever the theme changes."""
    source = _source(name).replace("currentColor", color)
    source = source.replace(f'stroke-width="{STROKE}"', f'stroke-width="{stroke}"')
    renderer = QSvgRenderer(QByteArray(source.encode()))
    picture = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0, stroke: float = STROKE) -> QPixmap:
    """The icon at ``size`` logical pixels for a screen with the device pixel ratio ``ratio``; large icons look better
    with a thin stroke.
    """
    picture = QPixmap.fromImage(_drawn(name, color.name(), round(size * ratio), stroke))
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, theme: Theme, color: str = "text") -> QIcon:
    """The icon for buttons and menus: muted when disabled, accented when switched on."""
    made = QIcon()
    modes = (
        (QIcon.Mode.Normal, QIcon.State.Off, color),
        (QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
        (QIcon.Mode.Normal, QIcon.State.On, "accent_text" if color == "text" else color),
        (QIcon.Mode.Disabled, QIcon.State.On, "disabled"),
    )
    for size in SIZES:
        for mode, state, shade in modes:
            made.addPixmap(pixmap(name, theme.color(shade), size), mode, state)
    return made


def app_icon() -> QIcon:
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("app", QColor("#ffffff"), size))
    return made
