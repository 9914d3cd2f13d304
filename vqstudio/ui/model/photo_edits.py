"""What the engine last made of one photo: enough to ask again, and the outcomes there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import UnionType

import numpy as np

from vqstudio.core.document import Document, Patch
from vqstudio.core.geometry import Bounds
from vqstudio.engine.requests import CreateRequest, ExtendRequest, RepairRequest, Request, StyleRequest

MOST_FILLS = 8

Seeded = RepairRequest | ExtendRequest | CreateRequest
"""Requests whose result depends on a seed."""


@dataclass(frozen=True, eq=False)
class Edit:
    """The last result of the engine: enough to compute it again with another seed, style or strength."""

    request: Request
    base: Document
    patch: Patch
    """Of ``base``."""

    bounds: Bounds
    version: int


NO_PATCH = Patch(Bounds(0, 0, 0, 0), np.zeros((0, 0, 3), np.uint8), np.zeros((0, 0, 3), np.uint8))


@dataclass(frozen=True, eq=False)
class Fill:
    """One of several outcomes of the same wish; ``patch`` belongs to the photo before it."""

    request: Seeded
    patch: Patch


@dataclass(eq=False)
class PhotoEdits:
    """Which of them are in the photo follows from the ``version`` of its pixels, which undo brings back."""

    last: Edit | None = None
    earlier_styles: list[Edit] = field(default_factory=list)
    """Edits before it that painted a style on the same photo, without their patches: undo comes back to them."""

    kept_fills: list[Fill] = field(default_factory=list)
    """Outcomes of the last wish, in the order of their seeds; they stay while it is undone."""

    def of(self, kind: type | UnionType, version: int) -> Edit | None:
        """The edit that made this version of the pixels, if a request of this kind did."""
        edits = [*self.earlier_styles, *([self.last] if self.last else [])]
        return next((edit for edit in edits if edit.version == version and isinstance(edit.request, kind)), None)

    def remember(self, edit: Edit) -> None:
        """``edit`` is the last one now."""
        styles = self.earlier_styles
        if self.last is not None and isinstance(self.last.request, StyleRequest):
            styles = [*styles, replace(self.last, patch=NO_PATCH)]
        if isinstance(edit.request, StyleRequest):
            styles = [one for one in styles if one.base.pixels is edit.base.pixels]
        if not isinstance(edit.request, Seeded):
            self.kept_fills = []  # no undo leads back to where they could be shown
        elif not self.kept_fills:
            self.kept_fills = [Fill(edit.request, edit.patch)]
        self.last, self.earlier_styles = edit, styles

    def shown_fill(self, version: int) -> int | None:
        """Which of the outcomes made this version."""
        edit = self.of(Seeded, version)
        if edit is None:
            return None
        return next((n for n, fill in enumerate(self.kept_fills) if fill.request is edit.request), None)

    def begin_fills(self, fill: Fill) -> None:
        """The first outcome of another wish."""
        self.kept_fills = [fill]

    def add_fill(self, fill: Fill, shown: int) -> None:
        """A further one; the oldest makes place, but not the one that is ``shown``."""
        self.kept_fills.append(fill)
        if len(self.kept_fills) > MOST_FILLS:
            del self.kept_fills[1 if shown == 0 else 0]
