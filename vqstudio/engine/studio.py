"""The engine of the application: carries out requests with the installed packs."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import numpy as np
import platformdirs

from vqstudio.core.document import Patch
from vqstudio.core.errors import RequestError
from vqstudio.core.paths import resources
from vqstudio.core.wording import Sentence, mark

from .cancel import CancelToken, job_of
from .colours import in_own_colours, in_srgb, preview_in_own_colours
from .features.feature import Work
from .features.table import feature_of
from .models import Models
from .own_thread import OwnThread
from .packs.pack import PackInfo
from .patches import patch_of
from .pixels import fitting, resized
from .requests import (
    Device,
    Lesson,
    Preview,
    Progress,
    ReconstructRequest,
    RepairRequest,
    Request,
    Result,
    StyleInfo,
    StyleRequest,
    Thumbnail,
    TokenGrid,
    no_preview,
)
from .strengths import Strengths
from .tokens.tokenizer import pad_to_multiple

LARGEST_TOKEN_VIEW = 1_000_000
"""Pixels up to which the tokens of a picture are shown at its full size."""
LOOK, LOOK_AROUND = 3, 4
"""Cells on a side of a code's look, and cells of the same code around them."""


class StudioEngine:
    """Implements :class:`vqstudio.engine.protocol.Engine`. The modules in :mod:`.features` carry out
    requests; this class holds what they have in common, and all other calls.

    Not thread-safe: make all calls from one thread (see :class:`vqstudio.engine.jobs.JobRunner`). The work of a request
    runs on a thread of its own, so that :meth:`run` returns as soon as it is cancelled; every call that opens or runs a
    model first waits until a cancelled request has ended.
    """

    def __init__(self, packs_folder: Path, styles_folder: Path | None = None) -> None:
        self._models = Models(packs_folder, styles_folder)
        self._thread = OwnThread()

    @classmethod
    def with_bundled_packs(cls) -> StudioEngine:
        """With the packs that come with the program and the styles that the user added."""
        return cls(resources() / "packs", platformdirs.user_data_path("vqstudio", appauthor=False) / "styles")

    def run(self, request: Request, progress: Progress, cancel: CancelToken, preview: Preview = no_preview) -> Result:
        """Raises RequestError, MaskError or PackError if ``request`` cannot be carried out, Cancelled, and what
        ``progress`` or ``preview`` raises.
        """
        start, before = time.perf_counter(), self.device
        with job_of(cancel):
            patch = self._thread.run(partial(self._patch, request, cancel), progress, preview, cancel)
        after = self.device
        notices = () if after.name == before.name else (after.reason,)
        return Result(patch, time.perf_counter() - start, after.name, notices)

    def _patch(self, request: Request, cancel: CancelToken, progress: Progress, preview: Preview) -> Patch:
        feature = feature_of(request)

        def told(share: float, text: str) -> None:
            cancel.check()
            progress(share, text)

        told(0.0, mark("Starting"))
        feature.check(request)
        seen = in_srgb(request, cancel)
        work = Work(told, cancel, preview_in_own_colours(preview, seen, request), request)
        made = in_own_colours(feature.run(seen, self._models, work), seen, request, cancel)
        patch = patch_of(request, made, cancel)
        told(1.0, mark("Done"))
        return patch

    # -- packs ---------------------------------------------------------------------------------------------------

    def packs(self) -> list[PackInfo]:
        return self._models.packs()

    @property
    def problems(self) -> list[Sentence]:
        """One sentence for each pack and each of the user's styles that had to be left out."""
        return self._models.problems

    @property
    def device(self) -> Device:
        return self._models.device[1]

    def use_device(self, wanted: str) -> Device:
        self._thread.wait(CancelToken())
        self._models.use_device(wanted)
        return self.device

    def edition(self, pack: str, style: str = "") -> str:
        from .edition import edition

        return edition(self._models.folder / pack, self._models.styles_folder, style)

    def prepare_repair(self, pack_id: str = RepairRequest.pack, look: bool = True) -> None:
        """Read the pack ahead of time, and open what a first ``look`` at a repair needs. Raises PackError."""
        self._thread.wait(CancelToken())
        models = self._models.repair(pack_id)
        if look:
            _ = models.decoder

    def prepare_style(self, pack_id: str = StyleRequest.pack) -> None:
        """Open ahead of time what every style needs. Raises PackError."""
        self._thread.wait(CancelToken())
        self._models.painter(pack_id)

    # -- styles --------------------------------------------------------------------------------------------------

    def styles(self) -> list[StyleInfo]:
        """In gallery order. Raises PackError if no pack with styles is installed."""
        styles = self._models.library.all()
        if not styles:
            raise self._models.missing(mark("No pack with styles is installed (installed: {ids})."))
        return styles

    def add_style(self, path: Path, learned_from: str = "") -> StyleInfo:
        """Keep a copy of a style file among the user's own styles; of a picture, a first guess at its style. What was
        ``learned_from`` one of them also keeps that one's first guess.

        Raises FileError, RequestError.
        """
        self._thread.wait(CancelToken())
        return self._models.library.add(path, learned_from)

    def save_style(self, name: str, path: Path) -> None:
        """Write one of the user's own styles as a file to share. Raises FileError, RequestError."""
        from .style.files import write_style

        write_style(self._models.library.file(name), path)

    def remove_style(self, name: str) -> None:
        """Delete one of the user's own styles. Raises FileError, RequestError."""
        self._models.library.remove(name)

    def swap_style(self, name: str) -> None:
        """Switch a style between its first guess and what was learned. Raises FileError, RequestError."""
        self._models.library.swap(name)

    def lesson(self, name: str) -> Lesson:
        """Raises RequestError if the style is none of the user's own or its painting was not kept."""
        file = self._models.library.file(name)
        if file.painting is None:
            raise RequestError(
                "The style {title!r} came without its painting; drop the painting here.", title=file.style.title
            )
        return Lesson(file.style.title, file.painting, self._models.pack(file.pack).path)

    def style_thumbnails(self, pixels: np.ndarray, done: Thumbnail, cancel: CancelToken) -> None:
        """Paint a small picture, uint8 (H, W, 3), in every style of :meth:`styles`, one after the other.

        Raises PackError, Cancelled.
        """
        self._thread.wait(cancel)
        for pack in self.packs():
            styles = self._models.library.of(pack)
            if styles:
                self._models.painter(pack.id).thumbnails(pixels, styles, done, cancel)

    # -- old photos ----------------------------------------------------------------------------------------------

    def find_damage(self, pixels: np.ndarray, progress: Progress, cancel: CancelToken) -> np.ndarray:
        """How likely each pixel of uint8 (H, W, 3|4) in sRGB is damaged: uint8 (H, W), 255 is certain; see
        :func:`vqstudio.core.damage.proposed`. Raises PackError, Cancelled.
        """
        picture = np.ascontiguousarray(pixels[:, :, :3])

        def work(told: Progress, _preview: Preview) -> np.ndarray:
            def step(share: float) -> None:
                cancel.check()
                told(share, mark("Looking for damage"))

            return self._models.restore(RepairRequest.pack).finder.likelihood(picture, step, cancel)

        with job_of(cancel):
            return self._thread.run(work, progress, no_preview, cancel)

    def measure(self, pixels: np.ndarray, cancel: CancelToken) -> Strengths:
        """The noise, compression and blur of uint8 or uint16 (H, W, 3|4); 0 of what is too little to matter. Raises
        PackError, Cancelled.
        """
        self._thread.wait(cancel)
        return self._models.restore(RepairRequest.pack).meter.measure(pixels[:, :, :3], cancel)

    # -- tokens --------------------------------------------------------------------------------------------------

    def tokens_of(self, pixels: np.ndarray, cancel: CancelToken) -> TokenGrid:
        """The tokens of uint8 (H, W, 3|4); a large photo is reduced first. Raises PackError, Cancelled."""
        self._thread.wait(cancel)
        tokenizer = self._models.tokenizer(ReconstructRequest.pack)
        size = fitting(pixels.shape, LARGEST_TOKEN_VIEW)
        small = pad_to_multiple(resized(np.ascontiguousarray(pixels[:, :, :3]), size), tokenizer.stride)
        tokens = tokenizer.quantize(tokenizer.encode(small, cancel), cancel)[0][0]
        return TokenGrid(tokens, tokenizer.stride * pixels.shape[1] / size[0], tokenizer.manifest.codes)

    def subjects(self) -> list[str]:
        """The names of the subjects that the token prior knows. Raises PackError."""
        self._thread.wait(CancelToken())
        return list(self._models.repair(ReconstructRequest.pack).subjects)

    def naturalness(self, pixels: np.ndarray, cancel: CancelToken) -> float:
        """How much a created picture, uint8 (H, W, 3), looks like a photo, see :mod:`.tokens.naturalness`. Raises
        PackError, Cancelled.
        """
        self._thread.wait(cancel)
        models = self._models.repair(ReconstructRequest.pack)
        if models.prior is None:
            raise RequestError("Without a token prior created pictures cannot be compared.")
        from .tokens.naturalness import naturalness

        return naturalness(np.ascontiguousarray(pixels[:, :, :3]), models.tokenizer, models.prior, cancel)

    def look_of_code(self, code: int) -> np.ndarray:
        """uint8 (n, n, 3): what a code of the codebook decodes to among its own. Raises PackError."""
        tokenizer = self._models.tokenizer(ReconstructRequest.pack)
        side = LOOK + 2 * LOOK_AROUND
        never = CancelToken()
        self._thread.wait(never)
        picture = tokenizer.decode(tokenizer.look_up(np.full((side, side), code, np.int64), never), never)
        middle = slice(LOOK_AROUND * tokenizer.stride, -LOOK_AROUND * tokenizer.stride)
        return picture[middle, middle]
