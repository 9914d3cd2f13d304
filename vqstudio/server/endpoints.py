"""What can be asked of the server: a table, from which requests are read, edits are made and OpenAPI is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from vqstudio.api import Studio
from vqstudio.arguments import LARGEST_NUMBER
from vqstudio.core.document import Document
from vqstudio.core.errors import RequestError
from vqstudio.core.image_modes import mask_levels
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import Progress

Kind = Literal["image", "mask", "number", "integer", "boolean", "string"]


@dataclass(frozen=True)
class Field:
    """A part of a form. Without ``needed`` it may be left out, and then is ``default``, None: what the edit measures.
    ``least`` and ``most`` are told to clients; the edit itself checks them.
    """

    name: str
    kind: Kind
    text: str
    needed: bool = False
    default: Any = None
    least: float | None = None
    most: float | None = None

    @property
    def is_picture(self) -> bool:
        return self.kind in ("image", "mask")

    def value_of(self, text: str) -> Any:
        """What the text of a form says. Raises RequestError."""
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        if self.kind == "string":
            return text
        if self.kind == "boolean":
            if text.lower() not in ("true", "false", "1", "0"):
                raise RequestError("{name} must be true or false, not {value}.", name=self.name, value=shown)
            return text.lower() in ("true", "1")
        try:
            return int(text) if self.kind == "integer" else float(text)
        except ValueError:
            whole = "a whole number" if self.kind == "integer" else "a number"
            raise RequestError("{name} must be {kind}, not {value}.", name=self.name, kind=whole, value=shown) from None


@dataclass(frozen=True)
class Edit:
    """POST ``/v1/<name>``: the method of Studio that is called ``method``, with the fields as its arguments."""

    name: str
    method: str
    text: str
    fields: tuple[Field, ...]
    makes: str = "the edited picture, of the size and in the colours of the one that was sent"

    def growth(self, values: Mapping[str, Any]) -> float:
        """How many times as wide and high as what was sent the result is."""
        if self.name not in ("enlarge", "restore"):
            return 1.0
        usual = next(field.default for field in self.fields if field.name == "scale")
        return max(1.0, values.get("scale", usual))

    def run(
        self, studio: Studio, document: Document, values: Mapping[str, Any], progress: Progress, cancel: CancelToken
    ) -> Document:
        """``values`` by name, masks as Documents. Raises StudioError, and Cancelled."""
        given = {name: mask_levels(value.pixels) if isinstance(value, Document) else value
                 for name, value in values.items()}  # fmt: skip
        made = getattr(studio, self.method)(document, progress=progress, cancel=cancel, **given)
        if isinstance(made, np.ndarray):  # a mask
            return Document(np.dstack([made] * 3))
        assert isinstance(made, Document)
        return made


IMAGE = Field("image", "image", "The picture: any file that VQ Studio opens, but raw files of cameras.", needed=True)
SEED = Field("seed", "integer", "Another one gives another result.", default=0, least=0, most=LARGEST_NUMBER)
MEASURED = "0 to 1; what is left out is measured."
FAITHFUL = Field("faithful", "number", "1 keeps to what the picture shows, 0 makes rich detail.", False, 1.0, 0, 1)


def _mask(text: str, name: str = "mask", needed: bool = False) -> Field:
    return Field(name, "mask", f"{text} White is selected, or what is opaque if any of it is transparent.", needed)


def _share(name: str, text: str, default: float | None = None) -> Field:
    return Field(name, "number", text, False, default, 0, 1)


EDITS = (
    Edit("repair", "repair", "Fill what a mask selects; every other pixel stays as it is.", (
        IMAGE, _mask("What to fill.", needed=True), SEED, _mask("Take texture from here only.", "only"),
        _mask("Take no texture from here.", "avoid"),
        _share("detail", "1 is copied from the picture, 0 the model's own, smooth.", 1.0),
    )),
    Edit("style", "style", "Paint the picture in a style.", (
        IMAGE, Field("style", "string", "A name of /v1/styles, or a mixture as a:0.6,b:0.4.", needed=True),
        _share("strength", "0 is the picture, 1 the full style.", 1.0),
        Field("scale", "number", "Size of the strokes.", False, 1.0, 0.25, 4),
        _share("forms", "How much of the picture's forms a network keeps.", 0.8),
        Field("keep_colours", "boolean", "Paint light and dark only.", default=False),
        _mask("Paint only there."), Field("outside", "boolean", "Paint what the mask leaves.", default=False),
        Field("feather", "number", "Pixels over which the edge of the mask fades.", False, 0.0, 0), SEED,
    )),
    Edit("restore", "restore", "All that an old photo needs: damage, noise, JPEG, blur, faded colours.", (
        IMAGE, _share("damage", "0 leaves damage, 1 repairs all that is at all likely.", 0.5),
        *(_share(name, MEASURED) for name in ("noise", "jpeg", "blur", "fade")),
        Field("scale", "number", "Above 1 the picture is enlarged.", False, 1.0, 1, 4),
        _mask("What is damaged, in place of looking for it."), FAITHFUL,
    ), "the restored picture"),
    Edit("clear", "clear", "Take out noise, the traces of JPEG, and blur.", (
        IMAGE, *(_share(name, MEASURED) for name in ("noise", "jpeg", "blur")), _mask("Only there."), FAITHFUL,
    )),
    Edit("enlarge", "enlarge", "A larger picture with detail that fits.", (
        IMAGE, Field("scale", "number", "How many times as wide and high.", False, 2.0, 1, 4),
        *(_share(name, "0 to 1; is taken out meanwhile.", 0.0) for name in ("noise", "jpeg", "blur")),
        _mask("Make detail only there."), FAITHFUL,
    ), "the enlarged picture"),
    Edit("find-damage", "find_damage", "A mask of what is damaged: scratches, stains, tears.", (
        IMAGE, _share("sensitivity", "0 finds only what is certain, 1 all that is at all likely.", 0.5),
    ), "a mask of the size of the picture, white where it is damaged"),
)  # fmt: skip
BY_PATH = {f"/v1/{edit.name}": edit for edit in EDITS}
