"""What the window tells the user, as a value that any part of it can make."""

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
    """One sentence, and details that can be copied where there are any."""

    level: Level
    text: str
    details: str = ""


TRY_AGAIN = mark("Try again; if it happens again, the details tell where.")


def notice_of(error: BaseException, doing: str, advice: str = TRY_AGAIN) -> Notice:
    """An error in words: our own sentences as they are, a defect with its traceback.

    ``doing``: "repairing", ...; ``advice``: what to do after a defect. Texts that are marked, or Sentences.
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
