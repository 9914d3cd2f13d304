"""What all of :class:`vqstudio.Studio` stands on: the engine, and the way of a picture to it and back."""

from __future__ import annotations

import contextlib
import os
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from PIL import Image, PngImagePlugin

from .core.document import Document
from .core.errors import StudioError
from .core.mask import Mask
from .core.memory import NO_MEMORY, is_shortage
from .engine.cancel import CancelToken
from .engine.requests import Device, Progress, Request, Result, StyleInfo, no_progress, of_document
from .pictures import MaskPicture, Picture, document_of, handed_back, mask_of

if TYPE_CHECKING:
    from .engine.studio import StudioEngine

_one_at_a_time = threading.RLock()
"""The engine is made for one thread, and what libraries keep for a process is shared by all engines."""

Make = Callable[[Document, Progress, CancelToken], Document]
"""The photo after an edit; its notices are told to the script."""


class EngineUser:
    def __init__(self, *, packs: str | os.PathLike[str] | None = None) -> None:
        """With the packs that come with VQ Studio and the styles that the user added, or with those in the folder
        ``packs`` alone.
        """
        with carefully():
            self._engine = _engine(None if packs is None else Path(packs))

    @classmethod
    def of_engine(cls, engine: StudioEngine) -> Self:
        """With an engine that is open already."""
        made = cls.__new__(cls)
        made._engine = engine
        return made

    @property
    def device(self) -> Device:
        """Where the models run: its ``name`` is "CUDA", "WebGPU" or "CPU"."""
        with carefully():
            return self._engine.device

    def styles(self) -> list[StyleInfo]:
        """All styles, in the order of the gallery: ``name`` is what :meth:`style` takes, ``title`` what people read."""
        with carefully():
            return self._engine.styles()

    def subjects(self) -> list[str]:
        """What a new picture can be told to show."""
        with carefully():
            return self._engine.subjects()

    def _edited(
        self,
        picture: Picture,
        request: Callable[[Document], Request],
        progress: Progress | None,
        cancel: CancelToken | None,
        change: Callable[[Document], Document] | None = None,
    ) -> Picture:
        """The picture after the request that is made of it, once it was ``change``d."""

        def make(document: Document, progress: Progress, cancel: CancelToken) -> Document:
            if change is not None:
                document = change(document)
            result: Result = self._engine.run(of_document(request(document), document), progress, cancel)
            return replace(document.apply(result.patch), notices=(*document.notices, *result.notices))

        return self._made(picture, make, progress, cancel, depth=4)

    def _made(
        self, picture: Picture, make: Make, progress: Progress | None, cancel: CancelToken | None, depth: int = 3
    ) -> Picture:
        """``depth``: of the script below this call."""
        with carefully():
            made = make(document_of(picture), progress or no_progress, cancel or CancelToken())
            if not isinstance(picture, Document):
                for notice in made.notices:
                    warnings.warn(notice, stacklevel=depth)
            return handed_back(made, picture)


def _engine(packs: Path | None) -> StudioEngine:
    kept = Image.MAX_IMAGE_PIXELS, PngImagePlugin.MAX_TEXT_CHUNK
    try:
        from .core import image_limits  # noqa: F401  now, and not in the middle of a script's own work
        from .engine.studio import StudioEngine
    finally:
        # The program has limits of its own in place of Pillow's; a script's own pictures are none of its business.
        Image.MAX_IMAGE_PIXELS, PngImagePlugin.MAX_TEXT_CHUNK = kept
    return StudioEngine.with_bundled_packs() if packs is None else StudioEngine(packs)


@contextlib.contextmanager
def carefully() -> Iterator[None]:
    """One edit at a time, and too little memory as a sentence."""
    with _one_at_a_time:
        try:
            yield
        except Exception as error:
            if not is_shortage(error):
                raise
            raise StudioError(NO_MEMORY) from error


def maybe_mask(mask: MaskPicture | None, picture: object, name: str, weighs: bool = False) -> Mask | None:
    return None if mask is None else mask_of(mask, picture, name, weighs)
