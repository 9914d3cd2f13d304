"""Reads the body of a form (multipart/form-data, RFC 7578)."""

from __future__ import annotations

from email.message import Message

from vqstudio.core.errors import RequestError

MOST_PARTS = 32
LONGEST_HEAD = 4096
"""Bytes before the content of a part."""


class FormError(RequestError):
    """The body is not as the description says."""


def boundary_of(content_type: str | None) -> bytes | None:
    """None if the body is no form."""
    head = Message()
    head["Content-Type"] = content_type or ""
    found = head.get_boundary()
    if head.get_content_type() != "multipart/form-data" or not found:
        return None
    return found.encode("latin-1", "replace")


def parts_of(body: bytes, boundary: bytes) -> dict[str, bytes]:
    """The parts by their names. Raises FormError."""
    delimiter = b"\r\n--" + boundary
    pieces = (b"\r\n" + body).split(delimiter, MOST_PARTS + 2)
    if len(pieces) > MOST_PARTS + 2:
        raise FormError("The form has more than {most} parts.", most=MOST_PARTS)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise FormError("The form is cut off: its last boundary is missing.")
    found: dict[str, bytes] = {}
    for piece in pieces[1:-1]:
        head, separator, content = piece.partition(b"\r\n\r\n")
        if not separator or len(head) > LONGEST_HEAD:
            raise FormError("A part of the form has no head; see /openapi.json for what it should be.")
        name = _name(head)
        if name in found:
            raise FormError("The form has {name} twice.", name=name)
        found[name] = content
    return found


def _name(head: bytes) -> str:
    for line in head.decode("utf-8", "replace").split("\r\n"):
        key, _, value = line.partition(":")
        if key.strip().lower() == "content-disposition":
            described = Message()
            described["Content-Disposition"] = value.strip()
            name = described.get_param("name", header="content-disposition")
            if isinstance(name, str) and name:
                return name[:80]
    raise FormError("A part of the form has no name.")
