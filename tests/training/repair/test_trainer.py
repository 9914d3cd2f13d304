from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from tests.toy_packs import add_repair_decoder, make_photo_pack
from tests.training.conftest import assert_it_resumes_exactly
from training.__main__ import main
from training.common import checkpoint
from training.common.masks import random_mask
from training.common.perceptual import mean_within
from training.common.recipes import RepairDecoderRecipe, RepairRecipe, load_recipe
from training.common.schedules import RecipeError
from training.repair.export import export_repair
from training.repair.network import RepairDecoder
from training.repair.trainer import RepairTrainer, nearness
from training.repair.weights import load_repair
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.repair.decoder import RepairDecoder as ExportedDecoder

REPAIR = """
id = "toy"
[decoder]
widths = [8, 8, 8, 8]
blocks = [1, 1, 1, 1]
[loss]
l1 = 1.0
perceptual = 0.1
perceptual_depth = 2
[schedule]
steps = 4
batch = 2
crop = 64
max_shrink = 1.0
learning_rate = 1e-3
warm_up = 1
gradient_clip = 1.0
ema = 0.9
sheet_every = 2
checkpoint_every = 2
no_tokens = 0.5
"""
ADVERSARIAL = """
[adversarial]
share = 0.5
deaf = 1
width = 4
learning_rate = 1e-3
smoothness = 1.0
texture = 0.1
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A toy photo pack."""
    return make_photo_pack(tmp_path / "packs")


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    (tmp_path / "toy.toml").write_text(REPAIR)
    return tmp_path / "toy.toml"


def test_a_trained_repair_decoder_joins_its_pack(pack: Path, recipe: Path, photo_folder: Path) -> None:
    folder = recipe.parent
    arguments = ["--recipe", str(recipe), "--tokenizer", str(pack), "--data", str(photo_folder)]
    assert main(["repair", *arguments, "--out", str(folder / "repair")]) == 0
    assert list((folder / "repair" / "sheets").glob("*.png"))
    assert main(["export-repair", str(folder / "repair"), str(pack)]) == 0
    decoder = ExportedDecoder(read_pack(pack), ["CPUExecutionProvider"])
    hole = np.zeros((50, 70), bool)
    hole[20:30, 20:40] = True
    image = np.full((50, 70, 3), 100, np.float32)
    seen = decoder.predict(image, hole, None, CancelToken())
    image[hole] = 250
    assert np.array_equal(decoder.predict(image, hole, None, CancelToken()), seen)  # what is in the hole is not seen
    assert seen.shape == (50, 70, 3)


