"""What a Python script does with old photos, beyond what all edits have in common (test_api.py)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.colours import P3
from tests.engine.conftest import picture as like_a_photo
from tests.toy_packs import add_restoring, make_photo_pack
from vqstudio import Cancelled, CancelToken, Studio
from vqstudio.cli import main
from vqstudio.engine.studio import StudioEngine


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old") / "packs"
    add_restoring(make_photo_pack(folder))
    return folder


@pytest.fixture(scope="module")
def studio(packs: Path) -> Studio:
    return Studio(packs=packs)


@pytest.fixture
def picture() -> np.ndarray:
    return like_a_photo(70, 90)


def test_damage_is_found_as_the_command_finds_it_and_the_mask_fits_the_picture(
    studio: Studio, packs: Path, picture: np.ndarray, tmp_path: Path
) -> None:
    Image.fromarray(picture).save(tmp_path / "photo.png", icc_profile=P3)
    for sensitivity in ("0.5", "0.9"):
        words = [str(tmp_path / "photo.png"), "-o", str(tmp_path / "m.png"), "--sensitivity", sensitivity]
        assert main(["find-damage", *words], lambda: StudioEngine(packs)) == 0
        with Image.open(tmp_path / "photo.png") as image:
            mask = studio.find_damage(image, sensitivity=float(sensitivity))
        assert (mask.mode, mask.size) == ("L", (90, 70))
        assert np.array_equal(np.asarray(mask), np.asarray(Image.open(tmp_path / "m.png").convert("L")))
    everything = studio.find_damage(picture, sensitivity=1.0)
    assert (everything.dtype, everything.shape) == (np.uint8, (70, 90))
    assert set(np.unique(everything)) <= {0, 255}
    assert everything.any()
    deep = picture.astype(np.uint16) * 257
    assert np.array_equal(studio.find_damage(deep, sensitivity=1.0), everything)
    everything[0, 0] = 0  # the caller's own
    assert studio.clear(picture, noise=1.0, mask=everything).shape == picture.shape


def test_an_old_picture_stays_of_its_kind(studio: Studio, picture: np.ndarray) -> None:
    deep = picture.astype(np.uint16) * 257
    for made in (studio.clear(deep, noise=0.5), studio.enlarge(deep), studio.restore(deep, damage=0, noise=0.5)):
        assert made.dtype == np.uint16
    alpha = np.full((70, 90), 77, np.uint8)
    image = Image.fromarray(np.dstack([picture, alpha]))
    image.info["dpi"] = (300, 300)
    large = studio.restore(image, damage=0, scale=2)
    assert (large.mode, large.size, large.info["dpi"]) == ("RGBA", (180, 140), (300, 300))
    assert (np.asarray(large)[:, :, 3] == 77).all()
    assert np.array_equal(np.asarray(image)[:, :, :3], picture)


def test_restoring_and_finding_tell_how_far_they_are_and_can_be_cancelled(studio: Studio, picture: np.ndarray) -> None:
    for edit in (studio.restore, studio.find_damage):
        told: list[float] = []
        edit(picture, progress=lambda share, text, told=told: told.append(share))
        assert told == sorted(told)
        assert told[-1] == 1
        assert told[0] < 1
        cancel = CancelToken()
        with pytest.raises(Cancelled):
            edit(picture, progress=lambda share, text, cancel=cancel: cancel.cancel(), cancel=cancel)
