"""Shadows and highlights: dark and bright areas of a photo brought towards the middle, or away, with their detail."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

NEAR = 1 / 16
"""Of the shorter side: how far around a pixel its area reaches."""
EDGE = 0.1**2
"""Variance of light, in 0..1, from which an edge parts areas."""
SHADOWS, HIGHLIGHTS = 1.4, 0.32
"""Gain at black and at white at most, as natural logarithms: more, and brighter areas could come out darker."""


@dataclass(frozen=True, eq=False)
class Areas:
    """How bright the area of every pixel is, held as the coefficients of a fast guided filter (He and Sun 2015):
    ``slope`` and ``offset`` float32 (h, w), which say it of the light of a pixel, so that edges stay sharp.
    """

    slope: np.ndarray
    offset: np.ndarray

    @staticmethod
    def of(light: np.ndarray) -> Areas:
        """Of the light of the whole photo, reduced: float32 (h, w) in 0..1."""
        side = 2 * max(1, round(NEAR * min(light.shape))) + 1

        def mean(values: np.ndarray) -> np.ndarray:
            return np.asarray(cv2.blur(values, (side, side), borderType=cv2.BORDER_REFLECT))

        middle = mean(light)
        variance = np.maximum(mean(light * light) - middle * middle, 0)
        slope = variance / (variance + EDGE)
        return Areas(mean(slope), mean(middle * (1 - slope)))

    def at(
        self, light: np.ndarray, origin: tuple[float, float], step: tuple[float, float], photo: tuple[int, int]
    ) -> np.ndarray:
        """float32 (H, W) in 0..1 of a part of a photo of this (height, width), given the part's light. Its corner is
        at ``origin`` (x, y) in the photo; one of its pixels is a ``step`` (x, y) of the photo's wide and high.
        """
        height, width = light.shape
        across, down = self.slope.shape[1] / photo[1], self.slope.shape[0] / photo[0]
        x, y = across * step[0], down * step[1]
        matrix = np.array([[x, 0, across * origin[0] + x / 2 - 0.5], [0, y, down * origin[1] + y / 2 - 0.5]])
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        slope, offset = (
            cv2.warpAffine(values, matrix, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE)
            for values in (self.slope, self.offset)
        )
        return np.asarray(np.clip(slope * light + offset, 0, 1))


def gain(area: np.ndarray, shadows: float, highlights: float) -> np.ndarray:
    """What pixels are multiplied by, given how bright their areas are (float32 in 0..1); both amounts in -1..1.

    Positive shadows brighten what is dark, positive highlights what is bright; a brighter area stays a brighter one.
    """
    dark = 1 - area
    squared = dark * dark  # powers would take ten times as long
    exponent = np.float32(SHADOWS * shadows) * (squared * squared * dark)
    exponent += np.float32(HIGHLIGHTS * highlights) * (area * area * area)
    return np.asarray(np.exp(exponent))
