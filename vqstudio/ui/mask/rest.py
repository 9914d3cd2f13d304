"""Hides the mask's tint after a style was painted there, until the mask is needed again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from vqstudio.engine.requests import StyleRequest

from ..model.session import EditSession
from .brush import Brush


class MaskRest(QObject):
    """Unchecks ``shown``, the action that shows the mask, and checks it again when the user paints, picks a tool,
    undoes the style or shows another photo. If the user toggles the action meanwhile, it stays as they set it.
    """

    def __init__(self, session: EditSession, brush: Brush, shown: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown = session, shown
        self._version: int | None = None
        """The version of the pixels whose mask is hidden."""
        self._switching = False
        session.state_changed.connect(self._look)
        session.mask_changed.connect(self.wake)
        session.opened.connect(self.wake)
        brush.tool_changed.connect(self.wake)
        shown.toggled.connect(self._decided)

    def styled(self) -> None:
        """An edit has just been applied to the photo."""
        edit = self._session.last_edit(StyleRequest)
        if edit is None or not isinstance(edit.request, StyleRequest) or edit.request.mask is None:
            return
        if self._shown.isChecked():
            self._switch(False)
            self._version = edit.version
        elif self._version is not None:
            self._version = edit.version  # another style replaced it

    def wake(self) -> None:
        if self._version is not None:
            self._version = None
            self._switch(True)

    def _look(self) -> None:
        if self._version is not None and self._session.version != self._version and not self._coming:
            self.wake()

    @property
    def _coming(self) -> bool:
        """Whether another style has replaced the one that the mask is hidden for; :meth:`styled` will be called."""
        edit = self._session.last_edit(StyleRequest)
        return edit is not None and isinstance(edit.request, StyleRequest) and edit.request.mask is not None

    def _decided(self) -> None:
        if not self._switching:
            self._version = None

    def _switch(self, on: bool) -> None:
        self._switching = True
        self._shown.setChecked(on)
        self._switching = False
