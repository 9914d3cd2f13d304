"""The style gallery: tiles in groups, search, favourites, and pictures dropped on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vqstudio.core.formats import OPEN_SUFFIXES
from vqstudio.core.wording import Sentence
from vqstudio.engine.requests import StyleInfo

from ...kit.drops import take_copy
from ...kit.theme import Theme
from ...kit.translation import said, tr
from ...kit.widgets import button, label, scrolling, set_icon
from .tile import StyleTile

COLUMNS = 3
FAVOURITES = Sentence("Favourites")


class StyleGallery(QWidget):
    chosen_changed = Signal(str)
    applied = Signal()
    """A tile was clicked, or Enter or Space pressed on it."""

    hovered = Signal(str)
    """The style under the pointer or with the keyboard focus; empty when it leaves."""

    favourites_changed = Signal()
    picture_dropped = Signal(object)
    """The path of a picture to make a style of."""

    learn_asked = Signal(str)
    swap_asked = Signal(str)
    save_asked = Signal(str)
    remove_asked = Signal(object)
    """The StyleInfo of one of the user's own styles."""

    seen = Signal(bool)
    """The gallery became visible or hidden."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._wanted = ""
        self._favourites: list[str] = []
        self._headings: dict[str, QLabel] = {}
        self._shelf: QScrollArea | None = None
        self._rows: list[list[StyleTile]] = []
        """The visible tiles, in rows."""
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search styles"))
        self.search.setAccessibleName(tr("Search styles"))
        self.search.setClearButtonEnabled(True)
        self.add = button(tr("Painting…"), tr("Make a style from a picture of a painting; you can also drop it here"))
        set_icon(self.add, "add", theme)
        self._stack = QStackedWidget()
        self.message = label(tr("Loading the styles…"), "muted", wrap=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self.message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        row.addWidget(self.add)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        self.search.textChanged.connect(self._lay_out)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def tiles(self) -> list[StyleTile]:
        return [tile for tile in self._group.buttons() if isinstance(tile, StyleTile)]

    @property
    def chosen(self) -> StyleInfo | None:
        tile = self._group.checkedButton()
        return tile.info if isinstance(tile, StyleTile) else None

    @property
    def favourites(self) -> list[str]:
        """Names of styles, including ones that are not installed at the moment."""
        return list(self._favourites)

    def set_favourites(self, names: Iterable[str]) -> None:
        self._favourites = list(names)
        for tile in self.tiles:
            tile.set_favourite(tile.info.name in self._favourites)
        self._lay_out()

    def choose(self, name: str) -> None:
        """Select a style by name, as soon as it is in the gallery."""
        self._wanted = name
        for tile in self.tiles:
            if tile.info.name == name:
                tile.setChecked(True)

    def show_error(self, text: str) -> None:
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)

    def show_styles(self, styles: Iterable[StyleInfo]) -> None:
        styles = list(styles)
        if not styles:
            self.show_error(tr("No styles are installed."))
            return
        for old in self.tiles:
            self._group.removeButton(old)
        self._headings.clear()
        if self._shelf is not None:
            self._stack.removeWidget(self._shelf)
            self._shelf.deleteLater()
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        for index in range(COLUMNS):
            self._grid.setColumnStretch(index, 1)
        for group in (FAVOURITES, *(info.group for info in styles)):
            if group not in self._headings:
                self._headings[group] = label(said(group), "group")
        for info in styles:
            tile = StyleTile(info, self._theme)
            tile.set_favourite(info.name in self._favourites)
            tile.applied.connect(self.applied)
            tile.left_by.connect(lambda key, tile=tile: self._walk(tile, key))
            tile.hovered.connect(self.hovered)
            tile.favourite_toggled.connect(self._favourite_toggled)
            tile.customContextMenuRequested.connect(lambda place, tile=tile: self._show_menu(tile, place))
            self._group.addButton(tile)
        self._lay_out()
        self._shelf = scrolling(self._page)
        self._stack.addWidget(self._shelf)
        self._stack.setCurrentWidget(self._shelf)
        self._put_into_tab_order()  # the tiles must be in the window for this
        self.choose(self._wanted)
        if self.chosen is None:
            wanted = self._wanted
            self.tiles[0].setChecked(True)
            self._wanted = wanted  # perhaps in the next gallery

    def show_photo(self, name: str, pixels: np.ndarray) -> None:
        """Show the open photo in the style called ``name`` on its tile: uint8 (H, W, 3)."""
        for tile in self.tiles:
            if tile.info.name == name:
                tile.show_photo(pixels)

    def show_picture(self, name: str, picture: bytes) -> None:
        """Show a JPEG on the tile of the style called ``name``."""
        for tile in self.tiles:
            if tile.info.name == name:
                tile.show_picture(picture)

    def showEvent(self, event: object) -> None:
        self.seen.emit(True)

    def hideEvent(self, event: object) -> None:
        self.seen.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is None and dropped_picture(event) is not None:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_picture(event)
        if path is not None:
            take_copy(event)
            self.picture_dropped.emit(path)

    def _toggled(self, tile: object, on: bool) -> None:
        if on and isinstance(tile, StyleTile):
            self._wanted = tile.info.name  # also in the gallery as it is read again
            if self._shelf is not None:
                self._shelf.ensureWidgetVisible(tile)
            self.chosen_changed.emit(tile.info.name)

    def _favourite_toggled(self, name: str) -> None:
        names = self._favourites
        self.set_favourites([n for n in names if n != name] if name in names else [*names, name])
        self.favourites_changed.emit()

    def _show_menu(self, tile: StyleTile, place: QPoint) -> None:
        info = tile.info
        menu = QMenu(self)
        menu.addAction(tr("Apply"), tile.choose_and_apply)
        star = tr("Remove from favourites") if tile.favourite else tr("Add to favourites")
        menu.addAction(star, lambda: self._favourite_toggled(info.name))
        if info.own:
            menu.addSeparator()
            learn = tr("Learn it again") if info.learned or info.has_other else tr("Learn it")
            menu.addAction(learn, lambda: self.learn_asked.emit(info.name))
            if info.has_other:
                swap = tr("Use the first guess") if info.learned else tr("Use what was learned")
                menu.addAction(swap, lambda: self.swap_asked.emit(info.name))
            menu.addAction(tr("Save as a file to share…"), lambda: self.save_asked.emit(info.name))
            menu.addAction(tr("Remove…"), lambda: self.remove_asked.emit(info))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(tile.mapToGlobal(place))

    def _lay_out(self) -> None:
        """Lay out the tiles that match the search, favourites first, under the names of their groups."""
        if not self.tiles:
            return
        words = self.search.text().casefold().split()
        for widget in (*self.tiles, *self._headings.values()):
            self._grid.removeWidget(widget)
            widget.setParent(self._page)
            widget.hide()
        self._grid.setRowStretch(self._grid.rowCount() - 1, 0)
        row, column, group = 0, 0, None
        self._rows = []
        for tile in sorted(self.tiles, key=lambda tile: not tile.favourite):
            info = tile.info
            text = f"{said(info.title)} {said(info.group)} {said(info.credit)}".casefold()
            if not all(word in text for word in words):
                continue
            heading = FAVOURITES if tile.favourite else info.group
            if heading != group:
                row, column, group = row + bool(column), 0, heading
                self._grid.addWidget(self._headings[group], row, 0, 1, COLUMNS)
                self._headings[group].show()
                row += 1
            self._grid.addWidget(tile, row, column)
            tile.show()
            if column == 0:
                self._rows.append([])
            self._rows[-1].append(tile)
            row, column = (row, column + 1) if column + 1 < COLUMNS else (row + 1, 0)
        self._grid.setRowStretch(row + 1, 1)
        self._put_into_tab_order()

    def _put_into_tab_order(self) -> None:
        """The tiles follow the buttons above them; Tab stops at the chosen tile, or at the first if that is hidden."""
        seen = [tile for tiles in self._rows for tile in tiles]
        if seen and seen[0].window() is not self.add.window():
            return  # not assembled yet
        before: QWidget = self.add
        for tile in seen:
            QWidget.setTabOrder(before, tile)
            before = tile
        if seen and not any(tile.isChecked() for tile in seen):
            seen[0].setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _walk(self, tile: StyleTile, key: int) -> None:
        """Move from ``tile`` to the one that ``key`` leads to."""
        seen = [one for tiles in self._rows for one in tiles]
        if tile not in seen:
            return
        at = seen.index(tile)
        row = next(number for number, tiles in enumerate(self._rows) if tile in tiles)
        column = self._rows[row].index(tile)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            there = self._rows[min(len(self._rows) - 1, max(0, row + (1 if key == Qt.Key.Key_Down else -1)))]
            target = there[min(column, len(there) - 1)]
        else:
            places = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(seen) - 1, Qt.Key.Key_Left: at - 1}
            target = seen[min(len(seen) - 1, max(0, places.get(Qt.Key(key), at + 1)))]
        target.setChecked(True)
        target.setFocus(Qt.FocusReason.TabFocusReason)  # this also previews it


def dropped_picture(event: QDropEvent) -> Path | None:
    """The dropped picture, if exactly one file was dropped."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in OPEN_SUFFIXES else None
