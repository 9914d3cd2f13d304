"""Arguments of a script, checked as the command line checks its own. All raise RequestError. What the command line's
parser cannot check is checked here for both.
"""

from __future__ import annotations

import math
from argparse import ArgumentTypeError

import numpy as np

from .arguments import LARGEST_NUMBER, margin
from .core.errors import RequestError
from .core.wording import one_line

LONGEST_SHOWN = 40
Length = int | str
"""Pixels, or a share of the picture's side as "25%"."""


def shown(value: object) -> str:
    """Somebody's value in a sentence."""
    return one_line(repr(value), LONGEST_SHOWN)


def number(name: str, value: object) -> float:
    try:
        found = float(value) if isinstance(value, int | float | np.integer | np.floating) else math.nan
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise RequestError("{name} must be a number, not {value}.", name=name, value=shown(value))
    return found


def share(name: str, value: object) -> float:
    value = number(name, value)
    if not 0 <= value <= 1:
        raise RequestError("{name} must be between 0 and 1, not {value:g}.", name=name, value=value)
    return value


def maybe_share(name: str, value: object) -> float | None:
    return None if value is None else share(name, value)


def whole(name: str, value: object) -> int:
    if not isinstance(value, int | np.integer) or not 0 <= value <= LARGEST_NUMBER:
        raise RequestError(
            "{name} must be a whole number from 0 to {most}, not {value}.",
            name=name,
            most=LARGEST_NUMBER,
            value=shown(value),
        )
    return int(value)


def text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise RequestError("{name} must be a name, not {value}.", name=name, value=shown(value))
    return value


def length(name: str, value: object, of: int) -> int:
    try:
        return margin(str(value))(of)
    except (ArgumentTypeError, ValueError):
        raise RequestError(
            "{name} must be a number of pixels, or a share of the side as '25%', 0 or more, not {value}.",
            name=name,
            value=shown(value),
        ) from None


def size_of(value: object) -> tuple[int, int]:
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise RequestError("size must be a width and a height in pixels, not {value}.", value=shown(value))
    return whole("the width", value[0]), whole("the height", value[1])


def rectangle_of(name: str, value: object) -> tuple[int, int, int, int]:
    """Left, top, width and height."""
    if not isinstance(value, tuple | list) or len(value) != 4:
        raise RequestError(
            "{name} must be x, y, width and height in pixels, not {value}.", name=name, value=shown(value)
        )
    x, y, width, height = (whole(f"each number of {name}", one) for one in value)
    return x, y, width, height
