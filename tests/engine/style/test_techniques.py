from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from vqstudio.core.geometry import Bounds
from vqstudio.core.paths import resources
from vqstudio.engine.cancel import Cancelled
from vqstudio.engine.packs.manifest import StyleEntry
from vqstudio.engine.style.techniques import CANVAS, HEEDFUL, PAINTERS, Hand, canvas_for, hand_of
from vqstudio.engine.style.techniques.finish import finished
from vqstudio.engine.style.techniques.palette import Recolouring, palette_of, small_lab
from vqstudio.engine.style.techniques.patterns import beds_of, stones_around
from vqstudio.engine.style.techniques.sheet import Sheet

GREY = ("ink-wash", "pencil", "charcoal", "engraving")


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    with Image.open(resources() / "sample.jpg") as image:
        return np.asarray(image.convert("RGB").resize((300, 200), Image.Resampling.LANCZOS))


def lightness(pixels: np.ndarray) -> np.ndarray:
    return ndimage.zoom(ndimage.uniform_filter(pixels.mean(2), 16), 1 / 8, order=1).ravel()


@pytest.mark.parametrize("technique", PAINTERS)
def test_a_painting_shows_the_photo_and_is_the_same_for_the_same_seed(technique: str, photo: np.ndarray) -> None:
    first, again, other = (Hand(technique).painted(photo, 0.8, seed) for seed in (1, 1, 2))
    assert first.shape == photo.shape
    assert first.dtype == np.uint8
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert np.corrcoef(lightness(first), lightness(photo))[0, 1] > 0.7
    assert np.abs(first.astype(int) - photo).mean() > 5


@pytest.mark.parametrize("technique", PAINTERS)
def test_any_size_can_be_painted(technique: str) -> None:
    rng = np.random.default_rng(0)
    for height, width in ((1, 1), (3, 90), (70, 2), (65, 47)):
        photo = rng.integers(0, 255, (height, width, 3), dtype=np.uint8)
        assert Hand(technique).painted(photo, 1.0, 0).shape == photo.shape
    for value in (0, 255):
        plain = Hand(technique).painted(np.full((40, 50, 3), value, np.uint8), 1.0, 0)
        assert (plain.mean() > 100) == (value == 255), "black stays dark, white stays light"


@pytest.mark.parametrize("technique", PAINTERS)
def test_a_painter_stops_when_it_is_told_to(technique: str, photo: np.ndarray) -> None:
    told: list[float] = []

    def step(share: float) -> None:
        told.append(share)
        if len(told) == 2 or technique in ("mosaic", "cartoon"):
            raise Cancelled

    with pytest.raises(Cancelled):
        Hand(technique).painted(photo, 1.0, 0, step)
    assert all(0 <= share < 1 for share in told)


@pytest.mark.parametrize("technique", PAINTERS)
def test_a_part_is_painted_as_it_is_in_the_whole(technique: str) -> None:
    with Image.open(resources() / "sample.jpg") as image:
        photo = np.asarray(image.convert("RGB").resize((451, 301), Image.Resampling.LANCZOS))
    palette = palette_of(photo[:, ::-1, ::-1]) if technique == "watercolour" else ()
    hand, everywhere = Hand(technique, palette=palette), Bounds.of(photo.shape)
    whole = hand.painted(photo, 0.6, 3).astype(int)
    for area in (Bounds(30, 250, 40, 30), Bounds(431, 20, 20, 40), Bounds(0, 0, 1, 1)):
        part = hand.painted(photo, 0.6, 3, area=area)
        assert np.abs(part - whole[area.slices]).max() <= 3
        assert hand.around(area, 0.6, everywhere).area < 0.4 * everywhere.area
    assert np.array_equal(hand.painted(photo, 0.6, 3, area=everywhere), whole)


def with_faces(shape: tuple[int, ...]) -> np.ndarray:
    """int32 (H, W): two faces, of about 60 and 30 px."""
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    faces = np.zeros(shape[:2], np.int32)
    for number, (y, x, radius) in enumerate(((90, 200, 30), (60, 90, 15)), 1):
        faces[np.hypot(rows - y, columns - x) < radius] = number
    return faces


@pytest.mark.parametrize("technique", HEEDFUL)
def test_faces_are_painted_in_more_detail_than_the_rest(technique: str) -> None:
    # Washes lose what is faint, pieces what is small.
    size, contrast = (4, 20) if technique in ("watercolour", "ink-wash") else (2.5, 60)
    forms = ndimage.gaussian_filter(np.random.default_rng(3).standard_normal((200, 300)), size)
    photo = np.clip(128 + contrast / forms.std() * forms[:, :, None] * np.ones(3), 0, 255).astype(np.uint8)
    faces = with_faces(photo.shape)
    usual, told = (Hand(technique).painted(photo, 0.9, 0, faces=given).astype(int) for given in (None, faces))

    def unlike(painting: np.ndarray, where: np.ndarray) -> float:
        """How far the forms of a painting are from the photo's, where its light may be another."""
        near, wanted = (ndimage.gaussian_filter(p.mean(2), 1.5) for p in (painting, photo.astype(int)))
        return float(1 - np.corrcoef(near[where], wanted[where])[0, 1])

    most = 0.9 if technique == "ink-wash" else 0.8  # a brush's contours are the same in faces
    for number in (1, 2):
        assert unlike(told, faces == number) < most * unlike(usual, faces == number)
    elsewhere = ndimage.distance_transform_edt(faces == 0) > 30
    assert unlike(told, elsewhere) == pytest.approx(unlike(usual, elsewhere), rel=0.5)  # by chance


