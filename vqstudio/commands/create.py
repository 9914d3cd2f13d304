"""The command that creates pictures."""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, natural, number, picture_size, several
from vqstudio.terminal import show_progress

from .command import Command, EngineFactory
from .editing import Made, Make, carried_out, make

if TYPE_CHECKING:
    from vqstudio.core.document import Document
    from vqstudio.engine.best import Created
    from vqstudio.engine.cancel import CancelToken
    from vqstudio.engine.requests import CreateRequest
    from vqstudio.engine.studio import StudioEngine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=picture_size, metavar="WxH", help="size in pixels (default: 256x256)")
    parser.add_argument("--seed", type=natural, default=0, help="a different seed gives a different result")
    parser.add_argument("--count", type=several, default=1, metavar="N", help="write N pictures: OUT-1, OUT-2, ...")
    parser.add_argument(
        "--best-of",
        type=natural,
        default=1,
        metavar="N",
        help="draw N pictures and write the best (or --count of them)",
    )
    parser.add_argument("--tileable", action="store_true", help="a texture that repeats without a seam")
    parser.add_argument(
        "--subject", default="", metavar="NAME", help="what it shows: sky, sea, wood, ...; another word lists all"
    )
    parser.add_argument("--like", type=Path, metavar="PHOTO", help="start from this photo and keep its size")
    parser.add_argument(
        "--share", type=number, default=0.5, metavar="0..1", help="with --like: how much of the photo to create anew"
    )
    parser.add_argument("--sketch", type=Path, metavar="FILE", help="strokes of colour, or any picture, to start from")
    parser.add_argument(
        "--freedom", type=number, default=0.5, metavar="0..1", help="with --sketch: how far to go from it"
    )
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.errors import RequestError
    from vqstudio.core.transform import Resize
    from vqstudio.engine.best import check_drawn
    from vqstudio.engine.requests import CreateRequest
    from vqstudio.engine.tokens.create import check_size

    start: Path | None = options.like or options.sketch
    if options.like and options.sketch:
        raise RequestError("--like and --sketch both say what to start from; leave one of them out.")
    if options.like and (options.size or options.tileable):
        raise RequestError("--like gives a picture of the photo's own size; leave --size and --tileable out.")
    if options.sketch and options.tileable:
        raise RequestError("A picture from a sketch cannot repeat without a seam; leave one of the two out.")
    width, height = options.size or (256, 256)
    if options.size or start is None:
        check_size(width, height, options.tileable)
    if options.best_of != 1:
        check_drawn(options.best_of, options.count)

    def sized(document: Document) -> Document:
        return document.transformed(Resize(width, height)) if options.sketch and options.size else document

    def makes(document: Document) -> list[Make]:
        share, freedom = options.share if options.like else 1.0, options.freedom if options.sketch else None
        how = share, options.seed, options.tileable, freedom, options.subject
        request = CreateRequest(document.pixels, *how, icc=document.metadata.icc)
        if options.best_of == 1:
            seeds = range(options.seed, options.seed + options.count)
            return [partial(carried_out, replace(request, seed=seed)) for seed in seeds]
        best = _Best(request, options.best_of, options.count)
        return [partial(best.make, number) for number in range(options.count)]

    return make(options, engine_factory, makes, start or (width, height), sized)


class _Best:
    """The best of many pictures, all of which are created when the first is asked for."""

    def __init__(self, request: CreateRequest, drawn: int, kept: int) -> None:
        self._request, self._drawn, self._kept = request, drawn, kept
        self._found: list[Created] = []

    def make(self, number: int, document: Document, engine: StudioEngine, cancel: CancelToken) -> Made:
        from vqstudio.engine.best import best_of

        if not self._found:
            self._found = best_of(engine, self._request, self._drawn, self._kept, show_progress, cancel)
        request, result = self._found[number]
        told = f", seed {request.seed}"
        return Made(document.apply(result.patch), result.seconds, result.provider, told)


COMMAND = Command("create", "create a picture, a texture, or a variation of a photo", add_arguments, run, ("generate",))
