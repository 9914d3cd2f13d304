"""Repair at its limits: holes and photos of unusual size, place and number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.engine.conftest import picture
from tests.engine.repair.test_holes import run
from vqstudio.cli import main
from vqstudio.core.errors import MaskError, RequestError
from vqstudio.core.files import open_document
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import RepairRequest
from vqstudio.engine.studio import StudioEngine

STRANGE = (255, 0, 255)


@pytest.fixture(params=["plain_studio", "knowing_studio"])
def studio(request: pytest.FixtureRequest) -> StudioEngine:
    """With the plain decoder, and with the one that knows the surroundings."""
    return request.getfixturevalue(request.param)


def check(studio: StudioEngine, pixels: np.ndarray, alpha: np.ndarray) -> None:
    """Only the hole changes, and nothing of what was there is left."""
    pixels = pixels.copy()
    pixels[alpha > 0] = STRANGE
    after, _ = run(studio, pixels, alpha)
    assert np.array_equal(after[alpha == 0], pixels[alpha == 0])
    assert not (after[alpha > 0] == STRANGE).all(axis=1).any()


@pytest.mark.parametrize(
    "hole",
    [
        pytest.param(np.s_[:, :30], id="left"),
        pytest.param(np.s_[:, -30:], id="right"),
        pytest.param(np.s_[:25], id="top"),
        pytest.param(np.s_[-25:], id="bottom"),
        pytest.param(np.s_[:40, :40], id="corner"),
        pytest.param(np.s_[50:80], id="across"),
        pytest.param(np.s_[:3], id="thin at the top"),
    ],
)
def test_a_hole_at_the_border(studio: StudioEngine, hole: tuple[slice, ...]) -> None:
    alpha = np.zeros((120, 150), np.uint8)
    alpha[hole] = 255
    check(studio, picture(120, 150), alpha)


@pytest.mark.parametrize("size", [(160, 200), (16, 16), (600, 400)])
def test_a_hole_of_nine_tenths(studio: StudioEngine, size: tuple[int, int]) -> None:
    alpha = np.full(size, 255, np.uint8)
    alpha[: max(1, size[0] // 10)] = 0
    check(studio, picture(*size), alpha)


@pytest.mark.parametrize("thick", [True, False])
def test_a_single_known_pixel_is_enough(studio: StudioEngine, thick: bool) -> None:
    height, width = (40, 40) if thick else (3, 40)
    alpha = np.full((height, width), 255, np.uint8)
    alpha[1, 1] = 0
    check(studio, picture(height, width), alpha)


def test_the_whole_photo_cannot_be_repaired(studio: StudioEngine) -> None:
    with pytest.raises(MaskError, match="nothing is left to repair it from"):
        run(studio, picture(40, 40), np.full((40, 40), 255, np.uint8))


def test_every_island_is_repaired_from_its_own_surroundings_and_reported(studio: StudioEngine) -> None:
    truth = np.zeros((400, 640, 3), np.uint8)
    alpha = np.zeros((400, 640), np.uint8)
    colours = np.random.default_rng(0).integers(0, 256, (5, 8, 3))
    for row, column in np.ndindex(5, 8):
        truth[80 * row : 80 * row + 80, 80 * column : 80 * column + 80] = colours[row, column]
        alpha[80 * row + 33 : 80 * row + 47, 80 * column + 33 : 80 * column + 47] = 255
    pixels = truth.copy()
    pixels[alpha > 0] = STRANGE
    reports: list[tuple[float, str]] = []
    request = RepairRequest(pixels, Mask(alpha))
    result = studio.run(request, lambda share, text: reports.append((share, text)), CancelToken())
    after = pixels.copy()
    after[result.patch.bounds.slices] = result.patch.after
    assert np.abs(after.astype(int) - truth).mean(axis=2)[alpha > 0].max() < 12
    shares = [share for share, _ in reports]
    assert np.diff(shares).min() > -1e-9
    assert {f"Repairing part {n} of 40" for n in range(1, 41)} <= {text for _, text in reports}


def test_hundreds_of_specks_are_repaired_together(studio: StudioEngine) -> None:
    truth = picture(500, 700)
    alpha = np.zeros((500, 700), np.uint8)
    alpha[5::40, 5::40] = 255
    pixels = truth.copy()
    pixels[alpha > 0] = STRANGE
    texts: set[str] = set()
    result = studio.run(RepairRequest(pixels, Mask(alpha)), lambda share, text: texts.add(text), CancelToken())
    after = pixels.copy()
    after[result.patch.bounds.slices] = result.patch.after
    assert np.abs(after.astype(int) - truth)[alpha > 0].mean() < 20
    assert len(texts) < 10


def test_sixty_megapixels(studio: StudioEngine) -> None:
    pixels = np.empty((6700, 9000, 3), np.uint8)
    pixels[:] = np.linspace(40, 200, 9000, dtype=np.uint8)[None, :, None]
    alpha = np.zeros((6700, 9000), np.uint8)
    alpha[6600:6650, 8900:8960] = 255
    pixels[alpha > 0] = STRANGE
    result = studio.run(RepairRequest(pixels, Mask(alpha)), lambda share, text: None, CancelToken())
    assert (result.patch.bounds.width, result.patch.bounds.height) == (60, 50)
    assert np.abs(result.patch.after.astype(int) - 198).max() < 12


@pytest.mark.parametrize("mode", ["L", "I;16", "LA", "RGBA", "P", "CMYK"])
def test_photos_of_other_modes(studio: StudioEngine, tmp_path: Path, mode: str) -> None:
    rgb = Image.fromarray(picture(64, 80))
    if mode == "I;16":
        photo = Image.fromarray(np.asarray(rgb.convert("L")).astype(np.uint16) * 257)
    else:
        photo = rgb.convert(mode)
    path = tmp_path / ("photo.tif" if mode == "CMYK" else "photo.png")
    photo.save(path)
    mask = np.zeros((64, 80), np.uint8)
    mask[20:40, 30:50] = 255
    Image.fromarray(mask).save(tmp_path / "mask.png")
    out = tmp_path / "out.png"
    assert main(["repair", str(path), "--mask", str(tmp_path / "mask.png"), "-o", str(out)], lambda: studio) == 0
    before, after = open_document(path).pixels, open_document(out).pixels
    assert np.array_equal(before[mask == 0], after[mask == 0])


def test_less_detail_is_smoother(knowing_studio: StudioEngine) -> None:
    pixels, alpha = picture(140, 140), np.zeros((140, 140), np.uint8)
    alpha[50:90, 50:90] = 255

    def roughness(detail: float) -> float:
        request = RepairRequest(pixels, Mask(alpha), detail=detail)
        patch = knowing_studio.run(request, lambda share, text: None, CancelToken()).patch.after.astype(float)
        return float(np.abs(np.diff(patch, axis=0)).mean())

    assert roughness(0.0) < roughness(0.5) < roughness(1.0)
    with pytest.raises(RequestError, match="between 0 and 1"):
        roughness(1.5)
