"""What commands print. Names of files and titles may hold anything; the terminal does nothing but show it."""

from __future__ import annotations

import sys
import unicodedata

CLEAR_LINE = "\r\033[K"


def say(text: str) -> None:
    """A line on stdout, at once."""
    print(escaped(text), flush=True)


def complain(sentence: str) -> None:
    """One line on stderr, not glued to a progress line."""
    print(f"{CLEAR_LINE if sys.stderr.isatty() else ''}vqstudio: {escaped(sentence)}", file=sys.stderr)


def show_progress(share: float, text: str) -> None:
    if sys.stderr.isatty():
        line = "" if share >= 1 else f"{text:40.40} {100 * share:3.0f} %"
        print(CLEAR_LINE + escaped(line), end="", file=sys.stderr, flush=True)


def escaped(text: str) -> str:
    r"""``text`` with escapes (as ``\x1b``) for what is not printed: control characters, and bytes that are no text."""
    if text.isprintable():
        return text
    return "".join(c if _shown(c) else c.encode("unicode_escape").decode("ascii") for c in text)


def _shown(c: str) -> bool:
    return c.isprintable() or unicodedata.category(c) == "Zs"  # spaces that do not break, as in names from macOS
