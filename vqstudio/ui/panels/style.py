"""Style: the photo as a painting. A gallery, how to paint and Apply."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vqstudio.engine.requests import StyleInfo

from ..operations import Look, Operations
from ..session import EditSession
from ..theme import Theme
from ..widgets import ValueSlider, button, label, rule, scrolling, set_icon
from .style_tile import StyleTile

COLUMNS = 3


class StylePanel(QWidget):
    style_chosen = Signal(str)
    seen = Signal(bool)
    """The gallery came into view, or went out of it."""

    def __init__(self, session: EditSession, operations: Operations, theme: Theme) -> None:
        super().__init__()
        self._session, self._operations, self._theme = session, operations, theme
        self._group = QButtonGroup(self)
        self._wanted = ""
        self._shelf: QScrollArea | None = None
        self._headings: dict[str, QLabel] = {}
        self._gallery = QStackedWidget()
        self._message = label("Loading the styles…", "muted", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._gallery.addWidget(self._message)
        self.strength = ValueSlider("Style strength", 0, 100, " %")
        self.strength.setToolTip("0 % is the photo, 100 % the style at full")
        self.strength.set_value(100)
        self.scale = ValueSlider("Stroke size", 25, 400, " %", logarithmic=True)
        self.scale.setToolTip("How large the strokes are on the photo; larger ones are painted faster")
        self.scale.set_value(100)
        self.mix_with = QComboBox()
        self.mix_with.setAccessibleName("Mix with")
        self.mix_with.setToolTip("A second style that joins the chosen one")
        self.mix_with.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.share = ValueSlider("Share of the second style", 0, 100, " %")
        self.share.setToolTip("0 % is the chosen style alone, 100 % the second one alone")
        self.share.set_value(50)
        self.keep_colours = QCheckBox("Keep the photo's colours")
        self.keep_colours.setToolTip("Only light and dark are painted; the colours stay those of the photo")
        self.outside = QCheckBox("Everywhere but there")
        self.outside.setToolTip("The style leaves the painted area as it is and changes the rest")
        self.feather = ValueSlider("Soft edge", 0, 200, " px")
        self.feather.setToolTip("The style fades at the edge of the painted area over so many pixels of the photo")
        self.only_mask = QCheckBox("Only where I painted")
        self.only_mask.setToolTip("The style changes the painted area and leaves the rest as it is")
        self.hint = label("", "muted", wrap=True)
        self.apply = button("Apply style", "Paint the photo in the chosen style (Ctrl+Return)", primary=True)
        set_icon(self.apply, "style", theme, "on_accent")

        self.search = QLineEdit()
        self.search.setPlaceholderText("Search styles")
        self.search.setAccessibleName("Search styles")
        self.search.setClearButtonEnabled(True)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 6, 18, 18)
        layout.setSpacing(10)
        layout.addWidget(label("Turn the photo into a painting", "heading", wrap=True))
        layout.addWidget(self.search)
        layout.addWidget(self._gallery, 1)
        layout.addWidget(rule())
        controls = QGridLayout()
        controls.setHorizontalSpacing(10)
        controls.setVerticalSpacing(8)
        self._soft_edge = label("Soft edge", "label")
        rows = (
            (label("Strength", "label"), self.strength),
            (label("Stroke size", "label"), self.scale),
            (label("Mix with", "label"), self.mix_with),
            (label("", "label"), self.share),
            (self._soft_edge, self.feather),
        )
        for row, (name, control) in enumerate(rows):
            controls.addWidget(name, row, 0)
            controls.addWidget(control, row, 1)
        controls.setColumnStretch(1, 1)
        layout.addLayout(controls)
        layout.addWidget(self.keep_colours)
        layout.addWidget(self.only_mask)
        layout.addWidget(self.outside)
        layout.addWidget(self.hint)
        layout.addSpacing(4)
        layout.addWidget(self.apply)

        self.search.textChanged.connect(self._lay_out)
        self.only_mask.toggled.connect(self.refresh)
        self.mix_with.currentIndexChanged.connect(self.refresh)
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
        for old in self.tiles:
            self._group.removeButton(old)
        self._headings.clear()
        self.mix_with.clear()
        self.mix_with.addItem("No other style", "")
        if self._shelf is not None:
            self._gallery.removeWidget(self._shelf)
            self._shelf.deleteLater()
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        for index in range(COLUMNS):
            self._grid.setColumnStretch(index, 1)
        for info in styles:
            if info.group not in self._headings:
                self._headings[info.group] = label(info.group, "group")
            tile = StyleTile(info, self._theme)
            tile.double_clicked.connect(self.apply_style)
            self._group.addButton(tile)
            self.mix_with.addItem(info.title, info.name)
        self._lay_out()
        self._shelf = scrolling(self._page)
        self._gallery.addWidget(self._shelf)
        self._gallery.setCurrentWidget(self._shelf)
        self.choose(self._wanted)
        if self.chosen is None:
            self.tiles[0].setChecked(True)
        self.refresh()

    def show_photo(self, name: str, pixels: np.ndarray) -> None:
        """Show the open photo in the style called ``name`` on its tile: uint8 (H, W, 3)."""
        for tile in self.tiles:
            if tile.info.name == name:
                tile.show_photo(pixels)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit(False)

    def _lay_out(self) -> None:
        """Place the tiles that the search finds, under the names of their groups."""
        if not self.tiles:
            return
        words = self.search.text().casefold().split()
        for widget in (*self.tiles, *self._headings.values()):
            self._grid.removeWidget(widget)
            widget.setParent(self._page)
            widget.hide()
        self._grid.setRowStretch(self._grid.rowCount() - 1, 0)
        row, column, group = 0, 0, None
        for tile in self.tiles:
            info = tile.info
            text = f"{info.title} {info.group} {info.credit}".casefold()
            if not all(word in text for word in words):
                continue
            if info.group != group:
                row, column, group = row + bool(column), 0, info.group
                self._grid.addWidget(self._headings[group], row, 0, 1, COLUMNS)
                self._headings[group].show()
                row += 1
            self._grid.addWidget(tile, row, column)
            tile.show()
            row, column = (row, column + 1) if column + 1 < COLUMNS else (row + 1, 0)
        self._grid.setRowStretch(row + 1, 1)

    @property
    def look(self) -> Look | None:
        """What Apply would do; None while there is nothing to choose from."""
        info = self.chosen
        if info is None:
            return None
        style, title, other, share = info.name, info.title, self.mix_with.currentData(), self.share.value
        if other and other != style:
            style = f"{info.name}:{100 - share},{other}:{share}"
            title = f"{info.title} + {self.mix_with.currentText()}"
        only_mask = self.only_mask.isChecked() and not self._no_mask
        return Look(
            style, title, self.strength.value / 100, self.scale.value / 100, self.keep_colours.isChecked(),
            only_mask, self.outside.isChecked(), float(self.feather.value),
        )  # fmt: skip

    def apply_style(self) -> None:
        look = self.look
        if look is not None:
            self._operations.apply_style(look)

    @property
    def _no_mask(self) -> bool:
        return self._session.mask_empty

    def refresh(self) -> None:
        self.only_mask.setEnabled(not self._no_mask)
        masked = self.only_mask.isEnabled() and self.only_mask.isChecked()
        for widget in (self.outside, self.feather, self._soft_edge):
            widget.setVisible(masked)
        self.share.setVisible(bool(self.mix_with.currentData()))
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
