from __future__ import annotations

import numpy as np
import pytest

from vqstudio.core.morphology import erode


@pytest.mark.parametrize(("radius", "left"), [(0, 5), (1, 3), (2, 1), (3, 0)])
def test_a_mask_loses_its_rim_also_at_the_border_of_the_picture(radius: int, left: int) -> None:
    eroded = erode(np.ones((5, 7), bool), radius)
    assert eroded.shape == (5, 7)
    assert eroded.any(axis=1).sum() == left


def test_a_mask_eroded_by_nothing_is_a_copy() -> None:
    mask = np.eye(4, dtype=bool)
    eroded = erode(mask, 0)
    assert np.array_equal(eroded, mask)
    eroded[:] = False
    assert mask.any()
