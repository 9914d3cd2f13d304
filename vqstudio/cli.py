"""The command line: every edit without a window. Exit codes: 0 done, 1 some photos of a batch
failed, 2 bad usage or input, 130 interrupted, 143 terminated.

Nothing heavy is imported before it is known to be needed: no edit ever loads Qt.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from vqstudio.arguments import ADJUSTMENTS, Run, build_parser
from vqstudio.core.errors import StudioError
from vqstudio.core.memory import NO_MEMORY, is_shortage, workers
from vqstudio.room import make_room
from vqstudio.terminal import complain, say, show_progress

if TYPE_CHECKING:
    from concurrent.futures import Future

    from vqstudio.core.document import Document
    from vqstudio.core.encoding import SaveOptions
    from vqstudio.engine.cancel import CancelToken
    from vqstudio.engine.requests import Request
    from vqstudio.engine.studio import StudioEngine

EngineFactory = Callable[[], "StudioEngine"]

DONE, SOME_FAILED, BAD_INPUT, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


def bundled_engine() -> StudioEngine:
    from vqstudio.engine.studio import StudioEngine

    return StudioEngine.with_bundled_packs()


def main(arguments: list[str], engine_factory: EngineFactory = bundled_engine) -> int:
    """Carry out the command line ``arguments`` and return the exit code; SystemExit(2) for bad usage."""
    from vqstudio.engine.cancel import Cancelled

    # Looking for plugins of pydantic, of which we use none, only makes the window open later.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    options = build_parser(RUNS).parse_args(with_command(arguments))
    try:
        make_room(options.command)
        with leaving_nothing_behind():
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
    except Exception as error:
        if not is_shortage(error):
            raise
        complain(NO_MEMORY)
        return BAD_INPUT


def with_command(arguments: list[str]) -> list[str]:
    """The arguments with ``window`` in front of a photo; a word that is neither command nor file stays for argparse."""
    if not arguments:
        return ["window"]
    first = arguments[0]
    if first.startswith("-") or first in RUNS:
        return arguments
    looks_like_a_file = Path(first).suffix or Path(first).name != first or Path(first).exists()
    return ["window", *arguments] if looks_like_a_file else arguments


# -- edits -------------------------------------------------------------------------------------------------------


def run_repair(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.engine.requests import RepairRequest

    def requests(pixels):  # type: ignore[no-untyped-def]
        mask, only, avoid = (mask_for(pixels, path) for path in (options.mask, options.only, options.avoid))
        seeds = range(options.seed, options.seed + options.candidates)
        if engine_factory is bundled_engine:
            from vqstudio.opening import open_bundled_repair

            open_bundled_repair(mask, options.detail)
        return [RepairRequest(pixels, mask, seed, only, avoid, options.detail) for seed in seeds]

    def prepared() -> StudioEngine:
        engine = engine_factory()
        engine.prepare_repair(look=False)
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
        from vqstudio.opening import open_bundled_style

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

    def trimmed(document: Document) -> Document:
        from vqstudio.core.border import border_of, without_border
        from vqstudio.core.transform import Crop

        border = border_of(document.pixels)
        if border and options.trim_border:
            return document.transformed(Crop(without_border(document.pixels.shape, border)))
        sides = {"left": document.width, "top": document.height, "right": document.width, "bottom": document.height}
        carried = [
            f"{side} {width} px"
            for side, length in sides.items()
            if (width := getattr(border, side)) and getattr(options, side)(length)
        ]
        if carried:
            complain(f"the photo has a border ({', '.join(carried)}), which goes on; --trim-border cuts it off first.")
        return document

    return edit(options, engine_factory, requests, change=trimmed)


def run_generate(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.core.errors import RequestError
    from vqstudio.engine.requests import ImagineRequest
    from vqstudio.engine.tokens.imagine import check_size

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
    change: Callable[[Document], Document] = lambda document: document,
) -> int:
    """Open the ``photo`` (that of the options, or a blank one of a size), ``change`` it, carry out the requests made
    for its pixels, save the outcome of each.

    The engine is made on a thread of its own while the photo is opened; what fails there is told here.
    """
    with workers(1) as loader:
        return edit_with(options, loader.submit(engine_factory), make_requests, photo or options.photo, change)


def edit_with(
    options: argparse.Namespace,
    loading: Future[StudioEngine],
    make_requests: Callable[..., list[Request]],
    photo: Path | tuple[int, int],
    change: Callable[[Document], Document],
) -> int:
    from vqstudio.core.document import Document
    from vqstudio.core.files import check_target, open_document, save_document
    from vqstudio.engine.requests import of_document

    saving = save_options(options)
    check_target(options.output)
    document = open_document(photo) if isinstance(photo, Path) else Document.blank(*photo)
    for notice in document.notices:
        complain(notice)
    document = change(document)
    requests = [of_document(request, document) for request in make_requests(document.pixels)]
    outputs = [options.output]
    if len(requests) > 1:
        outputs = [options.output.with_stem(f"{options.output.stem}-{n + 1}") for n in range(len(requests))]
    for output in outputs:
        check_target(output)
    engine = loading.result()
    with cancel_on_interrupt() as cancel:
        for output in outputs:
            result = engine.run(requests.pop(0), show_progress, cancel)
            for notice in result.notices:
                complain(notice)
            text = f"{output} ({result.seconds:.1f} s on {result.provider})"
            edited = document.apply(result.patch)
            del result  # of a large photo's extension the patch takes twice the memory of the outcome
            if not requests:
                del document  # nor does anybody need the photo while the last outcome is encoded
            for notice in save_document(edited, output, saving):
                complain(notice)
            say(text)
    return DONE


def save_options(options: argparse.Namespace) -> SaveOptions:
    from vqstudio.core.encoding import PLAIN, SaveOptions

    quality = PLAIN.quality if options.quality is None else options.quality
    return SaveOptions(
        quality,
        metadata=options.metadata != "none",
        longest_side=options.max_side,
        place=options.metadata == "all",
        compressed=not options.uncompressed,
    )


def run_batch(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.batch import items_of, run_here, run_on_cluster
    from vqstudio.batch_records import Records, Standing, orders_of
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
    saving = save_options(options)
    items = items_of(options.folder, options.output, options.masks, style, options.seed, suffix, saving)
    # The workers of a cluster are taken to have what is installed here.
    engine = bundled_engine() if options.scheduler else engine_factory()
    records = Records()
    orders = orders_of(items, engine, records)
    waiting = {
        order.item.output: order
        for order in orders
        if options.again or order.standing in (Standing.MISSING, Standing.OUTDATED)
    }
    kept = [order.item for order in orders if order.standing is Standing.FOREIGN and not options.again]
    for item in kept:
        say(f"{item.photo.name}: left out, as {item.output} is not from a batch, or was changed since (see --again)")
    made, anew = 0, 0
    with cancel_on_interrupt() as cancel:
        todo = [order.item for order in waiting.values()]
        outcomes = run_on_cluster(todo, options.scheduler) if options.scheduler else run_here(todo, engine, cancel)
        for number, outcome in enumerate(outcomes, 1):
            if outcome.error is None:
                order = waiting[outcome.item.output]
                records.note(order)
                made += 1
                anew += order.standing is Standing.OUTDATED and not options.again
            text = outcome.error or str(outcome.item.output)
            say(f"[{number}/{len(todo)}] {outcome.item.photo.name}: {text}")
    failed = len(todo) - made
    before = len(items) - len(todo) - len(kept)
    told = [f"{made} photos done"]
    told += [f"{anew} of them anew, for other options or a changed photo"] if anew else []
    told += [f"{before} done before"] if before else []
    told += [f"{len(kept)} left out"] if kept else []
    say(", ".join([*told, f"{failed} failed"]))
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


@contextlib.contextmanager
def leaving_nothing_behind() -> Iterator[None]:
    """Ended from outside (SIGTERM), what is half written is removed, as after an error."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(TERMINATED)

    previous = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


# -- looking -----------------------------------------------------------------------------------------------------


def run_styles(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    engine = engine_factory()
    if options.add:
        say(f"Added: {engine.add_style(options.add).title}")
    for style in engine.styles():
        say(f"{style.name:20} {style.title:20} {style.group:20} {style.credit}")
    return DONE


def run_packs(_options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    engine = engine_factory()
    for pack in engine.packs():
        say(pack.described())
    for problem in engine.problems:
        complain(problem)
    return DONE


def run_doctor(_options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.doctor import report

    for line in report(engine_factory).splitlines():
        say(line)
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
    return app.run(options.photos, engine_factory, lambda: doctor.report(engine_factory))


RUNS: dict[str, Run] = {
    "window": run_window,
    "repair": run_repair,
    "extend": run_extend,
    "generate": run_generate,
    "adjust": run_adjust,
    "batch": run_batch,
    "style": run_style,
    "styles": run_styles,
    "reconstruct": run_reconstruct,
    "packs": run_packs,
    "doctor": run_doctor,
    "demo": run_demo,
}
