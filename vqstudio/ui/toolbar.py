"""The row of tools above the photo."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from .actions import Actions
from .brush import MAX_SIZE, MIN_SIZE, Brush
from .icons import icon
from .theme import Theme
from .translation import tr
from .widgets import ValueSlider

SELECTIONS = ("rectangle", "ellipse", "lasso", "polygon", "wand", "smart")


class ToolBar(QToolBar):
    before_held = Signal(bool)
    """True while the Before button is pressed."""

    def __init__(self, actions: Actions, brush: Brush, theme: Theme) -> None:
        super().__init__(tr("Tools"))
        self._theme = theme
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(20, 20))
        for group in (("open", "save"), ("undo", "redo"), ("brush", "eraser")):
            for name in group:
                self._add(actions, name)
            if name == "eraser":
                self.addWidget(self._selections(actions))
            self.addSeparator()
        self.brush_size = ValueSlider(tr("Brush size"), MIN_SIZE, MAX_SIZE, " px", logarithmic=True)
        self.brush_size.setToolTip(tr("Brush size in pixels of the photo ([ and ])"))
        self.brush_size.setFixedWidth(180)
        self.brush_size.set_value(brush.size)
        self.brush_size.value_changed.connect(brush.set_size)
        brush.size_changed.connect(self.brush_size.set_value)
        self.addWidget(self.brush_size)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        space.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.addWidget(space)
        self.before = QToolButton()
        self.before.setText("\N{THIN SPACE}" + tr("Before"))
        self.before.setToolTip(tr("Hold to see the photo as it was opened (\\)"))
        self.before.setAccessibleName(tr("Show before, while held"))
        self.before.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.before.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.before.pressed.connect(lambda: self.before_held.emit(True))
        self.before.released.connect(lambda: self.before_held.emit(False))
        self.addWidget(self.before)
        for name in ("split", "mask_visible"):
            self._add(actions, name)
        self.addSeparator()
        for name in ("fit", "actual"):
            self._add(actions, name)
        self.addSeparator()
        self._add(actions, "panel")
        theme.changed.connect(self._load_icons)
        self._load_icons()

    def _selections(self, actions: Actions) -> QToolButton:
        """One button for the tool that was last used to select; its menu has them all."""
        made = QToolButton()
        made.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(tr("Selection tools"))
        menu = QMenu(made)
        for name in SELECTIONS:
            actions[name].setIconVisibleInMenu(True)
            actions[name].toggled.connect(lambda on, name=name: made.setDefaultAction(actions[name]) if on else None)
            menu.addAction(actions[name])
        made.setMenu(menu)
        made.setDefaultAction(actions[SELECTIONS[0]])
        return made

    def _add(self, actions: Actions, name: str) -> None:
        self.addAction(actions[name])
        made = self.widgetForAction(actions[name])
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(actions[name].text().rstrip("…"))

    def _load_icons(self) -> None:
        self.before.setIcon(icon("eye", self._theme))
