from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqstudio.core.adjust import Adjustment, adjusted
from vqstudio.core.deep import reduced


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


@given(stops=SHARES, contrast=SHARES, warmth=SHARES, tint=SHARES)
def test_any_setting_keeps_the_order_of_greys(stops: float, contrast: float, warmth: float, tint: float) -> None:
    result = adjusted(ramp(), Adjustment(3 * stops, contrast, warmth, tint)).astype(int)
    assert (np.diff(result, axis=1) >= 0).all()


def test_a_ramp_of_4096_values_pulled_up_has_no_bands() -> None:
    ramp = np.linspace(0, 65535, 4096).astype(np.uint16)
    values = np.repeat(np.dstack([ramp] * 3), 4, axis=0)
    pulled = adjusted(values, Adjustment(exposure=2.0))
    assert len(np.unique(pulled)) > 2000
    assert np.abs(reduced(pulled).astype(int) - adjusted(reduced(values), Adjustment(exposure=2.0))).max() <= 6
    assert len(np.unique(adjusted(reduced(values), Adjustment(exposure=2.0)))) <= 256
