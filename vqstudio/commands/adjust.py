"""The command that changes light and colours."""

from __future__ import annotations

import argparse
from pathlib import Path

from vqstudio.arguments import add_output, number

from .command import Command, EngineFactory
from .editing import edit, mask_for

ADJUSTMENTS = {
    "contrast": "more or less contrast around middle grey",
    "warmth": "from blue to yellow",
    "tint": "from green to magenta",
    "saturation": "-1 = grey",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("--exposure", type=number, default=0.0, metavar="-3..3", help="stops: 1 doubles the light")
    for name, text in ADJUSTMENTS.items():
        parser.add_argument(f"--{name}", type=number, default=0.0, metavar="-1..1", help=text)
    parser.add_argument("--mask", type=Path, help="only here: white (or opaque); grey fades")
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.adjust import Adjustment
    from vqstudio.engine.requests import AdjustRequest

    adjustment = Adjustment(options.exposure, **{name: getattr(options, name) for name in ADJUSTMENTS})
    return edit(
        options,
        engine_factory,
        lambda pixels: [AdjustRequest(pixels, adjustment, mask_for(pixels, options.mask))],
    )


COMMAND = Command("adjust", "change the light and the colours of a photo", add_arguments, run)
