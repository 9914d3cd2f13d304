"""Textures from parts of photos, beside image quilting: seams, seconds, memory, and sheets to look at.

    python benchmarks/texture.py PHOTO@X,Y,W,H ... [--side N] [--large N] [--sheets FOLDER]

Of every area a tile is made. ``seam`` is the mean difference of pixels across the sides at which tiles meet, relative
to that of neighbours inside; quilting makes no tiles, so its figure is that of any picture. ``even`` is how much two
quarters of the tile differ in mean colour, in levels. Then one texture of N x N pixels is made of the first area:
seconds (of the clock, and of the processor), peak memory, and the ratio to quilting's seconds.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import numpy as np
from PIL import Image
from texturing.quilting import quilted

from vqstudio.core.document import Document
from vqstudio.core.files import open_document
from vqstudio.core.geometry import Bounds
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import TextureRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.texture.area import area_of

SHOWN = 3
"""Times that a sheet repeats a tile."""


def area_in(text: str) -> tuple[str, np.ndarray]:
    """The name of an area ``PHOTO@X,Y,W,H``, and its pixels."""
    path, _, part = text.partition("@")
    document = open_document(Path(path))
    return f"{Path(path).stem}@{part}", area_of(document, Bounds(*map(int, part.split(","))) if part else None)


def textured(engine: StudioEngine, area: np.ndarray, side: int, seed: int = 0) -> tuple[np.ndarray, float]:
    canvas = Document.blank(side, side)
    result = engine.run(TextureRequest(canvas.pixels, area, seed, True), lambda *_: None, CancelToken())
    return canvas.apply(result.patch).pixels, result.seconds


def seam(tile: np.ndarray) -> float:
    """The mean step across the sides of a tile, relative to that inside."""
    values = tile.astype(np.float32)
    ratios = []
    for axis in (0, 1):
        inside = np.abs(np.diff(values, axis=axis)).mean()
        across = np.abs(np.take(values, 0, axis) - np.take(values, -1, axis)).mean()
        ratios.append(across / max(inside, 1e-3))
    return float(np.mean(ratios))


def unevenness(tile: np.ndarray) -> float:
    half = tile.shape[0] // 2, tile.shape[1] // 2
    quarters = [tile[y : y + half[0], x : x + half[1]].mean((0, 1)) for y in (0, half[0]) for x in (0, half[1])]
    return float(np.ptp(quarters, axis=0).max())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", nargs="+", metavar="PHOTO@X,Y,W,H")
    parser.add_argument("--side", type=int, default=384)
    parser.add_argument("--large", type=int, default=2048)
    parser.add_argument("--sheets", type=Path)
    options = parser.parse_args()
    engine, side = StudioEngine.with_bundled_packs(), options.side
    figures = []
    for text in options.areas:
        name, area = area_in(text)
        tile, seconds = textured(engine, area, side)
        peer = quilted(area[:, :, :3], side, side, 0)
        figures.append((seam(tile), seam(peer), unevenness(tile), unevenness(peer), seconds))
        print(f"{name:32} seam {figures[-1][0]:.2f} ({figures[-1][1]:.2f})  even {figures[-1][2]:.1f} "
              f"({figures[-1][3]:.1f})  {seconds:.1f} s", flush=True)  # fmt: skip
        if options.sheets:
            _save(name, area, tile, options.sheets)
    mean = np.mean(figures, 0)
    print(f"mean: seam {mean[0]:.2f}, quilting {mean[1]:.2f}; even {mean[2]:.1f}, quilting {mean[3]:.1f}")
    if options.large:
        _measure_large(engine, area_in(options.areas[0])[1], options.large)


def _measure_large(engine: StudioEngine, area: np.ndarray, side: int) -> None:
    start = time.process_time()
    _, seconds = textured(engine, area, side)
    busy = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    start = time.perf_counter()
    quilted(area[:, :, :3], side, side, 0)
    peer = time.perf_counter() - start
    print(f"{side}x{side}: {seconds:.1f} s ({busy:.1f} s of processor), {peak:.2f} GB; "
          f"quilting {peer:.1f} s, ratio {seconds / peer:.1f}")  # fmt: skip


def _save(name: str, area: np.ndarray, tile: np.ndarray, folder: Path) -> None:
    """The area; our tile, repeated; quilting's picture of that size."""
    side = SHOWN * len(tile)
    peer = quilted(area[:, :, :3], side, side, 0)
    left = np.full((side, area.shape[1], 3), 255, np.uint8)
    left[: len(area)] = area[:side, :, :3]
    folder.mkdir(parents=True, exist_ok=True)
    sheet = np.concatenate([left[:, :side], np.tile(tile, (SHOWN, SHOWN, 1)), peer], axis=1)
    Image.fromarray(sheet).save(folder / f"{name.replace(',', '-')}.png")


if __name__ == "__main__":
    main()
