"""Where faces are in photos: the training data of the face finder.

``python -m training face-boxes`` asks MTCNN (Zhang et al. 2016) with the weights of the package facenet-pytorch (MIT);
:class:`FaceCrops` cuts crops with what is true of their cells.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from ..common.data import CropPlan, Crops
from ..common.photos import DataError, PhotoFile, Photos, find_photos
from ..common.recipes import FacesScheduleRecipe
from .critic_network import CELL

LONGEST = 720
"""Photos are reduced to this longer side, in px, before faces are looked for."""
LEAST_FACE = 20
LEAST_SIDE = 64
SURE = 0.95
"""What MTCNN is less sure of is neither taught as a face nor as none."""
INNER, OUTER = 0.65, 0.9
"""A cell is part of a face within the ellipse of this times the height and width of its box, and none beyond that of
the second; in between nobody knows.
"""
FACE, UNSURE, NO_FACE = 1.0, 0.0, -1.0
CHANNELS = 3


class Box(msgspec.Struct, frozen=True):
    """Pixels of the whole photo; ``sure`` 0..1."""

    left: float
    top: float
    right: float
    bottom: float
    sure: float


def make_face_boxes(data: Sequence[Path], out: Path) -> int:
    """Look for faces in all photos and write their boxes to ``out``; returns how many were found. Raises DataError if
    there are no photos, the network is not installed or the file cannot be written.
    """
    network = _mtcnn()
    found: dict[str, list[Box]] = {}
    photos = find_photos(data, LEAST_SIDE)
    part = out.with_name(f".{out.name}")
    with _writing(out):  # better refused now than after an hour
        out.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
    for file in tqdm(photos, mininterval=5):
        try:
            found[file.key] = _faces_in(file, network)
        except OSError as error:
            tqdm.write(f"skipped a photo that no longer reads: {error}")
    with _writing(out):
        part.write_bytes(msgspec.json.encode(found))
        part.replace(out)
    return sum(map(len, found.values()))


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DataError(f"{out} cannot be written ({error}); name another file, or make room.") from error


def _mtcnn() -> Any:
    try:
        from facenet_pytorch import MTCNN  # type: ignore[import-not-found]
    except ImportError as error:
        raise DataError(
            f"The network that finds faces is missing ({error}): pip install --no-deps facenet-pytorch, "
            "then pip install requests and the torchvision of your torch."
        ) from error
    return MTCNN(keep_all=True, min_face_size=LEAST_FACE, post_process=False)


def _faces_in(file: PhotoFile, network: Any) -> list[Box]:
    import cv2

    pixels = file.pixels().numpy()
    scale = min(1.0, LONGEST / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    boxes, chances = network.detect(small)
    if boxes is None:
        return []
    found = zip((boxes / scale).tolist(), chances, strict=True)
    return [Box(left, top, right, bottom, float(sure)) for (left, top, right, bottom), sure in found]


def read_face_boxes(path: Path) -> dict[str, list[Box]]:
    """The faces of each photo, by its folder and name without ending. Raises DataError."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, list[Box]])
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{path} holds no boxes of faces ({error}); make it with the command face-boxes.") from error


class FaceCrops(Crops):
    """Crops as float32 (N, 4, size, size): the picture, and FACE, NO_FACE or UNSURE, the same for all pixels of a
    cell. Photos that ``boxes`` does not know are taken for photos without faces.
    """

    def __init__(
        self, files: Sequence[PhotoFile], boxes: dict[str, list[Box]], schedule: FacesScheduleRecipe, seed: int
    ) -> None:
        super().__init__(Photos(files), schedule.crop, seed, schedule.max_shrink, recolour=0.2)
        self.schedule = schedule
        self.boxes = [boxes.get(file.key, []) for file in files]
        self.faces = [(n, box) for n, known in enumerate(self.boxes) for box in known if box.sure >= SURE]

    def plan(self, number: int, attempt: int = 0) -> CropPlan:
        plan = super().plan(number, attempt)
        rng = np.random.default_rng((self.seed, number, attempt, 1))
        if rng.random() >= self.schedule.near or not self.faces:
            return plan
        photo, box = self.faces[int(rng.integers(len(self.faces)))]
        sides = self.photos.files[photo].width, self.photos.files[photo].height
        wanted = math.exp(rng.uniform(math.log(self.schedule.least), math.log(self.schedule.most)))
        side = min(max(16, round((box.bottom - box.top) * self.size / wanted)), *sides)
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        x, y = (
            int(np.clip(at - rng.uniform(0.1, 0.9) * side, 0, length - side))
            for at, length in zip(middle, sides, strict=True)
        )
        return CropPlan(photo, x, y, side, plan.flip, plan.angle, plan.saturation)

    def batch(self, numbers: Sequence[int]) -> Tensor:
        plans, images = self.planned(numbers)
        truth = np.stack([self._truth(plan) for plan in plans]).repeat(CELL, 1).repeat(CELL, 2)
        return torch.cat([images, torch.from_numpy(truth)[:, None].to(images.device)], 1)

    def _truth(self, plan: CropPlan) -> np.ndarray:
        """float32 (size / 8, size / 8)"""
        cells, scale = self.size // CELL, plan.side / self.size
        y, x = (np.mgrid[:cells, :cells] + 0.5) * CELL * scale + np.array([plan.y, plan.x])[:, None, None]
        inner, outer = np.zeros((cells, cells), bool), np.zeros((cells, cells), bool)
        for box in self.boxes[plan.photo]:
            height, width = box.bottom - box.top, box.right - box.left
            away = np.hypot((y - (box.top + box.bottom) / 2) / height, (x - (box.left + box.right) / 2) / width)
            outer |= away < OUTER
            if box.sure >= SURE and height / scale >= self.schedule.least:
                inner |= away < INNER
        truth = np.where(inner, FACE, np.where(outer, UNSURE, NO_FACE)).astype(np.float32)
        return truth[:, ::-1] if plan.flip else truth


def split(batch: Tensor) -> tuple[Tensor, Tensor]:
    """The pictures (B, 3, H, W) of crops, and the truth of their cells (B, 1, H/8, W/8)."""
    pictures = batch[:, :CHANNELS].contiguous(memory_format=torch.channels_last)
    return pictures, batch[:, CHANNELS:, ::CELL, ::CELL].contiguous()
