"""The bundled styles, as a user gets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from tests.toy_packs import add_face_finder, make_photo_pack
from vqstudio.core.errors import MaskError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.core.paths import resources
from vqstudio.demo import sample_photo
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.features.style import drawn
from vqstudio.engine.pace import Step
from vqstudio.engine.requests import StyleRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.style.files import StyleFile, decoder_of, jpeg, write_style
from vqstudio.engine.style.paint import Brush, StylePainter
from vqstudio.engine.style.techniques import PAINTERS, Hand, Painter
from vqstudio.engine.style.techniques.sheet import Sheet
from vqstudio.engine.tokens.tokenizer import Tokenizer

CPU = ["CPUExecutionProvider"]


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    with Image.open(sample_photo()) as image:
        return np.asarray(image.convert("RGB").resize((480, 320), Image.Resampling.LANCZOS))


def engine_with_styles_in(folder: Path) -> StudioEngine:
    return StudioEngine(resources() / "packs", folder)


def painted(engine: StudioEngine, photo: np.ndarray, style: str, **options: object) -> np.ndarray:
    request = StyleRequest(photo, style, **options)  # type: ignore[arg-type]
    patch = engine.run(request, lambda share, text: None, CancelToken()).patch
    result = photo.copy()
    result[patch.bounds.slices] = patch.after
    return result


def test_there_are_at_least_16_styles_in_groups_each_with_credit_and_picture(tmp_path: Path) -> None:
    styles = engine_with_styles_in(tmp_path).styles()
    assert len(styles) >= 16
    assert all(style.credit and style.thumbnail for style in styles)
    assert {"Oil", "Watercolour", "Woodcut and ink", "Pastel and pencil", "Modern"} <= {s.group for s in styles}


def test_each_style_is_another_picture_in_which_light_and_dark_are_the_photos(
    photo: np.ndarray, tmp_path: Path
) -> None:
    engine = engine_with_styles_in(tmp_path)
    seen: list[np.ndarray] = []

    def lightness(image: np.ndarray) -> np.ndarray:
        return ndimage.zoom(ndimage.uniform_filter(image.mean(2), 32), 1 / 16, order=1).ravel()

    def keep(name: str, image: np.ndarray) -> None:
        assert np.corrcoef(lightness(image), lightness(photo))[0, 1] > 0.6, name
        assert all(np.abs(image.astype(int) - other).mean() > 4 for other in seen), name
        seen.append(image)

    engine.style_thumbnails(photo, keep, CancelToken())
    assert len(seen) >= 16


def test_styles_that_were_learned_before_the_pack_was_written_anew_still_fit(tmp_path: Path) -> None:
    engine = engine_with_styles_in(tmp_path)
    (pack,) = (p for p in engine.packs() if p.manifest.styles)
    entry = msgspec.structs.replace(pack.manifest.styles[0], name="mine", title="Mine", thumbnail=None)
    decoder = "b06459a9d9c9a1d92ebb515f48b17aec69bbf0bae3bf0c1f4eac82ed3faa4c64"
    thumbnail = jpeg(np.full((20, 20, 3), 90, np.uint8), 20)
    write_style(StyleFile(pack=pack.id, decoder=decoder, style=entry, thumbnail=thumbnail), tmp_path / "old.vqstyle")
    assert engine.add_style(tmp_path / "old.vqstyle").name == "mine"


def test_the_real_styles_have_no_seams(photo: np.ndarray, tmp_path: Path) -> None:
    (pack,) = (p for p in engine_with_styles_in(tmp_path).packs() if p.manifest.styles)
    pixels = np.asarray(Image.fromarray(photo).resize((640, 480)))
    brush = Brush(np.array(pack.manifest.styles[0].vector, np.float32), 1.0)

    def paint(tile: int) -> np.ndarray:
        painter = StylePainter(pack, CPU, Tokenizer(pack, CPU, tile), tile, whole=0)
        area = Bounds.of(pixels.shape)
        return painter.paint(pixels, area, brush, lambda share, text: None, CancelToken()).astype(int)

    assert np.abs(paint(4096) - paint(496)).max() <= 3


def test_strength_leads_from_the_photo_to_the_painting(photo: np.ndarray, tmp_path: Path) -> None:
    engine = engine_with_styles_in(tmp_path)
    full = painted(engine, photo, "starry-night").astype(int)
    distances = [np.abs(painted(engine, photo, "starry-night", strength=s) - full).mean() for s in (0.0, 0.3, 0.7)]
    assert distances[0] > distances[1] > distances[2] > 1


def test_forms_bring_the_photo_back_under_the_strokes_of_the_network_alone(photo: np.ndarray, tmp_path: Path) -> None:
    engine = engine_with_styles_in(tmp_path)

    def likeness(picture: np.ndarray) -> float:
        soft, true = (ndimage.gaussian_filter(one.mean(2), 6).ravel() for one in (picture, photo))
        return float(np.corrcoef(soft, true)[0, 1])

    for style in ("starry-night", "scream:0.5,tahiti:0.5"):
        none, some, usual = (painted(engine, photo, style, forms=share) for share in (0.0, 0.3, StyleRequest.forms))
        assert likeness(none) < likeness(some) < likeness(usual)
        assert likeness(usual) > 0.95
    assert np.array_equal(*(painted(engine, photo, "pencil", forms=share) for share in (0.0, 1.0)))
    assert np.array_equal(painted(engine, photo, "starry-night", strength=0.0), photo)


def test_below_a_tenth_of_forms_strokes_fade_to_what_the_network_paints_alone(
    photo: np.ndarray, tmp_path: Path
) -> None:
    engine = engine_with_styles_in(tmp_path)
    alone, nearly, half, both = (
        painted(engine, photo, "starry-night", forms=share).astype(float) for share in (0.0, 0.001, 0.05, 0.1)
    )
    assert np.abs(alone - both).mean() > 5
    assert np.abs(nearly - alone).mean() < 1
    assert np.abs(half - (alone + both) / 2).mean() < 1


def test_a_painting_is_a_style_in_its_own_colours_at_once(photo: np.ndarray, tmp_path: Path) -> None:
    engine = engine_with_styles_in(tmp_path / "styles")
    rng = np.random.default_rng(0)
    strokes = ndimage.gaussian_filter(rng.standard_normal((300, 400)), (1, 6))[:, :, None] / 0.2
    for name, colour in (("rust", (190, 80, 40)), ("sea", (40, 120, 150))):
        Image.fromarray(np.clip(np.array(colour) + 40 * strokes, 0, 255).astype(np.uint8)).save(
            tmp_path / f"{name}.png"
        )
        engine.add_style(tmp_path / f"{name}.png")
    rust, sea = (painted(engine, photo, name).mean((0, 1)) for name in ("rust", "sea"))
    assert rust[0] > rust[2] + 30
    assert sea[2] > sea[0] + 30


def test_what_was_learned_lies_on_the_guess_as_a_texture(photo: np.ndarray, tmp_path: Path) -> None:
    engine = engine_with_styles_in(tmp_path / "styles")
    (pack,) = (p for p in engine.packs() if p.manifest.styles)
    starry = next(style for style in pack.manifest.styles if style.name == "starry-night")
    entry = msgspec.structs.replace(starry, name="mine", title="Mine", thumbnail=None, technique="oil")
    picture = jpeg(photo, 100)
    file = StyleFile(pack=pack.id, decoder=decoder_of(pack), style=entry, thumbnail=picture)
    pictures = {}
    for learned in (False, True):
        write_style(msgspec.structs.replace(file, learned=learned), tmp_path / "mine.vqstyle")
        assert engine.add_style(tmp_path / "mine.vqstyle").by_network == learned
        pictures[learned] = painted(engine, photo, "mine").astype(int)
    change = pictures[True] - pictures[False]
    assert np.abs(change).mean() > 3
    assert np.abs(ndimage.gaussian_filter(change.astype(float), (8, 8, 0))).mean() < 1
    assert np.array_equal(painted(engine, photo, "mine", strength=0.0), photo)
    alpha = np.zeros(photo.shape[:2], np.uint8)
    alpha[100:200, 150:300] = 255
    there = painted(engine, photo, "mine", mask=Mask(alpha)).astype(int)
    assert np.abs(there - pictures[True])[alpha == 255].max() <= 2
    assert np.array_equal(there[alpha == 0], photo[alpha == 0])
    shown: dict[str, np.ndarray] = {}
    engine.style_thumbnails(photo, shown.__setitem__, CancelToken())
    assert np.abs(shown["mine"] - pictures[False]).mean() > 3


def test_a_face_that_the_photo_pack_finds_gets_smaller_stones(photo: np.ndarray, tmp_path: Path) -> None:
    red = photo.copy()
    red[100:180, 200:270] = (250, 10, 10)
    red[120:124, 210:260:8] = red[150:154, 210:260] = (120, 10, 10)  # eyes and a mouth
    mosaics, editions = {}, {}
    for packs in ("without", "with", "damaged"):
        shutil.copytree(resources() / "packs" / "paint-f4", tmp_path / packs / "paint-f4")
        pack = make_photo_pack(tmp_path / packs)
        if packs != "without":
            add_face_finder(pack)
        if packs == "damaged":
            (pack / "faces.onnx").write_bytes((pack / "faces.onnx").read_bytes()[:-9])
        engine = StudioEngine(tmp_path / packs, tmp_path / "styles")
        mosaics[packs] = painted(engine, red, "mosaic").astype(float)
        editions[packs] = [engine.edition("paint-f4", style) for style in ("mosaic", "oil")]

    def unlike(mosaic: np.ndarray) -> float:
        pictures = mosaic, red.astype(float)
        made, wanted = (ndimage.gaussian_filter(p[100:180, 200:270, 0], 1.5).ravel() for p in pictures)
        return float(1 - np.corrcoef(made, wanted)[0, 1])

    assert unlike(mosaics["with"]) < 0.7 * unlike(mosaics["without"])
    assert np.array_equal(mosaics["damaged"], mosaics["without"])
    assert editions["with"][0] != editions["without"][0]
    assert editions["with"][1] == editions["without"][1]


def test_a_technique_fades_to_the_photo_stays_in_its_mask_and_can_keep_colours(
    photo: np.ndarray, tmp_path: Path
) -> None:
    engine = engine_with_styles_in(tmp_path)
    full = painted(engine, photo, "pencil").astype(int)
    assert np.array_equal(painted(engine, photo, "pencil", strength=0.0), photo)
    half = painted(engine, photo, "pencil", strength=0.5).astype(int)
    assert np.abs(half - (full + photo.astype(int)) / 2).max() <= 2
    alpha = np.zeros(photo.shape[:2], np.uint8)
    alpha[100:200, 150:300] = 255
    there = painted(engine, photo, "pencil", mask=Mask(alpha)).astype(int)
    assert np.array_equal(there[alpha == 0], photo[alpha == 0])
    assert np.abs(there - full)[alpha == 255].max() <= 1
    colourful = painted(engine, photo, "pencil", keep_colours=True).astype(int)
    assert np.ptp(full, 2).mean() < 12 < np.ptp(colourful, 2).mean()
    with pytest.raises(MaskError, match="Nothing is selected"):
        painted(engine, photo, "oil", mask=Mask(np.zeros_like(alpha)))


def test_a_mixture_with_a_technique_leads_from_one_to_the_other(photo: np.ndarray, tmp_path: Path) -> None:
    engine = engine_with_styles_in(tmp_path)
    for other in ("pencil", "starry-night"):
        oil, nearly, half, hardly, there = (
            painted(engine, photo, style).astype(int)
            for style in ("oil", f"oil:0.99,{other}:0.01", f"oil:1,{other}:1", f"oil:0.01,{other}:0.99", other)
        )
        assert np.abs(oil - there).mean() > 8
        assert np.abs(nearly - oil).max() <= 3
        assert np.abs(hardly - there).max() <= 3
        assert np.abs(half - (oil + there) / 2).max() <= 1
    assert np.array_equal(painted(engine, photo, "oil:2,starry-night:0"), oil)


def test_two_styles_in_one_technique_become_one_new_style_that_is_painted_once(
    photo: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, units, painter = engine_with_styles_in(tmp_path), [], PAINTERS["oil"]

    def spy(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
        units.append(unit)
        return painter(sheet, unit, step)

    monkeypatch.setitem(PAINTERS, "oil", spy)

    def colours(style: str) -> np.ndarray:
        return painted(engine, photo, style).mean((0, 1))

    night, tahiti = colours("starry-night"), colours("tahiti")
    both, mostly = colours("starry-night:1,tahiti:1"), colours("starry-night:0.99,tahiti:0.01")
    assert len(units) == 4
    assert units[2] == pytest.approx((units[0] + units[1]) / 2)
    assert np.abs(both - (night + tahiti) / 2).max() < 0.25 * np.abs(night - tahiti).max()
    assert np.abs(mostly - night).max() < 2


@pytest.mark.parametrize("style", ["charcoal", "engraving:1,water-lilies:1"])
def test_a_small_mask_gets_what_the_whole_would_and_no_more_is_painted(
    style: str, photo: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, sheets = engine_with_styles_in(tmp_path), []
    for name, painter in PAINTERS.items():

        def spy(sheet: Sheet, unit: float, step: Step, painter: Painter = painter) -> np.ndarray:
            sheets.append(sheet.area)
            return painter(sheet, unit, step)

        monkeypatch.setitem(PAINTERS, name, spy)
    large = np.asarray(Image.fromarray(photo).resize((1500, 1000), Image.Resampling.LANCZOS))
    alpha = np.zeros(large.shape[:2], np.uint8)
    alpha[900:950, 120:200] = 255
    whole = painted(engine, large, style).astype(int)
    there = painted(engine, large, style, mask=Mask(alpha), feather=4).astype(int)
    assert np.abs(there - whole)[912:938, 132:188].max() <= 3
    assert np.abs(there - whole)[912:938, 132:188].mean() < 0.1
    count = len(sheets) // 2
    for small, all_of_it in zip(sheets[count:], sheets[:count], strict=True):
        assert small.area < 0.3 * all_of_it.area


def test_two_styles_in_two_masks_meet_softly(photo: np.ndarray, tmp_path: Path) -> None:
    """One is applied after the other; where both masks are soft, each shows by its share."""
    engine = engine_with_styles_in(tmp_path)
    ramp = np.clip(np.linspace(-3, 4, photo.shape[1]), 0, 1) * 255
    right = np.broadcast_to(np.round(ramp).astype(np.uint8), photo.shape[:2])
    first = painted(engine, photo, "engraving", mask=Mask(255 - right))
    both = painted(engine, first, "oil", mask=Mask(np.ascontiguousarray(right)))
    pure = right[0] == 0
    assert np.array_equal(both[:, pure], first[:, pure])
    assert np.array_equal(first[:, pure], painted(engine, photo, "engraving")[:, pure])
    assert np.abs(both[:, ~pure].astype(int) - painted(engine, photo, "oil")[:, ~pure]).mean() < 25
    whole = painted(engine, first, "oil")
    changed, could = (np.abs(made.astype(int) - first).sum((0, 2)) for made in (both, whole))
    soft = (right[0] > 25) & (right[0] < 230)
    assert np.abs(changed / could - right[0] / 255)[soft].max() < 0.1


def test_painting_by_an_algorithm_reports_while_it_paints_and_stops_there_when_cancelled() -> None:
    photo = np.random.default_rng(0).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    told: list[float] = []

    def step(share: float) -> None:
        told.append(share)
        if len(told) == 4:
            raise Cancelled

    request = StyleRequest(photo, "oil")
    with pytest.raises(Cancelled):
        drawn(request, photo, Bounds.of(photo.shape), Hand("oil"), None, step, CancelToken())
    assert len(told) == 4
    assert 0 < told[-1] < 0.5, "it had not painted half of it"
