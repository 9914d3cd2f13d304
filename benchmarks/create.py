"""Extending photos and creating pictures: seconds, and what comes out.

    python benchmarks/create.py PHOTOS [--limit N] [--sheets FOLDER]

Every photo is brought into 768x512 pixels, loses the border that a scan left, and is extended by a quarter on each
side, with warm models; then eight pictures of 256x256 are created, which is also told as a share of the machine's
matmul peak, one of 1024x1024, and one of 256x256 from a sketch: seconds of the clock and of the processor. Each is made
twice: the same seed gives the same pixels.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from PIL import Image
from tokenizer import matmul_peak

from training.common.photos import SUFFIXES
from vqstudio.core.border import border_of, without_border
from vqstudio.core.document import Document
from vqstudio.core.geometry import Margins
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import CreateRequest, ExtendRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.tokens.create import SAMPLING

FRAME = (768, 512)
SAMPLES, SIDE, LARGE = 8, 256, 1024
COLUMNS = 3


def run(engine: StudioEngine, request: ExtendRequest | CreateRequest) -> tuple[np.ndarray, float]:
    start = time.perf_counter()
    result = engine.run(request, lambda share, text: None, CancelToken())
    seconds = time.perf_counter() - start
    return Document(request.pixels.copy()).apply(result.patch).pixels, seconds


def extend_photos(engine: StudioEngine, photos: list[Path], sheet: Path | None) -> None:
    """Print the seconds of each; the sheet shows the extended photos at a third of their size."""
    rows, times = [], []
    for path in photos:
        image = Image.open(path).convert("RGB")
        image.thumbnail(FRAME, Image.Resampling.LANCZOS)
        pixels = np.asarray(image)
        pixels = np.ascontiguousarray(pixels[without_border(pixels.shape, border_of(pixels)).slices])
        across, down = pixels.shape[1] // 4, pixels.shape[0] // 4
        extended, seconds = run(engine, ExtendRequest(pixels, Margins(across, down, across, down)))
        times.append(seconds)
        rows.append(Image.fromarray(extended))
        print(f"{path.name:16} {pixels.shape[1]}x{pixels.shape[0]} {seconds:5.1f} s")
    print(f"extend: mean {np.mean(times):.1f} s, longest {max(times):.1f} s")
    if sheet:
        save_sheet([picture.reduce(2) for picture in rows], COLUMNS, sheet)


def create_pictures(engine: StudioEngine, sheet: Path | None) -> None:
    blank = Document.blank(SIDE, SIDE).pixels
    run(engine, CreateRequest(blank))
    pictures, times = zip(*(run(engine, CreateRequest(blank, seed=seed)) for seed in range(SAMPLES)), strict=True)
    pack = next(pack for pack in engine.packs() if "prior" in pack.manifest.graphs)
    prior = pack.manifest.graphs["prior"]
    asked = 2 if prior.subjects else 1  # in every round, told the subject and not
    flops = 2 * asked * prior.macs_per_pixel * SIDE**2 * SAMPLING.steps * SAMPLES
    peak = matmul_peak(3)
    print(
        f"create: {SAMPLES} pictures of {SIDE}x{SIDE} in {sum(times):.1f} s, "
        f"{100 * flops / sum(times) / peak:.0f} % of the matmul peak of {peak / 1e9:.0f} GFLOP/s"
    )
    if sheet:
        save_sheet([Image.fromarray(picture) for picture in pictures], SAMPLES // 2, sheet)
    sketch = blank.copy()
    sketch[: SIDE // 2] = (120, 170, 220)
    large = Document.blank(LARGE, LARGE).pixels
    for name, request in {
        f"{SIDE}x{SIDE}": CreateRequest(blank),
        f"{SIDE}x{SIDE} from a sketch, for the first time": CreateRequest(sketch, freedom=0.5),
        f"{SIDE}x{SIDE} from a sketch": CreateRequest(sketch, freedom=0.5),
        f"{LARGE}x{LARGE}": CreateRequest(large),
    }.items():
        busy = time.process_time()
        picture, seconds = run(engine, request)
        busy = time.process_time() - busy
        same = "" if "first" in name else f", same again: {np.array_equal(run(engine, request)[0], picture)}"
        print(f"create {name}: {seconds:.1f} s, {busy:.1f} s of processor{same}")


def save_sheet(pictures: list[Image.Image], columns: int, path: Path) -> None:
    width, height = (max(side) + 8 for side in zip(*(picture.size for picture in pictures), strict=True))
    sheet = Image.new("RGB", (columns * width - 8, -(-len(pictures) // columns) * height - 8), "white")
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (number % columns * width, number // columns * height))
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--sheets", type=Path, help="folder for extended.png and created.png")
    parser.add_argument("--packs", type=Path, help="folder of packs, instead of the bundled ones")
    options = parser.parse_args()
    photos = sorted(path for path in options.photos.rglob("*") if path.suffix.lower() in SUFFIXES)[: options.limit]
    engine = StudioEngine(options.packs) if options.packs else StudioEngine.with_bundled_packs()
    engine.prepare_repair()
    extend_photos(engine, photos, options.sheets and options.sheets / "extended.png")
    create_pictures(engine, options.sheets and options.sheets / "created.png")


if __name__ == "__main__":
    main()
