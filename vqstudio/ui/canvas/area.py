"""The middle of the window while a photo is open: the canvas, its rulers, and beside it the photo as it was opened."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ..kit.drops import DropHighlight
from ..kit.theme import Theme
from ..model.session import EditSession
from .before_view import LEAST_WIDTH, BeforeView
from .canvas import Canvas
from .rulers import Ruler


class CanvasArea(QWidget):
    """Everything except the canvas is hidden at first."""

    def __init__(self, canvas: Canvas, session: EditSession, theme: Theme) -> None:
        super().__init__()
        self.across, self.down = Ruler(canvas, session, theme, False), Ruler(canvas, session, theme, True)
        self.before = BeforeView(canvas, session, theme)
        self._across_before = Ruler(canvas, session, theme, False)
        self._corner = QWidget()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._corner, 0, 0)
        layout.addWidget(self._across_before, 0, 1)
        layout.addWidget(self.across, 0, 2)
        layout.addWidget(self.down, 1, 0)
        layout.addWidget(self.before, 1, 1)
        layout.addWidget(canvas, 1, 2)
        layout.setColumnStretch(2, 1)
        self._canvas, self._layout, self._alone = canvas, layout, canvas.minimumWidth()
        self.highlight = DropHighlight(self, theme)
        self._ruled = False
        self.before.hide()
        self.set_rulers(False)

    def set_rulers(self, on: bool) -> None:
        self._ruled = on
        for widget in (self._corner, self.across, self.down):
            widget.setVisible(on)
        self._across_before.setVisible(on and not self.before.isHidden())

    def set_side_by_side(self, on: bool) -> None:
        """Also show the photo as it was opened; the centre of the canvas stays where it is."""
        self._canvas.let_go()  # the pointer will be over another place of the photo
        width = self._canvas.width()
        self._canvas.setMinimumWidth(LEAST_WIDTH if on else self._alone)  # else the other view would be narrower
        self._layout.setColumnStretch(1, int(on))  # first, because the view would take all the space for a moment
        self.before.setVisible(on)
        self.set_rulers(self._ruled)
        self._layout.activate()
        self._canvas.set_beside_before(on)
        if not self._canvas.fitted:
            self._canvas.pan((self._canvas.width() - width) / 2, 0)
