from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.toy_packs import add_layouts, add_prior, add_refiner, add_restoring, make_photo_pack
from vqstudio.core.document import Document
from vqstudio.core.errors import PackError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.features.create import LARGEST_LAID_OUT
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.pixels import fitting, resized
from vqstudio.engine.requests import CreateRequest, Result
from vqstudio.engine.studio import StudioEngine
from vqstudio.engine.tokens.create import WRAP
from vqstudio.engine.tokens.refiner import Refiner, noise_around
from vqstudio.engine.tokens.tokenizer import Tokenizer, to_model, to_pixels


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    folder = tmp_path_factory.mktemp("create") / "packs"
    add_prior(make_photo_pack(folder))
    return StudioEngine(folder)


@pytest.fixture(scope="module")
def knowing(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    """An engine whose prior knows two subjects."""
    folder = tmp_path_factory.mktemp("subjects") / "packs"
    add_prior(make_photo_pack(folder), ("sea", "sky"))
    return StudioEngine(folder)


def photo(height: int = 40, width: int = 56) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3)).astype(np.uint8)


def run(engine: StudioEngine, request: CreateRequest, shares: list[float] | None = None) -> Result:
    return engine.run(request, lambda share, text: None if shares is None else shares.append(share), CancelToken())


def outcome(engine: StudioEngine, request: CreateRequest) -> np.ndarray:
    return Document(request.pixels.copy()).apply(run(engine, request).patch).pixels


def test_a_new_picture_depends_on_the_seed_and_on_nothing_else(engine: StudioEngine) -> None:
    blank = Document.blank(56, 43).pixels
    first = outcome(engine, CreateRequest(blank, seed=4))
    assert first.shape == (43, 56, 3)
    assert np.array_equal(outcome(engine, CreateRequest(255 - blank, seed=4)), first)
    assert not np.array_equal(outcome(engine, CreateRequest(blank, seed=5)), first)


@pytest.mark.parametrize(("width", "height", "tileable"), [(56, 43, False), (600, 64, False), (64, 48, True)])
def test_a_subject_changes_what_is_drawn(width: int, height: int, tileable: bool, knowing: StudioEngine) -> None:
    blank = Document.blank(width, height).pixels

    def drawn(subject: str) -> np.ndarray:
        return outcome(knowing, CreateRequest(blank, tileable=tileable, subject=subject))

    sea, sky, anything = (drawn(subject) for subject in ("sea", "sky", ""))
    assert np.array_equal(drawn("sea"), sea)
    assert not np.array_equal(sea, sky)
    assert not np.array_equal(sea, anything)


def test_a_layout_is_where_a_new_picture_begins_and_a_photo_has_none(tmp_path: Path, knowing: StudioEngine) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    add_prior(pack, ("sea", "sky"))
    add_layouts(pack, 2)
    laid_out = StudioEngine(tmp_path / "packs")
    new, anew = CreateRequest(Document.blank(64, 48).pixels, subject="sea"), CreateRequest(photo(), 0.5)
    assert not np.array_equal(outcome(laid_out, new), outcome(knowing, new))
    assert np.array_equal(outcome(laid_out, new), outcome(laid_out, new))
    # Of anything, the seed chooses a subject.
    anything = outcome(laid_out, replace(new, subject=""))
    assert any(np.array_equal(anything, outcome(laid_out, replace(new, subject=name))) for name in ("sea", "sky"))
    assert np.array_equal(outcome(laid_out, anew), outcome(knowing, anew))


def test_a_large_picture_of_a_subject_is_a_small_one_enlarged_by_the_network(tmp_path: Path) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    add_prior(pack, ("sea", "sky"))
    add_layouts(pack, 2)
    plain = StudioEngine(tmp_path / "packs")
    large = CreateRequest(Document.blank(800, 400).pixels, subject="sea")
    without = outcome(plain, large)
    width, height = fitting((400, 800), LARGEST_LAID_OUT)
    assert width < 600
    drawn = outcome(plain, replace(large, pixels=Document.blank(width, height).pixels))
    assert np.array_equal(resized(drawn, (800, 400)), without)  # this pack has no such network
    add_restoring(pack)
    enlarging = StudioEngine(tmp_path / "packs")
    assert outcome(enlarging, large).shape == (400, 800, 3)
    assert not np.array_equal(outcome(enlarging, large), without)
    assert np.array_equal(outcome(enlarging, large), outcome(enlarging, large))
    add_refiner(pack)
    refining = StudioEngine(tmp_path / "packs")
    assert np.array_equal(outcome(refining, large), outcome(enlarging, large))  # what is enlarged is not refined
    shown: list[tuple[Bounds, np.ndarray]] = []
    shares: list[float] = []
    enlarging.run(large, lambda share, _: shares.append(share), CancelToken(), lambda *seen: shown.append(seen))
    assert shares == sorted(shares)
    assert any(0.5 < share < 1 for share in shares)  # drawing is not all
    assert shown
    for bounds, pixels in shown:
        assert pixels.shape == (bounds.height, bounds.width, 3)
        assert bounds.intersect(Bounds.of((400, 800))) == bounds
    assert max(bounds.right for bounds, _ in shown) == 800


