"""Recipes: everything that decides a training run, as checked TOML files in ``training/recipes``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from .prior_recipes import PriorRecipe, RefinerRecipe
from .recipe_parts import AdversarialRecipe, require_heads, require_maps
from .schedules import Positive, RecipeError, Scheduled, ScheduleRecipe, Strict

FOLDER = Path(__file__).parents[1] / "recipes"


class ModelRecipe(Strict):
    """Shape of the tokenizer; see :mod:`training.tokenizer.networks` and :mod:`training.tokenizer.quantizer`."""

    stride: Literal[4, 8]
    codes: Positive
    dim: Positive
    fine: Positive
    coarse: Positive
    encoder_fine_blocks: Positive
    encoder_coarse_blocks: Annotated[int, Field(ge=0)]
    decoder_fine_blocks: Positive
    decoder_coarse_blocks: Annotated[int, Field(ge=0)]
    decoder_half: Annotated[int, Field(ge=0)] = 0
    decoder_half_blocks: Annotated[int, Field(ge=0)] = 0
    dither: Annotated[float, Field(ge=0, lt=1)]
    feedback: Annotated[int, Field(ge=0, le=8)] = 0


class LossRecipe(Strict):
    """Weights of the reconstruction and codebook losses; values are in the -1..1 range of the pixels.

    ``flat_colour``, ``grid``, ``excess`` and ``repeat`` weigh the errors of those names in
    :mod:`training.common.perceptual`: they hold the colour of skies and walls, keep skies free of a weave and edges
    free of dots. The other losses hardly see these faults; the eye does.
    """

    l1: float
    mse: float
    flat_colour: float = 0.0
    grid: float = 0.0
    excess: float = 0.0
    repeat: float = 0.0
    perceptual: float
    perceptual_depth: Annotated[int, Field(ge=1, le=16)]
    commitment: float


class TokenizerScheduleRecipe(ScheduleRecipe):
    """The tokens are quantized from step ``quantize_from`` on; of the crops see :class:`training.common.data.Crops`."""

    max_grow: Annotated[float, Field(ge=1)] = 1.0
    recolour: Annotated[float, Field(ge=0, le=1)] = 0.0
    quantize_from: Annotated[int, Field(ge=0)]


class TokenizerRecipe(Scheduled):
    """A VQ-VAE, or with ``adversarial`` the decoder of one as that of a VQ-GAN."""

    id: str
    kind: Literal["photo", "paint"]
    model: ModelRecipe
    loss: LossRecipe
    schedule: TokenizerScheduleRecipe
    adversarial: AdversarialRecipe | None = None

    @model_validator(mode="after")
    def _adversaries_see_maps(self) -> Self:
        require_maps(self.adversarial, self.loss.perceptual_depth)
        return self


class StyleDecoderRecipe(Strict):
    """Channels at H/4, H/8 and H/16, and residual blocks at H/16, H/8 and H/4; see :mod:`training.style.network`."""

    fine: Positive
    coarse: Positive
    broad: Positive
    blocks: tuple[Positive, Positive, Positive]


class StyleLossRecipe(Strict):
    """Weights: Gram matrices of the painting, the same per window, features of the photo, windows without paint, light
    and dark, smoothness, plain reconstruction at strength 0; see :mod:`training.style.losses`.
    """

    style: float
    even: float = 0.0
    content: float
    quiet: float
    tone: float
    total_variation: float
    plain: float


class StyleScheduleRecipe(ScheduleRecipe):
    """``painting_side``: px to which the shorter side of a painting is scaled, which sets the size of its strokes. A
    batch has at least two crops, because one may be painted at strength 0.
    """

    batch: Annotated[int, Field(ge=2)]
    painting_side: Positive


class NamedStyle(Strict):
    """A style of the gallery and its source: the file name of a painting, or a technique of
    :mod:`vqstudio.engine.style.techniques`. With both, an algorithm paints in that technique and the painting's
    colours, in strokes of ``stroke``, under so much ``texture`` of the network. ``even``: it must fill every part.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")]
    title: str
    group: str
    painting: str = ""
    technique: str = ""
    credit: str
    even: bool = False
    stroke: Annotated[float, Field(ge=0.25, le=4)] = 1.0
    texture: Annotated[float, Field(ge=0, le=1)] = 0.0

    @model_validator(mode="after")
    def _has_a_source(self) -> NamedStyle:
        if not self.painting and not self.technique:
            raise ValueError(f"style {self.name!r} needs a painting or a technique")
        return self


