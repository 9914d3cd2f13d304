"""The menu bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from vqstudio.core.wording import mark

from ...kit.settings import ThemeChoice
from ...kit.translation import tr
from .actions import Actions

Layout = tuple[str | None, ...]
FILE: Layout = ("new_picture", "open", "recent", "paste", None, "save", "save_as", "export", None, "copy",
                "photo_info", None, "batch", None, "close_photo", "quit")  # fmt: skip
EDIT: Layout = ("undo", "redo", None, "repair", "more_fills", "previous_fill", "next_fill", None, "apply_style",
                "imagine", "adjust", None, "apply_frame", "turn_left", "turn_right", "flip", "flip_upright", "resize",
                None, "cancel", None, "preferences")  # fmt: skip
MASK: Layout = ("select_all", "clear_mask", "invert_mask", "restore_mask", None, "grow_mask", "shrink_mask",
                "feather_mask", None, "load_mask", "save_mask", None, "paint_source")  # fmt: skip
TOOLS: Layout = ("brush", "eraser", "swap_tool", None, "rectangle", "ellipse", "lasso", "polygon", "wand", "smart",
                 None, "smaller", "larger")  # fmt: skip
VIEW: Layout = ("zoom_in", "zoom_out", "fit", "actual", None, "next_photo", "previous_photo", None, "split",
                "side_by_side", "mask_visible", "mask_look", "token_view", None, "pixel_grid", "rulers", None,
                "show_repair", "show_style", "show_frame", "show_create", "show_adjust", "panel", "history", None,
                "appearance")  # fmt: skip
MASK_LOOK: Layout = ("mask_overlay", "mask_ants", "mask_plain")
HELP: Layout = ("guide", "shortcuts", "sample", None, "doctor", "about")
MENUS = {mark("&File"): FILE, mark("&Edit"): EDIT, mark("&Mask"): MASK, mark("&Tools"): TOOLS, mark("&View"): VIEW,
         mark("&Help"): HELP}  # fmt: skip
THEMES = {
    ThemeChoice.SYSTEM: mark("Like the desktop"),
    ThemeChoice.LIGHT: mark("Light"),
    ThemeChoice.DARK: mark("Dark"),
}


class Menus:
    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        self._actions = actions
        self.recent = QMenu(tr("Open recent"), bar)
        self.appearance = QMenu(tr("Appearance"), bar)
        self._themes: dict[ThemeChoice, QAction] = {}
        self.mask_look = QMenu(tr("Mask as"), bar)
        self._submenus = {"recent": self.recent, "appearance": self.appearance, "mask_look": self.mask_look}
        self._fill(self.mask_look, MASK_LOOK)
        for title, layout in MENUS.items():
            menu = bar.addMenu(tr(title))
            menu.setToolTipsVisible(layout is MASK)  # what feathering means for a repair has no room in its name
            self._fill(menu, layout)

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

    def _fill(self, menu: QMenu, layout: Layout) -> None:
        for name in layout:
            if name is None:
                menu.addSeparator()
            elif name in self._submenus:
                menu.addMenu(self._submenus[name])
            else:
                menu.addAction(self._actions[name])