@pytest.fixture(scope="module")
def refining(tmp_path_factory: pytest.TempPathFactory) -> StudioEngine:
    """The engine ``knowing``, with a refiner."""
    folder = tmp_path_factory.mktemp("refining") / "packs"
    pack = make_photo_pack(folder)
    add_prior(pack, ("sea", "sky"))
    add_refiner(pack)
    return StudioEngine(folder)


def test_whatever_is_drawn_is_refined(refining: StudioEngine, knowing: StudioEngine) -> None:
    new = CreateRequest(Document.blank(56, 43).pixels, seed=4, subject="sea")
    sketch = CreateRequest(photo(), seed=4, freedom=0.5)
    anew = CreateRequest(photo(), 0.5, subject="sea")
    for request in (new, sketch, anew):
        refined = outcome(refining, request)
        assert not np.array_equal(refined, outcome(knowing, request))
        assert np.array_equal(refined, outcome(refining, request))


def test_a_refined_picture_that_repeats_is_refined_with_its_other_side_around_it(
    refining: StudioEngine, knowing: StudioEngine
) -> None:
    refiner = Refiner(read_pack(refining.packs()[0].path), ["CPUExecutionProvider"])
    image = np.random.default_rng(1).uniform(-1, 1, (1, 3, 48, 64)).astype(np.float32)

    def refined(margin: int) -> np.ndarray:
        around = ((0, 0), (0, 0), (margin, margin), (margin, margin))
        return refiner.refine(np.pad(image, around, mode="wrap"), 1, 3, CancelToken(), margin)

    assert refined(WRAP * 8).shape == image.shape
    assert np.allclose(refined(WRAP * 8), refined(2 * WRAP * 8), atol=1e-4)
    assert np.abs(refined(WRAP * 8) - refined(0))[..., :2].max() > 0.01

    # That is how a picture that repeats is made.
    request = CreateRequest(Document.blank(64, 48).pixels, seed=3, subject="sea", tileable=True)
    plain = to_model(outcome(knowing, request))
    wide = np.pad(plain, ((0, 0), (0, 0), (WRAP * 8, WRAP * 8), (WRAP * 8, WRAP * 8)), mode="wrap")
    expected = to_pixels(refiner.refine(wide, 1, 3, CancelToken(), WRAP * 8))
    assert np.abs(outcome(refining, request).astype(int) - expected).max() <= 8  # the plain one was rounded

    noise = noise_around((3, 1), 6, 9, 4)
    assert np.array_equal(noise[..., :4], noise[..., 9:13])
    assert np.array_equal(noise[:, :, :4], noise[:, :, 6:10])


def test_an_unknown_subject_is_told_with_those_that_are_known(knowing: StudioEngine, engine: StudioEngine) -> None:
    with pytest.raises(RequestError, match="sea, sky"):
        run(knowing, CreateRequest(photo(), subject="moon"))
    with pytest.raises(RequestError, match="knows no subjects"):
        run(engine, CreateRequest(photo(), subject="sea"))


def test_a_small_share_keeps_more_of_the_photo_than_a_large_one(engine: StudioEngine) -> None:
    kept = Tokenizer(read_pack(engine.packs()[0].path), ["CPUExecutionProvider"]).reconstruct(photo(), CancelToken())
    little, much = (outcome(engine, CreateRequest(photo(), share)).astype(int) for share in (0.1, 0.9))
    assert 0 < np.abs(little - kept).mean() < np.abs(much - kept).mean()


def test_a_tileable_picture_goes_on_at_its_other_side(engine: StudioEngine) -> None:
    request = CreateRequest(Document.blank(64, 48).pixels, seed=1, tileable=True)
    texture = outcome(engine, request)
    turned = outcome(engine, CreateRequest(np.roll(photo(48, 64), 24, 1), seed=1, tileable=True))
    assert np.array_equal(texture, turned)
    step = np.abs(texture[:, 0].astype(int) - texture[:, -1]).mean()
    inside = np.abs(np.diff(texture.astype(int), axis=1)).mean((0, 2))
    # The border between two codes is no sharper at the frame than elsewhere.
    assert step <= inside[7::8].max()


