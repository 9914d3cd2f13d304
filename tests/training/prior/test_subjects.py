from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.toy_packs import make_photo_pack
from training.__main__ import main
from training.common.photos import DataError, find_photos
from training.common.prior_recipes import PriorModelRecipe, PriorRecipe
from training.common.recipes import load_recipe
from training.prior.clusters import find_clusters
from training.prior.network import TokenPrior
from training.prior.subjects import CLUSTERS, KEPT, NAMES, Subjects, read_subjects
from training.prior.trainer import PriorTrainer
from vqstudio.engine.packs.pack import read_pack

from .test_trainer import PRIOR

SHAPE = PriorModelRecipe(channels=16, heads=2, dilations=(1, 2), attend_every=2, subjects=("sea", "sky"))


@pytest.fixture
def two_kinds(tmp_path: Path) -> Path:
    """Twelve photos: six pale with lines across, six dark with spots."""
    rng = np.random.default_rng(0)
    for number in range(12):
        pixels = np.full((80, 96, 3), 200 if number % 2 else 40, np.uint8)
        if number % 2:
            pixels[::8] = rng.integers(0, 90, 3)
        else:
            pixels[rng.random((80, 96)) < 0.05] = (250, 220, 30)
        (tmp_path / "photos" / "mine").mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(tmp_path / "photos" / "mine" / f"{number:02}.png")
    return tmp_path / "photos"


def named(folder: Path, *names: str) -> Path:
    (folder / NAMES).write_text("".join(f'{number:02} = "{name}"\n' for number, name in enumerate(names)))
    return folder


