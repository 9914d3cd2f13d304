"""What the package for Windows holds beside our code: what pyproject.toml asks for, and the pinned versions."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

from packaging.requirements import Requirement

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REQUIREMENTS, CONSTRAINTS, PYTHON = HERE / "requirements.txt", HERE / "constraints.txt", HERE / "python.txt"
EXTRAS = ("heif", "jxl", "raw", "webgpu")
BESIDE = ("msvc-runtime>=14.44",)
"""For a library of the C++ runtime (tree.py)."""
CPU_RUNTIME = "onnxruntime"
"""Instead of onnxruntime-gpu, which takes 500 MB more and needs CUDA installed."""
TARGET = {
    "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64",
    "python_version": "3.11", "python_full_version": "3.11.9", "implementation_name": "cpython", "extra": "",
}  # fmt: skip
"""The Python in the package, as markers see it."""


@dataclass(frozen=True)
class Pin:
    """One version of a package and the SHA-256 (hex) of each file that may be it."""

    name: str
    version: str
    hashes: tuple[str, ...]


def needed() -> list[Requirement]:
    """The dependencies of pyproject.toml and of :data:`EXTRAS` that count on Windows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in EXTRAS for line in project["optional-dependencies"][extra])]
    found = []
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(TARGET):
            if requirement.name == "onnxruntime-gpu":
                requirement.name = CPU_RUNTIME
            requirement.marker = None
            found.append(requirement)
    return found


def read_pins(path: Path) -> list[Pin]:
    """The pins of a file in pip's format. Raises ValueError for a line without a version or a hash."""
    text = re.sub(r"(?m)^#.*\n", "", path.read_text("utf-8")).replace("\\\n", " ")
    pins = []
    for line in filter(None, map(str.strip, text.splitlines())):
        asked, *options = line.split()
        name, equals, version = asked.partition("==")
        hashes = tuple(option.removeprefix("--hash=sha256:") for option in options)
        if not equals or not hashes or not all(re.fullmatch("[0-9a-f]{64}", one) for one in hashes):
            raise ValueError(f"{path.name}: no version or no hash: {line}")
        pins.append(Pin(canonicalize_name(name), version, hashes))
    return pins
