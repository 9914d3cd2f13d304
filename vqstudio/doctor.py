"""What this installation is made of and what it lacks, as text for people and bug reports.

``packaging/`` asks this module for the system libraries before anything is installed, so importing it needs the
standard library only.
"""

from __future__ import annotations

import os
import platform
import shutil
import socket
import sys
from collections.abc import Callable
from importlib import metadata
from typing import TYPE_CHECKING

from vqstudio import __version__
from vqstudio.core.errors import StudioError
from vqstudio.core.libraries import loads

if TYPE_CHECKING:
    from vqstudio.engine.studio import StudioEngine

PACKAGES = (
    "numpy",
    "pillow",
    "PySide6-Essentials",
    "onnxruntime-gpu",
    "onnxruntime",
    "onnxruntime-ep-webgpu",
    "msgspec",
    "pydantic",
    "pi-heif",
    "pylibjxl",
)

# Shared library: the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1", "libdbus-1.so.3": "libdbus-1-3", "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}  # fmt: skip
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0", "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1", "libxcb-xfixes.so.0": "libxcb-xfixes0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}  # fmt: skip


def missing_libraries(x11: bool) -> list[str]:
    """Debian packages of the system libraries that Qt needs and that are not there; elsewhere than Linux none."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = QT_LIBRARIES | (X11_LIBRARIES if x11 else {})
    return [package for library, package in wanted.items() if not loads(library)]


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def install_line(packages: list[str]) -> str:
    return f"sudo apt-get install {' '.join(packages)}"


def answers(display: str) -> bool:
    """Whether an X server listens at ``display`` (``[host]:number[.screen]``); True for a form that is not known."""
    host, colon, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not colon or not number.isdigit() or not hasattr(socket, "AF_UNIX"):
        return True
    places: list[tuple[int, str | tuple[str, int]]] = []
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        places = [(socket.AF_UNIX, f"\0{path}"), (socket.AF_UNIX, path)]
    else:
        places = [(socket.AF_INET, (host, 6000 + int(number)))]
    for family, place in places:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(5)
            try:
                connection.connect(place)
            except OSError:
                continue
            return True
    return False


def check_window() -> None:
    """Raises StudioError if the window cannot open here: Qt itself would end the program without a useful word."""
    if not has_display():
        raise StudioError(
            "There is no display, so the window cannot open; try 'vqstudio demo -o FOLDER' or 'vqstudio --help'."
        )
    display = os.environ.get("DISPLAY", "")
    if (
        display
        and not (os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))
        and not answers(display)
    ):
        raise StudioError(
            "The display {display} does not answer, so the window cannot open; set DISPLAY to one that does, or try "
            "'vqstudio demo -o FOLDER'.",
            display=display,
        )
    missing = missing_libraries(x11=bool(os.environ.get("DISPLAY")))
    if missing:
        raise StudioError(
            "The window needs system libraries that are missing; install them with: {command}",
            command=install_line(missing),
        )


def report(engine_factory: Callable[[], StudioEngine]) -> str:
    """The whole report; a part that fails says so in its place."""
    lines = [f"VQ Studio {__version__}", f"Python {platform.python_version()} on {platform.platform()}"]
    for name in PACKAGES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    lines.append(f"Processor cores: {os.cpu_count() or 'not known'}")
    lines.append(f"Free disk space here: {shutil.disk_usage('.').free / 1e9:.1f} GB")
    try:
        engine = engine_factory()
        device = engine.device
        lines.append(f"Device: {device.name} - {device.reason}")
        lines += [f"  not {name}: {why}" for name, why in device.others]
        lines += ["Packs:", *(f"  {pack.described()}" for pack in engine.packs())]
        lines += [f"  left out: {problem}" for problem in engine.problems]
    except (StudioError, ImportError) as error:
        lines.append(f"The models cannot be used: {error}")
    missing = missing_libraries(x11=True)
    lines.append(f"Missing system libraries: {install_line(missing)}" if missing else "System libraries: complete")
    lines.append("Display: yes" if has_display() else "Display: none (the commands work without one)")
    return "\n".join(lines)