def test_a_picture_larger_than_a_window_is_filled_everywhere(engine: StudioEngine) -> None:
    shares: list[float] = []
    request = CreateRequest(Document.blank(600, 536).pixels, seed=2)
    result = run(engine, request, shares)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert result.patch.bounds.area == 600 * 536
    blocks = result.patch.after[:536, :600].reshape(67, 8, 75, 8, 3).std((1, 3, 4))
    assert (blocks > 0).all()


def test_a_picture_is_shown_while_it_forms_in_every_window(engine: StudioEngine) -> None:
    seen: list[tuple[Bounds, np.ndarray]] = []
    request = CreateRequest(Document.blank(600, 43).pixels, seed=2)
    result = engine.run(request, lambda share, text: None, CancelToken(), lambda *look: seen.append(look))
    assert all(pixels.shape == (bounds.height, bounds.width, 3) for bounds, pixels in seen)
    assert {(bounds.x, bounds.right) for bounds, _ in seen} == {(0, 512), (88, 600)}
    looks = [pixels.astype(int) for bounds, pixels in seen if not bounds.x]
    made = result.patch.after[:, :512].astype(int)
    assert np.abs(looks[-1] - made).mean() < np.abs(looks[0] - made).mean()


def test_alpha_is_kept(engine: StudioEngine) -> None:
    pixels = np.dstack([photo(), np.full((40, 56), 77, np.uint8)])
    assert (outcome(engine, CreateRequest(pixels, 0.5))[:, :, 3] == 77).all()


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (CreateRequest(Document.blank(2000, 2000).pixels), "at most"),
        (CreateRequest(photo(), share=0), "share"),
        (CreateRequest(Document.blank(60, 64).pixels, tileable=True), "multiples"),
        (CreateRequest(Document.blank(640, 64).pixels, tileable=True), "512"),
    ],
)
def test_what_cannot_be_made_is_told(engine: StudioEngine, request_: CreateRequest, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        run(engine, request_)


def test_a_pack_without_a_prior_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("plain") / "packs"
    make_photo_pack(folder)
    with pytest.raises(PackError, match="token prior"):
        run(StudioEngine(folder), CreateRequest(photo()))


def test_it_can_be_cancelled_on_the_way(engine: StudioEngine) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        engine.run(CreateRequest(photo()), lambda share, text: cancel.cancel() if share else None, cancel)


def test_the_token_view_shows_the_tokens_of_the_photo(engine: StudioEngine) -> None:
    flat = np.full((48, 64, 3), 90, np.uint8)
    grid = engine.tokens_of(flat, CancelToken())
    assert grid.tokens.shape == (6, 8)
    assert grid.cell == 8
    assert grid.codes == 64
    assert len(np.unique(engine.tokens_of(photo(), CancelToken()).tokens)) > 3
    large = engine.tokens_of(np.zeros((2000, 4000, 3), np.uint8), CancelToken())
    assert large.tokens.size * 64 <= 1_100_000
    assert large.cell * large.tokens.shape[1] == pytest.approx(4000, rel=0.02)


def test_the_look_of_a_code_is_what_the_decoder_makes_of_it(engine: StudioEngine) -> None:
    looks = [engine.look_of_code(code) for code in (0, 1)]
    assert looks[0].shape == (24, 24, 3)
    assert not np.array_equal(*looks)


def test_a_picture_from_a_sketch_depends_on_sketch_seed_and_freedom_and_not_on_who_watches(
    engine: StudioEngine,
) -> None:
    request = CreateRequest(photo(), seed=3, freedom=0.4)
    first = outcome(engine, request)
    assert first.shape == photo().shape
    assert np.array_equal(outcome(engine, request), first)
    previews: list[Bounds] = []
    watched = engine.run(request, lambda *_: None, CancelToken(), lambda bounds, _: previews.append(bounds))
    assert np.array_equal(Document(photo()).apply(watched.patch).pixels, first)
    assert previews
    for other in (replace(request, seed=4), replace(request, freedom=0.9), replace(request, pixels=255 - photo())):
        assert not np.array_equal(outcome(engine, other), first)


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (CreateRequest(photo(), freedom=1.2), "between 0 and 1"),
        (CreateRequest(photo(), freedom=float("nan")), "between 0 and 1"),
        (CreateRequest(photo(), freedom=0.5, tileable=True), "cannot repeat"),
        (CreateRequest(photo(20, 60), freedom=0.5), "at least 32x32"),
    ],
)
def test_what_cannot_be_made_of_a_sketch_is_told(engine: StudioEngine, request_: CreateRequest, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        run(engine, request_)
