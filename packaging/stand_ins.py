"""Libraries that take the place of those that OpenCV is linked with and that no function that we call reaches.

Its wheel brings FFmpeg, an AV1 codec and a linear algebra of its own, half of its size, and does not load without them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path, PurePath

REPLACED = ("libavcodec", "libavformat", "libavutil", "libswscale", "libavif", "libopenblas")
USED = {
    "COLOR_RGB2RGBA", "INTER_AREA", "INTER_CUBIC", "BORDER_CONSTANT", "MORPH_ELLIPSE", "setRNGSeed",
    "resize", "cvtColor", "erode", "dilate", "getStructuringElement", "GaussianBlur",
    "countNonZero", "findNonZero", "findContours", "RETR_LIST", "CHAIN_APPROX_NONE", "connectedComponents",
    "floodFill", "FLOODFILL_MASK_ONLY", "FLOODFILL_FIXED_RANGE",
    "grabCut", "GC_BGD", "GC_FGD", "GC_PR_BGD", "GC_PR_FGD", "GC_INIT_WITH_MASK",
}  # fmt: skip
"""What the program uses of OpenCV: tried with the stand-ins. Another function of it may need what they replace."""


def possible() -> bool:
    return all(shutil.which(tool) for tool in ("cc", "nm"))


def replaces(path: PurePath) -> bool:
    return path.parent.name == "opencv_python_headless.libs" and path.name.startswith(REPLACED)


def make(user: Path, library: Path, folder: Path) -> Path:
    """A library in ``folder`` under the name of ``library``, with every function that ``user`` wants of it: each says
    that it is left out and ends the program.
    """
    offered = {name for name, _ in _symbols(library, "--defined-only")}
    wanted = sorted({(name, version) for name, version in _symbols(user, "--undefined-only") if name in offered})
    folder.mkdir(parents=True, exist_ok=True)
    source, versions, made = (folder / f"{library.name}{suffix}" for suffix in (".c", ".map", ""))
    functions = "".join(f'void {name}(void) {{ left_out("{name}"); }}\n' for name, _ in wanted)
    source.write_text(
        "#include <stdio.h>\n#include <stdlib.h>\nstatic void left_out(const char *name) {\n"
        '    fprintf(stderr, "%s is left out of this package\\n", name);\n    abort();\n}\n' + functions
    )
    by_version: dict[str, list[str]] = {}
    for name, version in wanted:
        by_version.setdefault(version, []).append(name)
    versions.write_text("".join(f"{v} {{ global: {'; '.join(names)}; }};\n" for v, names in by_version.items() if v))
    command = ["cc", "-shared", "-fPIC", "-fno-builtin", "-O1", "-s", f"-Wl,-soname,{library.name}", "-o", made, source]
    if any(by_version):
        command.append(f"-Wl,--version-script={versions}")
    subprocess.run(command, check=True)
    return made


def _symbols(path: Path, which: str) -> list[tuple[str, str]]:
    """(name, version or nothing) of the functions that a library offers or wants."""
    lines = subprocess.run(["nm", "-D", which, path], check=True, capture_output=True, text=True).stdout
    found = re.findall(r"^\S*\s+[TWiU] ([^@\s]+)(?:@@?(\S+))?$", lines, re.MULTILINE)
    return [(name, version) for name, version in found]
