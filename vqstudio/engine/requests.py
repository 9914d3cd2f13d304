"""Requests to the engine, and its results.

A request holds everything that its result depends on: on one machine, the same request gives the same pixels.
``icc`` is the profile of its pixels, None = sRGB; the models see them in sRGB, and the result is in their own colours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np

from vqstudio.core.adjust import Adjustment
from vqstudio.core.document import Document, Patch
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.mask import Mask

MIN_SCALE, MAX_SCALE = 0.25, 4.0
"""Range of the brush scale of a style, and of the scale of a texture."""
MAX_FACTOR = 4.0
"""By which a photo can be enlarged at once."""
TILE_MULTIPLE, LARGEST_TILE = 8, 512
"""Pixels: sides of a picture that repeats are multiples of the first, at most the second."""


@dataclass(frozen=True, eq=False)
class RepairRequest:
    """Fill the selected pixels of ``pixels`` (uint8 (H, W, 3|4)); every other pixel stays bit-identical.

    ``mask`` has the photo's size. ``seed`` picks among equally good fills. Texture is taken from everywhere else, or
    only from pixels selected in ``only``, and never from those selected in ``avoid``. ``detail`` in 0..1: 1 fills with
    detail copied from the photo, 0 with the model's own smooth picture. With ``deep``, the same in 16 bits (uint16, see
    :class:`vqstudio.core.document.Document`), that is filled, with copies of its own.
    """

    pixels: np.ndarray
    mask: Mask
    seed: int = 0
    only: Mask | None = None
    avoid: Mask | None = None
    detail: float = 1.0
    pack: str = "photo-f8"
    icc: bytes | None = None
    deep: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class StyleRequest:
    """Render ``pixels`` (uint8 (H, W, 3|4)) in ``style``: a style's name, or a mixture as ``"a:0.6,b:0.4"``.

    ``strength`` in 0..1 (0 = the photo, 1 = the style at full). ``scale`` in MIN_SCALE..MAX_SCALE: how large strokes
    are, 1 being usual. ``forms`` in 0..1: how much of the photo's light, dark and shapes stays under the strokes of a
    network, in the painting's colours (0: it paints alone; an algorithm by itself keeps them anyway). With
    ``keep_colours`` only light and dark are painted. With a ``mask`` only its pixels change, its alpha being the weight
    (``outside``: all others); its edge fades over ``feather`` pixels. Without one the whole photo does. ``seed`` lays
    other strokes.
    """

    pixels: np.ndarray
    style: str
    strength: float = 1.0
    mask: Mask | None = None
    scale: float = 1.0
    keep_colours: bool = False
    outside: bool = False
    feather: float = 0.0
    seed: int = 0
    pack: str = "paint-f4"
    icc: bytes | None = None
    forms: float = 0.8


@dataclass(frozen=True, eq=False)
class ExtendRequest:
    """Let the canvas of ``pixels`` (uint8 (H, W, 3|4)) grow by ``margins`` and fill what is there.

    The photo's own pixels stay bit-identical; the patch carries the margins. ``seed`` picks among good fills. With
    ``deep``, the same in 16 bits (uint16), that grows, with copies of its own.
    """

    pixels: np.ndarray
    margins: Margins
    seed: int = 0
    pack: str = "photo-f8"
    icc: bytes | None = None
    deep: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class CreateRequest:
    """Let the token prior draw a ``share`` (above 0, up to 1) of the tokens of ``pixels`` (uint8 (H, W, 3|4)).

    With a share of 1 the result is a new picture of that size. A ``tileable`` one repeats without a seam. With a
    ``freedom`` in 0..1, the ``pixels`` are a sketch, or a photo, and all tokens are drawn, towards its colours: 0 keeps
    to them, 1 hardly knows them. ``subject`` names what it shows, one of those of the pack's prior; without one, a new
    picture shows any of them, and of a photo or a sketch nothing is said.
    """

    pixels: np.ndarray
    share: float = 1.0
    seed: int = 0
    tileable: bool = False
    freedom: float | None = None
    subject: str = ""
    pack: str = "photo-f8"
    icc: bytes | None = None


@dataclass(frozen=True, eq=False)
class TextureRequest:
    """Fill ``pixels`` (uint8 (H, W, 3|4)), whose values do not matter, with an ``area`` of a photo, uint8 or uint16
    (h, w, 3|4) in the same colours, of which transparent parts do not count.

    A ``tileable`` texture repeats without a seam. ``scale`` in MIN_SCALE..MAX_SCALE: how large the area's detail gets;
    ``turned``: quarter turns of it may be used, too. With ``deep``, an empty canvas of 16 bits, that is filled.
    """

    pixels: np.ndarray
    area: np.ndarray
    seed: int = 0
    tileable: bool = False
    scale: float = 1.0
    turned: bool = False
    icc: bytes | None = None
    deep: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class AdjustRequest:
    """Change the light and the colours of ``pixels`` (uint8 (H, W, 3|4)); with a ``mask`` only there, its alpha being
    the weight. With ``deep``, the same in 16 bits (uint16, see :class:`vqstudio.core.document.Document`), it is
    computed on that.
    """

    pixels: np.ndarray
    adjustment: Adjustment
    mask: Mask | None = None
    deep: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class ClearRequest:
    """Take noise, compression and blur out of ``pixels`` (uint8 (H, W, 3|4)), each by a strength as in
    :class:`vqstudio.engine.strengths.Strengths`; None measures it. With a ``mask`` only there, its alpha being
    the weight. ``faithful`` in 0..1: 1 keeps to what the photo shows, 0 makes detail that looks like a photo's. With
    ``deep``, the same in 16 bits (uint16), it is computed on that.
    """

    pixels: np.ndarray
    noise: float | None = None
    compression: float | None = None
    blur: float | None = None
    mask: Mask | None = None
    faithful: float = 1.0
    pack: str = "photo-f8"
    deep: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class EnlargeRequest:
    """Enlarge ``pixels`` (uint8 (H, W, 3|4)) by a ``factor`` above 1 and up to MAX_FACTOR, and take noise, compression
    and blur away meanwhile, by strengths and as ``faithful`` as in :class:`ClearRequest`. With a ``mask`` of the
    photo's size, detail is made only there, and the rest resampled. With ``deep``, the same in 16 bits (uint16), it is
    computed on that.
    """

    pixels: np.ndarray
    factor: float = 2.0
    noise: float | None = 0.0
    compression: float | None = 0.0
    blur: float | None = 0.0
    mask: Mask | None = None
    faithful: float = 1.0
    pack: str = "photo-f8"
    deep: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class ReconstructRequest:
    """Encode, quantize and decode the whole photo: what the model's tokens keep of it."""

    pixels: np.ndarray
    pack: str = "photo-f8"
    icc: bytes | None = None