def test_photos_that_look_alike_come_into_one_cluster_with_a_sheet(two_kinds: Path, tmp_path: Path) -> None:
    out = tmp_path / "subjects"
    assert main(["subjects", "--data", str(two_kinds), "--out", str(out), "--count", "2"]) == 0
    with (out / CLUSTERS).open(newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {row["photo"]: row["cluster"] for row in rows}
    assert len({kinds[f"mine/{number:02}"] for number in range(0, 12, 2)}) == 1
    assert kinds["mine/00"] != kinds["mine/01"]
    assert sorted(path.name for path in (out / "sheets").iterdir()) == ["00.jpg", "01.jpg"]
    with pytest.raises(DataError, match="No subject has a name"):
        read_subjects(out)
    written = named(out, "night", "day")
    find_clusters(two_kinds, 2, out)
    assert read_subjects(written).names == ("day", "night")  # names that were written are kept


def test_a_photo_has_the_name_of_its_cluster_unless_it_lies_at_its_rim(two_kinds: Path, tmp_path: Path) -> None:
    photos = find_photos(two_kinds, 1)
    rows = [(f"mine/{n:02}", f"{n % 3:02}", (KEPT + 0.1) * (n >= 9)) for n in range(12)]
    lines = ["photo,cluster,rank", *(f"{photo},{cluster},{rank}" for photo, cluster, rank in rows)]
    (tmp_path / CLUSTERS).write_text("\n".join(lines))
    subjects = read_subjects(named(tmp_path, "sky", "", "sea"))
    assert subjects.names == ("sea", "sky")
    assert [subjects.number(photo) for photo in photos] == [2, 0, 1] * 3 + [0, 0, 0]


@pytest.mark.parametrize("broken", [CLUSTERS, NAMES])
def test_a_folder_without_subjects_is_one_sentence(
    broken: str, two_kinds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "subjects"
    find_clusters(two_kinds, 2, folder)
    named(folder, "sea", "sky")
    (folder / broken).write_text("what, is = this\n1,2\n")
    pack = make_photo_pack(tmp_path / "packs")
    command = ["prior", "--tokenizer", str(pack), "--data", str(two_kinds), "--out", str(tmp_path / "run")]
    assert main([*command, "--subjects", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "is no folder of subjects" in said
    assert said.count("\n") == 1


def test_too_many_clusters_are_refused(two_kinds: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="2 to 12"):
        find_clusters(two_kinds, 13, tmp_path)


def test_a_subject_says_what_a_hidden_token_is_and_none_says_nothing() -> None:
    """Half of the pictures are all of code 0, half of code 1, by their subject; nothing is known of them."""
    torch.manual_seed(0)
    prior = TokenPrior(torch.nn.functional.normalize(torch.randn(6, 4), dim=1), SHAPE)
    untold = TokenPrior(prior.codebook(), SHAPE.model_copy(update={"subjects": ()}))
    untold.load_state_dict(prior.state_dict(), strict=False)
    hidden, heights = torch.full((8, 4, 5), 6), torch.linspace(-1, 1, 4).repeat(8, 1)
    subject = torch.arange(8) % 2 + 1
    assert torch.allclose(prior(hidden, None, 0 * subject, heights), untold(hidden), atol=1e-6)
    optimizer = torch.optim.Adam(prior.parameters(), 3e-3)
    wanted = (subject - 1)[:, None, None].expand(8, 4, 5)
    for _ in range(60):
        optimizer.zero_grad()
        logits = prior(hidden, None, subject, heights)
        torch.nn.functional.cross_entropy(logits.permute(0, 3, 1, 2), wanted).backward()
        optimizer.step()
    assert torch.equal(prior(hidden, None, subject, heights).argmax(3), wanted)
    assert not torch.equal(prior(hidden, None, 0 * subject, heights).argmax(3), wanted)


def test_a_subject_may_differ_between_top_and_bottom() -> None:
    torch.manual_seed(0)
    prior = TokenPrior(torch.nn.functional.normalize(torch.randn(6, 4), dim=1), SHAPE)
    hidden, heights = torch.full((1, 8, 3), 6), torch.linspace(-1, 1, 8)[None]
    wanted = (heights > 0).long()[:, :, None].expand(1, 8, 3)
    optimizer = torch.optim.Adam(prior.parameters(), 3e-3)
    for _ in range(80):
        optimizer.zero_grad()
        logits = prior(hidden, None, torch.tensor([2]), heights)
        torch.nn.functional.cross_entropy(logits.permute(0, 3, 1, 2), wanted).backward()
        optimizer.step()
    assert float((prior(hidden, None, torch.tensor([2]), heights).argmax(3) == wanted).float().mean()) > 0.9


def test_a_run_with_subjects_continues_a_pack_without_and_takes_them_there(
    two_kinds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe, folder, pack = tmp_path / "toy.toml", tmp_path / "subjects", make_photo_pack(tmp_path / "packs")
    recipe.write_text(PRIOR)
    find_clusters(two_kinds, 2, folder)
    named(folder, "spots", "lines")
    shared = ["prior", "--recipe", str(recipe), "--tokenizer", str(pack), "--data", str(two_kinds)]
    assert main([*shared, "--out", str(tmp_path / "plain"), "--steps", "1", "--export", str(pack)]) == 0
    told = [*shared, "--subjects", str(folder), "--init", str(pack), "--export", str(pack)]
    assert main([*told, "--out", str(tmp_path / "told")]) == 0
    assert read_pack(pack).manifest.graphs["prior"].subjects == ("lines", "spots")
    assert list((tmp_path / "told" / "sheets").glob("*-subjects.png"))
    assert main([*told, "--out", str(tmp_path / "more"), "--steps", "1"]) == 0
    capsys.readouterr()
    assert main(["evaluate-prior", str(pack), "--data", str(two_kinds), "--subjects", str(folder)]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()][:2] == ["cross_entropy", "told"]
    # A pack that knows subjects is no start for a run that knows others.
    named(folder, "dots", "lines")
    assert main([*told, "--out", str(tmp_path / "other"), "--steps", "1"]) == 2
    assert "has another shape than the recipe's" in capsys.readouterr().err


def test_crops_are_told_their_photo_s_subject_and_where_they_lie_in_it(two_kinds: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "toy.toml"
    recipe.write_text(PRIOR)
    subjects = Subjects(("lines", "spots"), {f"mine/{n:02}": ("spots", "lines")[n % 2] for n in range(12)})
    trainer = PriorTrainer(
        load_recipe(str(recipe), PriorRecipe), make_photo_pack(tmp_path / "packs"), two_kinds, subjects=subjects
    )
    numbers = range(40)
    pale = trainer.crops.batch(numbers).mean((1, 2, 3)) > 0
    subject, heights = trainer.told(trainer.crops, numbers)
    assert torch.equal(subject == 1, pale)
    assert heights.shape == (40, 8)
    for number in numbers:
        plan = trainer.crops.plan(number)
        assert heights[number, 0] == pytest.approx(2 * (plan.y + 4 * plan.side / 64) / 80 - 1)
    # Sometimes the subject is not told, so that the prior also learns to do without.
    silent = torch.cat([trainer.prepare(step, trainer.crops.batch(range(2)))[2] for step in range(40)]) == 0
    assert 0 < float(silent.float().mean()) < 0.5
