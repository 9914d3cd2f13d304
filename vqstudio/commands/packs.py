"""The command that lists model packs."""

from __future__ import annotations

import argparse

from vqstudio.terminal import complain, say

from .command import DONE, Command, EngineFactory, no_arguments


def run(_options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    engine = engine_factory()
    for pack in engine.packs():
        say(pack.described())
    for problem in engine.problems:
        complain(problem)
    return DONE


COMMAND = Command("packs", "list the installed model packs and their measured figures", no_arguments, run)
