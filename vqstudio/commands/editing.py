"""Shared by the commands that make one edit: opens a photo, carries out requests, saves the results."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

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
    from vqstudio.engine.requests import Request
    from vqstudio.engine.studio import StudioEngine


def edit(
    options: argparse.Namespace,
    engine_factory: EngineFactory,
    make_requests: Callable[[np.ndarray], Sequence[Request]],
    photo: Path | tuple[int, int] | None = None,
    change: Callable[[Document], Document] = lambda document: document,
) -> int:
    """Open the ``photo`` (by default that of the options; a size gives a blank one), ``change`` it, carry out the
    requests made for its pixels, and save the result of each.

    The engine starts on a thread of its own while the photo is opened; its errors are raised here.
    """
    with workers(1) as loader:
        return edit_with(options, loader.submit(engine_factory), make_requests, photo or options.photo, change)


def edit_with(
    options: argparse.Namespace,
    loading: Future[StudioEngine],
    make_requests: Callable[[np.ndarray], Sequence[Request]],
    photo: Path | tuple[int, int],
    change: Callable[[Document], Document],
) -> int:
    from vqstudio.core.document import Document
    from vqstudio.core.files import check_target, open_document, save_document
    from vqstudio.engine.requests import of_document

    saving = save_options(options)
    check_target(options.output)
    document = open_document(photo) if isinstance(photo, Path) else Document.blank(*photo)
    for notice in document.notices:
        complain(notice)
    document = change(document)
    requests = [of_document(request, document) for request in make_requests(document.pixels)]
    outputs = [options.output]
    if len(requests) > 1:
        outputs = [options.output.with_stem(f"{options.output.stem}-{n + 1}") for n in range(len(requests))]
    for output in outputs:
        check_target(output)
    engine = loading.result()
    with cancel_on_interrupt() as cancel:
        for output in outputs:
            result = engine.run(requests.pop(0), show_progress, cancel)
            for notice in result.notices:
                complain(notice)
            text = f"{output} ({result.seconds:.1f} s on {result.provider})"
            edited = document.apply(result.patch)
            del result  # for a large extended photo, the patch takes twice the memory of the result
            if not requests:
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
