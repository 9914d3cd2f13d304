"""What the user can choose about the program itself. A choice takes effect at once, except the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.engine.requests import Device

from ...kit.settings import Settings, SettingsStore

NAMES = (
    "language", "theme", "device", "undo_megabytes", "repair_on_release", "autosave_seconds", "save_quality",
    "recent_kept",
)  # fmt: skip
"""The fields of the settings that are preferences; all others are only remembered."""
SAVED_AFTER_MS = 300


class Preferences(QObject):
    """Puts a preference into the settings, notifies the parts that depend on it, and saves it once the user pauses."""

    changed = Signal(str)
    """The name of the preference that changed."""

    device_known = Signal()

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.device: Device | None = None
        """What the models run on now, once it is known."""
        self._bound: dict[str, list[Callable[[Any], object]]] = {}
        self._saving = QTimer(self, singleShot=True, interval=SAVED_AFTER_MS)
        self._saving.timeout.connect(store.save)

    def bind(self, name: str, *functions: Callable[[Any], object]) -> None:
        """Have ``functions`` called with every new value of a preference."""
        self._bound.setdefault(name, []).extend(functions)

    def tell_device(self, device: Device) -> None:
        self.device = device
        self.device_known.emit()

    def get(self, name: str) -> Any:
        return getattr(self._store.settings, name)

    def set(self, name: str, value: Any) -> None:
        """Raises ValidationError for a value out of range."""
        if value == self.get(name):
            return
        setattr(self._store.settings, name, value)
        for function in self._bound.get(name, []):
            function(value)
        self.changed.emit(name)
        self._saving.start()

    def reset(self) -> None:
        for name in NAMES:
            self.set(name, Settings.model_fields[name].default)

    def save(self) -> None:
        self._saving.stop()
        self._store.save()
