"""New pictures, textures and variations: the token prior draws tokens, the decoder shows them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.morphology import dilate
from vqstudio.core.wording import mark

from ..cancel import CancelToken
from ..requests import LARGEST_TILE, TILE_MULTIPLE, Preview, Progress, no_preview, no_progress
from .prior import Logits, Sampling, TokenPrior, Told, fill
from .refiner import Refiner
from .sketch import Guide
from .tokenizer import Tokenizer, pad_to_multiple, to_pixels

WINDOW, STRIDE = 64, 48
"""Cells on a side of what the prior sees at a time, and from one to the next: each goes on from the last."""
WRAP = 16
"""Cells of the opposite side that the prior and the decoder see around a picture that is to repeat without a seam."""
SAMPLING = Sampling()
TOLD = Sampling(steps=6, temperature=1.1, nucleus=1.0, spread=True)
"""Of a subject: guidance makes likely codes likelier still, and more rounds make its pictures duller."""
FEWEST_ROUNDS = 6
BURST, AROUND_BURST, ATTEMPTS = 1.6, 2, 4
"""Value, of pixels in -1..1, from which a cell has burst; how many cells around it are drawn again; and how often."""
MOST_BURST = 0.5
"""Share of the cells from which it is not chance but the decoder's way."""
Part = tuple[slice, slice]
"""Rows and columns of a grid."""
EVERYTHING: Part = (slice(None), slice(None))
LARGEST = 1_048_576
"""Pixels; a larger photo is created anew at this size."""


def check_size(width: int, height: int, tileable: bool) -> None:
    """Raises RequestError if a new picture cannot have this size."""
    if width * height > LARGEST:
        side = int(LARGEST**0.5)
        raise RequestError(
            "A new picture has at most {side}x{side} pixels, or as many in another shape, not {width}x{height}.",
            side=side,
            width=width,
            height=height,
        )
    if tileable and (max(width, height) > LARGEST_TILE or width % TILE_MULTIPLE or height % TILE_MULTIPLE):
        raise RequestError(
            "The sides of a picture that repeats must be multiples of {multiple} up to {most} pixels, "
            "not {width}x{height}.",
            multiple=TILE_MULTIPLE,
            most=LARGEST_TILE,
            width=width,
            height=height,
        )


def subject_number(name: str, prior: TokenPrior) -> int:
    """The number by which ``prior`` knows a subject; 0 for no name. Raises RequestError if it does not know it."""
    if not name:
        return 0
    if not prior.subjects:
        raise RequestError("The model that creates pictures knows no subjects; leave the subject out.")
    if name not in prior.subjects:
        known = ", ".join(prior.subjects)
        raise RequestError("There is no subject {name}; choose one of: {known}.", name=name, known=known)
    return prior.subjects.index(name) + 1


def create(
    pixels: np.ndarray,
    share: float,
    seed: int,
    tileable: bool,
    tokenizer: Tokenizer,
    prior: TokenPrior,
    progress: Progress,
    cancel: CancelToken,
    preview: Preview = no_preview,
    guide: Guide | None = None,
    subject: int = 0,
    refiner: Refiner | None = None,
) -> np.ndarray:
    """uint8 (H, W, 3) in which a ``share`` (0..1) of the tokens of ``pixels`` (of that shape) is drawn by the prior,
    which is told the number of a ``subject``, if that is not 0.

    With a share of 1 the values of ``pixels`` do not matter. A ``tileable`` picture, whose sides are multiples of the
    stride, repeats without a seam. The same seed gives the same pixels. ``preview`` shows what it may become while
    tokens are drawn. A ``guide`` pulls all that is drawn towards a sketch. A ``refiner`` has the last word. Raises
    Cancelled.
    """
    height, width = pixels.shape[:2]
    padded = pad_to_multiple(pixels, tokenizer.stride)
    rows, columns = padded.shape[0] // tokenizer.stride, padded.shape[1] // tokenizer.stride
    unknown = np.random.default_rng(seed).random((rows, columns)) < share
    tokens, known = np.zeros((rows, columns), np.int64), None
    if not unknown.all():
        z = tokenizer.encode(padded, cancel)
        tokens, known = tokenizer.nearest(z, cancel), tokenizer.quantize(z, cancel)[1]

    def vectors(drawn: np.ndarray, part: Part = EVERYTHING) -> np.ndarray:
        looked_up = tokenizer.look_up(drawn, cancel)
        return looked_up if known is None else np.where(unknown[part], looked_up, known[(..., *part)])

    def seen(guesses: np.ndarray, part: Part) -> None:
        picture = tokenizer.decode(vectors(guesses, part), cancel)
        if guide is not None:
            guide.correct(picture, part)
        top, left = (along.start * tokenizer.stride for along in part)
        bounds = Bounds(left, top, guesses.shape[1] * tokenizer.stride, guesses.shape[0] * tokenizer.stride)
        inside = bounds.intersect(Bounds.of(pixels.shape))
        preview(inside, picture[: inside.height, : inside.width])

    unseen = preview is no_preview and guide is None
    show = None if unseen else seen
    drawn = draw_tokens(tokens, unknown, seed, tileable, prior, progress, cancel, show, guide, subject)
    margin = WRAP * tokenizer.stride if tileable else 0
    image = _decoded(vectors(drawn), tileable, tokenizer, cancel)
    for attempt in range(1, ATTEMPTS + 1):
        burst = burst_cells(_without(image, margin), tokenizer.stride) & unknown
        if not 0 < burst.mean() < MOST_BURST:
            break
        drawn = draw_tokens(drawn, burst, seed, tileable, prior, no_progress, cancel, None, guide, subject, attempt)
        image = _decoded(vectors(drawn), tileable, tokenizer, cancel)
    image = refiner.refine(image, subject, seed, cancel, margin) if refiner else _without(image, margin)
    return to_pixels(image)[:height, :width]


