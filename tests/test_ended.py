"""Programs that are told to end (SIGTERM, SIGHUP) while they write."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from vqstudio.cli import main


@pytest.mark.parametrize("sent", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("there", [False, True])
def test_a_command_that_is_ended_while_it_saves_leaves_no_half_file(
    there: bool, sent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(signal, sent):
        pytest.skip("only Unix tells when a terminal is closed")
    number = getattr(signal, sent)
    photo, out = tmp_path / "photo.png", tmp_path / "out.png"
    Image.fromarray(np.zeros((64, 64, 3), np.uint8)).save(photo)
    if there:
        out.write_bytes(b"what was there")

    def end(made: Any, form: str, options: Any, file: Any) -> None:
        file.write(b"the first half")
        assert len(list(tmp_path.glob(".*.part"))) == 1
        signal.raise_signal(number)

    outer = signal.signal(number, signal.SIG_DFL)  # tests may run in something that ignores it
    monkeypatch.setattr("vqstudio.core.files.encode", end)
    try:
        with pytest.raises(SystemExit) as ended:
            main(["adjust", str(photo), "--exposure", "1", "-o", str(out)])
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, outer)
    assert ended.value.code == 128 + number
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["photo.png"] + ["out.png"] * there)
    assert not there or out.read_bytes() == b"what was there"


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="only Unix tells when a terminal is closed")
def test_what_is_started_with_nohup_outlives_its_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo, out = tmp_path / "photo.png", tmp_path / "out.png"
    Image.fromarray(np.zeros((64, 64, 3), np.uint8)).save(photo)
    outer = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    monkeypatch.setattr("vqstudio.core.files.encode", lambda *_: signal.raise_signal(signal.SIGHUP))
    try:
        assert main(["adjust", str(photo), "--exposure", "1", "-o", str(out)]) == 0
    finally:
        signal.signal(signal.SIGHUP, outer)
    assert out.exists()
