"""What the parts share: photos, our engine, the comparison of methods and its table, and sheets to look at."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from vqstudio.core.document import Document
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.manifest import GraphName
from vqstudio.engine.requests import ClearRequest, EnlargeRequest, Request, no_progress
from vqstudio.engine.strengths import Strengths
from vqstudio.engine.studio import StudioEngine

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp"})
Method = Callable[[np.ndarray], np.ndarray]
"""Of uint8 (H, W, 3), the photo after it: uint8 (H, W, 3), or (2 H, 2 W, 3) from a method that enlarges."""
Methods = dict[str, Method | None]
"""By name; None if it is not installed."""
Judge = Callable[[np.ndarray, np.ndarray], float]
"""Of what was found and the truth: a figure in dB."""
OURS = "ours"
"""What the names of our methods begin with."""
AS_GIVEN = "as given"
CROP, CAPTION = 256, 14
"""Pixels: side of what a sheet shows of a photo, and height of its caption."""
WARM_UP = 96
"""Side (pixels) of the crop on which every method runs once before it is timed."""


@dataclass(frozen=True)
class Photo:
    """``pixels`` is uint8 (H, W, 3)."""

    name: str
    pixels: np.ndarray


def load_photos(sources: Sequence[Path], longest: int | None, limit: int | None) -> list[Photo]:
    """Photos of folders, and single ones, reduced to a ``longest`` side. Exits with a sentence if there is none."""
    paths: list[Path] = []
    for source in sources:
        below = sorted(source.rglob("*")) if source.is_dir() else [source]
        paths += [path for path in below if path.suffix.lower() in SUFFIXES]
    photos = []
    for path in paths[:limit]:
        with Image.open(path) as file:
            image = file.convert("RGB")
        if longest:
            image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        photos.append(Photo(path.stem, np.asarray(image)))
    if not photos:
        raise SystemExit("There are no photos; name photos, or folders of them.")
    return photos


class Ours:
    """Our engine, with the bundled packs or those of the folder ``packs``. All calls raise PackError if the pack has
    no such graph.
    """

    def __init__(self, packs: Path | None) -> None:
        self.engine = StudioEngine(packs) if packs else StudioEngine.with_bundled_packs()

    def has(self, graph: GraphName) -> bool:
        """Whether the photo pack has it."""
        return any(graph in pack.manifest.graphs for pack in self.engine.packs() if pack.id == ClearRequest.pack)

    def clear(self, photo: np.ndarray, strengths: Strengths | None, faithful: float = 1.0) -> np.ndarray:
        """By what is told, or by what is measured."""
        told = strengths or (None, None, None)
        return self._after(ClearRequest(photo, *told, faithful=faithful), photo)

    def enlarge(self, photo: np.ndarray, factor: float = 2.0, faithful: float = 1.0) -> np.ndarray:
        return self._after(EnlargeRequest(photo, factor, faithful=faithful), photo)

    def likelihood(self, photo: np.ndarray) -> np.ndarray:
        """Of damage: uint8 (H, W)."""
        return self.engine.find_damage(photo, no_progress, CancelToken())

    def measure(self, photo: np.ndarray) -> Strengths:
        return self.engine.measure(photo, CancelToken())

    def _after(self, request: Request, photo: np.ndarray) -> np.ndarray:
        return Document(photo.copy()).apply(self.engine.run(request, no_progress, CancelToken()).patch).pixels


def psnr(found: np.ndarray, truth: np.ndarray) -> float:
    """Peak signal-to-noise ratio over all channels, in dB."""
    error = float(np.square(found.astype(np.float32) - truth.astype(np.float32)).mean())
    return 10 * float(np.log10(255**2 / max(error, 1e-9)))


# -- methods on the same pictures ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A photo, ``truth``, and what the methods are ``given`` of it; both uint8."""

    name: str
    given: np.ndarray
    truth: np.ndarray


@dataclass
class Row:
    """What a method reached, photo by photo: ``figures`` in dB, ``seconds``, and ``megapixels`` of the truth."""

    figures: list[float] = field(default_factory=list)
    seconds: float = 0.0
    megapixels: float = 0.0

    @property
    def mean(self) -> float:
        return float(np.mean(self.figures))

    @property
    def pace(self) -> float:
        """Seconds per megapixel."""
        return self.seconds / self.megapixels


Rows = dict[str, Row | None]
Seen = Callable[[str, Case, np.ndarray], None]
"""Called with the name of a method, its case and what it found."""


