"""The command line: every edit without a window. Exit codes: 0 done, 1 some photos of a batch
failed, 2 bad usage or input, 130 interrupted.

Nothing heavy is imported before it is known to be needed: no edit ever loads Qt.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import math
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from vqstudio import __version__
from vqstudio.core.errors import StudioError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from vqstudio.engine.cancel import CancelToken
    from vqstudio.engine.requests import Request
    from vqstudio.engine.studio import StudioEngine

EngineFactory = Callable[[], "StudioEngine"]

DONE, SOME_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
CLEAR_LINE = "\r\033[K"


def bundled_engine() -> StudioEngine:
    from vqstudio.engine.studio import StudioEngine

    return StudioEngine.with_bundled_packs()


def open_bundled_style() -> None:
    """Open the models of every style while the rest of the program is imported: that takes as long."""
    from vqstudio.core.paths import resources
    from vqstudio.engine.providers import choose_device
    from vqstudio.engine.sessions import open_ahead

    pack = resources() / "packs" / "paint-f4"
    providers, _ = choose_device(pack / "quantizer.onnx")
    open_ahead([pack / "style_affine.onnx", pack / "encoder.onnx"], providers)


def main(arguments: list[str], engine_factory: EngineFactory = bundled_engine) -> int:
    """Carry out the command line ``arguments`` and return the exit code; SystemExit(2) for bad usage."""
    from vqstudio.engine.cancel import Cancelled

    # Looking for plugins of pydantic, of which we use none, only makes the window open later.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    options = build_parser().parse_args(with_command(arguments))
    try:
        code = options.run(options, engine_factory)
        sys.stdout.flush()
        return code
    except StudioError as error:
        complain(str(error))
        return BAD_INPUT
    except (KeyboardInterrupt, Cancelled):
        complain("interrupted; what was not finished was not written.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output (head, less) has enough; Python must not complain about it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def with_command(arguments: list[str]) -> list[str]:
    """The arguments with ``window`` in front of a photo; a word that is neither command nor file stays for argparse."""
    if not arguments:
        return ["window"]
    first = arguments[0]
    if first.startswith("-") or first in COMMANDS:
        return arguments
    looks_like_a_file = Path(first).suffix or Path(first).name != first or Path(first).exists()
    return ["window", *arguments] if looks_like_a_file else arguments


def complain(sentence: str) -> None:
    """One line on stderr, not glued to a progress line."""
    print(f"{CLEAR_LINE if sys.stderr.isatty() else ''}vqstudio: {sentence}", file=sys.stderr)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vqstudio",
        description="Repairs photos and turns them into paintings, on this computer. Without a command: the window.",
        epilog="A photo whose name is that of a command is opened as ./NAME.",
    )
    parser.add_argument("--version", action="version", version=f"VQ Studio {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace, EngineFactory], int], text: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    window = command("window", run_window, "open the window, with a photo or empty")
    window.add_argument("photo", type=Path, nargs="?", metavar="PHOTO")

    repair = command("repair", run_repair, "fill the masked part of a photo")
    repair.add_argument("photo", type=Path, metavar="PHOTO")
    repair.add_argument(
        "--mask", type=Path, required=True, help="image of the photo's size: white (or opaque) = repair"
    )
    repair.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    repair.add_argument("--seed", type=natural, default=0, help="another number gives another fill")
    repair.add_argument(
        "--candidates", type=positive, default=1, metavar="N", help="write N fills to choose from: OUT-1, OUT-2, ..."
    )
    repair.add_argument("--only", type=Path, metavar="MASK", help="take texture from here only: white (or opaque)")
    repair.add_argument("--avoid", type=Path, metavar="MASK", help="take no texture from here: white (or opaque)")

    repair.add_argument(
        "--detail", type=float, default=1.0, metavar="0..1", help="1 = detail copied from the photo, 0 = smooth"
    )

    extend = command("extend", run_extend, "let a photo go on beyond its frame")
    extend.add_argument("photo", type=Path, metavar="PHOTO")
    for side in ("left", "top", "right", "bottom"):
        extend.add_argument(
            f"--{side}", type=margin, default="0", metavar="N", help="pixels, or with %% a share of the photo's side"
        )
    extend.add_argument("--seed", type=natural, default=0, help="another number imagines something else")
    extend.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")

    generate = command("generate", run_generate, "imagine a new picture, a texture, or a photo anew")
    generate.add_argument("--size", type=picture_size, metavar="WxH", help="pixels; 256x256 if left out")
    generate.add_argument("--seed", type=natural, default=0, help="another number imagines something else")
    generate.add_argument(
        "--count",
        type=positive,
        default=1,
        metavar="N",
        help="write N pictures: OUT-1, OUT-2, ...",
    )
    generate.add_argument("--tileable", action="store_true", help="a texture that repeats without a seam")
    generate.add_argument("--like", type=Path, metavar="PHOTO", help="start from this photo, in its size")
    generate.add_argument(
        "--share", type=float, default=0.5, metavar="0..1", help="with --like: how much of the photo to imagine anew"
    )
    generate.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")

    adjust = command("adjust", run_adjust, "change the light and the colours of a photo")
    adjust.add_argument("photo", type=Path, metavar="PHOTO")
    adjust.add_argument("--exposure", type=float, default=0.0, metavar="-3..3", help="stops: 1 doubles the light")
    for name, text in ADJUSTMENTS.items():
        adjust.add_argument(f"--{name}", type=float, default=0.0, metavar="-1..1", help=text)
    adjust.add_argument("--mask", type=Path, help="only here: white (or opaque); grey fades")
    adjust.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")

    style = command("style", run_style, "paint a photo in a style")
    style.add_argument("photo", type=Path, metavar="PHOTO")
    style.add_argument(
        "--style", required=True, metavar="NAME", help="see: vqstudio styles; a mixture is written as a:0.6,b:0.4"
    )
    style.add_argument("--strength", type=float, default=1.0, metavar="0..1", help="0 = the photo, 1 = the full style")
    style.add_argument("--scale", type=float, default=1.0, metavar="0.25..4", help="size of the strokes, 1 = usual")
    style.add_argument("--keep-colours", action="store_true", help="paint light and dark only")
    style.add_argument("--mask", type=Path, help="paint only here: white (or opaque); grey fades")
    style.add_argument("--outside", action="store_true", help="with --mask: paint everywhere else instead")
    style.add_argument("--feather", type=float, default=0.0, metavar="PX", help="with --mask: fade over so many pixels")
    style.add_argument("--seed", type=natural, default=0, help="another number lays other strokes")
    style.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")

    batch = command("batch", run_batch, "repair or paint every photo of a folder; started again, it goes on")
    batch.add_argument("folder", type=Path, metavar="FOLDER")
    batch.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER", help="results, under the same names"
    )
    batch.add_argument("--masks", type=Path, metavar="FOLDER", help="masks under the photos' names: what to repair")
    batch.add_argument("--style", metavar="NAME", help="paint in this style instead; masks then say where")
    batch.add_argument("--strength", type=float, default=1.0, metavar="0..1", help="of the style")
    batch.add_argument("--scale", type=float, default=1.0, metavar="0.25..4", help="size of the strokes")
    batch.add_argument("--keep-colours", action="store_true", help="paint light and dark only")
    batch.add_argument("--seed", type=natural, default=0, help="another number gives other fills or strokes")
    batch.add_argument(
        "--format", choices=("jpg", "png", "webp", "tif"), help="of the results; that of each photo if left out"
    )
    batch.add_argument("--again", action="store_true", help="also what is done already")
    batch.add_argument(
        "--scheduler", metavar="ADDRESS", help="on the workers of this Dask scheduler, as tcp://host:8786"
    )

    styles = command("styles", run_styles, "list the installed styles, or add one")
    styles.add_argument("--add", type=Path, metavar="FILE", help="a style file (.vqstyle), or a picture of a painting")

    reconstruct = command("reconstruct", run_reconstruct, "show what the tokens of a pack keep of a photo")
    reconstruct.add_argument("photo", type=Path, metavar="PHOTO")
    reconstruct.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    reconstruct.add_argument("--pack", default="photo-f8", metavar="ID", help="see: vqstudio packs")

    command("packs", run_packs, "list the installed model packs and their measured figures")
    command("doctor", run_doctor, "versions, device, packs, missing libraries")

    demo = command("demo", run_demo, "repair and paint a sample photo, without a window")
    demo.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    demo.add_argument("--photo", type=Path, help="instead of the sample photo")
    return parser


def margin(text: str) -> Callable[[int], int]:
    """An argument that is a number of pixels or, with %, a share of a length: a function of that length."""
    share = text.endswith("%")
    number = float(text.removesuffix("%"))
    if not 0 <= number < math.inf or (not share and number != int(number)):
        raise argparse.ArgumentTypeError(f"must be a number of pixels or a percentage, 0 or more, not {text}")
    return lambda length: round(length * number / 100) if share else int(number)


def picture_size(text: str) -> tuple[int, int]:
    """An argument that is a width and a height in pixels, as 640x480."""
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise argparse.ArgumentTypeError(f"must be a width and a height in pixels like 640x480, not {text}")
    return int(width), int(height)


def positive(text: str) -> int:
    """An argument that is a whole number above 0."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {number}")
    return number


