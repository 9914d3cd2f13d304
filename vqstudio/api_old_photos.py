"""The methods of :class:`vqstudio.Studio` for old photos.

They import :mod:`vqstudio.engine.restoration` when they are called: it sets limits of Pillow's, which a script keeps
only if that happens while the engine is opened.
"""

from __future__ import annotations

import warnings
from typing import Any, overload

from PIL import Image

from .api_engine import EngineUser, carefully, maybe_mask
from .checked import maybe_share, number, share
from .core.arrays import Alpha8, Rgb8, Rgb16
from .core.damage import USUAL_SENSITIVITY, proposed
from .core.document import Document
from .engine.cancel import CancelToken
from .engine.requests import ClearRequest, EnlargeRequest, Progress, Request, no_progress
from .pictures import MaskPicture, Picture, document_of


class OldPhotos(EngineUser):
    @overload
    def find_damage(
        self,
        picture: Rgb8 | Rgb16,
        *,
        sensitivity: float = USUAL_SENSITIVITY,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Alpha8: ...

    @overload
    def find_damage(
        self,
        picture: Image.Image,
        *,
        sensitivity: float = USUAL_SENSITIVITY,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Image.Image: ...

    def find_damage(
        self,
        picture: Any,
        *,
        sensitivity: float = USUAL_SENSITIVITY,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Any:
        """A mask of what is damaged: scratches, stains, tears. Of an array it is uint8 (H, W) of 0 and 255, of an image
        an image of the mode L, upright.

        ``sensitivity`` in 0..1: 0 finds only what is certain, 1 all that is at all likely.
        """
        from .engine.restoration import damage_of

        asked = share("sensitivity", sensitivity)
        with carefully():
            document = document_of(picture)
            if not isinstance(picture, Document):
                for notice in document.notices:
                    warnings.warn(notice, stacklevel=2)
            telling = progress or no_progress
            mask = proposed(damage_of(document, self._engine, telling, cancel or CancelToken()), asked)
            telling(1.0, "Done")
            return Image.fromarray(mask) if isinstance(picture, Image.Image) else mask

    def clear(
        self,
        picture: Picture,
        *,
        noise: float | None = None,
        jpeg: float | None = None,
        blur: float | None = None,
        mask: MaskPicture | None = None,
        faithful: float = 1.0,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """Take out noise, the blocks and rings of JPEG, and blur, each by a strength in 0..1; what is None is measured.
        With a ``mask`` only there. ``faithful`` in 0..1: 1 keeps to what the photo shows, 0 makes rich detail that
        looks right.
        """

        def request(document: Document) -> Request:
            return ClearRequest(
                document.pixels,
                maybe_share("noise", noise),
                maybe_share("jpeg", jpeg),
                maybe_share("blur", blur),
                maybe_mask(mask, picture, "mask", weighs=True),
                share("faithful", faithful),
            )

        return self._edited(picture, request, progress, cancel)

    def enlarge(
        self,
        picture: Picture,
        *,
        scale: float = 2.0,
        noise: float = 0.0,
        jpeg: float = 0.0,
        blur: float = 0.0,
        mask: MaskPicture | None = None,
        faithful: float = 1.0,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """A picture ``scale`` times as wide and high, above 1 and up to 4, with detail that fits; ``noise``, ``jpeg``
        and ``blur`` in 0..1 are taken out meanwhile. With a ``mask`` detail is made only there, and the rest resampled.
        ``faithful`` is as of :meth:`clear`.
        """

        def request(document: Document) -> Request:
            return EnlargeRequest(
                document.pixels,
                number("scale", scale),
                share("noise", noise),
                share("jpeg", jpeg),
                share("blur", blur),
                maybe_mask(mask, picture, "mask", weighs=True),
                share("faithful", faithful),
            )

        return self._edited(picture, request, progress, cancel)

    def restore(
        self,
        picture: Picture,
        *,
        damage: float = USUAL_SENSITIVITY,
        noise: float | None = None,
        jpeg: float | None = None,
        blur: float | None = None,
        fade: float | None = None,
        scale: float = 1.0,
        mask: MaskPicture | None = None,
        faithful: float = 1.0,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Picture:
        """All that an old photo needs: damage is found and repaired, noise, the traces of JPEG and blur go, faded
        colours come back, and with a ``scale`` above 1, up to 4, the picture is enlarged.

        ``damage`` in 0..1: 0 leaves it, 1 repairs all that is at all likely; a ``mask`` says what is damaged instead.
        ``noise``, ``jpeg``, ``blur`` and ``fade`` in 0..1; what is None is measured. ``faithful`` is as of
        :meth:`clear`.
        """
        from .engine.restoration import Restoration, restored

        wish = Restoration(
            share("damage", damage),
            maybe_share("noise", noise),
            maybe_share("jpeg", jpeg),
            maybe_share("blur", blur),
            maybe_share("fade", fade),
            number("scale", scale),
            share("faithful", faithful),
        )

        def make(document: Document, progress: Progress, cancel: CancelToken) -> Document:
            selected = maybe_mask(mask, picture, "mask")
            return restored(document, wish, self._engine, progress, cancel, selected)

        return self._made(picture, make, progress, cancel)
