"""Style: the photo and its latents decoded by a decoder that paints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageFilter

from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.core.tiling import tiles
from vqstudio.core.wording import Sentence, mark

from ..cancel import CancelToken, apart
from ..pace import Step, no_step, strips
from ..packs.manifest import StyleEntry
from ..packs.model_files import model_of
from ..packs.pack import PackInfo
from ..packs.sessions import Session, open_ahead
from ..pixels import blend, fitting, resized
from ..requests import Progress, StyleRequest
from ..tokens.tokenizer import Tokenizer, cells, pad_to_multiple, to_model, to_pixels
from .forms import texture_of, with_forms, with_texture
from .techniques import CANVAS, SMALL_UNIT, by_network, hand_of

FULL_PAINT = 0.5
"""From this strength on nothing of the photo's own pixels is mixed in; below, the mixture fades to the photo at 0."""
SAMPLE = 512
"""Largest side (pixels) of the sample that the instance statistics of a large picture are taken from."""
WHOLE = 1_000_000
"""Pixels up to which a picture is measured and painted in one piece."""
MULTIPLE = 16
"""The style decoder's coarsest level works at a sixteenth of the photo's size."""
FRAME = 24
"""Pixels of mirrored photo around the photo: the models paint a stripe where a picture ends, and it
falls on these."""
CELL = 8
"""Pixels on a side of one latent: the encoder has stride 4 and sees the photo at half its size."""
TILE = 1280
"""One call of the decoder sees as many pixels as a square of this side, at most: its context is wide, so small tiles
waste time.
"""
GROUND = 6
"""The first gains and shifts of a style: deviation (less 1) and mean of red, green and blue below the paint, and the
same once more for what grey adds to each.
"""
COLUMNS = 256
"""Of a large picture, that are enlarged at once."""
DETAIL = 0.5
"""Share of the photo's own finest detail in a painting made at a smaller size; it falls with a stroke
size above the usual, for what is then finest is coarser than strokes.
"""


@dataclass(frozen=True)
class Brush:
    """How to paint. ``vector`` is a style's float32 (2 * S,) or a weighted sum of several; ``strength`` (0..1) acts
    inside the decoder: in between lies a lighter hand, not a double exposure.
    """

    vector: np.ndarray
    strength: float
    seed: int = 0


