"""Training crops of photos.

A crop depends on the seed, its number and the photos alone, so a resumed run sees exactly the crops of an uninterrupted
one, and processes share the numbers without talking to each other. Two things change crops all the same: a photo that
cannot be read is replaced by another one, and photos on a GPU are resized with other rounding than those on a CPU.
"""

from __future__ import annotations

import itertools
import logging
import math
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, cast

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .photos import DataError, Photos

log = logging.getLogger(__name__)

SHARE_SHRUNK, SHARE_GROWN = 0.45, 0.2
"""Shares of the crops. Shrunk ones have more detail than a photo at 100 %, grown ones are as smooth as large photos."""
MOST_SATURATED = 1.8
LUMA = (0.299, 0.587, 0.114)
LOBES = 3
AT_ONCE = 8
"""Crops that a GPU resizes together: enough to be fast, few enough to leave the memory to the training."""
AHEAD = 2
HAS_LANCZOS = tuple(int(part) for part in torch.__version__.split(".")[:2]) >= (2, 13)

T = TypeVar("T")


@dataclass(frozen=True)
class CropPlan:
    """The square of ``side`` px at (``x``, ``y``) of photo number ``photo``, resized to the crop, then mirrored if
    ``flip``, its colours turned by ``angle`` (radians) and their saturation multiplied.
    """

    photo: int
    x: int
    y: int
    side: int
    flip: bool
    angle: float = 0.0
    saturation: float = 1.0

    @property
    def recoloured(self) -> bool:
        return self.angle != 0 or self.saturation != 1

    def cut(self, photo: Tensor) -> Tensor:
        """The square of the photo (H, W, 3), mirrored if ``flip``."""
        square = photo[self.y : self.y + self.side, self.x : self.x + self.side]
        return square.flip(1) if self.flip else square


class Source(Protocol):
    """What a :class:`Feed` takes its batches from; see :class:`Crops`."""

    device: torch.device

    def move_to(self, device: torch.device) -> None: ...

    def read_ahead(self) -> None: ...

    def batch(self, numbers: Sequence[int]) -> Tensor: ...


