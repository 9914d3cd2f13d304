"""Prints what the packages carry, one requirement a line: the dependencies, the readers of HEIC and raw files, and the
CPU runtime in place of the one for CUDA, which is three times as large.
"""

import tomllib
from pathlib import Path

CARRIED = ("heif", "raw")

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
needed = project["dependencies"] + [line for extra in CARRIED for line in project["optional-dependencies"][extra]]
print(*[line for line in needed if not line.startswith("onnxruntime")], "onnxruntime", sep="\n")
