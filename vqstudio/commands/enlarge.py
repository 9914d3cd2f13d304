"""The command that gives a photo more pixels."""

from __future__ import annotations

import argparse
from pathlib import Path

from vqstudio.arguments import add_output, number

from .clear import add_faithful, add_strengths, faithful, strengths
from .command import Command, EngineFactory
from .editing import edit, mask_for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument(
        "--scale", type=number, default=2.0, metavar="1..4", help="how many times as wide and high (default: 2)"
    )
    add_strengths(parser, 0.0)
    add_faithful(parser)
    parser.add_argument("--mask", type=Path, help="make detail only here: white (or opaque); the rest is resampled")
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.engine.requests import EnlargeRequest

    asked, how = strengths(options), faithful(options)
    return edit(
        options,
        engine_factory,
        lambda pixels: [EnlargeRequest(pixels, options.scale, *asked, mask_for(pixels, options.mask), faithful=how)],
    )


COMMAND = Command("enlarge", "give a photo more pixels, with detail that fits", add_arguments, run)