def compare(cases: Iterable[Case], methods: Methods, judge: Judge, sheets: Sheets, seen: Seen) -> Rows:
    """Every method on every case; a sheet shows ours beside the peer that came out best on that photo."""
    rows: Rows = {name: Row() if method else None for name, method in methods.items()}
    for number, case in enumerate(cases):
        made: dict[str, np.ndarray] = {}
        for name, method in methods.items():
            row = rows[name]
            if method is None or row is None:
                continue
            if not number:
                method(np.ascontiguousarray(case.given[:WARM_UP, :WARM_UP]))
            start = time.perf_counter()
            made[name] = method(case.given)
            row.seconds += time.perf_counter() - start
            row.megapixels += case.truth.shape[0] * case.truth.shape[1] / 1e6
            row.figures.append(judge(made[name], case.truth))
            seen(name, case, made[name])
        peers = [name for name in made if not name.startswith(OURS) and name != AS_GIVEN]
        best = sorted(peers, key=lambda name: judge(made[name], case.truth))[-1:]
        shown = {name: made[name] for name in (*(n for n in made if n.startswith(OURS)), *best)}
        sheets.save(case.name, {AS_GIVEN: case.given, **shown, "truth": case.truth})
    return rows


def print_rows(
    title: str, rows: Rows, base: str, pace_of: str, more: dict[str, dict[str, float]] | None = None
) -> None:
    """A table: PSNR, its difference to the row ``base``, seconds per megapixel, and their ratio to the row ``pace_of``.
    ``more`` holds further columns, and what each says of a method.
    """
    more = more or {}
    first, timed = rows.get(base), rows.get(pace_of)
    print(f"\n{title}")
    columns = ("PSNR", f"to {base}", "s/MP", f"x {pace_of}", *more)
    widths = [max(9, len(column) + 2) for column in columns]
    print(f"{'method':24}" + "".join(f"{column:>{width}}" for column, width in zip(columns, widths, strict=True)))
    for name, row in rows.items():
        if row is None:
            print(f"{name:24}  not installed")
            continue
        cells = [
            f"{row.mean:.2f}",
            f"{row.mean - first.mean:+.2f}" if first else "-",
            f"{row.pace:.2f}" if name != AS_GIVEN else "-",
            f"{row.pace / timed.pace:.3g}" if timed and name != AS_GIVEN else "-",
            *(f"{column[name]:.2f}" if name in column else "-" for column in more.values()),
        ]
        print(f"{name:24}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)), flush=True)


# -- sheets ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheets:
    """PNG files below ``folder``, None for none: the same crop of several pictures, side by side at 100 %."""

    folder: Path | None

    def part(self, name: str) -> Sheets:
        return Sheets(self.folder / name if self.folder else None)

    def save(self, name: str, pictures: dict[str, np.ndarray]) -> None:
        """Of uint8 (H, W) or (H, W, 3), the last being the truth; smaller ones are shown by larger pixels."""
        if self.folder is None:
            return
        truth = list(pictures.values())[-1]
        x, y = liveliest(truth)
        sheet = Image.new("RGB", (len(pictures) * (CROP + 4), CROP + CAPTION), "white")
        draw = ImageDraw.Draw(sheet)
        for number, (caption, pixels) in enumerate(pictures.items()):
            scale = truth.shape[0] // pixels.shape[0]
            part = pixels[y // scale : (y + CROP) // scale, x // scale : (x + CROP) // scale]
            image = Image.fromarray(part).convert("RGB")
            image = image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST)
            sheet.paste(image, (number * (CROP + 4), CAPTION))
            draw.text((number * (CROP + 4) + 2, 1), caption, fill="black")
        self.folder.mkdir(parents=True, exist_ok=True)
        sheet.save(self.folder / f"{name}.png")


def liveliest(photo: np.ndarray) -> tuple[int, int]:
    """Left and top of the crop whose light varies most: a sheet of a bare sky would show nothing."""
    light = photo.reshape(*photo.shape[:2], -1).mean(2)
    corners = [
        (x, y)
        for y in range(0, max(1, photo.shape[0] - CROP + 1), CROP // 4)
        for x in range(0, max(1, photo.shape[1] - CROP + 1), CROP // 4)
    ]
    return max(corners, key=lambda at: float(light[at[1] : at[1] + CROP, at[0] : at[0] + CROP].std()))
