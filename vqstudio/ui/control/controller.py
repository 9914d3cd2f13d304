"""The base of all classes that act on the photos and report how it went."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from .services import Services


class Controller(QObject):
    """It lives as long as the window, which shows :attr:`notice` and :attr:`message`."""

    notice = Signal(object)
    message = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._window, self._session, self._store = services.window, services.session, services.store
        self._theme, self._prompts = services.theme, services.prompts
        self._background, self._bridge = services.background, services.bridge
        self.notice.connect(services.messages.notice)
        self.message.connect(services.messages.message)
