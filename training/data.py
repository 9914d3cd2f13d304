"""Training crops from any folder of images.

A crop is a function of (seed, its number) alone, so that a resumed run continues with exactly the crops that an
uninterrupted one would have seen, and processes split the numbers among themselves without talking to each other.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset, Sampler

log = logging.getLogger(__name__)

SHARE_SHRUNK, SHARE_GROWN = 0.45, 0.2
MOST_SATURATED = 1.8
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
"""Of the crops: shrunk ones have more detail than a photo at 100 %, grown ones are as smooth as very large photos."""

HELD_OUT_EVERY = 50
"""Every 50th photo is never trained on: sheets and held-out figures of a run are made of those."""
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp"})


class DataError(Exception):
    """The training folder cannot be used; the message says why."""


def find_images(folder: Path, minimum_side: int) -> list[Path]:
    """Every usable image below ``folder``, sorted. Broken or too small files are skipped and named in the log.

    Raises DataError if the folder does not exist or holds no usable image.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder; give the folder that holds the training images.")
    good: list[Path] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()):
        try:
            with Image.open(path) as image:
                size = image.size
                image.verify()
        except (OSError, SyntaxError, ValueError) as error:  # Pillow raises all three for damaged files
            log.warning("skipped %s: not a readable image (%s)", path, error)
            continue
        if min(size) < minimum_side:
            log.warning("skipped %s: %dx%d is smaller than a crop of %d px", path, *size, minimum_side)
            continue
        good.append(path)
    if not good:
        raise DataError(f"{folder} holds no usable image of at least {minimum_side} px (JPEG, PNG, WebP, TIFF, BMP).")
    return good


def hold_out(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """The photos to train on and those held out; a single one is both."""
    return [p for i, p in enumerate(paths) if i % HELD_OUT_EVERY] or paths, paths[::HELD_OUT_EVERY]


class Photos:
    """Decoded images, the most recently used of them kept in memory up to ``budget`` bytes."""

    def __init__(self, paths: list[Path], budget: int = 3 << 30) -> None:
        self.paths = paths
        self.budget = budget
        self._cache: OrderedDict[int, Image.Image] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> Image.Image:
        image = self._cache.get(index)
        if image is None:
            with Image.open(self.paths[index]) as file:
                image = file.convert("RGB")
            self._cache[index] = image
            self._bytes += image.width * image.height * 3
            while self._bytes > self.budget and len(self._cache) > 1:
                _, old = self._cache.popitem(last=False)
                self._bytes -= old.width * old.height * 3
        else:
            self._cache.move_to_end(index)
        return image


class Crops(Dataset[torch.Tensor]):
    """Crop number n: float32 (3, size, size) in -1..1 from a random photo, maybe flipped.

    Some are shrunk up to ``max_shrink`` times, some grown up to ``max_grow`` times; a share of ``recolour`` (0..1) gets
    another hue and saturation.
    """

    def __init__(
        self,
        photos: Photos,
        size: int,
        seed: int,
        max_shrink: float = 2.0,
        max_grow: float = 1.0,
        recolour: float = 0.0,
    ) -> None:
        self.photos = photos
        self.size = size
        self.seed = seed
        self.max_shrink = max_shrink
        self.max_grow = max_grow
        self.recolour = recolour

    def __getitem__(self, number: int) -> torch.Tensor:
        rng = np.random.default_rng((self.seed, number))
        # A file can break between the listing and this read (network drives): take another photo, and say so.
        for _ in range(10):
            try:
                image = self.photos[int(rng.integers(len(self.photos)))]
                break
            except OSError as error:
                log.warning("skipped a photo that no longer reads: %s", error)
        else:
            raise DataError("Ten photos in a row could not be read; check the training folder.")
        limit = min(self.max_shrink, min(image.size) / self.size)
        chance = rng.random()
        if chance < SHARE_SHRUNK:
            shrink = float(rng.uniform(1, max(1.0, limit)))
        elif chance < SHARE_SHRUNK + SHARE_GROWN:
            shrink = 1 / float(rng.uniform(1, self.max_grow))
        else:
            shrink = 1.0
        side = min(round(self.size * shrink), *image.size)
        x, y = (int(rng.integers(length - side + 1)) for length in image.size)
        box = (x, y, x + side, y + side)
        crop = image.crop(box)
        if side != self.size:
            crop = crop.resize((self.size, self.size), Image.Resampling.LANCZOS)
        pixels = np.asarray(crop, np.float32) / 127.5 - 1
        if rng.random() < 0.5:
            pixels = pixels[:, ::-1]
        if rng.random() < self.recolour:
            pixels = turn_colours(pixels, float(rng.uniform(-np.pi, np.pi)), float(rng.uniform(0.5, MOST_SATURATED)))
        return torch.from_numpy(np.ascontiguousarray(pixels.transpose(2, 0, 1)))


def turn_colours(pixels: np.ndarray, angle: float, saturation: float) -> np.ndarray:
    """float32 (H, W, 3) in -1..1 with its colours turned by ``angle`` (radians) around the grey axis and scaled.

    Photos hold few vivid skies and walls; the codebook must have codes for those as well.
    """
    luma = pixels @ LUMA
    blue, red = pixels[:, :, 2] - luma, pixels[:, :, 0] - luma
    cos, sin = saturation * np.cos(angle), saturation * np.sin(angle)
    r, b = luma + cos * red - sin * blue, luma + sin * red + cos * blue
    g = (luma - LUMA[0] * r - LUMA[2] * b) / LUMA[1]
    return np.clip(np.stack([r, g, b], axis=2), -1, 1).astype(np.float32)


class ResumableBatches(Sampler[list[int]]):
    """Crop numbers of this process's batches for steps ``start`` .. ``stop`` - 1."""

    def __init__(self, batch: int, start: int, stop: int, rank: int = 0, world: int = 1) -> None:
        self.batch, self.start, self.stop, self.rank, self.world = batch, start, stop, rank, world

    def __iter__(self) -> Iterator[list[int]]:
        for step in range(self.start, self.stop):
            first = (step * self.world + self.rank) * self.batch
            yield list(range(first, first + self.batch))

    def __len__(self) -> int:
        return self.stop - self.start


def crop_loader(
    crops: Crops, batch: int, start: int, stop: int, rank: int = 0, world: int = 1, workers: int = 0
) -> DataLoader[torch.Tensor]:
    """Batches float32 (batch, 3, size, size) for the steps ``start`` .. ``stop`` - 1 of process ``rank`` of
    ``world``.
    """
    sampler = ResumableBatches(batch, start, stop, rank, world)
    return DataLoader(crops, batch_sampler=sampler, num_workers=workers, persistent_workers=workers > 0)
