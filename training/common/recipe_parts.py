"""Parts that several recipes share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .schedules import Strict

DEEPEST_MAP = 6
"""The deepest Lite0 map that a discriminator looks at."""


class AdversarialRecipe(Strict):
    """A decoder against discriminators: that of a trained tokenizer (VQ-GAN) or of repair, or a refiner; see
    :mod:`training.tokenizer.adversary`.

    ``share`` is the ratio of the discriminators' gradient to that of all other losses, at the pixels; ``deaf`` the
    number of first steps in which the decoder does not hear them; ``width`` the channels of the PatchGAN. Their
    learning rate falls with the decoder's, but not below ``least_rate`` of its own peak. ``smoothness`` weighs their
    roughness, ``texture`` the decoder's texture error.
    """

    share: Annotated[float, Field(gt=0)]
    deaf: Annotated[int, Field(ge=0)]
    width: Annotated[int, Field(gt=0, multiple_of=4)]
    learning_rate: Annotated[float, Field(gt=0)]
    least_rate: Annotated[float, Field(ge=0, le=1)] = 0.2
    smoothness: Annotated[float, Field(ge=0)]
    texture: Annotated[float, Field(ge=0)]


def require_maps(adversarial: AdversarialRecipe | None, depth: int) -> None:
    """Raises ValueError if ``depth`` blocks of Lite0 do not reach the deepest map of the discriminators."""
    if adversarial and depth < DEEPEST_MAP:
        raise ValueError(f"discriminators look at {DEEPEST_MAP} blocks; raise perceptual_depth to that")


def require_heads(heads: int, channels: int) -> None:
    """Raises ValueError if the channels cannot be shared out evenly among the heads of attention."""
    if channels % heads:
        raise ValueError(f"{heads} heads cannot share {channels} channels evenly; choose heads that divide them")
