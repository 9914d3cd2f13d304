from __future__ import annotations

import io
import json
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
import pytest
from PIL import Image

from tests.engine.conftest import picture
from vqstudio.core.errors import FileError, RequestError
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.packs.manifest import describe_file
from vqstudio.engine.packs.model_files import ModelFile, read_model
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.requests import StyleRequest, no_progress
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style import library
from vqstudio.engine.style.files import StyleFile, decoder_of, jpeg, write_style

THUMBNAIL = jpeg(np.full((20, 20, 3), 90, np.uint8), 20)


@pytest.fixture
def own_style(packs_folder: Path) -> StyleFile:
    pack = read_pack(packs_folder / "paint-f4")
    entry = msgspec.structs.replace(
        pack.manifest.styles[0], name="mine", title="Mine", group="My styles", credit="me", thumbnail=None
    )
    return StyleFile(pack="paint-f4", decoder=decoder_of(pack), style=entry, thumbnail=THUMBNAIL)


def test_an_added_style_is_listed_first_and_paints(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile, studio: StudioEngine
) -> None:
    write_style(own_style, tmp_path / "shared.vqstyle")
    StudioEngine(packs_folder, tmp_path / "styles").add_style(tmp_path / "shared.vqstyle")
    if os.name == "posix":  # it holds the painting
        assert oct((tmp_path / "styles" / "mine.vqstyle").stat().st_mode & 0o777) == "0o600"
        assert oct((tmp_path / "styles").stat().st_mode & 0o777) == "0o700"
    engine = StudioEngine(packs_folder, tmp_path / "styles")  # also in the next session
    assert [s.name for s in engine.styles()] == ["mine", "ochre", "indigo"]
    assert engine.styles()[0].thumbnail == THUMBNAIL
    pixels = picture(40, 40)
    mine, theirs = (
        one.run(StyleRequest(pixels, name), lambda share, text: None, CancelToken()).patch.after
        for one, name in ((engine, "mine"), (studio, "ochre"))
    )
    assert np.array_equal(mine, theirs)


def test_files_that_are_no_fitting_style_are_refused_and_left_out(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile
) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    (tmp_path / "notes.vqstyle").write_text("hello")
    write_style(msgspec.structs.replace(own_style, decoder="0" * 64), tmp_path / "old.vqstyle")
    with pytest.raises(FileError, match=r"notes\.vqstyle is not a style file"):
        engine.add_style(tmp_path / "notes.vqstyle")
    with pytest.raises(RequestError, match=r"'Mine' was learned with another version.*learn it again"):
        engine.add_style(tmp_path / "old.vqstyle")
    with pytest.raises(FileError, match="There is no file"):
        engine.add_style(tmp_path / "none.vqstyle")
    assert not list(tmp_path.glob("styles/*"))
    (tmp_path / "styles").mkdir(exist_ok=True)
    (tmp_path / "old.vqstyle").rename(tmp_path / "styles" / "old.vqstyle")
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    assert [s.name for s in engine.styles()] == ["ochre", "indigo"]
    assert len(engine.problems) == 1


def test_a_style_stays_valid_where_the_decoder_was_only_written_anew(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile
) -> None:
    shutil.copytree(packs_folder / "paint-f4", tmp_path / "packs" / "paint-f4")
    manifest = tmp_path / "packs" / "paint-f4" / "manifest.json"
    told = json.loads(manifest.read_text())
    told["graphs"]["style"]["identity"] = "5" * 64
    manifest.write_text(json.dumps(told))
    engine = StudioEngine(tmp_path / "packs", tmp_path / "styles")
    write_style(msgspec.structs.replace(own_style, decoder="5" * 64), tmp_path / "older.vqstyle")
    assert engine.add_style(tmp_path / "older.vqstyle").name == "mine"
    write_style(own_style, tmp_path / "other.vqstyle")
    with pytest.raises(RequestError, match="learned with another version"):
        engine.add_style(tmp_path / "other.vqstyle")


