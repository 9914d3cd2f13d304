"""Light and dark: colours, fonts and the style sheet, following the desktop while the window is open."""

from __future__ import annotations

import json
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from vqstudio.core.paths import resources

from .settings import ThemeChoice

FONT_SCALE = {"caption": 0.9, "heading": 1.15, "title": 1.75}
"""Sizes relative to the desktop's own font, so that a larger desktop font enlarges everything."""


class Theme(QObject):
    """The application's look. Widgets that paint themselves read :meth:`color` and repaint on :attr:`changed`."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._desktop_dark = _is_dark(app.palette())
        self._themes = resources() / "themes"
        self._colors: dict[str, str] = {}
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._desktop_changed)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        if choice is not self._choice:
            self._choice = choice
            self._apply()

    @property
    def dark(self) -> bool:
        if self._choice is ThemeChoice.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            return self._desktop_dark if scheme is Qt.ColorScheme.Unknown else scheme is Qt.ColorScheme.Dark
        return self._choice is ThemeChoice.DARK

    def color(self, name: str) -> QColor:
        return QColor(self._colors[name])

    def font(self, role: str, bold: bool = False) -> QFont:
        font = QFont(self._app.font())
        font.setPointSizeF(self._points(role))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _points(self, role: str) -> float:
        return round(max(7.0, self._app.font().pointSizeF()) * FONT_SCALE.get(role, 1.0), 1)

    def _desktop_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._colors = json.loads((self._themes / ("dark.json" if self.dark else "light.json")).read_text("utf-8"))
        self._app.setPalette(self._palette())
        sheet = Template((self._themes / "studio.qss").read_text("utf-8"))
        sizes = {role: str(self._points(role)) for role in FONT_SCALE}
        icons = (resources() / "icons").as_posix()
        self._app.setStyleSheet(sheet.substitute(self._colors, icons=icons, **sizes))
        self.changed.emit()

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        names = {
            role.Window: "window", role.WindowText: "text", role.Base: "surface", role.AlternateBase: "raised",
            role.Text: "text", role.Button: "raised", role.ButtonText: "text", role.BrightText: "error",
            role.Highlight: "accent", role.HighlightedText: "on_accent", role.ToolTipBase: "raised",
            role.ToolTipText: "text", role.PlaceholderText: "muted", role.Link: "accent_text",
            role.LinkVisited: "accent_text", role.Light: "raised", role.Midlight: "hover", role.Mid: "border",
            role.Dark: "border_strong", role.Shadow: "shadow",
        }  # fmt: skip
        palette = QPalette()
        for where, name in names.items():
            palette.setColor(where, self.color(name))
        for where in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, self.color("disabled"))
        return palette


def _is_dark(palette: QPalette) -> bool:
    """Judges by the palette, for desktops that do not tell Qt their colour scheme."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128
