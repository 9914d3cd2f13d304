"""Repair against its peers on the same photos and holes: what the hole looks like, and how long it took.

    python benchmarks/repair.py PHOTOS [--limit N] [--sheets FOLDER]

Peers: OpenCV's Telea and Navier-Stokes (``pip install opencv-python-headless``) and G'MIC's patch-based inpainting
(``gmic``, a package of most distributions); one that is missing is left out and named. Figures inside the hole: PSNR
against the photo (dB, higher is better) and the distance of EfficientNet-Lite0 features (lower is better). Seconds:
"engine" is our call with warm models, "command" a whole process with its start, which is also what gmic's is.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont

from training.common.perceptual import Lite0Features
from training.common.photos import SUFFIXES
from training.repair.trainer import distance_in_holes
from vqstudio.core.document import Document
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import RepairRequest
from vqstudio.engine.studio import StudioEngine

FEATURE_MAPS = 12
GMIC = "-inpaint_matchpatch[0] [1],0,9,10,5,1 -remove[1] -cut 0,255 -round"
Method = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Photo uint8 (H, W, 3) with a white hole and mask uint8 (H, W), 255 in the hole, to the repaired photo."""


def draw_mask(kind: str, width: int, height: int, rng: np.random.Generator) -> np.ndarray:
    """uint8 (H, W), 255 in the hole: scratches, a caption, brush strokes or an object."""
    image = Image.new("L", (width, height))
    draw, side = ImageDraw.Draw(image), min(width, height)
    if kind == "scratch":
        for _ in range(6):
            ends = rng.uniform(0, 1, (2, 2)) * (width, height)
            draw.line([float(v) for v in ends.ravel()], fill=255, width=int(rng.integers(2, 6)))
    elif kind == "text":
        font = ImageFont.load_default(side / 12)
        for line in range(4):
            at = float(rng.uniform(0, width / 4)), height * (line + 0.6) / 5
            draw.text(at, "Proof copy 0123", fill=255, font=font)
    elif kind == "brush":
        for _ in range(3):
            point, angle = rng.uniform(0.2, 0.8, 2) * (width, height), rng.uniform(0, 6.28)
            for _ in range(int(rng.integers(3, 6))):
                angle += rng.uniform(-1, 1)
                end = point + side * rng.uniform(0.05, 0.15) * np.array([np.cos(angle), np.sin(angle)])
                draw.line([*map(float, point), *map(float, end)], fill=255, width=int(side * 0.06))
                point = end
    else:
        middle = rng.uniform(0.25, 0.75, 2) * (width, height)
        for _ in range(5):
            (x, y), (rx, ry) = middle + rng.normal(0, side * 0.05, 2), side * rng.uniform(0.05, 0.14, 2)
            draw.ellipse([float(v) for v in (x - rx, y - ry, x + rx, y + ry)], fill=255)
    return np.where(np.asarray(image) > 0, np.uint8(255), np.uint8(0))


KINDS = ("scratch", "text", "brush", "object")


def run_command(template: list[str], image: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The output of a command whose words may hold {image}, {mask} and {out}."""
    with tempfile.TemporaryDirectory() as folder:
        names = {name: f"{folder}/{name}.png" for name in ("image", "mask", "out")}
        Image.fromarray(image).save(names["image"])
        Image.fromarray(mask).save(names["mask"])
        subprocess.run([word.format(**names) for word in template], check=True, capture_output=True)
        return np.asarray(Image.open(names["out"]).convert("RGB"))


def methods() -> dict[str, Method]:
    engine = StudioEngine.with_bundled_packs()

    def ours(image: np.ndarray, mask: np.ndarray) -> np.ndarray:
        document = Document(image.copy())
        result = engine.run(RepairRequest(document.pixels, Mask(mask)), lambda share, text: None, CancelToken())
        return document.apply(result.patch).pixels

    found: dict[str, Method] = {"engine": ours}
    command = [sys.executable, "-m", "vqstudio", "repair", "{image}", "--mask", "{mask}", "-o", "{out}"]
    found["command"] = lambda image, mask: run_command(command, image, mask)
    try:
        import cv2

        found["telea"] = lambda image, mask: cv2.inpaint(image, mask, 5, cv2.INPAINT_TELEA)
        found["ns"] = lambda image, mask: cv2.inpaint(image, mask, 5, cv2.INPAINT_NS)
    except ImportError:
        print("left out: telea and ns (pip install opencv-python-headless)")
    if shutil.which("gmic"):
        gmic = ["gmic", "-v", "-", "{image}", "{mask}", *GMIC.split(), "-output", "{out}"]
        found["gmic"] = lambda image, mask: run_command(gmic, image, mask)
    else:
        print("left out: gmic (not installed)")
    return found


def to_tensor(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(image.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1


@torch.no_grad()
def judge(features: Lite0Features, truth: np.ndarray, found: np.ndarray, mask: np.ndarray) -> tuple[float, float]:
    """PSNR (dB) and feature distance inside the hole."""
    error = ((found.astype(float) - truth) ** 2)[mask > 0].mean()
    inside = torch.from_numpy((mask > 0).astype(np.float32))[None, None]
    distance = distance_in_holes(features(to_tensor(found)), features(to_tensor(truth)), inside)
    return 10 * float(np.log10(65025 / max(error, 1e-9))), float(distance)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--limit", type=int, help="the first N photos only")
    parser.add_argument("--sheets", type=Path, help="save every result below this folder")
    options = parser.parse_args()
    photos = sorted(p for p in options.photos.rglob("*") if p.suffix.lower() in SUFFIXES)[: options.limit]
    features, rows = Lite0Features(FEATURE_MAPS), defaultdict(list)
    candidates = methods()
    for number, path in enumerate(photos):
        truth = np.asarray(Image.open(path).convert("RGB"))
        for index, kind in enumerate(KINDS):
            mask = draw_mask(kind, truth.shape[1], truth.shape[0], np.random.default_rng((number, index)))
            holed = np.where(mask[:, :, None] > 0, np.uint8(255), truth)
            for name, method in candidates.items():
                start = time.perf_counter()
                found = method(holed, mask)
                seconds = time.perf_counter() - start
                for row in (kind, "all"):
                    rows[name, row].append((*judge(features, truth, found, mask), seconds))
                if options.sheets:
                    options.sheets.mkdir(parents=True, exist_ok=True)
                    Image.fromarray(found).save(options.sheets / f"{path.stem}-{kind}-{name}.png")
    print(f"{'method':10}{'hole':9}{'PSNR':>7}{'distance':>10}{'seconds':>9}")
    for name, kind in ((name, kind) for name in candidates for kind in (*KINDS, "all")):
        values = rows[name, kind]
        psnr, distance, seconds = np.mean(values, axis=0)
        print(f"{name:10}{kind:9}{psnr:7.2f}{distance:10.4f}{seconds:9.2f}")


if __name__ == "__main__":
    main()