def natural(text: str) -> int:
    """An argument that is a whole number of 0 or more."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"must be 0 or more, not {number}")
    return number


ADJUSTMENTS = {
    "contrast": "steeper or flatter about the middle grey",
    "warmth": "from blue to yellow",
    "tint": "from green to magenta",
    "saturation": "-1 = grey",
}
COMMANDS = frozenset(
    {
        "window",
        "repair",
        "extend",
        "generate",
        "adjust",
        "batch",
        "style",
        "styles",
        "reconstruct",
        "packs",
        "doctor",
        "demo",
    }
)


# -- edits -------------------------------------------------------------------------------------------------------


def run_repair(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.engine.requests import RepairRequest

    def requests(pixels):  # type: ignore[no-untyped-def]
        mask, only, avoid = (mask_for(pixels, path) for path in (options.mask, options.only, options.avoid))
        seeds = range(options.seed, options.seed + options.candidates)
        return [RepairRequest(pixels, mask, seed, only, avoid, options.detail) for seed in seeds]

    def prepared() -> StudioEngine:
        engine = engine_factory()
        engine.prepare_repair()
        return engine

    return edit(options, prepared, requests)


def mask_for(pixels, path: Path | None):  # type: ignore[no-untyped-def]
    from vqstudio.core.files import open_mask

    return open_mask(path, (pixels.shape[1], pixels.shape[0])) if path else None


def run_style(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.errors import RequestError

    if options.mask is None and (options.outside or options.feather):
        raise RequestError("--outside and --feather say where a mask ends; give one with --mask.")
    if engine_factory is bundled_engine:
        open_bundled_style()
    from vqstudio.engine.requests import StyleRequest

    def requests(pixels):  # type: ignore[no-untyped-def]
        return [
            StyleRequest(
                pixels, options.style, options.strength, mask_for(pixels, options.mask), options.scale,
                options.keep_colours, options.outside, options.feather, options.seed,
            )
        ]  # fmt: skip

    def prepared() -> StudioEngine:
        engine = engine_factory()
        engine.prepare_style()
        return engine

    return edit(options, prepared, requests)


def run_extend(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.geometry import Margins
    from vqstudio.engine.requests import ExtendRequest

    def requests(pixels):  # type: ignore[no-untyped-def]
        height, width = pixels.shape[:2]
        margins = Margins(options.left(width), options.top(height), options.right(width), options.bottom(height))
        return [ExtendRequest(pixels, margins, options.seed)]

    return edit(options, engine_factory, requests)


def run_generate(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.errors import RequestError
    from vqstudio.engine.imagine import check_size
    from vqstudio.engine.requests import ImagineRequest

    if options.like and (options.size or options.tileable):
        raise RequestError("--like gives a picture of the photo's own size; leave --size and --tileable out.")
    share = options.share if options.like else 1.0
    size = options.size or (256, 256)
    if not options.like:
        check_size(size[0], size[1], options.tileable)

    def requests(pixels):  # type: ignore[no-untyped-def]
        seeds = range(options.seed, options.seed + options.count)
        return [ImagineRequest(pixels, share, seed, options.tileable) for seed in seeds]

    return edit(options, engine_factory, requests, options.like or size)


def run_adjust(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.adjust import Adjustment
    from vqstudio.engine.requests import AdjustRequest

    adjustment = Adjustment(options.exposure, **{name: getattr(options, name) for name in ADJUSTMENTS})
    return edit(
        options,
        engine_factory,
        lambda pixels: [AdjustRequest(pixels, adjustment, mask_for(pixels, options.mask))],
    )


def run_reconstruct(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.engine.requests import ReconstructRequest

    return edit(options, engine_factory, lambda pixels: [ReconstructRequest(pixels, options.pack)])


def edit(
    options: argparse.Namespace,
    engine_factory: EngineFactory,
    make_requests: Callable[..., list[Request]],
    photo: Path | tuple[int, int] | None = None,
) -> int:
    """Open the ``photo`` (that of the options, or a blank one of a size), carry out the requests made for its pixels,
    save the outcome of each.

    The engine is made on a thread of its own while the photo is opened; what fails there is told here.
    """
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as loader:
        return edit_with(options, loader.submit(engine_factory), make_requests, photo or options.photo)


def edit_with(
    options: argparse.Namespace,
    loading: Future[StudioEngine],
    make_requests: Callable[..., list[Request]],
    photo: Path | tuple[int, int],
) -> int:
    from vqstudio.core.document import Document
    from vqstudio.core.files import check_target, open_document, save_document

    check_target(options.output)
    document = open_document(photo) if isinstance(photo, Path) else Document.blank(*photo)
    for notice in document.notices:
        complain(notice)
    requests = make_requests(document.pixels)
    outputs = [options.output]
    if len(requests) > 1:
        outputs = [options.output.with_stem(f"{options.output.stem}-{n + 1}") for n in range(len(requests))]
    for output in outputs:
        check_target(output)
    engine = loading.result()
    with cancel_on_interrupt() as cancel:
        for request, output in zip(requests, outputs, strict=True):
            result = engine.run(request, show_progress, cancel)
            for notice in result.notices:
                complain(notice)
            save_document(document.apply(result.patch), output)
            print(f"{output} ({result.seconds:.1f} s on {result.provider})")
    return DONE


def run_batch(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.batch import items_of, run_here, run_on_cluster
    from vqstudio.core.errors import RequestError

    if options.style is None and options.masks is None:
        raise RequestError("Say what to do: --masks FOLDER to repair, or --style NAME to paint.")
    style = {}
    if options.style is not None:
        style = {
            "style": options.style, "strength": options.strength, "scale": options.scale,
            "keep_colours": options.keep_colours,
        }  # fmt: skip
    suffix = f".{options.format}" if options.format else None
    items = items_of(options.folder, options.output, options.masks, style, options.seed, suffix)
    waiting = [item for item in items if options.again or not item.done]
    failed = 0
    with cancel_on_interrupt() as cancel:
        outcomes = (
            run_on_cluster(waiting, options.scheduler)
            if options.scheduler
            else run_here(waiting, engine_factory(), cancel)
        )
        for number, outcome in enumerate(outcomes, 1):
            failed += outcome.error is not None
            text = outcome.error or str(outcome.item.output)
            print(f"[{number}/{len(waiting)}] {outcome.item.photo.name}: {text}", flush=True)
    already = f", {len(items) - len(waiting)} done before" if len(items) > len(waiting) else ""
    print(f"{len(waiting) - failed} photos done{already}, {failed} failed")
    return SOME_FAILED if failed else DONE


@contextlib.contextmanager
def cancel_on_interrupt() -> Iterator[CancelToken]:
    """Ctrl-C ends a running model call cleanly; a second one ends the program at once."""
    from vqstudio.engine.cancel import CancelToken

    token = CancelToken()

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        token.cancel()

    previous = signal.signal(signal.SIGINT, interrupt)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, previous)


def show_progress(share: float, text: str) -> None:
    if sys.stderr.isatty():
        line = "" if share >= 1 else f"{text:40.40} {100 * share:3.0f} %"
        print(CLEAR_LINE + line, end="", file=sys.stderr, flush=True)


# -- looking -----------------------------------------------------------------------------------------------------


def run_styles(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    engine = engine_factory()
    if options.add:
        print(f"Added: {engine.add_style(options.add).title}")
    for style in engine.styles():
        print(f"{style.name:20} {style.title:20} {style.group:20} {style.credit}")
    return DONE


def run_packs(_options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    engine = engine_factory()
    for pack in engine.packs():
        print(describe_pack(pack))
    for problem in engine.problems:
        complain(problem)
    return DONE


def describe_pack(pack) -> str:  # type: ignore[no-untyped-def]
    """One line: id, kind, stride, codebook, size and figures of a PackInfo."""
    manifest = pack.manifest
    size = sum(entry.bytes for entry in manifest.files.values()) / 1e6
    figures = ", ".join(f"{name} {value:g}" for name, value in manifest.figures.items()) or "not measured"
    shape = f"stride {manifest.stride}, {manifest.codes} codes of {manifest.dim} numbers"
    return f"{manifest.id:12} {manifest.kind:6} {size:5.1f} MB  {shape}  ({figures})"


def run_doctor(_options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.doctor import report

    print(report(engine_factory))
    return DONE


def run_demo(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.demo import run

    with cancel_on_interrupt() as cancel:
        run(options.output, options.photo, engine_factory(), cancel)
    return DONE


# -- the window --------------------------------------------------------------------------------------------------


def run_window(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio import doctor

    doctor.check_window()
    from vqstudio import app

    gc.enable()
    return app.run(options.photo, engine_factory, lambda: doctor.report(engine_factory))
