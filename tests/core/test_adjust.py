from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqstudio.core.adjust import Adjustment, WholePhoto, adjusted
from vqstudio.core.deep import reduced
from vqstudio.core.geometry import Bounds


def ramp(channels: int = 3) -> np.ndarray:
    return np.dstack([np.tile(np.arange(256, dtype=np.uint8), (4, 1))] * channels)


def noise() -> np.ndarray:
    return np.random.default_rng(0).integers(20, 236, (40, 30, 3)).astype(np.uint8)


def test_nothing_changes_nothing() -> None:
    assert not Adjustment()
    assert np.array_equal(adjusted(noise(), Adjustment()), noise())


def test_a_stop_doubles_the_light() -> None:
    grey = np.full((3, 3, 3), 100, np.uint8)
    brighter = adjusted(grey, Adjustment(exposure=1))[0, 0, 0] / 255
    light = ((brighter + 0.055) / 1.055) ** 2.4 / (((100 / 255 + 0.055) / 1.055) ** 2.4)
    assert light == pytest.approx(2, rel=0.02)


def test_contrast_draws_values_apart_and_keeps_black_white_and_the_middle() -> None:
    more, less = (adjusted(ramp(), Adjustment(contrast=value))[0, :, 0].astype(int) for value in (0.6, -0.6))
    for curve in (more, less):
        assert (curve[0], curve[255]) == (0, 255)
        assert abs(curve[127] - 127) <= 1
        assert (np.diff(curve) >= 0).all()
    assert more[60] < 60 < less[60]
    assert more[190] > 190 > less[190]


def test_warmth_and_tint_shift_grey_but_not_its_light() -> None:
    grey = np.full((2, 2, 3), 120, np.uint8)
    red, _, blue = adjusted(grey, Adjustment(warmth=1))[0, 0].astype(int)
    assert red > 125
    assert blue < 115
    red, green, blue = adjusted(grey, Adjustment(tint=1))[0, 0].astype(int)
    assert min(red, blue) > green
    levels = adjusted(grey, Adjustment(warmth=1))[0, 0] / 255
    light = (((levels + 0.055) / 1.055) ** 2.4) @ (0.2126, 0.7152, 0.0722)
    assert light == pytest.approx(((120 / 255 + 0.055) / 1.055) ** 2.4, rel=0.03)


def test_without_saturation_everything_is_grey() -> None:
    grey = adjusted(noise(), Adjustment(saturation=-1)).astype(int)
    assert np.ptp(grey, axis=2).max() <= 1
    vivid = adjusted(noise(), Adjustment(saturation=0.5)).astype(int)
    assert np.ptp(vivid, axis=2).mean() > np.ptp(noise().astype(int), axis=2).mean()


def test_alpha_stays() -> None:
    pixels = ramp(4)
    assert np.array_equal(adjusted(pixels, Adjustment(exposure=1))[:, :, 3], pixels[:, :, 3])


SHARES = st.floats(-1, 1)


@given(
    stops=SHARES, contrast=SHARES, warmth=SHARES, tint=SHARES, blacks=SHARES, whites=SHARES, fade=st.floats(0, 1)
)  # fmt: skip
def test_any_setting_keeps_the_order_of_greys(
    stops: float, contrast: float, warmth: float, tint: float, blacks: float, whites: float, fade: float
) -> None:
    setting = Adjustment(3 * stops, contrast, warmth, tint, blacks=blacks, whites=whites, fade=fade)
    result = adjusted(ramp(), setting).astype(int)
    assert (np.diff(result, axis=1) >= 0).all()


def test_a_ramp_of_4096_values_pulled_up_has_no_bands() -> None:
    ramp = np.linspace(0, 65535, 4096).astype(np.uint16)
    values = np.repeat(np.dstack([ramp] * 3), 4, axis=0)
    pulled = adjusted(values, Adjustment(exposure=2.0))
    assert len(np.unique(pulled)) > 2000
    assert np.abs(reduced(pulled).astype(int) - adjusted(reduced(values), Adjustment(exposure=2.0))).max() <= 6
    assert len(np.unique(adjusted(reduced(values), Adjustment(exposure=2.0)))) <= 256


def halves(dark: int, bright: int) -> np.ndarray:
    """A dark half and a bright one, both with the same fine pattern."""
    pattern = np.random.default_rng(1).integers(-8, 9, (200, 300, 1))
    sides = np.where(np.arange(300) < 150, dark, bright)[None, :, None]
    return (np.repeat(sides + pattern, 3, axis=2)).astype(np.uint8)


def test_shadows_and_highlights_change_their_areas_and_leave_the_others() -> None:
    photo = halves(40, 215)
    left, right = np.s_[:, :120], np.s_[:, 180:]
    lifted = adjusted(photo, Adjustment(shadows=1))
    assert lifted[left].mean() > 1.5 * photo[left].mean()
    assert abs(lifted[right].mean() - photo[right].mean()) < 3
    assert lifted[left].std() > 1.3 * photo[left].std()  # brighter, and not flatter
    pulled = adjusted(photo, Adjustment(highlights=-1))
    assert pulled[right].mean() < photo[right].mean() - 20
    assert abs(pulled[left].mean() - photo[left].mean()) < 2