class StylePainter:
    """The style graphs of a paint pack.

    ``style_affine``: image (B, 3, H, W), latents z of the image at half size (B, D, H/8, W/8), noise (B, N, H/8, W/8),
    vector (B, 2, S), strength (B,) to the scale and offset of every channel (B, 2, S) and a painting (B, 3, H, W).
    ``style``: image, z, noise and those scales and offsets to a painting.
    """

    def __init__(
        self, pack: PackInfo, providers: list[str], tokenizer: Tokenizer, tile: int = TILE, whole: int = WHOLE
    ) -> None:
        self._pack, self._providers = pack, providers
        self._tokenizer = tokenizer
        # The one while the other opens too.
        open_ahead([model_of(pack.path, pack.manifest.graphs["style_affine"])], providers)
        tokenizer.open_encoder()
        self._affine = self._open("style_affine")
        self._tile, self._whole = tile, whole
        self._noise_channels = int(self._affine.spec.inputs[2].shape[1])

    @cached_property
    def _style(self) -> Session:
        """Only pictures that are painted in tiles need it."""
        return self._open("style")

    def _open(self, name: Literal["style_affine", "style"]) -> Session:
        return Session(self._pack, name, self._providers)

    def around(self, area: Bounds, picture: Bounds) -> Bounds:
        """What must be painted of ``picture`` for ``area`` to get the strokes of the whole: its context, on the same
        grid.
        """
        if picture.area <= self._whole:
            return picture
        reach = self._affine.spec.context + 2 * self._tokenizer.manifest.graphs["encoder"].context
        left, top = ((start - reach) // MULTIPLE * MULTIPLE for start in (area.x, area.y))
        return Bounds(left, top, area.right + reach - left, area.bottom + reach - top).intersect(picture)

    def thumbnails(
        self, pixels: np.ndarray, styles: Sequence[StyleEntry], done: Callable[[str, np.ndarray], None],
        cancel: CancelToken,
    ) -> None:  # fmt: skip
        """Paint a small picture, uint8 (H, W, 3), in each style: ``done`` gets its name and uint8 (H, W, 3)."""
        height, width = pixels.shape[:2]
        padded = pad_to_multiple(pixels, MULTIPLE)
        inputs = self._inputs(padded, cancel)
        for style in styles:
            hand, usual = hand_of((style,), style.name), StyleRequest.forms
            if by_network(style):
                _, image = self._measure(inputs, Brush(np.array(style.vector, np.float32), 1.0), cancel)
                made = to_pixels(image)[:height, :width]
            if hand is None:
                palettes = ((1.0, style.palette),) if style.palette else ()
                made = with_forms(made, pixels, Bounds.of(made.shape), palettes, usual, 1.0, no_step)
            else:
                drawn = hand.painted(pixels, SMALL_UNIT * hand.stroke, 0, lambda _share: cancel.check())
                if style.texture:
                    drawn = with_texture(drawn, texture_of(made, usual), style.texture, False, no_step)
                made = drawn
            done(style.name, made)

    def paint(
        self, pixels: np.ndarray, area: Bounds, brush: Brush, progress: Progress, cancel: CancelToken
    ) -> np.ndarray:
        """The ``area`` of a photo, uint8 (H, W, 3) of any size, painted: uint8 (area.height, area.width, 3).

        The corner of ``area`` lies on the decoder's grid, as :meth:`around` makes it. What the style does to the
        channels is measured once, on the whole picture or a sample of it: so tiles and masked areas look like parts of
        one picture.
        """
        mix = min(1.0, brush.strength / FULL_PAINT)
        if area == Bounds.of(pixels.shape) and area.area <= self._whole:
            progress(0.1, mark("Painting"))
            _, image = self._measure(self._inputs(framed(pixels), cancel, brush.seed), brush, cancel)
            return blend(pixels, to_pixels(image)[area.shift(FRAME, FRAME).slices], mix)
        table, _ = self._measure(self._inputs(pad_to_multiple(sample(pixels), MULTIPLE), cancel), brush, cancel)
        noise = self._noise((pixels.shape[0] // CELL + 8, pixels.shape[1] // CELL + 8), brush.seed)
        noise = noise[:, :, area.y // CELL :, area.x // CELL :]
        pixels = pixels[area.slices]
        padded = framed(pixels)
        z = self._tokenizer.encode(
            half_size(padded), cancel, lambda share: progress(0.2 * share, mark("Reading the photo"))
        )
        height, width = padded.shape[:2]
        result = np.empty_like(pixels)
        picture = Bounds.of(pixels.shape).shift(FRAME, FRAME)
        finished = 0
        for tile in tiles(width, height, self._tile, self._style.spec.context, MULTIPLE):
            (image,) = self._style.run(
                cancel,
                image=to_model(padded[tile.outer.slices]),
                z=cells(z, tile.outer, CELL),
                noise=cells(noise, tile.outer, CELL),
                affine=table,
            )
            keep = tile.inner.intersect(picture)
            part = to_pixels(image)[keep.shift(-tile.outer.x, -tile.outer.y).slices]
            target = keep.shift(-FRAME, -FRAME)
            result[target.slices] = blend(pixels[target.slices], part, mix)
            finished += tile.inner.area
            progress(0.2 + 0.8 * finished / (width * height), mark("Painting"))
        return result

    def _inputs(self, pixels: np.ndarray, cancel: CancelToken, seed: int = 0) -> dict[str, np.ndarray]:
        """The input of both graphs for a picture (H, W, 3) whose sides are multiples of MULTIPLE."""
        z = self._tokenizer.encode(half_size(pixels), cancel)
        return {"image": to_model(pixels), "z": z, "noise": self._noise(z.shape[2:], seed)}

    def _noise(self, grid: tuple[int, ...], seed: int) -> np.ndarray:
        """float32 (1, N, h, w): the same for the same photo, so that parts of it fit together."""
        return np.random.default_rng(seed).standard_normal((1, self._noise_channels, *grid), dtype=np.float32)

    def _measure(self, inputs: dict[str, np.ndarray], brush: Brush, cancel: CancelToken) -> list[np.ndarray]:
        vector = brush.vector.reshape(1, 2, -1).astype(np.float32)
        return self._affine.run(cancel, **inputs, vector=vector, strength=np.array([brush.strength], np.float32))


def painting_size(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """Width and height at which the network paints a photo of ``size`` so that strokes get ``scale`` times their usual
    size relative to it. Never more than the photo's own.
    """
    return fitting((size[1], size[0]), CANVAS, scale)


def reduced_pixels(pixels: np.ndarray) -> np.ndarray:
    """A photo, uint8 (H, W, 3|4), as uint8 (h, w, 3) of the size that a style is painted at; itself if it has that."""
    height, width = pixels.shape[:2]
    size = painting_size((width, height), 1.0)
    return pixels if size == (width, height) else resized(np.ascontiguousarray(pixels[:, :, :3]), size)


def reduced(request: StyleRequest, pixels: np.ndarray | None = None) -> StyleRequest:
    """The same for a photo of the size that a style is painted at, so that a preview has the strokes of the result.
    ``pixels``: the :func:`reduced_pixels` of its photo, if they are known.
    """
    if pixels is None:
        pixels = reduced_pixels(request.pixels)
    if pixels.shape[:2] == request.pixels.shape[:2]:
        return request
    size = (pixels.shape[1], pixels.shape[0])
    mask = request.mask
    if mask is not None:
        mask = Mask(np.asarray(Image.fromarray(mask.alpha).resize(size, Image.Resampling.BILINEAR)))
    return replace(request, pixels=pixels, mask=mask, feather=request.feather * size[0] / request.pixels.shape[1])


def enlarged(
    painting: np.ndarray, small: np.ndarray, photo: np.ndarray, area: Bounds, stroke: float, step: Step = no_step
) -> np.ndarray:
    """The ``area`` of a painting (h, w, 3) at the size of the larger photo (H, W, 3), with a share of the detail that
    only the photo has at that size: edges and eyes stay sharp. ``small`` is the photo at the size of the painting; all
    are uint8. ``stroke`` is the size of strokes, 1 being usual. ``step`` may raise Cancelled.
    """
    share = DETAIL / max(1.0, stroke)
    # What stays if that share of the photo is taken away is enlarged alone: widened first, which takes little, then
    # heightened some columns at a time. So any part is what it is in the whole.
    without = cv2.resize(
        painting - np.float32(share) * small, (photo.shape[1], len(painting)), interpolation=cv2.INTER_CUBIC
    )
    result = np.empty((area.height, area.width, 3), np.uint8)
    for columns in strips(area.width, step, COLUMNS):
        across = slice(area.x + columns.start, area.x + columns.stop)
        size = (columns.stop - columns.start, len(photo))
        high = cv2.resize(without[:, across], size, interpolation=cv2.INTER_CUBIC)[area.slices[0]]
        detail = photo[area.slices[0], across].astype(np.float32)
        result[:, columns] = cv2.addWeighted(detail, share, high, 1, 0, dtype=cv2.CV_8U)
    return result


def framed(pixels: np.ndarray) -> np.ndarray:
    """uint8 (H, W, 3) with FRAME mirrored pixels around it, and more at the right and bottom up to a MULTIPLE."""
    mirrored = np.pad(pixels, ((FRAME, FRAME), (FRAME, FRAME), (0, 0)), mode="symmetric")
    return pad_to_multiple(mirrored, MULTIPLE)


def half_size(pixels: np.ndarray) -> np.ndarray:
    """uint8 (H, W, 3), sides even, to (H/2, W/2, 3): means of 2x2 pixels."""
    return np.asarray(Image.fromarray(pixels).reduce(2))


def keep_colours(photo: np.ndarray, painting: np.ndarray, step: Step = no_step) -> np.ndarray:
    """The painting's light and the photo's colours; both uint8 (H, W, 3)."""
    result = np.empty_like(painting)
    for rows in strips(len(photo), step):
        light, *_ = Image.fromarray(painting[rows]).convert("YCbCr").split()
        _, *colour = Image.fromarray(photo[rows]).convert("YCbCr").split()
        result[rows] = Image.merge("YCbCr", (light, *colour)).convert("RGB")
    return result


def feathered(alpha: np.ndarray, feather: float, cancel: CancelToken) -> np.ndarray:
    """A mask, uint8 (H, W), whose edge fades over about ``feather`` pixels."""
    if feather <= 0:
        return alpha
    blur = ImageFilter.GaussianBlur(feather / 2)
    return apart(lambda: np.asarray(Image.fromarray(alpha).filter(blur)), cancel)


def sample(pixels: np.ndarray) -> np.ndarray:
    """At most SAMPLE x SAMPLE pixels that stand for the photo (H, W, 3), at its own scale.

    A long side is represented by two windows, a quarter from each end: a reduced copy would be sharper than the photo
    itself, and its statistics those of another picture.
    """
    for axis in (0, 1):
        length = pixels.shape[axis]
        if length > SAMPLE:
            first, half = (length - SAMPLE) // 4, SAMPLE // 2
            starts = (first, length - first - half)
            pixels = np.concatenate([pixels.take(range(s, s + half), axis) for s in starts], axis)
    return pixels


def parse_mix(text: str) -> dict[str, float]:
    """``"a"`` or ``"a:0.6,b:0.4"`` to style names and weights that sum to 1. Raises RequestError."""
    weights: dict[str, float] = {}
    for part in text.split(","):
        name, colon, weight = part.strip().partition(":")
        try:
            weights[name.strip()] = float(weight) if colon else 1.0
        except ValueError:
            raise RequestError(
                "The weight {weight!r} of the style {name!r} is not a number.", weight=weight.strip(), name=name
            ) from None
    total = sum(weights.values())
    if not all(weight >= 0 for weight in weights.values()) or not 0 < total < float("inf"):
        raise RequestError(
            "The weights of the styles in {mixture!r} must not be negative, and not all 0.", mixture=text
        )
    return {name: weight / total for name, weight in weights.items()}


def mixed_vector(styles: Sequence[StyleEntry], text: str) -> np.ndarray:
    """The vector, float32 (2 * S,), of a style or a mixture, written as for :func:`parse_mix`. Raises RequestError."""
    vectors = {style.name: style.vector for style in styles}
    weights = parse_mix(text)
    for name in weights:
        if name not in vectors:
            names = ", ".join(vectors) or Sentence("none")
            raise RequestError("There is no style {name!r}; the installed styles are: {names}.", name=name, names=names)
    parts = [np.array(vectors[name], np.float32) * np.float32(weight) for name, weight in weights.items()]
    return np.sum(parts, axis=0)
