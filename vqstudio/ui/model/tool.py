"""The tools that paint the mask or select parts of the photo."""

from __future__ import annotations

from enum import Enum


class Tool(Enum):
    BRUSH = "brush"
    ERASER = "eraser"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    LASSO = "lasso"
    POLYGON = "polygon"
    WAND = "wand"
    SMART = "smart"

    @property
    def paints(self) -> bool:
        """Whether strokes go into the mask as they are; other tools select (see :mod:`vqstudio.ui.mask.selector`)."""
        return self in (Tool.BRUSH, Tool.ERASER)
