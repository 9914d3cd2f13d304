"""Style: the photo as a painting. A gallery, a strength and Apply."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vqstudio.engine.requests import StyleInfo

from ..operations import Operations
from ..session import EditSession
from ..theme import Theme
from ..widgets import ValueSlider, button, label, rule, scrolling, set_icon
from .style_tile import StyleTile

COLUMNS = 3


class StylePanel(QWidget):
    style_chosen = Signal(str)

    def __init__(self, session: EditSession, operations: Operations, theme: Theme) -> None:
        super().__init__()
        self._session, self._operations, self._theme = session, operations, theme
        self._group = QButtonGroup(self)
        self._wanted = ""
        self._gallery = QStackedWidget()
        self._message = label("Loading the styles…", "muted", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._gallery.addWidget(self._message)
        self.strength = ValueSlider("Style strength", 0, 100, " %")
        self.strength.setToolTip("0 % is the photo, 100 % the style at full")
        self.strength.set_value(100)
        self.only_mask = QCheckBox("Only where I painted")
        self.only_mask.setToolTip("The style changes the painted area and leaves the rest as it is")
        self.hint = label("", "muted", wrap=True)
        self.apply = button("Apply style", "Paint the photo in the chosen style (Ctrl+Return)", primary=True)
        set_icon(self.apply, "style", theme, "on_accent")

        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 6, 18, 18)
        layout.setSpacing(10)
        layout.addWidget(label("Turn the photo into a painting", "heading", wrap=True))
        layout.addWidget(self._gallery, 1)
        layout.addWidget(rule())
        layout.addSpacing(2)
        layout.addWidget(label("Strength", "label"))
        layout.addWidget(self.strength)
        layout.addWidget(self.only_mask)
        layout.addWidget(self.hint)
        layout.addSpacing(4)
        layout.addWidget(self.apply)

        self.apply.clicked.connect(self.apply_style)
        self._group.buttonToggled.connect(self._toggled)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        self.refresh()

    @property
    def chosen(self) -> StyleInfo | None:
        tile = self._group.checkedButton()
        return tile.info if isinstance(tile, StyleTile) else None

    @property
    def tiles(self) -> list[StyleTile]:
        return [tile for tile in self._group.buttons() if isinstance(tile, StyleTile)]

    def choose(self, name: str) -> None:
        """Select a style by name, as soon as the gallery has it."""
        self._wanted = name
        for tile in self.tiles:
            if tile.info.name == name:
                tile.setChecked(True)

    def show_error(self, text: str) -> None:
        self._message.setText(text)
        self._gallery.setCurrentWidget(self._message)
        self.refresh()

    def show_styles(self, styles: Iterable[StyleInfo]) -> None:
        styles = list(styles)
        if not styles:
            self.show_error("No styles are installed.")
            return
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        row, column, group = 0, 0, None
        for info in styles:
            if info.group != group:
                row, column, group = row + bool(column), 0, info.group
                grid.addWidget(label(info.group, "group"), row, 0, 1, COLUMNS)
                row += 1
            tile = StyleTile(info, self._theme)
            tile.double_clicked.connect(self.apply_style)
            self._group.addButton(tile)
            grid.addWidget(tile, row, column)
            row, column = (row, column + 1) if column + 1 < COLUMNS else (row + 1, 0)
        for index in range(COLUMNS):
            grid.setColumnStretch(index, 1)
        grid.setRowStretch(row + 1, 1)
        scroll = scrolling(page)
        self._gallery.addWidget(scroll)
        self._gallery.setCurrentWidget(scroll)
        self.choose(self._wanted)
        if self.chosen is None:
            self.tiles[0].setChecked(True)
        self.refresh()

    def apply_style(self) -> None:
        info = self.chosen
        if info is not None:
            self._operations.apply_style(
                info.name, info.title, self.strength.value / 100, self.only_mask.isChecked() and not self._no_mask
            )

    @property
    def _no_mask(self) -> bool:
        return self._session.mask_empty

    def refresh(self) -> None:
        self.only_mask.setEnabled(not self._no_mask)
        self.apply.setEnabled(self._operations.can_style and self.chosen is not None)
        if self._session.document is None:
            text = "Open a photo to begin."
        elif self._no_mask:
            text = "Paint with the brush to style only a part."
        else:
            text = ""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def _toggled(self, tile: object, on: bool) -> None:
        if on and isinstance(tile, StyleTile):
            self.style_chosen.emit(tile.info.name)
            self.refresh()
