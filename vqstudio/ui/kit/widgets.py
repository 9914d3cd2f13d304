"""Small widgets that several panels share."""

from __future__ import annotations

import html
import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from .icons import icon
from .theme import Theme
from .translation import tr
from .typed_number import TypedNumber


def as_plain(tip: str) -> str:
    """A tooltip that shows names of files and styles literally: Qt would render one that looks like HTML, and load the
    pictures that it names.
    """
    return f"<p>{html.escape(tip)}</p>".replace("\n", "<br>") if "<" in tip else tip


def label(text: str, role: str, wrap: bool = False) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # names of files and styles may look like tags
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def rule() -> QFrame:
    line = QFrame()
    line.setProperty("role", "rule")
    return line


class _Scrolling(QScrollArea):
    def minimumSizeHint(self) -> QSize:
        """Never narrower than the page, because what is cut off could not be reached."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        page = self.widget()
        assert page is not None
        return QSize(page.minimumSizeHint().width() + bar, super().minimumSizeHint().height())


def has_focus(widget: QWidget) -> bool:
    """Whether the keyboard is with it or with what is in it."""
    focus = QApplication.focusWidget()
    return focus is not None and (widget is focus or widget.isAncestorOf(focus))


def scrolling(page: QWidget) -> QScrollArea:
    """``page`` at the area's width; it scrolls vertically where the window is too low."""
    area = _Scrolling()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


DOES, TRIGGERS = "doesAction", "triggersAction"


def does(widget: QWidget, *actions: str) -> None:
    """Say that ``widget`` does the same as one or two actions of the window: their keys are added to its tip."""
    widget.setProperty(DOES, list(actions))


def button(text: str, tip: str, primary: bool = False, flat: bool = False, action: str = "") -> QPushButton:
    """A push button that leaves the keyboard focus with the photo when it is clicked, so that Space still pans.

    ``action``: the window's action that it triggers. The button is enabled when the action is, and its tip shows the
    keys.
    """
    made = QPushButton(text)
    made.setProperty("primary", primary)
    made.setProperty("flat", flat)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setToolTip(tip)
    made.setAccessibleName(text.replace("&", ""))
    made.setAccessibleDescription(tip)
    if action:
        does(made, action)
        made.setProperty(TRIGGERS, action)
    return made


def set_icon(made: QPushButton, name: str, theme: Theme, color: str = "text") -> None:
    """Give a button an icon that follows the theme."""

    def refresh() -> None:
        made.setIcon(icon(name, theme, color))

    made.setIconSize(QSize(18, 18))
    made.setText(f"\N{THIN SPACE}{made.text()}")  # space between icon and text, which a style sheet cannot set
    refresh()
    theme.changed.connect(refresh)


class Pages(QStackedWidget):
    """Needs room for the page that is shown, and not for the largest: letters of some scripts make that one too high
    for a small screen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown else super().minimumSizeHint()


class ElidedLabel(QLabel):
    """One line, such as a path, that is shortened where it does not fit; the tooltip shows all of it.

    ``placeholder`` is shown while there is no text.
    """

    def __init__(self, name: str, placeholder: str, shorten: Qt.TextElideMode = Qt.TextElideMode.ElideLeft) -> None:
        super().__init__()
        self._name, self._placeholder, self._shorten = name, placeholder, shorten
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text("")

    def set_text(self, text: str) -> None:
        self._whole = text or self._placeholder
        self.setToolTip(text)
        self.setAccessibleName(tr("{name}: {text}", name=self._name, text=self._whole))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._shorten, self.width()))


class CentredSlider(QSlider):
    """A slider with negative and positive values, filled from its middle to the handle."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setProperty("centred", True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        handle = self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
        middle, at = self.rect().center(), handle.center().x()
        start, end = (middle.x(), handle.left()) if at > middle.x() else (handle.right() + 1, middle.x() + 1)
        if end > start:
            role = QPalette.ColorRole.Highlight if self.isEnabled() else QPalette.ColorRole.Dark
            QPainter(self).fillRect(start, middle.y() - 1, end - start, 4, self.palette().color(role))


class ValueSlider(QWidget):
    """A slider with a number box. A logarithmic one gives small values as much room as large ones.

    Values are whole numbers, or have ``decimals`` decimal places.
    """

    value_changed = Signal(object)

    def __init__(
        self, name: str, low: float, high: float, suffix: str, logarithmic: bool = False, decimals: int = 0
    ) -> None:
        super().__init__()
        self._low, self._high, self._logarithmic, self._unit = low, high, logarithmic, 10**decimals
        self.slider = CentredSlider() if low < 0 < high else QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 1000 if logarithmic else round((high - low) * self._unit))
        self.slider.setPageStep(max(1, self.slider.maximum() // 10))
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(name)
        self.spin = QDoubleSpinBox()
        self.spin.setDecimals(decimals)
        self.spin.setSingleStep(1 / self._unit)
        self.spin.setRange(low, high)
        self.spin.setSuffix(suffix)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        widest = max((f"{end:.{decimals}f}{suffix}" for end in (low, high)), key=len)
        self.spin.setFixedWidth(self.spin.fontMetrics().horizontalAdvance(widest) + 26)
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.spin.setKeyboardTracking(False)
        TypedNumber(self.spin)
        self.spin.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.spin)
        self.slider.valueChanged.connect(self._slid)
        self.spin.valueChanged.connect(self._typed)
        self.set_value(low)

    @property
    def value(self) -> float:
        return self._rounded(self.spin.value())

    def set_value(self, value: float) -> None:
        self.spin.setValue(value)
        self._place_slider(self.value)

    def setToolTip(self, tip: str) -> None:
        self.slider.setToolTip(tip)
        self.spin.setToolTip(tip)

    def toolTip(self) -> str:
        return self.slider.toolTip()

    def _rounded(self, value: float) -> float:
        return round(value * self._unit) / self._unit if self._unit > 1 else round(value)

    def _slid(self, position: int) -> None:
        if self._logarithmic:
            value = self._low * math.exp(position / 1000 * math.log(self._high / self._low))
        else:
            value = self._low + position / self._unit
        self.spin.setValue(self._rounded(value))

    def _typed(self, value: float) -> None:
        value = self._rounded(value)
        self._place_slider(value)
        self.value_changed.emit(value)

    def _place_slider(self, value: float) -> None:
        if self._logarithmic:
            position = round(1000 * math.log(value / self._low) / math.log(self._high / self._low))
        else:
            position = round((value - self._low) * self._unit)
        self.slider.blockSignals(True)
        self.slider.setValue(position)
        self.slider.blockSignals(False)
