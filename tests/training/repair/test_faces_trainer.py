from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from tests.toy_packs import make_photo_pack
from tests.training.conftest import assert_it_resumes_exactly
from training.__main__ import main
from training.common.photos import find_photos, hold_out
from training.common.recipes import FacesModelRecipe, FacesRecipe, load_recipe
from training.repair.face_boxes import FACE, NO_FACE, UNSURE, FaceCrops, read_face_boxes, split
from training.repair.faces_export import faces_of_run
from training.repair.faces_network import Faces, FacesHead
from training.repair.faces_trainer import FacesTrainer
from training.repair.weights import load_faces
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.faces import FaceFinder
from vqstudio.engine.packs.pack import read_pack

RECIPE = """
id = "toy"
[model]
channels = 8
dilations = [1]
[schedule]
near = 0.5
least = 12.0
most = 48.0
steps = 4
batch = 2
crop = 64
max_shrink = 1.0
learning_rate = 1e-2
warm_up = 1
gradient_clip = 1.0
ema = 0.5
sheet_every = 100
checkpoint_every = 2
"""
FACE_AT = (40, 30, 72, 70)
"""Left, top, right, bottom: an orange disc with two dark eyes."""


def with_a_face(rng: np.random.Generator) -> np.ndarray:
    """uint8 (96, 128, 3): stones of all greens and blues, and a face."""
    picture = rng.integers(0, 160, (12, 16, 3), np.uint8).repeat(8, 0).repeat(8, 1)
    picture[..., 0] //= 2
    left, top, right, bottom = FACE_AT
    y, x = np.mgrid[:96, :128] + 0.5
    disc = np.hypot((y - (top + bottom) / 2) / (bottom - top), (x - (left + right) / 2) / (right - left)) < 0.6
    picture[disc] = (240, 160, 90)
    picture[44:48, 47:51] = picture[44:48, 61:65] = (40, 20, 20)
    return picture


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "faces"
    folder.mkdir()
    for number in range(6):
        Image.fromarray(with_a_face(np.random.default_rng(number))).save(folder / f"face-{number}.png")
    return folder


@pytest.fixture
def boxes(photos: Path) -> Path:
    box = dict(zip(("left", "top", "right", "bottom"), FACE_AT, strict=True), sure=0.99)
    path = photos.parent / "boxes.json"
    path.write_text(json.dumps({f"faces/{file.stem}": [box] for file in photos.iterdir()}))
    return path


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    (tmp_path / "toy.toml").write_text(RECIPE)
    return tmp_path / "toy.toml"


def test_a_trained_face_finder_joins_its_pack_and_finds_a_face(
    photos: Path, boxes: Path, recipe: Path, tmp_path: Path
) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    common = ["faces", "--recipe", str(recipe), "--data", str(photos), "--boxes", str(boxes)]
    assert main([*common, "--out", str(tmp_path / "run"), "--steps", "60"]) == 0
    assert list((tmp_path / "run" / "sheets").glob("*.png"))
    assert main(["export-faces", str(tmp_path / "run"), str(pack)]) == 0
    finder = FaceFinder(read_pack(pack), ["CPUExecutionProvider"])
    found = finder.find(with_a_face(np.random.default_rng(9)), CancelToken())
    assert found.shape == (96, 128)
    assert (found[45:60, 48:64] == 1).mean() > 0.8
    assert not found[:, 104:].any()
    assert main([*common, "--out", str(tmp_path / "more"), "--steps", "1", "--init", str(pack)]) == 0
    assert load_faces(pack)[1].leave[-1].weight.shape == (1, 8, 1, 1)


def test_an_interrupted_run_resumes_to_the_very_same_state(photos: Path, boxes: Path, recipe: Path) -> None:
    loaded = load_recipe(str(recipe), FacesRecipe)
    assert_it_resumes_exactly(lambda: FacesTrainer(loaded, [photos], boxes), recipe.parent)


def test_the_truth_of_a_crop_lies_where_its_picture_shows_the_face(photos: Path, boxes: Path, recipe: Path) -> None:
    schedule = load_recipe(str(recipe), FacesRecipe).schedule.model_copy(update={"near": 1.0, "least": 24.0})
    files = find_photos(photos, 64)
    pictures, truth = split(FaceCrops(files, read_face_boxes(boxes), schedule, 0).batch(range(40)))
    assert set(truth.unique().tolist()) == {FACE, UNSURE, NO_FACE}
    light = torch.nn.functional.avg_pool2d(pictures.mean(1, keepdim=True), 8)
    assert light[truth == FACE].mean() > light[truth == NO_FACE].mean() + 0.5


def test_a_doubtful_face_is_neither_taught_as_one_nor_as_none(photos: Path, boxes: Path, recipe: Path) -> None:
    known = json.loads(boxes.read_text())
    for name in list(known)[1:]:
        known[name][0]["sure"] = 0.8
    boxes.write_text(json.dumps(known))
    sure = next(iter(known))
    schedule = load_recipe(str(recipe), FacesRecipe).schedule.model_copy(update={"near": 0.0})
    crops = FaceCrops(find_photos(photos, 64), read_face_boxes(boxes), schedule, 0)
    seen: dict[bool, set[float]] = {True: set(), False: set()}
    for number in range(40):
        _, truth = split(crops.batch([number]))
        seen[crops.photos.files[crops.plan(number).photo].key == sure] |= set(truth.unique().tolist())
    assert seen == {True: {FACE, UNSURE, NO_FACE}, False: {UNSURE, NO_FACE}}


