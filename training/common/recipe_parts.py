"""Parts that several recipes share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .schedules import Strict

LITE0_MAPS = 17
"""The stem and the blocks of EfficientNet-Lite0."""


class AdversarialRecipe(Strict):
    """A decoder against discriminators: that of a trained tokenizer (VQ-GAN) or of repair, or a refiner; see
    :mod:`training.tokenizer.adversary`.

    ``share`` is the ratio of the discriminators' gradient to that of all other losses, at the pixels; ``deaf`` the
    number of first steps in which the decoder does not hear them; ``width`` the channels of the PatchGAN. Their
    learning rate falls with the decoder's, but not below ``least_rate`` of its own peak. ``smoothness`` weighs their
    roughness, ``texture`` the decoder's texture error. ``maps`` of Lite0 have a discriminator each; those of the usual
    ones have strides 2, 4, 8 and 16.
    """

    share: Annotated[float, Field(gt=0)]
    deaf: Annotated[int, Field(ge=0)]
    width: Annotated[int, Field(gt=0, multiple_of=4)]
    learning_rate: Annotated[float, Field(gt=0)]
    least_rate: Annotated[float, Field(ge=0, le=1)] = 0.2
    smoothness: Annotated[float, Field(ge=0)]
    texture: Annotated[float, Field(ge=0)]
    maps: Annotated[tuple[Annotated[int, Field(ge=0, lt=LITE0_MAPS)], ...], Field(min_length=1)] = (0, 2, 4, 6)


def require_maps(adversarial: AdversarialRecipe | None, depth: int) -> None:
    """Raises ValueError if ``depth`` blocks of Lite0 do not reach the deepest map of the discriminators."""
    if adversarial and depth < max(adversarial.maps):
        raise ValueError(f"discriminators look at {max(adversarial.maps)} blocks; raise perceptual_depth to that")


def require_heads(heads: int, channels: int) -> None:
    """Raises ValueError if the channels cannot be shared out evenly among the heads of attention."""
    if channels % heads:
        raise ValueError(f"{heads} heads cannot share {channels} channels evenly; choose heads that divide them")
