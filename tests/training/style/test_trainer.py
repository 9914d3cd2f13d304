from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.toy_packs import make_paint_pack
from tests.training.conftest import assert_it_resumes_exactly
from training.__main__ import main
from training.common.photos import find_photos
from training.common.recipes import StylesRecipe, load_recipe
from training.common.schedules import RecipeError
from training.style import learn
from training.style.learn import StyleLearner, learn_style, parted
from training.style.losses import StyleLosses
from training.style.trainer import StyleTrainer
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style.files import in_use

STYLES = """
id = "toy"
[decoder]
fine = 8
coarse = 8
broad = 8
blocks = [1, 1, 1]
[loss]
style = 1.0
content = 1.0
even = 0.5
quiet = 0.5
tone = 1.0
total_variation = 0.1
plain = 1.0
[schedule]
steps = 4
batch = 2
crop = 64
max_shrink = 1.5
learning_rate = 1e-3
warm_up = 1
gradient_clip = 1.0
ema = 0.9
sheet_every = 2
checkpoint_every = 2
painting_side = 64
[[styles]]
name = "noise"
title = "Noise"
group = "Test"
painting = "noise.png"
credit = "made here"
"""


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    """A toy recipe file beside its only painting."""
    pixels = np.random.default_rng(1).integers(0, 255, (80, 80, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "noise.png")
    (tmp_path / "toy.toml").write_text(STYLES)
    return tmp_path / "toy.toml"


def test_styles_are_learned_exported_and_found_by_name(token_pack: Path, recipe: Path, photo_folder: Path) -> None:
    folder = recipe.parent
    arguments = ["--recipe", str(recipe), "--tokenizer", str(token_pack), "--data", str(photo_folder)]
    assert main(["style", *arguments, "--paintings", str(folder), "--out", str(folder / "styles")]) == 0
    photo = str(photo_folder / "0.png")
    assert (
        main(
            [
                "export-styles",
                str(folder / "styles"),
                str(token_pack),
                "--photo",
                photo,
                "--paintings",
                str(folder),
            ]
        )
        == 0
    )
    manifest = read_pack(token_pack).manifest
    assert [s.name for s in manifest.styles] == ["noise"]
    thumbnail = manifest.styles[0].thumbnail
    assert thumbnail
    assert (token_pack / thumbnail).stat().st_size > 100


def test_an_interrupted_run_resumes_to_the_very_same_state(token_pack: Path, recipe: Path, photo_folder: Path) -> None:
    loaded = load_recipe(str(recipe), StylesRecipe)
    assert_it_resumes_exactly(lambda: StyleTrainer(loaded, token_pack, photo_folder, recipe.parent), recipe.parent)


def test_a_batch_of_one_is_refused_for_it_has_no_painted_crop(recipe: Path) -> None:
    recipe.write_text(STYLES.replace("batch = 2", "batch = 1"))
    with pytest.raises(RecipeError, match="batch"):
        load_recipe(str(recipe), StylesRecipe)


def test_a_painting_becomes_a_style_file_that_the_engine_paints_with(
    tmp_path: Path, photo_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = make_paint_pack(tmp_path / "packs")
    painting = tmp_path / "stripes.png"
    Image.fromarray(np.tile(np.uint8([[[250, 120, 0]] * 4 + [[0, 60, 200]] * 4]), (300, 40, 1))).save(painting)
    large = tmp_path / "large"
    large.mkdir()
    with Image.open(photo_folder / "0.png") as photo:
        photo.resize((300, 300)).save(large / "0.png")
    out = tmp_path / "stripes.vqstyle"
    arguments = [
        "learn-style",
        str(painting),
        "--photos",
        str(large),
        "--pack",
        str(pack),
        "--title",
        "Stripes",
        "--name",
        "my-stripes",
    ]
    assert main([*arguments, "--minutes", "0.05", "--preview", str(tmp_path / "now.jpg"), "-o", str(out)]) == 0
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert told
    assert told[-1]["steps"] >= 1
    engine = StudioEngine(tmp_path / "packs", tmp_path / "styles")
    engine.add_style(out)
    assert engine.styles()[0].name == "my-stripes"
    assert engine.styles()[0].thumbnail


def test_a_lesson_keeps_what_is_best_on_other_photos(
    tmp_path: Path, recipe: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Learning lowers the loss on photos that it is not shown; at worst what it began with stays."""
    pack, photos = make_paint_pack(tmp_path / "packs"), tmp_path / "photos"
    photos.mkdir()
    for number in range(4):
        Image.radial_gradient("L").convert("RGB").resize((300, 300 + number)).save(photos / f"{number}.png")
    lesson, others = parted(find_photos(photos, 256))
    assert [p.stem for p in lesson] == ["1", "2", "3"]
    assert [p.stem for p in others] == ["0"]
    assert "sample" in parted(lesson)[1][0].stem
    monkeypatch.setattr(learn, "JUDGED", 1)  # which takes a third of the time
    learner = StyleLearner(recipe.parent / "noise.png", photos, pack)
    first, begun = learner.vector.detach().clone(), learner.least
    for _ in range(4):
        learner.step(0.0)
    assert learner.judge() == learner.least < begun
    assert not torch.equal(learner.best, first)
    photo = np.full((64, 64, 3), 90, np.uint8)
    for guess, learned in ((learner.least + 1, True), (learner.least, False)):
        learner.at_first = guess
        file = learner.result("mine", "Mine", "", photo)
        assert (file.learned, in_use(file).texture > 0, in_use(file).technique) == (learned, learned, "oil")
        assert in_use(file).palette

    def spoil(learner: StyleLearner, share: float) -> float:
        learner.steps += 1
        learner.vector.data += 9.0
        return 0.0

    monkeypatch.setattr(StyleLearner, "step", spoil)
    style = learn_style(recipe.parent / "noise.png", photos, pack, "Spoilt", "", 0.0)
    assert np.allclose(style.style.vector, first.flatten(), atol=1e-3)
    at_first, now = map(float, re.findall(r"\d+\.\d+", capsys.readouterr().out)[:2])
    assert style.learned == (now < at_first)


def test_the_style_loss_tells_a_painting_from_another_and_no_map_decides_alone() -> None:
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[:256, :256]

    def tensor(pixels: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(pixels.astype(np.float32)).permute(2, 0, 1)[None].clamp(-1, 1)

    tint = np.array([1.0, 0.4, -0.6])
    stripes = np.sin((columns + 0.3 * rows) / 4)[:, :, None] * tint + 0.1 * rng.standard_normal((256, 256, 3))
    losses = StyleLosses()
    target = losses.target(tensor(stripes))

    def loss(picture: torch.Tensor) -> float:
        return float(losses.style(picture, losses.features(picture), [target], torch.ones(1)))

    moved, turned = tensor(np.roll(stripes, (9, 31), (0, 1))), tensor(stripes.transpose(1, 0, 2).copy())
    grey = torch.zeros(1, 3, 256, 256)
    assert loss(moved) < 0.1
    assert loss(turned) > 5 * loss(moved)
    assert 5 * loss(moved) < loss(grey) < 2  # empty, but no worse than that


def test_an_even_texture_is_missed_where_it_is_missing_whatever_the_light() -> None:
    rows, columns = np.mgrid[:192, :192]
    hatching = 0.4 * np.sin((columns + 0.5 * rows) / 1.2)

    def tensor(grey: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(np.broadcast_to(grey, (3, 192, 192)).astype(np.float32).copy())[None]

    losses = StyleLosses()
    target = losses.target(tensor(hatching), even=True)

    def missing(grey: np.ndarray) -> float:
        return float(losses.evenness(losses.features(tensor(grey)), [target], torch.ones(1)))

    everywhere, bare = missing(hatching), missing(np.where(columns < 96, 1.4 * hatching, 0))
    assert everywhere < 0.05 < 0.3 < bare
    assert missing(hatching + 0.3 * (columns > 96)) < bare / 3  # a lighter half keeps its hatching
    assert losses.evenness(losses.features(tensor(0 * hatching)), [losses.target(tensor(hatching))], torch.ones(1)) == 0
