"""Estimates how long running work may still take from its pace so far."""

from __future__ import annotations

import time
from collections.abc import Callable

from ..kit.translation import tr, tr_count

WORTH_TELLING = 5.0
"""Seconds that the work must take in total for an estimate to be shown."""
SURE_AFTER = 1.5
"""Seconds after which the pace is meaningful."""
LEAST_SHARE = 0.03


class TimeLeft:
    """``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.restart()

    def restart(self) -> None:
        """Start over for new work."""
        self._start, self._share = self._clock(), 0.0

    def text(self, share: float) -> str:
        """A few words in the window's language for the share done, 0..1; empty while there is no estimate."""
        if share < self._share:
            self.restart()  # the next of several jobs
        self._share = share
        passed = self._clock() - self._start
        if passed < SURE_AFTER or share < LEAST_SHARE:
            return ""
        total = passed / share
        left = total - passed
        if total < WORTH_TELLING or left < 1:
            return ""
        if left > 90:
            return tr_count("about {count} minute left", "about {count} minutes left", round(left / 60))
        step = 5 if left > 10 else 1  # no false precision
        return tr("about {seconds} s left", seconds=max(1, round(left / step) * step))
