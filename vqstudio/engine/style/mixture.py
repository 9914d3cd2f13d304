"""Who paints a style or a mixture, and the mixture of their pictures.

Styles after paintings in one technique are mixed to one new style: their palettes, strokes, and the vectors of the
network. Of other techniques each paints the whole, and the pictures are laid over each other by their shares, as line
and wash are: the smaller a share, the less of it shows.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..pace import Step, strips
from ..packs.manifest import StyleEntry
from .forms import FORMS_EDITION, Palettes
from .paint import mixed_vector, parse_mix
from .techniques import Hand, hand_of
from .techniques.palette import COLOURS


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
    found = []
    for names in _alike(hands):
        total = sum(weights[name] for name in names)
        shares = {name: weights[name] / total for name in names}
        textures = {name: share * laid[name] for name, share in shares.items() if name in laid}
        vector = mixed_vector(styles, _text(textures)) if textures else None
        hand = mixed_hand([(share, hands[name]) for name, share in shares.items()])
        found.append(Ingredient(total, hand, vector, (), sum(textures.values())))
    rest = {name: weight for name, weight in weights.items() if name not in hands}
    if rest:
        vector = mixed_vector(styles, _text(rest))
        total = sum(rest.values())
        colours = {style.name: style.palette for style in styles if style.palette}
        known = [(weight, colours[name]) for name, weight in rest.items() if name in colours]
        palettes = tuple((weight / sum(weight for weight, _ in known), palette) for weight, palette in known)
        found.append(Ingredient(total, None, vector, palettes))
    return found


def mixed_hand(hands: Sequence[tuple[float, Hand]]) -> Hand:
    """One who paints in the technique of all ``hands``, whose shares sum to 1: in strokes of their mean size, and with
    as many colours of each palette as its share is.
    """
    (_, first), *others = hands
    if not others:
        return first
    colours: list[float] = []
    before = 0.0
    for share, hand in hands:
        # Palettes are ordered by lightness: taken evenly, each keeps its lights and darks.
        count = round((before + share) * COLOURS) - round(before * COLOURS)
        before += share
        own = np.reshape(hand.palette, (-1, 3))
        colours += own[((np.arange(count) + 0.5) / max(1, count) * len(own)).astype(int)].ravel().tolist()
    return Hand(first.technique, sum(share * hand.stroke for share, hand in hands), tuple(colours))


def _alike(hands: Mapping[str, Hand]) -> list[list[str]]:
    """The names of ``hands``, those together that have the same technique and a palette."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, hand in hands.items():
        groups.setdefault((hand.technique, "" if hand.palette else name), []).append(name)
    return list(groups.values())


def _text(shares: Mapping[str, float]) -> str:
    """As :func:`.paint.parse_mix` reads it."""
    return ",".join(f"{name}:{share!r}" for name, share in shares.items())


def laid_over(pictures: Sequence[np.ndarray], shares: Sequence[float], step: Step) -> np.ndarray:
    """The mean of ``pictures``, uint8 (H, W, 3), by their ``shares``, which sum to 1."""
    if len(pictures) == 1:
        return pictures[0]
    result = np.empty_like(pictures[0])
    for rows in strips(len(result), step):
        mixed = sum(np.float32(share) * picture[rows] for picture, share in zip(pictures, shares, strict=True))
        result[rows] = np.clip(mixed + np.float32(0.5), 0, 255)
    return result
