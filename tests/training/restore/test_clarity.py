from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from PIL import Image

from tests.toy_packs import make_photo_pack
from tests.training.conftest import assert_it_resumes_exactly
from training.__main__ import main
from training.common.recipes import ClarityRecipe, load_recipe
from training.restore.clarity_network import ClarityAndMeter, bicubic_doubled
from training.restore.clarity_trainer import ClarityTrainer
from training.restore.degrade import BLUR, COMPRESSION, FULL_NOISE, NOISE, degraded, draw, halved
from vqstudio.engine.packs.pack import read_pack

TOY = """
id = "toy"
[model]
scale = 1
widths = [8, 8]
blocks = 1
deepest = 1
[meter]
widths = [8, 8]
[schedule]
steps = 4
batch = 2
crop = 32
max_shrink = 1.0
learning_rate = 1e-2
warm_up = 1
gradient_clip = 1.0
ema = 0.5
sheet_every = 2
checkpoint_every = 2
"""
ENLARGING = TOY.replace("scale = 1", "scale = 2").replace("[meter]\nwidths = [8, 8]\n", "")
RICH = (
    TOY.replace("[meter]\nwidths = [8, 8]\n", "")
    + """
[loss]
perceptual = 0.5

[adversarial]
share = 0.6
deaf = 2
width = 8
learning_rate = 1e-3
smoothness = 5.0
texture = 0.05
"""
)


@pytest.fixture(params=[TOY, ENLARGING, RICH], ids=["clarity", "enlarge", "rich"])
def recipe_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    (tmp_path / "toy.toml").write_text(request.param)
    return tmp_path / "toy.toml"


@pytest.fixture
def toy(recipe_file: Path) -> ClarityRecipe:
    return load_recipe(str(recipe_file), ClarityRecipe)


def clean(side: int = 64) -> np.ndarray:
    rows, columns = np.mgrid[:side, :side].astype(np.float32) / side
    return np.stack([0.2 + 0.6 * rows, 0.2 + 0.6 * columns, np.full_like(rows, 0.5)], 2)


def test_faults_are_a_function_of_the_generator_and_their_strengths_say_how_bad_they_are() -> None:
    errors, told_of = [], []
    for seed in range(40):
        (worse, goal, told, strengths), (again, *_) = (degraded(clean(), np.random.default_rng(seed)) for _ in range(2))
        assert np.array_equal(worse, again)
        assert worse.dtype == goal.dtype == np.float32
        assert ((strengths >= 0) & (strengths < 1.2)).all()
        assert ((told == strengths) | (told == 0)).all()
        errors.append(float(np.sqrt(np.mean((worse - goal) ** 2))))
        told_of.append(told)
    assert min(errors) < 0.01, "some crops have no faults"
    noise = np.array([told[NOISE] for told in told_of])
    plain = noise > 0.3
    assert np.median(np.array(errors)[plain]) > 2 * np.median(np.array(errors)[noise == 0])


def test_noise_has_the_deviation_that_is_told() -> None:
    found = []
    for seed in range(60):
        drawn = draw(64, np.random.default_rng(seed))
        if drawn.strengths[NOISE] and not drawn.follows_light:
            only = np.arange(3) == NOISE
            drawn.rounded = False
            noisy = drawn.applied(clean(), only)
            found.append(float((noisy - clean()).std() * 255 / FULL_NOISE / drawn.strengths[NOISE]))
    assert len(found) > 10
    assert np.allclose(found, 1, atol=0.15)


def test_pictures_compressed_badly_twice_are_seen() -> None:
    drawn = [draw(16, np.random.default_rng(seed)).qualities for seed in range(800)]
    assert np.mean([max(qualities) < 30 for qualities in drawn if len(qualities) == 2]) > 0.1  # else 0.06


def test_what_is_to_stay_is_in_the_goal() -> None:
    stayed = 0
    for seed in range(120):
        worse, goal, told, strengths = degraded(clean(), np.random.default_rng(seed))
        kept = (told == 0) & (strengths > 0)
        if kept.all() or (kept.any() and not told.any()):
            stayed += 1
            assert np.abs(worse - goal).max() < 0.02
        if kept[BLUR] and not (strengths[NOISE] or strengths[COMPRESSION]):
            assert not np.array_equal(goal, clean())
    assert stayed


def test_a_halved_photo_lies_where_the_photo_lies() -> None:
    for seed in range(8):
        small, whole, told, _ = halved(clean(), np.random.default_rng(seed))
        assert small.shape == (32, 32, 3)
        if not told.any():
            assert np.abs(cv2.resize(whole, (32, 32), interpolation=cv2.INTER_AREA) - small)[4:-4, 4:-4].max() < 0.01


