"""The models' first picture of a hole."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.morphology import erode

from ..cancel import CancelToken
from ..faces import GRAPH as FACES
from ..faces import FaceFinder
from ..packs.pack import PackInfo
from ..tokens.fill import fill_tokens
from ..tokens.layouts import GRAPH as LAYOUT
from ..tokens.layouts import Layouts
from ..tokens.looks import GRAPH as LOOKS
from ..tokens.looks import CodeLooks, looks_of, read_looks
from ..tokens.prior import GRAPH as PRIOR
from ..tokens.prior import Sampling, TokenPrior
from ..tokens.refiner import GRAPH as REFINER
from ..tokens.refiner import Refiner
from ..tokens.tokenizer import Tokenizer
from .critic import GRAPH as CRITIC
from .critic import Critic
from .decoder import GRAPH, RepairDecoder
from .searched import Searches

CONTEXT = 8
"""Cells around a hole that the prior sees."""
SUREST = Sampling(steps=4, temperature=0.0, nucleus=1.0)
"""The likeliest tokens make the best guess: what detail they lack is copied from the photo afterwards."""
VARIED = Sampling(steps=8, temperature=0.7, nucleus=0.8)
CLEARLY = 2.0
"""Nats per token by which drawn tokens must be likelier than copied ones to be preferred (docs/create.md)."""
RIM = 2
"""Cells this near to the rim of a hole are left to the decoder, which sees the pixels there; tokens say what lies
deeper inside.
"""


class RepairModels:
    """The graphs of a photo pack that repair uses. Each is opened when it is first used: a scratch needs one only."""

    def __init__(self, pack: PackInfo, providers: list[str], tokenizer: Tokenizer) -> None:
        self._pack, self._providers = pack, providers
        self.tokenizer = tokenizer
        self.stride = pack.manifest.stride
        self._looks: CodeLooks | None = None
        self.searches = Searches()

    @cached_property
    def decoder(self) -> RepairDecoder | None:
        """The decoder that knows the surroundings; None if the pack has none."""
        return RepairDecoder(self._pack, self._providers) if GRAPH in self._pack.manifest.graphs else None

    @cached_property
    def critic(self) -> Critic | None:
        """None if the pack has none."""
        return Critic(self._pack, self._providers) if CRITIC in self._pack.manifest.graphs else None

    @cached_property
    def face_finder(self) -> FaceFinder | None:
        """None if the pack has none."""
        return FaceFinder(self._pack, self._providers) if FACES in self._pack.manifest.graphs else None

    @cached_property
    def prior(self) -> TokenPrior | None:
        """None if the pack has none."""
        return TokenPrior(self._pack, self._providers) if PRIOR in self._pack.manifest.graphs else None

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the prior can be told that a picture shows; found without opening it."""
        spec = self._pack.manifest.graphs.get(PRIOR)
        return spec.subjects if spec else ()

    @cached_property
    def layouts(self) -> Layouts | None:
        """None if the pack has none."""
        return Layouts(self._pack, self._providers) if LAYOUT in self._pack.manifest.graphs else None

    @cached_property
    def refiner(self) -> Refiner | None:
        """None if the pack has none."""
        return Refiner(self._pack, self._providers) if REFINER in self._pack.manifest.graphs else None

    def looks(self, cancel: CancelToken) -> CodeLooks:
        """What each code looks like: as the pack says, or found when first asked for. Raises PackError, Cancelled."""
        if self._looks is None and LOOKS in self._pack.manifest.graphs:
            self._looks = read_looks(self._pack, self._providers, self.tokenizer, cancel)
        elif self._looks is None:
            self._looks = looks_of(self.tokenizer, cancel)
        return self._looks

    def guess(
        self, image: np.ndarray, hole: np.ndarray, usable: np.ndarray, seed: int, cancel: CancelToken, draw: bool = True
    ) -> np.ndarray | None:
        """float32 (H, W, 3) in 0..255: the picture as it may look without the hole; None if too little is known.

        ``image`` float32 (H, W, 3) in 0..255 with a smooth fill in the ``hole`` (bool (H, W)), sides multiples of the
        stride. Deep inside, tokens of the hole are copied from cells of ``usable`` pixels (bool (H, W)), among which
        ``seed`` picks. If the pack has a prior and ``draw`` allows it, an even seed draws them instead, 0 only where
        the likeliest are clearly likelier than the copies.
        """
        height, width = hole.shape
        f = self.stride
        blocks = (height // f, f, width // f, f)
        unknown: np.ndarray = hole.reshape(blocks).any(axis=(1, 3))  # type: ignore[assignment]
        deep = erode(np.pad(unknown, RIM, mode="edge"), RIM)[RIM:-RIM, RIM:-RIM]
        if self.decoder and not deep.any():
            return self.decoder.predict(image, hole, None, cancel)
        z = self.tokenizer.encode(np.clip(image + 0.5, 0, 255).astype(np.uint8), cancel)
        _, z_q = self.tokenizer.quantize(z, cancel)
        drawing = self.prior if draw and self.decoder and seed % 2 == 0 else None
        if drawing and seed:
            drawn = self._drawn(drawing, self.tokenizer.nearest(z, cancel), unknown, VARIED, seed, cancel)
            return self._decoded(image, hole, self._vectors(drawn, unknown, z_q, cancel), ~unknown | deep, cancel)
        source: np.ndarray = usable.reshape(blocks).all(axis=(1, 3))  # type: ignore[assignment]
        colour = image.reshape(*blocks, 3).mean(axis=(1, 3)).transpose(2, 0, 1) / 255
        try:
            origin = fill_tokens(z[0], colour, unknown, source, seed, cancel)
        except ValueError:  # too little is known for a window of tokens
            return self.decoder.predict(image, hole, None, cancel) if self.decoder else None
        filled = np.ascontiguousarray(z_q.reshape(z_q.shape[1], -1)[:, origin.ravel()].reshape(z_q.shape))
        if drawing:
            tokens = self.tokenizer.nearest(z, cancel)
            drawn = self._drawn(drawing, tokens, unknown, SUREST, seed, cancel)
            around = self._around(unknown)
            ours, theirs = drawing.log_likelihoods(
                (drawn[around], tokens.flat[origin][around]), unknown[around], np.flatnonzero(deep[around]), cancel
            )
            if ours - theirs >= CLEARLY:
                filled = self._vectors(drawn, unknown, z_q, cancel)
        return self._decoded(image, hole, filled, ~unknown | deep, cancel)

    def _decoded(
        self, image: np.ndarray, hole: np.ndarray, z_q: np.ndarray, told: np.ndarray, cancel: CancelToken
    ) -> np.ndarray:
        """The picture from code vectors; the repair decoder is given only those in ``told`` cells (bool (h, w))."""
        if self.decoder:
            return self.decoder.predict(image, hole, z_q * told, cancel)
        return self.tokenizer.decode(z_q, cancel).astype(np.float32)

    def _vectors(self, drawn: np.ndarray, unknown: np.ndarray, z_q: np.ndarray, cancel: CancelToken) -> np.ndarray:
        return np.where(unknown, self.tokenizer.look_up(drawn, cancel), z_q)

    def _around(self, unknown: np.ndarray) -> tuple[slice, slice]:
        """The part of a grid with these unknown cells (bool (h, w)) that the prior sees."""
        return bounds_of(unknown).pad(CONTEXT).intersect(Bounds.of(unknown.shape)).slices

    def _drawn(
        self, prior: TokenPrior, tokens: np.ndarray, unknown: np.ndarray, sampling: Sampling, seed: int,
        cancel: CancelToken,
    ) -> np.ndarray:  # fmt: skip
        """``tokens`` int64 (h, w), the unknown ones drawn from what is around them."""
        around = self._around(unknown)
        result = tokens.copy()
        result[around] = prior.fill(tokens[around], unknown[around], seed, sampling, cancel)
        return result
