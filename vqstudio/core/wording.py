"""Texts that are written in English and translated where they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Sentence(str):
    """A text with values in it, and what it was made of: an English template and the values for its braces.

    As a str it is the English text. A value may be a Sentence itself.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Sentence:
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.template,), self.values


def joined(texts: Iterable[str], separator: str = " ") -> Sentence:
    """Texts one after another, each of which is translated for itself if it is a Sentence."""
    values = {f"text{number}": text for number, text in enumerate(texts)}
    return Sentence(separator.join(f"{{{name}}}" for name in values), **values)


def mark(text: str) -> str:
    """``text`` as it is; the call only says that it is shown, translated, somewhere else."""
    return text


def one_line(text: str, longest: int) -> str:
    """Somebody else's text for a line of the window or the terminal: without line ends, escape codes and other
    characters that are not printed (� stands for them), its middle left out if it has more than ``longest``.
    """
    half = (longest - 1) // 2
    if len(text) > longest:
        text = f"{text[:half]}…{text[-half:]}"
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)
