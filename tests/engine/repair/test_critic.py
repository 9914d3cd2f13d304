"""A critic decides which of several fills is the first."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.toy_packs import add_critic, add_repair_decoder, make_photo_pack
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.repair.candidates import JUDGED
from vqstudio.engine.repair.critic import Critic
from vqstudio.engine.repair.shift_map import ShiftMap, find_shifts
from vqstudio.engine.requests import RepairRequest
from vqstudio.engine.studio import StudioEngine

CPU = ["CPUExecutionProvider"]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of packs: with a critic that likes what is bright, with one that likes what is dark, and with none."""
    folder = tmp_path_factory.mktemp("critics")
    plain = make_photo_pack(folder / "none" / "packs")
    add_repair_decoder(plain)
    for name, sign in (("bright", 1.0), ("dark", -1.0)):
        shutil.copytree(plain.parent, folder / name / "packs")
        add_critic(folder / name / "packs" / "photo-f8", sign)
    return {name: folder / name / "packs" for name in ("none", "bright", "dark")}


def fills(engine: StudioEngine, seeds: range = range(JUDGED), wall_number: int = 5) -> list[np.ndarray]:
    """What a hole in a wall of light and dark stones is filled with, seed by seed."""
    rng = np.random.default_rng(wall_number)
    wall = rng.integers(0, 256, (20, 26, 3), np.uint8).repeat(12, 0).repeat(12, 1)
    hole = np.zeros(wall.shape[:2], np.uint8)
    hole[90:150, 120:190] = 255
    results = []
    for seed in seeds:
        patch = engine.run(RepairRequest(wall, Mask(hole), seed), lambda *_: None, CancelToken()).patch
        after = wall.copy()
        after[patch.bounds.slices] = patch.after
        results.append(after[hole > 0])
    return results


def test_fills_come_in_the_order_of_the_critic(packs: dict[str, Path]) -> None:
    bright, dark = (np.array([fill.mean() for fill in fills(StudioEngine(packs[name]))]) for name in ("bright", "dark"))
    assert bright[0] > bright[-1] + 1
    assert dark[0] < dark[-1] - 1
    assert np.allclose(bright, dark[::-1])


def test_the_next_versions_were_found_with_the_first(packs: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    anew = [fills(StudioEngine(packs["bright"]), range(seed, seed + 1))[0] for seed in range(JUDGED)]
    calls = []

    def counted(*arguments: Any) -> ShiftMap:
        calls.append(arguments)
        return find_shifts(*arguments)

    monkeypatch.setattr("vqstudio.engine.repair.candidates.find_shifts", counted)
    one_after_the_other = fills(StudioEngine(packs["bright"]))
    assert len(calls) == JUDGED
    assert all(np.array_equal(a, b) for a, b in zip(one_after_the_other, anew, strict=True))
    assert len({fill.tobytes() for fill in anew}) == JUDGED


def test_the_same_hole_in_another_photo_is_filled_anew(packs: dict[str, Path]) -> None:
    engine = StudioEngine(packs["bright"])
    fills(engine)
    again = fills(engine, wall_number=6)
    assert all(
        np.array_equal(a, b) for a, b in zip(again, fills(StudioEngine(packs["bright"]), wall_number=6), strict=True)
    )


def test_a_critic_only_orders_what_there_is_without_it(packs: dict[str, Path]) -> None:
    ordered, plain = fills(StudioEngine(packs["bright"])), fills(StudioEngine(packs["none"]))
    assert {fill.tobytes() for fill in ordered} == {fill.tobytes() for fill in plain}


@pytest.mark.parametrize("at", [(0, 0), (50, 70), (97, 151)])
def test_only_the_hole_is_scored_wherever_it_lies(packs: dict[str, Path], at: tuple[int, int]) -> None:
    critic = Critic(read_pack(packs["bright"] / "photo-f8"), CPU)
    picture, hole = np.full((109, 163, 3), 40, np.float32), np.zeros((109, 163), bool)
    hole[at[0] : at[0] + 12, at[1] : at[1] + 12] = True
    before = critic.score(picture, hole, CancelToken())
    picture[hole] = 200
    assert critic.score(picture, hole, CancelToken()) > before


def test_progress_only_grows_where_fills_are_compared(packs: dict[str, Path]) -> None:
    rng = np.random.default_rng(6)
    wall = rng.integers(0, 256, (30, 40, 3), np.uint8).repeat(12, 0).repeat(12, 1)
    hole = np.zeros(wall.shape[:2], np.uint8)
    hole[120:220, 160:270] = 255
    shares: list[float] = []
    engine = StudioEngine(packs["bright"])
    engine.run(RepairRequest(wall, Mask(hole)), lambda share, _: shares.append(share), CancelToken())
    assert shares == sorted(shares)
    assert len(set(shares)) > 20


def test_a_spot_within_the_box_of_another_hole_is_filled_with_it(packs: dict[str, Path]) -> None:
    wall = np.random.default_rng(5).integers(0, 256, (20, 26, 3), np.uint8).repeat(16, 0).repeat(16, 1)
    hole = np.zeros(wall.shape[:2], np.uint8)
    hole[20:300, 20:390] = 255
    hole[40:280, 40:370] = 0
    hole[150:170, 200:220] = 255  # too far from the frame to be a part of it
    patch = StudioEngine(packs["bright"]).run(RepairRequest(wall, Mask(hole)), lambda *_: None, CancelToken()).patch
    after = wall.copy()
    after[patch.bounds.slices] = patch.after
    assert np.array_equal(after[hole == 0], wall[hole == 0])
    assert not np.array_equal(after[150:170, 200:220], wall[150:170, 200:220])
