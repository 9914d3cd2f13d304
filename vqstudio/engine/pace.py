"""How far work is, in the time that it takes: its parts are weighed by what they cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Step = Callable[[float], None]
"""Hears of the share done, 0..1."""

DESCRIBE = 3.4
"""Microseconds per pixel of a level: the patches that can be copied are described."""
TOUCH = 0.4
"""Per pixel of a region, for building its levels."""
FIND = 190.0
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
    """Nobody asks how far it is."""


ROWS = 128
"""Of a large picture so many are worked on before anybody hears of it: some hundredths of a second."""


def strips(length: int, step: Step, rows: int = ROWS) -> Iterator[slice]:
    """A picture's rows, a few at a time. ``step`` hears of the share done before each, and may raise Cancelled."""
    for top in range(0, length, rows):
        step(top / length)
        yield slice(top, min(top + rows, length))


def parts(costs: Sequence[float], step: Step) -> list[Step]:
    """For each of several pieces of work that are done one after the other, at these costs, what hears of its share
    done; ``step`` hears of the share of all.
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
