"""What is shown, and how."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from vqstudio.core.wording import mark

from ...canvas.canvas import Canvas
from ...canvas.token_view import TokenView
from ...control.services import Services
from ...files.film_strip import step_photo
from ...kit.action import Action, Bar, Entry, Section, Submenu
from ...kit.settings import MaskLook
from ...kit.translation import tr
from ...model.session import EditSession
from ..history import HistoryPanel
from ..side_panel import SidePanel
from ..view_options import ViewOptions
from .conditions import has_photo, several_photos


class ViewParts(Protocol):
    services: Services
    session: EditSession
    canvas: Canvas
    tokens: TokenView
    view_options: ViewOptions
    side: SidePanel
    history: HistoryPanel

    def show_side(self, on: bool) -> None: ...


def _show_tokens(parts: ViewParts, on: bool) -> None:
    parts.tokens.set_active(on)
    text = tr("Rest the pointer on the photo to see its codes; T hides them.")
    parts.services.messages.message.emit(text if on else "")


def _show_mask_as(look: MaskLook, parts: ViewParts) -> None:
    parts.view_options.show_mask_as(look)


def _mask_is_shown_as(look: MaskLook, parts: ViewParts) -> bool:
    return parts.canvas.mask_view.look is look


def _mask_as(name: str, look: MaskLook, text: str, tip: str) -> Action[ViewParts]:
    return Action(
        name, text, partial(_show_mask_as, look), checked=partial(_mask_is_shown_as, look), tip=tip,
        section=Section.LOOK_OF_MASK, group="mask_look",
    )  # fmt: skip


ACTIONS: tuple[Entry[ViewParts], ...] = (
    Action(
        "zoom_in", mark("Zoom in"), lambda parts: parts.canvas.zoom_in(), when=has_photo,
        keys=("Ctrl++", "Ctrl+="), tip=mark("Show less of the photo, larger"), section=Section.ZOOMING,
    ),
    Action(
        "zoom_out", mark("Zoom out"), lambda parts: parts.canvas.zoom_out(), when=has_photo,
        keys=("Ctrl+-",), tip=mark("Show more of the photo, smaller"), section=Section.ZOOMING,
    ),
    Action(
        "fit", mark("Fit in window"), lambda parts: parts.canvas.fit(), when=has_photo,
        keys=("Ctrl+0",), tip=mark("Show the whole photo"), icon="fit", section=Section.ZOOMING, bar=Bar.ZOOMING,
    ),
    Action(
        "actual", mark("100 %"), lambda parts: parts.canvas.actual_size(), when=has_photo,
        keys=("Ctrl+1",), tip=mark("One pixel of the photo on one of the screen"), icon="actual",
        section=Section.ZOOMING, bar=Bar.ZOOMING,
    ),
    Action(
        "next_photo", mark("Next photo"), lambda parts: step_photo(parts.session, 1), when=several_photos,
        keys=("Ctrl+Tab",), tip=mark("Show the next of the open photos"), section=Section.OTHER_PHOTOS,
    ),
    Action(
        "previous_photo", mark("Previous photo"), lambda parts: step_photo(parts.session, -1), when=several_photos,
        keys=("Ctrl+Shift+Tab",), tip=mark("Show the previous of the open photos"), section=Section.OTHER_PHOTOS,
    ),
    Action(
        "split", mark("Compare by divider"), switch=lambda parts, on: parts.view_options.show_split(on), when=has_photo,
        keys=("C",), tip=mark("Before left of it, after right of it"), icon="compare",
        section=Section.COMPARING, bar=Bar.COMPARING,
    ),
    Action(
        "side_by_side", mark("Compare side by side"),
        switch=lambda parts, on: parts.view_options.show_side_by_side(on), when=has_photo,
        keys=("Shift+C",), tip=mark("Before and after in two views"), icon="side_by_side",
        section=Section.COMPARING, bar=Bar.COMPARING,
    ),
    Action(
        "mask_visible", mark("Show mask"), switch=lambda parts, on: parts.canvas.mask_view.set_visible(on),
        when=has_photo, checked=lambda parts: parts.canvas.mask_view.visible,
        keys=("M",), tip=mark("Show or hide what is painted"), icon="mask", section=Section.COMPARING, bar=Bar.MASK,
    ),
    Submenu("mask_look", mark("Mask as"), Section.COMPARING),
    _mask_as("mask_overlay", MaskLook.OVERLAY, mark("Overlay"), mark("The mask as a tint on the photo")),
    _mask_as("mask_ants", MaskLook.ANTS, mark("Marching ants"), mark("The outline of what is at least half selected")),
    _mask_as("mask_plain", MaskLook.BLACK_AND_WHITE, mark("Black and white"), mark("The mask alone, white on black")),
    Action(
        "token_view", mark("Show tokens"), switch=_show_tokens,
        when=has_photo, checked=lambda parts: parts.tokens.active,
        keys=("T",), tip=mark("Show which code stands for each part of the photo"), section=Section.COMPARING,
    ),
    Action(
        "pixel_grid", mark("Pixel grid"), switch=lambda parts, on: parts.view_options.show_pixel_grid(on),
        checked=lambda parts: parts.view_options.pixel_grid,
        tip=mark("Lines between the pixels of the photo, from 800 % on"), section=Section.MEASURING,
    ),
    Action(
        "rulers", mark("Rulers"), switch=lambda parts, on: parts.view_options.show_rulers(on),
        checked=lambda parts: parts.view_options.rulers,
        keys=("Ctrl+Alt+R",), tip=mark("Rulers in pixels of the photo"), section=Section.MEASURING,
    ),
    Action(
        "panel", mark("Side panel"), switch=lambda parts, on: parts.show_side(on),
        checked=lambda parts: not parts.side.isHidden(),
        keys=("F9",), tip=mark("Show or hide the side panel"), icon="panel", section=Section.PANELS, bar=Bar.PANEL,
    ),
    Action(
        "history", mark("History"), switch=lambda parts, on: parts.history.setVisible(on),
        checked=lambda parts: not parts.history.isHidden(),
        keys=("F8",), tip=mark("Show or hide the steps of the history"), icon="history", section=Section.PANELS,
    ),
    Submenu("appearance", mark("Appearance"), Section.APPEARANCE),
)  # fmt: skip
