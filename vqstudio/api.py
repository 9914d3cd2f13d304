"""VQ Studio for Python scripts: ``from vqstudio import Studio``. docs/python.md shows it in use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, overload

from .api_engine import maybe_mask
from .api_old_photos import OldPhotos
from .checked import Length, length, number, rectangle_of, size_of, text, whole
from .core.adjust import Adjustment
from .core.arrays import Rgb8
from .core.border import trimmed
from .core.document import Document
from .core.errors import RequestError
from .core.geometry import Bounds, Margins
from .core.transform import Resize
from .engine.cancel import CancelToken
from .engine.requests import (
    AdjustRequest,
    CreateRequest,
    ExtendRequest,
    Progress,
    ReconstructRequest,
    RepairRequest,
    Request,
    StyleRequest,
    TextureRequest,
)
from .pictures import MaskPicture, Picture, mask_of


class Studio(OldPhotos):
    """Every edit of VQ Studio for pictures in memory.

    A **picture** is a NumPy array or a Pillow image; what comes back is of the same kind, and new: neither the array
    nor the image that was handed over changes.

    - An array is uint8 (H, W, 3) RGB or (H, W, 4) RGBA with straight alpha, in sRGB. One of uint16 is edited as a photo
      of 16 bits per channel is: values that no edit touched keep all their bits, and all but styles is computed
      on all of them.
    - An image is handed back as RGB, or RGBA where it is transparent, in the colours of its ICC profile, with that
      profile, its EXIF, XMP, comment and resolution in ``info``. What its EXIF orientation still wants turned is turned
      first. Modes that 8 bits of RGB cannot hold (CMYK, I, F, ...) are refused.

    Transparency stays what it is; models see the colours alone.

    A **mask** is an array of the picture's height and width, bool (true = selected) or uint8 (0..255), or an image:
    what is white is selected, or what is opaque if any of it is transparent. Repair fills all that is selected at all,
    the other edits take the value as a weight. An image that its EXIF orientation still wants turned takes no mask, for
    nobody could tell which way round that is.

    Arguments have the names and the defaults of the command line, and the same arguments give the same pixels there and
    here: ``seed`` (0 to 2**53) picks among outcomes. ``progress(share, text)`` is called with the share that is done
    (0..1) and what is being done, in the thread that asked; what it raises ends the edit. ``cancel`` may be set from
    any thread; the edit then raises Cancelled, also in the middle of a model's work.

    Whatever cannot be done raises a StudioError, whose text is one sentence: what, why, and what to do. If
    something of the picture had to be left out (a damaged profile, say), a UserWarning says so.

    Models are opened when they are first needed and kept, so one Studio should serve a whole script. The engine is made
    for one thread; several threads may use a Studio, but only one edit is carried out at a time, whatever Studio it is
    of, and has all cores. Models do not survive a fork: processes are to be spawned, each with a Studio of its own.
    """

    def repair(
        self,
        picture: Picture,
        mask: MaskPicture,
        *,
        seed: int = 0,
        only: MaskPicture | None = None,
        avoid: MaskPicture | None = None,
        detail: float = 1.0,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """Fill what ``mask`` selects; every other pixel stays bit-identical.

        Texture is taken from everywhere else, or from what is selected in ``only`` and not from what is in ``avoid``.
        ``detail`` in 0..1: 1 is copied from the picture, 0 the model's own smooth one.
        """

        def request(document: Document) -> Request:
            return RepairRequest(
                document.pixels,
                mask_of(mask, picture),
                whole("seed", seed),
                maybe_mask(only, picture, "mask only"),
                maybe_mask(avoid, picture, "mask avoid"),
                number("detail", detail),
            )

        return self._edited(picture, request, progress, cancel)

    def style(
        self,
        picture: Picture,
        style: str,
        *,
        strength: float = 1.0,
        scale: float = 1.0,
        forms: float = 0.8,
        keep_colours: bool = False,
        mask: MaskPicture | None = None,
        outside: bool = False,
        feather: float = 0.0,
        seed: int = 0,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """Paint the picture in a style: the name of one of :meth:`styles`, or a mixture as ``"a:0.6,b:0.4"``.

        ``strength`` in 0..1: 0 is the picture, 1 the full style. ``scale`` in 0.25..4: the size of the strokes.
        ``forms`` in 0..1: how much of the picture's light, dark and shapes a style that a network paints keeps.
        ``keep_colours`` paints light and dark only. With a ``mask`` only there, or with ``outside`` everywhere else;
        its edge fades over ``feather`` pixels.
        """
        if mask is None and (outside or feather):
            raise RequestError("outside and feather say where a mask ends; give a mask with them.")

        def request(document: Document) -> Request:
            return StyleRequest(
                document.pixels,
                text("style", style),
                number("strength", strength),
                maybe_mask(mask, picture, "mask", weighs=True),
                number("scale", scale),
                bool(keep_colours),
                bool(outside),
                number("feather", feather),
                whole("seed", seed),
                forms=number("forms", forms),
            )

        return self._edited(picture, request, progress, cancel)

    def extend(
        self,
        picture: Picture,
        *,
        left: Length = 0,
        top: Length = 0,
        right: Length = 0,
        bottom: Length = 0,
        trim_border: bool = False,
        seed: int = 0,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """Extend the picture beyond its frame, by pixels or by a share of its side (``right="25%"``); its own pixels
        stay bit-identical. ``trim_border`` first cuts off the even border of a scan, which would be continued.
        """

        def request(document: Document) -> Request:
            height, width = document.pixels.shape[:2]
            margins = Margins(
                length("left", left, width),
                length("top", top, height),
                length("right", right, width),
                length("bottom", bottom, height),
            )
            return ExtendRequest(document.pixels, margins, whole("seed", seed))

        return self._edited(picture, request, progress, cancel, trimmed if trim_border else None)

    def adjust(
        self,
        picture: Picture,
        *,
        exposure: float = 0.0,
        contrast: float = 0.0,
        warmth: float = 0.0,
        tint: float = 0.0,
        saturation: float = 0.0,
        shadows: float = 0.0,
        highlights: float = 0.0,
        blacks: float = 0.0,
        whites: float = 0.0,
        fade: float = 0.0,
        sharpness: float = 0.0,
        grey: str = "",
        mask: MaskPicture | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """Change the light and the colours: ``exposure`` in stops, -3..3, ``fade`` (bring back what has faded) and
        ``sharpness`` in 0..1, all others in -1..1; 0 changes nothing. ``grey``: "neutral", or the colour of a filter
        ("yellow", "red", "green", "blue"), for black and white.
        """

        def request(document: Document) -> Request:
            adjustment = Adjustment(
                number("exposure", exposure),
                number("contrast", contrast),
                number("warmth", warmth),
                number("tint", tint),
                number("saturation", saturation),
                number("shadows", shadows),
                number("highlights", highlights),
                number("blacks", blacks),
                number("whites", whites),
                number("fade", fade),
                number("sharpness", sharpness),
                text("grey", grey),
            )
            return AdjustRequest(document.pixels, adjustment, maybe_mask(mask, picture, "mask", weighs=True))

        return self._edited(picture, request, progress, cancel)

    @overload
    def create(
        self,
        *,
        size: tuple[int, int] = (256, 256),
        tileable: bool = False,
        seed: int = 0,
        best_of: int = 1,
        subject: str = "",
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Rgb8: ...

    @overload
    def create(
        self,
        *,
        like: Picture,
        share: float = 0.5,
        seed: int = 0,
        best_of: int = 1,
        subject: str = "",
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture: ...

    @overload
    def create(
        self,
        *,
        sketch: Picture,
        freedom: float = 0.5,
        size: tuple[int, int] | None = None,
        seed: int = 0,
        best_of: int = 1,
        subject: str = "",
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture: ...

    def create(
        self,
        *,
        size: tuple[int, int] | None = None,
        tileable: bool = False,
        like: Any = None,
        share: float = 0.5,
        sketch: Any = None,
        freedom: float = 0.5,
        seed: int = 0,
        best_of: int = 1,
        subject: str = "",
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Any:
        """Create a new picture, uint8 (H, W, 3), of a ``size`` (width, height), or with ``tileable`` a texture that
        repeats without a seam; or a picture anew, of the kind and size of ``like``: a ``share`` of it, above 0 and up
        to 1; or one from a ``sketch``, a picture of a few strokes of colour or any other, of its kind and size or of
        another ``size``: with more ``freedom`` (0..1) it goes further from it. The ``best_of`` up to 64, drawn with
        ``seed`` and those that follow it, is returned. A ``subject``, one of :meth:`subjects`, says what it shows.
        """
        from .engine.best import best_of as found_best
        from .engine.tokens.create import check_size

        if like is not None and sketch is not None:
            raise RequestError("like and sketch both say what to start from; leave one of them out.")
        if like is not None and (size is not None or tileable):
            raise RequestError("like gives a picture of its own size; leave size and tileable out.")
        if sketch is not None and tileable:
            raise RequestError("A picture from a sketch cannot repeat without a seam; leave one of the two out.")
        start = sketch if like is None else like
        width, height = size_of(size or (256, 256))
        if size is not None or start is None:
            check_size(width, height, bool(tileable))

        def made(document: Document, progress: Progress, cancel: CancelToken) -> Document:
            if sketch is not None and size is not None:
                document = document.transformed(Resize(width, height))
            request = CreateRequest(
                document.pixels,
                1.0 if like is None else number("share", share),
                whole("seed", seed),
                bool(tileable),
                None if sketch is None else number("freedom", freedom),
                text("subject", subject),
            )
            request = replace(request, icc=document.metadata.icc)
            ((_, result),) = found_best(self._engine, request, whole("best_of", best_of), 1, progress, cancel)
            return replace(document.apply(result.patch), notices=(*document.notices, *result.notices))

        return self._made(Document.blank(width, height).pixels if start is None else start, made, progress, cancel)

    def texture(
        self,
        picture: Picture,
        *,
        area: tuple[int, int, int, int] | None = None,
        mask: MaskPicture | None = None,
        size: tuple[int, int] = (512, 512),
        tileable: bool = False,
        scale: float = 1.0,
        turned: bool = False,
        seed: int = 0,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """A texture of a ``size`` (width, height; up to 4096) made of the pixels of a part of the picture: of its
        ``area`` (x, y, width, height), of what ``mask`` selects, or of all of it. A ``tileable`` one repeats without a
        seam. ``scale`` in 0.25..4: how large its detail gets. ``turned``: quarter turns of the part may be used, too.
        """
        from .engine.texture.area import area_of, canvas_like

        if area is not None and mask is not None:
            raise RequestError("area and mask both say what to take; leave one of them out.")
        parts: list[Any] = []

        def canvas(document: Document) -> Document:
            part = None if area is None else Bounds(*rectangle_of("area", area))
            parts.append(area_of(document, part, maybe_mask(mask, picture, "mask")))
            return canvas_like(document, *size_of(size))

        def request(document: Document) -> Request:
            how = whole("seed", seed), bool(tileable), number("scale", scale), bool(turned)
            return TextureRequest(document.pixels, parts.pop(), *how)

        return self._edited(picture, request, progress, cancel, canvas)

    def reconstruct(
        self,
        picture: Picture,
        *,
        pack: str = ReconstructRequest.pack,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """What the tokens of a pack keep of the picture."""
        return self._edited(
            picture, lambda document: ReconstructRequest(document.pixels, text("pack", pack)), progress, cancel
        )
