"""Compiles the two programs that start VQ Studio, with our icon and version."""

from __future__ import annotations

import io
import os
import shutil
import string
import subprocess
from pathlib import Path

from PIL import Image
from pins import HERE, ROOT

COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
ICON_SIDES = (256, 128, 64, 48, 40, 32, 24, 20, 16)
"""Pixels, of those that Windows shows at scales of 100 to 200 %."""
WINDOW, CONSOLE = "VQ Studio", "vqstudio"


def write_icon(path: Path) -> None:
    """The program's icon in all sizes, each drawn from the SVG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    drawn = []
    for side in ICON_SIDES:
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(str(ROOT / "resources" / "icons" / "app.svg")).render(painter)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        drawn.append(Image.open(io.BytesIO(data.data())))
    del application
    drawn[0].save(path, sizes=[image.size for image in drawn], append_images=drawn[1:])


def compile_starters(target: Path, work: Path, icon: Path, version: str) -> None:
    """Put both programs into ``target``; ``work``: a folder for what lies between."""
    shutil.copy(icon, work / "vqstudio.ico")
    shutil.copy(HERE / "starter.manifest", work)
    for name, description, options in (
        (WINDOW, "VQ Studio", ["-DWINDOW", "-mwindows"]),
        (CONSOLE, "VQ Studio, commands", ["-mconsole"]),
    ):
        script = work / f"{name}.rc"
        script.write_text(resource_script(name, description, version), "utf-8")
        subprocess.run([RESOURCES, script.name, "-O", "coff", "-o", "starter.res"], cwd=work, check=True)
        subprocess.run(
            [COMPILER, "-municode", *options, "-O2", "-s", "-Wall", "-Wextra", "-Werror",
             "-Wl,--nxcompat,--dynamicbase", str(HERE / "starter.c"), "starter.res", "-o", str(target / f"{name}.exe")],
            cwd=work, check=True,
        )  # fmt: skip


def resource_script(name: str, description: str, version: str) -> str:
    template = string.Template((HERE / "starter.rc").read_text("utf-8"))
    return template.substitute(name=name, description=description, version=version, numbers=four_numbers(version))


def four_numbers(version: str) -> str:
    """``1.2.3`` as Windows keeps it, ``1,2,3,0``; what is no number, as in ``1.2.3rc1``, does not count."""
    numbers = [part for part in version.split(".") if part.isdigit()]
    return ",".join((numbers + ["0"] * 4)[:4])
