"""Independent pieces of work in parallel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import wait
from typing import TypeVar

from vqstudio.core.memory import threads, workers

from .pace import Step, parts

WAIT = 0.02
"""Seconds between two reports of progress."""

Value = TypeVar("Value")


def side_by_side(works: Sequence[Callable[[Step], Value]], step: Step, at_once: int | None = None) -> Iterator[Value]:
    """The results of ``works``, in their order; each is called with a step for its own share done, at most ``at_once``
    of them at a time (None: all together). ``step`` receives the share of all, on this thread, and may raise Cancelled;
    the works must check for cancelling themselves. With a single thread they run one after the other.
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

    with workers(at_once or len(works)) as pool:
        futures = [pool.submit(work, into(place)) for place, work in enumerate(works)]
        for future in futures:
            while not wait([future], WAIT).done:
                step(sum(shares) / len(shares))
            yield future.result()
