"""What commands print. Names of files and titles may hold anything; the terminal does nothing but show it.

On Windows the program that opens the window has no terminal: its streams are None.
"""

from __future__ import annotations

import contextlib
import errno
import sys
import unicodedata
from collections.abc import Iterator

WINDOWS = sys.platform == "win32"
CLEAR_LINE = f"\r{' ' * 60}\r" if WINDOWS else "\r\033[K"
"""Consoles of Windows show escapes as they are, unless they are told otherwise."""
ERROR_BOX = 0x10


def say(text: str) -> None:
    """A line on stdout, at once. Raises BrokenPipeError."""
    with _told_if_nobody_reads():
        print(escaped(text), flush=True)


def complain(sentence: str) -> None:
    """One line on stderr, not glued to a progress line; a box on the screen where there is no stderr."""
    if sys.stderr is None:
        _show_box(escaped(sentence))
    else:
        print(f"{CLEAR_LINE if sys.stderr.isatty() else ''}vqstudio: {escaped(sentence)}", file=sys.stderr)


def show_progress(share: float, text: str) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        line = "" if share >= 1 else f"{text:40.40} {100 * share:3.0f} %"
        print(CLEAR_LINE + escaped(line), end="", file=sys.stderr, flush=True)


def finish() -> None:
    """Write out what was printed. Raises BrokenPipeError where nobody reads it any more."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with _told_if_nobody_reads():
                stream.flush()


@contextlib.contextmanager
def _told_if_nobody_reads() -> Iterator[None]:
    """Windows calls it an invalid argument when the reader of a pipe has ended."""
    try:
        yield
    except OSError as error:
        if WINDOWS and error.errno == errno.EINVAL:
            raise BrokenPipeError(*error.args) from error
        raise


def _show_box(text: str) -> None:
    import ctypes

    system = getattr(ctypes, "windll", None)
    if system is not None:
        system.user32.MessageBoxW(None, text, "VQ Studio", ERROR_BOX)


def escaped(text: str) -> str:
    r"""``text`` with escapes (as ``\x1b``) for what is not printed: control characters, and bytes that are no text."""
    if text.isprintable():
        return text
    return "".join(c if _shown(c) else c.encode("unicode_escape").decode("ascii") for c in text)


def _shown(c: str) -> bool:
    return c.isprintable() or unicodedata.category(c) == "Zs"  # spaces that do not break, as in names from macOS
