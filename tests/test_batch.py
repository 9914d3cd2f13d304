from __future__ import annotations

import os
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from tests.toy_packs import make_paint_pack, make_photo_pack
from vqstudio import batch
from vqstudio.batch_work import Painting
from vqstudio.cli import main
from vqstudio.core.errors import RequestError
from vqstudio.core.paths import batch_folder
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style.files import StyleFile, decoder_of, jpeg, write_style


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    folder = tmp_path_factory.mktemp("batch") / "packs"
    make_photo_pack(folder)
    make_paint_pack(folder)
    return StudioEngine(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three photos, one in a folder of its own and one that is none; a mask for the first."""
    rng = np.random.default_rng(0)
    photos, masks = tmp_path / "photos", tmp_path / "masks"
    (photos / "trip").mkdir(parents=True)
    masks.mkdir()
    for name in ("a.png", "trip/b.jpg"):
        Image.fromarray(rng.integers(0, 256, (40, 56, 3)).astype(np.uint8)).save(photos / name)
    (photos / "broken.png").write_bytes(b"no picture")
    (photos / "notes.txt").write_text("no photo")
    mask = np.zeros((40, 56), np.uint8)
    mask[10:20, 10:30] = 255
    Image.fromarray(mask).save(masks / "a.png")
    return tmp_path


def run(engine: StudioEngine, folder: Path, *arguments: str) -> int:
    return main(["batch", str(folder / "photos"), "-o", str(folder / "out"), *arguments], lambda: engine)


def test_every_photo_is_painted_and_the_broken_one_is_told(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(engine, folder, "--style", "ochre") == 1
    lines = capsys.readouterr().out.splitlines()
    assert "2 photos done, 1 failed" in lines[-1]
    assert any("broken.png" in line and str(folder / "out") not in line for line in lines)
    assert sorted(p.relative_to(folder / "out").as_posix() for p in (folder / "out").rglob("*.*")) == [
        "a.png",
        "trip/b.jpg",
    ]
    assert Image.open(folder / "out" / "trip" / "b.jpg").size == (56, 40)


def test_every_result_is_written_as_asked(engine: StudioEngine, folder: Path) -> None:
    (folder / "photos" / "broken.png").unlink()
    assert run(engine, folder, "--style", "ochre", "--format", "jpg") == 0
    sizes = [(folder / "out" / "a.jpg").stat().st_size]
    assert run(engine, folder, "--style", "ochre", "--format", "jpg", "--quality", "20", "--again") == 0
    sizes.append((folder / "out" / "a.jpg").stat().st_size)
    assert sizes[1] < sizes[0]
    assert run(engine, folder, "--style", "ochre", "--format", "jpg", "--max-side", "28", "--again") == 0
    for name in ("a.jpg", "trip/b.jpg"):
        assert Image.open(folder / "out" / name).size == (28, 20)


def test_started_again_it_does_only_what_is_missing_or_has_changed(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "photos" / "broken.png").unlink()
    assert run(engine, folder, "--style", "ochre") == 0
    made = folder / "out" / "a.png"
    before = made.stat().st_mtime_ns
    (folder / "out" / "trip" / "b.jpg").unlink()
    assert run(engine, folder, "--style", "ochre") == 0
    assert "1 photos done, 1 done before" in capsys.readouterr().out
    assert made.stat().st_mtime_ns == before
    later = made.stat().st_mtime + 10
    os.utime(folder / "photos" / "a.png", (later, later))
    run(engine, folder, "--style", "ochre")
    assert made.stat().st_mtime_ns != before
    assert run(engine, folder, "--style", "indigo", "--again") == 0
    assert "2 photos done, 0 failed" in capsys.readouterr().out


def test_results_that_are_asked_for_otherwise_are_made_anew(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "photos" / "broken.png").unlink()
    assert run(engine, folder, "--style", "ochre") == 0
    strong = (folder / "out" / "a.png").read_bytes()
    for arguments, told in (
        (("--strength", "0.5"), "2 photos done, 2 of them anew"),
        (("--strength", "0.5"), "0 photos done, 2 done before"),
        (("--strength", "0.5", "--quality", "60"), "1 photos done, 1 of them anew"),  # a PNG has no quality
        (("--forms", "0.1"), "2 photos done, 2 of them anew"),
        (("--strength", "1"), "2 photos done, 2 of them anew"),
    ):
        capsys.readouterr()
        assert run(engine, folder, "--style", "ochre", *arguments) == 0
        assert told in capsys.readouterr().out
        assert ((folder / "out" / "a.png").read_bytes() == strong) == (arguments == ("--strength", "1"))
    assert sorted(path.name for path in (folder / "out").rglob("*.*")) == ["a.png", "b.jpg"]


def test_a_style_that_was_learned_since_paints_anew(
    engine: StudioEngine, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "photos" / "broken.png").unlink()
    paint = next(pack for pack in engine.packs() if pack.id == "paint-f4")
    for source, told in (("ochre", "2 photos done, 0"), ("ochre", "2 done before"), ("indigo", "2 of them anew")):
        entry = next(style for style in paint.manifest.styles if style.name == source)
        entry = msgspec.structs.replace(entry, name="mine", title="Mine", thumbnail=None)
        thumbnail = jpeg(np.zeros((20, 20, 3), np.uint8), 20)
        style = StyleFile(pack="paint-f4", decoder=decoder_of(paint), style=entry, thumbnail=thumbnail)
        write_style(style, tmp_path / "mine.vqstyle")
        own = StudioEngine(paint.path.parent, tmp_path / "styles")
        own.add_style(tmp_path / "mine.vqstyle")
        assert run(own, folder, "--style", "mine") == 0
        assert told in capsys.readouterr().out


def test_files_that_no_batch_made_are_left_alone(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "photos" / "broken.png").unlink()
    assert run(engine, folder, "--style", "ochre") == 0
    made, retouched, records = folder / "out" / "a.png", folder / "out" / "trip" / "b.jpg", batch_folder()
    retouched.write_bytes(retouched.read_bytes() + b"retouched")
    capsys.readouterr()
    assert run(engine, folder, "--style", "indigo") == 0
    out = capsys.readouterr().out
    assert "b.jpg: left out" in out
    assert "1 photos done, 1 of them anew, for other options or a changed photo, 1 left out, 0 failed" in out
    assert retouched.read_bytes().endswith(b"retouched")
    for record in records.iterdir():  # what cannot be read says nothing
        record.write_bytes(b'\xff{"result": [\n' + record.read_bytes().replace(b":", b""))
    before = made.read_bytes()
    assert run(engine, folder, "--style", "ochre") == 0
    assert "0 photos done, 2 left out" in capsys.readouterr().out
    assert made.read_bytes() == before
    assert run(engine, folder, "--style", "ochre", "--again") == 0
    assert made.read_bytes() != before
    assert not retouched.read_bytes().endswith(b"retouched")
    assert "2 photos done, 0 failed" in capsys.readouterr().out
    assert run(engine, folder, "--style", "ochre") == 0
    assert "0 photos done, 2 done before" in capsys.readouterr().out


def test_what_is_kept_of_a_batch_names_no_photo_and_is_the_users_alone(engine: StudioEngine, folder: Path) -> None:
    before = set(batch_folder().iterdir()) if batch_folder().exists() else set()
    run(engine, folder, "--style", "ochre")
    made = set(batch_folder().iterdir()) - before
    assert len(made) == 2  # one for each folder of results
    for record in made:
        assert not any(name in record.read_bytes() for name in (b"a.png", b"b.jpg", b"ochre"))
        if os.name == "posix":
            assert oct(record.stat().st_mode & 0o777) == "0o600"
    assert sorted(path.name for path in (folder / "out").rglob("*")) == ["a.png", "b.jpg", "trip"]


def test_a_repair_takes_the_photos_that_have_a_mask(engine: StudioEngine, folder: Path) -> None:
    assert run(engine, folder, "--masks", str(folder / "masks"), "--format", "png") == 0
    assert [p.name for p in (folder / "out").rglob("*.*")] == ["a.png"]
    before, after = (np.asarray(Image.open(folder / name / "a.png")) for name in ("photos", "out"))
    mask = np.asarray(Image.open(folder / "masks" / "a.png")) > 0
    assert np.array_equal(after[~mask], before[~mask])
    assert not np.array_equal(after[mask], before[mask])


def test_results_within_the_folder_are_no_photos_of_the_next_run(engine: StudioEngine, folder: Path) -> None:
    (folder / "photos" / "broken.png").unlink()
    arguments = ["batch", str(folder / "photos"), "-o", str(folder / "photos" / "painted"), "--style", "ochre"]
    assert main(arguments, lambda: engine) == 0
    assert main(arguments, lambda: engine) == 0
    assert not (folder / "photos" / "painted" / "painted").exists()


@pytest.mark.parametrize("output", ["photos", "."])
def test_results_among_the_photos_are_refused(
    engine: StudioEngine, folder: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["batch", str(folder / "photos"), "-o", str(folder / output), "--style", "ochre"]
    assert main(arguments, lambda: engine) == 2
    assert "choose another folder" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_result_that_is_a_link_to_a_photo_is_refused(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = folder / "photos" / "a.png"
    before = photo.read_bytes()
    (folder / "out").mkdir()
    (folder / "out" / "a.png").symlink_to(photo)
    assert run(engine, folder, "--adjust", "exposure=0.2", "--again") == 2
    assert "is a link to a photo" in capsys.readouterr().err
    assert photo.read_bytes() == before


def test_files_and_folders_are_taken_as_the_content_of_one_folder(folder: Path) -> None:
    photos, out = folder / "photos", folder / "out"
    items = batch.items_of([photos / "trip", photos / "a.png"], out, Painting("ochre"), suffix=".png")
    assert [item.output for item in items] == [out / "a.png", out / "trip" / "b.png"]
    with pytest.raises(RequestError, match="different names"):
        batch.items_of([photos / "a.png", folder / "masks" / "a.png"], out, Painting("ochre"))
    with pytest.raises(RequestError, match="choose another folder"):
        batch.items_of([photos / "a.png"], photos, Painting("ochre"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--masks FOLDER"),
        (["--masks", "nowhere"], "no folder"),
        (["--style", "ochre", "-o", __file__], "test_batch.py is no folder"),
        (["--style", "ochre", "--scheduler", "tcp://127.0.0.1:1"], "Dask"),
    ],
)
def test_what_cannot_be_done_is_told(
    engine: StudioEngine, folder: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(engine, folder, *arguments) == 2
    assert words in capsys.readouterr().err


def test_two_photos_that_would_share_a_result_are_refused(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("RGB", (8, 8)).save(folder / "photos" / "a.bmp")
    assert run(engine, folder, "--style", "ochre", "--format", "png") == 2
    assert "different names" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RuntimeError("a graph went wrong"), "a defect of VQ Studio (RuntimeError: a graph went wrong)"),
        (MemoryError(), "There is not enough memory for this; close other programs or take a smaller photo."),
    ],
)
def test_what_one_photo_meets_does_not_stop_the_others(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    error: Exception, words: str,
) -> None:  # fmt: skip
    edit = batch.edit_photo

    def failing(item: batch.Item, *rest: object) -> tuple[str, ...]:
        if item.photo.name == "a.png":
            raise error
        return edit(item, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "edit_photo", failing)
    (folder / "photos" / "broken.png").unlink()
    assert run(engine, folder, "--style", "ochre") == 1
    assert f"a.png: {words}\n" in capsys.readouterr().out
    assert (folder / "out" / "trip" / "b.jpg").exists()


def test_a_mask_is_of_the_photo_whose_whole_name_it_has(engine: StudioEngine, folder: Path) -> None:
    (folder / "masks" / "a.png").rename(folder / "masks" / "a.old.png")
    assert run(engine, folder, "--masks", str(folder / "masks")) == 2  # no photo has one


def test_masks_beside_photos_are_told_and_those_below_them_are_no_photos(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(engine, folder, "--masks", str(folder / "photos"), "--adjust", "exposure=0.2") == 2
    assert "a folder of their own" in capsys.readouterr().err
    (folder / "masks").rename(folder / "photos" / "masks")
    (folder / "photos" / "broken.png").unlink()
    assert run(engine, folder, "--masks", str(folder / "photos" / "masks"), "--adjust", "exposure=0.2") == 0
    assert not (folder / "out" / "masks").exists()


def test_photos_below_the_folder_of_masks_are_photos(engine: StudioEngine, folder: Path) -> None:
    (folder / "masks" / "a.png").rename(folder / "a.png")
    assert run(engine, folder, "--masks", str(folder), "--format", "png") == 0
    assert [path.name for path in (folder / "out").rglob("*.*")] == ["a.png"]


def test_what_results_do_not_have_is_told(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "photos" / "broken.png").unlink()
    pages = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    pages[0].save(folder / "photos" / "scan.tif", save_all=True, append_images=pages[1:])
    assert run(engine, folder, "--adjust", "exposure=0.2") == 0
    assert "scan.tif has several frames or pages; the first one was opened." in capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_odd_things_among_the_photos_do_not_stop_the_others(
    engine: StudioEngine, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "photos" / "broken.png").unlink()
    (folder / "photos" / "a folder.jpg").mkdir()
    (folder / "photos" / "loop.jpg").symlink_to("loop.jpg")
    assert run(engine, folder, "--style", "ochre") == 1
    assert "2 photos done, 1 failed" in capsys.readouterr().out
