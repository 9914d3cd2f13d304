from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch

from tests.engine.conftest import picture
from training.tokenizer.export import tokenizer_of_run
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.tokens.tokenizer import Tokenizer

CPU = ["CPUExecutionProvider"]


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    error = np.mean((a.astype(float) - b) ** 2)
    return 10 * float(np.log10(255**2 / max(error, 1e-9)))


@pytest.mark.parametrize("pack", ["photo-f8", "paint-f4"])
@pytest.mark.parametrize(("height", "width"), [(257, 391), (640, 96)])
def test_tiled_equals_whole(packs_folder: Path, pack: str, height: int, width: int) -> None:
    info = read_pack(packs_folder / pack)
    pixels = picture(height, width)
    whole = Tokenizer(info, CPU, tile=4096).reconstruct(pixels, CancelToken())
    tiled = Tokenizer(info, CPU, tile=144).reconstruct(pixels, CancelToken())
    assert whole.shape == pixels.shape
    assert psnr(whole, tiled) >= 60


def test_tokens_do_not_depend_on_tiling(packs_folder: Path) -> None:
    info = read_pack(packs_folder / "photo-f8")
    pixels = picture(256, 384)
    whole, tiled = (Tokenizer(info, CPU, tile=size) for size in (4096, 144))
    a, b = (t.quantize(t.encode(pixels, CancelToken()), CancelToken())[0] for t in (whole, tiled))
    assert (a == b).mean() > 0.999


def test_dither_is_a_pattern_over_the_grid_and_the_same_every_time(packs_folder: Path) -> None:
    info = read_pack(packs_folder / "photo-f8")
    z = np.ones((1, info.manifest.dim, 130, 70), np.float32)

    def tokens(dither: float) -> np.ndarray:
        manifest = msgspec.structs.replace(info.manifest, dither=dither, feedback=0)
        return Tokenizer(replace(info, manifest=manifest), CPU).quantize(z, CancelToken())[0][0]

    assert len(np.unique(tokens(0.0))) == 1
    dithered = tokens(0.9)
    assert len(np.unique(dithered)) > 3
    assert np.array_equal(dithered, tokens(0.9))
    assert np.array_equal(dithered[:64], dithered[64:128])


def test_feedback_chooses_the_tokens_that_training_chose(packs_folder: Path) -> None:
    info = read_pack(packs_folder / "photo-f8")
    _, trained = tokenizer_of_run(packs_folder.parent / "photo-f8-run")
    z = np.random.default_rng(0).standard_normal((1, info.manifest.dim, 30, 41), dtype=np.float32)
    unit = torch.nn.functional.normalize(torch.from_numpy(z), dim=1)
    chosen = {}
    for feedback in (0, 2):
        manifest = msgspec.structs.replace(info.manifest, dither=0.0, feedback=feedback)
        chosen[feedback] = Tokenizer(replace(info, manifest=manifest), CPU).quantize(z, CancelToken())[0]
        expected = trained.quantizer.choose(unit, 0.0, feedback, None).numpy()
        assert (chosen[feedback] == expected).mean() > 0.99
    assert (chosen[0] != chosen[2]).mean() > 0.05


def test_progress_rises_to_the_end_over_tiles(packs_folder: Path) -> None:
    seen: list[float] = []
    tokenizer = Tokenizer(read_pack(packs_folder / "photo-f8"), CPU, tile=144)
    tokenizer.reconstruct(picture(200, 300), CancelToken(), seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 6
    assert seen[-1] == pytest.approx(1.0)


def test_cancel_ends_the_work_between_or_inside_tiles(packs_folder: Path) -> None:
    tokenizer = Tokenizer(read_pack(packs_folder / "photo-f8"), CPU, tile=144)
    cancel = CancelToken()
    calls: list[float] = []

    def stop_after_three(share: float) -> None:
        calls.append(share)
        if len(calls) == 3:
            cancel.cancel()

    with pytest.raises(Cancelled):
        tokenizer.reconstruct(picture(400, 400), cancel, stop_after_three)
    assert len(calls) == 3
