"""Damage: how much of it is found, what is taken for damage, and what happens to photos that need nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from vqstudio.core.damage import RIM, proposed

from .common import Ours, Photo, Sheets

TOLERANCE = 2
"""Pixels by which what is proposed may lie beside the damage. A proposal is already widened by RIM."""
SIDE, PER_PHOTO = 512, 3
"""Crops that are damaged: their side in pixels (less in a small photo), and how many of each photo."""
LEVELS = (10, 15, 20, 30, 40, 60, 80, 110)
"""Thresholds of the peer, top-hat and black-hat, of which the one with the best F1 is shown."""
WIDEST = 9
"""Pixels: what is thinner than this stands out to the peer."""
MOST_CHANGE = 1.0
"""Levels by which a photo that needs nothing may change on average."""


@dataclass
class Counts:
    """Pixels: ``right`` ones among those ``proposed``, ``met`` ones among those ``damaged``."""

    proposed: float = 0
    right: float = 0
    damaged: float = 0
    met: float = 0

    def add(self, mask: np.ndarray, damaged: np.ndarray, unsure: np.ndarray) -> None:
        """bool (H, W) each. A proposed pixel near damage is right; one that is unsure does not count."""
        near = _widened(damaged, TOLERANCE)
        self.proposed += float((mask & (near | ~unsure)).sum())
        self.right += float((mask & near).sum())
        self.damaged += float(damaged.sum())
        self.met += float((damaged & _widened(mask, max(0, TOLERANCE - RIM))).sum())

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision, recall = self.right / max(self.proposed, 1), self.met / max(self.damaged, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def damage(photos: list[Photo], ours: Ours, sheets: Sheets, masks: Path | None, with_peers: bool) -> None:
    if masks is None:
        print("\ndamage, found: left out (name a folder of masks with --masks)")
    else:
        _found(photos, ours, sheets, masks, with_peers)
    shares = {photo.name: float((proposed(ours.likelihood(photo.pixels)) > 0).mean()) for photo in photos}
    print(f"\ndamage, proposed on undamaged photos: {np.mean(list(shares.values())):.3%} of the pixels; worst first")
    for name, share in sorted(shares.items(), key=lambda item: -item[1]):
        print(f"{name:24}{share:9.3%}")


def _found(photos: list[Photo], ours: Ours, sheets: Sheets, masks: Path, with_peers: bool) -> None:
    from training.restore.damage import DAMAGED, UNSURE, DamageMasks, damaged

    collection = DamageMasks(masks)
    methods: dict[str, Callable[[np.ndarray], np.ndarray]] = {"ours": lambda photo: proposed(ours.likelihood(photo))}
    if with_peers:
        methods |= {f"top-hat over {level}": partial(outstanding, level=level) for level in LEVELS}
    counts: dict[str, Counts] = defaultdict(Counts)
    false: dict[str, list[float]] = defaultdict(list)
    for number, photo in enumerate(photos):
        for index in range(PER_PHOTO):
            rng = np.random.default_rng((number, index))
            pixels, truth = damaged(_crop(photo.pixels, rng), collection, rng)
            hurt = np.round(255 * pixels).astype(np.uint8)
            made = {name: method(hurt) > 0 for name, method in methods.items()}
            for name, mask in made.items():
                counts[name].add(mask, truth == DAMAGED, truth == UNSURE)
                if not truth.any():
                    false[name].append(float(mask.mean()))
            shown = np.where(made["ours"][:, :, None], (255, 0, 0), hurt).astype(np.uint8)
            said = np.choose(truth, (0, 255, 110)).astype(np.uint8)
            sheets.save(f"{photo.name}-{index}", {"damaged": hurt, "ours": shown, "truth": said})
    best = sorted(methods, key=lambda name: (name != "ours", -counts[name].figures[2]))[:2]
    print(f"\ndamage, found on {len(photos) * PER_PHOTO} crops, within {TOLERANCE} px")
    print(f"{'method':24}{'precision':>11}{'recall':>9}{'F1':>7}   proposed on crops that are only aged")
    for name in best:
        precision, recall, both = counts[name].figures
        aged = f"{np.mean(false[name]):.3%} of {len(false[name])}" if false[name] else "none among them"
        print(f"{name:24}{precision:11.3f}{recall:9.3f}{both:7.3f}   {aged}")


def _crop(photo: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """float32 (side, side, 3) in 0..1, from a random place."""
    height, width = photo.shape[:2]
    side = min(SIDE, height, width)
    y, x = rng.integers(height - side + 1), rng.integers(width - side + 1)
    return np.asarray(photo[y : y + side, x : x + side] / np.float32(255), np.float32)


def outstanding(photo: np.ndarray, level: float) -> np.ndarray:
    """The peer: what is thin and lighter or darker than all around by ``level``, uint8 (H, W), widened like ours."""
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (WIDEST, WIDEST))
    hats = [cv2.morphologyEx(grey, how, shape) for how in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT)]
    return proposed(np.where(np.maximum(*hats) > level, np.uint8(255), np.uint8(0)))


def _widened(mask: np.ndarray, by: int) -> np.ndarray:
    if not by:
        return mask
    shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return np.asarray(cv2.dilate(mask.astype(np.uint8), shape) > 0)


def whole(photos: list[Photo], ours: Ours, sheets: Sheets) -> None:
    """Photos as they are, cleared by what is measured of them."""
    found = []
    for photo in photos:
        after = ours.clear(photo.pixels, None)
        change = float(np.abs(after.astype(np.int16) - photo.pixels).mean())
        found.append((change, photo.name, ours.measure(photo.pixels)))
        sheets.save(photo.name, {"after": after, "before": photo.pixels})
    changes = [change for change, *_ in found]
    within = sum(change < MOST_CHANGE for change in changes)
    print(
        f"\nwhole photos, auto: changed by {np.mean(changes):.3f} levels; "
        f"{within} of {len(found)} by less than {MOST_CHANGE:g}"
    )
    print(f"{'photo':24}{'change':>9}{'noise':>8}{'compression':>13}{'blur':>7}")
    for change, name, measured in sorted(found, key=lambda entry: -entry[0]):
        mark = "" if change < MOST_CHANGE else "   too much"
        print(f"{name:24}{change:9.3f}{measured.noise:8.2f}{measured.compression:13.2f}{measured.blur:7.2f}{mark}")
