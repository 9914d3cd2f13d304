"""The repository stays small: weights live in the packs alone, photos and runs outside."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_MB = 60


def tracked_files() -> list[Path]:
    """Files in git that are there. Skips the test where this is no checkout of its own."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout: what is tracked cannot be told")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip(f"git cannot list its files: {listed.stderr.decode(errors='replace').strip()}")
    files = [ROOT / name for name in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
    return [path for path in files if path.is_file()]


def test_the_tracked_files_stay_small() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): path.stat().st_size for path in tracked_files()}
    total = sum(sizes.values()) / 1e6
    largest = sorted(sizes, key=lambda name: -sizes[name])[:10]
    told = ", ".join(f"{name} ({sizes[name] / 1e6:.1f} MB)" for name in largest)
    assert total < MOST_MB, f"the tracked files have {total:.1f} MB, at most {MOST_MB}; the largest are {told}"
