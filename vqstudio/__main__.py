"""``python -m vqstudio`` and the ``vqstudio`` command."""

from __future__ import annotations

import logging
import sys


def main() -> int:
    from .cli import main as run

    # Pillow's warnings about odd files are for the log of the window, not for people at a terminal.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").addHandler(logging.NullHandler())
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
