"""Texture: a canvas filled with an area of a photo, on its own values, with 16 bits where it has them."""

from __future__ import annotations

import numpy as np

from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.wording import mark

from ..models import Models
from ..pace import parts, strips
from ..requests import MAX_SCALE, MIN_SCALE, TextureRequest, values
from ..texture.area import check_area, check_size
from .feature import Made, Work

LARGEST_AREA = 4_000_000
"""Pixels: of a larger area the middle is taken; more would not be seen in a texture."""


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

    area = request.area
    most = LARGEST_AREA / request.scale**2
    if area.shape[0] * area.shape[1] > most:
        share = (most / (area.shape[0] * area.shape[1])) ** 0.5
        height, width = (int(side * share) for side in area.shape[:2])
        top, left = (area.shape[0] - height) // 2, (area.shape[1] - width) // 2
        area = area[top : top + height, left : left + width]
    top_value = np.iinfo(area.dtype).max
    colours = area[:, :, :3].astype(np.float32) * np.float32(255 / top_value)
    opaque = area[:, :, 3] > top_value // 2 if area.shape[2] == 4 else np.ones(area.shape[:2], bool)
    if request.scale == 1:
        return colours, opaque
    size = round(area.shape[1] * request.scale), round(area.shape[0] * request.scale)
    way = cv2.INTER_AREA if request.scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(colours, size, interpolation=way).clip(0, 255)
    return scaled, cv2.resize(opaque.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
