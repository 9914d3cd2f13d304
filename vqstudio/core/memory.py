"""Too little memory: found out before anything breaks by it, and recognised when it was the reason.

A process may be allowed less memory than the computer has (``ulimit -v``, or a system that promises no more than it
has). Libraries are bad at that: OpenBLAS asks for the same memory again for ever, OpenCV crashes while it is imported,
and a thread that cannot begin is waited for. Where memory is scarce we therefore use no threads.
"""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

from .errors import StudioError
from .wording import mark

NO_MEMORY = mark("There is not enough memory for this; close other programs or take a smaller photo.")

PLENTY, PLENTY_PER_CORE = 2 * 2**30, 2**30
"""Bytes of addresses. Every thread that computes takes up to a hundred megabytes of them, whether it uses them or not,
and every model has a thread per core.
"""
NOT_RESERVED = 0x4000 if sys.platform == "linux" else 0
"""Linux's MAP_NORESERVE: reserves addresses without memory for them."""
OPENCV_NO_MEMORY = -4
SIGNS = (
    "bad allocation", "bad_alloc", "allocate memory", "out of memory", "failed to map segment",
    "can't start new thread",
)  # fmt: skip
"""In errors of no kind of their own: of ONNX Runtime, the loader of libraries, Python's threads."""

Value = TypeVar("Value")


def fits(size: int) -> bool:
    """Whether this process may allocate ``size`` more bytes; always true on systems that tell only by allocating."""
    if not hasattr(mmap, "MAP_PRIVATE"):
        return True
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | NOT_RESERVED
    try:
        mmap.mmap(-1, size, flags=flags).close()
    except (OSError, ValueError, OverflowError):
        return False
    return True


@cache
def scarce() -> bool:
    """Whether this process may have so little memory that it should do without threads."""
    return not fits(PLENTY + PLENTY_PER_CORE * (os.cpu_count() or 1))


def threads() -> int:
    """The number of threads to compute with."""
    return 1 if scarce() else os.cpu_count() or 1


class _Here(Executor):
    """Runs the work in the submitting thread, at once."""

    def submit(self, function: Callable[..., Value], /, *arguments: Any, **named: Any) -> Future[Value]:
        future: Future[Value] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:  # noqa: BLE001  raised where the result is asked for
            future.set_exception(error)
        return future


def workers(most: int | None = None) -> Executor:
    """A pool of threads; where memory is scarce, none."""
    return _Here() if scarce() else ThreadPoolExecutor(most)


def is_shortage(error: BaseException) -> bool:
    """Whether there was too little memory, whatever a library or the interpreter called it."""
    if isinstance(error, MemoryError) or getattr(error, "code", None) == OPENCV_NO_MEMORY:
        return True
    return not isinstance(error, StudioError) and any(sign in str(error).lower() for sign in SIGNS)
