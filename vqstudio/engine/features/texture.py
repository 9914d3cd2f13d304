"""Texture: a canvas filled with an area of a photo, on its own values, with 16 bits where it has them."""

from __future__ import annotations

import numpy as np

from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.wording import mark

from ..models import Models
from ..pace import parts, strips
from ..requests import MAX_SCALE, MIN_SCALE, TextureRequest, values
from ..texture.area import check_area, check_size, opaque
from .feature import Made, Work

LARGEST_AREA = 4_000_000
"""Pixels: of a larger area the part with the most of it is taken; more would not be seen in a texture."""
SEEN = 256
"""Cells on the longer side of the grid on which that part is looked for."""


def check(request: TextureRequest) -> None:
    check_size(request.pixels.shape[1], request.pixels.shape[0])
    if not MIN_SCALE <= request.scale <= MAX_SCALE:
        raise RequestError(
            "The scale must be between {least:g} and {most:g}, not {scale:g}.",
            least=MIN_SCALE, most=MAX_SCALE, scale=request.scale,
        )  # fmt: skip
    check_area(request.area, request.scale)


def run(request: TextureRequest, _models: Models, work: Work) -> Made:
    from ..texture.texture import Size, texture  # imported here as for a repair

    area, wanted = _scaled(request)
    height, width = request.pixels.shape[:2]
    filling, writing = parts((20, 1), lambda done: work.progress(done, mark("Laying the texture")))
    made = texture(
        area, wanted, Size(height, width), request.seed, request.tileable, request.turned, filling, work.cancel
    )
    kind = values(request).dtype
    most = np.iinfo(kind).max
    result = np.empty(made.shape, kind)
    for rows in strips(height, writing):
        result[rows] = made[rows] * (most / 255) + 0.5
    return Made(Bounds.of(result.shape), result, own_colours=True)


def _scaled(request: TextureRequest) -> tuple[np.ndarray, np.ndarray]:
    """The area as float32 (h, w, 3) in 0..255 at its scale, and bool (h, w): what of it counts."""
    import cv2

    area, wanted = request.area, opaque(request.area)
    most = LARGEST_AREA / request.scale**2
    if area.shape[0] * area.shape[1] > most:
        share = (most / (area.shape[0] * area.shape[1])) ** 0.5
        place = _fullest(wanted, *(int(side * share) for side in area.shape[:2]))
        area, wanted = area[place.slices], wanted[place.slices]
    top_value = np.iinfo(area.dtype).max
    colours = area[:, :, :3].astype(np.float32) * np.float32(255 / top_value)
    if request.scale == 1:
        return colours, wanted
    size = round(area.shape[1] * request.scale), round(area.shape[0] * request.scale)
    way = cv2.INTER_AREA if request.scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(colours, size, interpolation=way).clip(0, 255)
    return scaled, cv2.resize(wanted.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0


def _fullest(wanted: np.ndarray, height: int, width: int) -> Bounds:
    """The part of this size with the most that is ``wanted`` (bool (H, W)), near the middle among equals."""
    import cv2

    cell = max(1, max(wanted.shape) // SEEN)
    grid = tuple(-(-side // cell) for side in wanted.shape)
    share = cv2.resize(wanted.astype(np.float32), grid[::-1], interpolation=cv2.INTER_AREA)
    total = cv2.integral(share)
    tall, wide = (min(max(1, side // cell), most) for side, most in zip((height, width), grid, strict=True))
    count = total[tall:, wide:] - total[:-tall, wide:] - total[tall:, :-wide] + total[:-tall, :-wide]
    y, x = np.indices(count.shape)
    away = np.abs(y / max(1, count.shape[0] - 1) - 0.5) + np.abs(x / max(1, count.shape[1] - 1) - 0.5)
    top, left = np.unravel_index(int(np.argmax(count - 0.5 * away)), count.shape)
    return Bounds(
        min(int(left) * cell, wanted.shape[1] - width), min(int(top) * cell, wanted.shape[0] - height), width, height
    )
