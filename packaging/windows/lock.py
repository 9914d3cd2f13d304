"""Chooses the newest wheels for Windows that pyproject.toml and constraints.txt allow, and writes requirements.txt.

    .venv/bin/python packaging/windows/lock.py

Afterwards build the package and try it (try_under_wine.sh) before committing.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path

from fetch import WHEELS_FOR, pip
from packaging.utils import parse_wheel_filename
from pins import BESIDE, CONSTRAINTS, REQUIREMENTS, needed

HEAD = "# Made by packaging/windows/lock.py; what may be in here is told in pyproject.toml and constraints.txt.\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "asked.txt"
        asked.write_text("\n".join([*map(str, needed()), *BESIDE]), "utf-8")
        pip("download", *WHEELS_FOR, "-d", folder, "-c", str(CONSTRAINTS), "-r", str(asked))
        wheels = sorted(Path(folder).glob("*.whl"))
        REQUIREMENTS.write_text(HEAD + "".join(map(line_for, wheels)), "utf-8")
    subprocess.run(["git", "diff", "--stat", "--", str(REQUIREMENTS)], check=False)


def line_for(wheel: Path) -> str:
    name, version, *_ = parse_wheel_filename(wheel.name)
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


if __name__ == "__main__":
    main()
