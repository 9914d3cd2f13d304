"""The plug-in for GIMP, as far as it can be tried without GIMP (docs/integrations.md says how it was tried in it)."""

from __future__ import annotations

import ast
import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from vqstudio.cli import main
from vqstudio.commands import gimp
from vqstudio.commands.table import COMMANDS
from vqstudio.core.paths import resources

PLUG_IN = resources() / "gimp/vq-studio/vq-studio.py"


def test_the_plug_in_lies_where_gimp_looks_with_the_command_that_starts_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for version in ("3.0", "3.2", "2.10"):
        (tmp_path / version).mkdir()
    monkeypatch.setattr(gimp, "settings_folders", lambda: sorted(tmp_path.glob("3.*")))
    assert main(["gimp"]) == 0
    for version in ("3.0", "3.2"):
        made = tmp_path / version / "plug-ins/vq-studio/vq-studio.py"
        assert made.read_bytes() == PLUG_IN.read_bytes()
        assert os.name != "posix" or stat.S_IMODE(made.stat().st_mode) & stat.S_IXUSR
        assert str(made) in capsys.readouterr().out or version == "3.2"
        command = json.loads(made.with_name("command.json").read_text("utf-8"))
        told = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60, check=True).stdout
        assert told.startswith("VQ Studio")
    assert not (tmp_path / "2.10/plug-ins").exists()


def test_settings_of_gimp_are_those_of_this_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("GIMP3_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert gimp.settings_folders() == []
    (tmp_path / "GIMP/3.0").mkdir(parents=True)
    assert gimp.settings_folders() == [tmp_path / "GIMP/3.0"]


def test_without_gimp_it_is_said_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gimp, "settings_folders", list)
    assert main(["gimp"]) == 2
    assert "start GIMP once" in capsys.readouterr().err
    (tmp_path / "file").write_bytes(b"")
    assert main(["gimp", "--folder", str(tmp_path / "file")]) == 2
    assert "choose another folder" in capsys.readouterr().err


def test_the_plug_in_asks_for_nothing_that_the_command_line_does_not_know() -> None:
    import argparse

    tree = ast.parse(PLUG_IN.read_text("utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    known: set[str] = {"--"}
    for name in ("repair", "clear", "enlarge", "style", "styles"):
        assert name in words
        parser = argparse.ArgumentParser()
        COMMANDS[name].add_arguments(parser)
        known |= {*parser._option_string_actions}
    assert {word for word in words if word.startswith("--")} <= known