@pytest.mark.parametrize("technique", HEEDFUL)
def test_a_part_with_a_face_is_painted_as_it_is_in_the_whole(technique: str, photo: np.ndarray) -> None:
    faces = with_faces(photo.shape)
    whole = Hand(technique).painted(photo, 0.9, 0, faces=faces).astype(int)
    for area in (Bounds(190, 60, 40, 50), Bounds(70, 40, 30, 20)):
        part = Hand(technique).painted(photo, 0.9, 0, area=area, faces=faces)
        assert np.abs(part - whole[area.slices]).max() <= 3


def test_every_stone_of_a_mosaic_ends_halfway_to_the_next_one() -> None:
    black = np.zeros((180, 240, 3), np.float32)
    whole, rng = Bounds.of(black.shape), np.random.default_rng(0)
    sheet = Sheet(lambda part: black[part.slices], (180, 240), whole, rng, with_faces(black.shape))
    beds = beds_of(sheet, 14.0)
    assert len(beds) > 1
    stone, gap, cells = stones_around(beds, sheet)
    points = np.concatenate([bed.points for bed in beds])
    laid = np.flatnonzero(np.concatenate([bed.laid for bed in beds]))
    places = np.moveaxis(np.mgrid[:180, :240], 0, -1).reshape(-1, 1, 2)
    away = np.hypot(*np.moveaxis(places - points[laid][None], -1, 0))
    nearest = np.sort(away, 1)[:, :2]
    assert np.array_equal(stone.ravel(), laid[away.argmin(1)])
    wide = 0.2 * cells.ravel()  # no mortar is as wide as that
    assert np.allclose(np.minimum(gap.ravel(), wide), np.minimum(nearest[:, 1] - nearest[:, 0], wide), atol=1e-3)


@pytest.mark.parametrize("height", range(1060, 1072))
def test_a_sliver_of_a_face_at_the_border_is_painted(height: int) -> None:
    faces = np.zeros((height, 400), np.int32)
    faces[-2:, 100:140] = 1
    assert Hand("mosaic").painted(np.zeros((height, 400, 3), np.uint8), 1.9, 0, faces=faces).shape == (height, 400, 3)


@pytest.mark.parametrize("technique", GREY)
def test_drawings_have_the_colours_of_ink_and_paper_only(technique: str, photo: np.ndarray) -> None:
    colours = Hand(technique).painted(photo, 1.0, 0).astype(int)
    assert (colours.max(2) - colours.min(2)).max() < 24


def test_lines_of_twice_the_unit_are_twice_as_wide() -> None:
    grey = np.full((240, 240, 3), 120, np.uint8)

    def lines(unit: float) -> int:
        column = Hand("engraving").painted(grey, unit, 0)[:, 120].mean(1)
        return int((np.diff((column < 128).astype(int)) > 0).sum())

    assert lines(1.0) == pytest.approx(2 * lines(2.0), abs=4)
    assert lines(2.0) > 8


@pytest.mark.parametrize("technique", ["pencil", "pastel", "charcoal", "coloured-pencil"])
def test_hatching_of_twice_the_unit_is_wider(technique: str) -> None:
    grey = np.full((160, 160, 3), 110, np.uint8)

    def likeness_across(unit: float) -> float:
        """Of neighbours across the strokes, which a hand lays from upper left to lower right."""
        several = np.stack([Hand(technique).painted(grey, unit, seed).astype(float).mean(2) for seed in range(3)])
        chance = several - ndimage.uniform_filter(several, (0, 16, 16))
        return float(np.corrcoef(chance[:, 1:, :-1].ravel(), chance[:, :-1, 1:].ravel())[0, 1])

    assert likeness_across(2.0) > likeness_across(1.0) + 0.2


@pytest.mark.parametrize("technique", ["pencil", "pastel", "charcoal"])
def test_strokes_follow_forms(technique: str) -> None:
    """What chance makes of slanted stripes is drawn out along them, not across."""
    rows, columns = np.mgrid[:140, :140]
    stripes = np.repeat((127 + 60 * np.sin((rows + columns) / 9))[:, :, None], 3, 2).astype(np.uint8)
    several = np.stack([Hand(technique).painted(stripes, 1.0, seed).astype(float).mean(2) for seed in range(6)])
    chance = several - several.mean(0)

    def likeness(down: int, right: int) -> float:
        moved = np.roll(chance, (down, right), (1, 2))
        return float(np.corrcoef(chance[:, 20:-20, 20:-20].ravel(), moved[:, 20:-20, 20:-20].ravel())[0, 1])

    assert likeness(-4, 4) > likeness(4, 4) + 0.05


