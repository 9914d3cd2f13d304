"""All actions of the window, and what they act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from ...kit.action import Action, Entry
from ...kit.actions import Actions
from ...tabs.registered import TABS
from ...tabs.tab import AnyTab, Page
from . import edit, file, help, mask, tools, view


def _of_tab(tab: AnyTab) -> tuple[Entry[Any], ...]:
    return (tab.show_action(), *tab.actions)


ENTRIES: tuple[Entry[Any], ...] = (
    *file.ACTIONS, *edit.ACTIONS, *(entry for tab in TABS for entry in _of_tab(tab)), *mask.ACTIONS, *tools.ACTIONS,
    *view.ACTIONS, *help.ACTIONS,
)  # fmt: skip
"""The order here is the order within each section of the menus and the toolbar."""

ACTIONS = tuple(entry for entry in ENTRIES if isinstance(entry, Action))


class AllParts(
    file.FileParts, edit.EditParts, mask.MaskParts, tools.ToolParts, view.ViewParts, help.HelpParts, Protocol
):
    """What the actions that belong to no tab act on: the window."""


def bind(actions: Actions, parts: AllParts, pages: Mapping[str, Page], show: Callable[[str], object]) -> None:
    """Bind all actions: those of a tab to its page, by the tab's name. ``show`` shows a tab by its name."""
    actions.bind(file.ACTIONS, parts)
    actions.bind(edit.ACTIONS, parts)
    actions.bind(mask.ACTIONS, parts)
    actions.bind(tools.ACTIONS, parts)
    actions.bind(view.ACTIONS, parts)
    actions.bind(help.ACTIONS, parts)
    for tab in TABS:
        actions.bind([tab.show_action()], show)
        actions.bind(tab.actions, pages[tab.name])
