"""Holes in photos and their fills by repair: the training data of a critic.

``python -m training fills`` repairs photos in every way that repair has; :class:`Fills` reads the results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from tqdm import tqdm

from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.repair.holes import ALL_WAYS, repair
from vqstudio.engine.repair.models import RepairModels
from vqstudio.engine.repair.shift_map import HOLE
from vqstudio.engine.tokens.tokenizer import Tokenizer

from ..common.masks import thick_mask
from ..common.photos import DataError, Photos, find_photos, hold_out

LONGEST = 512
"""Longer side in px of a photo to fill: small enough to be quick, with all that a repair looks at."""
SHORTEST = 200
LEAST_REDUCED = 0.7
"""Photos are reduced by up to this factor more, so that fewer traces of JPEG compression give a copy away."""
TRAINED, HELD_OUT = "train", "held"
HELD_OUT_EVERY = 10
"""Every tenth fill is of a photo that no training sees."""
CPU = ["CPUExecutionProvider"]


@dataclass(frozen=True)
class Filled:
    """``photo`` uint8 (H, W, 3), ``hole`` bool (H, W), ``fills`` uint8 (N, H, W, 3): the photo with its hole filled."""

    photo: np.ndarray
    hole: np.ndarray
    fills: np.ndarray

    def save(self, path: Path) -> None:
        """Written to a temporary file and renamed, so that a file at ``path`` is always complete."""
        box = bounds_of(self.hole)
        part = path.with_name(f".{path.name}")
        np.savez_compressed(
            part,
            image=self.photo,
            hole=np.packbits(self.hole),
            box=np.array([box.y, box.y + box.height, box.x, box.x + box.width]),
            fills=self.fills[(slice(None), *box.slices)],
        )
        part.replace(path)

    @classmethod
    def load(cls, path: Path) -> Filled:
        """Raises DataError if ``path`` holds none."""
        try:
            with np.load(path) as file:
                photo, (top, bottom, left, right) = file["image"], file["box"]
                height, width = photo.shape[:2]
                hole = np.unpackbits(file["hole"], count=height * width).reshape(height, width).astype(bool)
                fills = np.repeat(photo[None], len(file["fills"]), 0)
                fills[:, top:bottom, left:right] = file["fills"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise DataError(f"{path} holds no fills; make the folder anew with the command fills.") from error
        return cls(photo, hole, fills)


class Fills:
    """The fills of a folder at the size at which a repair compares them, cut to squares of ``size`` px around their
    holes; a ``seed`` shifts and mirrors them.
    """

    def __init__(self, paths: Sequence[Path], size: int, seed: int | None) -> None:
        self.paths, self.size, self.seed = list(paths), size, seed
        self.device = torch.device("cpu")

    def move_to(self, device: torch.device) -> None:
        self.device = device

    def read_ahead(self) -> None:
        """They are read when they are asked for."""

    def batch(self, numbers: Sequence[int]) -> Tensor:
        """float32 (B, 3 * (1 + N) + 1, size, size): a photo and its N fills in -1..1, then the hole, 1 inside.

        Raises DataError if a file cannot be read.
        """
        return torch.stack([self._one(number) for number in numbers]).to(self.device)

    def _one(self, number: int) -> Tensor:
        rng = None if self.seed is None else np.random.default_rng((self.seed, number))
        filled = Filled.load(self.paths[number % len(self.paths) if rng is None else rng.integers(len(self.paths))])
        pictures, hole = np.concatenate([filled.photo[None], filled.fills]), filled.hole
        while np.count_nonzero(hole) > HOLE.most_pixels:
            pictures, hole = _halved(pictures), _halved(hole[None, :, :, None].astype(np.uint8) * 255)[0, :, :, 0] > 0
        short = [max(0, self.size - length) for length in hole.shape]
        pictures = np.pad(pictures, ((0, 0), (0, short[0]), (0, short[1]), (0, 0)), mode="edge")
        hole = np.pad(hole, ((0, short[0]), (0, short[1])))
        # Islands of a hole may lie far apart: the middle of them all need not be hole.
        middle = _hole_pixel_near(hole, bounds_of(hole))
        reach = self.size // 10
        shift = (0, 0) if rng is None else rng.integers(-reach, reach + 1, 2)
        top, left = (
            int(np.clip(at + by - self.size // 2, 0, length - self.size))
            for at, by, length in zip(middle, shift, hole.shape, strict=True)
        )
        cut = (slice(top, top + self.size), slice(left, left + self.size))
        pictures = pictures[:, *cut]
        planes = torch.from_numpy(pictures).permute(0, 3, 1, 2).flatten(0, 1).float().div_(127.5).sub_(1)
        tensor = torch.cat([planes, torch.from_numpy(hole[cut]).float()[None]])
        return tensor.flip(2) if rng is not None and rng.random() < 0.5 else tensor


def _hole_pixel_near(hole: np.ndarray, box: Bounds) -> tuple[int, int]:
    """Row and column of the pixel of the hole nearest to the middle of ``box``."""
    ys, xs = np.nonzero(hole)
    nearest = np.hypot(ys - box.y - box.height // 2, xs - box.x - box.width // 2).argmin()
    return int(ys[nearest]), int(xs[nearest])


def _halved(pictures: np.ndarray) -> np.ndarray:
    """uint8 (N, H, W, C) at half the size."""
    n, height, width, channels = pictures.shape
    even = pictures[:, : height // 2 * 2, : width // 2 * 2]
    blocks = even.reshape(n, height // 2, 2, width // 2, 2, channels)
    return (blocks.mean((2, 4)) + 0.5).astype(np.uint8)


def split(batch: Tensor) -> tuple[Tensor, Tensor]:
    """What :meth:`Fills.batch` gives, as pictures (B, 1 + N, 3, H, W), the photo first, and masks (B, 1, H, W)."""
    return batch[:, :-1].unflatten(1, (-1, 3)), batch[:, -1:]


def find_fills(folder: Path, size: int, seed: int) -> tuple[Fills, Fills]:
    """Those to train on and those held out. Raises DataError if there are none of one kind."""
    found = [sorted(folder.glob(f"{kind}-*.npz")) for kind in (TRAINED, HELD_OUT)]
    if not all(found):
        raise DataError(
            f"{folder} holds no fills to train on and to measure by; make at least {HELD_OUT_EVERY} of them with the "
            "command fills."
        )
    return Fills(found[0], size, seed), Fills(found[1], size, None)


def make_fills(data: Path | Sequence[Path], pack: Path, out: Path, count: int, seed: int) -> int:
    """Repair ``count`` photos in every way with the models of ``pack``; those that are in ``out`` already
    are not made again. Returns how many were made.

    Raises DataError, PackError.
    """
    trained, held_out = hold_out(find_photos(data, SHORTEST))
    photos = {TRAINED: Photos(trained), HELD_OUT: Photos(held_out)}
    info = read_pack(pack)
    models = RepairModels(info, CPU, Tokenizer(info, CPU))
    out.mkdir(parents=True, exist_ok=True)
    made = 0
    for number in tqdm(range(count), mininterval=5):
        kind = HELD_OUT if number % HELD_OUT_EVERY == 0 else TRAINED
        path = out / f"{kind}-{number:06}.npz"
        if not path.exists():
            fill_photo(photos[kind], number, models, seed).save(path)
            made += 1
    return made


def fill_photo(photos: Photos, number: int, models: RepairModels, seed: int) -> Filled:
    """Photo ``number`` of those drawn by the ``seed``, reduced by chance, with the fills of a hole in it."""
    rng = np.random.default_rng((seed, number))
    whole = Image.fromarray(photos[int(rng.integers(len(photos)))].numpy())
    longest = max(whole.size)
    reduced = min(1.0, LONGEST / longest) * rng.uniform(LEAST_REDUCED, 1)
    reduced = min(1.0, max(reduced, SHORTEST / min(whole.size)))
    size = (round(whole.width * reduced), round(whole.height * reduced))
    photo = np.array(whole.resize(size, Image.Resampling.LANCZOS))
    hole = thick_mask(photo.shape[:2], rng)
    holed = photo.copy()
    holed[hole] = 255
    fills = [repair(holed, hole, models, way, lambda *_: None, CancelToken(), choose=False) for way in range(ALL_WAYS)]
    return Filled(photo, hole, np.stack(fills))
