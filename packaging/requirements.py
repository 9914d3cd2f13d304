"""Prints what the packages carry, one requirement a line: the dependencies, the readers of HEIC, JPEG XL and raw files,
WebGPU, and the CPU runtime in place of the one for CUDA, which is three times as large.
"""

import re
import tomllib
from pathlib import Path

CARRIED = ("heif", "jxl", "raw", "webgpu")

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
needed = project["dependencies"] + [line for extra in CARRIED for line in project["optional-dependencies"][extra]]
# Where a requirement counts is left to its marker: of the runtimes only the name changes.
found = [re.sub(r"^onnxruntime(-gpu)?\b(?!-)", "onnxruntime", line) for line in needed]
print(*dict.fromkeys(found), sep="\n")