class Crops:
    """Crop number n: float32 (3, size, size) in -1..1 of a random photo, half of them mirrored. Some are shrunk up to
    ``max_shrink`` times, some grown up to ``max_grow`` times; a share ``recolour`` (0..1) gets another hue and
    saturation. Crops are on ``device``; photos kept on a GPU are cut there. ``chosen`` are the numbers of the photos to
    draw from, some more than once (None: each once).
    """

    def __init__(
        self,
        photos: Photos,
        size: int,
        seed: int,
        max_shrink: float = 2.0,
        max_grow: float = 1.0,
        recolour: float = 0.0,
        device: torch.device | None = None,
        chosen: Sequence[int] | None = None,
    ) -> None:
        self.photos, self.size, self.seed = photos, size, seed
        self.chosen = range(len(photos)) if chosen is None else chosen
        self.max_shrink, self.max_grow, self.recolour = max_shrink, max_grow, recolour
        self.device = device or torch.device("cpu")

    def move_to(self, device: torch.device) -> None:
        """Crops come on ``device`` from now on, and photos are kept there if it has room; call it before the first."""
        self.device = device
        self.photos.move_to(device)

    def read_ahead(self) -> None:
        """Decode the photos on all cores, for a GPU that would wait for them."""
        self.photos.read_ahead(threads=os.cpu_count() or 1)

    def plan(self, number: int, attempt: int = 0) -> CropPlan:
        """What crop ``number`` is made of; ``attempt`` counts the unreadable photos tried before."""
        rng = np.random.default_rng((self.seed, number, attempt))
        photo = self.chosen[int(rng.integers(len(self.chosen)))]
        sides = self.photos.files[photo].width, self.photos.files[photo].height
        chance = rng.random()
        if chance < SHARE_SHRUNK:
            shrink = float(rng.uniform(1, max(1.0, min(self.max_shrink, min(sides) / self.size))))
        elif chance < SHARE_SHRUNK + SHARE_GROWN:
            shrink = 1 / float(rng.uniform(1, self.max_grow))
        else:
            shrink = 1.0
        side = min(max(1, round(self.size * shrink)), *sides)
        x, y = (int(rng.integers(length - side + 1)) for length in sides)
        flip = bool(rng.random() < 0.5)
        if rng.random() >= self.recolour:
            return CropPlan(photo, x, y, side, flip)
        angle, saturation = rng.uniform(-math.pi, math.pi), rng.uniform(0.5, MOST_SATURATED)
        return CropPlan(photo, x, y, side, flip, float(angle), float(saturation))

    def __getitem__(self, number: int) -> Tensor:
        return self.batch([number])[0]

    def batch(self, numbers: Sequence[int]) -> Tensor:
        """float32 (N, 3, size, size), channels last in memory. On a CPU a crop is the same, bit by bit, in every batch.

        Raises DataError if ten photos in a row cannot be read.
        """
        return self.planned(numbers)[1]

    def planned(self, numbers: Sequence[int]) -> tuple[list[CropPlan], Tensor]:
        """The crops of :meth:`batch`, and what each is made of."""
        plans, crops = self._cut(numbers) if self.photos.device.type == "cpu" else self._cut_there(numbers)
        images = crops.permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
        turned = [i for i, plan in enumerate(plans) if plan.recoloured]
        if turned:
            turns = torch.tensor([(plans[i].angle, plans[i].saturation) for i in turned], dtype=torch.float64)
            places = _sent(torch.tensor(turned), images.device)
            images[places] = turn_colours(images[places], *turns.T)
        return plans, images

    def _readable(self, number: int) -> tuple[CropPlan, Tensor]:
        # A file can become unreadable after it was listed (network drives): take another photo, and log it.
        for attempt in range(10):
            plan = self.plan(number, attempt)
            try:
                return plan, self.photos[plan.photo]
            except OSError as error:
                log.warning("skipped a photo that no longer reads: %s", error)
        raise DataError("Ten photos in a row could not be read; check the training photos.")

    def _cut(self, numbers: Sequence[int]) -> tuple[list[CropPlan], Tensor]:
        """Plans, and uint8 (N, size, size, 3) on ``device``, of photos on the CPU."""
        shape = (len(numbers), self.size, self.size, 3)
        crops = torch.empty(shape, dtype=torch.uint8, pin_memory=self.device.type == "cuda")
        plans = []
        for number, crop in zip(numbers, crops, strict=True):
            plan, photo = self._readable(number)
            square = plan.cut(photo)
            crop.copy_(square if plan.side == self.size else _resized(square, self.size))
            plans.append(plan)
        return plans, _sent(crops, self.device)

    def _cut_there(self, numbers: Sequence[int]) -> tuple[list[CropPlan], Tensor]:
        """The same of photos on a GPU, where torch has no Lanczos of its own."""
        device = self.photos.device
        found = [self._readable(number) for number in numbers]
        crops = torch.empty((len(found), self.size, self.size, 3), dtype=torch.uint8, device=device)
        for part in (slice(i, i + AT_ONCE) for i in range(0, len(found), AT_ONCE)):
            most = max(plan.side for plan, _ in found[part])
            pieces = torch.zeros(len(found[part]), most, most, 3, dtype=torch.uint8, device=device)
            for piece, (plan, photo) in zip(pieces, found[part], strict=True):
                piece[: plan.side, : plan.side] = plan.cut(photo)
            sides = _sent(torch.tensor([float(plan.side) for plan, _ in found[part]]), device)
            crops[part] = resized_together(pieces, sides, self.size)
        return [plan for plan, _ in found], crops.to(self.device)


def _resized(square: Tensor, size: int) -> Tensor:
    """uint8 (H, W, 3) to (size, size, 3) on the CPU: Pillow's Lanczos up to two levels, in a fifth of the time."""
    if not HAS_LANCZOS:
        return resized_together(square[None], torch.tensor([float(len(square))]), size)[0]
    image = square.contiguous()[None].permute(0, 3, 1, 2)  # in this order torch sees that channels come last
    return F.interpolate(image, (size, size), mode="lanczos", antialias=True)[0].permute(1, 2, 0)


def resized_together(pieces: Tensor, sides: Tensor, size: int) -> Tensor:
    """uint8 (N, most, most, 3), of which the upper left squares of ``sides`` (N,) px count, to (N, size, size, 3):
    Lanczos as two products of matrices, which any device can do.
    """
    most = pieces.shape[1]
    scale = (sides / size)[:, None, None]
    at = (torch.arange(size, device=sides.device) + 0.5)[:, None] * scale
    pixel = torch.arange(most, device=sides.device) + 0.5
    x = (pixel - at) / scale.clamp(min=1)  # where pixels become fewer, the filter is widened
    weights = torch.sinc(x) * torch.sinc(x / LOBES) * (x.abs() < LOBES) * (pixel < sides[:, None, None])
    weights = (weights / weights.sum(2, keepdim=True))[:, None]
    rows = (pieces.permute(0, 3, 1, 2).float() @ weights.transpose(2, 3)).round_().clamp_(0, 255)  # as Pillow does
    return (weights @ rows).round_().clamp_(0, 255).byte().permute(0, 2, 3, 1)


