"""The command that finds what is damaged in a photo."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, number
from vqstudio.terminal import show_progress

from .command import Command, EngineFactory
from .editing import Made, make

if TYPE_CHECKING:
    import numpy as np

    from vqstudio.core.document import Document
    from vqstudio.engine.cancel import CancelToken
    from vqstudio.engine.studio import StudioEngine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument(
        "--sensitivity", type=number, default=0.5, metavar="0..1",
        help="0 = only what is certain, 1 = all that is at all likely",
    )  # fmt: skip
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.checked import share

    sensitivity = share("sensitivity", options.sensitivity)

    def find(document: Document, engine: StudioEngine, cancel: CancelToken) -> Made:
        from vqstudio.core.damage import proposed
        from vqstudio.core.document import Document as Picture
        from vqstudio.engine.restoration import damage_of

        start = time.perf_counter()
        mask = proposed(damage_of(document, engine, show_progress, cancel), sensitivity)
        picture = Picture(mask[:, :, None].repeat(3, 2))
        show_progress(1.0, "")
        return Made(picture, time.perf_counter() - start, engine.device.name, f": {found_in(mask)}")

    return make(options, engine_factory, lambda _document: [find])


def found_in(mask: np.ndarray) -> str:
    """How much of a photo the ``mask``, uint8 (H, W), shows as damaged."""
    if not mask.any():
        return "no damage was found"
    share = 100 * (mask > 0).mean()
    return f"{share:.1f} % of the photo is damaged" if share >= 0.05 else "less than 0.1 % of the photo is damaged"


COMMAND = Command("find-damage", "find scratches, stains and tears, and write a mask of them", add_arguments, run)
