"""The command that extends a photo beyond its frame."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, margin, natural
from vqstudio.terminal import complain

from .command import Command, EngineFactory
from .editing import edit

if TYPE_CHECKING:
    import numpy as np

    from vqstudio.core.document import Document
    from vqstudio.engine.requests import Request


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    for side in ("left", "top", "right", "bottom"):
        parser.add_argument(
            f"--{side}", type=margin, default="0", metavar="N", help="pixels, or with %% a share of the photo's side"
        )
    parser.add_argument(
        "--trim-border", action="store_true", help="first cut off the even border of a scan, which would be continued"
    )
    parser.add_argument("--seed", type=natural, default=0, help="a different seed gives a different result")
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.geometry import Margins
    from vqstudio.engine.requests import ExtendRequest

    def requests(pixels: np.ndarray) -> list[Request]:
        height, width = pixels.shape[:2]
        margins = Margins(options.left(width), options.top(height), options.right(width), options.bottom(height))
        return [ExtendRequest(pixels, margins, options.seed)]

    def prepared(document: Document) -> Document:
        from vqstudio.core.border import border_of, trimmed

        if options.trim_border:
            return trimmed(document)
        border = border_of(document.pixels)
        sides = {"left": document.width, "top": document.height, "right": document.width, "bottom": document.height}
        carried = [
            f"{side} {width} px"
            for side, length in sides.items()
            if (width := getattr(border, side)) and getattr(options, side)(length)
        ]
        if carried:
            complain(f"the photo has a border ({', '.join(carried)}), which goes on; --trim-border cuts it off first.")
        return document

    return edit(options, engine_factory, requests, change=prepared)


COMMAND = Command("extend", "extend a photo beyond its frame", add_arguments, run)
