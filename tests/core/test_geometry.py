from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vqstudio.core.document import Document, Patch, grown
from vqstudio.core.errors import MaskError, StudioError
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.islands import islands, split
from vqstudio.core.mask import Mask
from vqstudio.core.tiling import tiles

bounds = st.builds(Bounds, st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 60), st.integers(1, 60))


def pixels_of(area: Bounds) -> set[tuple[int, int]]:
    return {(x, y) for x in range(area.x, area.right) for y in range(area.y, area.bottom)}


@given(bounds, bounds)
def test_intersection_and_union_are_those_of_the_pixels(a: Bounds, b: Bounds) -> None:
    assert pixels_of(a.intersect(b)) == pixels_of(a) & pixels_of(b)
    assert a.union(b).contains(a)
    assert a.union(b).contains(b)


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 3), st.integers(9, 20), st.sampled_from([1, 2, 4, 8]))
def test_tiles_cover_everything_once_with_their_context(
    columns: int, rows: int, context: int, cells: int, multiple: int
) -> None:
    width, height, size = columns * multiple, rows * multiple, cells * multiple
    seen = np.zeros((height, width), int)
    whole = Bounds(0, 0, width, height)
    for tile in tiles(width, height, size, context, multiple):
        seen[tile.inner.slices] += 1
        assert tile.outer.area <= size * size
        assert tile.outer.contains(tile.inner.pad(context).intersect(whole))
        assert not any(v % multiple for v in (tile.outer.x, tile.outer.y, tile.outer.width, tile.outer.height))
    assert (seen == 1).all()


def test_tiles_are_oblong_where_that_saves_work() -> None:
    both = list(tiles(1128, 888, 832, 64, 8))
    assert [tile.outer.height for tile in both] == [888, 888]
    assert len(list(tiles(4096, 96, 832, 64, 8))) == 1


def test_islands_and_parts_find_every_pixel() -> None:
    selected = np.zeros((300, 400), bool)
    selected[10:20, 10:20] = True
    selected[15:25, 350:390] = True
    selected[200:280, 100:110] = True
    found = islands(selected)
    assert found == [Bounds(10, 10, 10, 10), Bounds(350, 15, 40, 10), Bounds(100, 200, 10, 80)]
    parts = split(found[2], 32)
    assert sum(part.area for part in parts) == found[2].area
    assert all(max(part.width, part.height) <= 32 for part in parts)


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_applying_a_patch_and_its_reverse_gives_the_photo_back(height: int, width: int, data: st.DataObject) -> None:
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    before = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    after = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    area = Bounds(x, y, width - x, height - y)
    document = Document(before.copy())
    patch = Patch.between(before, after, area)
    changed = document.apply(patch)
    assert np.array_equal(changed.pixels[area.slices], after[area.slices])
    assert np.array_equal(changed.apply(patch.reversed()).pixels, before)
    assert np.array_equal(document.pixels, before)
    assert (document.revision, changed.revision) == (0, 1)


def test_a_patch_for_other_pixels_or_another_size_is_refused() -> None:
    photo = np.zeros((10, 10, 3), np.uint8)
    document = Document(photo.copy())
    with pytest.raises(StudioError, match="changed while"):
        document.apply(Patch.between(photo + 1, photo, Bounds(0, 0, 5, 5)))
    with pytest.raises(StudioError, match="does not fit"):
        document.apply(Patch(Bounds(8, 8, 5, 5), np.zeros((5, 5, 3), np.uint8), np.zeros((5, 5, 3), np.uint8)))


def test_a_large_photo_is_extended_without_further_copies_of_it() -> None:
    photo = np.random.default_rng(0).integers(0, 256, (1500, 2000, 3)).astype(np.uint8)
    document, margins = Document(photo), Margins(100, 80, 60, 40)
    before = grown(photo, margins)
    after = before.copy()
    after[:80] = 7
    patch = Patch(Bounds.of(after.shape), before, after, margins)
    tracemalloc.start()
    extended = document.apply(patch)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert np.array_equal(extended.pixels, after)
    assert np.array_equal(extended.apply(patch.reversed()).pixels, photo)
    assert most < photo.nbytes // 4
    changed = photo.copy()
    changed[700, 900] ^= 1
    with pytest.raises(StudioError, match="changed while"):
        Document(changed).apply(patch)


def test_the_pixels_of_a_document_cannot_be_written() -> None:
    document = Document(np.zeros((4, 4, 3), np.uint8))
    with pytest.raises(ValueError, match="read-only"):
        document.pixels[0, 0] = 1


def test_mask_bounds_and_kinds() -> None:
    alpha = np.zeros((20, 30), np.uint8)
    assert Mask(alpha).is_empty()
    alpha = alpha.copy()
    alpha[3, 4] = 1
    alpha[10, 20] = 255
    assert Mask(alpha).bounds() == Bounds(4, 3, 17, 8)
    with pytest.raises(MaskError):
        Mask(np.zeros((5, 5), np.float32))  # type: ignore[arg-type]
