"""The command that paints a photo in a style."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, natural, number

from .command import Command, EngineFactory, bundled_engine
from .editing import edit, mask_for

if TYPE_CHECKING:
    import numpy as np

    from vqstudio.engine.requests import Request
    from vqstudio.engine.studio import StudioEngine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument(
        "--style", required=True, metavar="NAME", help="see: vqstudio styles; a mixture is written as a:0.6,b:0.4"
    )
    parser.add_argument(
        "--strength", type=number, default=1.0, metavar="0..1", help="0 = the photo, 1 = the full style"
    )
    parser.add_argument("--scale", type=number, default=1.0, metavar="0.25..4", help="size of the strokes, 1 = usual")
    parser.add_argument(
        "--forms", type=number, default=0.8, metavar="0..1",
        help="what the network keeps of the photo's forms; algorithms keep them anyway",
    )  # fmt: skip
    parser.add_argument("--keep-colours", action="store_true", help="paint light and dark only")
    parser.add_argument("--mask", type=Path, help="paint only here: white (or opaque); grey fades")
    parser.add_argument("--outside", action="store_true", help="with --mask: paint everywhere else instead")
    parser.add_argument(
        "--feather", type=number, default=0.0, metavar="PX", help="with --mask: fade its edge over this many pixels"
    )
    parser.add_argument("--seed", type=natural, default=0, help="a different seed gives different strokes")
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.errors import RequestError

    if options.mask is None and (options.outside or options.feather):
        raise RequestError("--outside and --feather say where a mask ends; give one with --mask.")
    if engine_factory is bundled_engine:
        from vqstudio.opening import open_bundled_style

        open_bundled_style()
    from vqstudio.engine.requests import StyleRequest

    def requests(pixels: np.ndarray) -> list[Request]:
        return [
            StyleRequest(
                pixels, options.style, options.strength, mask_for(pixels, options.mask), options.scale,
                options.keep_colours, options.outside, options.feather, options.seed, forms=options.forms,
            )
        ]  # fmt: skip

    def prepared() -> StudioEngine:
        engine = engine_factory()
        engine.prepare_style()
        return engine

    return edit(options, prepared, requests)


COMMAND = Command("style", "paint a photo in a style", add_arguments, run)
