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
    """What the user is to be told, whoever tells it; the window shows it."""

    notice = Signal(object)
    """A Notice, for the banner."""

    message = Signal(str)
    """A sentence for the status bar, in the window's language."""


@dataclass(frozen=True)
class Services:
    """There is one of each, made by the window."""

    window: QWidget
    """What dialogs stand on, and whose end is the end of all."""
    session: EditSession
    store: SettingsStore
    theme: Theme
    prompts: Prompts
    background: Background
    bridge: JobBridge
    messages: Messages
