"""Learns one more style from a painting, for a finished pack: only a vector is trained, the decoder stays unchanged.

After Dumoulin et al. 2017, who found that a new style needs nothing but its own gains and shifts. The pack itself is
enough: the encoder runs in ONNX Runtime, the decoder's weights are read back from its graph.
"""

from __future__ import annotations

import json
import math
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional as F

from vqstudio.core.paths import resources
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.manifest import StyleEntry
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.requests import StyleRequest
from vqstudio.engine.style.files import GROUP, PAINTING_SIDE, THUMBNAIL_SIDE, StyleFile, decoder_of, jpeg, name_of
from vqstudio.engine.style.forms import TEXTURE, size_of
from vqstudio.engine.style.guess import first_guess, signature
from vqstudio.engine.style.library import GUESSED
from vqstudio.engine.style.paint import StylePainter, half_size
from vqstudio.engine.style.techniques import SMALL_UNIT, Hand
from vqstudio.engine.style.techniques.palette import palette_of
from vqstudio.engine.tokens.tokenizer import Tokenizer

from ..common.data import Crops
from ..common.photos import PhotoFile, Photos, find_photos
from .losses import StyleLosses, tone, total_variation
from .network import NOISE, ConditionalInstanceNorm
from .paintings import load_painting
from .weights import load_styles

SIDE = 800
"""Shorter side in px to which the painting is scaled, as for the styles of the pack."""
CROP = 256
BATCH = 2
LEARNING_RATE = 0.02
HELD_OUT = 4
"""Every so manieth of the photos is kept from the lesson, to judge it by. Of fewer photos none is: then the sample
photo of the program judges.
"""
JUDGED = 3
"""Batches that are judged by."""
LOOKS = 5
"""How often a lesson is judged."""
WEIGHTS = {"style": 18.0, "content": 2.5, "quiet": 6.0, "tone": 1.5, "total_variation": 1.0}