class StylesRecipe(Scheduled):
    id: str
    decoder: StyleDecoderRecipe
    loss: StyleLossRecipe
    schedule: StyleScheduleRecipe
    styles: Annotated[tuple[NamedStyle, ...], Field(min_length=1)]


class RepairDecoderRecipe(Strict):
    """Channels at H/4, H/8, H/16 and H/32, and residual blocks there on the way up; at H/32 also the dilations of the
    blocks that see the whole picture, and how many come before every attention layer. See
    :mod:`training.repair.network`.
    """

    widths: tuple[Positive, Positive, Positive, Positive]
    blocks: tuple[Positive, Positive, Positive, Positive]
    view: tuple[Positive, ...] = ()
    attend_every: Positive = 2
    heads: Positive = 4

    @model_validator(mode="after")
    def _heads_share_the_channels(self) -> Self:
        if self.view:
            require_heads(self.heads, self.widths[-1])
        return self


class RepairLossRecipe(Strict):
    """Weights of the absolute error and of the features, both in the hole. ``near``: the error of a pixel counts less
    the further it is from known ones.
    """

    l1: float
    perceptual: float
    perceptual_depth: Annotated[int, Field(ge=1, le=16)]
    near: bool = False


class RepairScheduleRecipe(ScheduleRecipe):
    """A share ``no_tokens`` of the crops gets no tokens in the hole, the rest get some. A share ``thick`` of the holes
    imitates a user brushing over an object; the rest are of every kind.
    """

    crop: Annotated[int, Field(gt=0, multiple_of=32)]
    no_tokens: Annotated[float, Field(ge=0, le=1)]
    thick: Annotated[float, Field(ge=0, le=1)] = 0.0


class RepairRecipe(Scheduled):
    id: str
    decoder: RepairDecoderRecipe
    loss: RepairLossRecipe
    schedule: RepairScheduleRecipe
    adversarial: AdversarialRecipe | None = None

    @model_validator(mode="after")
    def _adversaries_see_maps(self) -> Self:
        require_maps(self.adversarial, self.loss.perceptual_depth)
        return self


class CriticModelRecipe(Strict):
    """Channels and the dilation of each residual block; see :mod:`training.repair.critic_network`."""

    channels: Annotated[int, Field(gt=0, multiple_of=2)]
    dilations: Annotated[tuple[Positive, ...], Field(min_length=1)]
    dropout: Annotated[float, Field(ge=0, lt=1)]


class CriticLossRecipe(Strict):
    """Weights: photos above fills, cells of photos apart from those of fills, better fills above worse ones."""

    real: float
    cells: float
    order: float


class CriticScheduleRecipe(ScheduleRecipe):
    crop: Annotated[int, Field(gt=0, multiple_of=16)]


class CriticRecipe(Scheduled):
    id: str
    model: CriticModelRecipe
    loss: CriticLossRecipe
    schedule: CriticScheduleRecipe


class FacesModelRecipe(Strict):
    """Channels and the dilation of each residual block; see :mod:`training.repair.faces_network`."""

    channels: Annotated[int, Field(gt=0, multiple_of=2)]
    dilations: Annotated[tuple[Positive, ...], Field(min_length=1)]


class FacesScheduleRecipe(ScheduleRecipe):
    """A share ``near`` of the crops shows a face that is ``least`` to ``most`` px high in the crop."""

    crop: Annotated[int, Field(gt=0, multiple_of=16)]
    near: Annotated[float, Field(ge=0, le=1)]
    least: Annotated[float, Field(ge=8)]
    most: Annotated[float, Field(ge=8)]


class FacesRecipe(Scheduled):
    id: str
    model: FacesModelRecipe
    schedule: FacesScheduleRecipe


