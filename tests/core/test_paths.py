from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vqstudio.core import paths


def test_the_checkout_holds_the_resources() -> None:
    assert {"icons", "themes"} <= {path.name for path in paths.resources().iterdir()}


def test_a_wheel_and_a_packaged_program_bring_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "vqstudio" / "core" / "paths.py"
    monkeypatch.setattr(paths, "__file__", str(module))
    assert paths.resources() == tmp_path / "resources"
    (tmp_path / "vqstudio" / "_resources").mkdir(parents=True)
    assert paths.resources() == tmp_path / "vqstudio" / "_resources"
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "unpacked"), raising=False)
    assert paths.resources() == tmp_path / "unpacked" / "resources"
