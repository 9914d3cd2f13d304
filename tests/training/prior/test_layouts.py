from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.toy_packs import add_prior, make_photo_pack
from training.__main__ import main
from training.common.photos import find_photos
from training.prior.clusters import find_clusters
from training.prior.layouts import FEWEST, find_layouts
from training.prior.subjects import NAMES, Subjects, read_subjects
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.packs.promises import LAYOUT_SIDE
from vqstudio.engine.tokens.layouts import Layouts
from vqstudio.engine.tokens.looks import looks_of, read_looks
from vqstudio.engine.tokens.tokenizer import Tokenizer


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Ten photos of a blue sky over ground that is darker each time, ten of red walls, and a grey one."""
    rng = np.random.default_rng(0)
    (tmp_path / "photos").mkdir()
    for number in range(21):
        pixels = np.full((60, 90, 3), 128, np.uint8)
        if number < 10:
            pixels[:30], pixels[30:] = (90, 140, 240), 20 * number
        elif number < 20:
            pixels[:] = (200, 30, 30)
        noise = rng.integers(-9, 9, pixels.shape)
        Image.fromarray((pixels + noise).clip(0, 255).astype(np.uint8)).save(tmp_path / "photos" / f"{number:02}.png")
    return tmp_path / "photos"


SUBJECTS = Subjects(("sky", "wall"), {f"photos/{n:02}": "sky" if n < 10 else "wall" for n in range(20)})


def test_layouts_look_like_photos_of_their_subject_and_differ(photos: Path) -> None:
    table = find_layouts(find_photos(photos, 1), SUBJECTS)
    assert table.shape[0] == 3
    means = table[:, : 3 * LAYOUT_SIDE**2].reshape(3, 3, LAYOUT_SIDE, LAYOUT_SIDE)
    sky, wall = means[1], means[2]
    assert sky[2, :7].min() > 0.7 > 0.1 > sky[2, 9:].max()  # blue above, ground below
    assert wall[0].min() > 0.4
    assert wall[2].max() < -0.6
    # What differs among skies is how dark the ground is; walls are all alike.
    deviation = table[:, 3 * LAYOUT_SIDE**2 :].reshape(3, -1, 3, LAYOUT_SIDE, LAYOUT_SIDE).square().sum(1).sqrt()
    assert deviation[1, 0, 9:].min() > 5 * deviation[1, 0, :7].max()
    assert deviation[1, 0, 9:].min() > 5 * deviation[2].max()


def test_the_command_adds_layouts_that_a_seed_repeats(photos: Path, tmp_path: Path) -> None:
    pack, folder = make_photo_pack(tmp_path / "packs"), tmp_path / "subjects"
    find_clusters(photos, 2, folder)
    (folder / NAMES).write_text('00 = "one"\n01 = "other"\n')
    add_prior(pack, read_subjects(folder).names)
    assert main(["layouts", str(pack), "--data", str(photos), "--subjects", str(folder)]) == 0
    info, providers, cancel = read_pack(pack), ["CPUExecutionProvider"], CancelToken()
    tokenizer = Tokenizer(info, providers)
    found, read = looks_of(tokenizer, cancel), read_looks(info, providers, tokenizer, cancel)
    for name in ("colours", "detail", "vectors", "wild"):
        np.testing.assert_allclose(getattr(read, name), getattr(found, name), atol=5e-3)
    layouts = Layouts(info, providers)
    first, again, other, anything = (
        layouts.draw(*which, CancelToken()).astype(int) for which in ((1, 3), (1, 3), (1, 4), (0, 3))
    )
    assert first.shape == (LAYOUT_SIDE, LAYOUT_SIDE, 3)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert not np.array_equal(first, anything)


def test_layouts_of_other_subjects_than_the_prior_s_are_refused(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack, folder = make_photo_pack(tmp_path / "packs"), tmp_path / "subjects"
    add_prior(pack, ("moon",))
    find_clusters(photos, 2, folder)
    (folder / NAMES).write_text('00 = "one"\n01 = "other"\n')
    assert main(["layouts", str(pack), "--data", str(photos), "--subjects", str(folder)]) == 2
    assert "knows other subjects" in capsys.readouterr().err
    assert "layout" not in read_pack(pack).manifest.graphs


def test_too_few_photos_of_a_subject_are_told_by_its_name(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack, folder = make_photo_pack(tmp_path / "packs"), tmp_path / "subjects"
    find_clusters(photos, 6, folder)
    (folder / NAMES).write_text("".join(f'{n:02} = "kind-{n}"\n' for n in range(6)))
    add_prior(pack, read_subjects(folder).names)
    assert main(["layouts", str(pack), "--data", str(photos), "--subjects", str(folder)]) == 2
    assert f"need at least {FEWEST} photos" in capsys.readouterr().err
