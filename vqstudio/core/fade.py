"""Faded photos: where black and white of each channel have gone, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Triple = tuple[float, float, float]

DARKEST, LIGHTEST = 0.5, 99.5
"""Percentiles of a channel that count as its black and its white: dust and scratches are darker and brighter."""
LEAST_RANGE = 0.1
"""Of a channel in 0..1: less is no faded picture but an even one."""
MOST_GAMMA = 1.5
"""And its inverse: how far the middle of a channel moves to take a cast away."""
ONE_TINT = 0.02
"""Root mean square of what a picture of one tint (grey, sepia) differs by, in 0..1, from what its light says."""
NOTHING_DARKER = 0.02
"""Percentile of the darkest channel below which hardly a pixel of a faded photo lies."""
DARK_ENOUGH, LIFTED = 0.09, 0.15
"""Where that is in photos that have not faded, and in those that have for good."""
BRIGHT = 0.75
"""A photo whose light has a median above this is mostly white, and may well have nothing dark in it."""


@dataclass(frozen=True)
class Fade:
    """What became of ``black`` and ``white`` (red, green, blue in 0..1), and the exponents that take the cast from
    between them. ``strength`` in 0..1: how faded the photo looks, 0 if it has anything dark.
    """

    black: Triple = (0.0, 0.0, 0.0)
    white: Triple = (1.0, 1.0, 1.0)
    gamma: Triple = (1.0, 1.0, 1.0)
    strength: float = 0.0

    def restored(self, values: np.ndarray, channel: int, strength: float) -> np.ndarray:
        """``values`` in 0..1 of a channel, brought back by a ``strength`` in 0..1: in 0..1 again."""
        black, white = self.black[channel], self.white[channel]
        full = np.clip((values - black) / (white - black), 0, 1) ** self.gamma[channel]
        return (1 - strength) * values + strength * full


def measured(small: np.ndarray) -> Fade:
    """Of a reduced picture, float32 (h, w, 3) in 0..1.

    A picture of one tint keeps it: its channels get the same points. In others each channel is stretched by itself, and
    the means between the new ends are brought together, so that a cast goes.
    """
    pixels = small.reshape(-1, 3)
    one_tint = _of_one_tint(pixels)
    black, white = (np.percentile(pixels, share, axis=0) for share in (DARKEST, LIGHTEST))
    if one_tint:
        black, white = np.full(3, black.min()), np.full(3, white.max())
    even = white - black < LEAST_RANGE
    black, white = np.where(even, 0, black), np.where(even, 1, white)
    gamma = np.ones(3)
    if not even.any() and not one_tint:
        middle = np.clip((pixels - black) / (white - black), 0, 1).mean(0).clip(0.05, 0.95)
        gamma = (np.log(middle.mean()) / np.log(middle)).clip(1 / MOST_GAMMA, MOST_GAMMA)
    return Fade(_triple(black), _triple(white), _triple(gamma), _strength(pixels))


def _strength(pixels: np.ndarray) -> float:
    if np.median(pixels.mean(1)) > BRIGHT:
        return 0.0
    darkest = np.percentile(pixels.min(1), NOTHING_DARKER)
    return float(np.clip((darkest - DARK_ENOUGH) / (LIFTED - DARK_ENOUGH), 0, 1))


def _of_one_tint(pixels: np.ndarray) -> bool:
    """Whether the light of a pixel (N, 3) says its colour, as in a black and white photo that turned yellow."""
    light = pixels.mean(1)
    known = np.stack([np.ones_like(light), light, light**2], axis=1)
    fit, *_ = np.linalg.lstsq(known, pixels, rcond=None)
    return bool(np.sqrt(np.mean((known @ fit - pixels) ** 2)) < ONE_TINT)


def _triple(values: np.ndarray) -> Triple:
    red, green, blue = (float(value) for value in values)
    return red, green, blue