def _decoded(z_q: np.ndarray, tileable: bool, tokenizer: Tokenizer, cancel: CancelToken) -> np.ndarray:
    """float32 (1, 3, h * f, w * f) in about -1..1; what is tileable has a margin that wraps around."""
    return tokenizer.decode_each(_wrapped(z_q) if tileable else z_q, cancel)


def _without(image: np.ndarray, margin: int) -> np.ndarray:
    """``image`` (1, 3, H, W) without ``margin`` pixels at all sides."""
    return image[:, :, margin : image.shape[2] - margin, margin : image.shape[3] - margin]


def burst_cells(image: np.ndarray, stride: int) -> np.ndarray:
    """bool (h, w): cells of float32 (1, 3, h * f, w * f) in or near which the decoder's numbers burst.

    Some codes, drawn beside others that no photo has beside them, become coloured noise far outside of -1..1.
    """
    rows, columns = image.shape[2] // stride, image.shape[3] // stride
    largest = np.abs(image[0]).max(0).reshape(rows, stride, columns, stride).max((1, 3))
    return dilate(largest > BURST, AROUND_BURST)


def draw_tokens(
    tokens: np.ndarray, unknown: np.ndarray, seed: int, tileable: bool, prior: TokenPrior, progress: Progress,
    cancel: CancelToken, seen: Callable[[np.ndarray, Part], None] | None = None, guide: Guide | None = None,
    subject: int = 0,
    attempt: int = 0,
) -> np.ndarray:  # fmt: skip
    """``tokens`` int64 (h, w) with those of ``unknown`` (bool (h, w)) drawn, window by window on a large grid; of a
    ``subject``, if that is not 0.

    ``seen`` gets, now and then, guesses at all tokens of a part of the grid. Windows of which others have drawn much
    already take fewer rounds. Another ``attempt`` draws other tokens.
    """

    rows = tokens.shape[0]
    # What repeats has neither top nor bottom: all of it is the middle.
    heights = np.zeros(rows + 2 * WRAP) if tileable else 2 * (np.arange(rows) + 0.5) / rows - 1

    def asked(rows: slice) -> Logits:
        told = Told(subject, heights[rows]) if subject else None
        return lambda grid, cells: prior.logits(grid, cells, cancel, told)

    places = [(slice(0, tokens.shape[0]), slice(0, tokens.shape[1]))] if tileable else list(windows(*tokens.shape))
    grid = tokens.copy()
    missing = unknown.copy()
    for number, place in enumerate(places):

        def tell(done: float, number: int = number) -> None:
            progress((number + done) / len(places), mark("Creating"))

        def look(guesses: np.ndarray, place: Part = place) -> None:
            if seen is not None:
                seen(guesses, place)

        left = missing[place].sum() / max(1, unknown[place].sum())
        usual = TOLD if subject else SAMPLING
        sampling = replace(usual, steps=max(FEWEST_ROUNDS, math.ceil(left * usual.steps)))
        ask = wrapping(asked(EVERYTHING[0]), tokens.shape[1]) if tileable else asked(place[0])
        pulled = ask if guide is None else guide.pulled(ask, place)
        seeds = (seed, number, attempt) if attempt else (seed, number)
        shown = None if seen is None else look
        grid[place] = fill(pulled, prior.codes, grid[place], missing[place], seeds, sampling, tell, shown)
        missing[place] = False
    return grid


def windows(rows: int, columns: int) -> Iterator[tuple[slice, slice]]:
    """Windows that cover a grid, row by row."""
    for top in _starts(rows):
        for left in _starts(columns):
            yield slice(top, top + WINDOW), slice(left, left + WINDOW)


def _starts(length: int) -> list[int]:
    last = max(0, length - WINDOW)
    return [*range(0, last, STRIDE), last]


def wrapping(logits: Logits, columns: int) -> Logits:
    """``logits`` for a grid of ``columns`` columns that wraps around at its sides."""

    def around(grid: np.ndarray, cells: np.ndarray) -> np.ndarray:
        row, column = np.divmod(cells, columns)
        return logits(_wrapped(grid), (row + WRAP) * (columns + 2 * WRAP) + column + WRAP)

    return around


def _wrapped(grid: np.ndarray) -> np.ndarray:
    """(..., h, w) to (..., h + 2 * WRAP, w + 2 * WRAP)."""
    return np.pad(grid, ((0, 0),) * (grid.ndim - 2) + ((WRAP, WRAP),) * 2, mode="wrap")
