from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.toy_packs import make_paint_pack, make_photo_pack
from vqstudio import demo
from vqstudio.core.errors import FileError
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.studio import StudioEngine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    folder = tmp_path_factory.mktemp("demo") / "packs"
    make_photo_pack(folder)
    make_paint_pack(folder, ("ochre", "indigo"))
    return StudioEngine(folder)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    noise = np.random.default_rng(0).integers(0, 256, (10, 14, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((112, 80), Image.Resampling.BICUBIC).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def test_the_demo_repairs_and_paints_a_photo_and_says_where_the_results_are(
    engine: StudioEngine, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"
    demo.run(out, photo, engine, CancelToken())
    assert {path.name for path in out.iterdir()} == {
        "repaired.png", "ochre.png", "indigo.png", "sheet.png", "window.png",
    }  # fmt: skip
    original, repaired = np.asarray(Image.open(photo)), np.asarray(Image.open(out / "repaired.png"))
    changed = (original != repaired).any(axis=2)
    assert changed[40, 56]  # the middle of the photo
    assert not changed[:20].any()
    assert np.asarray(Image.open(out / "window.png").convert("RGB")).std() > 20
    said = capsys.readouterr().out
    assert str(out) in said
    assert " s on C" in said


def test_without_scikit_image_the_boat_goes_from_the_photo_that_is_always_there(
    engine: StudioEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(demo.package_files, "files", absent)
    original = np.asarray(Image.open(demo.sample_photo()))
    demo.run(tmp_path, None, engine, CancelToken())
    changed = (np.asarray(Image.open(tmp_path / "repaired.png")) != original).any(axis=2)
    red = (original[:, :, 0] > 150) & (original[:, :, 1] < 60)  # nothing else is as red as the boat
    assert red.sum() > 1000
    assert changed[red].mean() > 0.99
    assert changed.mean() < 0.03


def test_a_folder_that_cannot_be_made_is_one_sentence(engine: StudioEngine, photo: Path) -> None:
    with pytest.raises(FileError, match="cannot be created"):
        demo.run(photo / "inside", photo, engine, CancelToken())
