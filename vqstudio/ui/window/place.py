"""Where the window stands and how large it is when it opens: always inside a screen that is there."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget

USUAL = QSize(1320, 860)


def place(window: QWidget, remembered: str) -> None:
    """As it was ``remembered``, base64 of ``saveGeometry``, if that fits a screen; else in the middle of one."""
    if remembered:
        window.restoreGeometry(QByteArray.fromBase64(remembered.encode("ascii", "ignore")))
        if window.isMaximized() or window.isFullScreen():
            return
    else:
        window.resize(USUAL)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    wanted = window.geometry()
    fitted = fit(wanted, screens, title, keep=bool(remembered))
    if fitted != wanted:
        window.setGeometry(fitted)


def fit(wanted: QRect, screens: list[QRect], title: int, keep: bool) -> QRect:
    """``wanted`` made to fit the screen it is on, or else the first, under a title bar of a height.

    ``keep``: it stays where it is if it can; else it is in the middle.
    """
    if not screens:
        return wanted
    areas = [screen.adjusted(0, title, 0, 0) for screen in screens]
    if keep and any(area.contains(wanted) for area in areas):
        return wanted
    area = next((area for area in areas if keep and area.contains(wanted.center())), areas[0])
    fitted = QRect(wanted.topLeft(), wanted.size().boundedTo(area.size()))
    if not keep or not area.contains(wanted.center()):
        fitted.moveCenter(area.center())
    left = min(max(fitted.left(), area.left()), area.right() + 1 - fitted.width())
    top = min(max(fitted.top(), area.top()), area.bottom() + 1 - fitted.height())
    fitted.moveTo(left, top)
    return fitted
