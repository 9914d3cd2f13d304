"""All subcommands, in the order of the help."""

from __future__ import annotations

from . import adjust, batch, create, demo, doctor, extend, packs, reconstruct, repair, style, styles, window

IN_ORDER = (window, repair, extend, create, adjust, style, batch, styles, reconstruct, packs, doctor, demo)
COMMANDS = {module.COMMAND.name: module.COMMAND for module in IN_ORDER}
NAMES = {name for command in COMMANDS.values() for name in (command.name, *command.aliases)}
