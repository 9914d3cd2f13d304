"""The engine of the application: carries out requests with the installed packs."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path

import numpy as np

from vqstudio.core.document import Patch
from vqstudio.core.errors import MaskError, PackError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.paths import resources

from .cancel import CancelToken
from .packs import PackInfo, find_packs
from .providers import choose_device
from .repair import repair
from .repair_models import RepairModels
from .repair_regions import usable_pixels
from .requests import (
    Device,
    Preview,
    Progress,
    ReconstructRequest,
    RepairRequest,
    Request,
    Result,
    StyleInfo,
    StyleRequest,
    no_preview,
)
from .style import StylePainter, blend, find_style
from .tokenizer import Tokenizer


class StudioEngine:
    """Implements :class:`vqstudio.engine.requests.Engine`. Sessions are opened when first needed and kept.

    Not thread-safe: all calls belong on one thread (see :class:`vqstudio.engine.jobs.JobRunner`).
    """

    def __init__(self, packs_folder: Path) -> None:
        self._packs_folder = packs_folder
        self._tokenizers: dict[str, Tokenizer] = {}
        self._painters: dict[str, StylePainter] = {}
        self._repair_models: dict[str, RepairModels] = {}

    @classmethod
    def with_bundled_packs(cls) -> StudioEngine:
        return cls(resources() / "packs")

    @cached_property
    def _found(self) -> tuple[list[PackInfo], list[str]]:
        return find_packs(self._packs_folder)

    def packs(self) -> list[PackInfo]:
        return self._found[0]

    @property
    def problems(self) -> list[str]:
        """One sentence for each pack that had to be left out."""
        return self._found[1]

    @cached_property
    def _device(self) -> tuple[list[str], Device]:
        if not self.packs():
            return ["CPUExecutionProvider"], Device("CPU", "No model pack is installed.")
        pack = self.packs()[0]
        return choose_device(pack.path / pack.manifest.graphs["quantizer"].file)

    @property
    def device(self) -> Device:
        return self._device[1]

    def styles(self) -> list[StyleInfo]:
        paint = [pack for pack in self.packs() if pack.manifest.styles]
        if not paint:
            raise PackError(self._why_missing("No pack with styles is installed"))
        return [
            StyleInfo(
                style.name, style.title, style.group, style.credit,
                (pack.path / style.thumbnail).read_bytes() if style.thumbnail else None,
            )
            for pack in paint for style in pack.manifest.styles
        ]  # fmt: skip

    def prepare_repair(self, pack_id: str = RepairRequest.pack) -> None:
        """Open ahead of time what every repair needs. Raises PackError."""
        _ = self._models_for_repair(pack_id).decoder

    def run(self, request: Request, progress: Progress, cancel: CancelToken, preview: Preview = no_preview) -> Result:
        start = time.perf_counter()
        cancel.check()
        progress(0.0, "Starting")
        pixels = request.pixels[:, :, :3]
        match request:
            case RepairRequest():
                after = self._repair(request, pixels, progress, cancel, preview)
            case StyleRequest():
                after = self._style(request, pixels, progress, cancel)
            case ReconstructRequest():
                after = self._tokenizer(request.pack).reconstruct(
                    pixels, cancel, lambda share: progress(share, "Encoding and decoding")
                )
        cancel.check()
        patch = self._patch(request, after)
        progress(1.0, "Done")
        return Result(patch, time.perf_counter() - start, self.device.name)

    def _repair(
        self,
        request: RepairRequest,
        pixels: np.ndarray,
        progress: Progress,
        cancel: CancelToken,
        preview: Preview,
    ) -> np.ndarray:
        for mask in (request.mask, request.only, request.avoid):
            if mask is not None and mask.shape != pixels.shape[:2]:
                raise _size_mismatch(mask.shape, pixels.shape)
        if not 0 <= request.detail <= 1:
            raise RequestError(f"The detail must be between 0 and 1, not {request.detail}.")
        usable = usable_pixels(request.mask, request.only, request.avoid)
        models = self._models_for_repair(request.pack)
        return repair(
            pixels, request.mask.selected, models, request.seed, progress, cancel, usable, request.detail, preview
        )

    def _style(self, request: StyleRequest, pixels: np.ndarray, progress: Progress, cancel: CancelToken) -> np.ndarray:
        if not 0 <= request.strength <= 1:
            raise RequestError(f"The strength must be between 0 and 1, not {request.strength}.")
        if request.mask is not None and request.mask.shape != pixels.shape[:2]:
            raise _size_mismatch(request.mask.shape, pixels.shape)
        pack = self._pack(request.pack)
        style = find_style(pack.manifest, request.style)
        if style is None:
            names = ", ".join(s.name for s in pack.manifest.styles) or "none"
            raise RequestError(f"There is no style {request.style!r}; the installed styles are: {names}.")
        vector = np.array(style.vector, np.float32)
        area = bounds_of(request.mask.alpha > 0) if request.mask else Bounds.of(pixels.shape)
        if not area.area:
            raise MaskError("Nothing is selected; paint where the style should go, or apply it to the whole photo.")
        painter = self._painter(pack)
        around = painter.around(area).intersect(Bounds.of(pixels.shape))
        painted = painter.paint(pixels, around, vector, float(request.strength), progress, cancel)
        if request.mask is None:
            return painted
        after = pixels.copy()
        weight = request.mask.alpha[around.slices].astype(np.float32) / 255
        after[around.slices] = blend(pixels[around.slices], painted, weight)
        return after

    def _patch(self, request: Request, after: np.ndarray) -> Patch:
        """What changed, with the photo's own alpha put back."""
        before = request.pixels
        if before.shape[2] == 4:
            after = np.concatenate([after, before[:, :, 3:]], axis=2)
        bounds = _changed_bounds(before, after, _touched(request))
        return Patch.between(before, after, bounds)

    # -- packs ---------------------------------------------------------------------------------------------------

    def _pack(self, pack_id: str) -> PackInfo:
        for pack in self.packs():
            if pack.id == pack_id:
                return pack
        raise PackError(self._why_missing(f"The pack {pack_id!r} is not installed"))

    def _why_missing(self, what: str) -> str:
        ids = ", ".join(pack.id for pack in self.packs()) or "none"
        return " ".join([f"{what} (installed: {ids}).", *self.problems])

    def _tokenizer(self, pack_id: str) -> Tokenizer:
        if pack_id not in self._tokenizers:
            self._tokenizers[pack_id] = Tokenizer(self._pack(pack_id), self._device[0])
        return self._tokenizers[pack_id]

    def _models_for_repair(self, pack_id: str) -> RepairModels:
        if pack_id not in self._repair_models:
            tokenizer = self._tokenizer(pack_id)
            self._repair_models[pack_id] = RepairModels(self._pack(pack_id), self._device[0], tokenizer)
        return self._repair_models[pack_id]

    def _painter(self, pack: PackInfo) -> StylePainter:
        if "style" not in pack.manifest.graphs:
            raise RequestError(f"The pack {pack.id} has no styles; choose a paint pack.")
        if pack.id not in self._painters:
            self._painters[pack.id] = StylePainter(pack, self._device[0], self._tokenizer(pack.id))
        return self._painters[pack.id]


def _size_mismatch(mask: tuple[int, ...], photo: tuple[int, ...]) -> MaskError:
    return MaskError(
        f"The mask is {mask[1]}x{mask[0]} pixels, the photo {photo[1]}x{photo[0]}; they must have the same size."
    )


def _touched(request: Request) -> Bounds:
    """Where the request can change the photo at all."""
    mask = None if isinstance(request, ReconstructRequest) else request.mask
    return bounds_of(mask.alpha > 0) if mask is not None else Bounds.of(request.pixels.shape)


def _changed_bounds(before: np.ndarray, after: np.ndarray, touched: Bounds) -> Bounds:
    """Smallest bounds around differing pixels, found in strips so that a large photo needs no copy of its size."""
    rows = 256
    found: Bounds | None = None
    for top in range(touched.y, touched.bottom, rows):
        strip = Bounds(touched.x, top, touched.width, min(rows, touched.bottom - top))
        changed = (before[strip.slices] != after[strip.slices]).any(axis=2)
        part = bounds_of(changed)
        if part.area:
            part = part.shift(strip.x, strip.y)
            found = found.union(part) if found else part
    return found or Bounds(0, 0, 0, 0)
