"""The photos of the batch queue as a list: icon, name and state, and below them what went wrong or is missing."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ..kit.icons import pixmap
from ..kit.theme import Theme
from ..kit.translation import tr
from .entries import Entry, State
from .queue import BatchQueue

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
ICON, MARGIN, GAP, PADDING = 18, 12, 10, 8
LOOKS = {
    State.WAITING: ("waiting", "muted"),
    State.WORKING: ("working", "accent_text"),
    State.DONE: ("done", "accent_text"),
    State.SKIPPED: ("skipped", "muted"),
    State.KEPT: ("skipped", "muted"),
    State.FAILED: ("error", "error"),
}
"""Icon and colour of a state."""

WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class BatchModel(QAbstractListModel):
    def __init__(self, queue: BatchQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._entries: list[Entry] = []
        queue.listed.connect(self._reload)
        queue.entry_changed.connect(self._entry_changed)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        state = tr(entry.state.value)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.item.photo.name
            case Qt.ItemDataRole.ToolTipRole:
                told = entry.told or tr("{name}: {text}", name=state, text=entry.item.output)
                return f"{entry.item.photo}\n{told}"
            case Qt.ItemDataRole.AccessibleTextRole:
                said = f"{state}. {entry.told}" if entry.told and entry.state is State.DONE else entry.told or state
                return tr("{name}: {text}", name=entry.item.photo.name, text=said)
            case _ if role == ENTRY:
                return entry
        return None

    def _reload(self) -> None:
        self.beginResetModel()
        self._entries = self._queue.entries
        self.endResetModel()

    def _entry_changed(self, row: int) -> None:
        place = self.index(row)
        self.dataChanged.emit(place, place)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        height = max(ICON, option.fontMetrics.height()) + 2 * PADDING
        if entry.told:
            height += self._told_height(option, entry.told) + 3
        return QSize(self._view.viewport().width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        theme, metrics, area = self._theme, option.fontMetrics, QRect(option.rect)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = option.state & QStyle.StateFlag.State_Selected
            painter.fillRect(area, theme.color("accent_soft" if selected else "hover"))
        name, color = LOOKS[entry.state]
        line = max(ICON, metrics.height())
        top = area.top() + PADDING
        picture = pixmap(name, theme.color(color), ICON, self._view.devicePixelRatioF())
        painter.drawPixmap(area.left() + MARGIN, top + (line - ICON) // 2, picture)
        words = tr(entry.state.value)
        wide = metrics.horizontalAdvance(words)
        painter.setFont(option.font)
        painter.setPen(theme.color(color))
        state = QRect(area.right() - MARGIN - wide, top, wide + 1, line)
        painter.drawText(state, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        left = area.left() + MARGIN + ICON + GAP
        room = QRect(left, top, state.left() - GAP - left, line)
        painter.setPen(theme.color("muted" if entry.state in (State.SKIPPED, State.KEPT) else "text"))
        shown = metrics.elidedText(entry.item.photo.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if entry.told:
            painter.setPen(theme.color("muted"))
            below = QRect(left, top + line + 3, self._told_width(), self._told_height(option, entry.told))
            painter.drawText(below, WORDS, entry.told)
        painter.restore()

    def _told_width(self) -> int:
        return max(80, self._view.viewport().width() - 2 * MARGIN - ICON - GAP)

    def _told_height(self, option: QStyleOptionViewItem, text: str) -> int:
        return option.fontMetrics.boundingRect(QRect(0, 0, self._told_width(), 10_000), WORDS, text).height()


class BatchList(QListView):
    def __init__(self, queue: BatchQueue, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("batchList")
        self.setAccessibleName(tr("Photos of the batch"))
        self.setModel(BatchModel(queue, self))
        self.setItemDelegate(_Delegate(self, theme))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        queue.entry_changed.connect(self._follow)
        theme.changed.connect(self.viewport().update)
        self._queue = queue

    def _follow(self, row: int) -> None:
        """Keep the current photo in view; what is told of one needs room."""
        if self._queue.entries[row].state is State.WORKING:
            self.scrollTo(self.model().index(row, 0))
        elif self._queue.entries[row].told:
            self.scheduleDelayedItemsLayout()
