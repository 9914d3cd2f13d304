"""Textures: what is selected, or the whole photo, as a new picture of any size, and how it looks repeated."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from vqstudio.engine.requests import MAX_SCALE, MIN_SCALE, TextureRequest
from vqstudio.engine.texture.area import LARGEST_SIDE, SMALLEST_SIDE

from ..kit.layout import row
from ..kit.pixel_box import PixelBox
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import ValueSlider, button, label, set_icon
from ..model.operations import Operations
from ..model.photo_edits import Fill
from ..model.pyramid import wrap_pixels
from ..model.screen_colours import on_screen
from ..model.session import EditSession
from .versions import Versions

USUAL_SIDE = 512
TIMES = 3
"""How often the preview repeats a texture across and down."""
PREVIEW = 216
"""Logical pixels of its side."""


class TextureWish(NamedTuple):
    """As set in the panel; ``scale`` as in :class:`vqstudio.engine.requests.TextureRequest`."""

    width: int
    height: int
    tileable: bool
    scale: float
    turned: bool

    @staticmethod
    def of(request: TextureRequest) -> TextureWish:
        height, width = request.pixels.shape[:2]
        return TextureWish(width, height, request.tileable, request.scale, request.turned)

    def request(self, pixels: np.ndarray, area: np.ndarray) -> TextureRequest:
        return TextureRequest(pixels, area, 0, self.tileable, self.scale, self.turned)


class TextureSection(QWidget):
    wanted = Signal(object)
    """A TextureWish for which a new picture is to be opened and filled."""

    def __init__(self, session: EditSession, operations: Operations, theme: Theme) -> None:
        super().__init__()
        self._session, self._operations = session, operations
        self.of = label("", "muted", wrap=True)
        self.across, self.down = (
            self._side(name) for name in (tr("Width of the texture"), tr("Height of the texture"))
        )
        self.tileable = QCheckBox(tr("Repeats without a seam"))
        self.tileable.setToolTip(tr("A texture whose left side goes on at the right, and its top at the bottom"))
        self.tileable.setChecked(True)
        self.turned = QCheckBox(tr("Use turned copies, too"))
        self.turned.setToolTip(tr("More variety, where neither light nor things have a direction"))
        self.scale = ValueSlider(tr("Scale of the texture"), 100 * MIN_SCALE, 100 * MAX_SCALE, " %", logarithmic=True)
        self.scale.setToolTip(tr("How large the detail of the photo gets in the texture"))
        self.scale.set_value(100)
        self.make = button(
            tr("New texture"), tr("Fill a new picture with what is selected, or with the whole photo"),
            action="new_texture",
        )  # fmt: skip
        set_icon(self.make, "create", theme)
        self.repeated = RepeatedView()
        self.versions = Versions(tr("Versions"), tr("More versions"), TextureRequest, operations, theme)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(label(tr("Texture from this photo"), "label"))
        layout.addWidget(self.of)
        layout.addLayout(row(self.across, self.down))
        for widget in (
            self.tileable,
            self.turned,
            label(tr("Scale"), "muted"),
            self.scale,
            self.make,
            self.repeated,
            self.versions,
        ):
            layout.addWidget(widget)
        operations.fills_changed.connect(self.refresh)
        self.refresh()

    @property
    def wish(self) -> TextureWish:
        return TextureWish(
            self.across.value(), self.down.value(), self.tileable.isChecked(), self.scale.value / 100,
            self.turned.isChecked(),
        )  # fmt: skip

    @property
    def shown(self) -> TextureRequest | None:
        """The request of the texture that is shown; None if the photo is none, or was edited since."""
        fill = self._shown_fill()
        return fill.request if fill is not None and isinstance(fill.request, TextureRequest) else None

    def run(self) -> None:
        """Make a texture; if the one that is shown was made by the same settings, other versions of it."""
        if not self._operations.can_edit:
            return
        shown, wish = self.shown, self.wish
        same = shown is not None and wish == TextureWish.of(shown)
        if same and self._session.mask_empty:
            self._operations.more_fills()
        else:
            self.wanted.emit(wish)

    def refresh(self) -> None:
        """The panel calls it when the photo, its mask or its history changes."""
        if self._session.document is None:
            self.of.setText(tr("Open a photo and select a part of it."))
        elif not self._session.mask_empty:
            self.of.setText(tr("Made of what is selected."))
        elif self.shown is not None:
            self.of.setText(tr("Made of the same part as this texture."))
        else:
            self.of.setText(tr("Made of the whole photo. Select a part of it to take only that."))
        fill = self._shown_fill()
        self.repeated.show_texture(fill if fill is not None and self.shown and self.shown.tileable else None)
        self.versions.refresh()

    def _shown_fill(self) -> Fill | None:
        fills, number = self._operations.fills_of(TextureRequest), self._operations.shown_fill
        return fills[number] if fills and number is not None else None

    def _side(self, name: str) -> PixelBox:
        box = PixelBox()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the panel until it is clicked
        box.setRange(SMALLEST_SIDE, LARGEST_SIDE)
        box.setValue(USUAL_SIDE)
        box.setAccessibleName(name)
        box.setToolTip(tr("{name}, up to {most} pixels", name=name, most=LARGEST_SIDE))
        return box


class RepeatedView(QWidget):
    """A texture repeated, small. Hidden without one."""

    def __init__(self) -> None:
        super().__init__()
        self._fill: Fill | None = None
        self.tile = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("The texture, repeated"))
        self.setToolTip(tr("The texture repeated {times} times across and down", times=TIMES))
        self.hide()

    def show_texture(self, fill: Fill | None) -> None:
        if fill is not self._fill:
            self._fill = fill
            if fill is not None:
                self.tile = self._tile(fill)
                self.updateGeometry()
                self.update()
        self.setVisible(fill is not None)

    def sizeHint(self) -> QSize:
        return QSize(PREVIEW, round(PREVIEW * self.tile.height() / max(1, self.tile.width())))

    def _tile(self, fill: Fill) -> QPixmap:
        """At the pixels of the screen, so that a repetition ends where the next begins."""
        pixels = np.ascontiguousarray(on_screen(np.ascontiguousarray(fill.patch.after[:, :, :3]), fill.request.icc))
        side = round(PREVIEW * self.devicePixelRatioF() / TIMES)
        fit, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        tile = QPixmap.fromImage(wrap_pixels(pixels).scaled(side, side, fit, smooth))
        tile.setDevicePixelRatio(self.devicePixelRatioF())
        return tile

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self.tile.deviceIndependentSize() * TIMES
        painter = QPainter(self)
        painter.drawTiledPixmap(QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height()), self.tile)
