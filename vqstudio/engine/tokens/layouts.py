"""Draws where light and colours lie in a new picture: a sketch for the prior to begin with."""

from __future__ import annotations

from typing import Final

import numpy as np

from ..cancel import CancelToken
from ..packs.pack import PackInfo
from ..packs.promises import LAYOUT_NUMBERS
from ..packs.sessions import Session

GRAPH: Final = "layout"
FREEDOM = 0.9
"""How freely the prior draws what a layout begins, see :mod:`.sketch`."""
USUAL = 0.9
"""Deviation of the numbers; 1 is as various as photos are."""


class Layouts:
    """The layouts of a pack's subjects. Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self._session = Session(pack, GRAPH, providers)

    def draw(self, subject: int, seed: int, cancel: CancelToken) -> np.ndarray:
        """uint8 (16, 16, 3) of a ``subject``, as the prior counts them (0: any); the same for the same seed."""
        numbers = USUAL * np.random.default_rng((seed, subject)).standard_normal((1, LAYOUT_NUMBERS))
        (layout,) = self._session.run(cancel, subject=np.array([subject]), numbers=numbers.astype(np.float32))
        return ((layout[0].transpose(1, 2, 0) + 1) * 127.5 + 0.5).clip(0, 255).astype(np.uint8)
