"""Repair: paint over something, and it is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QRadioButton, QWidget

from vqstudio.core.wording import mark
from vqstudio.engine.requests import RepairRequest

from ..kit.action import Action, Section
from ..kit.layout import Part, lay_out, row
from ..kit.settings import MAX_BRUSH, MIN_BRUSH, Settings
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import ValueSlider, button, does, label, rule, set_icon
from ..mask.brush import Brush
from ..mask.selector import MOST_TOLERANCE, Selector
from ..model.operations import Operations
from ..model.photo_masks import SourceUse
from ..model.session import EditSession
from ..model.tool import Tool
from .spare_fills import SpareFills
from .tab import Page, Tab, Workbench
from .versions import Versions

SOURCES = {
    SourceUse.EVERYWHERE: mark("Everywhere"),
    SourceUse.ONLY: mark("Only the green area"),
    SourceUse.AVOID: mark("Everywhere but the green area"),
}
NOT_YET_GREEN = {
    SourceUse.EVERYWHERE: mark("Everywhere"),
    SourceUse.ONLY: mark("Only an area that I paint"),
    SourceUse.AVOID: mark("Everywhere but an area that I paint"),
}
"""The same while no source area (green) is painted."""

TOOL_LABELS = {
    Tool.RECTANGLE: mark("Rectangle"),
    Tool.ELLIPSE: mark("Ellipse"),
    Tool.LASSO: mark("Lasso"),
    Tool.POLYGON: mark("Polygon"),
    Tool.WAND: mark("Tolerance"),
}
"""Shown above the settings of tools without a size."""
TOOL_HINTS = {
    Tool.RECTANGLE: mark("Drag from corner to corner; with Shift a square. Ctrl takes away."),
    Tool.ELLIPSE: mark("Drag from corner to corner; with Shift a circle. Ctrl takes away."),
    Tool.LASSO: mark("Draw around it. Ctrl takes away."),
    Tool.POLYGON: mark("Click its corners; a double click or Enter closes it. Ctrl takes away."),
    Tool.WAND: mark("Click a colour. Ctrl takes away."),
    Tool.SMART: mark("Scribble on an object, and all of it is selected. Ctrl takes away."),
    Tool.CLONE: mark("Ctrl+click what should be copied, then paint where it should be."),
    Tool.HEAL: mark("Ctrl+click a good place, then paint over a bad one. Light and colour stay."),
    Tool.ORIGINAL: mark("Paint where the photo should be as it was opened."),
    Tool.PAINT: mark("Paint strokes of a colour, which is chosen in Create. Ctrl+click takes one from the photo."),
}


class RepairPanel(QWidget):
    def __init__(
        self, session: EditSession, brush: Brush, selector: Selector, operations: Operations, theme: Theme
    ) -> None:
        super().__init__()
        self._session, self._brush, self._operations = session, brush, operations
        self.brush_size = ValueSlider(tr("Brush size"), MIN_BRUSH, MAX_BRUSH, " px", logarithmic=True)
        self.brush_size.setToolTip(tr("Diameter in pixels of the photo"))
        does(self.brush_size, "smaller", "larger")
        self.brush_size.set_value(brush.size)
        self.brush_size.value_changed.connect(brush.set_size)
        brush.size_changed.connect(self.brush_size.set_value)
        self.tolerance = ValueSlider(tr("Tolerance"), 0, MOST_TOLERANCE, "")
        self.tolerance.setToolTip(tr("How far colours may differ from the one that is clicked"))
        self.tolerance.set_value(selector.tolerance)
        self.tolerance.value_changed.connect(selector.set_tolerance)
        self.connected = QCheckBox(tr("Only what hangs together"))
        self.connected.setToolTip(tr("Without it, similar colours are selected everywhere in the photo"))
        self.connected.setChecked(selector.connected)
        self.connected.toggled.connect(selector.set_connected)
        self.add, self.subtract = (QRadioButton(tr(text)) for text in (mark("Add"), mark("Subtract")))
        self.add.setToolTip(tr("What is selected joins the mask (with Ctrl it is taken away)"))
        self.subtract.setToolTip(tr("What is selected is taken away from the mask (with Ctrl it joins)"))
        self.add.setChecked(not selector.subtracts)
        self.subtract.toggled.connect(selector.set_subtracts)
        self.tool_label = label("", "label")
        self.tool_hint = label("", "muted", wrap=True)
        self.clear = button(tr("Clear"), tr("Unpaint everything"), action="clear_mask")
        set_icon(self.clear, "clear", theme)
        self.invert = button(tr("Invert"), tr("Swap painted and unpainted"), action="invert_mask")
        set_icon(self.invert, "invert", theme)
        self.restore = button(tr("Last mask"), tr("Bring back the mask of the last repair"), action="restore_mask")
        set_icon(self.restore, "restore", theme)
        self.after_applying: Callable[[Callable[[], object]], object] = lambda then: then()
        """Calls its argument once what another panel previewed is no longer being applied."""
        self.auto = QCheckBox(tr("Repair when I lift the brush"))
        self.auto.setToolTip(tr("Every stroke is repaired at once, without pressing Repair"))
        self.source = QComboBox()
        for use, text in SOURCES.items():
            self.source.addItem(tr(text), use)
        self.source.setAccessibleName(tr("Take texture from"))
        self.source.setToolTip(tr("Where repairs may copy from: paint that area in green"))
        self.source.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.paint_source = QCheckBox(tr("Paint the green area"))
        self.paint_source.setToolTip(tr("The brush paints where texture may be taken from, not what should go"))
        does(self.paint_source, "paint_source")
        self.detail = ValueSlider(tr("Detail"), 0, 100, " %")
        self.detail.setToolTip(tr("100 % copies detail from the photo, less makes the fill smoother"))
        self.detail.set_value(100)
        self.detail.value_changed.connect(self._set_detail)
        self.repair = button(tr("Repair"), tr("Remove what is painted"), primary=True, action="repair")
        set_icon(self.repair, "repair", theme, "on_accent")
        self.versions = Versions(tr("Versions"), tr("More versions"), RepairRequest, operations, theme)
        self.hint = label("", "muted", wrap=True)

        masks = QGridLayout()
        masks.setSpacing(8)
        masks.addWidget(self.clear, 0, 0)
        masks.addWidget(self.invert, 0, 1)
        masks.addWidget(self.restore, 1, 0, 1, 2)
        text = tr("Objects, scratches, stains or text. Paint a little over the edge; the rest stays as it is.")
        options: list[Part] = [
            label(tr("Paint over what should go"), "heading", wrap=True), label(text, "muted", wrap=True), 8,
            row(self.add, self.subtract), self.tool_label, self.brush_size, self.tolerance, self.connected,
            self.tool_hint, 8,
            label(tr("Mask"), "label"), masks, 4, self.auto, 8,
            label(tr("Take texture from"), "label"), self.source, self.paint_source, 8,
            label(tr("Detail"), "label"), self.detail,
        ]  # fmt: skip
        lay_out(self, options, (self.hint, rule(), self.versions, self.repair))

        self.source.activated.connect(lambda: session.use_source(self.source.currentData()))
        self.paint_source.clicked.connect(self.paint_green)
        brush.tool_changed.connect(self._show_tool)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        self._show_tool()
        self.refresh()

    def _show_tool(self) -> None:
        """Show the settings of the current tool."""
        tool = self._brush.tool
        brush = not tool.selects or tool is Tool.SMART
        self.tool_label.setText(tr(TOOL_LABELS.get(tool, mark("Brush size"))))
        self.brush_size.setVisible(brush)
        for widget in (self.tolerance, self.connected):
            widget.setVisible(tool is Tool.WAND)
        for choice in (self.add, self.subtract):
            choice.setVisible(tool.selects)
        self.tool_hint.setText(tr(TOOL_HINTS[tool]) if tool in TOOL_HINTS else "")
        self.tool_hint.setVisible(tool in TOOL_HINTS)

    def refresh(self) -> None:
        session, operations = self._session, self._operations
        has_photo = session.document is not None
        self.brush_size.setEnabled(has_photo)
        self.versions.refresh()
        self.source.setEnabled(has_photo)
        self.source.setCurrentIndex(list(SOURCES).index(session.source_use))
        green = has_photo and not session.source.is_empty()
        for number, text in enumerate((SOURCES if green else NOT_YET_GREEN).values()):
            self.source.setItemText(number, tr(text))
        self.paint_source.setText(tr("Paint the green area") if green else tr("Paint that area, in green"))
        self.paint_source.setEnabled(has_photo)
        self.paint_source.setChecked(session.painting_source)
        if not has_photo:
            self.hint.setText(tr("Open a photo to begin."))
        elif operations.busy:
            self.hint.setText(tr("You can go on painting, zooming and panning."))
        elif session.painting_source:
            self.hint.setText(tr("Paint the green area, then go back to what should go."))
        elif session.mask_empty and operations.fills_of(RepairRequest):
            self.hint.setText(tr("Not right? Try more versions, texture from elsewhere, or undo (Ctrl+Z)."))
        elif session.mask_empty:
            self.hint.setText(tr("Nothing is painted yet."))
        else:
            self.hint.setText("")
        self.hint.setVisible(bool(self.hint.text()))

    def paint_green(self, on: bool) -> None:
        """Choose whether the brush paints the source area or what should go."""
        if on and self._session.source_use is SourceUse.EVERYWHERE:
            self._session.use_source(SourceUse.ONLY)
        self._session.paint_source(on)

    def _set_detail(self, percent: int) -> None:
        self._operations.detail = percent / 100

    def stroke_finished(self, tool: Tool) -> None:
        """The session has recorded a stroke; repair it if the user wants that at once."""
        if self.auto.isChecked() and tool is Tool.BRUSH and not self._session.painting_source:
            self.after_applying(self._operations.repair)


class RepairPage(Page):
    panel: RepairPanel

    def __init__(self, bench: Workbench) -> None:
        services = bench.services
        self.session, self.operations = services.session, bench.operations
        self.panel = RepairPanel(self.session, bench.brush, bench.selector, self.operations, services.theme)
        self.spare_fills = SpareFills(self.operations, services.bridge, services.window)

    def restore(self, settings: Settings) -> None:
        self.panel.auto.setChecked(settings.repair_on_release)

    def close(self) -> None:
        self.spare_fills.end()

    def can_flip(self) -> bool:
        """Whether there are several versions to flip through."""
        return len(self.operations.fills) > 1 and not self.operations.busy


TAB: Tab[RepairPage] = Tab(
    name="repair",
    title=mark("Repair"),
    icon="repair",
    tip=mark("Remove things from the photo"),
    key="F2",
    show=mark("Repair panel"),
    show_tip=mark("Show the repair panel"),
    make=RepairPage,
    actions=(
        Action(
            "repair", mark("Repair"), lambda page: page.operations.repair(),
            when=lambda page: page.operations.can_repair,
            keys=("Ctrl+R",), tip=mark("Remove what is painted"), icon="repair", section=Section.REPAIR,
        ),
        Action(
            "more_fills", mark("More versions"), lambda page: page.operations.more_fills(),
            when=lambda page: page.operations.can_fill_again,
            keys=("Ctrl+Shift+R",), tip=mark("Other outcomes of the last repair or extension"), section=Section.REPAIR,
        ),
        Action(
            "previous_fill", mark("Previous version"), lambda page: page.operations.step_fill(-1),
            when=RepairPage.can_flip,
            keys=("Alt+Left",), tip=mark("Show the previous one of several outcomes"), section=Section.REPAIR,
        ),
        Action(
            "next_fill", mark("Next version"), lambda page: page.operations.step_fill(1),
            when=RepairPage.can_flip,
            keys=("Alt+Right",), tip=mark("Show the next one of several outcomes"), section=Section.REPAIR,
        ),
        Action(
            "paint_source", mark("Paint source area"),
            lambda page: page.panel.paint_green(not page.session.painting_source),
            when=lambda page: page.session.document is not None,
            checked=lambda page: page.session.painting_source,
            keys=("G",), tip=mark("Paint where repairs take texture from"), section=Section.SOURCE_AREA,
        ),
    ),
)  # fmt: skip
