"""All subcommands, in the order of the help."""

from __future__ import annotations

from . import adjust, batch, demo, doctor, extend, generate, packs, reconstruct, repair, style, styles, window

IN_ORDER = (window, repair, extend, generate, adjust, style, batch, styles, reconstruct, packs, doctor, demo)
COMMANDS = {module.COMMAND.name: module.COMMAND for module in IN_ORDER}
