"""Everything on the canvas at one moment: what changes together when the photo is turned, cropped or resized."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vqstudio.core.document import Document
from vqstudio.core.transform import Resize, Transform

from .pyramid import Pyramid


@dataclass(frozen=True, eq=False)
class Scene:
    """The photo, the photo to compare it with, the mask, the source area and the last mask that a repair used up.

    Masks are uint8 (H, W); the source area is (0, 0) until it is needed.
    """

    document: Document
    pyramid: Pyramid
    before: Pyramid
    mask: np.ndarray
    source: np.ndarray
    last_mask: np.ndarray | None

    def changed(self, change: Transform) -> Scene:
        """A new scene with everything turned, cropped or resized alike; this one stays as it is.

        Raises StudioError if the photo would have no pixels or too many (:meth:`Document.transformed`).
        """
        document = self.document.transformed(change)
        same = self.before.pixels is self.document.pixels
        pyramid = Pyramid.build(document.pixels)
        return Scene(
            document,
            pyramid,
            pyramid if same else Pyramid.build(change.apply(self.before.pixels)),
            change.apply(self.mask),
            change.apply(self.source) if self.source.size else self.source,
            None if self.last_mask is None else change.apply(self.last_mask),
        )

    def enlarged(self, document: Document) -> Scene:
        """A new scene of ``document``, which is the photo in another size; all else is resampled."""
        size = Resize(document.width, document.height)
        return Scene(
            document,
            Pyramid.build(document.pixels),
            Pyramid.build(size.apply(self.before.pixels)),
            size.apply(self.mask),
            size.apply(self.source) if self.source.size else self.source,
            None if self.last_mask is None else size.apply(self.last_mask),
        )

    @property
    def nbytes(self) -> int:
        masks = self.mask.nbytes + self.source.nbytes
        deep = self.document.deep.nbytes if self.document.deep is not None else 0
        return deep + self.document.pixels.nbytes + self.before.pixels.nbytes + masks
