"""Who may ask: programs of this user on this computer, which know the token; never a page in a browser."""

from __future__ import annotations

import secrets
from email.message import Message
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
FOREIGN = "This server answers programs on this computer, by the name 127.0.0.1 or localhost, and no web pages."
UNKNOWN = "The token is missing or wrong; send the one that vqstudio serve printed: 'Authorization: Bearer TOKEN'."


def new_token() -> str:
    return secrets.token_urlsafe(32)


def refusal(headers: Message, token: str) -> tuple[int, str] | None:
    """(HTTP status, sentence) for a request that must not be answered.

    A browser sends an Origin with whatever a page sends elsewhere. A page whose own name leads to 127.0.0.1 (DNS
    rebinding) sends that name as Host.
    """
    if headers.get("Origin") is not None or _name(headers.get("Host")) not in LOOPBACK:
        return 403, FOREIGN
    kind, _, given = (headers.get("Authorization") or "").partition(" ")
    if kind.lower() != "bearer" or not secrets.compare_digest(given.strip().encode(), token.encode()):
        return 401, UNKNOWN
    return None


def _name(host: str | None) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname if host else None
    except ValueError:
        return None
