"""``python -m vqstudio`` and the ``vqstudio`` command."""

from __future__ import annotations

import gc
import io
import logging
import os
import sys

FEW_CORES = 4


def main() -> int:
    if (os.cpu_count() or 1) <= FEW_CORES:
        # Read when numpy is loaded. Threads of OpenBLAS that wait for work in a loop take these cores from the searches
        # that run side by side: a repair took up to twice as long.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Hardly anything that imports or one edit make is garbage, and looking for it takes a twentieth of a short command.
    # The window, which lives for hours, turns it on again.
    gc.disable()
    from .cli import main as run
    from .terminal import finish

    for stream in (sys.stdout, sys.stderr):
        # Names of files may be no text, and terminals may not know a style's letters: neither ends a command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

    # Pillow's warnings about odd files are for the log of the window, not for people at a terminal.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").addHandler(logging.NullHandler())
    code = run(sys.argv[1:])
    if "PySide6" in sys.modules:
        return code
    # All is written and closed. Taking the interpreter and the models apart, which the system does in one go, is a
    # tenth of a short command.
    logging.shutdown()
    finish()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
