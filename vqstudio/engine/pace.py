"""Progress in proportion to time: each part of the work is weighted by what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Step = Callable[[float], None]
"""Called with the share done, 0..1. May raise Cancelled."""

DESCRIBE = 3.4
"""Microseconds per pixel of a level: the patches that can be copied are described."""
TOUCH = 0.4
"""Per pixel of a region, for building its levels."""
FIND = 128.0
"""Per pixel of the hole at the size at which shifts are found."""
REFINE = 0.35
"""Per pixel of a level, for making shifts precise there."""
PASTE = 5.0
"""Per pixel of the hole, for copying it by shifts and bringing tones together."""
COMPARE_FILLS = 40_000.0
"""For a critic's look at one fill."""
GUESS = 12.0
"""Per pixel that the models see, tokens and all."""
LOOK = 3.0
"""Per pixel that the repair decoder alone sees."""
SEARCH = 12.0
"""Per target patch and round of search and vote."""
COMPARE = 0.0005
"""Per pair of patches that are compared one by one."""
PAINT = 30.0
"""Per pixel that a style is painted at, for each pixel of the photo that it is enlarged to."""
BLEND = 20.0
"""Per pixel of the hole: the final pixels. All on two cores; what counts is how they compare."""


def no_step(_share: float) -> None:
    """For callers that do not track progress."""


ROWS = 128
"""Rows of a large picture between two reports: some hundredths of a second of work."""


def strips(length: int, step: Step, rows: int = ROWS) -> Iterator[slice]:
    """A picture's rows, ``rows`` at a time. ``step`` receives the share done before each, and may raise Cancelled."""
    for top in range(0, length, rows):
        step(top / length)
        yield slice(top, min(top + rows, length))


def parts(costs: Sequence[float], step: Step) -> list[Step]:
    """One step for each of several pieces of work done one after the other, at these ``costs``. Each takes the share of
    its own piece, 0..1, and passes the share of the whole on to ``step``.
    """
    total = float(sum(costs)) or 1.0
    made: list[Step] = []
    before = 0.0
    for cost in map(float, costs):

        def tell(share: float, before: float = before, cost: float = cost) -> None:
            step((before + cost * min(1.0, max(0.0, share))) / total)

        made.append(tell)
        before += cost
    return made
