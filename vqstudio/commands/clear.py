"""The command that takes noise, compression and blur out of a photo."""

from __future__ import annotations

import argparse
from pathlib import Path

from vqstudio.arguments import add_output, number

from .command import Command, EngineFactory
from .editing import edit, mask_for

STRENGTHS = {
    "noise": "take out grain and noise",
    "jpeg": "take out the blocks and rings of JPEG",
    "blur": "sharpen what is out of focus",
}


def add_strengths(parser: argparse.ArgumentParser, default: float | None) -> None:
    """None: measured."""
    what = "default: as much as there is" if default is None else f"default: {default:g}"
    for name, text in STRENGTHS.items():
        parser.add_argument(f"--{name}", type=number, default=default, metavar="0..1", help=f"{text} ({what})")


def add_faithful(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--faithful", type=number, default=1.0, metavar="0..1",
        help="1 = only what the photo shows, 0 = rich detail that looks right (default: 1)",
    )  # fmt: skip


def faithful(options: argparse.Namespace) -> float:
    """Raises RequestError."""
    from vqstudio.checked import share

    return share("faithful", options.faithful)


def strengths(options: argparse.Namespace) -> tuple[float | None, float | None, float | None]:
    """Noise, compression and blur. Raises RequestError."""
    from vqstudio.checked import maybe_share

    noise, jpeg, blur = (maybe_share(name, getattr(options, name)) for name in STRENGTHS)
    return noise, jpeg, blur


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    add_strengths(parser, None)
    add_faithful(parser)
    parser.add_argument("--mask", type=Path, help="only here: white (or opaque); grey fades")
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.engine.requests import ClearRequest

    asked, how = strengths(options), faithful(options)
    return edit(
        options,
        engine_factory,
        lambda pixels: [ClearRequest(pixels, *asked, mask_for(pixels, options.mask), faithful=how)],
    )


COMMAND = Command("clear", "take noise, compression and blur out of a photo", add_arguments, run)
