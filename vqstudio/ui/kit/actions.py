"""Turns the declared actions of the window into Qt's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from .action import Action, Bar, Entry, Host, Section, Submenu
from .icons import icon
from .theme import Theme
from .translation import tr
from .widgets import DOES, TRIGGERS

NATIVE = QKeySequence.SequenceFormat.NativeText


class Actions:
    """``actions["open"]`` is the QAction. Shortcuts work in the whole window, whichever widget has the keyboard."""

    def __init__(self, declared: Sequence[Entry[Any]], parent: QObject, theme: Theme) -> None:
        self.declared = declared
        self._theme = theme
        self._made: dict[str, QAction] = {}
        self._hosts: dict[str, tuple[Action[Any], Any]] = {}
        groups: dict[str, QActionGroup] = {}
        for entry in declared:
            if isinstance(entry, Submenu):
                continue
            made = self._made[entry.name] = _made(entry, parent)
            if entry.group:
                groups.setdefault(entry.group, QActionGroup(parent)).addAction(made)
        self._load_icons()
        theme.changed.connect(self._load_icons)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def all(self) -> list[QAction]:
        return list(self._made.values())

    def entries(self, section: Section) -> list[Entry[Any]]:
        """The entries of a section of the menus, from the top."""
        return [entry for entry in self.declared if entry.section is section]

    def in_bar(self, bar: Bar) -> list[str]:
        """The names of the actions in a section of the toolbar, from the left."""
        return [entry.name for entry in self.declared if isinstance(entry, Action) and entry.bar is bar]

    def bind(self, declared: Iterable[Entry[Host]], host: Host) -> None:
        """Let the ``declared`` actions act on ``host`` from now on."""
        for entry in declared:
            if isinstance(entry, Action):
                self._bind(entry, host)

    def _bind(self, action: Action[Host], host: Host) -> None:
        made, run, switch = self._made[action.name], action.run, action.switch
        self._hosts[action.name] = action, host
        if action.checked is not None:
            made.setChecked(action.checked(host))
        if run is not None:

            def chosen(_checked: bool = False) -> None:
                run(host)
                self._check()  # Qt has toggled the check mark

            made.triggered.connect(chosen)
        if switch is not None:
            made.toggled.connect(lambda on: switch(host, on))

    def refresh(self, declared: Iterable[Entry[Any]] | None = None) -> None:
        """Update which actions are available and checked: all of them, or those ``declared``."""
        names = self._hosts if declared is None else [entry.name for entry in declared]
        for name in names:
            if name in self._hosts:
                self._refresh(*self._hosts[name])

    def _refresh(self, action: Action[Any], host: Any) -> None:
        made = self._made[action.name]
        if action.when is not None:
            made.setEnabled(action.when(host))
        if action.tip_now is not None:
            made.setToolTip(with_keys(action.tip_now(host), action.keys))
        if action.checked is not None:
            made.setChecked(action.checked(host))

    def _check(self) -> None:
        for action, host in self._hosts.values():
            if action.checked is not None:
                self._made[action.name].setChecked(action.checked(host))

    def tip(self, tip: str, *names: str) -> str:
        """``tip``, in the window's language, followed by the keys of one or two actions."""
        keys = [self._made[name].shortcut().toString(NATIVE) for name in names]
        if len(keys) == 2:
            return tr("{tip} ({first} and {second})", tip=tip, first=keys[0], second=keys[1])
        return _with_keys(tip, keys[0])

    def attach(self, root: QWidget) -> None:
        """Connect the buttons below ``root`` that were made for an action (:func:`button`), and add the keys of actions
        to the tips of widgets that do the same (:func:`does`).
        """
        for widget in root.findChildren(QWidget):
            triggered = widget.property(TRIGGERS)
            if triggered and isinstance(widget, QAbstractButton):
                action = self._made[triggered]
                widget.setEnabled(action.isEnabled())
                widget.clicked.connect(action.trigger)
                action.enabledChanged.connect(widget.setEnabled)
            names = widget.property(DOES)
            if names:
                plain = widget.toolTip()
                tip = self.tip(plain, *names)
                widget.setToolTip(tip)
                if widget.accessibleDescription() == plain:
                    widget.setAccessibleDescription(tip)

    def _load_icons(self) -> None:
        for entry in self.declared:
            if isinstance(entry, Action) and entry.icon:
                self._made[entry.name].setIcon(icon(entry.icon, self._theme))


def _made(action: Action[Any], parent: QObject) -> QAction:
    made = QAction(tr(action.text), parent)
    made.setObjectName(action.name)
    made.setShortcuts([QKeySequence(keys) for keys in action.keys])
    made.setCheckable(action.checkable)
    made.setIconVisibleInMenu(False)
    made.setStatusTip("")
    made.setToolTip(with_keys(tr(action.tip), action.keys))
    return made


def with_keys(tip: str, keys: Sequence[str]) -> str:
    """``tip`` with the first of the keys, if any, written as the desktop does."""
    return _with_keys(tip, native(keys[0]) if keys else "")


def native(keys: str) -> str:
    return QKeySequence(keys).toString(NATIVE)


def _with_keys(tip: str, keys: str) -> str:
    return f"{tip} ({keys})" if keys else tip
