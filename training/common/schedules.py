"""What every recipe has: checked fields, and a schedule."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Positive = Annotated[int, Field(gt=0)]


class RecipeError(Exception):
    """A recipe does not exist or holds an invalid value; the message names it."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScheduleRecipe(Strict):
    """``steps`` of ``batch`` crops of ``crop`` px (per process), linear warm-up, cosine decay to zero."""

    steps: Positive
    batch: Positive
    crop: Positive
    max_shrink: Annotated[float, Field(ge=1)]
    learning_rate: Annotated[float, Field(gt=0)]
    warm_up: Positive
    gradient_clip: float
    ema: Annotated[float, Field(ge=0, lt=1)]
    sheet_every: Positive
    checkpoint_every: Positive


class Scheduled(Strict):
    """A recipe with a schedule of its own kind."""

    schedule: ScheduleRecipe

    def with_schedule(self, **changes: float | None) -> Self:
        """The same recipe with other values of its schedule where they are not None. Raises RecipeError."""
        given = {name: value for name, value in changes.items() if value is not None}
        try:
            schedule = type(self.schedule).model_validate(self.schedule.model_dump() | given)
        except ValidationError as error:
            first = error.errors()[0]
            raise RecipeError(f"{first['loc'][0]} cannot be {first['input']}: {first['msg']}.") from error
        return self.model_copy(update={"schedule": schedule})