@pytest.mark.parametrize("value", [-1, 1])
def test_brighter_areas_stay_brighter(value: int) -> None:
    steps = np.repeat(np.linspace(0, 255, 16).astype(np.uint8), 40)[None, :, None].repeat(300, 0).repeat(3, 2)
    for setting in (Adjustment(shadows=value), Adjustment(highlights=value), Adjustment(shadows=1, highlights=-1)):
        middles = adjusted(steps, setting)[150, 20::40, 0].astype(int)
        assert (np.diff(middles) >= 0).all()


def test_a_part_and_a_reduced_picture_are_adjusted_as_the_whole() -> None:
    photo = np.clip(halves(60, 180) + np.linspace(0, 40, 200)[:, None, None], 0, 255).astype(np.uint8)
    setting, whole = Adjustment(shadows=0.7, highlights=-0.5, fade=0.6), WholePhoto(photo)
    expected, place = adjusted(photo, setting), Bounds(130, 60, 90, 100)
    part = adjusted(np.ascontiguousarray(photo[place.slices]), setting, whole=whole, place=place)
    assert np.abs(part.astype(int) - expected[place.slices]).max() <= 1
    small = cv2.resize(photo, (75, 50), interpolation=cv2.INTER_AREA)
    reduced_one = adjusted(small, setting, whole=whole, place=Bounds(0, 0, 300, 200))
    wanted = cv2.resize(expected, (75, 50), interpolation=cv2.INTER_AREA)
    assert np.abs(reduced_one.astype(int) - wanted).mean() < 1.5


def test_blacks_and_whites_move_the_ends_of_the_range() -> None:
    cut = adjusted(ramp(), Adjustment(blacks=-1, whites=1))[0, :, 0]
    assert (cut[:60] == 0).all()
    assert (cut[200:] == 255).all()
    lifted = adjusted(ramp(), Adjustment(blacks=1, whites=-1))[0, :, 0]
    assert lifted.min() > 50
    assert lifted.max() < 200


def test_sharpness_steepens_edges_without_halos_and_leaves_even_areas() -> None:
    edge = np.where(np.arange(60) < 30, 90, 150)[None, :, None].repeat(40, 0).repeat(3, 2)
    soft = cv2.GaussianBlur(edge.astype(np.uint8), (0, 0), 1.5)
    sharp = adjusted(soft, Adjustment(sharpness=1)).astype(int)
    assert np.abs(np.diff(sharp[20, :, 0])).max() > 1.3 * np.abs(np.diff(soft[20, :, 0].astype(int))).max()
    assert np.array_equal(sharp[:, :20], soft[:, :20])
    hard = np.where(np.arange(60) < 30, 60, 180)[None, :, None].repeat(40, 0).repeat(3, 2).astype(np.uint8)
    halo = adjusted(hard, Adjustment(sharpness=0.5)).astype(int)
    assert halo.max() - 180 <= 26
    assert 60 - halo.min() <= 26
    assert np.ptp(sharp, axis=2).max() == 0


def test_black_and_white_through_a_filter_brightens_its_colour() -> None:
    red, blue = np.full((2, 2, 3), (200, 60, 60), np.uint8), np.full((2, 2, 3), (60, 60, 200), np.uint8)
    for pixels in (red, blue):
        assert np.ptp(adjusted(pixels, Adjustment(grey="neutral")), axis=2).max() == 0
    seen = {name: [int(adjusted(p, Adjustment(grey=name))[0, 0, 0]) for p in (red, blue)] for name in ("red", "blue")}
    assert seen["red"][0] > seen["red"][1] + 80
    assert seen["blue"][1] > seen["blue"][0] + 60


def faded(photo: np.ndarray) -> np.ndarray:
    """As prints are after forty years in the sun: nothing dark, blue gone first."""
    return (np.array((70, 50, 45)) + photo * np.array((0.65, 0.62, 0.5))).astype(np.uint8)


def test_a_faded_photo_comes_back() -> None:
    scene = np.random.default_rng(3).beta(0.5, 0.5, (15, 20, 3)) * 255  # much that is nearly black or white
    photo = cv2.resize(scene, (400, 300), interpolation=cv2.INTER_NEAREST).astype(np.uint8)
    old = faded(photo)
    back = adjusted(old, Adjustment(fade=1))

    def away(one: np.ndarray) -> float:
        return float(np.abs(one.astype(int) - photo).mean())

    assert away(back) < 0.3 * away(old)
    assert WholePhoto(old).fade.strength > 0.8
    assert WholePhoto(photo).fade.strength == 0


def test_a_sepia_photo_keeps_its_tint() -> None:
    light = np.random.default_rng(4).integers(60, 180, (80, 100, 1))
    sepia = np.clip(light * np.array((1.0, 0.9, 0.75)), 0, 255).astype(np.uint8)
    back = adjusted(sepia, Adjustment(fade=1)).astype(int)
    assert np.ptp(back[:, :, 1]) > 1.5 * np.ptp(sepia[:, :, 1].astype(int))
    assert (back[:, :, 0] - back[:, :, 2]).mean() > 15
