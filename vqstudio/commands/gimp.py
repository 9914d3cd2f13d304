"""The command that gives GIMP 3 the plug-in."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from vqstudio.core.errors import FileError
from vqstudio.core.paths import resources
from vqstudio.terminal import say

from .command import DONE, Command, EngineFactory

NAME = "vq-studio"
EXECUTABLE = 0o755


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, help="GIMP's folder of plug-ins, if it is none of the usual ones")


def run(options: argparse.Namespace, _engine_factory: EngineFactory) -> int:
    folders = [options.folder] if options.folder else [settings / "plug-ins" for settings in settings_folders()]
    if not folders:
        raise FileError("No settings of GIMP 3 were found; start GIMP once, or name its plug-ins with --folder.")
    for folder in folders:
        say(f"{install(folder)} is there; GIMP shows it under Filters > VQ Studio when it starts next.")
    return DONE


def install(folder: Path) -> Path:
    """The plug-in in GIMP's folder of plug-ins, with the command that started this program. Raises FileError."""
    made = folder / NAME / f"{NAME}.py"  # GIMP wants a folder of the same name
    try:
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes((resources() / "gimp" / NAME / made.name).read_bytes())
        made.chmod(EXECUTABLE)
        made.with_name("command.json").write_text(json.dumps(own_command()), "utf-8")
    except OSError as error:
        raise FileError(
            "The plug-in cannot be written to {folder} ({reason}); choose another folder.",
            folder=folder,
            reason=error.strerror,
        ) from error
    return made


def own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("vqstudio.exe" if os.name == "nt" else "vqstudio")
    return [str(script)] if script.exists() else [sys.executable, "-m", "vqstudio"]


def settings_folders() -> list[Path]:
    """Those of all versions of GIMP 3 that this user has started."""
    if own := os.environ.get("GIMP3_DIRECTORY"):
        return [Path(own)]
    if sys.platform == "win32":
        root = Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming")) / "GIMP"
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Application Support" / "GIMP"
    else:
        root = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "GIMP"
    return sorted(path for path in root.glob("3.*") if path.is_dir())


COMMAND = Command("gimp", "put the plug-in where GIMP 3 finds it", add_arguments, run)
