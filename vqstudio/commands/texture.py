"""The command that makes a texture of a part of a photo."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_output, natural, number, picture_size, rectangle

from .command import Command, EngineFactory
from .editing import edit, mask_for

if TYPE_CHECKING:
    import numpy as np

    from vqstudio.core.document import Document
    from vqstudio.engine.requests import Request


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("--area", type=rectangle, metavar="X,Y,W,H", help="the part to take, in pixels (default: all)")
    parser.add_argument("--mask", type=Path, help="the part to take: white (or opaque)")
    parser.add_argument("--size", type=picture_size, default=(512, 512), metavar="WxH", help="default: 512x512")
    parser.add_argument("--tileable", action="store_true", help="it repeats without a seam")
    parser.add_argument("--scale", type=number, default=1.0, metavar="0.25..4", help="how large its detail gets")
    parser.add_argument("--turned", action="store_true", help="quarter turns of the part may be used, too")
    parser.add_argument("--seed", type=natural, default=0, help="a different seed gives a different result")
    add_output(parser)


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.errors import RequestError
    from vqstudio.core.geometry import Bounds
    from vqstudio.engine.requests import TextureRequest
    from vqstudio.engine.texture.area import area_of, canvas_like, check_size

    if options.area and options.mask:
        raise RequestError("--area and --mask both say what to take; leave one of them out.")
    check_size(*options.size)
    areas: list[np.ndarray] = []

    def canvas(document: Document) -> Document:
        part = Bounds(*options.area) if options.area else None
        areas.append(area_of(document, part, mask_for(document.pixels, options.mask)))
        return canvas_like(document, *options.size)

    def requests(pixels: np.ndarray) -> list[Request]:
        how = options.seed, options.tileable, options.scale, options.turned
        return [TextureRequest(pixels, areas.pop(), *how)]

    return edit(options, engine_factory, requests, change=canvas)


COMMAND = Command("texture", "make a texture of any size from a part of a photo", add_arguments, run)
