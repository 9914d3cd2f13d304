from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.toy_packs import make_paint_pack, make_photo_pack
from vqstudio.cli import main
from vqstudio.engine.studio import StudioEngine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    folder = tmp_path_factory.mktemp("cli") / "packs"
    make_photo_pack(folder)
    make_paint_pack(folder)
    return StudioEngine(folder)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    ramp = np.linspace(0, 255, 70 * 90).reshape(70, 90).astype(np.uint8)
    Image.fromarray(np.dstack([ramp, ramp.T.reshape(70, 90), 255 - ramp])).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    alpha = np.zeros((70, 90), np.uint8)
    alpha[20:40, 30:60] = 255
    Image.fromarray(alpha).save(tmp_path / "mask.png")
    return tmp_path / "mask.png"


def pixels(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"))


def test_repair_writes_the_photo_with_only_the_mask_changed(engine, photo: Path, mask: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    assert main(["repair", str(photo), "--mask", str(mask), "-o", str(out), "--seed", "3"], lambda: engine) == 0
    keep = pixels(mask)[:, :, 0] == 0
    assert np.array_equal(pixels(out)[keep], pixels(photo)[keep])
    assert not np.array_equal(pixels(out), pixels(photo))


def test_style_and_reconstruct_write_pictures_of_the_same_size(engine, photo: Path, tmp_path: Path) -> None:
    for arguments in (["style", "--style", "ochre", "--strength", "0.7"], ["reconstruct", "--pack", "paint-f4"]):
        out = tmp_path / f"{arguments[0]}.jpg"
        assert main([arguments[0], str(photo), "-o", str(out), *arguments[1:]], lambda: engine) == 0
        assert pixels(out).shape == (70, 90, 3)


def test_styles_and_packs_are_listed(engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles"], lambda: engine) == 0
    assert main(["packs"], lambda: engine) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()] == ["ochre", "indigo", "paint-f4", "photo-f8"]


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
    out = str(tmp_path / "o.png")
    for arguments, message in (
        (["repair", str(tmp_path / "small.png"), "--mask", str(mask), "-o", out], "is empty"),
        (["repair", str(photo), "--mask", str(tmp_path / "other-size.png"), "-o", out], "must have the same size"),
        (["repair", str(photo), "--mask", str(mask), "-o", str(tmp_path / "no" / "o.png")], "does not exist"),
        (["style", str(photo), "--style", "nope", "-o", out], "installed styles are: ochre, indigo"),
        (["style", str(photo), "--style", "ochre", "--strength", "7", "-o", out], "between 0 and 1"),
        (["reconstruct", str(photo), "--pack", "nope", "-o", out], "not installed"),
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
