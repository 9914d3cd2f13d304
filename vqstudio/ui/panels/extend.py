"""Extend: the photo goes on beyond its frame."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from vqstudio.core.geometry import Margins
from vqstudio.engine.requests import ExtendRequest

from ..extend_frame import ExtendFrame
from ..operations import Operations
from ..session import EditSession
from ..theme import Theme
from ..widgets import button, label, rule, scrolling, set_icon
from .fill_strip import Versions

SIDES = ("left", "top", "right", "bottom")
MOST_PIXELS = 100_000
FREE = "Free"
RATIOS = {"1:1": 1.0, "4:3": 4 / 3, "3:2": 3 / 2, "16:9": 16 / 9, "3:4": 3 / 4, "2:3": 2 / 3, "9:16": 9 / 16}


class ExtendPanel(QWidget):
    def __init__(self, session: EditSession, frame: ExtendFrame, operations: Operations, theme: Theme) -> None:
        super().__init__()
        self._session, self._frame, self._operations = session, frame, operations
        self.sides = {side: self._spin(side) for side in SIDES}
        self.ratio = QComboBox()
        self.ratio.addItems([FREE, *RATIOS])
        self.ratio.setAccessibleName("Shape of the extended photo")
        self.ratio.setToolTip("Extend two opposite sides until the photo has this shape")
        self.ratio.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.quarter = button("A quarter all round", "Extend every side by a quarter of the photo")
        self.reset = button("Reset", "Back to the photo's own frame", flat=True)
        self.outcome = label("", "muted", wrap=True)
        self.extend = button("Extend", "Let the photo go on to the frame (Ctrl+E)", primary=True)
        set_icon(self.extend, "extend", theme, "on_accent")

        self.versions = Versions("Versions", "More versions", ExtendRequest, operations, theme)

        options = QWidget()
        layout = QVBoxLayout(options)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(10)
        layout.addWidget(label("Let the photo go on", "heading", wrap=True))
        layout.addWidget(
            label("Pull the frame outward: skies, meadows, water and walls continue. With Shift both sides move.",
                  "muted", wrap=True)
        )  # fmt: skip
        layout.addSpacing(8)
        layout.addWidget(label("Pixels to add", "label"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for row, side in enumerate(SIDES):
            grid.addWidget(label(side.title(), "muted"), row, 0)
            grid.addWidget(self.sides[side], row, 1)
        grid.setColumnStretch(1, 1)
        layout.addLayout(grid)
        layout.addWidget(self.quarter)
        layout.addSpacing(8)
        layout.addWidget(label("Shape", "label"))
        layout.addWidget(self.ratio)
        layout.addWidget(self.reset)
        layout.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 12, 18)
        column.setSpacing(10)
        column.addWidget(scrolling(options), 1)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(0, 0, 6, 0)
        bottom.setSpacing(10)
        for widget in (self.outcome, rule(), self.versions, self.extend):
            bottom.addWidget(widget)
        column.addLayout(bottom)

        self.ratio.activated.connect(self._choose_ratio)
        self.quarter.clicked.connect(self._grow_by_a_quarter)
        self.reset.clicked.connect(lambda: frame.set_margins(Margins()))
        self.extend.clicked.connect(self.run)
        frame.changed.connect(self._show_margins)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        self.refresh()

    def run(self) -> None:
        self._operations.extend(self._frame.margins)

    @property
    def can_run(self) -> bool:
        return self._operations.can_extend and bool(self._frame.margins) and not self._frame.too_large

    def refresh(self) -> None:
        document = self._session.document
        for widget in (*self.sides.values(), self.ratio, self.quarter, self.reset):
            widget.setEnabled(document is not None)
        self.extend.setEnabled(self.can_run)
        self.versions.refresh()
        width, height = self._frame.size
        if document is None:
            self.outcome.setText("Open a photo to begin.")
        elif self._frame.too_large:
            self.outcome.setText(
                f"{width} × {height} pixels are more than VQ Studio handles; pull the frame back a little."
            )
        elif self._frame.margins:
            self.outcome.setText(f"From {document.width} × {document.height} to {width} × {height} pixels.")
        else:
            self.outcome.setText("Pull an edge or a corner of the frame.")

    def _spin(self, side: str) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(0, MOST_PIXELS)
        spin.setSuffix(" px")
        spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        spin.setKeyboardTracking(False)
        spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spin.setAccessibleName(f"Pixels to add, {side}")
        spin.setToolTip(f"How many pixels to add on this side ({side})")
        spin.valueChanged.connect(self._typed)
        return spin

    def _typed(self) -> None:
        self.ratio.setCurrentText(FREE)
        self._frame.set_margins(Margins(**{side: spin.value() for side, spin in self.sides.items()}))

    def _show_margins(self) -> None:
        if self._frame.dragging or not self._frame.margins:
            self.ratio.setCurrentText(FREE)
        for side, spin in self.sides.items():
            spin.blockSignals(True)
            spin.setValue(getattr(self._frame.margins, side))
            spin.blockSignals(False)
        self.refresh()

    def _choose_ratio(self) -> None:
        ratio = RATIOS.get(self.ratio.currentText())
        if ratio is not None:
            self._frame.fit_ratio(ratio)

    def _grow_by_a_quarter(self) -> None:
        document = self._session.document
        if document is not None:
            across, down = document.width // 4, document.height // 4
            self.ratio.setCurrentText(FREE)
            self._frame.set_margins(Margins(across, down, across, down))