def turn_colours(images: Tensor, angles: Tensor, saturations: Tensor) -> Tensor:
    """float32 (N, 3, H, W) in -1..1 with the colours of each turned by its angle (radians) around the grey axis and
    scaled by its saturation; angles and saturations (N,) on the CPU.

    Photos hold few vivid skies and walls; the codebook must have codes for those as well.
    """
    pairs = zip(angles.tolist(), saturations.tolist(), strict=True)
    matrices = torch.from_numpy(np.array([_turn(*pair) for pair in pairs], np.float32).reshape(-1, 3, 3, 1, 1))
    m = _sent(matrices, images.device)
    red, green, blue = images.split(1, dim=1)
    # Products and sums one by one: a matrix product may round differently in another batch.
    turned = [m[:, row, 0:1] * red + m[:, row, 1:2] * green + m[:, row, 2:3] * blue for row in range(3)]
    return torch.cat(turned, dim=1).clamp_(-1, 1)


def _turn(angle: float, saturation: float) -> np.ndarray:
    """float64 (3, 3) that keeps the luma of a colour and turns and scales its differences from it."""
    luma, (e_red, _, e_blue) = np.array(LUMA), np.eye(3)
    cos, sin = saturation * math.cos(angle), saturation * math.sin(angle)
    red = luma + cos * (e_red - luma) - sin * (e_blue - luma)
    blue = luma + sin * (e_red - luma) + cos * (e_blue - luma)
    green = (luma - LUMA[0] * red - LUMA[2] * blue) / LUMA[1]
    return np.stack([red, green, blue])


def _sent(tensor: Tensor, device: torch.device) -> Tensor:
    """On ``device``; a GPU is not waited for."""
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor.to(device)


class Feed(Generic[T]):
    """The batches of steps ``start`` .. ``stop`` - 1 (None: endless) for process ``rank`` of ``world``: crops (B, 3,
    size, size), or what ``prepare`` makes of a step and its crops. Iterate it once, in a ``with``.

    One thread makes them, at most two ahead, without gradients and on one CPU core, which leaves the others to the
    training. Its exceptions are raised by the iteration.
    """

    def __init__(
        self,
        crops: Source,
        batch: int,
        start: int,
        stop: int | None,
        rank: int = 0,
        world: int = 1,
        prepare: Callable[[int, Tensor], T] | None = None,
    ) -> None:
        self.crops, self.batch, self.rank, self.world = crops, batch, rank, world
        self.steps = itertools.count(start) if stop is None else iter(range(start, stop))
        self.prepare = prepare or (lambda _, images: cast(T, images))
        self.waited = 0.0
        """Seconds that were spent waiting for batches."""
        self._made: queue.SimpleQueue[tuple[T] | Exception | None] = queue.SimpleQueue()
        self._places = threading.Semaphore(AHEAD)
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Feed[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Feed[T]:
        return self

    def __next__(self) -> T:
        if self._closed.is_set():
            raise StopIteration
        if self._thread is None:
            self._begin()
        start = time.perf_counter()
        made = self._made.get()
        self.waited += time.perf_counter() - start
        if isinstance(made, tuple):
            self._places.release()
            return made[0]
        self.close()
        raise made or StopIteration

    def close(self) -> None:
        """Stop the thread after the batch that it is at, wait for it, and drop what it has made."""
        self._closed.set()
        self._places.release()
        if self._thread:
            self._thread.join()
        self._made = queue.SimpleQueue()

    def _begin(self) -> None:
        threads, begun = torch.get_num_threads(), threading.Event()
        gpu = torch.cuda.current_device() if self.crops.device.type == "cuda" else None
        self._thread = threading.Thread(target=self._make_all, args=(begun, gpu), name="feed")
        self._thread.start()
        begun.wait()
        torch.set_num_threads(threads)  # for all threads that ask later

    def _make_all(self, begun: threading.Event, gpu: int | None) -> None:
        torch.set_num_threads(1)
        torch.get_num_threads()  # a thread takes what was set last when it first asks, and keeps it
        begun.set()
        try:
            if gpu is not None:
                torch.cuda.set_device(gpu)
            with torch.no_grad():
                for step in self.steps:
                    if not self._may_make():
                        return
                    first = (step * self.world + self.rank) * self.batch
                    self._made.put((self.prepare(step, self.crops.batch(range(first, first + self.batch))),))
            self._made.put(None)
        except Exception as error:  # noqa: BLE001  raised again by __next__
            self._made.put(error)

    def _may_make(self) -> bool:
        """Wait for a free place; False if no more batches are wanted."""
        while not self._places.acquire(timeout=0.5):
            # The program ends and nobody closed the feed. A daemon thread would be cut off in the middle of torch.
            if not threading.main_thread().is_alive():
                return False
        return not self._closed.is_set()
