"""The command that shows the main job without a window."""

from __future__ import annotations

import argparse
from pathlib import Path

from .command import DONE, Command, EngineFactory
from .signals import cancel_on_interrupt


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--photo", type=Path, help="use this photo instead of the sample photo")


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio import demo

    with cancel_on_interrupt() as cancel:
        demo.run(options.output, options.photo, engine_factory(), cancel)
    return DONE


COMMAND = Command("demo", "repair and paint a sample photo, without a window", add_arguments, run)
