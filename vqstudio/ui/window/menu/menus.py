"""The menu bar: the sections of actions in each menu, from the top, with separators between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from vqstudio.core.wording import mark

from ...kit.action import Section, Submenu
from ...kit.actions import Actions
from ...kit.settings import ThemeChoice
from ...kit.translation import tr


@dataclass(frozen=True)
class Menu:
    title: str
    heading: str
    """The heading of its shortcuts in the shortcut sheet."""
    sections: tuple[Section, ...]
    tips: bool = False
    """Whether it shows the tips of its entries."""


FILE = Menu(
    mark("&File"), mark("File"),
    (Section.OPENING, Section.SAVING, Section.USING, Section.BATCH, Section.CLOSING),
)  # fmt: skip
EDIT = Menu(
    mark("&Edit"), mark("Edit"),
    (Section.HISTORY, Section.REPAIR, Section.LOOK, Section.SHAPE, Section.CANCELLING, Section.PREFERENCES),
)  # fmt: skip
MASK = Menu(
    mark("&Mask"), mark("Mask"),
    (Section.WHOLE_MASK, Section.EDGE_OF_MASK, Section.FILE_OF_MASK, Section.SOURCE_AREA),
    tips=True,  # what feathering means for a repair does not fit into its name
)  # fmt: skip
TOOLS = Menu(
    mark("&Tools"), mark("Tools"), (Section.PAINTING, Section.SELECTING, Section.RETOUCHING, Section.BRUSH_SIZE)
)
VIEW = Menu(
    mark("&View"), mark("View"),
    (Section.ZOOMING, Section.OTHER_PHOTOS, Section.COMPARING, Section.MEASURING, Section.PANELS, Section.APPEARANCE),
)  # fmt: skip
HELP = Menu(mark("&Help"), mark("Help"), (Section.LEARNING, Section.ABOUT))
MENUS = (FILE, EDIT, MASK, TOOLS, VIEW, HELP)
SUBMENUS = {"mask_look": (Section.LOOK_OF_MASK,)}
"""The sections of submenus that are not filled elsewhere."""
THEMES = {
    ThemeChoice.SYSTEM: mark("Like the desktop"),
    ThemeChoice.LIGHT: mark("Light"),
    ThemeChoice.DARK: mark("Dark"),
}


class Menus:
    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        self._actions = actions
        self._submenus: dict[str, QMenu] = {}
        self._themes: dict[ThemeChoice, QAction] = {}
        for menu in MENUS:
            made = bar.addMenu(tr(menu.title))
            made.setToolTipsVisible(menu.tips)
            self._fill(made, menu.sections)
        self.recent, self.appearance = self._submenus["recent"], self._submenus["appearance"]
        self.mask_look = self._submenus["mask_look"]

    def show_appearance(self, now: ThemeChoice, chosen: Callable[[ThemeChoice], None]) -> None:
        group = QActionGroup(self.appearance)
        for choice, text in THEMES.items():
            action = QAction(tr(text), self.appearance, checkable=True, checked=choice is now)
            action.triggered.connect(lambda _=False, choice=choice: chosen(choice))
            group.addAction(action)
            self.appearance.addAction(action)
            self._themes[choice] = action

    def check_appearance(self, choice: ThemeChoice) -> None:
        self._themes[choice].setChecked(True)

    def _fill(self, menu: QMenu, sections: Sequence[Section]) -> None:
        for number, section in enumerate(sections):
            if number:
                menu.addSeparator()
            for entry in self._actions.entries(section):
                if isinstance(entry, Submenu):
                    made = self._submenus[entry.name] = menu.addMenu(tr(entry.text))
                    self._fill(made, SUBMENUS.get(entry.name, ()))
                else:
                    menu.addAction(self._actions[entry.name])
