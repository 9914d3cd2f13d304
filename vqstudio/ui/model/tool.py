"""The tools that paint the mask, select parts of the photo, or retouch it."""

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
    CLONE = "clone"
    HEAL = "heal"
    ORIGINAL = "original"
    PAINT = "paint"

    @property
    def paints(self) -> bool:
        """Whether strokes go into the mask as they are."""
        return self in (Tool.BRUSH, Tool.ERASER)

    @property
    def retouches(self) -> bool:
        """Whether strokes change the photo itself, see :mod:`vqstudio.ui.retouch.retoucher`."""
        return self in (Tool.CLONE, Tool.HEAL, Tool.ORIGINAL, Tool.PAINT)

    @property
    def selects(self) -> bool:
        """Whether it finds what becomes part of the mask, see :mod:`vqstudio.ui.mask.selector`."""
        return not self.paints and not self.retouches
