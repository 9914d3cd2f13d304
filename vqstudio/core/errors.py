"""Errors meant for the user: the message is one sentence that says what, why and what to do."""

from __future__ import annotations


class StudioError(Exception):
    """Base of every error whose text may be shown to the user as it is."""


class FileError(StudioError):
    """A file cannot be opened or saved."""


class MaskError(StudioError):
    """A mask does not fit the photo or the request."""


class PackError(StudioError):
    """A model pack is damaged, incomplete or does not keep the promises of its manifest."""


class RequestError(StudioError):
    """A request cannot be carried out as asked (an unknown style, a value out of range)."""
