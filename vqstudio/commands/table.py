"""All subcommands, in the order of the help."""

from __future__ import annotations

from . import (
    adjust,
    batch,
    clear,
    create,
    demo,
    doctor,
    enlarge,
    extend,
    find_damage,
    gimp,
    packs,
    reconstruct,
    repair,
    restore,
    serve,
    style,
    styles,
    texture,
    window,
)

IN_ORDER = (
    window, repair, restore, find_damage, clear, enlarge, extend, create, texture, adjust, style,
    batch, serve, styles, reconstruct, packs, gimp, doctor, demo,
)  # fmt: skip
COMMANDS = {module.COMMAND.name: module.COMMAND for module in IN_ORDER}
NAMES = {name for command in COMMANDS.values() for name in (command.name, *command.aliases)}
