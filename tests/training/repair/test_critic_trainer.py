from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from tests.toy_packs import add_repair_decoder, make_photo_pack
from tests.training.conftest import assert_it_resumes_exactly
from training.__main__ import main
from training.common.masks import thick_mask
from training.common.recipes import CriticModelRecipe, CriticRecipe, load_recipe
from training.repair.critic_network import Critic as CriticNetwork
from training.repair.critic_network import CriticHead
from training.repair.critic_trainer import CriticTrainer, ordering_loss
from training.repair.fills import HELD_OUT, TRAINED, Filled, find_fills
from training.repair.weights import load_critic
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.repair.critic import Critic

CRITIC = """
id = "toy"
[model]
channels = 8
dilations = [1]
dropout = 0.2
[loss]
real = 1.0
cells = 0.5
order = 1.0
[schedule]
steps = 4
batch = 2
crop = 64
max_shrink = 1.0
learning_rate = 1e-2
warm_up = 1
gradient_clip = 1.0
ema = 0.5
sheet_every = 2
checkpoint_every = 2
"""


def toy(rng: np.random.Generator) -> Filled:
    """A smooth photo; its hole is filled nearly right, and with noise."""
    ramp = np.linspace(rng.uniform(0, 100), rng.uniform(150, 255), 96)
    photo = np.repeat(np.repeat(ramp[None, :, None], 96, 0), 3, 2).astype(np.uint8)
    hole = np.zeros((96, 96), bool)
    hole[36:60, 32:64] = True
    fills = np.stack([photo, photo])
    fills[0][hole] += 2
    fills[1][hole] = rng.integers(0, 256, (int(hole.sum()), 3))
    return Filled(photo, hole, fills)


@pytest.fixture
def fills(tmp_path: Path) -> Path:
    folder = tmp_path / "fills"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for number in range(8):
        toy(rng).save(folder / f"{TRAINED if number else HELD_OUT}-{number:06}.npz")
    return folder


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    (tmp_path / "toy.toml").write_text(CRITIC)
    return tmp_path / "toy.toml"


def test_a_trained_critic_joins_its_pack_and_prefers_what_looks_like_the_photo(
    fills: Path, recipe: Path, tmp_path: Path
) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    common = ["critic", "--recipe", str(recipe), "--data", str(fills)]
    assert main([*common, "--out", str(tmp_path / "run"), "--steps", "30"]) == 0
    assert list((tmp_path / "run" / "sheets").glob("*.png"))
    assert main(["export-critic", str(tmp_path / "run"), str(pack)]) == 0
    filled = toy(np.random.default_rng(9))
    critic = Critic(read_pack(pack), ["CPUExecutionProvider"])
    near, noise = (critic.score(fill, filled.hole, CancelToken()) for fill in filled.fills)
    assert near > noise
    assert main([*common, "--out", str(tmp_path / "more"), "--steps", "1", "--init", str(pack)]) == 0
    assert load_critic(pack)[1].leave[-1].weight.shape == (1, 8, 1, 1)


def test_an_interrupted_run_resumes_to_the_very_same_state(fills: Path, recipe: Path) -> None:
    loaded = load_recipe(str(recipe), CriticRecipe)
    assert_it_resumes_exactly(lambda: CriticTrainer(loaded, fills), recipe.parent)


