"""What a script hands to :class:`vqstudio.Studio`, a NumPy array or a Pillow image, as a document, and back again."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TypeVar, cast

import numpy as np
from PIL import Image

from .checked import shown
from .core.arrays import Alpha8, Rgb8, Rgb16, Selection
from .core.deep import reduced
from .core.document import Document, Metadata
from .core.errors import MaskError, RequestError
from .core.image_modes import TURNS, mask_levels, pixels_of, to_rgb
from .core.mask import Mask
from .core.memory import is_shortage
from .core.metadata import exif_sized
from .core.metadata_reading import read_metadata
from .core.wording import one_line
from .core.xmp import xmp_sized

Picture = TypeVar("Picture", Rgb8, Rgb16, Image.Image, Document)
MaskPicture = Selection | Alpha8 | Image.Image

MODES = frozenset({"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa"})
"""Of Pillow's images: those that RGB or RGBA of 8 bits can hold without a loss."""


def document_of(picture: object) -> Document:
    """A picture to edit, whose memory is shared where it can be and never written to. Raises RequestError.

    A Document, as :mod:`vqstudio.server` hands over, is one already.
    """
    if isinstance(picture, Document):
        return picture
    if isinstance(picture, Image.Image):
        return _of_image(picture)
    if not isinstance(picture, np.ndarray):
        raise RequestError(
            "A picture is a NumPy array or a Pillow image, not {value}; open a file with PIL.Image.open.",
            value=shown(picture),
        )
    if picture.dtype.newbyteorder("=") not in (np.uint8, np.uint16) or picture.shape[2:] not in ((3,), (4,)):
        raise RequestError(
            "A picture must be an array of uint8 or uint16 and of the shape (H, W, 3) or (H, W, 4), "
            "not of {kind} and {shape}; convert it first.",
            kind=picture.dtype,
            shape=picture.shape,
        )
    _check_size(picture.shape[1], picture.shape[0])
    values = _plain(picture)
    return Document(values) if values.dtype == np.uint8 else Document(reduced(values), deep=values)


def handed_back(document: Document, picture: Picture) -> Picture:
    """The ``document`` that came of ``picture``, as what that is; nobody else has the memory of an array."""
    if isinstance(picture, Document):
        return cast(Picture, document)
    if not isinstance(picture, Image.Image):
        return cast(Picture, _own(document.values))
    image, told = Image.fromarray(document.pixels), document.metadata
    if told.icc is not None:
        image.info["icc_profile"] = told.icc
    if told.exif is not None:
        image.info["exif"] = exif_sized(told.exif, document.width, document.height)
    if told.xmp is not None:
        image.info["xmp"] = xmp_sized(told.xmp, document.width, document.height)
    if told.resolution is not None:
        image.info["dpi"] = told.resolution
    return image


def mask_of(mask: object, picture: object, name: str = "mask", weighs: bool = False) -> Mask:
    """A mask for ``picture``; ``name`` is what the caller calls it. Where it ``weighs``, 1 of 255 is next to nothing.
    Raises MaskError.
    """
    if isinstance(picture, Image.Image) and _about(picture, [])[1] in TURNS:
        raise MaskError(
            "The image is still to be turned by its EXIF orientation, so where the {name} lies on it is not clear; "
            "turn it first: image = PIL.ImageOps.exif_transpose(image).",
            name=name,
        )
    if isinstance(mask, Image.Image):
        return Mask(mask_levels(_of_image(mask).pixels))
    if not isinstance(mask, np.ndarray) or mask.dtype not in (np.bool_, np.uint8) or mask.ndim != 2:
        found = f"{mask.dtype} {mask.shape}" if isinstance(mask, np.ndarray) else shown(mask)
        raise MaskError(
            "The {name} must be an array of bool or uint8 and of the shape (H, W), or a Pillow image, not {found}.",
            name=name,
            found=found,
        )
    if mask.dtype == np.bool_:
        return Mask(np.where(mask, np.uint8(255), np.uint8(0)))
    if weighs and mask.size and mask.max() == 1:
        raise MaskError(
            "The largest value of the {name} is 1, of 255, which is next to nothing; give it as bool: mask > 0.",
            name=name,
        )
    return Mask(_plain(mask))


def _of_image(image: Image.Image) -> Document:
    if image.mode not in MODES:
        raise RequestError(
            "An image of the mode {mode} cannot be edited without a loss; convert it first: image.convert('RGB'), "
            "or hand over 16 bits per channel as an array of uint16.",
            mode=image.mode,
        )
    _check_size(*image.size)
    try:
        image.load()
        notices: list[str] = []
        metadata, orientation = _about(image, notices)
        rgb, icc, more = to_rgb(image, image.info.get("icc_profile"))
        pixels = pixels_of(rgb.transpose(TURNS[orientation]) if orientation in TURNS else rgb)
    except Exception as error:  # a file that is read only now may be damaged in any way
        if is_shortage(error):
            raise
        raise RequestError("The image cannot be read: {reason}", reason=one_line(str(error), 200)) from error
    return Document(pixels, replace(metadata, icc=icc), notices=(*notices, *more))


def _about(image: Image.Image, notices: list[str]) -> tuple[Metadata, int]:
    """What a loaded image says of itself, made true for an edited one, and the orientation that is still to be applied.
    Pillow turns a TIFF when it loads it, and has its tags in the file alone.
    """
    if image.format == "TIFF":
        return Metadata(), 1
    metadata, orientation = read_metadata(image, io.BytesIO(), notices)
    return metadata, orientation if isinstance(orientation, int) else 1


def _check_size(width: int, height: int) -> None:
    from .core.image_limits import LARGEST_PHOTO

    if not 0 < width * height <= LARGEST_PHOTO:
        raise RequestError(
            "A picture must have pixels, and at most {most} megapixels, not {width}x{height}.",
            most=LARGEST_PHOTO // 1_000_000,
            width=width,
            height=height,
        )


def _plain(array: np.ndarray) -> np.ndarray:
    """The same numbers as an array that can be marked read-only without the caller's own being so."""
    return np.ascontiguousarray(array, array.dtype.newbyteorder("=")).view(np.ndarray)[:]


def _own(values: np.ndarray) -> np.ndarray:
    """To be written to by whoever gets it."""
    if values.base is not None:
        return values.copy()
    values.flags.writeable = True
    return values