def test_a_repair_decoder_of_other_tokens_is_refused(
    pack: Path, recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded = load_recipe(str(recipe), RepairRecipe)
    weights = RepairDecoder(3, loaded.decoder).state_dict()
    state = {"recipe": loaded.model_dump_json(), "dim": 3, "step": 1, "weights": weights}
    checkpoint.save(state, tmp_path / "other" / "weights.pt")
    assert main(["export-repair", str(tmp_path / "other"), str(pack)]) == 2
    assert "train one on its tokenizer" in capsys.readouterr().err
    assert "repair" not in read_pack(pack).manifest.graphs


def test_only_tokens_of_eight_pixels_can_be_trained_on(recipe: Path, photo_folder: Path, tmp_path: Path) -> None:
    make_photo_pack(tmp_path / "packs", "fine", stride=4)
    with pytest.raises(RecipeError, match="stride 8"):
        RepairTrainer(load_recipe(str(recipe), RepairRecipe), tmp_path / "packs" / "fine", photo_folder)


@pytest.mark.parametrize("against", ["", ADVERSARIAL])
def test_an_interrupted_run_resumes_to_the_very_same_state(
    pack: Path, recipe: Path, photo_folder: Path, against: str
) -> None:
    recipe.write_text(REPAIR.replace("perceptual_depth = 2", "perceptual_depth = 6") + against)
    loaded = load_recipe(str(recipe), RepairRecipe)
    assert_it_resumes_exactly(lambda: RepairTrainer(loaded, pack, photo_folder), recipe.parent)


def test_a_run_starts_from_the_decoder_of_its_pack_only_if_it_has_the_same_shape(
    pack: Path, recipe: Path, photo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_repair_decoder(pack, wild=True)
    common = ["repair", "--tokenizer", str(pack), "--init", str(pack), "--data", str(photo_folder), "--steps", "1"]
    assert main([*common, "--recipe", str(recipe), "--out", str(tmp_path / "same")]) == 0
    theirs = load_repair(pack)[1].state_dict()
    mine = checkpoint.load(tmp_path / "same" / "weights.pt")["weights"]
    assert all(float((mine[name] - theirs[name]).abs().max()) < 0.05 for name in theirs)
    (tmp_path / "wider.toml").write_text(REPAIR.replace("widths = [8, 8, 8, 8]", "widths = [8, 8, 8, 16]"))
    assert main([*common, "--recipe", str(tmp_path / "wider.toml"), "--out", str(tmp_path / "other")]) == 2
    assert "another shape than the recipe's" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_a_decoder_that_has_gained_blocks_begins_as_what_it_was(pack: Path, recipe: Path, photo_folder: Path) -> None:
    add_repair_decoder(pack, wild=True)
    recipe.write_text(REPAIR.replace("blocks = [1, 1, 1, 1]", "blocks = [1, 2, 3, 2]\nview = [1, 2]\nattend_every = 1"))
    trainer = RepairTrainer(load_recipe(str(recipe), RepairRecipe), pack, photo_folder)
    trainer.start_from(pack)
    known = torch.nn.functional.normalize(torch.randn(1, 8, 8, 12), dim=1), torch.randn(1, 3, 64, 96).clamp(-1, 1)
    mask = torch.zeros(1, 1, 64, 96)
    mask[..., 20:40, 20:40] = 1
    with torch.no_grad():
        assert torch.equal(trainer.model(*known, mask), load_repair(pack)[1](*known, mask))


@pytest.mark.parametrize(
    "change", ["view = [2, 1, 4]", "view = [1, 2, 4]\nheads = 2", "view = [1]", "view = [1, 2]\nattend_every = 1"]
)
def test_a_decoder_that_sees_otherwise_is_no_start_though_its_weights_fit(
    change: str, pack: Path, recipe: Path, photo_folder: Path, tmp_path: Path
) -> None:
    def trainer(text: str) -> RepairTrainer:
        recipe.write_text(REPAIR.replace("blocks = [1, 1, 1, 1]", f"blocks = [1, 1, 1, 1]\n{text}"))
        return RepairTrainer(load_recipe(str(recipe), RepairRecipe), pack, photo_folder)

    first = trainer("view = [1, 2]")
    state = {"recipe": first.recipe.model_dump_json(), "dim": 8, "step": 0, "weights": first.model.state_dict()}
    checkpoint.save(state, tmp_path / "run" / "weights.pt")
    export_repair(tmp_path / "run", pack)
    first.start_from(pack)
    with pytest.raises(checkpoint.CheckpointError, match="another shape"):
        trainer(change).start_from(pack)


def test_a_picture_without_a_hole_adds_nothing() -> None:
    hole = torch.zeros(2, 1, 64, 64)
    hole[1, :, 8:24, 8:24] = 1
    values = torch.full((2, 1, 16, 16), 3.0)
    assert float(mean_within(values, hole)) == pytest.approx(1.5)


def test_with_a_view_a_pixel_depends_on_the_whole_picture() -> None:
    torch.manual_seed(0)
    plain = RepairDecoderRecipe(widths=(8, 8, 8, 8), blocks=(1, 1, 1, 1))
    far = []
    for shape in (plain, plain.model_copy(update={"view": (1, 2)})):
        decoder = RepairDecoder(8, shape)
        with torch.no_grad():
            for parameter in decoder.parameters():
                parameter.add_(0.1 * torch.randn_like(parameter))
        image = torch.zeros(1, 3, 64, 2048, requires_grad=True)
        decoder(torch.zeros(1, 8, 8, 256), image, torch.zeros(1, 1, 64, 2048))[..., 0].sum().backward()
        assert image.grad is not None
        far.append(bool(image.grad[..., -1].any()))
    assert far == [False, True]


def test_an_error_counts_less_the_further_it_is_from_what_is_known() -> None:
    mask = torch.zeros(1, 1, 200, 200)
    mask[..., 40:160, 40:160] = 1
    weight = nearness(mask)[0, 0]
    assert weight[40, 100] == 1
    assert weight[40, 100] > weight[60, 100] > weight[100, 100] > 0


def test_the_context_of_the_decoder_is_how_far_a_pixel_reaches(recipe: Path) -> None:
    torch.manual_seed(0)
    decoder = RepairDecoder(8, load_recipe(str(recipe), RepairRecipe).decoder)
    with torch.no_grad():
        for parameter in decoder.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    side = 32 * 28
    image = torch.zeros(1, 3, side, side, requires_grad=True)
    z_q, mask = torch.zeros(1, 8, side // 8, side // 8), torch.zeros(1, 1, side, side)
    middle = side // 2
    decoder(z_q, image, mask)[0, :, middle, middle].sum().backward()
    assert image.grad is not None
    reached = image.grad[0].abs().sum(0).nonzero()
    reach = int((reached - middle).abs().max())
    assert reach <= decoder.context + 32  # a pixel pulls in its whole cell
    assert reach > decoder.context // 2


def test_the_bundled_recipes_are_of_one_network() -> None:
    first, then = (load_recipe(name, RepairRecipe) for name in ("repair", "repair-gan"))
    assert first.decoder == then.decoder
    assert (first.adversarial, then.adversarial is None) == (None, False)


def test_masks_leave_enough_to_see_and_never_nothing_to_do() -> None:
    rng = np.random.default_rng(0)
    shares = [random_mask(64, rng).mean() for _ in range(200)]
    assert min(shares) > 0
    assert max(shares) <= 0.6
    assert max(shares) > 0.2
