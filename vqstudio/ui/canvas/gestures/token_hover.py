"""Looking at the photo's tokens by pointing at them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from ..token_view import TokenView
from .gesture import Gesture, Pointer


class TokenHover(Gesture):
    """While tokens are shown, nothing can be painted or selected."""

    def __init__(self, tokens: TokenView) -> None:
        self._tokens = tokens

    def press(self, pointer: Pointer) -> bool:
        return self._tokens.active

    def hover(self, point: QPointF | None) -> None:
        self._tokens.hover(point)

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        return Qt.CursorShape.ArrowCursor if self._tokens.active else None
