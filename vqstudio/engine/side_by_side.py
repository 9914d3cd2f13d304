"""Pieces of work that need nothing of each other, on threads of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import wait
from typing import TypeVar

from vqstudio.core.memory import threads, workers

from .pace import Step, parts

WAIT = 0.02
"""Seconds between two looks at how far they are."""

Value = TypeVar("Value")


def side_by_side(works: Sequence[Callable[[Step], Value]], step: Step) -> Iterator[Value]:
    """What each of ``works`` makes, in their order; each is given what hears of its share done. ``step``, which may
    raise Cancelled, hears of the share of all, on this thread; the works themselves must see that they are cancelled.
    Where there is one thread only they are done one after the other.
    """
    if threads() == 1 or len(works) == 1:
        for work, telling in zip(works, parts([1.0] * len(works), step), strict=True):
            telling(0.0)
            yield work(telling)
        return
    shares = [0.0] * len(works)

    def into(place: int) -> Step:
        def tell(share: float) -> None:
            shares[place] = share

        return tell

    with workers(len(works)) as pool:
        futures = [pool.submit(work, into(place)) for place, work in enumerate(works)]
        for future in futures:
            while not wait([future], WAIT).done:
                step(sum(shares) / len(shares))
            yield future.result()
