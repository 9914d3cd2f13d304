"""What every action of the window does, and when it can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from vqstudio.core.transform import Flip, Turn
from vqstudio.core.wording import mark

from ..files.film_strip import step_photo
from ..kit.translation import tr
from ..model.tool import Tool
from .menu.actions import set_tip
from .menu.guide import GuideDialog
from .menu.photo_info import show_photo_info
from .menu.preferences_dialog import PreferencesDialog
from .menu.shortcuts import ShortcutsDialog
from .parts import Parts
from .view_options import MASK_LOOKS


def connect_actions(window: Parts) -> None:
    session, operations, files, canvas = window.session, window.operations, window.files, window.canvas
    triggers: dict[str, Callable[[], object]] = {
        "open": files.ask_open, "paste": files.paste, "save": files.save, "save_as": files.save_as,
        "export": window.exports.ask, "copy": files.copy, "batch": window.batch.show, "quit": window.close,
        "close_photo": lambda: files.close(session.shown) if session.shown else None,
        "next_photo": lambda: step_photo(session, 1), "previous_photo": lambda: step_photo(session, -1),
        "undo": window.undo, "redo": window.redo,
        "clear_mask": session.clear_mask, "invert_mask": session.invert_mask,
        "select_all": window.masks.select_all, "feather_mask": window.masks.ask_feather,
        "restore_mask": session.restore_mask, "repair": operations.repair,
        "more_fills": operations.more_fills, "previous_fill": lambda: operations.step_fill(-1),
        "next_fill": lambda: operations.step_fill(1), "apply_style": window.style_panel.apply_style,
        "cancel": operations.cancel, "swap_tool": window.brush.swap_tool,
        **{tool.value: partial(window.brush.set_tool, tool) for tool in Tool},
        "grow_mask": lambda: window.masks.grow(1), "shrink_mask": lambda: window.masks.grow(-1),
        "load_mask": window.masks.ask_load, "save_mask": window.masks.ask_save,
        "smaller": lambda: window.brush.step_size(-1), "larger": lambda: window.brush.step_size(1),
        "zoom_in": canvas.zoom_in, "zoom_out": canvas.zoom_out, "fit": canvas.fit,
        "actual": canvas.actual_size, "show_repair": lambda: window.show_panel("repair"),
        "show_style": lambda: window.show_panel("style"), "apply_frame": window.frame_panel.run,
        "turn_left": partial(window.shapes.change, Turn(-1), mark("Turn left")),
        "turn_right": partial(window.shapes.change, Turn(1), mark("Turn right")),
        "flip": partial(window.shapes.change, Flip(), mark("Flip")),
        "flip_upright": partial(window.shapes.change, Flip(upright=True), mark("Flip top to bottom")),
        "resize": window.frame_panel.ask_size,
        "show_frame": lambda: window.show_panel("frame"), "new_picture": window.create_panel.make_new,
        "adjust": window.adjust_panel.run, "show_adjust": lambda: window.show_panel("adjust"),
        "imagine": window.create_panel.run, "show_create": lambda: window.show_panel("create"),
        **{name: partial(window.view_options.show_mask_as, look) for name, look in MASK_LOOKS.items()},
        "photo_info": lambda: show_photo_info(session.shown, window),
        "guide": lambda: GuideDialog(window.actions_by_name, window.theme, window).exec(),
        "sample": files.open_sample,
        "shortcuts": lambda: ShortcutsDialog(window).exec(), "doctor": window.help.show_doctor,
        "about": window.help.show_about, "clear_recent": window.recent.clear,
        "preferences": lambda: PreferencesDialog(window.preferences, window.recent, window).exec(),
    }  # fmt: skip
    actions = window.actions_by_name
    for name, function in triggers.items():
        # Without its own frame a QAction would hand its checked state to the function's first parameter.
        actions[name].triggered.connect(lambda _=False, function=function: function())
    actions["pixel_grid"].toggled.connect(window.view_options.show_pixel_grid)
    actions["rulers"].toggled.connect(window.view_options.show_rulers)


def enable_actions(window: Parts) -> None:
    session, operations, actions = window.session, window.operations, window.actions_by_name
    has_photo = session.document is not None
    top, stack = session.stack.last(), session.stack
    can_flip = len(operations.fills) > 1 and not operations.busy
    enabled = {
        "undo": stack.can_undo() and not (operations.busy and top is not None and top.edits_pixels),
        "redo": stack.canRedo() and not operations.busy,
        "repair": operations.can_repair, "more_fills": operations.can_fill_again,
        "previous_fill": can_flip, "next_fill": can_flip,
        "apply_style": operations.can_style and window.style_panel.gallery.chosen is not None,
        "apply_frame": window.can_apply_frame,
        **dict.fromkeys(("turn_left", "turn_right", "flip", "flip_upright", "resize"), window.frame_panel.can_turn),
        "adjust": window.adjust_panel.can_run,
        "imagine": operations.can_imagine, "new_picture": not operations.busy,
        "cancel": operations.busy, "load_mask": has_photo,
        **dict.fromkeys(
            ("clear_mask", "grow_mask", "shrink_mask", "feather_mask", "save_mask"), not session.layer_empty
        ),
        "restore_mask": session.last_mask is not None, "doctor": window.help.has_doctor,
    }  # fmt: skip
    enabled |= dict.fromkeys(("next_photo", "previous_photo"), len(session.photos) > 1)
    for needs_photo in ("close_photo", "save", "save_as", "export", "copy", "photo_info", "select_all", "invert_mask",
                        "zoom_in", "zoom_out", "fit", "actual", "split", "side_by_side", "mask_visible", "swap_tool",
                        "paint_source", "token_view",
                        *(tool.value for tool in Tool)):  # fmt: skip
        enabled[needs_photo] = has_photo
    for action, on in enabled.items():
        actions[action].setEnabled(on)
    undo, redo = tr(stack.undoText()), tr(stack.redoText())
    set_tip(actions["undo"], tr("Undo: {step}", step=undo) if stack.can_undo() else tr("Nothing to undo"))
    set_tip(actions["redo"], tr("Redo: {step}", step=redo) if stack.canRedo() else tr("Nothing to redo"))
    for tool in Tool:
        actions[tool.value].setChecked(window.brush.tool is tool)
    actions["paint_source"].setChecked(session.painting_source)
