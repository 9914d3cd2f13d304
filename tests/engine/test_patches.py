"""What an edit changed, as a patch of no more and no less."""

from __future__ import annotations

import numpy as np
import pytest

from vqstudio.core.document import Document
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.features.feature import Made
from vqstudio.engine.features.style import style_weight, touched
from vqstudio.engine.patches import patch_of
from vqstudio.engine.requests import StyleRequest


@pytest.mark.parametrize("outside", [False, True])
@pytest.mark.parametrize("feather", [0.0, 0.3, 1.0, 2.5, 7.0, 40.0])
def test_a_patch_holds_all_that_a_soft_edge_changed(feather: float, outside: bool) -> None:
    pixels = np.zeros((300, 320, 3), np.uint8)
    alpha = np.zeros((300, 320), np.uint8)
    alpha[120:180, 130:200] = 255
    request = StyleRequest(pixels, "oil", mask=Mask(alpha), outside=outside, feather=feather)
    weight = style_weight(request, Bounds.of(alpha.shape), CancelToken())
    assert weight is not None
    after = np.repeat((weight > 0).astype(np.uint8)[:, :, None], 3, axis=2)
    patch = patch_of(request, Made(touched(request), after), CancelToken())
    assert np.array_equal(Document(pixels).apply(patch).pixels, after)
    changed = np.argwhere(weight > 0)
    assert (patch.bounds.y, patch.bounds.x) == tuple(changed.min(axis=0))
    assert (patch.bounds.bottom, patch.bounds.right) == tuple(changed.max(axis=0) + 1)
