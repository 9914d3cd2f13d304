"""The row of tools above the photo."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget, QWidgetAction

from ..kit.action import Bar
from ..kit.actions import Actions
from ..kit.icons import icon
from ..kit.settings import MAX_BRUSH, MIN_BRUSH
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import ValueSlider, does, label
from ..mask.brush import Brush
from ..retouch.retoucher import Retoucher


class ToolBar(QToolBar):
    before_held = Signal(bool)
    """True while the Before button is pressed."""

    def __init__(self, actions: Actions, brush: Brush, retoucher: Retoucher, theme: Theme, comparison: str) -> None:
        """``comparison``: the compare action that the button starts with."""
        super().__init__(tr("Tools"))
        self._theme = theme
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(20, 20))
        self._add(actions, Bar.FILES)
        self.addSeparator()
        self._add(actions, Bar.HISTORY)
        self.addSeparator()
        self._add(actions, Bar.PAINTING)
        self.addWidget(self._one_of(actions, Bar.SELECTING, tr("Selection tools")))
        self.retouching = self._one_of(actions, Bar.RETOUCHING, tr("Retouching tools"))
        self._add_settings(self.retouching.menu(), retoucher)
        self.addWidget(self.retouching)
        self.addSeparator()
        self.brush_size = ValueSlider(tr("Brush size"), MIN_BRUSH, MAX_BRUSH, " px", logarithmic=True)
        self.brush_size.setToolTip(tr("Brush size in pixels of the photo"))
        does(self.brush_size, "smaller", "larger")
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
        self.comparison = self._one_of(actions, Bar.COMPARING, tr("Compare with before"))
        self.comparison.setDefaultAction(actions[comparison])
        self.addWidget(self.comparison)
        self._add(actions, Bar.MASK)
        self.addSeparator()
        self._add(actions, Bar.ZOOMING)
        self.addSeparator()
        self._add(actions, Bar.PANEL)
        theme.changed.connect(self._load_icons)
        self._load_icons()

    def _one_of(self, actions: Actions, place: Bar, text: str) -> QToolButton:
        """One button for several actions: it runs the one used last, and its menu has them all."""
        names = actions.in_bar(place)
        made = QToolButton()
        made.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(text)
        menu = QMenu(made)
        for name in names:
            actions[name].setIconVisibleInMenu(True)
            actions[name].toggled.connect(lambda on, name=name: made.setDefaultAction(actions[name]) if on else None)
            menu.addAction(actions[name])
        made.setMenu(menu)
        made.setDefaultAction(actions[names[0]])
        return made

    def _add_settings(self, menu: QMenu, retoucher: Retoucher) -> None:
        """Sliders below the retouching brushes that they are for."""
        menu.addSeparator()
        for title, value, tip, apply in (
            (tr("Hardness"), retoucher.hardness, tr("How sharp the edge of the brush is"), retoucher.set_hardness),
            (tr("Opacity"), retoucher.opacity, tr("How much of the copy a stroke lays on"), retoucher.set_opacity),
        ):
            slider = ValueSlider(title, 1, 100, " %")
            slider.setToolTip(tip)
            slider.set_value(value)
            slider.value_changed.connect(apply)
            row = QWidget()
            layout = QHBoxLayout(row)
            layout.setContentsMargins(12, 4, 12, 4)
            name = label(title, "label")
            name.setMinimumWidth(70)
            layout.addWidget(name)
            layout.addWidget(slider)
            entry = QWidgetAction(menu)
            entry.setDefaultWidget(row)
            menu.addAction(entry)

    def _add(self, actions: Actions, place: Bar) -> None:
        for name in actions.in_bar(place):
            self.addAction(actions[name])
            made = self.widgetForAction(actions[name])
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setAccessibleName(actions[name].text().rstrip("…"))

    def _load_icons(self) -> None:
        self.before.setIcon(icon("eye", self._theme))
