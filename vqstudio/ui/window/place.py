"""The position and size of the window when it opens: always within an existing screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget

USUAL = QSize(1320, 860)


def place(window: QWidget, remembered: str) -> None:
    """Place the window as ``remembered`` (Base64 of ``saveGeometry``) if that fits a screen, else centred on one."""
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
    """``wanted`` made to fit the screen it is on, else the first one, below a title bar of height ``title``.

    ``keep``: leave it where it is if possible; otherwise it is centred.
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
