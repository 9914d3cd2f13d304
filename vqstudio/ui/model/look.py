"""What is set on the style panel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vqstudio.core.mask import Mask
from vqstudio.engine.requests import StyleRequest


@dataclass(frozen=True)
class Look:
    """The settings of the style panel; its fields are those of :class:`StyleRequest`."""

    style: str
    title: str
    strength: float = 1.0
    scale: float = 1.0
    keep_colours: bool = False
    only_mask: bool = False
    outside: bool = False
    feather: float = 0.0
    forms: float = StyleRequest.forms


def same_area(one: Mask | None, other: Mask | None) -> bool:
    """Whether two masks, or none, select the same."""
    if one is None or other is None:
        return one is other
    return np.array_equal(one.alpha, other.alpha)
