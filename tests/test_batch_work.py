"""The kinds of work that a batch does besides painting: restore, enlarge, adjust, and one mask for all photos."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from tests.toy_packs import add_restoring, make_paint_pack, make_photo_pack
from training.packs.writing import write_manifest
from vqstudio import batch
from vqstudio.batch import Item, edit_on_worker, items_of
from vqstudio.batch_records import Records
from vqstudio.batch_work import Adjusting, Enlarging, Painting, Repairing, Restoring, Work
from vqstudio.cli import main
from vqstudio.core.adjust import Adjustment
from vqstudio.core.encoding import SaveOptions
from vqstudio.core.errors import RequestError
from vqstudio.engine.edition import edition
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.requests import (
    AdjustRequest,
    ClearRequest,
    EnlargeRequest,
    RepairRequest,
    Request,
    StyleRequest,
)
from vqstudio.engine.restoration import Restoration
from vqstudio.engine.studio import StudioEngine

SIZE = (40, 56)
ALL: list[Work] = [
    Repairing(3), Painting("ochre", 0.5, keep_colours=True, forms=0.3), Restoring(Restoration(fade=0.5, factor=2.0)),
    Enlarging(2.0), Adjusting(Adjustment(exposure=0.5, grey="red")),
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    folder = tmp_path_factory.mktemp("batch") / "packs"
    add_restoring(make_photo_pack(folder))
    make_paint_pack(folder)
    return StudioEngine(folder)


@pytest.fixture
def asked(engine: StudioEngine, monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    seen: list[Request] = []
    run = engine.run

    def noted(request: Request, *more):  # type: ignore[no-untyped-def]
        seen.append(request)
        return run(request, *more)

    monkeypatch.setattr(engine, "run", noted)
    return seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two photos, and one of another size."""
    rng = np.random.default_rng(0)
    (tmp_path / "photos").mkdir()
    for name, size in (("a.png", SIZE), ("b.jpg", SIZE), ("wide.png", (40, 80))):
        Image.fromarray(rng.integers(0, 256, (*size, 3)).astype(np.uint8)).save(tmp_path / "photos" / name)
    return tmp_path


@pytest.fixture
def mask(folder: Path) -> Path:
    alpha = np.zeros(SIZE, np.uint8)
    alpha[10:20, 10:30] = 255
    Image.fromarray(alpha).save(folder / "mask.png")
    return folder / "mask.png"


def run(engine: StudioEngine, folder: Path, *arguments: str) -> int:
    return main(["batch", str(folder / "photos"), "-o", str(folder / "out"), *arguments], lambda: engine)


def made(folder: Path, name: str = "a.png") -> np.ndarray:
    return np.asarray(Image.open(folder / "out" / name).convert("RGB"))


