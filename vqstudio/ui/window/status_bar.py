"""The status bar: message, progress with Cancel, the handle that drags the photo out, its size, the zoom and the device
that the models run on.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QStatusBar, QToolButton

from vqstudio.engine.requests import Device

from ..jobs.time_left import TimeLeft
from ..kit.translation import tr
from ..kit.widgets import button, does

ZOOM_CHOICES = (0.25, 0.5, 1.0, 2.0, 4.0)


class StatusBar(QStatusBar):
    cancel_clicked = Signal()
    zoom_chosen = Signal(float)
    fit_chosen = Signal()

    def __init__(self, drag_handle: QToolButton) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 0)
        self.message = QLabel()
        self.message.setAccessibleName(tr("Status"))
        self.message.setTextFormat(Qt.TextFormat.PlainText)  # names of files may look like tags
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(180)
        self.progress.setAccessibleName(tr("Progress"))
        self.share = QLabel()
        self.left = QLabel()
        """How long the job may still take."""
        self.left.setProperty("role", "muted")
        self._time_left = TimeLeft()
        self.cancel = button(tr("Cancel"), tr("Stop the running operation"))
        does(self.cancel, "cancel")
        self.cancel.clicked.connect(self.cancel_clicked)
        self.cancel.clicked.connect(lambda: self.cancel.setEnabled(False))
        self.dimensions = QLabel()
        self.dimensions.setAccessibleName(tr("Photo size"))
        self.zoom = QToolButton()
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.zoom.setToolTip(tr("Zoom: 100 % shows every pixel of the photo"))
        menu = QMenu(self.zoom)
        menu.addAction(tr("Fit in window"), self.fit_chosen.emit)
        for zoom in ZOOM_CHOICES:
            menu.addAction(f"{zoom:.0%}", partial(self.zoom_chosen.emit, zoom))
        self.zoom.setMenu(menu)
        self.device = QLabel("…")
        self.device.setObjectName("deviceChip")
        self.device.setToolTip(tr("Looking for a device to run the models on"))
        self.device.setAccessibleName(tr("Device: not known yet"))
        self.addWidget(self.message, 1)
        self.handle = drag_handle
        self._of_photo = (drag_handle, self.dimensions, self.zoom)
        for widget in (self.left, self.progress, self.share, self.cancel, *self._of_photo, self.device):
            self.addPermanentWidget(widget)
        self.set_busy(False)
        self.set_photo(None)

    def set_message(self, text: str) -> None:
        self.message.setText(text)

    def set_busy(self, busy: bool) -> None:
        self.progress.setValue(0)
        self._time_left.restart()
        self.left.setText("")
        self.share.setText("0 %")
        self.share.setFixedWidth(self.share.fontMetrics().horizontalAdvance("100 %") + 12)
        for widget in (self.left, self.progress, self.share, self.cancel):
            widget.setVisible(busy)
        self.cancel.setEnabled(True)

    def set_progress(self, share: float, text: str) -> None:
        share = min(1.0, max(0.0, share))
        self.progress.setValue(round(share * 1000))
        self.share.setText(f"{share * 100:.0f} %")
        self.left.setText(self._time_left.text(share))
        if text:
            self.set_message(text)

    def set_photo(self, size: tuple[int, int] | None) -> None:
        for widget in self._of_photo:
            widget.setVisible(size is not None)
        if size:
            self.dimensions.setText(f"{size[0]} × {size[1]}")
            self.dimensions.setToolTip(tr("{size:.1f} megapixels", size=size[0] * size[1] / 1e6))

    def set_zoom(self, zoom: float) -> None:
        text = f"{QLocale().toString(zoom * 100, 'f', 0 if zoom >= 0.1 else 1)} %"
        self.zoom.setText(text)
        self.zoom.setAccessibleName(tr("Zoom {zoom}", zoom=text))

    def set_device(self, device: Device) -> None:
        reason = tr(device.reason)
        self.device.setText(device.name)
        self.device.setToolTip("\n".join(reasons_of(device)))
        self.device.setAccessibleName(tr("Models run on {device}. {reason}", device=device.name, reason=reason))
        self.device.setProperty("accelerated", device.name != "CPU")
        self.device.style().unpolish(self.device)
        self.device.style().polish(self.device)

    def set_no_device(self, reason: str) -> None:
        """Show that there is no device; ``reason`` is in the window's language."""
        self.device.setText(tr("No models"))
        self.device.setToolTip(reason)
        self.device.setAccessibleName(tr("No models: {reason}", reason=reason))


def reasons_of(device: Device) -> list[str]:
    """Why this device is used and the others are not, in the window's language."""
    others = [tr("Not {device}: {reason}", device=name, reason=tr(why)) for name, why in device.others]
    return [tr(device.reason), *others]