def test_a_palette_gives_a_photo_the_colours_of_a_painting_and_leaves_its_light_and_dark(photo: np.ndarray) -> None:
    rng = np.random.default_rng(0)
    inks = np.array([(170, 40, 50), (40, 150, 60), (70, 10, 20)])
    painting = np.clip(inks[rng.integers(3, size=(90, 120))] + rng.integers(-15, 15, (90, 120, 3)), 0, 255)
    palette = palette_of(painting.astype(np.uint8))
    found = Recolouring(photo, palette).of(photo).reshape(-1, 3)

    def far(pixels: np.ndarray) -> float:
        """From the inks, in a and b."""
        return float(np.median(np.sqrt(np.square(small_lab(pixels)[:, None, 1:] - lab_of(inks)[:, 1:]).sum(2)).min(1)))

    assert far(found.reshape(photo.shape)) < 0.6 * far(photo)
    assert np.corrcoef(lightness(found.reshape(photo.shape)), lightness(photo))[0, 1] > 0.9
    pixel = np.full((1, 1, 3), 130, np.uint8)
    plain = Recolouring(pixel, palette).of(pixel)
    assert plain.shape == (1, 1, 3)
    for tiny in ((1, 1), (1, 500), (10, 10)):
        assert len(palette_of(np.full((*tiny, 3), 90, np.uint8))) == len(palette)


def test_a_palette_leaves_faces_more_of_their_colours_and_nothing_else() -> None:
    photo = np.full((120, 160, 3), (90, 130, 190), np.uint8)  # a face before the sky
    photo[30:90, 50:110] = (220, 170, 150)
    photo += np.random.default_rng(0).integers(0, 12, photo.shape, np.uint8)
    faces = np.zeros((12, 16), np.int32)
    faces[3:9, 5:11] = 1
    green = np.full((60, 60, 3), (60, 160, 70), np.uint8)
    green += np.random.default_rng(1).integers(0, 12, green.shape, np.uint8)
    usual, told = (Recolouring(photo, palette_of(green), given).of(photo) for given in (None, faces))

    def moved(made: np.ndarray, part: slice) -> float:
        before, after = (small_lab(np.ascontiguousarray(p[part, 60:100]))[:, 1:].mean(0) for p in (photo, made))
        return float(np.hypot(*(after - before)))

    face, sky = slice(40, 80), slice(0, 20)
    assert moved(told, face) < 0.6 * moved(usual, face)
    assert moved(told, sky) > 0.9 * moved(usual, sky) > 10


def test_a_photo_in_its_own_colours_stays_as_it_is(photo: np.ndarray) -> None:
    made = Recolouring(photo, palette_of(photo)).of(photo).astype(int)
    assert np.abs(made - photo).mean() < 4


def lab_of(colours: np.ndarray) -> np.ndarray:
    return small_lab(colours[None].astype(np.uint8))


def test_strokes_have_one_size_relative_to_large_photos() -> None:
    for scale in (0.5, 1.0, 2.0, 4.0):
        shares = []
        for size in ((1500, 1000), (3000, 2000), (6000, 4000)):
            (width, _), unit = canvas_for(size, scale)
            shares.append(unit / width)
        assert max(shares) < 1.02 * min(shares)
        assert shares[0] == pytest.approx(scale / (1.5 * CANVAS) ** 0.5, rel=0.02)
    assert canvas_for((300, 200), 1.0) == ((300, 200), 0.7)


def test_an_enlarged_painting_gets_sharp_edges_and_a_grain_of_its_own() -> None:
    small = np.full((100, 120, 3), 200, np.uint8)
    small[:, 60:] = 60
    large = np.asarray(Image.fromarray(small).resize((600, 500), Image.Resampling.BICUBIC))
    done = finished("oil", large, 5.0, lambda share: None).astype(int)
    assert np.abs(np.diff(done.mean((0, 2)))).max() > 1.2 * np.abs(np.diff(large.astype(int).mean((0, 2)))).max()
    assert 2 < done[100:200, 50:150].std() < 12
    assert np.array_equal(finished("oil", small, 1.0, lambda share: None), small)


def test_a_style_of_an_unknown_technique_is_left_to_the_network() -> None:
    styles = [
        StyleEntry("oil", "Oil", "", "", (), technique="oil"),
        StyleEntry("new", "New", "", "", (), technique="fresco"),
        StyleEntry("after", "After", "", "", ()),
    ]
    assert [hand_of(styles, name) for name in ("oil", "new", "after", "missing")] == [Hand("oil"), None, None, None]
