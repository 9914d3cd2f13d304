"""Layouts: where light and colours lie in photos of each subject, as a picture of 16x16 pixels.

A token prior is good at what neighbours tell, and bad at what a whole picture is: its landscapes have no sky. How light
and colours lie, in turn, has few dimensions. A Gaussian around the mean of a subject's photos, of as many principal
components as :data:`NUMBERS` (Tipping and Bishop 1999, probabilistic PCA without the noise), draws new ones; the prior
then draws the tokens, pulled towards them (:mod:`vqstudio.engine.tokens.sketch`). No layout is a photo's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.packs.promises import LAYOUT_NUMBERS as NUMBERS
from vqstudio.engine.packs.promises import LAYOUT_SIDE as SIDE
from vqstudio.engine.tokens.layouts import GRAPH

from ..common.photos import UNREADABLE, DataError, PhotoFile, find_photos
from ..packs.writing import ExportError, changed_copy, export_graph, outputs_of, require_near, write_with_graphs
from .looks import write_looks
from .subjects import Subjects

FILE = "layout.onnx"
FEWEST = 8
"""Photos of a subject, at least."""
MOST_DISAGREEMENT = 0.01


class LayoutGraph(nn.Module):
    """Subjects int64 (B,), 0 for none, and standard normal numbers (B, NUMBERS) to layouts (B, 3, SIDE, SIDE) in -1..1.

    ``table`` (subjects + 1, (NUMBERS + 1) * 3 * SIDE * SIDE): the mean of each, and its components, as long as they
    deviate.
    """

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.table = nn.Parameter(table, requires_grad=False)

    def forward(self, subject: Tensor, numbers: Tensor) -> Tensor:
        parts = self.table[subject].unflatten(1, (NUMBERS + 1, -1))
        drawn = parts[:, 0] + (numbers[:, None] @ parts[:, 1:])[:, 0]
        return drawn.clamp(-1, 1).unflatten(1, (3, SIDE, SIDE))


def find_layouts(photos: Sequence[PhotoFile], subjects: Subjects) -> Tensor:
    """The table of a :class:`LayoutGraph`: row 0 of all photos, the others of each subject's, mirrored as well.

    Raises DataError if a subject has too few photos.
    """
    small = np.stack([_small(photo) for photo in photos])
    numbers = np.array([subjects.number(photo) for photo in photos])
    rows = []
    for number in range(len(subjects) + 1):
        mine = small if number == 0 else small[numbers == number]
        if len(mine) < FEWEST:
            name = subjects.names[number - 1] if number else "anything"
            raise DataError(f"Layouts of {name} need at least {FEWEST} photos, not {len(mine)}.")
        both = np.concatenate([mine, mine[:, :, ::-1]]).transpose(0, 3, 1, 2).reshape(2 * len(mine), -1)
        mean = both.mean(0)
        _, lengths, directions = np.linalg.svd(both - mean, full_matrices=False)
        components = np.zeros((NUMBERS, len(mean)))
        count = min(NUMBERS, len(lengths))
        components[:count] = directions[:count] * (lengths[:count] / np.sqrt(len(both)))[:, None]
        rows.append(np.concatenate([mean[None], components]).ravel())
    return torch.from_numpy(np.stack(rows)).float()


def _small(photo: PhotoFile) -> np.ndarray:
    """float64 (SIDE, SIDE, 3) in -1..1."""
    try:
        square = photo.square(SIDE, Image.Resampling.BOX)
    except UNREADABLE as error:
        raise DataError(f"{photo.name} cannot be read ({error}); take it out of the folder.") from error
    return square / 127.5 - 1


def export_layouts(data: Path | Sequence[Path], subjects: Subjects, pack: Path) -> Manifest:
    """Write the layouts of the photos' subjects, and what its codes look like, into ``pack``.

    Raises PackError, DataError, or ExportError if the pack's prior knows other subjects.
    """
    info = read_pack(pack)
    prior = info.manifest.graphs.get("prior")
    if prior is None or prior.subjects != subjects.names:
        raise ExportError(
            "The prior of {pack} knows other subjects; train it on these, or choose its own.", pack=info.id
        )
    write_layouts(find_layouts(find_photos(data, 1), subjects), pack)
    return write_looks(pack)


@torch.no_grad()
def write_layouts(table: Tensor, pack: Path) -> Manifest:
    """Write the ``table`` of a :class:`LayoutGraph` into a copy of ``pack``, then swap. Raises PackError and
    ExportError.
    """
    graph, info = LayoutGraph(table), read_pack(pack)
    spec = GraphSpec(
        file=FILE,
        inputs=(TensorSpec("subject", "int64", ("batch",)), TensorSpec("numbers", "float32", ("batch", NUMBERS))),
        outputs=(TensorSpec("layout", "float32", ("batch", 3, SIDE, SIDE)),),
        context=0,
        macs_per_pixel=0,
    )
    with changed_copy(pack) as working:
        export_graph(graph, (torch.tensor([0]), torch.zeros(1, NUMBERS)), spec, working / FILE)
        subject, numbers = torch.arange(len(table)), torch.randn(len(table), NUMBERS)
        (found,) = outputs_of(working / FILE, subject=subject, numbers=numbers)
        require_near("layout", found, graph(subject, numbers), MOST_DISAGREEMENT)
        return write_with_graphs(info.manifest, {GRAPH: spec}, working)
