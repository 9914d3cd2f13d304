"""Packs whose weights cannot be trained on: one sentence each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import pytest

from tests.toy_packs import make_photo_pack
from training.packs.weights import WeightsError
from training.prior.weights import load_prior
from training.repair.weights import load_repair
from training.style.learn import StyleLearner
from training.style.weights import load_styles
from training.tokenizer.weights import load_tokenizer
from vqstudio.core.errors import PackError, StudioError

from .changed_packs import change_manifest, replace_file


@pytest.mark.parametrize(
    ("load", "what", "command"),
    [
        (load_repair, "repair decoder", "export-repair"),
        (load_prior, "token prior", "export-prior"),
        (load_styles, "style decoder", "export-styles"),
    ],
)
def test_a_pack_without_a_network_is_told_what_it_lacks(
    tmp_path: Path, load: Callable[[Path], Any], what: str, command: str
) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    with pytest.raises(WeightsError, match=rf"^The pack photo-f8 has no {what}; .* with {command}\.$"):
        load(pack)


def test_a_style_cannot_be_learned_on_a_pack_without_styles(photo_pack: Path) -> None:
    with pytest.raises(StudioError, match="photo-f8 has no style decoder; choose another pack"):
        StyleLearner(photo_pack / "painting.png", photo_pack, photo_pack)


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        ("", r"^The pack photo-f8 has no recipe of its repair decoder; write it again with export-repair .*\.$"),
        ("{", r"^The recipe of the repair decoder in the pack photo-f8 is not valid \(.*JSON.*\); .*\.$"),
        ('{"schedule": 1}', r"not valid \(schedule: .*\); write it again with export-repair of this version\.$"),
    ],
)
def test_a_recipe_that_says_nothing_is_one_sentence(photo_pack: Path, recipe: str, message: str) -> None:
    change_manifest(photo_pack, lambda m: m["graphs"]["repair"].update(recipe=recipe))
    with pytest.raises(WeightsError, match=message) as error:
        load_repair(photo_pack)
    assert "\n" not in str(error.value)


def test_a_tokenizer_without_a_recipe_is_one_sentence(photo_pack: Path) -> None:
    change_manifest(photo_pack, lambda m: m.update(recipe=""))
    with pytest.raises(WeightsError, match="has no recipe of its tokenizer; write it again with export of this"):
        load_tokenizer(photo_pack)


def recipe_with(manifest: dict[str, Any], graph: str, section: str, **changes: object) -> None:
    spec = manifest["graphs"][graph]
    recipe = json.loads(spec["recipe"])
    recipe[section] |= changes
    spec["recipe"] = json.dumps(recipe)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"widths": [16, 8, 8, 8]}, r"after\.0\.0\.layers\.2\.bias is 8, not 16"),
        ({"blocks": [1, 2, 1, 1]}, r"after\.1\.1\.layers\.2\.bias is missing"),
        ({"widths": [8, 8, 8, 10**6]}, r"bottom\.0\.layers\.2\.bias is 8, not 1000000"),  # 36 TB, never asked for
        ({"widths": [8, 8, 8, 10**30]}, "make no network"),
    ],
)
def test_another_shape_than_the_recipe_says_is_one_sentence(
    photo_pack: Path, changes: dict[str, object], reason: str
) -> None:
    change_manifest(photo_pack, lambda m: recipe_with(m, "repair", "decoder", **changes))
    with pytest.raises(WeightsError, match=reason) as error:
        load_repair(photo_pack)
    assert str(error.value).startswith("The repair decoder of the pack photo-f8 has another shape than its recipe")
    assert "\n" not in str(error.value)


def test_weights_that_the_recipe_does_not_know_are_refused(photo_pack: Path) -> None:
    change_manifest(photo_pack, lambda m: recipe_with(m, "prior", "model", dilations=[1]))
    with pytest.raises(WeightsError, match=r"token prior of the pack photo-f8 has another shape .*layers\.1"):
        load_prior(photo_pack)


@pytest.mark.parametrize("length", [None, 3])
def test_styles_that_do_not_fit_their_recipe_are_named(paint_pack: Path, length: int | None) -> None:
    def change(manifest: dict[str, Any]) -> None:
        style = manifest["styles"][-1]
        style.update(name="umber") if length is None else style.update(vector=style["vector"][:length])

    change_manifest(paint_pack, change)
    with pytest.raises(StudioError, match=r"not its styles: indigo|the style indigo does not fit its models"):
        load_styles(paint_pack)


def test_a_damaged_file_is_refused_before_it_is_read(photo_pack: Path) -> None:
    (photo_pack / "prior.onnx").write_bytes((photo_pack / "prior.onnx").read_bytes()[:-9])
    with pytest.raises(PackError, match=r"photo-f8 is damaged: prior\.onnx has"):
        load_prior(photo_pack)


def test_what_is_no_onnx_file_is_one_sentence(photo_pack: Path) -> None:
    replace_file(photo_pack, "prior.onnx", b"no model at all")
    with pytest.raises(WeightsError, match=r"^prior\.onnx in the pack photo-f8 cannot be read \(.*\); write it again"):
        load_prior(photo_pack)


def test_weights_outside_of_the_pack_are_not_read(
    photo_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ONNX file may name another file to hold its weights: here it could be any file of this machine."""
    model = onnx.load(str(photo_pack / "prior.onnx"))
    onnx.external_data_helper.convert_model_to_external_data(model, location="secret.bin", size_threshold=0)
    written = tmp_path / "elsewhere" / "prior.onnx"
    written.parent.mkdir()
    onnx.save(model, str(written))
    assert written.with_name("secret.bin").stat().st_size > 1000
    monkeypatch.chdir(written.parent)  # where such names would be looked for
    replace_file(photo_pack, "prior.onnx", written.read_bytes())
    with pytest.raises(WeightsError, match="lies outside of the file"):
        load_prior(photo_pack)
