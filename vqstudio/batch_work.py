"""What a batch does with every photo: a class for each kind of work, whose fields are its options.

All can be sent to another machine.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar

from vqstudio.core.adjust import Adjustment
from vqstudio.core.document import Document
from vqstudio.core.mask import Mask
from vqstudio.engine.requests import AdjustRequest, EnlargeRequest, RepairRequest, Request, StyleRequest, of_document
from vqstudio.engine.restoration import Restoration, check, restored

if TYPE_CHECKING:
    from vqstudio.engine.cancel import CancelToken
    from vqstudio.engine.protocol import Engine
    from vqstudio.engine.requests import Progress


class Work(ABC):
    needs_mask: ClassVar[bool] = False
    """Whether photos without a mask are left out."""

    @property
    def weights(self) -> tuple[str, str] | None:
        """The pack that results depend on, and the style or mixture if any; None: they depend on no model."""
        return RepairRequest.pack, ""

    @property
    @abstractmethod
    def asked(self) -> tuple[dict[str, Any], int]:
        """What tells this work from any other, in values that JSON knows, and the seed. What is left at its usual value
        is left out: options that a later version adds change nothing. Hashes of it are kept
        (:mod:`vqstudio.batch_records`), so the same work must give the same in every version.
        """

    @abstractmethod
    def check(self) -> None:
        """Raises RequestError for options that no photo can be edited with."""

    @abstractmethod
    def edit(
        self, document: Document, mask: Mask | None, engine: Engine, progress: Progress, cancel: CancelToken
    ) -> Document:
        """The photo after it; ``mask`` is of its size. Raises StudioError, Cancelled."""


class OneRequest(Work):
    """Work that is done by a single request."""

    @abstractmethod
    def request(self, document: Document, mask: Mask | None) -> Request: ...

    def check(self) -> None:
        from vqstudio.engine.features.table import feature_of

        request = self.request(Document.blank(8, 8), None)
        feature_of(request).check(request)

    def edit(
        self, document: Document, mask: Mask | None, engine: Engine, progress: Progress, cancel: CancelToken
    ) -> Document:
        request = of_document(self.request(document, mask), document)
        return document.apply(engine.run(request, progress, cancel).patch)


@dataclass(frozen=True)
class Repairing(OneRequest):
    """Fill what the mask selects."""

    needs_mask: ClassVar[bool] = True

    seed: int = RepairRequest.seed

    @property
    def asked(self) -> tuple[dict[str, Any], int]:
        return {}, self.seed

    def request(self, document: Document, mask: Mask | None) -> Request:
        assert mask is not None
        return RepairRequest(document.pixels, mask, self.seed)

    def check(self) -> None:
        """Every seed will do."""


@dataclass(frozen=True)
class Painting(OneRequest):
    """Paint in a style, with a mask only there; the fields are those of a StyleRequest."""

    style: str
    strength: float = StyleRequest.strength
    scale: float = StyleRequest.scale
    keep_colours: bool = StyleRequest.keep_colours
    seed: int = StyleRequest.seed
    forms: float = StyleRequest.forms

    @property
    def weights(self) -> tuple[str, str]:
        return StyleRequest.pack, self.style

    @property
    def asked(self) -> tuple[dict[str, Any], int]:
        options = _unusual(self)
        return options, options.pop("seed", 0)

    def request(self, document: Document, mask: Mask | None) -> Request:
        return StyleRequest(
            document.pixels, self.style, self.strength, mask, self.scale, self.keep_colours,
            seed=self.seed, forms=self.forms,
        )  # fmt: skip


@dataclass(frozen=True)
class Restoring(Work):
    """All that an old photo needs; a mask says what is damaged in place of looking for it."""

    wish: Restoration

    @property
    def asked(self) -> tuple[dict[str, Any], int]:
        return {"restore": _unusual(self.wish)}, 0

    def check(self) -> None:
        check(self.wish)

    def edit(
        self, document: Document, mask: Mask | None, engine: Engine, progress: Progress, cancel: CancelToken
    ) -> Document:
        return restored(document, self.wish, engine, progress, cancel, mask)


@dataclass(frozen=True)
class Enlarging(OneRequest):
    """Enlarge; with a mask detail is made only there."""

    factor: float = EnlargeRequest.factor
    faithful: float = EnlargeRequest.faithful

    @property
    def asked(self) -> tuple[dict[str, Any], int]:
        options = _unusual(self)
        options.pop("factor", None)
        return {"enlarge": float(self.factor)} | options, 0

    def request(self, document: Document, mask: Mask | None) -> Request:
        return EnlargeRequest(document.pixels, self.factor, mask=mask, faithful=self.faithful)


@dataclass(frozen=True)
class Adjusting(OneRequest):
    """Change light and colours, with a mask only there."""

    adjustment: Adjustment

    @property
    def weights(self) -> None:
        return None

    @property
    def asked(self) -> tuple[dict[str, Any], int]:
        return {"adjust": _unusual(self.adjustment)}, 0

    def request(self, document: Document, mask: Mask | None) -> Request:
        return AdjustRequest(document.pixels, self.adjustment, mask)


def _unusual(options: Any) -> dict[str, Any]:
    """The fields of a dataclass that are not at their defaults."""
    values = {field.name: (getattr(options, field.name), field.default) for field in fields(options)}
    return {name: value for name, (value, usual) in values.items() if value != usual}