def test_a_pack_whose_graphs_each_have_their_own_weights_paints_the_same(packs_folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "packs" / "paint-f4"
    shutil.copytree(packs_folder / "paint-f4", old)
    told = json.loads((old / "manifest.json").read_text())
    content = read_model(ModelFile(old / "style_affine.onnx", old / told["graphs"]["style_affine"].pop("weights")))
    (old / "style_affine.onnx").write_bytes(onnx.load_from_string(content).SerializeToString())  # in one piece
    told["files"]["style_affine.onnx"] = msgspec.to_builtins(describe_file(old / "style_affine.onnx"))
    (old / "manifest.json").write_text(json.dumps(told))
    one, other = (StudioEngine(folder) for folder in (packs_folder, tmp_path / "packs"))
    assert np.array_equal(painted(one, "ochre"), painted(other, "ochre"))


def test_a_painting_becomes_a_style_in_its_own_colours_until_it_is_learned(packs_folder: Path, tmp_path: Path) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    rng = np.random.default_rng(0)
    for name, colour in (("my_red sea.png", (200, 40, 40)), ("my-blue.png", (30, 60, 210))):
        noise = rng.integers(-25, 25, (90, 120, 3)) + np.array(colour)
        Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)).save(tmp_path / name)
    red, blue = engine.add_style(tmp_path / "my_red sea.png"), engine.add_style(tmp_path / "my-blue.png")
    assert (red.name, red.title, red.own, red.learned) == ("my-red-sea", "My red sea", True, False)
    reopened = StudioEngine(packs_folder, tmp_path / "styles")
    assert {s.name for s in reopened.styles() if s.own} == {"my-red-sea", "my-blue"}
    pixels = picture(64, 64)

    def painted(name: str) -> np.ndarray:
        return reopened.run(StyleRequest(pixels, name), lambda share, text: None, CancelToken()).patch.after.mean(
            (0, 1)
        )

    warm, cold = painted(red.name), painted(blue.name)
    assert warm[0] - warm[2] > cold[0] - cold[2] + 60
    lesson = reopened.lesson("my-blue")
    with Image.open(io.BytesIO(lesson.painting)) as kept:
        assert kept.size == (120, 90)
    assert (lesson.title, lesson.pack) == ("My blue", packs_folder / "paint-f4")


def painted(engine: StudioEngine, name: str) -> np.ndarray:
    request = StyleRequest(picture(40, 40), name)
    return engine.run(request, lambda share, text: None, CancelToken()).patch.after


def test_a_learned_style_goes_back_to_its_first_guess_and_forth_also_where_it_is_shared(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile
) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    Image.radial_gradient("L").save(tmp_path / "mine.png")
    guess = engine.add_style(tmp_path / "mine.png")
    looks_guessed = painted(engine, "mine")
    assert not guess.has_other
    write_style(own_style, tmp_path / "learned.vqstyle")  # as the lesson writes it
    learned = engine.add_style(tmp_path / "learned.vqstyle", "mine")
    looks_learned = painted(engine, "mine")
    assert (learned.name, learned.learned, learned.has_other) == ("mine", True, True)
    assert not np.array_equal(looks_learned, looks_guessed)
    engine.save_style("mine", tmp_path / "gift.vqstyle")
    friend = StudioEngine(packs_folder, tmp_path / "friend")
    friend.add_style(tmp_path / "gift.vqstyle")
    for each, folder in ((engine, "styles"), (friend, "friend")):
        for look, info in ((looks_guessed, guess), (looks_learned, learned)):
            before = each.edition("paint-f4", "mine")
            each.swap_style("mine")
            reopened = StudioEngine(packs_folder, tmp_path / folder)  # also in the next session
            for one in (each, reopened):
                assert np.array_equal(painted(one, "mine"), look)
                shown = one.styles()[0]
                assert (shown.learned, shown.thumbnail) == (info.learned, info.thumbnail)
                assert shown.has_other
            assert each.edition("paint-f4", "mine") != before


def test_learning_again_keeps_the_first_guess_whichever_version_is_in_use(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile
) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    Image.radial_gradient("L").save(tmp_path / "mine.png")
    engine.add_style(tmp_path / "mine.png")
    guess = painted(engine, "mine")
    write_style(own_style, tmp_path / "learned.vqstyle")
    for swaps in (0, 0, 1):
        for _ in range(swaps):
            engine.swap_style("mine")
        assert engine.add_style(tmp_path / "learned.vqstyle", "mine").learned
    engine.swap_style("mine")
    assert np.array_equal(painted(engine, "mine"), guess)
    # What was learned is not lost where the painting is dropped once more.
    assert engine.add_style(tmp_path / "mine.png").name == "mine-2"


def test_a_lesson_that_did_no_better_gives_the_guess_back_and_what_was_learned_before_is_kept(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile
) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    Image.radial_gradient("L").save(tmp_path / "mine.png")
    engine.add_style(tmp_path / "mine.png")
    guess = painted(engine, "mine")
    write_style(msgspec.structs.replace(own_style, learned=False), tmp_path / "guess.vqstyle")
    assert not engine.add_style(tmp_path / "guess.vqstyle", "mine").learned
    assert np.array_equal(painted(engine, "mine"), guess)
    write_style(own_style, tmp_path / "learned.vqstyle")
    engine.add_style(tmp_path / "learned.vqstyle", "mine")
    learned = painted(engine, "mine")
    assert not engine.add_style(tmp_path / "guess.vqstyle", "mine").learned
    engine.swap_style("mine")
    assert np.array_equal(painted(engine, "mine"), learned)


