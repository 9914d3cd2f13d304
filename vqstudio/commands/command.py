"""What a subcommand is, and how it may end."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vqstudio.engine.studio import StudioEngine

EngineFactory = Callable[[], "StudioEngine"]

DONE, SOME_FAILED, BAD_INPUT, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
"""Exit codes."""


class Command(NamedTuple):  # a dataclass would take longer to import than all commands
    name: str
    text: str
    """What it does, in the help."""
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, EngineFactory], int]
    """Returns the exit code. What it needs it imports itself, so that other commands do not wait for that."""
    aliases: tuple[str, ...] = ()
    """Names that it had before."""


def no_arguments(_parser: argparse.ArgumentParser) -> None:
    """Of a command that is one word."""


def bundled_engine() -> StudioEngine:
    from vqstudio.engine.studio import StudioEngine

    return StudioEngine.with_bundled_packs()
