"""One of the photos that are open: all that is its own while another one is shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from types import UnionType

import numpy as np

from vqstudio.core.document import Document, Patch
from vqstudio.core.geometry import Bounds
from vqstudio.core.paths import shown_name
from vqstudio.engine.requests import Request, StyleRequest

from ..kit.translation import tr
from .commands import Command, EditStack
from .mask_layer import MaskContent
from .pyramid import Pyramid


class SourceUse(Enum):
    """What the painted source area means for the next repair."""

    EVERYWHERE = "everywhere"
    ONLY = "only"
    AVOID = "avoid"


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


@dataclass(eq=False)
class OpenPhoto:
    """``opened_version`` tells it from every other; ``version`` changes with its pixels and comes back with undo."""

    document: Document
    pyramid: Pyramid
    before: Pyramid
    stack: EditStack
    version: int
    opened_version: int
    saved_version: int | None
    """The version that its file holds, None if none does."""

    holds_steps: bool = False
    """Whether its file is a project, in which the mask and the history are kept as well, up to :attr:`saved_step`."""

    saved_step: Command | None = None

    save_target: Path | None = None
    """Where Save writes to without asking; set once the user chose a place for this photo."""

    mask: MaskContent | None = None
    source: MaskContent | None = None
    """The mask and the source area while another photo is shown."""

    source_use: SourceUse = SourceUse.EVERYWHERE
    painting_source: bool = False
    mask_empty: bool = True
    layer_empty: bool = True
    mask_version: int = 0
    """Another number after every change of the mask."""

    last_mask: np.ndarray | None = None
    last_edit: Edit | None = None
    earlier_styles: list[Edit] = field(default_factory=list)
    """Edits before it that painted a style on the same photo, without their patches: undo comes back to them."""

    @property
    def name(self) -> str:
        """What to call it."""
        return shown_name(self.document.path) if self.document.path else tr("Untitled")

    @property
    def modified(self) -> bool:
        steps_differ = self.holds_steps and self.stack.last() is not self.saved_step
        return self.version != self.saved_version or steps_differ

    @property
    def edited(self) -> bool:
        """True if there is a difference to compare."""
        return self.version != self.opened_version

    def edit_of(self, kind: type | UnionType) -> Edit | None:
        """The edit that made the present pixels, if a request of this kind did."""
        edits = [*self.earlier_styles, *([self.last_edit] if self.last_edit else [])]
        return next((edit for edit in edits if edit.version == self.version and isinstance(edit.request, kind)), None)

    def remember(self, edit: Edit) -> None:
        """``edit`` is the last one now."""
        styles = self.earlier_styles
        if self.last_edit is not None and isinstance(self.last_edit.request, StyleRequest):
            styles = [*styles, replace(self.last_edit, patch=NO_PATCH)]
        if isinstance(edit.request, StyleRequest):
            styles = [one for one in styles if one.base.pixels is edit.base.pixels]
        self.last_edit, self.earlier_styles = edit, styles
