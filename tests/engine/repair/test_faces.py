"""What a pack's face finder takes for a face is not copied into a hole."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.toy_packs import add_face_finder, add_repair_decoder, make_photo_pack
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.faces import FaceFinder
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.requests import RepairRequest
from vqstudio.engine.studio import StudioEngine

RED = (250, 10, 10)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Folders of packs: with a face finder, to which red is a face, and without."""
    folder = tmp_path_factory.mktemp("faces")
    plain = make_photo_pack(folder / "none" / "packs")
    add_repair_decoder(plain)
    shutil.copytree(plain.parent, folder / "red" / "packs")
    add_face_finder(folder / "red" / "packs" / "photo-f8")
    return {False: plain.parent, True: folder / "red" / "packs"}


def portraits() -> np.ndarray:
    """Equal panels side by side, in each a red square on stones of many colours."""
    panel = np.random.default_rng(5).integers(0, 150, (20, 6, 3), np.uint8).repeat(12, 0).repeat(12, 1)
    panel[100:132, 20:52] = RED
    return np.tile(panel, (1, 5, 1))


def is_red(pixels: np.ndarray) -> np.ndarray:
    return (pixels[..., 0] > 180) & (pixels[..., 1] < 70)


def repaired(photo: np.ndarray, hole: np.ndarray, packs: Path) -> np.ndarray:
    patch = StudioEngine(packs).run(RepairRequest(photo, Mask(hole)), lambda *_: None, CancelToken()).patch
    after = photo.copy()
    after[patch.bounds.slices] = patch.after
    return after


@pytest.mark.parametrize("times", [1, 3])
def test_a_face_is_not_copied_into_a_hole(times: int, packs: dict[bool, Path]) -> None:
    """Nor where shifts are found at a smaller size."""
    photo = portraits()
    hole = np.zeros(photo.shape[:2], np.uint8)
    hole[84:148, 156:204] = 255  # the third square and what is around it
    photo, hole = (array.repeat(times, 0).repeat(times, 1) for array in (photo, hole))
    without, with_finder = (is_red(repaired(photo, hole, packs[found])[hole > 0]).mean() for found in (False, True))
    assert without > 0.2
    assert with_finder == 0


def test_a_face_that_the_hole_cuts_into_goes_on_in_it(packs: dict[bool, Path]) -> None:
    photo = np.random.default_rng(5).integers(60, 120, (20, 30, 3), np.uint8).repeat(12, 0).repeat(12, 1)
    photo[60:200, 100:260] = RED
    hole = np.zeros(photo.shape[:2], np.uint8)
    hole[100:160, 150:210] = 255
    assert is_red(repaired(photo, hole, packs[True])[hole > 0]).mean() > 0.9


@pytest.mark.parametrize("known", [(slice(0, 1), slice(None)), (slice(47, 48), slice(47, 48))])
def test_a_photo_of_which_hardly_anything_is_left_is_filled(
    known: tuple[slice, slice], packs: dict[bool, Path]
) -> None:
    photo = portraits()[:96, :96]
    hole = np.full(photo.shape[:2], 255, np.uint8)
    hole[known] = 0
    assert np.array_equal(repaired(photo, hole, packs[True])[known], photo[known])


def test_only_what_is_surely_a_face_is_one_and_each_has_its_number(packs: dict[bool, Path]) -> None:
    photo = np.full((150, 203, 3), 90, np.uint8)
    photo[16:64, 16:64] = photo[80:150, 150:203] = RED
    photo[16:64, 120:168] = (200, 60, 60)  # perhaps
    photo[32:48, 32:48] = 90  # a cheek
    found = FaceFinder(read_pack(packs[True] / "photo-f8"), ["CPUExecutionProvider"]).find(photo, CancelToken())
    assert found.shape == (150, 203)
    assert sorted({int(found[40, 40]), int(found[115, 180])}) == [1, 2]
    assert not found[40, 144]
