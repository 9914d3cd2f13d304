"""Libraries of the system, which no package of Python brings. The standard library only: installers ask, too."""

from __future__ import annotations

import ctypes


def loads(library: str) -> bool:
    """Whether the system finds a shared ``library``, such as ``libvulkan.so.1``, with all that it needs itself."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
