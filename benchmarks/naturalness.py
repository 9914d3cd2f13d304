"""How natural created pictures look: the usual figures of photos, and the best and the worst of many pictures.

    python benchmarks/naturalness.py PHOTOS [--photos N] [--pictures N] [--sheet FILE]

Prints what ``USUAL`` in ``vqstudio/engine/tokens/naturalness.py`` is to be: mean and deviation of the figures of the
middle 256x256 pixels of photos. The sheet shows the eight best pictures above the eight worst.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from create import run, save_sheet
from PIL import Image, ImageOps

from training.common.photos import SUFFIXES
from vqstudio.core.document import Document
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import CreateRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.tokens.naturalness import figures

SIDE, SHOWN = 256, 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path, metavar="PHOTOS")
    parser.add_argument("--photos", dest="most", type=int, default=60, help="how many photos, evenly chosen")
    parser.add_argument("--pictures", type=int, default=48)
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    engine = StudioEngine.with_bundled_packs()
    models, cancel = engine._models.repair(CreateRequest.pack), CancelToken()
    assert models.prior is not None
    paths = sorted(path for path in options.photos.rglob("*") if path.suffix.lower() in SUFFIXES)
    found = []
    for path in paths[:: max(1, len(paths) // options.most)]:
        photo = ImageOps.fit(Image.open(path).convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS)
        found.append(figures(np.asarray(photo), models.tokenizer, models.prior, cancel))
    for mean, spread in zip(np.mean(found, 0), np.std(found, 0), strict=True):
        print(f"({mean:.2f}, {spread:.2f}),")
    blank = Document.blank(SIDE, SIDE).pixels
    pictures = [run(engine, CreateRequest(blank, seed=seed))[0] for seed in range(options.pictures)]
    scores = [engine.naturalness(picture, cancel) for picture in pictures]
    order = np.argsort(scores)[::-1]
    print("best", *order[:SHOWN], "worst", *order[-SHOWN:])
    if options.sheet:
        save_sheet([Image.fromarray(pictures[n]) for n in (*order[:SHOWN], *order[-SHOWN:])], SHOWN, options.sheet)


if __name__ == "__main__":
    main()
