"""Model files as bytes: all that ONNX Runtime may read of a pack."""

from __future__ import annotations

import stat
from pathlib import Path

from vqstudio.core.errors import PackError
from vqstudio.core.paths import shown_name

LARGEST = 2**31 - 1
"""Bytes of a protocol buffer."""
ELSEWHERE = (b"\x08location", b"\x00location")
"""In ONNX, weights that lie in another file have an entry of this name; before it stands its length, however that is
written.
"""


def read_model(path: Path) -> bytes:
    """The content of an ONNX file that needs no other file. Raises PackError, OSError.

    ONNX Runtime would read, besides the file that was verified, whatever files that names.
    """
    about = path.stat()
    if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
        raise PackError("The model file {name} is no model; install the pack again.", name=shown_name(path))
    content = path.read_bytes()
    if any(mark in content for mark in ELSEWHERE):
        raise PackError(
            "The model file {name} keeps weights in another file, which VQ Studio does not load; "
            "install the pack again.",
            name=shown_name(path),
        )
    return content
