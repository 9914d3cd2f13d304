"""Repair: paint over it, and it is gone."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from ..brush import MAX_SIZE as MAX_BRUSH
from ..brush import MIN_SIZE as MIN_BRUSH
from ..brush import Brush, Tool
from ..operations import Operations
from ..session import EditSession
from ..theme import Theme
from ..widgets import ValueSlider, button, label, rule, set_icon
from .fill_strip import FillStrip


class RepairPanel(QWidget):
    def __init__(self, session: EditSession, brush: Brush, operations: Operations, theme: Theme) -> None:
        super().__init__()
        self._session, self._brush, self._operations = session, brush, operations
        self.brush_size = ValueSlider("Brush size", MIN_BRUSH, MAX_BRUSH, " px", logarithmic=True)
        self.brush_size.setToolTip("Diameter in pixels of the photo ([ and ])")
        self.brush_size.set_value(brush.size)
        self.brush_size.value_changed.connect(brush.set_size)
        brush.size_changed.connect(self.brush_size.set_value)
        self.clear = button("Clear", "Unpaint everything (Ctrl+D)")
        set_icon(self.clear, "clear", theme)
        self.invert = button("Invert", "Swap painted and unpainted (Ctrl+Shift+I)")
        set_icon(self.invert, "invert", theme)
        self.restore = button("Last mask", "Bring back the mask of the last repair (Ctrl+Shift+D)")
        set_icon(self.restore, "restore", theme)
        self.auto = QCheckBox("Repair when I lift the brush")
        self.auto.setToolTip("Every stroke is repaired at once, without pressing Repair")
        self.repair = button("Repair", "Remove what is painted (Ctrl+R)", primary=True)
        set_icon(self.repair, "repair", theme, "on_accent")
        self.more = button("More fills", "Fill the same place in other ways, to choose from (Ctrl+Shift+R)")
        set_icon(self.more, "another", theme)
        self.fills_label = label("Fills of the last repair", "label")
        self.fills = FillStrip(operations, theme)
        self.hint = label("", "muted", wrap=True)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 6, 18, 18)
        layout.setSpacing(10)
        layout.addWidget(label("Paint over what should go", "heading", wrap=True))
        layout.addWidget(
            label("Objects, scratches, stains or text. Paint a little over the edge; the rest stays as it is.",
                  "muted", wrap=True)
        )  # fmt: skip
        layout.addSpacing(8)
        layout.addWidget(label("Brush size", "label"))
        layout.addWidget(self.brush_size)
        layout.addSpacing(8)
        layout.addWidget(label("Mask", "label"))
        masks = QGridLayout()
        masks.setSpacing(8)
        masks.addWidget(self.clear, 0, 0)
        masks.addWidget(self.invert, 0, 1)
        masks.addWidget(self.restore, 1, 0, 1, 2)
        layout.addLayout(masks)
        layout.addSpacing(4)
        layout.addWidget(self.auto)
        layout.addSpacing(8)
        layout.addWidget(self.fills_label)
        layout.addWidget(self.fills)
        layout.addStretch(1)
        layout.addWidget(self.hint)
        layout.addWidget(rule())
        layout.addSpacing(4)
        layout.addWidget(self.repair)
        layout.addWidget(self.more)

        self.clear.clicked.connect(session.clear_mask)
        self.invert.clicked.connect(session.invert_mask)
        self.restore.clicked.connect(session.restore_mask)
        self.repair.clicked.connect(operations.repair)
        self.more.clicked.connect(operations.more_fills)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        operations.fills_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        session, operations = self._session, self._operations
        has_photo = session.document is not None
        self.brush_size.setEnabled(has_photo)
        self.repair.setEnabled(operations.can_repair)
        self.more.setEnabled(operations.can_fill_again)
        self.fills.refresh()
        for widget in (self.fills_label, self.fills):
            widget.setVisible(bool(operations.fills))
        self.clear.setEnabled(has_photo and not session.mask_empty)
        self.invert.setEnabled(has_photo)
        self.restore.setEnabled(session.last_mask is not None)
        if not has_photo:
            self.hint.setText("Open a photo to begin.")
        elif operations.busy:
            self.hint.setText("You can go on painting, zooming and panning.")
        elif session.mask_empty:
            self.hint.setText("Nothing is painted yet.")
        else:
            self.hint.setText("")
        self.hint.setVisible(bool(self.hint.text()))

    def stroke_finished(self, change: object, tool: Tool) -> None:
        """The session has taken in a stroke; repair it if the user wants that at once."""
        if self.auto.isChecked() and tool is Tool.BRUSH and self._operations.can_repair:
            self._operations.repair()
