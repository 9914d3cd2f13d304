"""Recipes of the token prior and of the refiner of what it draws."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from .recipe_parts import AdversarialRecipe, require_heads, require_maps
from .schedules import Positive, Scheduled, ScheduleRecipe, Strict

Subject = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9\-]*$", max_length=64)]


class PriorModelRecipe(Strict):
    """Shape of the token prior: channels, the dilation of each residual block, and how many blocks come before every
    attention layer; see :mod:`training.prior.network`. ``subjects`` names what it can be told that a picture shows.
    """

    channels: Positive
    heads: Positive
    dilations: Annotated[tuple[Positive, ...], Field(min_length=1)]
    attend_every: Positive
    subjects: tuple[Subject, ...] = ()

    @model_validator(mode="after")
    def _heads_share_the_channels(self) -> Self:
        require_heads(self.heads, self.channels)
        return self


class PriorRecipe(Scheduled):
    """``crop`` of the schedule is in pixels, a multiple of the tokenizer's stride."""

    id: str
    model: PriorModelRecipe
    schedule: ScheduleRecipe


class RefinerModelRecipe(Strict):
    """Shape of the refiner: channels at half the size, a quarter, an eighth; residual blocks of each level on the way
    down and up, and at the deepest; see :mod:`training.prior.refiner_network`. ``subjects`` names what it can be told
    that a picture shows.
    """

    # The application pads pictures to multiples of eight.
    widths: Annotated[tuple[Positive, ...], Field(min_length=2, max_length=3)]
    blocks: Positive
    deepest: Positive
    subjects: tuple[Subject, ...] = ()


class RefinerLossRecipe(Strict):
    """Weights of what keeps a refined picture near the drawn one, the ``light`` of its cells and its ``content`` at a
    quarter of the size; of what brings it near its photo, where it has one (``l1``, ``perceptual``); and of finest
    detail and repeating patterns beyond a photo's (``excess``, ``repeat``, ``ripple``).
    """

    light: Annotated[float, Field(ge=0)]
    content: Annotated[float, Field(ge=0)]
    l1: Annotated[float, Field(gt=0)]
    perceptual: Annotated[float, Field(ge=0)]
    perceptual_depth: Annotated[int, Field(ge=1, le=16)]
    excess: Annotated[float, Field(ge=0)]
    repeat: Annotated[float, Field(ge=0)]
    ripple: Annotated[float, Field(ge=0)]


class RefinerScheduleRecipe(ScheduleRecipe):
    """``crop``: px of the pictures. What they show is compared at a quarter of that, too small for Lite0 below 128."""

    crop: Annotated[int, Field(ge=128, le=256, multiple_of=32)]


class RefinerRecipe(Scheduled):
    id: str
    model: RefinerModelRecipe
    loss: RefinerLossRecipe
    schedule: RefinerScheduleRecipe
    adversarial: AdversarialRecipe

    @model_validator(mode="after")
    def _adversaries_see_maps(self) -> Self:
        require_maps(self.adversarial, self.loss.perceptual_depth)
        return self
