"""What the window restores at its next start, and the preferences that concern its parts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QAbstractButton, QWidget

from ..files.recent import RecentPhotos
from ..kit.settings import SettingsStore
from ..kit.theme import Theme
from ..mask.brush import Brush
from ..model.session import EditSession
from ..recovery.autosave import Autosave
from ..tabs.tab import Page
from .menu.menus import Menus
from .menu.preferences import Preferences


def bind_preferences(
    preferences: Preferences, session: EditSession, theme: Theme, menus: Menus, repair_on_release: QAbstractButton,
    recent: RecentPhotos, autosave: Autosave | None,
) -> None:  # fmt: skip
    """Have these parts follow the preferences from now on."""
    preferences.bind("theme", theme.choose, menus.check_appearance)
    preferences.bind("undo_megabytes", lambda megabytes: session.set_undo_budget(megabytes * 2**20))
    preferences.bind("repair_on_release", repair_on_release.setChecked)
    repair_on_release.toggled.connect(lambda on: preferences.set("repair_on_release", on))
    preferences.bind("recent_kept", lambda _: recent.show_number())
    if autosave is not None:
        preferences.bind("autosave_seconds", autosave.set_seconds)


def remember(
    store: SettingsStore, window: QWidget, side: QWidget, history: QWidget, brush: Brush, pages: Iterable[Page]
) -> None:
    settings = store.settings
    settings.geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    settings.panel_visible = not side.isHidden()
    settings.history_visible = not history.isHidden()
    settings.brush_size = brush.size
    for page in pages:
        page.remember(settings)
    store.save()
