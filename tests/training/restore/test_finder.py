from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from tests.toy_packs import make_photo_pack
from tests.training.conftest import assert_it_resumes_exactly
from training.__main__ import main
from training.common.checkpoint import CheckpointError
from training.common.photos import DataError
from training.common.recipes import FinderRecipe, load_recipe
from training.restore.clarity_export import clarity_of_run
from training.restore.damage import DAMAGED, DAMAGES, UNSURE, VISIBLE, DamageMasks, damaged
from training.restore.finder_export import finder_of_run
from training.restore.finder_network import Finder, FinderHead
from training.restore.finder_trainer import FinderTrainer, cross_entropy, dice, matches
from vqstudio.engine.packs.pack import read_pack

TOY = """
id = "toy"
[model]
widths = [8, 8]
blocks = 1
dilations = [1]
[loss]
cross_entropy = 1.0
dice = 0.5
found = 1.0
[schedule]
steps = 4
batch = 2
crop = 48
max_shrink = 1.0
max_grow = 1.0
learning_rate = 1e-2
warm_up = 1
gradient_clip = 1.0
ema = 0.5
sheet_every = 2
checkpoint_every = 2
"""


@pytest.fixture
def masks(tmp_path: Path) -> Path:
    folder = tmp_path / "masks"
    folder.mkdir()
    for kind in ("hair", "stain"):
        for number in range(2):
            picture = Image.new("L", (120, 120))
            ImageDraw.Draw(picture).line((10 + 20 * number, 10, 100, 90), fill=255, width=3 if kind == "hair" else 40)
            picture.save(folder / f"{kind}-{number:03}.png")
    return folder


@pytest.fixture
def toy(tmp_path: Path) -> FinderRecipe:
    (tmp_path / "toy.toml").write_text(TOY)
    return load_recipe(str(tmp_path / "toy.toml"), FinderRecipe)


def clean(side: int = 96) -> np.ndarray:
    return np.repeat(np.linspace(0.2, 0.8, side, dtype=np.float32)[None, :, None], side, 0).repeat(3, 2)


def test_damage_is_a_function_of_the_generator_and_mostly_there(masks: Path) -> None:
    known = DamageMasks(masks)
    shares = []
    for seed in range(24):
        (picture, truth), (again, same) = (damaged(clean(), known, np.random.default_rng(seed)) for _ in range(2))
        assert picture.dtype == np.float32
        assert picture.min() >= 0
        assert picture.max() <= 1
        assert np.array_equal(picture, again)
        assert np.array_equal(truth, same)
        shares.append((truth == DAMAGED).mean())
    assert 0 in shares  # some photos are whole
    assert np.mean(np.array(shares) > 0) > 0.4  # a third is not to be hurt
    assert max(shares) < 0.9


def test_masks_of_large_stains_hurt_as_many_crops_as_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.restore.damage.SHARES", (1, 0, 0, 0, 0))
    ImageDraw.Draw(stain := Image.new("L", (120, 120))).ellipse((5, 5, 115, 115), fill=255)
    stain.save(tmp_path / "dots-000.png")
    stains = DamageMasks(tmp_path)
    shares = [(damaged(clean(), stains, np.random.default_rng(seed))[1] == DAMAGED).mean() for seed in range(40)]
    assert np.mean(np.array(shares) > 0) > 0.4  # a third is not to be hurt
    assert max(shares) < 0.6  # four times MOST_COVERED


@pytest.mark.parametrize("kind", DAMAGES, ids=lambda kind: kind.__name__)
def test_every_kind_of_damage_is_seen_where_it_covers(kind, masks: Path) -> None:
    known = DamageMasks(masks)
    seen = 0.0
    for seed in range(6):
        hurt, cover = kind(clean(), known, np.random.default_rng(seed))
        changed = np.abs(hurt - clean()).max(2)
        assert (changed[cover == 0] < VISIBLE + 0.35).all()  # a crease casts a shade beside it
        seen = max(seen, float(((changed > VISIBLE) & (cover > 0.25)).mean()))
    assert seen > 0.002


def test_a_folder_without_masks_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no masks of damage"):
        DamageMasks(tmp_path)