def test_a_folder_of_old_photos_is_restored(
    engine: StudioEngine, folder: Path, asked: list[Request], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(engine, folder, "--restore") == 0
    assert "3 photos done, 0 failed" in capsys.readouterr().out
    cleared = [request for request in asked if isinstance(request, ClearRequest)]
    assert len(cleared) == 3
    assert cleared[0].noise is None
    alone = folder / "alone.png"
    assert main(["restore", str(folder / "photos" / "a.png"), "-o", str(alone)], lambda: engine) == 0
    assert np.array_equal(made(folder), np.asarray(Image.open(alone)))
    assert run(engine, folder, "--restore", "--enlarge", "2") == 0
    assert "3 photos done, 3 of them anew" in capsys.readouterr().out
    assert made(folder).shape == (80, 112, 3)


def test_a_folder_is_enlarged(
    engine: StudioEngine, folder: Path, asked: list[Request], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(engine, folder, "--enlarge", "1.5") == 0
    assert made(folder, "wide.png").shape == (60, 120, 3)
    assert {type(request) for request in asked} == {EnlargeRequest}
    assert run(engine, folder, "--enlarge", "1.5") == 0
    assert "0 photos done, 3 done before" in capsys.readouterr().out


def test_a_folder_is_adjusted(
    engine: StudioEngine, folder: Path, asked: list[Request], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(engine, folder, "--adjust", "exposure=0.5, contrast=-0.2,grey=red") == 0
    assert isinstance(asked[0], AdjustRequest)
    assert asked[0].adjustment == Adjustment(exposure=0.5, contrast=-0.2, grey="red")
    assert np.ptp(made(folder).astype(int), axis=2).max() == 0
    assert run(engine, folder, "--adjust", "contrast=-0.2,grey=red,exposure=.5") == 0
    assert "0 photos done, 3 done before" in capsys.readouterr().out
    assert run(engine, folder, "--adjust", "contrast=-0.2") == 0
    assert "3 photos done, 3 of them anew" in capsys.readouterr().out


def test_one_mask_is_for_all_photos_and_those_of_another_size_are_told_one_by_one(
    engine: StudioEngine, folder: Path, mask: Path, asked: list[Request], capsys: pytest.CaptureFixture[str]
) -> None:
    selected = np.asarray(Image.open(mask)) > 0
    before = np.asarray(Image.open(folder / "photos" / "a.png"))
    strong = ["--adjust", "exposure=1"]
    for words, kind in (([], RepairRequest), (["--style", "ochre"], StyleRequest), (strong, AdjustRequest)):
        asked.clear()
        assert run(engine, folder, "--mask", str(mask), *words, "--again") == 1
        told = capsys.readouterr().out
        assert "wide.png: The mask mask.png is 56x40 pixels, the photo 80x40; they must have the same size." in told
        assert "2 photos done, 1 failed" in told
        assert [type(request) for request in asked] == [kind, kind]
        assert np.array_equal(made(folder)[~selected], before[~selected])
        assert not np.array_equal(made(folder)[selected], before[selected])
    assert not (folder / "out" / "wide.png").exists()


def test_a_mask_says_what_is_damaged_or_where_detail_is_made(
    engine: StudioEngine, folder: Path, mask: Path, asked: list[Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "find_damage", lambda *_: pytest.fail("the mask says it"))
    (folder / "photos" / "wide.png").unlink()
    assert run(engine, folder, "--restore", "--mask", str(mask)) == 0
    assert run(engine, folder, "--enlarge", "2", "--mask", str(mask), "--again") == 0
    masked = [request for request in asked if isinstance(request, RepairRequest | EnlargeRequest)]
    assert [type(request) for request in masked] == [RepairRequest] * 2 + [EnlargeRequest] * 2
    for request in masked:
        assert request.mask is not None
        assert request.mask.selected.sum() == 10 * 20


def test_another_mask_makes_the_results_anew_and_the_mask_is_no_photo(
    engine: StudioEngine, folder: Path, mask: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "photos" / "wide.png").unlink()
    inside = mask.rename(folder / "photos" / "mask.png")
    assert run(engine, folder, "--mask", str(inside)) == 0
    assert "2 photos done" in capsys.readouterr().out
    assert run(engine, folder, "--mask", str(inside)) == 0
    assert "0 photos done, 2 done before" in capsys.readouterr().out
    Image.fromarray(np.eye(*SIZE, dtype=np.uint8) * 255).save(inside)
    assert run(engine, folder, "--mask", str(inside)) == 0
    assert "2 photos done, 2 of them anew" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--style", "ochre", "--restore"], "does one kind of work"),
        (["--restore", "--adjust", "exposure=1"], "does one kind of work"),
        (["--restore", "--masks", "MASKS", "--mask", "MASK"], "give one of them"),
        (["--restore", "--mask", "nowhere.png"], "nowhere.png is no file"),
        (["--enlarge", "1"], "enlarged up to 4 times"),
        (["--enlarge", "8"], "enlarged up to 4 times"),
        (["--restore", "--enlarge", "8"], "1 to 4 times, not 8"),
        (["--adjust", "brightness=1"], "not 'brightness=1'; the names are exposure, contrast"),
        (["--adjust", "exposure"], "such as exposure=0.5,contrast=0.2, not 'exposure'"),
        (["--adjust", ""], "such as exposure=0.5"),
        (["--adjust", "exposure=much"], "exposure must be a number, not 'much'"),
        (["--adjust", "exposure=nan"], "exposure must be a number, not 'nan'"),
        (["--adjust", "exposure=1,exposure=2"], "names exposure twice"),
        (["--adjust", "contrast=3"], "goes too far"),
        (["--adjust", "grey=pink"], "goes too far"),
    ],
)
def test_what_makes_no_sense_is_told_before_any_photo_is_opened(
    words: list[str], told: str, engine: StudioEngine, folder: Path, mask: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [{"MASK": str(mask), "MASKS": str(folder)}.get(word, word) for word in words]
    assert run(engine, folder, *given) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not (folder / "out").exists()


@pytest.mark.parametrize("work", ALL, ids=lambda work: type(work).__name__)
def test_every_kind_of_work_can_be_sent_to_another_machine(
    work: Work, folder: Path, mask: Path, engine: StudioEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item, _) = items_of([folder / "photos" / "a.png", folder / "photos" / "b.jpg"], folder / "out", work, mask=mask)
    sent = pickle.loads(pickle.dumps(item))
    assert sent == item
    monkeypatch.setattr(StudioEngine, "with_bundled_packs", classmethod(lambda _cls: engine))
    monkeypatch.setattr("vqstudio.batch._engines", {})
    assert edit_on_worker(sent).error is None
    assert (folder / "out" / "a.png").is_file()


def test_hashes_of_repairs_and_paintings_are_those_of_earlier_versions(tmp_path: Path) -> None:
    """Otherwise a new version would do again what older ones have done."""
    photo, mask = tmp_path / "a.jpg", tmp_path / "m.png"
    for path, size in ((photo, 1000), (mask, 200)):
        path.write_bytes(b"x" * size)
        os.utime(path, ns=(10**18, 10**18))
    jpeg, png, good = tmp_path / "out.jpg", tmp_path / "out.png", SaveOptions(60)
    records = Records()
    for item, asked in (
        (Item(photo, jpeg, Repairing(3), mask, good),
         "3d2a29a1b2218b172fdf9e43eea7be8a517ae208e3ac7e16e4561214fc84a552"),
        (Item(photo, png, Repairing(), mask), "5accc9f02753ef79aa92dc10966dc0978593e91130fa958c322ce9592f9d7b6c"),
        (Item(photo, jpeg, Painting("ochre", 0.5, 1.0, True, 2), None, good),
         "70edcb768973e726593ecd73e9697cb4f155396750b16784c66defde564e4940"),
        (Item(photo, png, Painting("ochre")), "a8fd9efd38a8f6dfb9af54a839e5850ba9756dc2debff388cbd0cd8b5d0bdacf"),
    ):  # fmt: skip
        assert records.order(item, "edition").asked == asked


def test_other_options_are_other_hashes(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"x")
    wishes: list[Work] = [
        *ALL, Repairing(4), Painting("ochre", 0.5), Painting("ochre", 0.5, seed=1), Restoring(Restoration()),
        Restoring(Restoration(fade=0.5)), Restoring(Restoration(factor=2.0)), Enlarging(4.0),
        Adjusting(Adjustment()), Adjusting(Adjustment(exposure=0.5)), Adjusting(Adjustment(contrast=0.5)),
    ]  # fmt: skip
    records = Records()
    hashes = [records.order(Item(photo, tmp_path / "out.png", work), "").asked for work in wishes]
    assert len(set(hashes)) == len(wishes)
    same = Item(photo, tmp_path / "out.png", Enlarging(2))
    assert records.order(same, "").asked == hashes[ALL.index(Enlarging(2.0))]


def test_weights_count_where_a_result_depends_on_them(
    engine: StudioEngine, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, told in ((["--enlarge", "2"], "3 of them anew"), (["--adjust", "exposure=1"], "3 done before")):
        monkeypatch.undo()
        assert run(engine, folder, *words, "--again") == 0
        monkeypatch.setattr(engine, "edition", lambda pack, style="": f"newer {pack}")
        capsys.readouterr()
        assert run(engine, folder, *words) == 0
        assert told in capsys.readouterr().out


def test_a_mask_for_all_that_is_no_file_is_told(folder: Path) -> None:
    with pytest.raises(RequestError, match="is no file; give the picture"):
        items_of(folder / "photos", folder / "out", Repairing(), mask=folder)


def test_a_raw_file_beside_the_cameras_picture_of_it_is_the_same_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "card"
    source.mkdir()
    for name in ("a.JPG", "a.NEF", "b.nef", "c.png"):
        (source / name).write_bytes(b"not looked at")
    monkeypatch.setattr(batch, "knows_raw", lambda: True)
    found = items_of(source, tmp_path / "out", Enlarging(2.0), suffix=".jpg")
    assert [item.photo.name for item in found] == ["a.JPG", "b.nef", "c.png"]
    monkeypatch.setattr(batch, "knows_raw", lambda: False)
    assert [item.photo.name for item in items_of(source, tmp_path / "out", Enlarging(2.0))] == ["a.JPG", "c.png"]


def test_a_style_painted_otherwise_is_another_edition(tmp_path: Path) -> None:
    pack = make_paint_pack(tmp_path / "packs")
    manifest = read_pack(pack).manifest
    editions = set()
    for change in (
        {},
        {"technique": "oil"},
        {"technique": "oil", "stroke": 2.0},
        {"technique": "oil", "palette": (50, 0, 9)},
    ):
        styles = (msgspec.structs.replace(manifest.styles[0], **change), *manifest.styles[1:])
        write_manifest(msgspec.structs.replace(manifest, styles=styles), pack)
        editions.add(edition(pack, None, manifest.styles[0].name))
    assert len(editions) == 4
    assert "" not in editions
