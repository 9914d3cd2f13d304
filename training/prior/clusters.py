"""Clusters of photos that a network sees as alike, with a sheet of each, for a person to name."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from scipy.cluster.vq import kmeans2
from torch import Tensor

from ..common.perceptual import Lite0Features
from ..common.photos import UNREADABLE, DataError, PhotoFile, find_photos
from .subjects import CLUSTERS, NAMES

SIDE = 224
"""Side in px of the middle square that the network looks at."""
BATCH = 16
COMPONENTS = 48
TRIES = 8
ROUNDS = 50
SHOWN, COLUMNS, THUMBNAIL = 40, 8, 112
"""Photos of a cluster on its sheet, from its centre to its rim, in how many columns, and their side in px."""


def find_clusters(data: Path | Sequence[Path], count: int, out: Path, seed: int = 0) -> None:
    """Write ``clusters.csv`` (photo, cluster, rank in 0..1 from the cluster's centre to its rim), a sheet of each of
    ``count`` clusters and ``names.toml``, to be filled in, into the folder ``out``. Existing names are kept.

    Photos are described by the means of EfficientNet-Lite0's last feature map, reduced to their principal components,
    and clustered by k-means. Raises DataError.
    """
    photos = find_photos(data, 1)
    if not 2 <= count <= len(photos):
        raise DataError(f"There can be 2 to {len(photos)} clusters of so many photos, not {count}.")
    points = _reduced(_described(photos))
    centres, labels = _clustered(points, count, seed)
    away = np.square(points - centres[labels]).sum(1)
    rank = np.zeros(len(photos))
    (out / "sheets").mkdir(parents=True, exist_ok=True)
    for cluster in range(count):
        members = np.flatnonzero(labels == cluster)
        ordered = members[np.argsort(away[members], kind="stable")]
        rank[ordered] = np.linspace(0, 1, len(ordered))
        shown = ordered[np.linspace(0, len(ordered) - 1, min(SHOWN, len(ordered))).astype(int)] if len(ordered) else []
        _sheet([photos[i] for i in shown]).save(out / "sheets" / f"{cluster:02}.jpg")
    with (out / CLUSTERS).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("photo", "cluster", "rank"))
        table.writerows((p.key, f"{c:02}", f"{r:.3f}") for p, c, r in zip(photos, labels, rank, strict=True))
    if not (out / NAMES).exists():
        lines = ['# Name the clusters whose sheets show one thing; several may have one name, "" is none.']
        (out / NAMES).write_text("\n".join([*lines, *(f'{c:02} = ""' for c in range(count)), ""]), encoding="utf-8")


def _square(photo: PhotoFile, side: int) -> Image.Image:
    try:
        return Image.fromarray(photo.square(side))
    except UNREADABLE:
        return Image.new("RGB", (side, side))


@torch.no_grad()
def _described(photos: list[PhotoFile]) -> np.ndarray:
    """float32 (N, C) of each photo's middle square."""
    network = Lite0Features(16)
    found = []
    for first in range(0, len(photos), BATCH):
        squares = np.stack([np.array(_square(photo, SIDE)) for photo in photos[first : first + BATCH]])
        pixels: Tensor = torch.from_numpy(squares).permute(0, 3, 1, 2).float() / 127.5 - 1
        found.append(F.normalize(network(pixels)[-1].mean((2, 3))).numpy())
    return np.concatenate(found)


def _reduced(described: np.ndarray) -> np.ndarray:
    """The principal components, as unit vectors (N, at most COMPONENTS)."""
    u, s, _ = np.linalg.svd(described - described.mean(0), full_matrices=False)
    points = (u * s)[:, :COMPONENTS]
    return points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)


def _clustered(points: np.ndarray, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Centres (count, D) and labels (N,) of the best of some tries of k-means."""
    tries = [kmeans2(points, count, iter=ROUNDS, minit="++", rng=seed + number) for number in range(TRIES)]
    return min(tries, key=lambda found: float(np.square(points - found[0][found[1]]).sum()))


def _sheet(photos: list[PhotoFile]) -> Image.Image:
    rows = max(1, -(-len(photos) // COLUMNS))
    sheet = Image.new("RGB", (COLUMNS * THUMBNAIL, rows * THUMBNAIL))
    for place, photo in enumerate(photos):
        row, column = divmod(place, COLUMNS)
        sheet.paste(_square(photo, THUMBNAIL), (column * THUMBNAIL, row * THUMBNAIL))
    return sheet
