from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from training.common.data import LUMA, Crops, DataError, Feed, resized_together, turn_colours
from training.common.perceptual import flat_colour_error
from training.common.photos import Photos, find_photos


def crops_of(folder: Path, size: int = 32, seed: int = 3, budget: int | None = None, **options: float) -> Crops:
    return Crops(Photos(find_photos(folder, size), budget), size, seed, **options)


def test_a_batch_holds_the_crops_one_by_one_bit_by_bit(photo_folder: Path) -> None:
    crops = crops_of(photo_folder, 31, max_grow=2.0, recolour=0.3)
    numbers = [5, 0, 17, 17, 40, *range(60, 90)]
    batch = crops.batch(numbers)
    assert batch.shape == (35, 3, 31, 31)
    assert batch.dtype == torch.float32
    assert -1 <= float(batch.min()) < float(batch.max()) <= 1
    assert torch.equal(batch, torch.stack([crops[n] for n in numbers]))
    assert torch.equal(batch[2], batch[3])
    assert not torch.equal(batch[0], batch[1])


def test_a_crop_is_what_its_plan_says(photo_folder: Path) -> None:
    crops = crops_of(photo_folder, max_grow=2.0)
    kinds: Counter[str] = Counter()
    for number in range(60):
        plan = crops.plan(number)
        with crops.photos.files[plan.photo].open() as file:
            box = (plan.x, plan.y, plan.x + plan.side, plan.y + plan.side)
            piece = file.convert("RGB").crop(box).resize((32, 32), Image.Resampling.LANCZOS)
        if plan.flip:
            piece = piece.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        levels = (crops[number].permute(1, 2, 0) + 1) * 127.5
        assert (levels - torch.from_numpy(np.array(piece))).abs().max() < 2.01  # of 255
        kinds["flipped" if plan.flip else "as it is"] += 1
        kinds["whole" if plan.side == 32 else "shrunk" if plan.side > 32 else "grown"] += 1
    assert min(kinds[kind] for kind in ("flipped", "as it is", "whole", "shrunk", "grown")) > 5


def test_another_seed_gives_other_crops_and_limits_hold(photo_folder: Path) -> None:
    plans = [crops_of(photo_folder, seed=seed, max_shrink=1.5).plan(n) for seed in (1, 2) for n in range(40)]
    assert plans[:40] != plans[40:]
    assert max(plan.side for plan in plans) <= 48
    assert min(plan.side for plan in plans) == 32
    assert {plan.photo for plan in plans} == set(range(6))
    assert all(not plan.recoloured for plan in plans)


def test_a_share_of_the_crops_is_recoloured(photo_folder: Path) -> None:
    plain, coloured = crops_of(photo_folder), crops_of(photo_folder, recolour=0.5)
    changed = [not torch.equal(plain[n], coloured[n]) for n in range(60)]
    assert changed == [coloured.plan(n).recoloured for n in range(60)]
    assert 15 < sum(changed) < 45


def test_crops_continue_after_a_resume_as_if_nothing_happened(photo_folder: Path) -> None:
    crops = crops_of(photo_folder)
    with Feed(crops, 2, 0, 6) as feed:
        whole = list(feed)
    with Feed(crops, 2, 4, None) as feed:
        resumed = [next(feed), next(feed)]
    assert torch.equal(torch.cat(whole[4:]), torch.cat(resumed))
    assert [batch.shape for batch in whole] == [(2, 3, 32, 32)] * 6


def test_processes_see_different_crops_that_make_up_the_whole(photo_folder: Path) -> None:
    crops = crops_of(photo_folder)
    one = torch.cat(list(Feed(crops, 4, 0, 2)))
    two = [torch.cat(list(Feed(crops, 2, 0, 2, rank, 2))) for rank in range(2)]
    joined = torch.cat([two[0][:2], two[1][:2], two[0][2:], two[1][2:]])
    assert torch.equal(one, joined)


def test_a_small_memory_budget_changes_nothing(photo_folder: Path) -> None:
    tight, roomy = crops_of(photo_folder, budget=1), crops_of(photo_folder)
    assert all(torch.equal(tight[n], roomy[n]) for n in range(12))


