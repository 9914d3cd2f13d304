"""Pictures from nothing beside photos of their subject: two kernel distances, and a sheet.

    python benchmarks/subjects.py PACK PHOTOS SUBJECTS [--before PACK] [--count N] [--only NAMES] [--sheet FILE]

SUBJECTS is the folder that ``python -m training subjects`` wrote and somebody named. For every subject, N pictures of
256x256 are drawn and compared with up to 120 of its photos, cut to squares; so are N pictures of another pack without
subjects, and other photos of the subject, which is as near as one can get.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training.common.perceptual import Lite0Features
from training.common.photos import find_photos
from training.common.realism import FEATURE_MAPS, NaturalStatistics, set_distance
from training.prior.subjects import read_subjects
from vqstudio.core.document import Document
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import CreateRequest, no_progress
from vqstudio.engine.studio import StudioEngine

SIDE, MOST_PHOTOS, SHOWN = 256, 120, 8


def drawn(pack: Path, subject: str, count: int) -> np.ndarray:
    """uint8 (count, SIDE, SIDE, 3), as the application draws them."""
    engine, blank = StudioEngine(pack.parent), Document.blank(SIDE, SIDE)
    requests = [CreateRequest(blank.pixels, seed=seed, subject=subject, pack=pack.name) for seed in range(count)]
    results = [engine.run(request, no_progress, CancelToken()) for request in requests]
    return np.stack([blank.apply(result.patch).pixels for result in results])


def as_tensor(pictures: np.ndarray) -> Tensor:
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("photos", type=Path)
    parser.add_argument("subjects", type=Path)
    parser.add_argument("--before", type=Path, help="a pack without subjects")
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--only", default="", help="some of the subjects, joined by commas")
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()

    subjects = read_subjects(options.subjects)
    photos = find_photos(options.photos, 1)
    features = Lite0Features(9)
    views = {"features": lambda image: features(image)[FEATURE_MAPS], "statistics": NaturalStatistics()}
    before = as_tensor(drawn(options.before, "", options.count)) if options.before else None
    rows, totals = [], []
    print(f"{'KID':12} {'  '.join(f'{name:>32}' for name in views)}")
    for number, name in enumerate(subjects.names, 1):
        if options.only and name not in options.only.split(","):
            continue
        mine = [photo for photo in photos if subjects.number(photo) == number][:MOST_PHOTOS]
        real = as_tensor(np.stack([photo.square(SIDE) for photo in mine]))
        pictures = drawn(options.pack, name, options.count)
        rows.append(pictures[:SHOWN])
        half = torch.arange(len(real)) % 2 == 0
        found = [
            [
                set_distance(maps, real, as_tensor(pictures)),
                set_distance(maps, real, before) if before is not None else float("nan"),
                set_distance(maps, real[half], real[~half]),
            ]
            for maps in views.values()
        ]
        totals.append(found)
        told = "  ".join(f"now {n:7.0f} before {b:7.0f} photos {p:5.0f}" for n, b, p in found)
        print(f"{name:12} {told}", flush=True)
    means = np.mean(totals, axis=0)
    print(f"{'mean':12} {'  '.join(f'now {n:7.0f} before {b:7.0f} photos {p:5.0f}' for n, b, p in means)}")
    if options.sheet:
        sheet = np.concatenate([np.concatenate(list(row), 1) for row in rows])
        Image.fromarray(sheet).save(options.sheet)


if __name__ == "__main__":
    main()
