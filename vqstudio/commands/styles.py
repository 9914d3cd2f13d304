"""The command that lists styles, or adds one."""

from __future__ import annotations

import argparse
from pathlib import Path

from vqstudio.terminal import say

from .command import DONE, Command, EngineFactory


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--add", type=Path, metavar="FILE", help="a style file (.vqstyle), or a picture of a painting")


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    engine = engine_factory()
    if options.add:
        say(f"Added: {engine.add_style(options.add).title}")
    for style in engine.styles():
        say(f"{style.name:20} {style.title:20} {style.group:20} {style.credit}")
    return DONE


COMMAND = Command("styles", "list the installed styles, or add one", add_arguments, run)