class StyleLearner:
    """Trains the vector of one painting; ``step`` until time is up, then ``style_file``."""

    def __init__(self, painting: Path, photos: Path, pack: Path, seed: int = 0) -> None:
        self.pack = read_pack(pack)
        self.decoder = load_styles(pack)[1].decoder.requires_grad_(False)
        self.tokenizer = Tokenizer(self.pack, ["CPUExecutionProvider"])
        lesson, others = parted(find_photos(photos, CROP))
        self.crops = Crops(Photos(lesson), CROP, seed, max_shrink=4.0)
        unseen = Crops(Photos(others), CROP, seed + 1, max_shrink=4.0)
        self._unseen = [torch.stack([unseen[BATCH * n + m] for m in range(BATCH)]) for n in range(JUDGED)]
        self.losses = StyleLosses()
        reference = load_painting(painting, SIDE)
        self.painting = np.ascontiguousarray(((reference[0] + 1) * 127.5).round().byte().permute(1, 2, 0).numpy())
        self.palette = palette_of(self.painting)
        self.target = self.losses.target(reference)
        self.generator = torch.Generator().manual_seed(seed)
        self.steps = 0
        self.vector = nn.Parameter(self._first_guess())
        self.optimizer = torch.optim.Adam([self.vector], LEARNING_RATE, betas=(0.9, 0.95))
        self.best = self.vector.detach().clone()
        self.least = self._judged(self._painted)
        self.at_first = self._judged(self._guessed)

    def step(self, share: float) -> float:
        """One step, with a learning rate that falls with the ``share`` (0..1) of the time that is over. Returns the
        loss.
        """
        for group in self.optimizer.param_groups:
            group["lr"] = LEARNING_RATE * (1 - share) ** 0.5
        crops = self._batch()
        loss = self._loss(crops, self._painted(crops, self.generator))
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.steps += 1
        return float(loss.detach())

    def judge(self) -> float:
        """Keep what was learned as the ``best`` if its loss is the ``least`` so far on photos that the lesson does not
        show. Returns that loss.
        """
        loss = self._judged(self._painted)
        if loss < self.least:
            self.least, self.best = loss, self.vector.detach().clone()
        return loss

    def result(self, name: str, title: str, credit: str, photo: np.ndarray) -> StyleFile:
        """The best that was learned, or the first guess if that has the smaller loss on other photos."""
        return self.style_file(name, title, credit, photo, self.best, learned=self.least < self.at_first)

    def style_file(
        self, name: str, title: str, credit: str, photo: np.ndarray, found: Tensor | None = None, learned: bool = True
    ) -> StyleFile:
        """The style as found so far, with a thumbnail of ``photo``, uint8 (H, W, 3); unless ``learned``, its guess."""
        found = self.vector if found is None else found
        vector = tuple(round(float(v), 4) for v in found.detach().flatten())
        painter = StylePainter(self.pack, ["CPUExecutionProvider"], self.tokenizer)
        painted: list[np.ndarray] = []
        entry = StyleEntry(name, title, GROUP, credit, vector, technique=GUESSED, palette=self.palette)
        texture = TEXTURE if learned else 0.0
        shown = msgspec.structs.replace(entry, texture=texture)
        painter.thumbnails(photo, [shown], lambda _name, pixels: painted.append(pixels), CancelToken())
        return StyleFile(
            pack=self.pack.id,
            decoder=decoder_of(self.pack),
            style=entry,
            thumbnail=jpeg(painted[0], THUMBNAIL_SIDE),
            painting=jpeg(self.painting, PAINTING_SIDE),
            learned=learned,
        )

    def _first_guess(self) -> Tensor:
        """The mixture of the pack's styles that the application also starts with: (1, 2, S)."""
        found = signature(self.painting, self.tokenizer, CancelToken())
        return torch.from_numpy(first_guess(self.pack.manifest.styles, found)).view(1, 2, -1)

    def _batch(self) -> Tensor:
        """The next photo crops (BATCH, 3, CROP, CROP) in -1..1."""
        first = self.steps * BATCH
        return torch.stack([self.crops[first + n] for n in range(BATCH)])

    @torch.no_grad()
    def _judged(self, paint: Callable[[Tensor, torch.Generator], Tensor]) -> float:
        """The loss of what is painted on photos that the lesson does not show, with the same noise every time."""
        noise = torch.Generator().manual_seed(0)
        return sum(float(self._loss(crops, paint(crops, noise))) for crops in self._unseen) / JUDGED

    def _guessed(self, crops: Tensor, _chance: torch.Generator) -> Tensor:
        """The first guess, which an algorithm paints."""
        hand = Hand(GUESSED, palette=self.palette)
        made = [hand.painted(pixels, SMALL_UNIT, 0) for pixels in in_bytes(crops)]
        return torch.from_numpy(np.stack(made)).permute(0, 3, 1, 2).float() / 127.5 - 1

    def _painted(self, crops: Tensor, chance: torch.Generator) -> Tensor:
        """As the application paints: the guess, with the network's strokes on it by the vector as learned so far."""
        z = torch.cat([torch.from_numpy(self.tokenizer.encode(half_size(p), CancelToken())) for p in in_bytes(crops)])
        noise = torch.randn(len(z), NOISE, *z.shape[2:], generator=chance)
        norm = ConditionalInstanceNorm(self.vector.expand(len(z), -1, -1), torch.ones(len(z)), self.decoder.sizes)
        image = self.decoder(crops, z, noise, norm)
        texture = image - blurred(image, size_of(StyleRequest.forms))
        return self._guessed(crops, chance) + TEXTURE * texture

    def _loss(self, crops: Tensor, image: Tensor) -> Tensor:
        maps = self.losses.features(image)
        with torch.no_grad():
            wanted = self.losses.features(crops)
        strength = torch.ones(len(crops))
        targets = [self.target] * len(crops)
        parts = {
            "style": self.losses.style(image, maps, targets, strength),
            "content": self.losses.content(maps, wanted),
            "quiet": self.losses.quiet(maps, targets, strength),
            "tone": tone(image, crops, strength),
            "total_variation": total_variation(image),
        }
        loss = 10 * (image.abs() - 1).relu().mean()
        return loss + sum(WEIGHTS[name] * part for name, part in parts.items())


