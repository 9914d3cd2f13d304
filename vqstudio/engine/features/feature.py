"""The interface of the engine's features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from vqstudio.core.geometry import NO_MARGINS, Bounds, Margins
from vqstudio.core.mask import Mask, require_size

from ..cancel import CancelToken
from ..models import Models
from ..requests import Preview, Progress, Request

Asked = TypeVar("Asked")
"""The class of a request."""


@dataclass(frozen=True)
class Work:
    """A request being carried out: where it reports, and how it is cancelled."""

    progress: Progress
    cancel: CancelToken
    preview: Preview
    asked: Request
    """What was asked, in the photo's own colours; the feature is given the same in sRGB."""


@dataclass(frozen=True, eq=False)
class Made:
    """The whole picture ``pixels`` (H, W, 3), of the dtype of :func:`vqstudio.engine.requests.values` of the request.
    Nothing outside ``bounds`` has changed. With ``margins`` the canvas has grown by them, and both are of the larger
    one. With ``resized`` they have another size than the photo, and its channels.
    """

    bounds: Bounds
    pixels: np.ndarray
    margins: Margins = NO_MARGINS
    own_colours: bool = False
    """Whether they are in the photo's colours already, not in those that the feature was given."""
    resized: bool = False


@dataclass(frozen=True)
class Feature(Generic[Asked]):
    """``check`` raises a StudioError for a request that cannot be carried out, without opening a model. ``run`` carries
    it out, and may raise StudioErrors, too, and Cancelled.
    """

    check: Callable[[Asked], None]
    run: Callable[[Asked, Models, Work], Made]


def check_size(mask: Mask | None, pixels: np.ndarray) -> None:
    """Raises MaskError if the mask has another size than the photo (H, W, C)."""
    if mask is not None:
        require_size(mask, pixels)
