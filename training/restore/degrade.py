"""Faults of photos that are not damage, for training: blur, noise, compression, and a photo of half the size.

They come in the order of a camera: the lens blurs, the sensor adds noise, the file is compressed, perhaps twice and cut
in between (Jiang et al. 2021, FBCNN).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

FAULTS: Final = ("noise", "compression", "blur")
"""What the strengths are of, in their order; each is 0 where there is none, and 1 is a lot."""
NOISE, COMPRESSION, BLUR = range(3)
FULL_NOISE = 50.0
"""Standard deviation in levels of 255 at strength 1. Compression is 1 - quality / 100 of JPEG."""
FULL_BLUR = 2.0
"""Standard deviation in px of the blur at strength 1."""
SHARE = (0.65, 0.5, 0.25)
"""Of the crops, which have noise, compression, blur."""
KEPT = 0.12
"""Of the faults, which are to stay: their strength is told as 0, as by a user who wants grain or blocks kept."""
LOW, LOWEST = 0.25, (5, 30)
"""Share of the qualities that are drawn from the lowest alone, where blocks are plain to see."""
GREY = 0.12
"""Of the crops, which are black and white."""
TWICE = 0.45
"""Of the compressed crops, which are so a second time,"""
ALIKE = 0.6
"""and of these, how many with about the same quality, as by the same program: two draws are hardly ever both low."""
BLOCK = 8
"""Px a side of what JPEG compresses; twice that with halved colours."""


@dataclass
class Draw:
    """What is done to one crop."""

    strengths: np.ndarray
    """float32 (3,)"""
    kernel: np.ndarray
    noise: np.ndarray
    """float32 (side, side, 3) of deviation 1, or zeros"""
    follows_light: float
    """0: the noise is the same in light and dark; 1: its variance is proportional to light"""
    qualities: list[int] = field(default_factory=list)
    shifts: list[tuple[int, int]] = field(default_factory=list)
    halved: bool = True
    rounded: bool = True

    def applied(self, clean: np.ndarray, which: np.ndarray) -> np.ndarray:
        """Of float32 (H, W, 3) in 0..1, with those faults that ``which`` (bool (3,)) names."""
        result = clean
        if which[BLUR] and self.strengths[BLUR]:
            result = cv2.filter2D(result, -1, self.kernel, borderType=cv2.BORDER_REFLECT)
        if which[NOISE] and self.strengths[NOISE]:
            deviation = self.strengths[NOISE] * FULL_NOISE / 255
            share = 1 - self.follows_light + self.follows_light * 2 * np.clip(result, 0, 1)
            result = result + deviation * np.sqrt(share) * self.noise
        compressed = which[COMPRESSION] and self.qualities
        if self.rounded or compressed:
            result = np.round(np.clip(result, 0, 1) * 255) / 255
        if compressed:
            for quality, shift in zip(self.qualities, self.shifts, strict=True):
                result = _compressed(result, quality, shift, self.halved)
        return np.ascontiguousarray(result, np.float32)


def draw(side: int, rng: np.random.Generator) -> Draw:
    """What is done to a crop of ``side`` px."""
    has = rng.random(3) < SHARE
    strengths = np.zeros(3, np.float32)
    kernel, noise, follows_light = np.ones((1, 1), np.float32), np.zeros((side, side, 3), np.float32), 0.0
    if has[BLUR]:
        kernel, spread = _kernel(rng)
        strengths[BLUR] = spread / FULL_BLUR
    if has[NOISE]:
        strengths[NOISE] = rng.uniform(1, 56) / FULL_NOISE if rng.random() < 0.7 else rng.uniform(1, 15) / FULL_NOISE
        noise = _noise(side, rng)
        follows_light = float(rng.uniform(0, 1)) if rng.random() < 0.3 else 0.0
    qualities: list[int] = []
    shifts: list[tuple[int, int]] = []
    if has[COMPRESSION]:
        for _ in range(2 if rng.random() < TWICE else 1):
            alike = qualities and rng.random() < ALIKE
            other = rng.integers(*(LOWEST if rng.random() < LOW else (8, 96)))
            qualities.append(int(np.clip(qualities[0] + rng.integers(-5, 6), 5, 98) if alike else other))
            shifts.append((int(rng.integers(BLOCK)), int(rng.integers(BLOCK))))
        if rng.random() < 0.7:
            shifts[-1] = (0, 0)
        strengths[COMPRESSION] = 1 - min(qualities) / 100
    halved, rounded = rng.random() < 0.7, rng.random() < 0.7
    return Draw(strengths, kernel, noise, follows_light, qualities, shifts, bool(halved), bool(rounded))


def degraded(clean: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Of float32 (side, side, 3) in 0..1: with its faults; what is to be made of it; the strengths of the faults that
    are to go, and of all, float32 (3,). One fault in eight stays.
    """
    if rng.random() < GREY:
        clean = _grey(clean)
    drawn = draw(len(clean), rng)
    stay = rng.random(3) < KEPT
    stay[COMPRESSION] &= not drawn.strengths[NOISE]  # noise that was compressed cannot be told from blocks
    told = np.where(stay, 0, drawn.strengths).astype(np.float32)
    everything = np.ones(3, bool)
    goal = drawn.applied(clean, stay) if (stay & (drawn.strengths > 0)).any() else clean
    return drawn.applied(clean, everything), goal, told, drawn.strengths


