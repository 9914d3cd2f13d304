"""What is being computed for a photo, and the words for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from vqstudio.core.document import Document
from vqstudio.core.geometry import NO_MARGINS, Margins
from vqstudio.core.wording import mark
from vqstudio.engine.requests import (
    AdjustRequest,
    ClearRequest,
    CreateRequest,
    EnlargeRequest,
    ExtendRequest,
    RepairRequest,
    Request,
    TextureRequest,
)

from .open_photo import OpenPhoto


class Words(NamedTuple):
    """English, translated where they are shown."""

    step: str
    """The text of its step in the history."""
    doing: str
    """What was being done, for error messages."""


WORDS: dict[type[Request], Words] = {
    RepairRequest: Words(mark("Repair"), mark("repairing")),
    ExtendRequest: Words(mark("Extend"), mark("extending the photo")),
    CreateRequest: Words(mark("Create"), mark("creating a picture")),
    TextureRequest: Words(mark("Texture"), mark("making a texture")),
    AdjustRequest: Words(mark("Adjust"), mark("adjusting the photo")),
    ClearRequest: Words(mark("Clear up"), mark("clearing the photo")),
    EnlargeRequest: Words(mark("Enlarge"), mark("enlarging the photo")),
}
"""For all requests except styles, whose step names the style."""
AFTER_REPAIR = mark("Paint a smaller area, or choose where texture is taken from, and try again.")
"""Advice after a failed repair."""


Then = Callable[[bool], None]
"""Called with whether the photo is now what was asked for."""


def no_more(_done: bool) -> None:
    """For operations that nothing follows."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A question that is being answered; the photo stays as it is."""

    photo: OpenPhoto
    doing: str
    answered: Callable[[object], None]
    failed: Callable[[], None]


@dataclass(frozen=True, eq=False)
class Pending:
    photo: OpenPhoto
    base: Document
    words: Words
    then: Then = no_more
    used_mask: np.ndarray | None = None
    further: bool = False
    """Whether it computes a further version of the edit that is in the photo."""
    more: int = 0
    """How many further versions follow this one."""
    origin: Margins = NO_MARGINS
    """Margins by which the canvas of previews has grown."""
