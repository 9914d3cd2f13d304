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

    before = signal.getsignal(number)
    monkeypatch.setattr("vqstudio.core.files.encode", end)
    with pytest.raises(SystemExit) as ended:
        main(["adjust", str(photo), "--exposure", "1", "-o", str(out)])
    assert ended.value.code == 128 + number
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["photo.png"] + ["out.png"] * there)
    assert not there or out.read_bytes() == b"what was there"
    assert signal.getsignal(number) is before
