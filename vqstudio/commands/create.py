"""The command that creates pictures."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, natural, number, picture_size, several

from .command import Command, EngineFactory
from .editing import edit

if TYPE_CHECKING:
    import numpy as np

    from vqstudio.engine.requests import Request


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=picture_size, metavar="WxH", help="size in pixels (default: 256x256)")
    parser.add_argument("--seed", type=natural, default=0, help="a different seed gives a different result")
    parser.add_argument("--count", type=several, default=1, metavar="N", help="write N pictures: OUT-1, OUT-2, ...")
    parser.add_argument("--tileable", action="store_true", help="a texture that repeats without a seam")
    parser.add_argument(
        "--subject", default="", metavar="NAME", help="what it shows: sky, sea, wood, ...; another word lists all"
    )
    parser.add_argument("--like", type=Path, metavar="PHOTO", help="start from this photo and keep its size")
    parser.add_argument(
        "--share", type=number, default=0.5, metavar="0..1", help="with --like: how much of the photo to create anew"
    )
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.errors import RequestError
    from vqstudio.engine.requests import CreateRequest
    from vqstudio.engine.tokens.create import check_size

    if options.like and (options.size or options.tileable):
        raise RequestError("--like gives a picture of the photo's own size; leave --size and --tileable out.")
    share = options.share if options.like else 1.0
    size = options.size or (256, 256)
    if not options.like:
        check_size(size[0], size[1], options.tileable)

    def requests(pixels: np.ndarray) -> list[Request]:
        seeds = range(options.seed, options.seed + options.count)
        return [CreateRequest(pixels, share, seed, options.tileable, subject=options.subject) for seed in seeds]

    return edit(options, engine_factory, requests, options.like or size)


COMMAND = Command("create", "create a picture, a texture, or a variation of a photo", add_arguments, run, ("generate",))