def halved(clean: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Of float32 (2 side, 2 side, 3) in 0..1: half as large and with faults; ``clean`` itself; the strengths, twice."""
    if rng.random() < GREY:
        clean = _grey(clean)
    side = len(clean) // 2
    small = _half(clean, rng)
    if rng.random() < 0.45:  # an ordinary photo
        return small, clean, np.zeros(3, np.float32), np.zeros(3, np.float32)
    drawn = draw(side, rng)
    return drawn.applied(small, np.ones(3, bool)), clean, drawn.strengths, drawn.strengths


# -- single faults -----------------------------------------------------------------------------------------------


def _grey(photo: np.ndarray) -> np.ndarray:
    return np.repeat(photo @ np.array((0.299, 0.587, 0.114), np.float32)[:, None], 3, 2)


def _half(photo: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Mostly by an antialiased bicubic filter, as editors do, else by means of four pixels."""
    if rng.random() < 0.3:
        return np.asarray(photo.reshape(len(photo) // 2, 2, -1, 2, 3).mean((1, 3)), np.float32)
    taps = np.array([-3, -9, 29, 111, 111, 29, -9, -3], np.float32) / 256  # Keys 1981, twice as wide
    both = cv2.sepFilter2D(photo, -1, taps, taps, anchor=(3, 3), borderType=cv2.BORDER_REFLECT)
    return np.clip(np.round(both[::2, ::2] * 255) / 255, 0, 1)


def _kernel(rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """A small blur, round, oval or along a line, and its standard deviation in px."""
    radius = 6
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1].astype(np.float32)
    angle = rng.uniform(0, np.pi)
    across, down = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    wide = rng.uniform(0.3, 2.0)
    narrow = wide if rng.random() < 0.6 else wide * rng.uniform(0.25, 1)
    kernel = np.exp(-((across / wide) ** 2 + (down / narrow) ** 2) / 2)
    kernel /= kernel.sum()
    return kernel.astype(np.float32), float(np.sqrt((wide**2 + narrow**2) / 2))


def _noise(side: int, rng: np.random.Generator) -> np.ndarray:
    """Of deviation 1: mostly each pixel and colour for itself, else of light alone, or soft as grain and chroma are."""
    noise: np.ndarray = rng.standard_normal((side, side, 3), np.float32)
    if rng.random() < 0.2:
        noise = np.repeat(noise[:, :, :1], 3, 2)
    if rng.random() < 0.25:
        noise = cv2.GaussianBlur(noise, (0, 0), float(rng.uniform(0.4, 1.2)), borderType=cv2.BORDER_REFLECT)
        noise = noise / noise.std()
    return noise


def _compressed(photo: np.ndarray, quality: int, shift: tuple[int, int], colours_halved: bool) -> np.ndarray:
    """As JPEG with its blocks moved by ``shift`` px."""
    eight = np.round(np.clip(photo, 0, 1) * 255).astype(np.uint8)[:, :, ::-1]
    wider = cv2.copyMakeBorder(eight, shift[0], 0, shift[1], 0, cv2.BORDER_REFLECT) if any(shift) else eight
    factor = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420 if colours_halved else cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444
    options = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, factor]
    _, data = cv2.imencode(".jpg", np.ascontiguousarray(wider), options)
    read = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.float32)
    return read[shift[0] :, shift[1] :, ::-1] / 255
