"""The state of a batch in words."""

from __future__ import annotations

from collections import Counter
from functools import reduce

from ..kit.translation import tr, tr_count
from .entries import AGAIN, Entry, Phase, State


def summary_of(entries: list[Entry], phase: Phase, working: bool, waits: bool) -> str:
    """A sentence, or nothing if there is nothing to say. ``working``: the engine is working on a photo; ``waits``: the
    queue is waiting for an edit in the window.
    """
    counts = Counter(entry.state for entry in entries)
    total, left = len(entries), counts[State.WAITING] + counts[State.WORKING]
    active = phase is not Phase.IDLE
    if not total:
        return tr("Looking for photos…") if active else ""
    if phase is Phase.PAUSED and working:
        text = tr_count("Pausing after this photo; {count} photo left.",
                        "Pausing after this photo; {count} photos left.", left - 1)  # fmt: skip
    elif phase is Phase.PAUSED:
        text = tr_count("Paused; {count} photo left.", "Paused; {count} photos left.", left)
    elif active and waits:
        text = tr_count("Waiting for the edit in the window; {count} photo left.",
                        "Waiting for the edit in the window; {count} photos left.", left)  # fmt: skip
    elif active:
        text = tr("Photo {number} of {total}.", number=min(total, total - left + 1), total=total)
    elif counts[State.SKIPPED] == total:
        text = tr_count("This photo is done already. Tick “{again}” for new results.",
                        "All {count} photos are done already. Tick “{again}” for new results.",
                        total, again=tr(AGAIN))  # fmt: skip
    else:
        return _counts(entries)
    if not counts[State.FAILED]:
        return text
    told = tr_count("{count} failed.", "{count} failed.", counts[State.FAILED])
    return tr("{sentence} {another}", sentence=text, another=told)


def _counts(entries: list[Entry]) -> str:
    """How many photos are in each state that occurs."""
    counts = Counter(entry.state for entry in entries)
    done, before, kept, failed = (counts[state] for state in (State.DONE, State.SKIPPED, State.KEPT, State.FAILED))
    left = counts[State.WAITING] + counts[State.WORKING]
    anew = sum(entry.anew and entry.state in (State.WAITING, State.WORKING) for entry in entries)
    renewed = sum(entry.anew and entry.state is State.DONE for entry in entries)
    if done or failed:
        rest = tr_count("{count} photo left", "{count} photos left", left)
    else:
        rest = tr_count("{count} photo to do", "{count} photos to do", left)
    parts = (
        (left, rest),
        (anew, tr_count("{count} of them in place of an older result", "{count} of them in place of older results",
                        anew)),
        (done, tr_count("{count} done", "{count} done", done)),
        (renewed, tr_count("{count} of them in place of an older result", "{count} of them in place of older results",
                           renewed)),
        (before, tr_count("{count} done already", "{count} done already", before)),
        (kept, tr_count("{count} left out", "{count} left out", kept)),
        (failed, tr_count("{count} failed", "{count} failed", failed)),
    )  # fmt: skip
    told = (text for number, text in parts if number)
    return tr("{list}.", list=reduce(lambda first, then: tr("{first}, {then}", first=first, then=then), told))