def test_a_photo_that_no_longer_reads_is_replaced_and_named(
    photo_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    crops, before = crops_of(photo_folder, budget=1), crops_of(photo_folder)
    plan = next(plan for n in range(20) if (plan := crops.plan(n)).photo == 0)
    number = next(n for n in range(20) if crops.plan(n) == plan)
    (photo_folder / "0.png").write_bytes(b"gone")
    with caplog.at_level(logging.WARNING):
        replaced = crops[number]
    assert "0.png" in caplog.text
    assert replaced.shape == (3, 32, 32)
    assert torch.equal(replaced, crops[number])
    untouched = next(n for n in range(20) if crops.plan(n).photo == 3)
    assert torch.equal(crops[untouched], before[untouched])
    for path in photo_folder.rglob("*.png"):
        Image.new("RGB", (40, 40)).save(path)  # readable, but not what was found
    with pytest.raises(DataError, match="Ten photos"):
        crops[number]


def test_the_feed_prepares_each_step_ahead_but_not_far(photo_folder: Path) -> None:
    started: list[int] = []

    def prepare(step: int, images: torch.Tensor) -> tuple[int, float, bool]:
        started.append(step)
        return step, float(images.mean()), torch.is_grad_enabled()

    crops = crops_of(photo_folder)
    with Feed(crops, 2, 3, None, prepare=prepare) as feed:
        step, mean, gradients = next(feed)
        deadline = time.monotonic() + 10
        while len(started) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.2)
        assert started == [3, 4, 5]
        assert next(feed)[0] == 4
    assert (step, gradients) == (3, False)
    assert mean == pytest.approx(float(crops.batch([6, 7]).mean()))
    assert not any(thread.name == "feed" for thread in threading.enumerate())
    assert list(feed) == []


def test_what_the_feed_raises_is_raised_where_it_is_iterated(photo_folder: Path) -> None:
    def prepare(step: int, images: torch.Tensor) -> int:
        if step == 2:
            raise RuntimeError("no such mask")
        return step

    feed = Feed(crops_of(photo_folder), 2, 0, 9, prepare=prepare)
    assert [next(feed), next(feed)] == [0, 1]
    with pytest.raises(RuntimeError, match="no such mask"):
        next(feed)
    assert list(feed) == []
    assert not any(thread.name == "feed" for thread in threading.enumerate())


def test_the_feed_tells_how_long_it_was_waited_for_and_leaves_the_threads_of_torch(photo_folder: Path) -> None:
    def slow(step: int, images: torch.Tensor) -> int:
        time.sleep(0.1)
        return torch.get_num_threads()

    threads = torch.get_num_threads()
    feed = Feed(crops_of(photo_folder), 2, 0, 3, prepare=slow)
    assert list(feed) == [1, 1, 1]
    assert feed.waited >= 0.25
    assert torch.get_num_threads() == threads
    later: list[int] = []
    thread = threading.Thread(target=lambda: later.append(torch.get_num_threads()))
    thread.start()
    thread.join()
    assert later == [threads]


def test_turned_colours_keep_the_light_and_greys_and_full_turns_change_nothing() -> None:
    images = 0.4 * torch.rand(2, 3, 9, 7, generator=torch.Generator().manual_seed(0)) - 0.2
    luma = torch.tensor(LUMA)[:, None, None]
    turned = turn_colours(images, torch.tensor([2.0, 2 * np.pi]), torch.tensor([1.5, 1.0]))
    assert (turned[0] - images[0]).abs().mean() > 0.05
    assert torch.allclose((turned * luma).sum(1), (images * luma).sum(1), atol=1e-5)
    assert torch.allclose(turned[1], images[1], atol=1e-5)
    grey = torch.full((1, 3, 2, 2), 0.3)
    assert torch.allclose(turn_colours(grey, torch.tensor([1.0]), torch.tensor([1.8])), grey, atol=1e-5)
    vivid = turn_colours(3 * images, torch.tensor([0.0, 0.0]), torch.tensor([1.8, 1.8]))
    assert float(vivid.abs().max()) == 1


def test_the_resizing_of_a_gpu_is_that_of_pillow() -> None:
    sides = [20, 40, 64, 75, 128, 150]
    pixels = np.random.default_rng(0).integers(0, 256, (len(sides), 150, 150, 3), dtype=np.uint8)
    found = resized_together(torch.from_numpy(pixels), torch.tensor(sides).float(), 64).numpy().astype(int)
    for side, piece, one in zip(sides, pixels, found, strict=True):
        square = Image.fromarray(piece[:side, :side])
        wanted = np.asarray(square.resize((64, 64), Image.Resampling.LANCZOS), int)
        assert np.abs(one - wanted).max() <= 2
        assert np.abs(one - wanted).mean() < 0.1


def test_crops_of_photos_on_a_gpu_are_those_of_the_cpu(photo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crops = crops_of(photo_folder, max_grow=2.0, recolour=0.3)
    there = crops_of(photo_folder, max_grow=2.0, recolour=0.3)
    if torch.cuda.is_available():
        device = torch.device("cuda")
        there = Crops(Photos(there.photos.files, device=device), 32, 3, 2.0, 2.0, 0.3, device)
        assert there.photos.device == device
    else:
        monkeypatch.setattr(there, "_cut", there._cut_there)
    difference = (there.batch(range(30)).cpu() - crops.batch(range(30))).abs()
    assert difference.max() < 6 / 127.5  # vivid colours may triple the level by which two resizings differ
    assert difference.mean() < 0.3 / 127.5


def test_a_shift_of_colour_costs_more_on_a_wall_than_in_grass() -> None:
    wall = torch.zeros(1, 3, 64, 64)
    grass = 0.5 * torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    assert flat_colour_error(wall + 0.03, wall) > 10 * flat_colour_error(grass + 0.03, grass)
    assert flat_colour_error(wall, wall) == 0
