"""Lays out the folder of the program for Windows: Python, the wheels, our own package; without what is never used.

python311.dll, *.pyd, vcruntime140.dll, msvcp140.dll, ...    Python and the C++ library for all of them
python311.zip                                                its standard library
Lib/site-packages                                            ours and the others' packages
Licences                                                     of everything
"""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from compileall import compile_dir
from pathlib import Path, PurePosixPath
from py_compile import PycInvalidationMode

from pins import ROOT

sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
from translations import FORMS  # noqa: E402

SITE = PurePosixPath("Lib/site-packages")
QT_MODULES = ("Core", "Gui", "Svg", "Widgets")
QT_KEPT = (
    "*.py", "support/*.py", "pyside6.abi3.dll",
    *(f"Qt{module}.pyd" for module in QT_MODULES), *(f"Qt6{module}.dll" for module in QT_MODULES),
    "plugins/platforms/qwindows.dll", "plugins/platforms/qoffscreen.dll", "plugins/iconengines/qsvgicon.dll",
    "plugins/imageformats/qsvg.dll", "plugins/imageformats/qjpeg.dll", "plugins/imageformats/qico.dll",
    "plugins/imageformats/qgif.dll", "plugins/imageformats/qwebp.dll",
    *(f"translations/qtbase_{language}.qm" for language in FORMS),
)  # fmt: skip
"""Of PySide6, all that the program loads."""
BINDING_KEPT = ("*.py", "Shiboken.pyd", "shiboken6.abi3.dll")
CPP_LIBRARY = ("msvcp140*.dll", "vcruntime140*.dll")
"""Microsoft's, which Qt brings in its newest form. Beside the program it serves all: on a computer where no other
program has installed it, ONNX Runtime would not start, and of two versions the one that is loaded first counts.
"""
CPP_EXTRA = "msvc_runtime", "data/data/msvcp140_atomic_wait.dll"
"""The wheel of the one library of Microsoft's that WebGPU needs and Qt has not, and where it lies there."""
UNUSED_SCIPY = ("cluster", "datasets", "differentiate", "fftpack", "integrate", "interpolate", "io", "misc",
                "odr", "optimize", "signal", "stats")  # fmt: skip
"""Not imported by minimum cuts, distances and filters of pictures, which are all that is used of it."""
UNUSED = (
    *(f"scipy/{name}/*" for name in UNUSED_SCIPY),
    "cv2/opencv_videoio_ffmpeg*.dll", "cv2/data/*.xml",
    "onnxruntime/capi/onnxruntime.dll",  # for programs in C; Python's module holds all of it once more
    "onnxruntime/tools/*", "onnxruntime/transformers/*", "onnxruntime/quantization/*", "onnxruntime/datasets/*",
    "onnxruntime/backend/*",
    "numpy/distutils/*", "numpy/_core/include/*", "numpy/core/include/*",
    "vqstudio_training/*", "vqstudio_training*",
    "*/tests/*", "*.pyi", "*.pyx", "*.pxd", "*.h", "*.lib", "*.a", "*/__pycache__/*",
)  # fmt: skip
UNUSED_PYTHON = (
    "sqlite3.dll", "_sqlite3.pyd", "_msi.pyd", "winsound.pyd", "python.cat", "pythonw.exe",
    "libcrypto-3.dll", "libssl-3.dll", "_ssl.pyd", "_hashlib.pyd",  # nothing leaves the machine; hashlib has its own
)  # fmt: skip
SOURCES_READ = ("vqstudio", "cv2")
"""Packages that keep their sources beside what is compiled of them: ours, for reports of errors, and one that reads its
own.
"""
NEEDED_BY_TOOLS = ("protobuf", "flatbuffers", "packaging")
"""What ONNX Runtime asks for and only its tools import."""
LONGEST_PATH = 150
"""Characters below the program's folder; with the folder itself Windows allows 259."""


def is_used(name: str) -> bool:
    """Whether the file ``name`` of a wheel, with slashes, goes into the package."""
    if name.startswith(("PySide6/", "shiboken6/")):
        package, _, inside = name.partition("/")
        kept = QT_KEPT if package == "PySide6" else BINDING_KEPT
        return any(fnmatch.fnmatch(inside, pattern) and inside.count("/") == pattern.count("/") for pattern in kept)
    return not any(fnmatch.fnmatch(name, pattern) for pattern in UNUSED)


