"""Errors meant for the user: the message is one sentence that says what, why and what to do."""

from __future__ import annotations

from typing import Any

from .wording import Sentence


class StudioError(Exception):
    """Base of every error whose text may be shown to the user as it is.

    Made of an English template and the values for its braces, so that the window can say it in another language.
    """

    sentence: Sentence

    def __init__(self, template: str, /, **values: Any) -> None:
        self.sentence = template if isinstance(template, Sentence) else Sentence(template, **values)
        super().__init__(self.sentence)


class FileError(StudioError):
    """A file cannot be opened or saved."""


class MaskError(StudioError):
    """A mask does not fit the photo or the request."""


class PackError(StudioError):
    """A model pack is damaged, incomplete or does not keep the promises of its manifest."""


class RequestError(StudioError):
    """A request cannot be carried out as asked (an unknown style, a value out of range)."""
