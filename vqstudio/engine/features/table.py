"""The feature for each kind of request."""

from __future__ import annotations

from importlib import import_module
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
from .feature import Feature

MODULES: dict[type[Request], str] = {
    RepairRequest: "repair",
    ExtendRequest: "extend",
    StyleRequest: "style",
    ClearRequest: "clear",
    EnlargeRequest: "enlarge",
    CreateRequest: "create",
    TextureRequest: "texture",
    AdjustRequest: "adjust",
    ReconstructRequest: "reconstruct",
}
"""Imported when first asked for: a command that repairs does not wait for what paints."""


def feature_of(request: Request) -> Feature[Any]:
    """What carries out ``request``; its module is imported the first time. Raises KeyError for another class."""
    module = import_module(f"{__package__}.{MODULES[type(request)]}")
    return Feature(module.check, module.run)