Request = (
    RepairRequest | StyleRequest | ExtendRequest | CreateRequest | TextureRequest
    | AdjustRequest | ClearRequest | EnlargeRequest | ReconstructRequest
)  # fmt: skip


@runtime_checkable
class Coloured(Protocol):
    """A request that models carry out: they see its pixels in sRGB."""

    @property
    def icc(self) -> bytes | None: ...


@runtime_checkable
class Deep(Protocol):
    """A request that is computed on the photo's own values: those of 16 bits where there are any."""

    @property
    def deep(self) -> np.ndarray | None: ...


def of_document(request: Request, document: Document) -> Request:
    """``request``, made of the pixels of ``document``, completed with what else of the document it depends on: the
    colour profile, and the 16-bit values if it can be computed on them.
    """
    if isinstance(request, Deep):
        request = replace(request, deep=document.deep)
    if isinstance(request, Coloured):
        request = replace(request, icc=document.metadata.icc)
    return request


def values(request: Request) -> np.ndarray:
    """The pixels that the request is computed on."""
    deep = request.deep if isinstance(request, Deep) else None
    return request.pixels if deep is None else deep


@dataclass(frozen=True, eq=False)
class Result:
    """The outcome of a request. ``patch`` is cropped to what changed; ``notices`` are sentences for the user."""

    patch: Patch
    seconds: float
    provider: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class TokenGrid:
    """The tokens of a photo: ``tokens`` int64 (h, w), each standing for ``cell`` x ``cell`` of the photo's pixels.

    ``codes`` is the size of the codebook.
    """

    tokens: np.ndarray
    cell: float
    codes: int


@dataclass(frozen=True)
class StyleInfo:
    """A style as the gallery shows it. ``thumbnail`` is the bytes of a small PNG or JPEG, or None.

    An ``own`` style was added by the user; one that is not ``learned`` is a guess from its painting. If it
    ``has_other``, it can be switched between its first guess and what was learned. One that is painted ``by_network``
    has forms to set. Texts of a style that comes with the program are Sentences; all others are shown as they are.
    """

    name: str
    title: str
    group: str
    credit: str
    thumbnail: bytes | None = None
    own: bool = False
    learned: bool = True
    has_other: bool = False
    by_network: bool = False


@dataclass(frozen=True)
class Lesson:
    """What is needed to learn one of the user's styles: a JPEG of its painting, and the folder of its pack."""

    title: str
    painting: bytes
    pack: Path


@dataclass(frozen=True)
class Device:
    """Where the models run: ``name`` is "CUDA", "WebGPU" or "CPU"; ``reason`` one sentence on why this one. ``others``
    are the names of the other devices, and why they are not used.
    """

    name: str
    reason: str
    others: tuple[tuple[str, str], ...] = ()


Thumbnail = Callable[[str, np.ndarray], None]
"""Called with a style's name and uint8 (h, w, 3), in the thread that called :meth:`Engine.style_thumbnails`."""

Progress = Callable[[float, str], None]
"""Called with the share done in 0..1 and a short text for the status bar (marked, or a Sentence), in the thread that
called :meth:`Engine.run`.
"""


Preview = Callable[[Bounds, np.ndarray], None]
"""Called with a part of the photo and roughly what it will look like, uint8 (h, w, 3) of its size or a reduced copy, in
the thread that called :meth:`Engine.run`.
"""


def no_progress(_share: float, _text: str) -> None:
    """For callers that do not show how far a job is."""


def no_preview(bounds: Bounds, pixels: np.ndarray) -> None:
    """For callers that only want the result."""
