"""The whole mask."""

from __future__ import annotations

from typing import Protocol

from vqstudio.core.wording import mark

from ...kit.action import Action, Entry, Section
from ...mask.controller import MaskController
from ...model.session import EditSession
from .conditions import has_photo, something_painted


class MaskParts(Protocol):
    session: EditSession
    masks: MaskController


ACTIONS: tuple[Entry[MaskParts], ...] = (
    Action(
        "select_all", mark("Select all"), lambda parts: parts.masks.select_all(), when=has_photo,
        keys=("Ctrl+A",), tip=mark("Paint everything"), section=Section.WHOLE_MASK,
    ),
    Action(
        "clear_mask", mark("Clear mask"), lambda parts: parts.session.clear_mask(), when=something_painted,
        keys=("Ctrl+D",), tip=mark("Unpaint everything"), section=Section.WHOLE_MASK,
    ),
    Action(
        "invert_mask", mark("Invert mask"), lambda parts: parts.session.invert_mask(), when=has_photo,
        keys=("Ctrl+Shift+I",), tip=mark("Swap painted and unpainted"), section=Section.WHOLE_MASK,
    ),
    Action(
        "restore_mask", mark("Bring back last mask"), lambda parts: parts.session.restore_mask(),
        when=lambda parts: parts.session.last_mask is not None,
        keys=("Ctrl+Shift+D",), tip=mark("The mask of the last repair"), section=Section.WHOLE_MASK,
    ),
    Action(
        "grow_mask", mark("Grow mask"), lambda parts: parts.masks.grow(1), when=something_painted,
        keys=("Ctrl+]",), tip=mark("Move the edge of the mask a little outward"), section=Section.EDGE_OF_MASK,
    ),
    Action(
        "shrink_mask", mark("Shrink mask"), lambda parts: parts.masks.grow(-1), when=something_painted,
        keys=("Ctrl+[",), tip=mark("Move the edge of the mask a little inward"), section=Section.EDGE_OF_MASK,
    ),
    Action(
        "feather_mask", mark("Feather mask…"), lambda parts: parts.masks.ask_feather(), when=something_painted,
        tip=mark("Soften the edge: styles and adjustments fade out there, a repair replaces all that the mask touches"),
        section=Section.EDGE_OF_MASK,
    ),
    Action(
        "load_mask", mark("Load mask…"), lambda parts: parts.masks.ask_load(), when=has_photo,
        tip=mark("Add the white, or opaque, part of a picture of the photo's size"), section=Section.FILE_OF_MASK,
    ),
    Action(
        "save_mask", mark("Save mask…"), lambda parts: parts.masks.ask_save(), when=something_painted,
        tip=mark("Save the mask as a black and white picture"), section=Section.FILE_OF_MASK,
    ),
)  # fmt: skip
