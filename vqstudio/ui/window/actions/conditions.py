"""Conditions that decide whether actions are available, where several actions share them."""

from __future__ import annotations

from typing import Protocol

from ...model.session import EditSession


class WithSession(Protocol):
    session: EditSession


def has_photo(parts: WithSession) -> bool:
    return parts.session.document is not None


def several_photos(parts: WithSession) -> bool:
    return len(parts.session.photos) > 1


def something_painted(parts: WithSession) -> bool:
    """Whether anything is painted in the layer that is being painted on."""
    return not parts.session.layer_empty