def test_an_untrained_network_changes_nothing_or_enlarges_like_a_bicubic_filter(toy: ClarityRecipe) -> None:
    networks = ClarityAndMeter(toy)
    image, strengths = torch.rand(1, 3, 32, 48) * 2 - 1, torch.rand(1, 3)
    expected = image if toy.model.scale == 1 else bicubic_doubled(image)
    assert torch.equal(networks.clarity(image, strengths), expected)


def test_doubling_agrees_with_pillow_away_from_the_border() -> None:
    photo = np.random.default_rng(0).integers(0, 255, (40, 50, 3), dtype=np.uint8)
    photo = cv2.GaussianBlur(photo, (0, 0), 1.0)
    image = torch.from_numpy(photo.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1
    ours = ((bicubic_doubled(image)[0].permute(1, 2, 0).numpy() + 1) * 127.5).round().clip(0, 255)
    theirs = np.asarray(Image.fromarray(photo).resize((100, 80), Image.Resampling.BICUBIC)).astype(float)
    assert np.abs(ours - theirs)[6:-6, 6:-6].max() <= 2


def test_training_resumes_at_its_exact_step(toy: ClarityRecipe, photo_folder: Path, tmp_path: Path) -> None:
    assert_it_resumes_exactly(lambda: ClarityTrainer(toy, [photo_folder]), tmp_path)


def test_the_network_learns_to_undo_faults(toy: ClarityRecipe, photo_folder: Path) -> None:
    trainer = ClarityTrainer(toy, [photo_folder], seed=3)
    optimizer = torch.optim.Adam(trainer.model.parameters(), 1e-2)
    losses = []
    batches = [trainer.prepare(number, trainer.crops.batch(range(8))) for number in range(2)]
    for step in range(60):
        batch = batches[step % 2]
        restored, measured = trainer.model(batch.pictures, batch.told)
        loss = (restored - batch.goal).abs().mean()
        if measured is not None:
            loss = loss + (measured - batch.strengths).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert np.mean(losses[-4:]) < 0.85 * np.mean(losses[:4])


def test_a_pixel_depends_on_no_more_than_the_context(toy: ClarityRecipe) -> None:
    torch.manual_seed(0)
    clarity, scale = ClarityAndMeter(toy).clarity, toy.model.scale
    with torch.no_grad():
        for parameter in clarity.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
        image, strengths = torch.randn(1, 3, 96, 96), torch.rand(1, 3)
        for middle in (48, 49):
            other = image.clone()
            other[:, :, middle, middle] += 5
            changed = torch.nonzero((clarity(image, strengths) - clarity(other, strengths))[0].abs().amax(0))
            assert ((changed + 0.5) / scale - 0.5 - middle).abs().max() <= clarity.context + 0.5


def test_a_rich_run_starts_from_the_faithful_network_of_a_pack(photo_folder: Path, tmp_path: Path) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    for name, text in (("toy", TOY), ("rich", RICH)):
        (tmp_path / f"{name}.toml").write_text(text)
    arguments = ["clarity", "--data", str(photo_folder), "--steps", "1"]
    main([*arguments, "--recipe", str(tmp_path / "toy.toml"), "--out", str(tmp_path / "run"), "--export", str(pack)])
    trainer = ClarityTrainer(load_recipe(str(tmp_path / "rich.toml"), ClarityRecipe), [photo_folder], seed=5)
    trainer.start_from(pack)
    begun = torch.load(tmp_path / "run" / "weights.pt", weights_only=True)["weights"]
    for name, value in trainer.model.state_dict().items():
        assert torch.allclose(value, begun[name].float(), atol=5e-3), name


def test_a_trained_network_becomes_part_of_a_pack_and_can_be_trained_on(
    toy: ClarityRecipe, recipe_file: Path, photo_folder: Path, tmp_path: Path
) -> None:
    pack, out = make_photo_pack(tmp_path / "packs"), tmp_path / "run"
    arguments = ["clarity", "--data", str(photo_folder), "--recipe", str(recipe_file)]
    main([*arguments, "--out", str(out)])
    main(["export-clarity", str(out), str(pack)])
    graphs = read_pack(pack).manifest.graphs
    expected = "enlarge" if toy.model.scale == 2 else "clarity_rich" if toy.adversarial else "clarity"
    assert expected in graphs
    assert ("meter" in graphs) == (toy.meter is not None)
    assert (out / "sheets").is_dir()
    main([*arguments, "--out", str(tmp_path / "second"), "--init", str(pack), "--steps", "1"])
    trainer = ClarityTrainer(toy, [photo_folder], seed=5)
    trainer.start_from(pack)
    begun = torch.load(out / "weights.pt", weights_only=True)["weights"]
    for name, value in trainer.model.state_dict().items():
        assert torch.allclose(value, begun[name].float(), atol=5e-3), name
