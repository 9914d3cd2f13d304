"""The progress of a run, in steps or in minutes of wall clock, and the learning rate that follows from it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from .schedules import RecipeError, ScheduleRecipe


@dataclass
class Pace:
    """Linear warm-up over the recipe's first steps, then a cosine from 1 to 0 at the end of the run.

    The end is the recipe's last step, or ``minutes`` after the start, less ``reserve`` seconds for what comes after the
    last step. ``spent`` are the seconds of the parts of the run before the last resume. Raises RecipeError for minutes
    that are not above 0.
    """

    schedule: ScheduleRecipe
    minutes: float | None = None
    spent: float = 0.0
    reserve: float = 0.0
    started: float = field(default_factory=lambda: time.monotonic())

    def __post_init__(self) -> None:
        if self.minutes is not None and not (math.isfinite(self.minutes) and self.minutes > 0):
            raise RecipeError(f"A run of {self.minutes:g} minutes trains nothing; give --minutes a number above 0.")

    @property
    def seconds(self) -> float:
        """Seconds of the whole run so far."""
        return self.spent + time.monotonic() - self.started

    def share(self, step: int) -> float:
        """The share of the run (0..1) that is over after ``step`` steps."""
        if self.minutes is None:
            return min(1.0, step / self.schedule.steps)
        return min(1.0, self.seconds / max(1e-9, 60 * self.minutes - self.reserve))

    def factor(self, step: int) -> float:
        """The learning rate of step ``step``, as a share (0..1) of its peak."""
        warm = min(1.0, (step + 1) / self.schedule.warm_up)
        return warm * 0.5 * (1 + math.cos(math.pi * self.share(step)))

    def over(self, step: int) -> bool:
        """Whether the run is over; every run makes at least one step, however short its time."""
        return step > 0 and self.share(step) >= 1