class FinderModelRecipe(Strict):
    """Shape of the damage finder: channels at half the size, a quarter, an eighth, ...; residual blocks of each level
    on the way down and up; and the dilations of the blocks at the deepest; see :mod:`training.restore.finder_network`.
    """

    widths: Annotated[tuple[Positive, ...], Field(min_length=2, max_length=4)]
    blocks: Positive
    dilations: Annotated[tuple[Positive, ...], Field(min_length=1)]


class FinderLossRecipe(Strict):
    """Weights of the cross entropy, in which a damaged pixel weighs ``found`` times as much as another, and of the Dice
    loss.
    """

    cross_entropy: float
    dice: float
    found: float


class FinderScheduleRecipe(ScheduleRecipe):
    """Some crops are enlarged, up to ``max_grow`` times, as photos are that were scanned finer than they are sharp."""

    max_grow: Annotated[float, Field(ge=1)]


class FinderRecipe(Scheduled):
    id: str
    model: FinderModelRecipe
    loss: FinderLossRecipe
    schedule: FinderScheduleRecipe


class ClarityModelRecipe(Strict):
    """Shape of the network that restores clarity: ``scale`` 1, or 2 to enlarge as well; channels of each level, at half
    the size, a quarter, ... (``scale`` 2: at the whole size, a half, ...); residual blocks of each level on the way
    down and up, and at the deepest; see :mod:`training.restore.clarity_network`.
    """

    scale: Literal[1, 2]
    widths: Annotated[tuple[Positive, ...], Field(min_length=2)]
    blocks: Positive
    deepest: Positive


class MeterRecipe(Strict):
    """Channels of the network that measures noise, compression and blur, at the whole size, a half, a quarter, ..."""

    widths: Annotated[tuple[Positive, ...], Field(min_length=2)]


class ClarityScheduleRecipe(ScheduleRecipe):
    """``crop``: px of the restored pictures."""

    crop: Annotated[int, Field(gt=0, multiple_of=32)]


class ClarityLossRecipe(Strict):
    """Weights of the absolute error and of the distance of Lite0's features (its first ``perceptual_depth`` blocks)."""

    l1: Annotated[float, Field(gt=0)] = 1.0
    perceptual: Annotated[float, Field(ge=0)] = 0.0
    perceptual_depth: Annotated[int, Field(ge=1, le=16)] = 16


class ClarityRecipe(Scheduled):
    """With ``adversarial``, the network whose detail looks like a photo's: the rich one."""

    id: str
    model: ClarityModelRecipe
    meter: MeterRecipe | None = None
    loss: ClarityLossRecipe = ClarityLossRecipe()
    schedule: ClarityScheduleRecipe
    adversarial: AdversarialRecipe | None = None

    @model_validator(mode="after")
    def _adversaries_see_maps(self) -> Self:
        require_maps(self.adversarial, self.loss.perceptual_depth)
        return self


AnyRecipe = TypeVar("AnyRecipe", bound=Strict)


BUNDLED: dict[str, type[Scheduled]] = {
    "clarity": ClarityRecipe,
    "clarity-rich": ClarityRecipe,
    "critic": CriticRecipe,
    "enlarge": ClarityRecipe,
    "enlarge-rich": ClarityRecipe,
    "faces": FacesRecipe,
    "finder": FinderRecipe,
    "paint-f4": TokenizerRecipe,
    "paint-f4-vqvae": TokenizerRecipe,
    "photo-f8": TokenizerRecipe,
    "photo-f8-vqvae": TokenizerRecipe,
    "prior": PriorRecipe,
    "refiner": RefinerRecipe,
    "repair": RepairRecipe,
    "repair-gan": RepairRecipe,
    "styles": StylesRecipe,
    "tiny": TokenizerRecipe,
    "tiny-gan": TokenizerRecipe,
}
"""What each recipe in ``training/recipes`` is a recipe of."""


def names() -> list[str]:
    """The bundled recipes."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_recipe(name: str, kind: type[AnyRecipe]) -> AnyRecipe:
    """The bundled recipe called ``name``, or the TOML file at that path, as a ``kind`` of recipe.

    Raises RecipeError if there is none or a value is out of range.
    """
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    if not path.is_file():
        raise RecipeError(f"There is no recipe {name!r}; choose one of {', '.join(names())}, or give a .toml file.")
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"The recipe {path.name} is not valid: {error}") from error
