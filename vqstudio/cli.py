"""The command line: every edit without a window. Exit codes: 0 done, 1 some photos of a batch
failed, 2 bad usage or input, 130 interrupted, 143 terminated.

Nothing heavy is imported before it is known to be needed: no edit ever loads Qt.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from vqstudio.arguments import build_parser
from vqstudio.commands.command import BAD_INPUT, DONE, INTERRUPTED, EngineFactory, bundled_engine
from vqstudio.commands.signals import leaving_nothing_behind
from vqstudio.commands.table import COMMANDS, NAMES
from vqstudio.core.errors import StudioError
from vqstudio.core.memory import NO_MEMORY, is_shortage
from vqstudio.room import make_room
from vqstudio.terminal import complain, finish


def main(arguments: list[str], engine_factory: EngineFactory = bundled_engine) -> int:
    """Carry out the command line ``arguments`` and return the exit code; SystemExit(2) for bad usage."""
    from vqstudio.engine.cancel import Cancelled

    # Looking for plugins of pydantic, of which we use none, only makes the window open later.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    options = build_parser(COMMANDS).parse_args(with_command(arguments))
    try:
        make_room(options.command)
        with leaving_nothing_behind():
            code = options.run(options, engine_factory)
        finish()
        return code
    except StudioError as error:
        complain(str(error))
        return BAD_INPUT
    except (KeyboardInterrupt, Cancelled):
        complain("interrupted; what was not finished was not written.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output (head, less) has enough; Python must not complain about it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if not is_shortage(error):
            raise
        complain(NO_MEMORY)
        return BAD_INPUT


def with_command(arguments: list[str]) -> list[str]:
    """The arguments with ``window`` in front of a photo; a word that is neither command nor file stays for argparse."""
    if not arguments:
        return ["window"]
    first = arguments[0]
    if first.startswith("-") or first in NAMES:
        return arguments
    looks_like_a_file = Path(first).suffix or Path(first).name != first or Path(first).exists()
    return ["window", *arguments] if looks_like_a_file else arguments
