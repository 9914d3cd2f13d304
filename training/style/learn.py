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
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.manifest import StyleEntry
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.style.files import GROUP, PAINTING_SIDE, THUMBNAIL_SIDE, StyleFile, decoder_of, jpeg, name_of
from vqstudio.engine.style.guess import first_guess, signature
from vqstudio.engine.style.paint import StylePainter, half_size
from vqstudio.engine.tokens.tokenizer import Tokenizer

from ..common.data import Crops
from ..common.photos import Photos, find_photos
from .losses import StyleLosses, StyleTarget, tone, total_variation
from .network import NOISE, ConditionalInstanceNorm
from .paintings import load_painting
from .weights import load_styles

SIDE = 800
"""Shorter side in px to which the painting is scaled, as for the styles of the pack."""
CROP = 256
BATCH = 2
LEARNING_RATE = 0.02
WEIGHTS = {"style": 18.0, "content": 2.5, "quiet": 6.0, "tone": 1.5, "total_variation": 1.0}


class StyleLearner:
    """Trains the vector of one painting; ``step`` until time is up, then ``style_file``."""

    def __init__(self, painting: Path, photos: Path, pack: Path, seed: int = 0) -> None:
        self.pack = read_pack(pack)
        self.decoder = load_styles(pack)[1].decoder.requires_grad_(False)
        self.tokenizer = Tokenizer(self.pack, ["CPUExecutionProvider"])
        self.crops = Crops(Photos(find_photos(photos, CROP)), CROP, seed, max_shrink=4.0)
        self.losses = StyleLosses()
        reference = load_painting(painting, SIDE)
        self.painting = np.ascontiguousarray(((reference[0] + 1) * 127.5).round().byte().permute(1, 2, 0).numpy())
        self.target = self.losses.target(reference)
        self.generator = torch.Generator().manual_seed(seed)
        self.steps = 0
        self.vector = nn.Parameter(self._first_guess())
        self.optimizer = torch.optim.Adam([self.vector], LEARNING_RATE, betas=(0.9, 0.95))

    def step(self, share: float) -> float:
        """One step, with a learning rate that falls with the ``share`` (0..1) of the time that is over. Returns the
        loss.
        """
        for group in self.optimizer.param_groups:
            group["lr"] = LEARNING_RATE * (1 - share) ** 0.5
        loss = self._loss(self._batch(), self.vector, self.target)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.steps += 1
        return float(loss.detach())

    def style_file(self, name: str, title: str, credit: str, photo: np.ndarray) -> StyleFile:
        """The style as learned so far, with a thumbnail of ``photo``, uint8 (H, W, 3)."""
        vector = tuple(round(float(v), 4) for v in self.vector.detach().flatten())
        painter = StylePainter(self.pack, ["CPUExecutionProvider"], self.tokenizer)
        painted: list[np.ndarray] = []
        entry = StyleEntry(name=name, title=title, group=GROUP, credit=credit, vector=vector)
        painter.thumbnails(photo, [entry], lambda _name, pixels: painted.append(pixels), CancelToken())
        return StyleFile(
            pack=self.pack.id,
            decoder=decoder_of(self.pack),
            style=entry,
            thumbnail=jpeg(painted[0], THUMBNAIL_SIDE),
            painting=jpeg(self.painting, PAINTING_SIDE),
        )

    def _first_guess(self) -> Tensor:
        """The mixture of the pack's styles that the application also starts with: (1, 2, S)."""
        found = signature(self.painting, self.tokenizer, CancelToken())
        return torch.from_numpy(first_guess(self.pack.manifest.styles, found)).view(1, 2, -1)

    def _batch(self) -> Tensor:
        """The next photo crops (BATCH, 3, CROP, CROP) in -1..1."""
        first = self.steps * BATCH
        return torch.stack([self.crops[first + n] for n in range(BATCH)])

    def _loss(self, crops: Tensor, vector: Tensor, target: StyleTarget) -> Tensor:
        pixels = ((crops + 1) * 127.5).round().clamp(0, 255).byte().permute(0, 2, 3, 1).numpy()
        z = torch.cat([torch.from_numpy(self.tokenizer.encode(half_size(p), CancelToken())) for p in pixels])
        noise = torch.randn(len(z), NOISE, *z.shape[2:], generator=self.generator)
        strength = torch.ones(len(z))
        norm = ConditionalInstanceNorm(vector.expand(len(z), -1, -1), strength, self.decoder.sizes)
        image = self.decoder(crops, z, noise, norm)
        maps = self.losses.features(image)
        with torch.no_grad():
            wanted = self.losses.features(crops)
        targets = [target] * len(z)
        parts = {
            "style": self.losses.style(image, maps, targets, strength),
            "content": self.losses.content(maps, wanted),
            "quiet": self.losses.quiet(maps, targets, strength),
            "tone": tone(image, crops, strength),
            "total_variation": total_variation(image),
        }
        loss = 10 * (image.abs() - 1).relu().mean()
        return loss + sum(WEIGHTS[name] * part for name, part in parts.items())


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
    done, loss, seconds left.

    ``preview``: a picture file that shows the style as learned so far, written every ten seconds.
    """
    start = time.monotonic()
    learner = StyleLearner(painting, photos, pack)
    sample = _sample(photos)
    seconds, told, shown = 60 * minutes, -math.inf, 0.0
    stop = threading.Event()
    threading.Thread(target=_wait_for_line, args=(stop,), daemon=True).start()
    now = 0.0
    while not learner.steps or (now < seconds and not stop.is_set()):
        share = min(1.0, now / max(seconds, 1e-9))
        loss = learner.step(share)
        now = time.monotonic() - start
        if now - told > 1:
            told = now
            line = {"share": round(share, 3), "loss": round(loss, 4), "left": max(0, round(seconds - now))}
            print(json.dumps(line | {"steps": learner.steps}), file=sys.stderr, flush=True)
        if preview and now - shown > 10:
            shown = now
            part = preview.with_suffix(".part")  # whoever watches the file never sees half a picture
            part.write_bytes(learner.style_file("preview", title, credit, sample).thumbnail)
            part.replace(preview)
    return learner.style_file(name or name_of(title), title, credit, sample)


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