def blurred(x: Tensor, sigma: float) -> Tensor:
    """Pictures (B, C, H, W) by a Gaussian, mirrored at the border."""
    reach = min(round(4 * sigma), min(x.shape[2:]) - 1)
    line = torch.exp(-torch.arange(-reach, reach + 1.0).square() / (2 * sigma**2))
    line = (line / line.sum()).repeat(x.shape[1], 1, 1, 1)
    x = F.conv2d(F.pad(x, (reach,) * 4, mode="reflect"), line, groups=x.shape[1])
    return F.conv2d(x, line.transpose(2, 3), groups=x.shape[1])


def in_bytes(crops: Tensor) -> np.ndarray:
    """(B, 3, H, W) in -1..1 to uint8 (B, H, W, 3)."""
    return ((crops + 1) * 127.5).round().clamp(0, 255).byte().permute(0, 2, 3, 1).contiguous().numpy()


def learn_style(
    painting: Path,
    photos: Path,
    pack: Path,
    title: str,
    credit: str,
    minutes: float,
    preview: Path | None = None,
    name: str = "",
) -> StyleFile:
    """Train for ``minutes``, or until a line comes on the standard input; prints one line of JSON per second: share
    done, loss, seconds left. The result is the best by photos that the lesson did not show: at worst the first guess,
    as the application painted it before.

    ``preview``: a picture file that shows the style as learned so far, written every ten seconds.
    """
    start = time.monotonic()
    learner = StyleLearner(painting, photos, pack)
    sample = _sample(photos)
    seconds, told, shown = 60 * minutes, -math.inf, 0.0
    stop = threading.Event()
    threading.Thread(target=_wait_for_line, args=(stop,), daemon=True).start()
    now, looks = 0.0, 0
    while not learner.steps or (now < seconds and not stop.is_set()):
        share = min(1.0, now / max(seconds, 1e-9))
        loss = learner.step(share)
        now = time.monotonic() - start
        if now - told > 1:
            told = now
            line = {"share": round(share, 3), "loss": round(loss, 4), "left": max(0, round(seconds - now))}
            print(json.dumps(line | {"steps": learner.steps}), file=sys.stderr, flush=True)
        if share * LOOKS >= looks + 1:
            looks += 1
            learner.judge()
        if preview and now - shown > 10:
            shown = now
            part = preview.with_suffix(".part")  # whoever watches the file never sees half a picture
            part.write_bytes(learner.style_file("preview", title, credit, sample).thumbnail)
            part.replace(preview)
    learner.judge()
    change = learner.least / learner.at_first - 1
    print(f"loss on other photos: {learner.at_first:.2f} at first, {learner.least:.2f} now ({change:+.0%})", flush=True)
    if learner.least >= learner.at_first:
        print("the first guess is better, and stays", flush=True)
    return learner.result(name or name_of(title), title, credit, sample)


def parted(photos: Sequence[PhotoFile]) -> tuple[list[PhotoFile], list[PhotoFile]]:
    """The photos of a lesson, and others to judge it by."""
    if len(photos) < HELD_OUT:
        return list(photos), [sample_file()]
    return [p for n, p in enumerate(photos) if n % HELD_OUT], list(photos[::HELD_OUT])


def sample_file() -> PhotoFile:
    """The program's sample photo."""
    path = resources() / "sample.jpg"
    with Image.open(path) as image:
        return PhotoFile(path, *image.size)


def _wait_for_line(stop: threading.Event) -> None:
    try:
        if sys.stdin is not None and sys.stdin.readline():
            stop.set()
    except (OSError, ValueError):  # there is nothing to read from: train to the end
        return


def _sample(photos: Path) -> np.ndarray:
    """The middle square of the first photo, uint8 (320, 320, 3)."""
    with find_photos(photos, CROP)[0].open() as file:
        image = file.convert("RGB")
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    box = (left, top, left + side, top + side)
    return np.asarray(image.resize((320, 320), Image.Resampling.LANCZOS, box))
