"""The engine's last edit of a photo: enough to run it again, and the versions to choose from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import UnionType

import numpy as np

from vqstudio.core.document import Document, Patch
from vqstudio.core.geometry import Bounds
from vqstudio.engine.requests import CreateRequest, ExtendRequest, RepairRequest, Request, StyleRequest, TextureRequest

MOST_FILLS = 8

Seeded = RepairRequest | ExtendRequest | CreateRequest | TextureRequest
"""Requests whose result depends on a seed."""


@dataclass(frozen=True, eq=False)
class Edit:
    """A result of the engine, with what is needed to compute it again with another seed, style or strength."""

    request: Request
    base: Document
    patch: Patch
    """Applies to ``base``."""

    bounds: Bounds
    version: int


NO_PATCH = Patch(Bounds(0, 0, 0, 0), np.zeros((0, 0, 3), np.uint8), np.zeros((0, 0, 3), np.uint8))


@dataclass(frozen=True, eq=False)
class Fill:
    """One of several results of the same edit; ``patch`` applies to the photo before it."""

    request: Seeded
    patch: Patch


@dataclass(eq=False)
class PhotoEdits:
    """Which of these edits is in the photo follows from the ``version`` of its pixels, which undo restores."""

    last: Edit | None = None
    earlier_styles: list[Edit] = field(default_factory=list)
    """Earlier styles painted on the same photo, without their patches; undo can return to them."""

    kept_fills: list[Fill] = field(default_factory=list)
    """The versions of the last edit, in the order of their seeds; they are kept while it is undone."""

    def of(self, kind: type | UnionType, version: int) -> Edit | None:
        """The edit that made this version of the pixels, if a request of this kind did."""
        edits = [*self.earlier_styles, *([self.last] if self.last else [])]
        return next((edit for edit in edits if edit.version == version and isinstance(edit.request, kind)), None)

    def remember(self, edit: Edit) -> None:
        """Make ``edit`` the last one. If it depends on a seed and no fills are kept, as when a project is opened, it
        becomes the first.
        """
        styles = self.earlier_styles
        if self.last is not None and isinstance(self.last.request, StyleRequest):
            styles = [*styles, replace(self.last, patch=NO_PATCH)]
        if isinstance(edit.request, StyleRequest):
            styles = [one for one in styles if one.base.pixels is edit.base.pixels]
        if not isinstance(edit.request, Seeded):
            self.kept_fills = []  # undo cannot return to where they would be shown
        elif not self.kept_fills:
            self.kept_fills = [Fill(edit.request, edit.patch)]
        self.last, self.earlier_styles = edit, styles

    def shown_fill(self, version: int) -> int | None:
        """The index of the kept fill that made this version of the pixels, if one did."""
        edit = self.of(Seeded, version)
        if edit is None:
            return None
        return next((n for n, fill in enumerate(self.kept_fills) if fill.request is edit.request), None)

    def begin_fills(self, fill: Fill) -> None:
        """Start over with the first result of a new edit."""
        self.kept_fills = [fill]

    def add_fill(self, fill: Fill, shown: int) -> None:
        """Add a fill. Beyond MOST_FILLS the oldest is dropped, or the second oldest if the oldest is ``shown``."""
        self.kept_fills.append(fill)
        if len(self.kept_fills) > MOST_FILLS:
            del self.kept_fills[1 if shown == 0 else 0]
