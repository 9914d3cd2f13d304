"""What a batch should do, and its photos with the state of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from vqstudio.batch import Item
from vqstudio.batch_records import Order, Standing
from vqstudio.batch_work import Work
from vqstudio.core.paths import shown_name
from vqstudio.core.wording import mark

from ..kit.translation import tr

AGAIN = mark("Do again what is done")


class State(Enum):
    WAITING = mark("Waiting")
    WORKING = mark("Working…")
    DONE = mark("Done")
    SKIPPED = mark("Done already")
    KEPT = mark("Left out")
    FAILED = mark("Failed")


class Phase(Enum):
    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"


SETTLED = (State.DONE, State.SKIPPED, State.KEPT, State.FAILED)


@dataclass(eq=False)
class Entry:
    """A photo of the queue. ``told``: a sentence if it failed or was left out, or what its result does not have of it.
    ``anew``: an earlier batch made a result, but the photo or the settings have changed since.
    """

    item: Item
    state: State = State.WAITING
    told: str = ""
    anew: bool = False


@dataclass(frozen=True)
class Wish:
    """What to do with which photos; the fields are the arguments of :func:`vqstudio.batch.items_of`.

    ``again``: also edit photos whose results exist already.
    """

    source: Path | tuple[Path, ...]
    output: Path
    work: Work
    masks: Path | None = None
    mask: Path | None = None
    suffix: str | None = None
    again: bool = False


def entry_of(order: Order, again: bool) -> Entry:
    """``again``: edit the photo even if its result exists."""
    if again or order.standing is Standing.MISSING:
        return Entry(order.item)
    if order.standing is Standing.OUTDATED:
        return Entry(order.item, anew=True)
    if order.standing is Standing.DONE:
        return Entry(order.item, State.SKIPPED)
    told = tr(
        "{name} is there already, not from a batch or changed since. Tick “{again}” to replace it.",
        name=shown_name(order.item.output),
        again=tr(AGAIN),
    )
    return Entry(order.item, State.KEPT, told)
