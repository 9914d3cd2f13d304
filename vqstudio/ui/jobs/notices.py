"""What the window tells the user, as a value that any of its parts can create."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from enum import Enum

from vqstudio.core.errors import StudioError
from vqstudio.core.memory import NO_MEMORY, is_shortage
from vqstudio.core.wording import mark

from ..kit.translation import tr


class Level(Enum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Notice:
    """One sentence and, optionally, details that can be copied."""

    level: Level
    text: str
    details: str = ""


TRY_AGAIN = mark("Try again; if it happens again, the details tell where.")


def notice_of(error: BaseException, doing: str, advice: str = TRY_AGAIN) -> Notice:
    """An error as a notice: our own sentences as they are, a defect with its traceback as details.

    ``doing``: "repairing", ...; ``advice``: what to do after a defect. Both are marked texts or Sentences.
    """
    if isinstance(error, StudioError):
        return Notice(Level.ERROR, tr(error.sentence))
    if is_shortage(error):
        return Notice(Level.ERROR, tr(NO_MEMORY))
    details = "".join(traceback.format_exception(error))
    text = tr(
        "Something went wrong while {doing}. Your photo is unchanged. {advice}", doing=tr(doing), advice=tr(advice)
    )
    return Notice(Level.ERROR, text, details)