def test_a_style_that_was_learned_before_there_were_forms_takes_their_colours_from_its_painting(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile
) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    reds = np.random.default_rng(0).integers((150, 0, 0), (255, 60, 60), (80, 80, 3)).astype(np.uint8)
    plain = msgspec.structs.replace(own_style.style, palette=())
    write_style(msgspec.structs.replace(own_style, style=plain, painting=jpeg(reds, 80)), tmp_path / "old.vqstyle")
    engine.add_style(tmp_path / "old.vqstyle")
    pixels = np.full((64, 64, 3), 128, np.uint8)

    def redness(forms: float) -> float:
        request = StyleRequest(pixels, "mine", forms=forms)
        red, green, blue = engine.run(request, lambda share, text: None, CancelToken()).patch.after.mean((0, 1))
        return float(red - (green + blue) / 2)

    assert redness(1.0) > 40
    assert redness(1.0) > redness(0.0) + 10


def test_a_style_with_one_version_stays_as_it_is(packs_folder: Path, tmp_path: Path, own_style: StyleFile) -> None:
    old = json.loads(msgspec.json.encode(own_style))
    del old["other"]  # as files were before a guess was kept
    (tmp_path / "old.vqstyle").write_text(json.dumps(old))
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    assert not engine.add_style(tmp_path / "old.vqstyle").has_other
    with pytest.raises(RequestError, match="'Mine' has only one version"):
        engine.swap_style("mine")
    # Removed while it was learned: what was learned is kept all the same.
    engine.remove_style("mine")
    assert engine.add_style(tmp_path / "old.vqstyle", "mine").name == "mine"


def test_a_painting_again_replaces_its_guess_but_no_style_of_the_pack(packs_folder: Path, tmp_path: Path) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    Image.radial_gradient("L").save(tmp_path / "ochre.png")
    assert engine.add_style(tmp_path / "ochre.png").name == "ochre-2"
    assert engine.add_style(tmp_path / "ochre.png").name == "ochre-2"
    assert [s.name for s in engine.styles()] == ["ochre-2", "ochre", "indigo"]


def test_own_styles_are_saved_and_removed_and_those_of_the_pack_are_not(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile
) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    write_style(own_style, tmp_path / "shared.vqstyle")
    engine.add_style(tmp_path / "shared.vqstyle")
    with pytest.raises(RequestError, match="came without its painting"):
        engine.lesson("mine")
    engine.save_style("mine", tmp_path / "gift.vqstyle")
    engine.remove_style("mine")
    assert [s.name for s in engine.styles()] == ["ochre", "indigo"]
    assert not list((tmp_path / "styles").iterdir())
    assert engine.add_style(tmp_path / "gift.vqstyle").name == "mine"
    with pytest.raises(RequestError, match="'ochre' is none of your own"):
        engine.remove_style("ochre")


def test_a_removed_style_stays_removed_while_a_cancelled_job_reads_the_styles(
    packs_folder: Path, tmp_path: Path, own_style: StyleFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "styles").mkdir()
    write_style(own_style, tmp_path / "styles" / "mine.vqstyle")
    engine, token = StudioEngine(packs_folder, tmp_path / "styles"), CancelToken()
    found, has_read, go_on = library.find_styles, threading.Event(), threading.Event()

    def held_up(*arguments: Any) -> Any:
        styles = found(*arguments)
        if not has_read.is_set():
            has_read.set()
            token.cancel()
            assert go_on.wait(30)
        return styles

    monkeypatch.setattr(library, "find_styles", held_up)
    with pytest.raises(Cancelled):
        engine.run(StyleRequest(picture(40, 40), "mine"), no_progress, token)
    assert has_read.is_set()
    removing = threading.Thread(target=engine.remove_style, args=("mine",))
    removing.start()
    removing.join(0.5)  # it may have to wait for the job
    go_on.set()
    removing.join()
    engine.prepare_style()  # once the job has ended
    assert [s.name for s in engine.styles()] == ["ochre", "indigo"]


def test_a_file_that_is_neither_style_nor_picture_is_refused(packs_folder: Path, tmp_path: Path) -> None:
    engine = StudioEngine(packs_folder, tmp_path / "styles")
    (tmp_path / "notes.png").write_text("hello")
    with pytest.raises(FileError, match=r"notes\.png"):
        engine.add_style(tmp_path / "notes.png")
    assert not list(tmp_path.glob("styles/*"))