def inside_site(name: str) -> str | None:
    """Where the file ``name`` of a wheel is installed below ``site-packages``; None for what goes elsewhere."""
    head, _, rest = name.partition("/")
    if not head.endswith(".data"):
        return name
    kind, _, place = rest.partition("/")
    return place if kind in ("platlib", "purelib") else None


def lay_out(target: Path, python: Path, wheels: Iterable[Path]) -> None:
    """Fill ``target``, which must not exist, from the folder of the embeddable ``python`` and the ``wheels``."""
    shutil.copytree(python, target, ignore=shutil.ignore_patterns(*UNUSED_PYTHON))
    (target / "Licences").mkdir()
    (target / "LICENSE.txt").rename(target / "Licences" / "Python.txt")
    (target / "python311._pth").write_text(f"python311.zip\n.\n{SITE.as_posix().replace('/', chr(92))}\n", "utf-8")
    for wheel in wheels:
        if wheel.name.partition("-")[0] not in NEEDED_BY_TOOLS:
            unpack(wheel, target)
    shutil.copy(ROOT / "LICENSE", target / "Licences" / "VQ Studio.txt")
    for licence in (ROOT / "packaging" / "licences").iterdir():
        shutil.copy(licence, target / "Licences" / f"{licence.stem}, what it is built of.txt")
    if long := [path for path in target.rglob("*") if len(str(path.relative_to(target))) > LONGEST_PATH]:
        sys.exit(f"too long for Windows: {long[0]}")


def unpack(wheel: Path, target: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if wheel.name.startswith(CPP_EXTRA[0]):
                if name.endswith(f".{CPP_EXTRA[1]}"):
                    (target / PurePosixPath(name).name).write_bytes(archive.read(name))
                continue
            place = inside_site(name)
            if place is None or name.endswith("/"):
                continue
            if wheel.name.startswith("pyside6") and any(fnmatch.fnmatch(place, f"PySide6/{p}") for p in CPP_LIBRARY):
                (target / PurePosixPath(place).name).write_bytes(archive.read(name))
            elif is_used(place):
                path = target / SITE / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(name))
            if is_licence(place):
                (target / "Licences" / licence_name(place)).write_bytes(archive.read(name))


def is_licence(name: str) -> bool:
    """Whether a file of a wheel is a licence, or says what the wheel is linked with and under which licences."""
    path = PurePosixPath(name)
    inside = ".dist-info/" in name or len(path.parts) == 2
    return (
        inside
        and not name.startswith("vqstudio")
        and re.match(r"licen[sc]e|copying|notice|third", path.name.lower()) is not None
    )


def licence_name(name: str) -> str:
    """Of the copy among all licences: with the name of what it is for, in one folder, and opened by a double click."""
    name = re.sub(r"\.dist-info|licenses/", "", name).replace("/", " ")
    return name if name.endswith(".txt") else f"{name}.txt"


def own_wheel(folder: Path) -> Path:
    """Our own package, built from the checkout into ``folder``."""
    try:
        from hatchling.builders.wheel import WheelBuilder
    except ImportError:  # an environment to run the program in; pip gets the builder
        command = [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
        subprocess.run(command, check=True)
        return next(folder.glob("*.whl"))
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


def compile_ahead(target: Path) -> bool:
    """Compile all modules, as Python would do at their first import; whether this Python could."""
    from importlib.util import MAGIC_NUMBER

    with zipfile.ZipFile(target / "python311.zip") as library:
        if library.read("abc.pyc")[:4] != MAGIC_NUMBER:
            return False
    for package in (target / SITE).iterdir():
        if package.is_dir():
            keep = package.name in SOURCES_READ
            # Times change when files are copied, so they are not looked at.
            mode = PycInvalidationMode.UNCHECKED_HASH
            compile_dir(package, quiet=2, stripdir=target, invalidation_mode=mode, legacy=not keep, maxlevels=20)
            for source in () if keep else package.rglob("*.py"):
                if source.with_suffix(".pyc").exists():
                    source.unlink()
    return True
