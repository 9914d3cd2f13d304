"""File dialogs: the desktop's own where Qt supports it, else Qt's with a preview and room for names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QSize, QStandardPaths, Qt, QUrl
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHeaderView,
    QListView,
    QSplitter,
    QToolButton,
    QTreeView,
    QWidget,
)

from ..kit.icons import icon
from ..kit.theme import Theme
from ..kit.translation import tr
from .file_preview import WIDTH as PREVIEW_WIDTH
from .file_preview import PreviewPane, Previews

SIZE = QSize(1080, 600)
FRAME = QSize(20, 60)
"""The window frame that the desktop draws around the dialog."""
SIDEBAR = 150
SIZE_COLUMN, KIND_COLUMN, DATE_COLUMN = 1, 2, 3
ICONS = {
    "backButton": "back", "forwardButton": "forward", "toParentButton": "upward", "newFolderButton": "new_folder",
    "listModeButton": "columns", "detailModeButton": "list",
}  # fmt: skip


class FileDialog(QFileDialog):
    """``previews``: for opening files, what makes their previews."""

    def __init__(
        self, parent: QWidget, theme: Theme, title: str, start: Path, filters: str, previews: Previews | None = None
    ) -> None:
        super().__init__(parent, title, str(start), filters)
        self._theme = theme
        self.pane: PreviewPane | None = None
        if self.layout() is not None:  # the desktop's own dialog has no layout, and needs no help
            self._dress(previews)

    def ask(self) -> list[Path]:
        """The chosen files; none if the user cancelled."""
        chosen = [Path(name) for name in self.selectedFiles()] if self.exec() else []
        if self.pane is not None:
            self.pane.show_file(None)
        self.deleteLater()
        return chosen

    def _dress(self, previews: Previews | None) -> None:
        for name, picture in ICONS.items():
            if (tool := self.findChild(QToolButton, name)) is not None:
                tool.setIcon(icon(picture, self._theme))
                tool.setIconSize(QSize(18, 18))
        self._name_parts()
        self.setViewMode(QFileDialog.ViewMode.Detail)
        self.setSidebarUrls([QUrl.fromLocalFile(folder) for folder in _places()])
        splitter = self.findChild(QSplitter, "splitter")
        widths = [SIDEBAR, SIZE.width() - SIDEBAR]
        if previews is not None and splitter is not None:
            self.pane = pane = PreviewPane(previews)
            splitter.addWidget(pane)
            splitter.setCollapsible(2, False)
            widths = [SIDEBAR, SIZE.width() - SIDEBAR - PREVIEW_WIDTH, PREVIEW_WIDTH]
            self.currentChanged.connect(lambda name: pane.show_file(Path(name) if name else None))
            self.directoryEntered.connect(lambda: pane.show_file(None))
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size() - FRAME))
        if splitter is not None:
            splitter.setSizes(widths)
            splitter.setStretchFactor(1, 1)
        self._widen()

    def _widen(self) -> None:
        """Give the names of files the space that the other columns do not need."""
        files = self.findChild(QTreeView, "treeView")
        if files is None:
            return
        header = files.header()
        header.setStretchLastSection(False)
        header.setSectionHidden(KIND_COLUMN, True)  # the names already include it
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (SIZE_COLUMN, DATE_COLUMN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        files.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def _name_parts(self) -> None:
        """Name the parts of the dialog for screen readers."""
        for kind, name, words in (
            (QListView, "sidebar", tr("Places")), (QTreeView, "treeView", tr("Files")),
            (QListView, "listView", tr("Files")), (QComboBox, "lookInCombo", tr("Folder")),
        ):  # fmt: skip
            if (part := self.findChild(kind, name)) is not None:
                part.setAccessibleName(words)


def open_files(
    parent: QWidget, theme: Theme, title: str, folder: Path, filters: str, previews: Previews, many: bool = True
) -> list[Path]:
    """Ask for existing files; several if ``many``."""
    dialog = FileDialog(parent, theme, title, folder, filters, previews)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
    return dialog.ask()


def save_file(
    parent: QWidget, theme: Theme, title: str, suggestion: Path, filters: str, chosen: str = ""
) -> tuple[Path | None, str]:
    """Ask where to save; returns the path and the chosen file type. Asks before an existing file is replaced."""
    dialog = FileDialog(parent, theme, title, suggestion.parent, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    if chosen:
        dialog.selectNameFilter(chosen)
    dialog.selectFile(suggestion.name)
    paths = dialog.ask()
    return (paths[0] if paths else None), dialog.selectedNameFilter()


def choose_folder(parent: QWidget, theme: Theme, title: str, start: Path) -> Path | None:
    dialog = FileDialog(parent, theme, title, start, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(dialog.ask()), None)


def _places() -> list[str]:
    """Folders that are likely to hold photos, without repetition."""
    kinds = QStandardPaths.StandardLocation
    wanted = (kinds.HomeLocation, kinds.PicturesLocation, kinds.DownloadLocation, kinds.DesktopLocation)
    found = [QStandardPaths.writableLocation(kind) for kind in wanted] + [QDir.rootPath()]
    return [folder for folder in dict.fromkeys(found) if folder and Path(folder).is_dir()]