@pytest.mark.parametrize("dilations", [(1,), (1, 4)])
def test_a_logit_depends_on_nothing_beyond_the_context(dilations: tuple[int, ...]) -> None:
    torch.manual_seed(0)
    critic = CriticNetwork(CriticHead(CriticModelRecipe(channels=8, dilations=dilations, dropout=0.0))).eval()
    for parameter in critic.head.parameters():
        parameter.data += 0.3 * torch.randn_like(parameter)
    side = 640
    row = slice(320, 328)  # the pixels of the cell
    near = slice(row.start - critic.context, row.stop + critic.context)
    image, mask = torch.rand(1, 3, side, 128) * 2 - 1, torch.zeros(1, 1, side, 128)
    other = torch.rand(1, 3, side, 128) * 2 - 1

    def logits(picture: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            return critic(picture, mask)[:, :, row.start // 8]

    far, close = other.clone(), image.clone()
    far[:, :, near] = image[:, :, near]
    close[:, :, row.start - critic.context // 2] = other[:, :, row.start - critic.context // 2]
    assert near.start > 0
    assert torch.equal(logits(far), logits(image))
    assert not torch.equal(logits(close), logits(image))


def test_a_better_fill_is_to_score_above_a_worse_one() -> None:
    distances = torch.tensor([[0.2, 0.9]])
    right, wrong = (ordering_loss(torch.tensor([scores]), distances) for scores in ([2.0, -2.0], [-2.0, 2.0]))
    assert right < wrong
    assert ordering_loss(torch.tensor([[2.0, -2.0]]), torch.tensor([[0.5, 0.5]])) == 0


def test_fills_are_made_of_photos_and_a_folder_is_continued(
    photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    add_repair_decoder(pack)
    rng = np.random.default_rng(1)
    for number in range(2):
        noise = rng.integers(0, 256, (44, 44, 3), np.uint8).repeat(8, 0).repeat(8, 1)
        Image.fromarray(noise).save(photo_folder / f"large-{number}.png")
    command = ["fills", "--data", str(photo_folder), "--tokenizer", str(pack), "--out", str(tmp_path / "made")]
    assert main([*command, "--count", "1"]) == 0
    (only,) = (tmp_path / "made").glob("*.npz")
    before = only.stat().st_mtime_ns
    assert main([*command, "--count", "2"]) == 0
    assert only.stat().st_mtime_ns == before
    trained, held_out = find_fills(tmp_path / "made", 256, 0)
    pictures = trained.batch([0])[0]
    assert (len(trained.paths), len(held_out.paths)) == (1, 1)
    outside = pictures[-1] == 0
    photo, *others = pictures[:-1].unflatten(0, (-1, 3))
    assert all(torch.equal(other[:, outside], photo[:, outside]) for other in others)
    assert not any(torch.equal(other, photo) for other in others)
    assert main([*command, "--count", "0"]) == 2
    assert "at least 1" in capsys.readouterr().err


def test_holes_of_things_are_thick() -> None:
    shares = [thick_mask((240, 320), np.random.default_rng(seed)).mean() for seed in range(20)]
    assert all(1 / 115 <= share <= 1 / 7 for share in shares)


@pytest.mark.parametrize("damage", ["missing", "empty", "broken"])
def test_what_holds_no_fills_is_told(
    damage: str, fills: Path, recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if damage == "missing":
        fills = tmp_path / "nowhere"
    for path in fills.glob("*.npz"):
        if damage == "empty":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:50])
    arguments = ["critic", "--recipe", str(recipe), "--data", str(fills), "--out", str(tmp_path / "run")]
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 or "holds no fills" in error.splitlines()[-1]
    assert "command fills" in error


def test_the_crop_shows_some_of_a_hole_whose_islands_lie_far_apart(tmp_path: Path) -> None:
    filled = toy(np.random.default_rng(1))
    hole = np.zeros((96, 96), bool)
    hole[2:10, 2:10] = hole[86:94, 86:94] = True
    for kind in (TRAINED, HELD_OUT):
        Filled(filled.photo, hole, filled.fills).save(tmp_path / f"{kind}-000000.npz")
    for fills in find_fills(tmp_path, 32, seed=0):
        assert all(fills.batch([number])[0, -1].any() for number in range(8))


def diverging(
    at: str, value: Callable[[torch.Tensor], torch.Tensor], command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three steps of a critic, and a fourth, after which the run would be saved, in which ``at`` gives ``value``."""
    assert main([*command, "--steps", "3"]) == 0
    last = Path(command[-1]) / "last.pt"
    before = last.read_bytes()
    monkeypatch.setattr(at, lambda scores, *_: value(scores))
    assert main([*command, "--steps", "4", "--resume"]) == 2
    assert last.read_bytes() == before


def test_a_run_whose_loss_is_not_finite_ends_in_one_sentence_and_keeps_log_and_checkpoint(
    fills: Path, recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["critic", "--recipe", str(recipe), "--data", str(fills), "--out", str(tmp_path / "run")]
    at = "training.repair.critic_trainer.ordering_loss"
    diverging(at, lambda scores: scores.sum() * float("nan"), command, monkeypatch)
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("training: The run has diverged: at step 4 the loss order is nan.")
    logged = EventAccumulator(str(tmp_path / "run" / "logs")).Reload().Scalars("loss/order")
    assert [(event.step, np.isnan(event.value)) for event in logged] == [(4, True)]


def test_a_gradient_that_is_not_finite_does_not_reach_the_checkpoint(
    fills: Path, recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["critic", "--recipe", str(recipe), "--data", str(fills), "--out", str(tmp_path / "run")]
    at = "training.repair.critic_trainer.ordering_loss"
    diverging(at, lambda scores: (0 * scores).sum().sqrt(), command, monkeypatch)  # 0, with an infinite slope
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("training: The run has diverged: at step 4 the gradient is nan.")
