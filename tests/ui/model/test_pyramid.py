import numpy as np
import pytest
from PIL import Image

from vqstudio.core.files import open_document
from vqstudio.ui.model.pyramid import Pyramid, PyramidOfRows, halve


@pytest.mark.parametrize("shape", [(6, 8, 3), (7, 9, 3), (7, 8, 4), (6, 9), (1, 5, 3), (5, 1), (1, 1, 3)])
def test_halving_averages_blocks_and_what_is_left_at_odd_borders(shape):
    pixels = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    halved = halve(pixels)
    assert halved.shape == (-(-shape[0] // 2), -(-shape[1] // 2), *shape[2:])
    for y in range(halved.shape[0]):
        for x in range(halved.shape[1]):
            mean = pixels[2 * y : 2 * y + 2, 2 * x : 2 * x + 2].reshape(-1, *shape[2:]).mean(0)
            assert np.abs(halved[y, x] - mean).max() <= 0.5


@pytest.mark.parametrize("size", [(901, 603), (700, 514), (120, 90)])
def test_a_pyramid_of_rows_that_come_in_is_the_one_of_the_whole_photo(tmp_path, size):
    pixels = np.random.default_rng(2).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    rows = PyramidOfRows()
    document = open_document(tmp_path / "photo.png", rows.watch)
    found, whole = rows.build(document.pixels), Pyramid.build(document.pixels)
    assert found.levels == whole.levels
    assert all(np.array_equal(a, b) for a, b in zip(found.coarse, whole.coarse, strict=True))
