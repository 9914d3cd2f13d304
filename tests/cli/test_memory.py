"""Commands that have too little memory: they end, soon and in one sentence, and leave nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from onnxruntime.capi.onnxruntime_pybind11_state import RuntimeException
from PIL import Image

from vqstudio.cli import main
from vqstudio.core.paths import resources
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import Progress, Request

from .conftest import run_scripted

MEGABYTE = 10**6
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.argv[1:] = sys.argv[2:]
from vqstudio.__main__ import main
sys.exit(main())
"""


def opencv_without_memory() -> None:
    image = np.zeros((2, 2), np.uint8)
    # Four times as many bytes as there are addresses.
    cv2.resize(image, (2**31 - 1, 2**31 - 1), interpolation=cv2.INTER_NEAREST)


def thread_that_cannot_start() -> None:
    raise RuntimeError("can't start new thread")  # as Python's threading says it


def library_that_cannot_be_loaded() -> None:
    raise ImportError("_flapack.so: failed to map segment from shared object")  # as the system's loader says it


def model_without_memory() -> None:
    raise RuntimeException(
        "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : Exception during initialization: std::bad_alloc"
    )


def array_without_memory() -> None:
    np.ones(2**50)


@pytest.mark.parametrize(
    "fail",
    [
        array_without_memory, opencv_without_memory, thread_that_cannot_start, library_that_cannot_be_loaded,
        model_without_memory,
    ],
)  # fmt: skip
def test_too_little_memory_is_one_sentence_whatever_it_is_called(fail, photo: Path, tmp_path: Path, capsys) -> None:
    def script(request: Request, progress: Progress, cancel: CancelToken) -> None:
        fail()

    out = tmp_path / "out.png"
    assert run_scripted(script, photo, out) == 2
    error = capsys.readouterr().err
    assert "not enough memory" in error
    assert error.count("\n") == 1
    assert not out.exists()


def test_a_batch_tells_of_too_little_memory_photo_by_photo(engine, photo: Path, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr(engine, "run", lambda *_: thread_that_cannot_start())
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "out"), "--style", "ochre"], lambda: engine) == 1
    assert "photo.png: There is not enough memory" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="no limits of memory that hold")
def test_commands_under_a_limit_of_memory_work_or_end_in_one_sentence(tmp_path: Path) -> None:
    """Between the limits under which nothing can be imported and those under which all goes well, libraries crash or
    never return where memory ends just then.
    """
    photo, mask, out = (tmp_path / name for name in ("photo.jpg", "mask.png", "out.jpg"))
    with Image.open(resources() / "sample.jpg") as sample:
        sample.resize((2400, 1600)).save(photo)
    alpha = np.zeros((1600, 2400), np.uint8)
    alpha[600:760, 900:1060] = 255
    Image.fromarray(alpha).save(mask)
    for megabytes in (300, 500, 600, 700, 740, 780, 820, 900, 1000):
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(megabytes * MEGABYTE),
             "repair", str(photo), "--mask", str(mask), "-o", str(out)],
            capture_output=True, text=True, timeout=60, env={**os.environ, "VQSTUDIO_DEVICE": "cpu"},
        )  # fmt: skip
        if done.returncode == 0:
            assert out.stat().st_size
            out.unlink()
            continue
        assert done.returncode == 2, (megabytes, done.stderr)
        assert "memory" in done.stderr
        assert done.stderr.count("\n") == 1, (megabytes, done.stderr)
        assert sorted(tmp_path.iterdir()) == sorted((photo, mask))
