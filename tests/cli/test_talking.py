"""What the commands say, of themselves and of what goes wrong."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vqstudio.cli import main
from vqstudio.commands.signals import cancel_on_interrupt
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import Progress, Request
from vqstudio.engine.studio import StudioEngine

from .conftest import pixels, run_scripted


def test_styles_and_packs_are_listed(engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles"], lambda: engine) == 0
    assert main(["packs"], lambda: engine) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()] == ["ochre", "indigo", "paint-f4", "photo-f8"]


def test_doctor_says_why_other_devices_are_not_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VQSTUDIO_DEVICE", "cpu")
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "Device: CPU - The processor was chosen.\n  not CUDA: It was not chosen.\n  not WebGPU: It was not" in told


def test_doctor_names_device_packs_and_versions(engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"], lambda: engine) == 0
    out = capsys.readouterr().out
    for part in ("VQ Studio", "Python", "Device: C", "photo-f8", "paint-f4", "ystem libraries"):
        assert part in out


def test_bad_input_is_one_sentence_on_stderr_and_exit_code_2(
    engine, photo: Path, mask: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "small.png").write_bytes(b"")
    Image.new("L", (10, 10), 255).save(tmp_path / "other-size.png")
    nothing = tmp_path / "nothing.png"
    Image.new("L", (90, 70)).save(nothing)
    out = str(tmp_path / "o.png")
    for arguments, message in (
        (["repair", str(tmp_path / "small.png"), "--mask", str(mask), "-o", out], "is empty"),
        (["repair", str(photo), "--mask", str(tmp_path / "other-size.png"), "-o", out], "must have the same size"),
        (["repair", str(photo), "--mask", str(mask), "-o", str(tmp_path / "no" / "o.png")], "does not exist"),
        (["style", str(photo), "--style", "nope", "-o", out], "installed styles are: ochre, indigo"),
        (["style", str(photo), "--style", "ochre", "--strength", "7", "-o", out], "between 0 and 1"),
        (["reconstruct", str(photo), "--pack", "nope", "-o", out], "installed: paint-f4, photo-f8"),
        (["repair", str(photo), "--mask", str(nothing), "-o", out], "Nothing is selected"),
        (["repair", str(photo), "--mask", str(mask), "--only", str(nothing), "-o", out], "empty or too small"),
        (["repair", str(photo), "--mask", str(mask), "--only", str(mask), "-o", out], "empty or too small"),
        (["extend", str(photo), "-o", out], "Nothing is to be extended"),
        (["repair", str(tmp_path / "none.png"), "--mask", str(mask), "-o", out], "does not exist"),
    ):
        assert main(arguments, lambda: engine) == 2, arguments
        error = capsys.readouterr().err
        assert error.startswith("vqstudio: ")
        assert message in error
        assert error.count("\n") == 1
        assert not Path(out).exists()


def test_bad_usage_is_exit_code_2(photo: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["repair", str(photo)])
    assert caught.value.code == 2


def test_the_output_is_refused_before_anything_is_computed(photo: Path, mask: Path, tmp_path: Path) -> None:
    def never() -> StudioEngine:
        raise AssertionError("the engine was started")

    assert main(["repair", str(photo), "--mask", str(mask), "-o", str(tmp_path / "o.xyz")], never) == 2


def test_an_edit_never_loads_qt_or_torch() -> None:
    code = (
        "import sys; from vqstudio.cli import main; main(['doctor']); "
        "loaded = {m.split('.')[0] for m in sys.modules} & {'PySide6', 'torch'}; sys.exit(len(loaded))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_without_a_display_the_window_says_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a display")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "vqstudio demo" in capsys.readouterr().err


def test_a_display_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a display")
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":7654")
    assert main([]) == 2
    assert "The display :7654 does not answer" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["nan", "inf", "-inf"])
def test_numbers_that_are_none_are_refused_as_usage(photo: Path, tmp_path: Path, text: str, capsys) -> None:
    out = tmp_path / "out.png"
    for words in (["style", "--style", "x", f"--strength={text}"], ["adjust", f"--exposure={text}"]):
        with pytest.raises(SystemExit) as ended:
            main([words[0], str(photo), "-o", str(out), *words[1:]])
        assert ended.value.code == 2
        assert f"must be a number, not {text}" in capsys.readouterr().err
    assert not out.exists()


ODD_NAMES = (b"a\xff.png", "b-\u00e9.png".encode(), "c-\u6c34.png".encode(), b"d\x1b[2J\n.png", "e\u202e.png".encode())


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ({"PYTHONIOENCODING": "ascii:strict"}, rb"a\udcff.png b-\xe9.png c-\u6c34.png"),
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, rb"a\udcff.png b-\udcc3\udca9.png c-\udce6\udcb0\udcb4.png"),
        ({"PYTHONIOENCODING": "iso-8859-1:strict"}, b"a\\udcff.png b-\xe9.png c-\\u6c34.png"),
        ({"PYTHONIOENCODING": "utf-8:strict"}, b"a\\udcff.png b-\xc3\xa9.png c-\xe6\xb0\xb4.png"),
    ],
)
def test_whatever_photos_are_called_a_batch_goes_through(tmp_path: Path, locale: dict[str, str], told: bytes) -> None:
    photos, out = tmp_path / "photos", tmp_path / "out"
    photos.mkdir()
    for name in ODD_NAMES:
        Image.new("RGB", (24, 24)).save(photos / "new.png")
        (photos / "new.png").rename(photos / os.fsdecode(name))
    for words in (b"5 photos done", b"5 done before"):
        done = subprocess.run(
            [sys.executable, "-m", "vqstudio", "batch", photos, "-o", out, "--style", "pencil"],
            capture_output=True, env={**os.environ, "PYTHONUTF8": "0", **locale},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert words in done.stdout
        if words == b"5 photos done":
            assert all(name + b": " in done.stdout for name in told.split())
            assert rb"d\x1b[2J\n.png: " in done.stdout
            assert b"\x1b" not in done.stdout
            assert "\u202e".encode() not in done.stdout
    assert sorted(os.fsencode(path.name) for path in out.iterdir()) == sorted(ODD_NAMES)


@pytest.mark.parametrize(
    "arguments",
    [
        ["adjust", "no\x1b[2Jphoto.png", "-o", "out.png"],
        ["adjust", "PHOTO", "-o", "no\x1b[2Jfolder/out.png"],
        ["adjust", "PHOTO", "-o", "o\x1b[2Jut.png"],
        ["adjust", "PHOTO", "one\x1b[2Jmore.png", "-o", "out.png"],
        ["style", "PHOTO", "--style", "a\x1b[2J", "-o", "out.png"],
        ["batch", "no\x1b[2Jfolder", "-o", "out", "--style", "ochre"],
        ["styles", "--add", "no\x1b[2J.vqstyle"],
        ["reconstruct", "PHOTO", "--pack", "a\x1b[2J", "-o", "out.png"],
        ["demo", "-o", "PHOTO/\x1b[2J"],
        ["dem\x1b[2Jo"],
    ],
)
def test_no_command_prints_escape_codes(
    engine, photo: Path, arguments: list[str], capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(photo.parent)
    with contextlib.suppress(SystemExit):
        main([word.replace("PHOTO", photo.name) for word in arguments], lambda: engine)
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    assert told.out + told.err


def test_ctrl_c_stops_the_engine_writes_nothing_and_gives_130(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_request: Request, _progress: Progress, cancel: CancelToken) -> None:
        assert not cancel.cancelled
        told = threading.Event()
        cancel.on_cancel(told.set)
        signal.raise_signal(signal.SIGINT)
        assert told.wait(30)
        cancel.check()

    before = signal.getsignal(signal.SIGINT)
    assert run_scripted(interrupted, photo, tmp_path / "out.png") == 130
    assert capsys.readouterr().err == "vqstudio: interrupted; what was not finished was not written.\n"
    assert not (tmp_path / "out.png").exists()
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_needs_nothing_that_the_interrupted_code_holds() -> None:
    lock, cancelled = threading.Lock(), threading.Event()

    def with_the_lock() -> None:
        if lock.acquire(timeout=20):
            cancelled.set()

    with cancel_on_interrupt() as token:
        token.on_cancel(with_the_lock)
        with lock:
            signal.raise_signal(signal.SIGINT)
        assert cancelled.wait(30)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_defect_is_not_dressed_up_as_bad_input(photo: Path, tmp_path: Path) -> None:
    def defect(_request: Request, _progress: Progress, _cancel: CancelToken) -> None:
        raise IndexError("ours")

    with pytest.raises(IndexError, match="ours"):
        run_scripted(defect, photo, tmp_path / "out.png")


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_for_terminals_only(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    def half(_request: Request, progress: Progress, _cancel: CancelToken) -> None:
        progress(0.5, "Halfway")
        progress(1.0, "Done")

    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    assert run_scripted(half, photo, tmp_path / "out.png") == 0
    said = capsys.readouterr()
    assert ("Halfway" in said.err) == ("50 %" in said.err) == terminal
    assert "vqstudio: The engine has something to say.\n" in said.err
    assert said.out == f"{tmp_path / 'out.png'} (1.5 s on CPU)\n"


def test_the_alpha_of_a_photo_and_its_metadata_come_through(photo: Path, tmp_path: Path) -> None:
    rgba = Image.open(photo).convert("RGBA")
    rgba.putalpha(Image.linear_gradient("L").resize(rgba.size))
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    rgba.save(photo, exif=exif)
    assert run_scripted(lambda *_: None, photo, tmp_path / "out.tif") == 0
    with Image.open(tmp_path / "out.tif") as out:
        assert out.mode == "RGBA"
        assert out.getexif()[0x010F] == "Maker"


def test_a_misspelt_command_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["repiar", "photo.jpg"])
    assert caught.value.code == 2
    assert "reconstruct" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["photo.png"], ["./repair"], ["plain"], ["photo.png", "plain", "project.vqs"]]
)
def test_photos_open_in_the_window_whatever_their_names(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    for name in ("repair", "plain"):
        shutil.copy(photo, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("vqstudio.doctor.check_window", lambda: None)
    asked = []
    monkeypatch.setattr("vqstudio.app.run", lambda photos, *_: asked.append(photos) or 0)
    assert main(arguments) == 0
    assert asked == [[Path(name) for name in arguments]]


def test_missing_system_libraries_are_one_line_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":5")
    monkeypatch.setattr(
        "vqstudio.doctor.QT_LIBRARIES", {"libnothing-of-that-name.so.7": "libegl1", "libc.so.6": "libc6"}
    )
    monkeypatch.setattr("vqstudio.doctor.X11_LIBRARIES", {"libnor-this.so.1": "libxcb-cursor0"})
    assert main([]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert error.endswith("sudo apt-get install libegl1 libxcb-cursor0\n")


@pytest.mark.skipif(os.name != "posix", reason="POSIX pipes")
def test_a_reader_that_has_enough_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "vqstudio", "packs"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, "")


def test_odd_files_cause_no_warnings_of_libraries(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f")
    arguments = ["reconstruct", str(tmp_path / "a.png"), "--pack", "nope", "-o", str(tmp_path / "o.png")]
    done = subprocess.run([sys.executable, "-m", "vqstudio", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert [line.split(" ")[0] for line in done.stderr.splitlines()] == ["vqstudio:", "vqstudio:"]


def test_extending_tells_of_a_border_and_trims_it(engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside = np.random.default_rng(0).integers(80, 220, (100, 130, 3)).astype(np.uint8)
    Image.fromarray(np.pad(inside, ((2, 2), (3, 3), (0, 0)), constant_values=5)).save(tmp_path / "scan.png")
    out = tmp_path / "out.png"
    arguments = ["extend", str(tmp_path / "scan.png"), "--left", "20", "-o", str(out)]
    assert main(arguments, lambda: engine) == 0
    told = capsys.readouterr().err
    assert "a border (left 3 px), which goes on; --trim-border" in told
    assert main([*arguments, "--trim-border"], lambda: engine) == 0
    assert "border" not in capsys.readouterr().err
    assert pixels(out).shape == (100, 150, 3)
    assert np.array_equal(pixels(out)[:, 20:], inside)
