"""A panel whose sliders are previewed on the photo, and kept with it until they are applied or taken back."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from vqstudio.engine.requests import Request

from ..kit.widgets import has_focus
from ..model.open_photo import OpenPhoto
from ..model.operations import Operations
from ..model.pending import Then, no_more
from ..model.session import EditSession


class PreviewingPanel(QWidget):
    """Subclasses say what is set (:attr:`unapplied`, :meth:`bring_back`) and end their ``refresh`` with
    :meth:`keep_unapplied`.
    """

    page: ClassVar[str]
    """Under which a photo keeps the panel's settings."""

    def __init__(self, session: EditSession, operations: Operations) -> None:
        super().__init__()
        self._session, self._operations = session, operations
        self._photo: OpenPhoto | None = None
        """Whose settings the sliders show: another photo may be shown already."""
        self.locked = False
        """Whether nothing may be set, because it is being applied."""

    @property
    def unapplied(self) -> object | None:
        """The settings that the preview shows; None if they change nothing."""
        raise NotImplementedError

    def bring_back(self, setting: object) -> None:
        """Set what :attr:`unapplied` gave."""
        raise NotImplementedError

    def set_back(self) -> None:
        """Set nothing."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what can be done now."""
        raise NotImplementedError

    @property
    def waits(self) -> bool:
        """Whether the photo is previewed with settings that are not applied."""
        return self._photo is not None and self.page in self._photo.unapplied

    def follow(self) -> None:
        """Begin to follow the photo that is shown; to be called when all widgets are made."""
        self._session.opened.connect(self._photo_opened)
        self._session.state_changed.connect(self.refresh)
        self._operations.busy_changed.connect(self.refresh)
        self.refresh()

    def carry_out(self, request: Request, then: Then = no_more) -> None:
        """Apply the settings by ``request``, then set nothing and call ``then`` with whether that was done. Until then
        the panel is :attr:`locked`.
        """

        def ended(done: bool) -> None:
            self.locked = False
            if done:
                self.set_back()
            self.refresh()
            then(done)

        self.locked = not has_focus(self)  # a widget that is disabled would lose the focus
        self._operations.carry_out(request, ended)

    def keep_unapplied(self) -> None:
        """Leave what is set with the photo, if that is shown."""
        if self._photo is not None and self._photo is self._session.shown:
            self._photo.set_unapplied(self.page, self.unapplied)

    def _photo_opened(self) -> None:
        """Bring back what was set on this photo and not applied."""
        self.locked = False
        photo = self._photo = self._session.shown
        left = photo.unapplied.get(self.page) if photo else None
        if left is None:
            self.set_back()
        else:
            self.bring_back(left)
