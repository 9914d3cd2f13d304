"""Pictures from a sketch: the prior draws what it knows, pulled towards the colours of a few strokes or of a photo.

No network was trained for it. As in SDEdit (Meng et al. 2021) the picture is first disturbed as far as it may change:
its outlines are bent and its light is clouded, at all scales as in photos. Then every cell prefers codes that look like
what is left there, by less the freer it is (products of experts, Hinton 2002: logits are added).

- Colours: each code has one (:mod:`.looks`), and light may differ by twice as much as hue.
- Detail: where the sketch has some, as a photo everywhere and a sketch at its outlines, codes near those of the
  disturbed picture are preferred; where it has none, those with some detail, or even areas would stay even.

Every few rounds all guesses are decoded, and what their colours missed around a place is added to what is wanted there.
"""

from __future__ import annotations

import numpy as np

from ..cancel import CancelToken, apart
from .looks import CodeLooks, opponent
from .prior import Logits
from .tokenizer import Tokenizer

LIGHT, HUE = 0.22, 0.10
"""Standard deviations, of colours in -1..1, by which a cell may miss its colour at half of the freedom."""
OCTAVES = 3.2
"""By how many doublings they grow from no freedom to all of it."""
BENT, CLOUDED = 0.06, 0.3
"""With all freedom: by how much outlines move, as a share of the shorter side, and light (of -1..1) changes."""
BEND, CLOUDS = 1.3, 1.0
"""Exponents by which the amplitude of either falls with the frequency; photos have 1 (Field 1987)."""
LIVELINESS = 0.2
"""How much codes with detail are preferred where the sketch is even, from half of the freedom on."""
NEARNESS = 20.0
"""Logits by which codes opposite to what is there are less likely than the same ones, without any freedom."""
CLEAR = 0.06
"""Contrast within a cell, of pixels in -1..1, from which it counts as drawn."""
NEVER = np.float32(-1e4)
MOST_MISSED, AROUND = 0.25, 5
"""Most that is added to a wanted colour, and cells on a side over which the misses are averaged."""


class Guide:
    """Pulls logits towards a ``sketch`` (uint8 (H, W, 3), sides multiples of the stride f; h = H/f, w = W/f), which its
    ``freedom`` (0..1) loosens. The same ``seed`` disturbs it in the same way.
    """

    def __init__(
        self, sketch: np.ndarray, freedom: float, seed: int, tokenizer: Tokenizer, looks: CodeLooks, cancel: CancelToken
    ) -> None:
        self._stride = tokenizer.stride
        bent, clouded = apart(lambda: disturbed(sketch, freedom, seed), cancel)
        z = tokenizer.encode(clouded, cancel)[0]
        z /= np.maximum(np.linalg.norm(z, axis=0), 1e-12)
        drawn = np.minimum(1, self._contrast(bent) / CLEAR)[..., None]
        near = (NEARNESS * (1 - freedom) ** 2 * drawn * z.transpose(1, 2, 0)).astype(np.float32)
        lively = LIVELINESS * min(1, 2 * freedom) * (1 - drawn)
        self._rest = np.concatenate([near, lively.astype(np.float32)], 2)
        tolerance = np.array([LIGHT, HUE, HUE], np.float32) * np.float32(2 ** (OCTAVES * (freedom - 0.5)))
        self._unit = 1 / tolerance
        self._wanted = self._colours(clouded)
        self._now = self._wanted.copy()
        ours = looks.colours * self._unit
        self._table = np.concatenate([ours, looks.vectors, looks.detail[:, None]], 1).T
        self._offset = NEVER * looks.wild - 0.5 * (ours**2).sum(1)

    def pulled(self, logits: Logits, part: tuple[slice, slice]) -> Logits:
        """``logits`` for a ``part`` of the grid, with what the sketch prefers there added."""

        def pulled(grid: np.ndarray, cells: np.ndarray) -> np.ndarray:
            here = np.concatenate([opponent(self._now[part]) * self._unit, self._rest[part]], 2)
            added = here.reshape(-1, here.shape[2])[cells] @ self._table
            added += logits(grid, cells)
            added += self._offset
            return np.asarray(added)

        return pulled

    def correct(self, picture: np.ndarray, part: tuple[slice, slice]) -> None:
        """Take into account what guesses at all tokens of a ``part`` of the grid look like: uint8 (h * f, w * f, 3)."""
        import cv2

        missed = cv2.blur(self._wanted[part] - self._colours(picture), (AROUND, AROUND))
        self._now[part] = self._wanted[part] + missed.clip(-MOST_MISSED, MOST_MISSED)

    def _cells(self, picture: np.ndarray) -> np.ndarray:
        """uint8 (H, W, 3) as float32 in -1..1, (h, f, w, f, 3)."""
        f = self._stride
        cells = picture.reshape(picture.shape[0] // f, f, picture.shape[1] // f, f, 3)
        return cells.astype(np.float32) / np.float32(127.5) - 1

    def _colours(self, picture: np.ndarray) -> np.ndarray:
        return np.asarray(self._cells(picture).mean((1, 3)))

    def _contrast(self, picture: np.ndarray) -> np.ndarray:
        return np.asarray(self._cells(picture).mean(4).std((1, 3)))


def disturbed(sketch: np.ndarray, freedom: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """uint8 (H, W, 3) twice: the sketch with its outlines bent, and that with its light clouded, too."""
    import cv2

    height, width = sketch.shape[:2]
    rng = np.random.default_rng(seed)
    reach = BENT * freedom * min(height, width)
    down, right = np.mgrid[:height, :width].astype(np.float32)
    right += reach * natural_noise(height, width, BEND, rng)
    down += reach * natural_noise(height, width, BEND, rng)
    bent = cv2.remap(sketch, right, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    clouds = 127.5 * CLOUDED * freedom * natural_noise(height, width, CLOUDS, rng)
    return bent, (bent + clouds[:, :, None] + 0.5).clip(0, 255).astype(np.uint8)


def natural_noise(height: int, width: int, falls: float, rng: np.random.Generator) -> np.ndarray:
    """float32 (H, W) of mean 0 and deviation 1, whose amplitude falls with the frequency as in photos, by an exponent.

    The lowest frequencies have less, so that no side of the picture is lighter than the other.
    """
    down, across = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None]
    frequency = np.hypot(down, across)
    frequency[0, 0] = 1
    amplitude = frequency**-falls
    amplitude[frequency < 4 / max(height, width)] *= 0.3
    amplitude[0, 0] = 0
    phases = rng.standard_normal(frequency.shape) + 1j * rng.standard_normal(frequency.shape)
    noise = np.fft.irfft2(amplitude * phases, (height, width))
    return (noise / max(noise.std(), 1e-12)).astype(np.float32)
