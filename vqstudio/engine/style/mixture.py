"""Who paints a style or a mixture, and the mixture of their pictures.

Styles that the network paints are mixed as vectors: one new style. Algorithms have none, so each paints the whole, and
the pictures are laid over each other by their shares, as line and wash are: the smaller a share, the less of it shows.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from ..pace import Step, strips
from ..packs.manifest import StyleEntry
from .forms import FORMS_EDITION, Palettes
from .paint import mixed_vector, parse_mix
from .techniques import Hand, hand_of


@dataclass(frozen=True, eq=False)
class Ingredient:
    """One who paints: an algorithm, or the network by a style's vector, float32 (2 * S,), and the ``palettes`` of its
    paintings; or an algorithm on whose picture the network lays so much ``texture``. The ``share`` of the picture is in
    0..1.
    """

    share: float
    hand: Hand | None
    vector: np.ndarray | None
    palettes: Palettes = ()
    texture: float = 0.0

    @property
    def key(self) -> Hashable:
        """What its picture depends on."""
        vector = None if self.vector is None else self.vector.tobytes()
        return self.hand, vector, self.palettes, self.texture

    @property
    def edition(self) -> str:
        """Changes with everything but the weights that its picture depends on."""
        return repr((FORMS_EDITION, self.hand and self.hand.edition, self.palettes, self.texture))


def ingredients(styles: Sequence[StyleEntry], text: str) -> list[Ingredient]:
    """Those of a style or a mixture, written as for :func:`.paint.parse_mix`. Raises RequestError."""
    mixed_vector(styles, text)  # checks the names
    weights = {name: weight for name, weight in parse_mix(text).items() if weight}
    hands = {name: hand for name in weights if (hand := hand_of(styles, name))}
    laid = {style.name: style.texture for style in styles if style.texture}
    found = [
        Ingredient(weights[name], hand, mixed_vector(styles, name) if name in laid else None, (), laid.get(name, 0.0))
        for name, hand in hands.items()
    ]
    rest = {name: weight for name, weight in weights.items() if name not in hands}
    if rest:
        vector = mixed_vector(styles, ",".join(f"{name}:{weight!r}" for name, weight in rest.items()))
        total = sum(rest.values())
        colours = {style.name: style.palette for style in styles if style.palette}
        known = [(weight, colours[name]) for name, weight in rest.items() if name in colours]
        palettes = tuple((weight / sum(weight for weight, _ in known), palette) for weight, palette in known)
        found.append(Ingredient(total, None, vector, palettes))
    return found


def laid_over(pictures: Sequence[np.ndarray], shares: Sequence[float], step: Step) -> np.ndarray:
    """The mean of ``pictures``, uint8 (H, W, 3), by their ``shares``, which sum to 1."""
    if len(pictures) == 1:
        return pictures[0]
    result = np.empty_like(pictures[0])
    for rows in strips(len(result), step):
        mixed = sum(np.float32(share) * picture[rows] for picture, share in zip(pictures, shares, strict=True))
        result[rows] = np.clip(mixed + np.float32(0.5), 0, 255)
    return result
