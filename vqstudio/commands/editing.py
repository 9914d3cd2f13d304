"""Shared by the commands that edit a photo: opens it, has the edits carried out, saves the results."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, overload

from vqstudio.core.memory import workers
from vqstudio.terminal import complain, say, show_progress

from .command import DONE, EngineFactory
from .signals import cancel_on_interrupt

if TYPE_CHECKING:
    from concurrent.futures import Future

    import numpy as np

    from vqstudio.core.document import Document
    from vqstudio.core.encoding import SaveOptions
    from vqstudio.core.mask import Mask
    from vqstudio.engine.cancel import CancelToken
    from vqstudio.engine.requests import Request
    from vqstudio.engine.studio import StudioEngine


class Made(NamedTuple):
    """What became of a photo: ``told`` is said of it, where the name of its file stands."""

    document: Document
    seconds: float
    device: str
    told: str = ""


Make = Callable[["Document", "StudioEngine", "CancelToken"], Made]
"""Makes one result of a photo, which may take several requests."""


def edit(
    options: argparse.Namespace,
    engine_factory: EngineFactory,
    make_requests: Callable[[np.ndarray], Sequence[Request]],
    photo: Path | tuple[int, int] | None = None,
    change: Callable[[Document], Document] = lambda document: document,
) -> int:
    """Open the ``photo`` (by default that of the options; a size gives a blank one), ``change`` it, carry out the
    requests made for its pixels, and save the result of each.
    """

    def makes(document: Document) -> list[Make]:
        from vqstudio.engine.requests import of_document

        return [partial(carried_out, of_document(request, document)) for request in make_requests(document.pixels)]

    return make(options, engine_factory, makes, photo, change)


def carried_out(request: Request, document: Document, engine: StudioEngine, cancel: CancelToken) -> Made:
    """The ``document`` after one request."""
    result = engine.run(request, show_progress, cancel)
    for notice in result.notices:
        complain(notice)
    return Made(document.apply(result.patch), result.seconds, result.provider)


def make(
    options: argparse.Namespace,
    engine_factory: EngineFactory,
    makes: Callable[[Document], list[Make]],
    photo: Path | tuple[int, int] | None = None,
    change: Callable[[Document], Document] = lambda document: document,
) -> int:
    """As :func:`edit`, with whatever ``makes`` returns for the photo, one result each. It may raise before anything is
    computed.

    The engine starts on a thread of its own while the photo is opened; its errors are raised here.
    """
    with workers(1) as loader:
        return _make_with(options, loader.submit(engine_factory), makes, photo or options.photo, change)


def _make_with(
    options: argparse.Namespace,
    loading: Future[StudioEngine],
    makes: Callable[[Document], list[Make]],
    photo: Path | tuple[int, int],
    change: Callable[[Document], Document],
) -> int:
    from vqstudio.core.document import Document
    from vqstudio.core.files import check_target, open_document, save_document

    saving = save_options(options)
    check_target(options.output)
    document = open_document(photo) if isinstance(photo, Path) else Document.blank(*photo)
    for notice in document.notices:
        complain(notice)
    document = change(document)
    waiting = makes(document)
    outputs = [options.output]
    if len(waiting) > 1:
        outputs = [options.output.with_stem(f"{options.output.stem}-{n + 1}") for n in range(len(waiting))]
    for output in outputs:
        check_target(output)
    engine = loading.result()
    with cancel_on_interrupt() as cancel:
        for output in outputs:
            made = waiting.pop(0)(document, engine, cancel)
            text = f"{output}{made.told} ({made.seconds:.1f} s on {made.device})"
            edited = made.document
            del made
            if not waiting:
                del document  # not needed while the last result is encoded
            for notice in save_document(edited, output, saving):
                complain(notice)
            say(text)
    return DONE


def save_options(options: argparse.Namespace) -> SaveOptions:
    from vqstudio.core.encoding import PLAIN, SaveOptions

    quality = PLAIN.quality if options.quality is None else options.quality
    return SaveOptions(
        quality,
        metadata=options.metadata != "none",
        longest_side=options.max_side,
        place=options.metadata == "all",
        compressed=not options.uncompressed,
    )


@overload
def mask_for(pixels: np.ndarray, path: Path) -> Mask: ...


@overload
def mask_for(pixels: np.ndarray, path: Path | None) -> Mask | None: ...


def mask_for(pixels: np.ndarray, path: Path | None) -> Mask | None:
    """The mask in a file, for a photo (H, W, C) of its size; None without a ``path``. Raises FileError, MaskError."""
    from vqstudio.core.files import open_mask

    return open_mask(path, (pixels.shape[1], pixels.shape[0])) if path else None
