"""Pictures that the prior drew, and photos beside which they are to pass for photos: the training data of a refiner.

``python -m training drawings`` draws them with a pack as the application does; :class:`Pairs` reads them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from tqdm import tqdm

from vqstudio.core.document import Document
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.requests import CreateRequest, no_progress
from vqstudio.engine.studio import StudioEngine

from ..common.photos import UNREADABLE, DataError, PhotoFile, find_photos, hold_out
from ..packs.writing import without_graph, write_manifest
from .subjects import Subjects

SIDE, LARGE = 256, 384
"""Sides in px of the drawings; every fourth is a large one."""
TRAINED, HELD_OUT = "train", "held"
HELD_OUT_EVERY = 9
"""In every ninth round, from the first on, each subject gets a drawing that no training sees."""
KINDS = 4
REDRAWN, ENLARGED = 3, 2
"""In these of every KINDS rounds, a share of a photo is drawn anew, or drawings are large."""
SHARES = (0.4, 0.95)
"""Least and largest share that is drawn anew."""
KEPT = 1000
"""How many photos stay decoded: 0.4 GB."""
SILENT = 0.1
"""Share of the pairs whose subject is not told."""


@dataclass(frozen=True)
class Drawing:
    """``picture`` uint8 (S, S, 3) of a ``subject``; ``photo``, of the same shape, is what it was drawn over, if any."""

    picture: np.ndarray
    subject: str
    photo: np.ndarray | None = None

    def save(self, path: Path) -> None:
        """Written to a temporary file and renamed, so that a file at ``path`` is always complete."""
        part = path.with_name(f".{path.name}")
        pictures = [self.picture] if self.photo is None else [self.picture, self.photo]
        np.savez_compressed(part, pictures=np.stack(pictures), subject=np.array(self.subject))
        part.replace(path)

    @classmethod
    def load(cls, path: Path) -> Drawing:
        """Raises DataError if ``path`` holds none."""
        try:
            with np.load(path) as file:
                pictures, subject = file["pictures"], str(file["subject"])
            picture, *photos = pictures
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
            raise DataError(f"{path} holds no drawing; make the folder anew with the command drawings.") from error
        return cls(picture, subject, photos[0] if photos else None)


def make_drawings(data: Sequence[Path], subjects: Subjects, pack: Path, out: Path, count: int) -> int:
    """Draw ``count`` pictures with the models of ``pack``, of one subject after the other; those that are in ``out``
    already are not drawn again. Returns how many were drawn.

    Raises DataError, PackError, or RequestError if the pack has no prior, or one that does not know the subjects.
    """
    photos = dict(zip((TRAINED, HELD_OUT), map(list, hold_out(find_photos(data, SIDE))), strict=True))
    out.mkdir(parents=True, exist_ok=True)
    made = 0
    with _without_refiner(pack) as engine:
        for number in tqdm(range(count), mininterval=5):
            turn, place = divmod(number, len(subjects))
            kind = HELD_OUT if turn % HELD_OUT_EVERY == 0 else TRAINED
            path = out / f"{kind}-{number:06}.npz"
            if path.exists():
                continue
            subject = subjects.names[place]
            base, share = _base(photos[kind], subjects, place + 1, turn)
            document = Document(base)
            request = CreateRequest(base, share=share, seed=number, subject=subject, pack=engine.packs()[0].id)
            result = engine.run(request, no_progress, CancelToken())
            drawn = document.apply(result.patch).pixels[:, :, :3]
            Drawing(drawn, subject, base[:, :, :3] if share < 1 else None).save(path)
            made += 1
    return made


@contextmanager
def _without_refiner(pack: Path) -> Iterator[StudioEngine]:
    """An engine with a copy of ``pack`` alone, which does not refine: a refiner learns from what is not refined."""
    info = read_pack(pack)
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(pack, Path(folder) / info.id)
        if "refiner" in info.manifest.graphs:
            write_manifest(without_graph(info.manifest, "refiner", copy), copy)
        yield StudioEngine(copy.parent)


def _base(photos: list[PhotoFile], subjects: Subjects, number: int, turn: int) -> tuple[np.ndarray, float]:
    """What is drawn over, and the share that is: all of a blank picture, or a part of a photo of subject ``number``."""
    rng = np.random.default_rng((number, turn))
    mine = [photo for photo in photos if subjects.number(photo) == number]
    if turn % KINDS == REDRAWN and mine:
        return _square(mine[int(rng.integers(len(mine)))], SIDE), float(rng.uniform(*SHARES))
    side = LARGE if turn % KINDS == ENLARGED else SIDE
    return Document.blank(side, side).pixels, 1.0


def _square(photo: PhotoFile, side: int) -> np.ndarray:
    try:
        return photo.square(side)
    except UNREADABLE as error:
        raise DataError(f"{photo.name} cannot be read ({error}); take it out of the folder.") from error


@dataclass(frozen=True)
class PairPlan:
    """The square at (``x``, ``y``) of drawing number ``drawing``, beside one at (``photo_x``, ``y``) of photo number
    ``photo`` of its subject, or at the same place of what it was drawn over (None); both mirrored if ``flip``.
    """

    drawing: int
    photo: int | None
    x: int
    y: int
    photo_x: int
    flip: bool
    subject: int


class Pairs:
    """Squares of ``size`` px of drawings, beside squares of photos of the same subject, at the same height. A ``seed``
    chooses; without one, drawings come in order, with their left upper corner.
    """

    def __init__(
        self, paths: Sequence[Path], photos: Sequence[PhotoFile], subjects: Subjects, size: int, seed: int | None
    ) -> None:
        self.paths, self.size, self.seed = list(paths), size, seed
        self.device = torch.device("cpu")
        self._photos: dict[int, list[PhotoFile]] = {}
        for photo in photos:
            self._photos.setdefault(subjects.number(photo), []).append(photo)
        known = {name: number for number, name in enumerate(subjects.names, 1)}
        loaded = [Drawing.load(path) for path in paths]
        # Few photos may be held out, and none of some subject.
        self.drawings = [drawing for drawing in loaded if known.get(drawing.subject) in self._photos]
        if not self.drawings:
            raise DataError(
                f"None of {len(photos)} photos shows what the drawings do; give more photos, or draw their subjects."
            )
        self.numbers = [known[drawing.subject] for drawing in self.drawings]
        self._read = lru_cache(KEPT)(lambda number, place: _square(self._photos[number][place], LARGE))

    def move_to(self, device: torch.device) -> None:
        self.device = device

    def read_ahead(self) -> None:
        """Photos are read when they are asked for."""

    def plan(self, number: int) -> PairPlan:
        """What pair ``number`` is made of."""
        rng = np.random.default_rng((self.seed or 0, number))
        chosen = number % len(self.drawings) if self.seed is None else int(rng.integers(len(self.drawings)))
        drawing, subject = self.drawings[chosen], self.numbers[chosen]
        room = 1 if self.seed is None else len(drawing.picture) - self.size + 1
        x, y, other = (int(value) for value in rng.integers(room, size=3))
        photo = int(rng.integers(len(self._photos[subject])))
        flip, told = self.seed is not None and rng.random() < 0.5, self.seed is None or rng.random() >= SILENT
        if drawing.photo is not None:
            return PairPlan(chosen, None, x, y, x, flip, subject if told else 0)
        return PairPlan(chosen, photo, x, y, other, flip, subject if told else 0)

    def batch(self, numbers: Sequence[int]) -> Tensor:
        """float32 (B, 6, size, size) in -1..1: drawings, and photos."""
        pairs = torch.from_numpy(np.stack([self._cut(self.plan(number)) for number in numbers]))
        images = pairs.permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
        return images.contiguous(memory_format=torch.channels_last).to(self.device)

    def _cut(self, plan: PairPlan) -> np.ndarray:
        drawing = self.drawings[plan.drawing]
        photo = drawing.photo
        if plan.photo is not None:
            photo = resized(self._read(self.numbers[plan.drawing], plan.photo), len(drawing.picture))
        assert photo is not None
        rows = slice(plan.y, plan.y + self.size)
        cut = [
            picture[rows, left : left + self.size]
            for picture, left in ((drawing.picture, plan.x), (photo, plan.photo_x))
        ]
        both = np.concatenate(cut, 2)
        return np.ascontiguousarray(both[:, ::-1] if plan.flip else both)


def resized(picture: np.ndarray, side: int) -> np.ndarray:
    """uint8 (side, side, 3)."""
    if len(picture) == side:
        return picture
    return np.asarray(Image.fromarray(picture).resize((side, side), Image.Resampling.LANCZOS))


def find_pairs(folder: Path, data: Sequence[Path], subjects: Subjects, size: int, seed: int) -> tuple[Pairs, Pairs]:
    """Those to train on, and whole ones of SIDE px that are held out. Raises DataError if one kind is missing."""
    found = [sorted(folder.glob(f"{kind}-*.npz")) for kind in (TRAINED, HELD_OUT)]
    if not all(found):
        raise DataError(
            f"{folder} holds no drawings to train on and to measure by; make more of them with the command drawings."
        )
    trained, held_out = hold_out(find_photos(data, LARGE))  # an enlarged one would be no example
    return Pairs(found[0], trained, subjects, size, seed), Pairs(found[1], held_out, subjects, SIDE, None)
