"""The feature for each kind of request."""

from __future__ import annotations

from typing import Any

from ..requests import (
    AdjustRequest,
    ClearRequest,
    CreateRequest,
    EnlargeRequest,
    ExtendRequest,
    ReconstructRequest,
    RepairRequest,
    Request,
    StyleRequest,
    TextureRequest,
)
from . import adjust, clear, create, enlarge, extend, reconstruct, repair, style, texture
from .feature import Feature

FEATURES: dict[type[Request], Feature[Any]] = {
    RepairRequest: Feature(repair.check, repair.run),
    ExtendRequest: Feature(extend.check, extend.run),
    StyleRequest: Feature(style.check, style.run),
    ClearRequest: Feature(clear.check, clear.run),
    EnlargeRequest: Feature(enlarge.check, enlarge.run),
    CreateRequest: Feature(create.check, create.run),
    TextureRequest: Feature(texture.check, texture.run),
    AdjustRequest: Feature(adjust.check, adjust.run),
    ReconstructRequest: Feature(reconstruct.check, reconstruct.run),
}
