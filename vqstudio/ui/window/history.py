"""The history of the shown photo: each step with a small picture of the result; a click returns to it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from ..canvas.painter import MASK_OPACITY
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import label
from ..model.mask_layer import overlay_palette
from ..model.session import EditSession
from ..model.small_picture import small_picture

WIDTH = 204
LEAST_WIDTH = 150
"""Minimum width, in a window that is too narrow for more."""
PICTURE = QSize(56, 42)
STORED = 2
"""Pixels of the stored picture per logical pixel: enough for a screen with a device pixel ratio of 2."""


class HistoryPanel(QFrame):
    """The list begins with the photo as it was opened, followed by the steps, the oldest first."""

    step_chosen = Signal(int)
    """How many steps should be in place."""

    def __init__(self, session: EditSession, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.setObjectName("historyPanel")
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(WIDTH)
        self.list = QListWidget()
        self.list.setObjectName("historyList")
        self.list.setAccessibleName(tr("History"))
        self.list.setIconSize(PICTURE)
        self.list.setUniformItemSizes(True)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        layout.setSpacing(8)
        title = label(tr("History"), "heading")
        title.setContentsMargins(14, 0, 0, 0)
        layout.addWidget(title)
        layout.addWidget(self.list, 1)
        # Not by the current item: keys choose with Enter, so that moving through the list changes nothing.
        self.list.itemClicked.connect(self._chosen)
        self.list.itemActivated.connect(self._chosen)
        session.state_changed.connect(self.refresh)
        session.opened.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def refresh(self) -> None:
        """Bring the list up to date with the session."""
        session = self._session
        stack, steps = session.stack, session.stack.steps
        self._take_picture()
        texts = ([tr("Opened")] if session.shown else []) + [tr(step.text()) for step in steps]
        while self.list.count() > len(texts):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(texts):
            self.list.addItem(QListWidgetItem())
        pictures = [session.shown.opened_picture if session.shown else None, *(step.picture for step in steps)]
        for row, text in enumerate(texts):
            item, picture = self.list.item(row), pictures[row]
            gone, undone = row < stack.oldest, row > stack.index()
            # Every stroke comes here, so items that exist stay.
            now = (text, picture.cacheKey() if picture is not None else 0, gone, undone, self._theme.dark)
            if item.data(Qt.ItemDataRole.UserRole) == now:
                continue
            item.setData(Qt.ItemDataRole.UserRole, now)
            item.setText(text)
            item.setIcon(_icon(picture))
            item.setFlags(Qt.ItemFlag.NoItemFlags if gone else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setForeground(self._theme.color("disabled" if gone else "muted" if undone else "text"))
            item.setToolTip(tr("Too long ago: its memory was needed for newer steps") if gone else "")
        if texts:
            self.list.setCurrentRow(stack.index())

    def _take_picture(self) -> None:
        """Take small pictures of the photo as it was opened, and of its present state for the last step in place."""
        photo, icc = self._session.shown, self._session.icc
        if photo is None:
            return
        if photo.opened_picture is None:
            photo.opened_picture = small_picture(photo.before, PICTURE * STORED, icc)
        step = photo.stack.last()
        if step is None or step.picture is not None:
            return
        palette = overlay_palette(self._theme.color("mask"), MASK_OPACITY)
        step.picture = small_picture(photo.pyramid, PICTURE * STORED, icc, photo.masks.mask, palette)

    def _chosen(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.step_chosen.emit(self.list.row(item))


def _icon(picture: QPixmap | None) -> QIcon:
    icon = QIcon()
    if picture is not None:
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Disabled):  # Qt would tint them
            icon.addPixmap(picture, mode)
    return icon