def test_a_logit_depends_on_nothing_beyond_the_context() -> None:
    torch.manual_seed(0)
    faces = Faces(FacesHead(FacesModelRecipe(channels=8, dilations=(1, 2)))).eval()
    for parameter in faces.head.parameters():
        parameter.data += 0.3 * torch.randn_like(parameter)
    image, other = (torch.rand(1, 3, 640, 64) * 2 - 1 for _ in range(2))
    near = slice(320 - faces.context, 328 + faces.context)
    far, close = other.clone(), image.clone()
    far[:, :, near] = image[:, :, near]
    close[:, :, 320 - faces.context // 2] = other[:, :, 320 - faces.context // 2]
    with torch.no_grad():
        unchanged, outside, inside = (faces(picture)[:, :, 40] for picture in (image, far, close))
    assert near.start > 0
    assert torch.equal(outside, unchanged)
    assert not torch.equal(inside, unchanged)


def test_boxes_are_told_in_pixels_of_the_whole_photo(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.fromarray(with_a_face(np.random.default_rng(1))).resize((1440, 1080)).save(photos / "large.png")

    class Network:
        def __init__(self, **_: object) -> None: ...

        def detect(self, picture: np.ndarray) -> tuple[np.ndarray | None, np.ndarray]:
            if picture.shape[1] != 720:
                return None, np.array([None])
            return np.array([[100.0, 50, 140, 100]], np.float32), np.array([0.9])

    monkeypatch.setitem(sys.modules, "facenet_pytorch", SimpleNamespace(MTCNN=Network))
    out = tmp_path / "found.json"
    assert main(["face-boxes", "--data", str(photos), "--out", str(out)]) == 0
    found = read_face_boxes(out)
    assert [len(found[f"faces/face-{number}"]) for number in range(6)] == [0] * 6
    (box,) = found["faces/large"]
    assert (box.left, box.top, box.right, box.bottom) == (200, 100, 280, 200)


def test_held_out_photos_need_no_face(photos: Path, boxes: Path, recipe: Path) -> None:
    loaded = load_recipe(str(recipe), FacesRecipe)
    _, held_out = hold_out(find_photos(photos, 64))
    known = json.loads(boxes.read_text())
    boxes.write_text(json.dumps({name: known[name] for name in known if name not in {p.key for p in held_out}}))
    trainer = FacesTrainer(loaded, [photos], boxes)
    assert (split(trainer.held_out.batch(range(8)))[1] == NO_FACE).all()


@pytest.mark.parametrize("share", ["0.5", "0"])
def test_a_share_of_a_run_is_mixed_with_what_the_pack_has(
    share: str, photos: Path, boxes: Path, recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack, heads = make_photo_pack(tmp_path / "packs"), []
    command = ["faces", "--recipe", str(recipe), "--data", str(photos), "--boxes", str(boxes)]
    for seed in ("1", "2"):
        assert main([*command, "--out", str(tmp_path / seed), "--seed", seed]) == 0
        heads.append(faces_of_run(tmp_path / seed)[1].head.join.weight)
    assert main(["export-faces", str(tmp_path / "1"), str(pack)]) == 0
    assert main(["export-faces", str(tmp_path / "2"), str(pack), "--share", share]) == (2 if share == "0" else 0)
    expected = heads[0] if share == "0" else (heads[0] + heads[1]) / 2
    assert torch.allclose(load_faces(pack)[1].join.weight, expected, atol=0.01)
    assert ("above 0" in capsys.readouterr().err) == (share == "0")


@pytest.mark.parametrize("damage", ["missing", "broken", "of other photos"])
def test_boxes_that_name_no_face_are_told(
    damage: str, photos: Path, boxes: Path, recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if damage == "missing":
        boxes.unlink()
    elif damage == "broken":
        boxes.write_bytes(boxes.read_bytes()[:50])
    else:
        boxes.write_text(json.dumps({"another": []}))
    command = ["faces", "--recipe", str(recipe), "--data", str(photos), "--boxes", str(boxes)]
    assert main([*command, "--out", str(tmp_path / "run")]) == 2
    assert "face-boxes" in capsys.readouterr().err.splitlines()[-1]


def test_a_missing_network_is_told_with_what_to_install(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "facenet_pytorch", None)
    assert main(["face-boxes", "--data", str(photos), "--out", str(tmp_path / "found.json")]) == 2
    assert "pip install --no-deps facenet-pytorch" in capsys.readouterr().err
    assert not (tmp_path / "found.json").exists()


def test_a_place_that_cannot_be_written_is_told_before_any_work(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Network:
        def __init__(self, **_: object) -> None: ...

        def detect(self, picture: np.ndarray) -> None:
            raise AssertionError("it has begun")

    monkeypatch.setitem(sys.modules, "facenet_pytorch", SimpleNamespace(MTCNN=Network))
    (tmp_path / "file").write_text("")
    assert main(["face-boxes", "--data", str(photos), "--out", str(tmp_path / "file" / "found.json")]) == 2
    assert "cannot be written" in capsys.readouterr().err
