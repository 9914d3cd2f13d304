"""Commands for old photos: find damage, clear, enlarge, and all of it one after the other."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.toy_packs import add_restoring, make_photo_pack
from vqstudio.cli import main
from vqstudio.core.adjust import WholePhoto
from vqstudio.core.deep import reduced
from vqstudio.core.document import Document
from vqstudio.core.files import open_document, save_document
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import AdjustRequest, ClearRequest, EnlargeRequest, RepairRequest, Request
from vqstudio.engine.studio import StudioEngine

from .conftest import pixels

CLEAR, ENLARGE, RESTORE, FIND = ["clear", "--noise", "1"], ["enlarge"], ["restore"], ["find-damage"]


@pytest.fixture(scope="module")
def restorer(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    folder = tmp_path_factory.mktemp("old") / "packs"
    add_restoring(make_photo_pack(folder))
    return StudioEngine(folder)


@pytest.fixture
def asked(restorer: StudioEngine, monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """What the commands ask of the engine."""
    seen: list[Request] = []
    run = restorer.run

    def noted(request: Request, *more):  # type: ignore[no-untyped-def]
        seen.append(request)
        return run(request, *more)

    monkeypatch.setattr(restorer, "run", noted)
    return seen


@pytest.fixture
def scratched(restorer: StudioEngine, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    """A likelihood for the photo that the engine finds: a certain scratch, and a spot that may be damage or not."""
    likely = np.zeros((70, 90), np.uint8)
    likely[10:60, 20:23], likely[30:40, 60:70] = 250, 150
    monkeypatch.setattr(restorer, "find_damage", lambda pixels, progress, cancel: likely)
    return likely


def photo_of(path: Path) -> np.ndarray:
    return open_document(path).pixels


def test_damage_becomes_a_mask_that_a_repair_takes(
    restorer, scratched: np.ndarray, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tmp_path / "damage.png"
    assert main(["find-damage", str(photo), "-o", str(found)], lambda: restorer) == 0
    mask = pixels(found)
    assert mask.shape == (70, 90, 3)
    assert set(np.unique(mask)) == {0, 255}
    assert (mask[scratched == 250] == 255).all()
    assert not mask[35, 65].any()
    share = f"{100 * (mask[:, :, 0] > 0).mean():.1f} %"
    assert f"damage.png: {share} of the photo is damaged (" in capsys.readouterr().out
    out = tmp_path / "out.png"
    assert main(["repair", str(photo), "--mask", str(found), "-o", str(out)], lambda: restorer) == 0
    assert np.array_equal(pixels(out)[mask == 0], pixels(photo)[mask == 0])
    assert not np.array_equal(pixels(out), pixels(photo))


def test_more_sensitivity_finds_more(restorer, scratched: np.ndarray, photo: Path, tmp_path: Path) -> None:
    found = {}
    for sensitivity in ("0", "0.5", "1"):
        out = tmp_path / f"{sensitivity}.png"
        arguments = ["find-damage", str(photo), "-o", str(out), "--sensitivity", sensitivity]
        assert main(arguments, lambda: restorer) == 0
        found[sensitivity] = pixels(out)[:, :, 0] > 0
    assert not found["0"].any(), "nothing is quite certain"
    assert found["0.5"][30, 21]
    assert not found["0.5"][35, 65]
    assert found["1"][35, 65]


def test_where_no_damage_is_found_the_mask_is_black_and_that_is_told(
    restorer, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restorer, "find_damage", lambda *_: np.zeros((70, 90), np.uint8))
    out = tmp_path / "damage.png"
    assert main(["find-damage", str(photo), "-o", str(out)], lambda: restorer) == 0
    assert "damage.png: no damage was found (" in capsys.readouterr().out
    assert pixels(out).shape == (70, 90, 3)
    assert not pixels(out).any()


def test_a_mask_of_damage_says_nothing_of_the_photo(restorer, scratched, photo: Path, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    Image.open(photo).save(tmp_path / "camera.png", exif=exif)
    assert main(["find-damage", str(tmp_path / "camera.png"), "-o", str(tmp_path / "m.png")], lambda: restorer) == 0
    with Image.open(tmp_path / "m.png") as image:
        assert not dict(image.getexif())


def test_strengths_that_are_left_out_are_measured(restorer, asked: list[Request], photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    assert main(["clear", str(photo), "-o", str(out), "--jpeg", "0.4"], lambda: restorer) == 0
    (request,) = asked
    assert isinstance(request, ClearRequest)
    assert (request.noise, request.compression, request.blur) == (None, 0.4, None)


def test_clearing_stays_within_the_mask(restorer, photo: Path, mask: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    strengths = ["--noise", "1", "--jpeg", "0", "--blur", "0.5"]
    assert main(["clear", str(photo), "-o", str(out), *strengths, "--mask", str(mask)], lambda: restorer) == 0
    keep = pixels(mask)[:, :, 0] == 0
    assert np.array_equal(pixels(out)[keep], pixels(photo)[keep])
    assert not np.array_equal(pixels(out), pixels(photo))


def test_enlarging_gives_more_pixels_and_clears_only_on_demand(
    restorer, asked: list[Request], photo: Path, mask: Path, tmp_path: Path
) -> None:
    for words, size in (([], (140, 180)), (["--scale", "1.5"], (105, 135)), (["--scale", "4"], (280, 360))):
        out = tmp_path / "out.png"
        assert main(["enlarge", str(photo), "-o", str(out), *words], lambda: restorer) == 0
        assert pixels(out).shape == (*size, 3)
    arguments = ["enlarge", str(photo), "-o", str(out), "--noise", "0.2", "--jpeg", "0.3", "--mask", str(mask)]
    assert main(arguments, lambda: restorer) == 0
    usual, last = asked[0], asked[-1]
    assert isinstance(usual, EnlargeRequest)
    assert (usual.noise, usual.compression, usual.blur) == (0, 0, 0)
    assert isinstance(last, EnlargeRequest)
    assert (last.noise, last.compression, last.blur) == (0.2, 0.3, 0)
    assert last.mask is not None
    assert last.mask.selected.sum() == 20 * 30


def test_restoring_takes_all_steps_one_after_the_other(
    restorer, scratched: np.ndarray, asked: list[Request], photo: Path, tmp_path: Path
) -> None:
    faded = photo_of(photo) // 2 + 70
    Image.fromarray(faded).save(photo)
    assert WholePhoto(faded).fade.strength > 0
    out = tmp_path / "out.png"
    assert main(["restore", str(photo), "-o", str(out), "--noise", "0.5", "--scale", "2"], lambda: restorer) == 0
    assert [type(request) for request in asked] == [RepairRequest, ClearRequest, AdjustRequest, EnlargeRequest]
    repair, clear = asked[0], asked[1]
    assert isinstance(repair, RepairRequest)
    assert repair.mask.selected[scratched == 250].all()
    assert not repair.mask.selected[35, 65]
    assert isinstance(clear, ClearRequest)
    assert (clear.noise, clear.compression, clear.blur) == (0.5, None, None)
    assert not np.array_equal(clear.pixels, repair.pixels), "each step works on what the last one made"
    assert pixels(out).shape == (140, 180, 3)


def test_what_is_to_stay_is_left_alone(
    restorer, scratched: np.ndarray, asked: list[Request], photo: Path, mask: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.png"
    nothing = ["restore", str(photo), "-o", str(out), "--noise", "0", "--jpeg", "0", "--blur", "0", "--fade", "0"]
    assert main([*nothing, "--damage", "0"], lambda: restorer) == 0
    assert asked == []
    assert np.array_equal(pixels(out), pixels(photo))
    assert main([*nothing, "--damage", "1"], lambda: restorer) == 0
    assert main([*nothing, "--damage", "0", "--mask", str(mask)], lambda: restorer) == 0
    likely, said = asked
    assert isinstance(likely, RepairRequest)
    assert likely.mask.selected[35, 65]
    assert isinstance(said, RepairRequest)
    assert np.array_equal(said.mask.alpha, pixels(mask)[:, :, 0]), "the mask stands for what would be found"


@pytest.mark.parametrize("words", [CLEAR, ENLARGE, [*RESTORE, "--fade", "0.5"]], ids=lambda words: words[0])
def test_16_bits_alpha_and_metadata_come_through(
    words: list[str], restorer, scratched: np.ndarray, tmp_path: Path
) -> None:
    rng = np.random.default_rng(0)
    deep = rng.integers(8000, 50_000, (70, 90, 4)).astype(np.uint16)
    deep[:, :, 3] = 40_000
    source, out = tmp_path / "deep.png", tmp_path / "out.tif"
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    Image.new("RGB", (8, 8)).save(tmp_path / "told.png", exif=exif)
    told = open_document(tmp_path / "told.png").metadata
    save_document(Document(reduced(deep), told, deep=deep), source)
    assert main([words[0], str(source), "-o", str(out), *words[1:]], lambda: restorer) == 0
    made = open_document(out)
    assert made.deep is not None
    assert len(np.unique(made.deep[:, :, :3])) > 5000
    assert (made.deep[:, :, 3] == 40_000).all()
    with Image.open(out) as image:
        assert image.getexif()[0x010F] == "Maker"


@pytest.mark.parametrize("words", [CLEAR, ENLARGE, RESTORE, FIND], ids=lambda words: words[0])
def test_results_are_written_as_asked(words: list[str], restorer, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jpg"
    arguments = [words[0], str(photo), "-o", str(out), *words[1:], "--max-side", "45", "--quality", "50"]
    assert main(arguments, lambda: restorer) == 0
    assert Image.open(out).size == (45, 35)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["clear", "--noise", "1.5"], "noise must be between 0 and 1, not 1.5"),
        (["clear", "--jpeg", "-0.1"], "jpeg must be between 0 and 1, not -0.1"),
        (["enlarge", "--blur", "2"], "blur must be between 0 and 1, not 2"),
        (["enlarge", "--scale", "1"], "enlarged up to 4 times"),
        (["enlarge", "--scale", "5"], "enlarged up to 4 times"),
        (["restore", "--damage", "2"], "damage must be between 0 and 1, not 2"),
        (["restore", "--fade", "-1"], "fade must be between 0 and 1, not -1"),
        (["restore", "--scale", "0.5"], "enlarged 1 to 4 times, not 0.5"),
        (["restore", "--scale", "4.5"], "enlarged 1 to 4 times, not 4.5"),
        (["find-damage", "--sensitivity", "1e300"], "sensitivity must be between 0 and 1"),
        *(([name, "--mask", "SMALL"], "must have the same size") for name in ("clear", "enlarge", "restore")),
    ],
)
def test_what_makes_no_sense_is_one_sentence_before_anything_is_computed(
    words: list[str], told: str, restorer, asked: list[Request], photo: Path, tmp_path: Path, capsys,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(restorer, "find_damage", lambda *_: pytest.fail("damage was looked for"))
    Image.new("L", (40, 30), 255).save(tmp_path / "small.png")
    words = [str(tmp_path / "small.png") if word == "SMALL" else word for word in words]
    out = tmp_path / "out.png"
    assert main([words[0], str(photo), "-o", str(out), *words[1:]], lambda: restorer) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not out.exists()
    assert [request for request in asked if not isinstance(request, EnlargeRequest)] == []


@pytest.mark.parametrize("words", [CLEAR, ENLARGE, RESTORE, FIND], ids=lambda words: words[0])
def test_ctrl_c_ends_each_of_them_and_writes_nothing(
    words: list[str], restorer, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    def interrupted(*given: object) -> None:
        cancel = next(value for value in given if isinstance(value, CancelToken))
        told = threading.Event()
        cancel.on_cancel(told.set)
        signal.raise_signal(signal.SIGINT)
        assert told.wait(30)
        cancel.check()

    for name in ("run", "find_damage"):
        monkeypatch.setattr(restorer, name, interrupted)
    out = tmp_path / "out.png"
    assert main([words[0], str(photo), "-o", str(out), *words[1:]], lambda: restorer) == 130
    assert "interrupted" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["photo.png"]


@pytest.mark.parametrize("words", [CLEAR, ENLARGE, RESTORE, FIND], ids=lambda words: words[0])
def test_a_pack_that_cannot_restore_says_so(words: list[str], engine, photo: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "out.png"
    assert main([words[0], str(photo), "-o", str(out), *words[1:]], lambda: engine) == 2
    assert "photo-f8" in capsys.readouterr().err
    assert not out.exists()


def test_progress_ends_however_little_there_is_to_do(
    restorer, photo: Path, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line that shows it must be cleared before the result is told."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(restorer, "find_damage", lambda pixels, progress, cancel: (
        progress(1.0, "Looking for damage"), np.zeros((70, 90), np.uint8))[1])  # fmt: skip
    strengths = ["--noise", "0", "--jpeg", "0", "--blur", "0"]
    for words in (["restore", *strengths], ["find-damage"]):
        out = tmp_path / "out.png"
        assert main([words[0], str(photo), "-o", str(out), *words[1:]], lambda: restorer) == 0
        assert capsys.readouterr().err.endswith("\r\033[K")


def test_the_same_photo_is_restored_to_the_same_pixels(restorer, photo: Path, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        arguments = ["restore", str(photo), "-o", str(tmp_path / name), "--damage", "0.7", "--noise", "0.3"]
        assert main(arguments, lambda: restorer) == 0
    assert np.array_equal(pixels(tmp_path / "a.png"), pixels(tmp_path / "b.png"))
