"""The command that shows how much of a photo its tokens keep."""

from __future__ import annotations

import argparse
from pathlib import Path

from vqstudio.arguments import add_output

from .command import Command, EngineFactory
from .editing import edit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    add_output(parser)
    parser.add_argument("--pack", default="photo-f8", metavar="ID", help="see: vqstudio packs")


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.engine.requests import ReconstructRequest

    return edit(options, engine_factory, lambda pixels: [ReconstructRequest(pixels, options.pack)])


COMMAND = Command("reconstruct", "show how much of a photo the tokens of a pack keep", add_arguments, run)
