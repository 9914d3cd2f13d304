"""Best of several: pictures are created with one seed after the other, and the most natural ones come first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vqstudio.core.errors import RequestError
from vqstudio.core.wording import Sentence, mark

from .cancel import CancelToken
from .protocol import Engine
from .requests import CreateRequest, Preview, Progress, Result, no_preview

MOST_DRAWN = 64
Created = tuple[CreateRequest, Result]


def best_of(
    engine: Engine, request: CreateRequest, drawn: int, kept: int, progress: Progress, cancel: CancelToken,
    preview: Preview = no_preview,
) -> list[Created]:  # fmt: skip
    """Carry out ``request`` with ``drawn`` (1 to MOST_DRAWN) seeds, its own and those that follow it; the ``kept`` most
    natural results, the best first. Equally good ones stay in the order of their seeds.
    ``preview`` shows each while it is drawn.

    Raises RequestError for another number, and what :meth:`StudioEngine.run` raises.
    """
    check_drawn(drawn, kept)
    made: list[tuple[float, CreateRequest, Result]] = []
    for number in range(drawn):
        one = replace(request, seed=request.seed + number)
        result = engine.run(one, _part(number, drawn, progress), cancel, preview)
        score = engine.naturalness(result.patch.after, cancel) if drawn > 1 else 0.0
        made.append((score, one, result))
        made.sort(key=lambda scored: -scored[0])
        del made[kept:]  # of many large pictures only those that are wanted stay in memory
    return [(one, result) for _, one, result in made]


def check_drawn(drawn: int, kept: int = 1) -> None:
    """Raises RequestError unless so many pictures can be drawn and kept."""
    if not 1 <= drawn <= MOST_DRAWN:
        raise RequestError(
            "The best can be chosen of 1 to {most} pictures, not of {drawn}.", most=MOST_DRAWN, drawn=drawn
        )
    if not 1 <= kept <= drawn:
        raise RequestError(
            "Of {drawn} pictures {kept} cannot be kept; draw more or keep fewer.", drawn=drawn, kept=kept
        )


def _part(number: int, drawn: int, progress: Progress) -> Callable[[float, str], None]:
    def told(share: float, text: str) -> None:
        if drawn > 1:
            text = Sentence(mark("Creating {number} of {drawn}"), number=number + 1, drawn=drawn)
        progress((number + share) / drawn, text)

    return told
