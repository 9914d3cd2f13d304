"""Recipes: everything that decides a training run, as checked TOML files in ``training/recipes``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).parent / "recipes"

Positive = Annotated[int, Field(gt=0)]


class RecipeError(Exception):
    """A recipe does not exist or holds a value that makes no sense; the message names it."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelRecipe(Strict):
    """Shape of the tokenizer; see :mod:`training.networks`."""

    stride: Literal[4, 8]
    codes: Positive
    dim: Positive
    fine: Positive
    coarse: Positive
    encoder_fine_blocks: Positive
    encoder_coarse_blocks: Annotated[int, Field(ge=0)]
    decoder_fine_blocks: Positive
    decoder_coarse_blocks: Annotated[int, Field(ge=0)]


class LossRecipe(Strict):
    """Weights of the reconstruction and codebook losses; values are in the -1..1 range of the pixels."""

    l1: float
    mse: float
    perceptual: float
    perceptual_depth: Annotated[int, Field(ge=1, le=16)]
    commitment: float


class AdversarialRecipe(Strict):
    """The VQ-GAN phase: a discriminator from ``start`` (share of all steps) on, against the decoder alone."""

    start: Annotated[float, Field(ge=0, lt=1)]
    weight: float
    width: Positive
    learning_rate: float
    lecam: float


class ScheduleRecipe(Strict):
    """``steps`` of ``batch`` crops of ``crop`` px (per process), linear warm-up, cosine decay to zero."""

    steps: Positive
    batch: Positive
    crop: Positive
    max_shrink: Annotated[float, Field(ge=1)]
    learning_rate: float
    warm_up: Positive
    quantize_from: Annotated[int, Field(ge=0)]
    gradient_clip: float
    ema: Annotated[float, Field(ge=0, lt=1)]
    sheet_every: Positive
    checkpoint_every: Positive


class TokenizerRecipe(Strict):
    """A VQ-VAE, or with ``adversarial`` a VQ-GAN."""

    id: str
    kind: Literal["photo", "paint"]
    model: ModelRecipe
    loss: LossRecipe
    schedule: ScheduleRecipe
    adversarial: AdversarialRecipe | None = None

    def with_schedule(self, steps: int | None, learning_rate: float | None) -> TokenizerRecipe:
        """The same recipe with another length or peak learning rate where given."""
        changes = {"steps": steps, "learning_rate": learning_rate}
        schedule = self.schedule.model_copy(update={k: v for k, v in changes.items() if v is not None})
        return self.model_copy(update={"schedule": schedule})


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_tokenizer_recipe(name: str) -> TokenizerRecipe:
    """The bundled recipe called ``name``, or the TOML file at that path.

    Raises RecipeError if there is none or a value is out of range.
    """
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    if not path.is_file():
        raise RecipeError(f"There is no recipe {name!r}; choose one of {', '.join(names())}, or give a .toml file.")
    try:
        return TokenizerRecipe.model_validate(tomllib.loads(path.read_text()))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"The recipe {path.name} is not valid: {error}") from error
