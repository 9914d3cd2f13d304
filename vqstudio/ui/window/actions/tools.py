"""The tools that paint, select and retouch."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from vqstudio.core.wording import mark

from ...kit.action import Action, Bar, Entry, Section
from ...mask.brush import Brush
from ...model.session import EditSession
from ...model.tool import Tool
from .conditions import has_photo


class ToolParts(Protocol):
    session: EditSession
    brush: Brush


def _take(tool: Tool, parts: ToolParts) -> None:
    parts.brush.set_tool(tool)


def _in_hand(tool: Tool, parts: ToolParts) -> bool:
    return parts.brush.tool is tool


def _tool(tool: Tool, text: str, key: str, tip: str, section: Section, bar: Bar) -> Action[ToolParts]:
    return Action(
        tool.value, text, partial(_take, tool), when=has_photo, checked=partial(_in_hand, tool),
        keys=(key,), tip=tip, icon=tool.value, section=section, bar=bar,
    )  # fmt: skip


_painting = partial(_tool, section=Section.PAINTING, bar=Bar.PAINTING)
_selecting = partial(_tool, section=Section.SELECTING, bar=Bar.SELECTING)
_retouching = partial(_tool, section=Section.RETOUCHING, bar=Bar.RETOUCHING)

ACTIONS: tuple[Entry[ToolParts], ...] = (
    _painting(Tool.BRUSH, mark("Brush"), "B", mark("Paint what should go")),
    _painting(Tool.ERASER, mark("Eraser"), "E", mark("Unpaint")),
    Action(
        "swap_tool", mark("Swap brush and eraser"), lambda parts: parts.brush.swap_tool(), when=has_photo,
        keys=("X",), tip=mark("Change between brush and eraser"), section=Section.PAINTING,
    ),
    _selecting(Tool.RECTANGLE, mark("Rectangle"), "R", mark("Select a rectangle")),
    _selecting(Tool.ELLIPSE, mark("Ellipse"), "O", mark("Select an ellipse")),
    _selecting(Tool.LASSO, mark("Lasso"), "L", mark("Select what you draw around")),
    _selecting(Tool.POLYGON, mark("Polygon"), "P", mark("Select between corners that you click")),
    _selecting(Tool.WAND, mark("Magic wand"), "W", mark("Select similar colours by a click")),
    _selecting(Tool.SMART, mark("Smart select"), "S", mark("Scribble on an object to select it")),
    _retouching(Tool.CLONE, mark("Clone"), "K", mark("Paint a copy of another place: Ctrl+click it first")),
    _retouching(Tool.HEAL, mark("Heal"), "H", mark("As clone, but with the light and colour of where you paint")),
    _retouching(Tool.ORIGINAL, mark("Bring back"), "Y", mark("Paint the photo as it was opened")),
    _retouching(Tool.PAINT, mark("Paint"), "D", mark("Paint strokes of a colour: Ctrl+click takes one from the photo")),
    Action(
        "smaller", mark("Smaller brush"), lambda parts: parts.brush.step_size(-1),
        keys=("[",), tip=mark("Make the brush smaller"), section=Section.BRUSH_SIZE,
    ),
    Action(
        "larger", mark("Larger brush"), lambda parts: parts.brush.step_size(1),
        keys=("]",), tip=mark("Make the brush larger"), section=Section.BRUSH_SIZE,
    ),
)  # fmt: skip
