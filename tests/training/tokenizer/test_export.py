from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from skimage.metrics import peak_signal_noise_ratio

from training.__main__ import main
from training.common import checkpoint
from training.common.recipes import TokenizerRecipe, load_recipe
from training.packs.writing import ExportError
from training.tokenizer.export import check_parity, export_pack, tokenizer_of_run, with_half_weights
from training.tokenizer.model import Tokenizer
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.tokens.tokenizer import Tokenizer as OnnxTokenizer

CPU = ["CPUExecutionProvider"]


def test_a_pack_computes_what_the_model_computes_at_any_size(run: Path, tmp_path: Path) -> None:
    export_pack(run, tmp_path / "pack")
    pack = OnnxTokenizer(read_pack(tmp_path / "pack"), CPU)
    pixels = np.random.default_rng(0).integers(0, 255, (52, 124, 3), dtype=np.uint8)
    _, model = tokenizer_of_run(run)
    with torch.no_grad():
        image = torch.from_numpy(pixels).permute(2, 0, 1)[None].float() / 127.5 - 1
        expected = ((with_half_weights(model)(image).image[0].clamp(-1, 1) + 1) * 127.5).permute(1, 2, 0).numpy()
    difference = np.abs(pack.reconstruct(pixels, CancelToken()) - expected)
    assert float(np.median(difference)) < 1
    assert float((difference < 2).mean()) > 0.97  # a rare tie between two codes may fall the other way


def test_large_weights_are_stored_as_halves(run: Path, tmp_path: Path) -> None:
    export_pack(run, tmp_path / "pack")
    weights = checkpoint.load(run / "weights.pt")["weights"]
    full = sum(4 * v.numel() for name, v in weights.items() if name.startswith("decoder"))
    assert (tmp_path / "pack" / "decoder.onnx").stat().st_size < 0.75 * full


def test_the_parity_check_notices_other_weights(run: Path, tmp_path: Path) -> None:
    export_pack(run, tmp_path / "pack")
    other = Tokenizer(load_recipe("tiny", TokenizerRecipe).model)
    with pytest.raises(ExportError, match="disagree"):
        check_parity(other, tmp_path / "pack")


def test_exporting_again_replaces_the_pack_and_leaves_nothing_beside(run: Path, tmp_path: Path) -> None:
    export_pack(run, tmp_path / "packs" / "tiny")
    export_pack(run, tmp_path / "packs" / "tiny")
    assert [p.name for p in (tmp_path / "packs").iterdir()] == ["tiny"]
    assert read_pack(tmp_path / "packs" / "tiny").id == "tiny"


def test_evaluate_prints_figures_and_writes_them_into_the_manifest(
    run: Path, tmp_path: Path, photo_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(run), str(tmp_path / "pack")]) == 0
    assert (
        main(["evaluate", str(tmp_path / "pack"), "--data", str(photo_folder), "--sheet", str(tmp_path / "s.png")]) == 0
    )
    printed = capsys.readouterr().out
    info = read_pack(tmp_path / "pack")
    figures, pack = info.manifest.figures, OnnxTokenizer(info, CPU)
    photos = [np.asarray(Image.open(path)) for path in photo_folder.rglob("*.png")]
    made = [pack.reconstruct(photo, CancelToken()) for photo in photos]
    expected = np.mean([peak_signal_noise_ratio(*pair) for pair in zip(photos, made, strict=True)])
    assert figures["psnr_db"] == pytest.approx(expected, abs=0.01)
    assert figures["photos"] == 6
    assert 0 < figures["codes_in_use"] <= 1
    assert f"{figures['psnr_db']:.4f}" in printed


def test_a_missing_run_is_one_clear_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "nothing"), str(tmp_path / "pack")]) == 2
    assert "no checkpoint" in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()
