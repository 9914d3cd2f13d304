"""What controllers work with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..dialogs.prompts import Prompts
from ..jobs.background import Background
from ..jobs.job_bridge import JobBridge
from ..kit.settings import SettingsStore
from ..kit.theme import Theme
from ..model.session import EditSession


class Messages(QObject):
    """Notices and messages for the user from any controller; the window shows them."""

    notice = Signal(object)
    """A Notice, for the banner."""

    message = Signal(str)
    """A sentence for the status bar, in the window's language."""


@dataclass(frozen=True)
class Services:
    """The window creates one of each."""

    window: QWidget
    """The parent of dialogs and of all controllers."""
    session: EditSession
    store: SettingsStore
    theme: Theme
    prompts: Prompts
    background: Background
    bridge: JobBridge
    messages: Messages
