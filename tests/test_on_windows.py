"""What is different on Windows, as far as it shows elsewhere."""

from __future__ import annotations

import ctypes
import io
import logging
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from vqstudio import app, terminal
from vqstudio.cli import main
from vqstudio.core import beside, private, replacing
from vqstudio.core.errors import FileError
from vqstudio.core.replacing import write_whole
from vqstudio.terminal import complain, show_progress


def without_terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on there are no streams, as where Windows starts a window; the texts that boxes on the screen show."""
    shown: list[str] = []
    user32 = SimpleNamespace(MessageBoxW=lambda _owner, text, _title, _kind: shown.append(text))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    return shown


def test_without_a_terminal_a_complaint_is_a_box_and_progress_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = without_terminal(monkeypatch)
    show_progress(0.5, "Painting")
    complain("The window needs more memory.")
    assert shown == ["The window needs more memory."]


def test_a_command_ends_well_without_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = without_terminal(monkeypatch)
    assert main(["packs"], lambda: SimpleNamespace(packs=lambda: [], problems=[])) == 0
    assert main(["adjust", str(tmp_path / "none.png"), "-o", str(tmp_path / "out.png")]) == 2
    assert len(shown) == 1
    assert "does not exist" in shown[0]


@pytest.mark.parametrize("nobody_reads", [BrokenPipeError(32, "Broken pipe"), OSError(22, "Invalid argument")])
def test_a_command_whose_reader_has_enough_ends_quietly(
    nobody_reads: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pipe(io.StringIO):
        closed_by_reader = True

        def flush(self) -> None:
            if self.closed_by_reader:
                raise nobody_reads

        def fileno(self) -> int:
            self.closed_by_reader = False
            return file.fileno()

    monkeypatch.setattr(terminal, "WINDOWS", True)
    shown = io.StringIO()
    with (tmp_path / "out").open("w") as file, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", Pipe())
        patch.setattr(sys, "stderr", shown)
        code = main(["packs"], lambda: SimpleNamespace(packs=lambda: [], problems=[]))
    assert (code, shown.getvalue()) == (0, "")


def opened_elsewhere(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Windows refuses so many times to replace a file."""
    left = [times]
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "Access is denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(beside, "PAUSES", (0.0, 0.0))
    monkeypatch.setattr(replacing, "WINDOWS", True)


def test_a_file_that_a_scanner_has_open_for_a_moment_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, settings = tmp_path / "photo.png", tmp_path / "settings.json"
    for path, write in (
        (photo, lambda: write_whole(photo, lambda file: file.write(b"new"))),
        (settings, lambda: private.write_file(settings, b"new")),
    ):
        path.write_bytes(b"old")
        opened_elsewhere(monkeypatch, times=2)
        write()
        assert path.read_bytes() == b"new"


def test_a_photo_that_another_program_keeps_open_stays_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"old")
    opened_elsewhere(monkeypatch, times=99)
    with pytest.raises(FileError, match="another program has it open"):
        write_whole(photo, lambda file: file.write(b"new"))
    assert photo.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["photo.png"]


def test_a_log_that_another_window_has_open_goes_on_in_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: str, _target: str) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "rename", refuse)
    handler = app._LogFile(tmp_path / "vqstudio.log", maxBytes=40, backupCount=3, encoding="utf-8")
    try:
        for number in range(5):
            handler.handle(logging.makeLogRecord({"msg": f"what happened as number {number}"}))
    finally:
        handler.close()
    assert [path.name for path in tmp_path.iterdir()] == ["vqstudio.log"]
    assert (tmp_path / "vqstudio.log").read_text("utf-8").count("what happened") == 5
