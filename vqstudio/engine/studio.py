"""The engine of the application: carries out requests with the installed packs."""

from __future__ import annotations

import contextlib
import time
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import platformdirs

from vqstudio.core.adjust import MOST_EXPOSURE, adjusted
from vqstudio.core.document import Patch
from vqstudio.core.errors import MaskError, PackError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.image_limits import LARGEST_PHOTO
from vqstudio.core.mask import bounds_of
from vqstudio.core.paths import resources
from vqstudio.core.wording import Sentence, joined, mark

from .cancel import CancelToken, apart, job_of
from .colours import in_own_colours, in_srgb, preview_in_own_colours
from .edition import edition
from .own_thread import OwnThread
from .pace import PAINT, parts
from .packs import PackInfo, find_packs, read_pack
from .patches import patch_of, style_weight, values
from .providers import choose_device
from .requests import (
    MAX_SCALE,
    MIN_SCALE,
    AdjustRequest,
    Device,
    ExtendRequest,
    ImagineRequest,
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
from .style import (
    WHOLE,
    Brush,
    StylePainter,
    enlarged,
    fitting,
    keep_colours,
    masked,
    mixed_vector,
    painting_size,
    reduced,
    resized,
)
from .style_files import write_style
from .style_library import StyleLibrary
from .tokenizer import Tokenizer, pad_to_multiple

if TYPE_CHECKING:
    from .repair_models import RepairModels


LARGEST_TOKEN_VIEW = 1_000_000
"""Pixels of the picture whose tokens are shown."""
LOOK, LOOK_AROUND = 3, 4
"""Cells on a side of a code's look, and cells of the same code around them."""


class StudioEngine:
    """Implements :class:`vqstudio.engine.requests.Engine`. Sessions are opened when first needed and kept.

    Not thread-safe: all calls belong on one thread (see :class:`vqstudio.engine.jobs.JobRunner`). Jobs have one of
    their own, so that whoever cancels one need not wait for it.
    """

    def __init__(self, packs_folder: Path, styles_folder: Path | None = None) -> None:
        self._packs_folder, self._styles_folder = packs_folder, styles_folder
        self._thread = OwnThread()
        self._read_alone: dict[str, PackInfo] = {}
        self._tokenizers: dict[str, Tokenizer] = {}
        self._painters: dict[str, StylePainter] = {}
        self._repair_models: dict[str, RepairModels] = {}

    @classmethod
    def with_bundled_packs(cls) -> StudioEngine:
        """With the packs that come with the program and the styles that the user added."""
        return cls(resources() / "packs", platformdirs.user_data_path("vqstudio", appauthor=False) / "styles")

    @cached_property
    def _found(self) -> tuple[list[PackInfo], list[Sentence]]:
        return find_packs(self._packs_folder)

    def packs(self) -> list[PackInfo]:
        return self._found[0]

    @property
    def problems(self) -> list[Sentence]:
        """One sentence for each pack and each of the user's styles that had to be left out."""
        return self._found[1] + self._library.problems

    @cached_property
    def _library(self) -> StyleLibrary:
        return StyleLibrary(self._styles_folder, self.packs, self._tokenizer)

    def add_style(self, path: Path, learned_from: str = "") -> StyleInfo:
        """Keep a copy of a style file among the user's own styles; of a picture, a first guess at its style. What was
        ``learned_from`` one of them also keeps that one's first guess.

        Raises FileError, RequestError.
        """
        return self._library.add(path, learned_from)

    def save_style(self, name: str, path: Path) -> None:
        """Write one of the user's own styles as a file to share. Raises FileError, RequestError."""
        write_style(self._library.file(name), path)

    def remove_style(self, name: str) -> None:
        """Delete one of the user's own styles. Raises FileError, RequestError."""
        self._library.remove(name)

    def swap_style(self, name: str) -> None:
        """Use the first guess of a learned style, or again what was learned. Raises FileError, RequestError."""
        self._library.swap(name)

    def lesson(self, name: str) -> Lesson:
        """Raises RequestError if the style is none of the user's own or its painting was not kept."""
        file = self._library.file(name)
        if file.painting is None:
            raise RequestError(
                "The style {title!r} came without its painting; drop the painting here.", title=file.style.title
            )
        return Lesson(file.style.title, file.painting, self._pack(file.pack).path)

    @cached_property
    def _device(self) -> tuple[list[str], Device]:
        pack = next(iter(self._read_alone.values()), None) or next(iter(self.packs()), None)
        if pack is None:
            return ["CPUExecutionProvider"], Device("CPU", mark("No model pack is installed."))
        return choose_device(pack.path / pack.manifest.graphs["quantizer"].file)

    @property
    def device(self) -> Device:
        return self._device[1]

    def styles(self) -> list[StyleInfo]:
        styles = self._library.all()
        if not styles:
            raise self._missing(mark("No pack with styles is installed (installed: {ids})."))
        return styles

    def edition(self, pack: str, style: str = "") -> str:
        return edition(self._packs_folder / pack, self._styles_folder, style)

    def prepare_repair(self, pack_id: str = RepairRequest.pack, look: bool = True) -> None:
        """Read the pack ahead of time, and open what a first ``look`` at a repair needs. Raises PackError."""
        self._thread.wait(CancelToken())
        models = self._models_for_repair(pack_id)
        if look:
            _ = models.decoder

    def prepare_style(self, pack_id: str = StyleRequest.pack) -> None:
        """Open ahead of time what every style needs. Raises PackError."""
        self._thread.wait(CancelToken())
        self._painter(self._pack(pack_id))

    def style_thumbnails(self, pixels: np.ndarray, done: Thumbnail, cancel: CancelToken) -> None:
        """Paint a small picture, uint8 (H, W, 3), in every style of :meth:`styles`, one after the other.

        Raises PackError, Cancelled.
        """
        self._thread.wait(cancel)
        for pack in self.packs():
            styles = self._library.of(pack)
            if styles:
                vectors = [np.array(style.vector, np.float32) for style in styles]
                names = [style.name for style in styles]

                def deliver(index: int, painted: np.ndarray, names: list[str] = names) -> None:
                    done(names[index], painted)

                self._painter(pack).thumbnails(pixels, vectors, deliver, cancel)

    def run(self, request: Request, progress: Progress, cancel: CancelToken, preview: Preview = no_preview) -> Result:
        start = time.perf_counter()
        with job_of(cancel):
            patch = self._thread.run(partial(self._patch, request, cancel), progress, preview, cancel)
        return Result(patch, time.perf_counter() - start, self.device.name)

    def _patch(self, request: Request, cancel: CancelToken, progress: Progress, preview: Preview) -> Patch:
        def told(share: float, text: str) -> None:
            cancel.check()
            progress(share, text)

        told(0.0, mark("Starting"))
        seen = in_srgb(request, cancel)
        after = self._after(seen, told, cancel, preview_in_own_colours(preview, seen, request))
        patch = patch_of(request, in_own_colours(after, seen, request, cancel), cancel)
        told(1.0, mark("Done"))
        return patch

    def _after(self, request: Request, progress: Progress, cancel: CancelToken, preview: Preview) -> np.ndarray:
        """What comes of ``request``, whose pixels are in sRGB if a model sees them, without alpha."""
        pixels = request.pixels[:, :, :3]
        match request:
            case RepairRequest():
                return self._repair(request, pixels, progress, cancel, preview)
            case StyleRequest():
                width, height = painting_size((pixels.shape[1], pixels.shape[0]), request.scale)
                if width * height > WHOLE and preview is not no_preview:
                    small = apart(lambda: reduced(request), cancel)
                    quick = self._style(small, small.pixels[:, :, :3], lambda share, text: None, cancel)
                    preview(Bounds.of(pixels.shape), quick)
                return self._style(request, pixels, progress, cancel)
            case ExtendRequest():
                return self._extend(request, pixels, progress, cancel, preview)
            case ImagineRequest():
                return self._imagine(request, pixels, progress, cancel, preview)
            case AdjustRequest():
                return self._adjust(request, values(request)[:, :, :3], progress)
            case ReconstructRequest():
                return self._tokenizer(request.pack).reconstruct(
                    pixels, cancel, lambda share: progress(share, mark("Encoding and decoding"))
                )

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
            raise RequestError("The detail must be between 0 and 1, not {detail}.", detail=request.detail)
        # Here, for a command that paints a style would wait for them in vain.
        from .repair import repair
        from .repair_regions import usable_pixels

        usable = usable_pixels(request.mask, request.only, request.avoid)
        models = self._models_for_repair(request.pack)
        return repair(
            pixels,
            request.mask.selected,
            models,
            request.seed,
            progress,
            cancel,
            usable,
            request.detail,
            preview=preview,
        )

    def _extend(
        self,
        request: ExtendRequest,
        pixels: np.ndarray,
        progress: Progress,
        cancel: CancelToken,
        preview: Preview,
    ) -> np.ndarray:
        margins = request.margins
        if not margins.grows:
            raise RequestError("Nothing is to be extended; give at least one side a margin above 0, and none below.")
        canvas = margins.around(pixels.shape[1], pixels.shape[0])
        if canvas.area > LARGEST_PHOTO:
            raise RequestError(
                "The extended photo would have {width}x{height} pixels; VQ Studio handles up to {most} megapixels.",
                width=canvas.width,
                height=canvas.height,
                most=LARGEST_PHOTO // 1_000_000,
            )
        from .extend import extend

        models = self._models_for_repair(request.pack)
        return extend(pixels, margins, models, request.seed, progress, cancel, preview)

    def _imagine(
        self,
        request: ImagineRequest,
        pixels: np.ndarray,
        progress: Progress,
        cancel: CancelToken,
        preview: Preview,
    ) -> np.ndarray:
        from .imagine import LARGEST, check, imagine

        check(request)
        models = self._models_for_repair(request.pack)
        if models.prior is None:
            raise PackError("The pack {pack} has no token prior; install one that has.", pack=request.pack)
        size = fitting(pixels.shape, LARGEST)
        small = apart(lambda: resized(np.ascontiguousarray(pixels), size), cancel)
        imagined = imagine(
            small, request.share, request.seed, request.tileable, models.tokenizer, models.prior, progress, cancel,
            preview if small.shape == pixels.shape else no_preview,
        )  # fmt: skip
        return apart(lambda: resized(imagined, (pixels.shape[1], pixels.shape[0])), cancel)

    def _adjust(self, request: AdjustRequest, pixels: np.ndarray, progress: Progress) -> np.ndarray:
        if not request.adjustment.valid:
            raise RequestError(
                "The adjustment goes too far: exposure at most {most:g} stops up or down, all others -1 to 1.",
                most=MOST_EXPOSURE,
            )
        if request.mask is not None and request.mask.shape != pixels.shape[:2]:
            raise _size_mismatch(request.mask.shape, pixels.shape)
        adjusting, mixing = parts((2, 0 if request.mask is None else 1), lambda done: progress(done, mark("Adjusting")))
        after = adjusted(pixels, request.adjustment, adjusting)
        return after if request.mask is None else masked(pixels, after, request.mask.alpha, mixing)

    def tokens_of(self, pixels: np.ndarray, cancel: CancelToken) -> TokenGrid:
        self._thread.wait(cancel)
        tokenizer = self._tokenizer(ReconstructRequest.pack)
        size = fitting(pixels.shape, LARGEST_TOKEN_VIEW)
        small = pad_to_multiple(resized(np.ascontiguousarray(pixels[:, :, :3]), size), tokenizer.stride)
        tokens = tokenizer.quantize(tokenizer.encode(small, cancel), cancel)[0][0]
        return TokenGrid(tokens, tokenizer.stride * pixels.shape[1] / size[0], tokenizer.manifest.codes)

    def look_of_code(self, code: int) -> np.ndarray:
        tokenizer = self._tokenizer(ReconstructRequest.pack)
        side = LOOK + 2 * LOOK_AROUND
        never = CancelToken()
        self._thread.wait(never)
        picture = tokenizer.decode(tokenizer.look_up(np.full((side, side), code, np.int64), never), never)
        middle = slice(LOOK_AROUND * tokenizer.stride, -LOOK_AROUND * tokenizer.stride)
        return picture[middle, middle]

    def _style(self, request: StyleRequest, pixels: np.ndarray, progress: Progress, cancel: CancelToken) -> np.ndarray:
        if not 0 <= request.strength <= 1:
            raise RequestError("The strength must be between 0 and 1, not {strength}.", strength=request.strength)
        if not MIN_SCALE <= request.scale <= MAX_SCALE:
            raise RequestError(
                "The brush scale must be between {least} and {most}, not {scale}.",
                least=MIN_SCALE,
                most=MAX_SCALE,
                scale=request.scale,
            )
        if not 0 <= request.feather <= max(pixels.shape[:2]):
            raise RequestError(
                "The feather must be between 0 and the photo's longest side, not {feather}.", feather=request.feather
            )
        if request.mask is not None and request.mask.shape != pixels.shape[:2]:
            raise _size_mismatch(request.mask.shape, pixels.shape)
        pack = self._pack(request.pack)
        brush = Brush(mixed_vector(self._library.of(pack), request.style), float(request.strength), request.seed)
        weight = style_weight(request, cancel)
        area = bounds_of(weight > 0) if weight is not None else Bounds.of(pixels.shape)
        if not area.area:
            raise MaskError("Nothing is selected; paint where the style should go, or apply it to the whole photo.")
        painter = self._painter(pack)
        size = painting_size((pixels.shape[1], pixels.shape[0]), request.scale)
        whole = Bounds.of(pixels.shape)
        finishing = [float(size != (whole.width, whole.height)), float(request.keep_colours), float(weight is not None)]
        what = mark("Painting")
        painting, enlarging, colouring, mixing = parts(
            [PAINT * size[0] * size[1] / whole.area, *finishing], lambda done: progress(done, what)
        )

        def told(share: float, text: str) -> None:
            nonlocal what
            what = text
            painting(share)

        if not finishing[0]:
            around = painter.around(area, whole)
            painted = painter.paint(pixels, around, brush, told, cancel)
        else:
            around = whole
            small = apart(lambda: resized(pixels, size), cancel)
            painted = painter.paint(small, Bounds.of(small.shape), brush, told, cancel)
            enlarging(0.0)
            painted = enlarged(painted, small, pixels, cancel, enlarging)
        before = pixels[around.slices]
        if request.keep_colours:
            painted = keep_colours(before, painted, colouring)
        if weight is None:
            return painted
        after = pixels.copy()
        after[around.slices] = masked(before, painted, weight[around.slices], mixing)
        return after

    # -- packs ---------------------------------------------------------------------------------------------------

    def _pack(self, pack_id: str) -> PackInfo:
        """A command that needs one pack does not wait for the others to be read and verified."""
        if pack_id in self._read_alone:
            return self._read_alone[pack_id]
        if "_found" not in self.__dict__:
            with contextlib.suppress(PackError):  # told below, with what else is installed
                pack = read_pack(self._packs_folder / pack_id)
                if pack.id == pack_id:
                    return self._read_alone.setdefault(pack_id, pack)
        for pack in self.packs():
            if pack.id == pack_id:
                return pack
        raise self._missing(mark("The pack {pack!r} is not installed (installed: {ids})."), pack=pack_id)

    def _missing(self, template: str, **values: str) -> PackError:
        ids = ", ".join(pack.id for pack in self.packs()) or Sentence("none")
        return PackError(joined([Sentence(template, ids=ids, **values), *self.problems]))

    def _tokenizer(self, pack_id: str) -> Tokenizer:
        if pack_id not in self._tokenizers:
            self._tokenizers[pack_id] = Tokenizer(self._pack(pack_id), self._device[0])
        return self._tokenizers[pack_id]

    def _models_for_repair(self, pack_id: str) -> RepairModels:
        from .repair_models import RepairModels

        if pack_id not in self._repair_models:
            tokenizer = self._tokenizer(pack_id)
            self._repair_models[pack_id] = RepairModels(self._pack(pack_id), self._device[0], tokenizer)
        return self._repair_models[pack_id]

    def _painter(self, pack: PackInfo) -> StylePainter:
        if "style" not in pack.manifest.graphs:
            raise RequestError("The pack {pack} has no styles; choose a paint pack.", pack=pack.id)
        if pack.id not in self._painters:
            self._painters[pack.id] = StylePainter(pack, self._device[0], self._tokenizer(pack.id))
        return self._painters[pack.id]


def _size_mismatch(mask: tuple[int, ...], photo: tuple[int, ...]) -> MaskError:
    return MaskError(
        "The mask is {width}x{height} pixels, the photo {photo_width}x{photo_height}; they must have the same size.",
        width=mask[1],
        height=mask[0],
        photo_width=photo[1],
        photo_height=photo[0],
    )
