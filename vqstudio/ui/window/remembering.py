"""What the window finds again at its next start, and the preferences that concern its parts."""

from __future__ import annotations

from ..kit.settings import SettingsStore
from .parts import Parts


def restore(window: Parts, store: SettingsStore) -> None:
    """The parts of ``window`` as they were left, and from now on as the preferences say."""
    settings, panel = store.settings, window.style_panel
    panel.strength.set_value(settings.style_strength)
    panel.scale.set_value(settings.style_scale)
    panel.keep_colours.setChecked(settings.keep_colours)
    panel.gallery.set_favourites(settings.favourite_styles)
    panel.gallery.choose(settings.style)
    panel.gallery.favourites_changed.connect(lambda: _keep_favourites(window, store))
    window.repair_panel.auto.setChecked(settings.repair_on_release)
    _bind_preferences(window)


def _keep_favourites(window: Parts, store: SettingsStore) -> None:
    store.settings.favourite_styles = window.style_panel.gallery.favourites
    store.save()


def _bind_preferences(window: Parts) -> None:
    preferences, auto = window.preferences, window.repair_panel.auto
    preferences.bind("theme", window.theme.choose, window.menus.check_appearance)
    preferences.bind("undo_megabytes", lambda megabytes: window.session.set_undo_budget(megabytes * 2**20))
    preferences.bind("repair_on_release", auto.setChecked)
    auto.toggled.connect(lambda on: preferences.set("repair_on_release", on))
    preferences.bind("recent_kept", lambda _: window.recent.show_number())
    if window.autosave is not None:
        preferences.bind("autosave_seconds", window.autosave.set_seconds)


def remember(window: Parts, store: SettingsStore) -> None:
    settings = store.settings
    settings.geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    settings.panel_visible = window.actions_by_name["panel"].isChecked()
    settings.history_visible = window.actions_by_name["history"].isChecked()
    settings.brush_size = window.brush.size
    settings.style_strength = round(window.style_panel.strength.value)
    settings.style_scale = round(window.style_panel.scale.value)
    settings.keep_colours = window.style_panel.keep_colours.isChecked()
    if window.style_panel.gallery.chosen is not None:
        settings.style = window.style_panel.gallery.chosen.name
    store.save()
