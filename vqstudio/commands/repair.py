"""The command that fills the masked part of a photo."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, natural, number, several

from .command import Command, EngineFactory, bundled_engine
from .editing import edit, mask_for

if TYPE_CHECKING:
    import numpy as np

    from vqstudio.engine.requests import Request
    from vqstudio.engine.studio import StudioEngine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument(
        "--mask", type=Path, required=True, help="image of the photo's size: white (or opaque) = repair"
    )
    add_output(parser)
    parser.add_argument("--seed", type=natural, default=0, help="a different seed gives a different fill")
    parser.add_argument(
        "--candidates", type=several, default=1, metavar="N", help="write N fills to choose from: OUT-1, OUT-2, ..."
    )
    parser.add_argument("--only", type=Path, metavar="MASK", help="take texture from here only: white (or opaque)")
    parser.add_argument("--avoid", type=Path, metavar="MASK", help="take no texture from here: white (or opaque)")
    parser.add_argument(
        "--detail", type=number, default=1.0, metavar="0..1", help="1 = detail copied from the photo, 0 = smooth"
    )


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.engine.requests import RepairRequest

    def requests(pixels: np.ndarray) -> list[Request]:
        mask, only, avoid = (mask_for(pixels, path) for path in (options.mask, options.only, options.avoid))
        seeds = range(options.seed, options.seed + options.candidates)
        if engine_factory is bundled_engine:
            from vqstudio.opening import open_bundled_repair

            open_bundled_repair(mask, options.detail)
        return [RepairRequest(pixels, mask, seed, only, avoid, options.detail) for seed in seeds]

    def prepared() -> StudioEngine:
        engine = engine_factory()
        engine.prepare_repair(look=False)
        return engine

    return edit(options, prepared, requests)


COMMAND = Command("repair", "fill the masked part of a photo", add_arguments, run)