def test_a_finder_resumes_at_its_exact_step(toy: FinderRecipe, photo_folder: Path, masks: Path, tmp_path: Path) -> None:
    assert_it_resumes_exactly(lambda: FinderTrainer(toy, [photo_folder], masks), tmp_path)


def test_a_finder_learns_where_damage_is(toy: FinderRecipe, photo_folder: Path, masks: Path) -> None:
    trainer = FinderTrainer(toy, [photo_folder], masks, seed=3)
    optimizer = torch.optim.Adam(trainer.model.parameters(), 1e-2)
    losses = []
    for step in range(40):
        pictures, truth = trainer.prepare(step % 4, trainer.crops.batch(range(4)))
        loss = cross_entropy(trainer.model(pictures, trainer.features(pictures)), truth, 1.0)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert np.mean(losses[-4:]) < 0.6 * np.mean(losses[:4])


def test_a_pixel_depends_on_no_more_than_the_context(toy: FinderRecipe) -> None:
    torch.manual_seed(0)
    finder = Finder(FinderHead(toy.model))
    with torch.no_grad():
        for parameter in finder.head.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
        image = torch.randn(1, 3, 192, 192)
        for middle in (96, 97):
            other = image.clone()
            other[:, :, middle, middle] += 5
            changed = torch.nonzero((finder(image) - finder(other))[0, 0])
            assert (changed - middle).abs().max() <= finder.context


def test_what_lies_two_pixels_beside_still_matches() -> None:
    found, truth = torch.zeros(2, 1, 1, 12, 12, dtype=torch.uint8)
    truth[..., 5, :], found[..., 7, :6], found[..., 11, 0] = DAMAGED, 1, 1
    right, all_found, covered, all_damaged = matches(found > 0, truth).tolist()
    assert (right, all_found) == (6, 7)
    assert (covered, all_damaged) == (8, 12)  # the last two reach around the end


def test_what_nobody_can_say_costs_nothing() -> None:
    truth = torch.zeros(1, 1, 12, 12, dtype=torch.uint8)
    truth[..., :4, :], truth[..., 6:, :] = DAMAGED, UNSURE
    logits = torch.full(truth.shape, -30.0)
    logits[..., :4, :] = 30
    for unsure in (-30.0, 30.0):
        logits[..., 6:, :] = unsure
        assert cross_entropy(logits, truth, 1.0) < 1e-6
        assert dice(logits, truth) < 1e-3
        right, all_found, covered, all_damaged = matches(logits > 0, truth).tolist()
        assert right == all_found == covered == all_damaged == 48
    logits[..., 4:6, :] = 30
    assert dice(logits, truth) > 0.1


def test_a_trained_finder_becomes_part_of_a_pack(
    toy: FinderRecipe, photo_folder: Path, masks: Path, tmp_path: Path
) -> None:
    pack, out = make_photo_pack(tmp_path / "packs"), tmp_path / "run"
    recipe = str(tmp_path / "toy.toml")
    main(["finder", "--data", str(photo_folder), "--masks", str(masks), "--recipe", recipe, "--out", str(out)])
    main(["export-finder", str(out), str(pack)])
    spec = read_pack(pack).manifest.graphs["finder"]
    assert spec.context == Finder(FinderHead(toy.model)).context
    assert (out / "sheets").is_dir()
    with pytest.raises(CheckpointError, match="another kind"):
        clarity_of_run(out)
    with pytest.raises(CheckpointError, match="no weights to export"):
        finder_of_run(out / "last.pt")


def test_a_pack_gives_back_the_finder(toy: FinderRecipe, photo_folder: Path, masks: Path, tmp_path: Path) -> None:
    pack, out = make_photo_pack(tmp_path / "packs"), tmp_path / "run"
    arguments = ["finder", "--data", str(photo_folder), "--masks", str(masks), "--recipe", str(tmp_path / "toy.toml")]
    main([*arguments, "--out", str(out), "--export", str(pack)])
    begun = FinderTrainer(toy, [photo_folder], masks, seed=9)
    begun.start_from(pack)
    _, exported = finder_of_run(out)
    for name, value in exported.head.state_dict().items():
        assert torch.allclose(begun.model.state_dict()[name], value.float(), atol=5e-3), name
