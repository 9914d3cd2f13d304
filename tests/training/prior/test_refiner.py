from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.toy_packs import add_layouts, add_prior, add_refiner, add_restoring, make_photo_pack
from tests.training.conftest import assert_it_resumes_exactly
from training.__main__ import main
from training.common import checkpoint
from training.common.perceptual import ripples
from training.common.photos import DataError, find_photos
from training.common.prior_recipes import RefinerRecipe
from training.common.recipes import load_recipe
from training.packs.writing import ExportError
from training.prior.drawings import LARGE, SIDE, Drawing, Pairs, find_pairs, make_drawings
from training.prior.refiner_export import export_refiner
from training.prior.refiner_network import MOST, Refiner
from training.prior.refiner_trainer import RefinerTrainer, beyond, mean_of, median_of
from training.prior.subjects import CLUSTERS, NAMES, Subjects, read_subjects
from training.prior.weights import load_refiner_for
from vqstudio.engine.packs.pack import read_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_photo_pack(tmp_path_factory.mktemp("refiner") / "packs")
    add_prior(made, ("sky", "wall"))
    add_layouts(made, 2)
    add_restoring(made)
    return made


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty photos, of blue skies and red walls in turn."""
    folder = tmp_path_factory.mktemp("data") / "photos"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for number in range(20):
        pixels = np.full((LARGE, LARGE + 8, 3), (90, 140, 240) if number % 2 == 0 else (200, 30, 30), np.uint8)
        noisy = (pixels + rng.integers(-9, 9, pixels.shape)).clip(0, 255).astype(np.uint8)
        Image.fromarray(noisy).save(folder / f"{number:02}.png")
    return folder


@pytest.fixture(scope="module")
def subjects(photos: Path) -> Path:
    """A folder as the command ``subjects`` writes it."""
    folder = photos.parent / "subjects"
    folder.mkdir()
    rows = "".join(f"photos/{number:02},{number % 2:02},0.1\n" for number in range(20))
    (folder / CLUSTERS).write_text("photo,cluster,rank\n" + rows)
    (folder / NAMES).write_text('00 = "sky"\n01 = "wall"\n')
    return folder


@pytest.fixture(scope="module")
def drawn(photos: Path, subjects: Path, pack: Path) -> Path:
    """Drawings of five rounds: the first is held out, one is large, one of photos that are drawn anew."""
    folder = photos.parent / "drawings"
    make_drawings([photos], read_subjects(subjects), pack, folder, 10)
    return folder


def small() -> RefinerRecipe:
    recipe = load_recipe("refiner", RefinerRecipe)
    schedule = {"batch": 2, "crop": 128, "steps": 4, "warm_up": 2, "checkpoint_every": 2, "sheet_every": 4}
    model = recipe.model.model_copy(update={"widths": (8, 8), "blocks": 1, "deepest": 1})
    adversarial = recipe.adversarial.model_copy(update={"deaf": 1, "width": 8})
    return recipe.with_schedule(**schedule).model_copy(update={"model": model, "adversarial": adversarial})


def test_drawings_are_of_all_subjects_and_some_of_a_photo(
    drawn: Path, photos: Path, subjects: Path, pack: Path
) -> None:
    found = [Drawing.load(path) for path in sorted(drawn.glob("*.npz"))]
    assert sorted(drawing.subject for drawing in found) == ["sky"] * 5 + ["wall"] * 5
    assert {len(drawing.picture) for drawing in found} == {SIDE, LARGE}
    of_photos = [drawing for drawing in found if drawing.photo is not None]
    assert len(of_photos) == 2
    for drawing in of_photos:
        assert drawing.photo is not None
        red, _, blue = drawing.photo.mean((0, 1))
        assert (blue > red) == (drawing.subject == "sky")
    before = {path: path.stat().st_mtime_ns for path in drawn.glob("*.npz")}
    assert make_drawings([photos], read_subjects(subjects), pack, drawn, 10) == 0
    assert {path: path.stat().st_mtime_ns for path in drawn.glob("*.npz")} == before


def test_what_a_refiner_learns_from_is_not_refined(
    drawn: Path, photos: Path, subjects: Path, pack: Path, tmp_path: Path
) -> None:
    refining = shutil.copytree(pack, tmp_path / "packs" / pack.name)
    add_refiner(refining)
    make_drawings([photos], read_subjects(subjects), refining, tmp_path / "drawings", 2)
    first, again = (Drawing.load(folder / "held-000000.npz") for folder in (drawn, tmp_path / "drawings"))
    assert np.array_equal(first.picture, again.picture)
    assert "refiner" in read_pack(refining).manifest.graphs


def test_a_prior_of_other_subjects_leaves_no_refiner_behind(pack: Path, tmp_path: Path) -> None:
    refining = shutil.copytree(pack, tmp_path / "packs" / pack.name)
    add_refiner(refining)
    add_prior(refining, ("sky", "wall"))
    assert "refiner" in read_pack(refining).manifest.graphs
    add_prior(refining, ("moon", "sky", "wall"))
    assert "refiner" not in read_pack(refining).manifest.graphs
    assert not (refining / "refiner.onnx").exists()


def test_a_pair_is_a_drawing_and_a_photo_of_its_subject_or_the_photo_it_is_of(
    drawn: Path, photos: Path, subjects: Path
) -> None:
    pairs, held_out = find_pairs(drawn, [photos], read_subjects(subjects), 64, seed=3)
    batch = pairs.batch(range(40))
    assert batch.shape == (40, 6, 64, 64)
    assert torch.equal(batch[5:7], pairs.batch([5, 6]))
    kinds = set()
    for number, pair in enumerate(batch):
        plan = pairs.plan(number)
        drawing = pairs.drawings[plan.drawing]
        red, blue = (float(pair[3 + channel].mean()) for channel in (0, 2))
        assert (blue > red) == (drawing.subject == "sky")
        assert plan.subject in (0, 1 + (drawing.subject == "wall"))
        kinds.add(plan.photo is None)
        if plan.photo is None:
            assert drawing.photo is not None
            cut = drawing.photo[plan.y : plan.y + 64, plan.x : plan.x + 64]
            expected = torch.from_numpy(np.ascontiguousarray(cut[:, ::-1] if plan.flip else cut)).permute(2, 0, 1)
            assert torch.equal(pair[3:], expected.float().div_(127.5).sub_(1))
    assert kinds == {True, False}
    assert held_out.batch([0]).shape == (1, 6, SIDE, SIDE)


def test_a_step_trains_and_a_run_resumes_exactly(drawn: Path, photos: Path, subjects: Path, tmp_path: Path) -> None:
    def make() -> RefinerTrainer:
        return RefinerTrainer(small(), drawn, [photos], read_subjects(subjects), seed=2)

    assert_it_resumes_exactly(make, tmp_path)
    assert (tmp_path / "whole" / "sheets").is_dir()


def test_what_is_beyond_the_photo_counts_place_by_place_only_if_both_show_the_same() -> None:
    photo = torch.tensor([[[[0.0, 4.0]]]]).expand(2, 1, 1, 2)
    image = torch.tensor([[[[3.0, 3.0]]]]).expand(2, 1, 1, 2)
    assert beyond([image], [photo], torch.tensor([True, True]), mean_of) == pytest.approx(1.5)
    assert beyond([image], [photo], torch.tensor([False, False]), mean_of) == pytest.approx(1.0)


def test_what_repeats_is_usual_where_photos_have_it_in_most_places() -> None:
    maps = torch.tensor([1.0, 1.0, 1.0, 1.0, 9.0]).view(1, 1, 1, 5)
    assert median_of(maps).item() == 1
    assert mean_of(maps).item() == pytest.approx(2.6)


@pytest.mark.parametrize("turned", [False, True])
def test_ripples_are_stripes_and_neither_edges_nor_lines_nor_noise(turned: bool) -> None:
    def strongest(row: torch.Tensor) -> float:
        picture = row.expand(1, 3, 64, 64) if row.ndim == 1 else row[None].expand(1, 3, 64, 64)
        found = ripples(picture.transpose(2, 3) if turned else picture)
        assert len({tuple(maps.shape[:2]) for maps in found}) == 1
        return max(float(maps.mean()) for maps in found)

    x = torch.arange(64.0)
    stripes = {period: strongest(0.5 * torch.cos(2 * torch.pi * x / period)) for period in (4, 6, 8)}
    assert min(stripes.values()) > 0.3
    assert strongest((x > 31).float()) < 0.05  # an edge
    assert strongest(((x > 30) & (x < 33)).float()) < 0.05  # a line
    noise = torch.from_numpy(np.random.default_rng(0).normal(0, 0.35, (64, 64)).astype(np.float32))
    assert strongest(noise) < 0.5 * min(stripes.values())


def test_a_refiner_changes_light_within_limits_and_no_hue() -> None:
    refiner = Refiner(small().model)
    with torch.no_grad():
        for parameter in refiner.parameters():
            parameter.add_(0.3 * torch.randn_like(parameter))
        image = torch.rand(1, 3, 32, 32) * 2 - 1
        change = refiner(image, torch.randn(1, 4, 16, 16), torch.tensor([0])) - image
    assert torch.allclose(change[:, 0], change[:, 1], atol=1e-6)
    assert torch.allclose(change[:, 0], change[:, 2], atol=1e-6)
    assert 0.1 < change.abs().max() <= MOST + 1e-6


def test_a_refiner_begins_as_the_rich_network_of_clarity_and_then_goes_on_from_its_own(
    pack: Path, tmp_path: Path, drawn: Path, photos: Path, subjects: Path
) -> None:
    copy = shutil.copytree(pack, tmp_path / "photo-f8")
    names = read_subjects(subjects).names
    recipe = small().model.model_copy(update={"subjects": names})
    begun = load_refiner_for(recipe, copy)
    image, noise = torch.rand(1, 3, 32, 32) * 2 - 1, torch.zeros(1, 4, 16, 16)
    changed = begun(image, noise, torch.tensor([1])) - image
    assert changed.abs().max() > 0.01  # a new one changes nothing
    assert torch.equal(changed, begun(image, noise, torch.tensor([2])) - image)
    (tmp_path / "refiner.toml").write_text(_as_toml(small()))
    given = {"recipe": tmp_path / "refiner.toml", "data": photos, "subjects": subjects, "drawings": drawn,
             "out": tmp_path / "run", "init": copy, "steps": 2, "export": copy}  # fmt: skip
    assert main(["refiner", *(word for name, value in given.items() for word in (f"--{name}", str(value)))]) == 0
    graph = read_pack(copy).manifest.graphs["refiner"]
    assert graph.recipe
    again = load_refiner_for(recipe, copy)
    assert (again(image, noise, torch.tensor([1])) - begun(image, noise, torch.tensor([1]))).abs().max() > 0


def _as_toml(recipe: RefinerRecipe) -> str:
    parts = recipe.model_dump()
    lines = [f'id = "{parts.pop("id")}"']
    for name, values in parts.items():
        lines += [f"[{name}]", *(f"{key} = {list(v) if isinstance(v, tuple) else v}" for key, v in values.items())]
    return "\n".join(lines)


def test_what_does_not_fit_is_told(pack: Path, tmp_path: Path, photos: Path, subjects: Path, drawn: Path) -> None:
    known = read_subjects(subjects)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="holds no drawings to train on"):
        find_pairs(tmp_path / "empty", [photos], known, 64, 0)
    (tmp_path / "train-000000.npz").write_bytes(b"no drawing")
    with pytest.raises(DataError, match="holds no drawing; make the folder anew"):
        Pairs([tmp_path / "train-000000.npz"], find_photos([photos], SIDE), known, 64, 0)
    with pytest.raises(DataError, match="None of 20 photos shows what the drawings do"):
        Pairs(sorted(drawn.glob("*.npz")), find_photos([photos], SIDE), Subjects(("moon",), {}), 64, 0)
    copy = shutil.copytree(pack, tmp_path / "photo-f8")
    recipe = small()
    state = {"recipe": recipe.model_dump_json(), "step": 0, "weights": Refiner(recipe.model).state_dict()}
    checkpoint.save(state, tmp_path / "run" / "weights.pt")
    with pytest.raises(ExportError, match="knows other subjects"):
        export_refiner(tmp_path / "run", copy)
    assert "refiner" not in read_pack(copy).manifest.graphs
