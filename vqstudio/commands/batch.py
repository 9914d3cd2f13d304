"""The command for every photo in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vqstudio.arguments import add_saving, natural, number
from vqstudio.terminal import say

from .adjust import adjustment_of
from .command import DONE, SOME_FAILED, Command, EngineFactory, bundled_engine
from .editing import save_options
from .signals import cancel_on_interrupt

if TYPE_CHECKING:
    from vqstudio.batch_work import Work


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER", help="for the results, named like the photos"
    )
    add_saving(parser)
    parser.add_argument("--masks", type=Path, metavar="FOLDER", help="masks named like the photos: what to repair")
    parser.add_argument("--mask", type=Path, help="one mask for all photos, which must have its size")
    parser.add_argument("--style", metavar="NAME", help="paint in this style instead; masks then say where to paint")
    parser.add_argument("--strength", type=number, default=1.0, metavar="0..1", help="0 = photo, 1 = full style")
    parser.add_argument("--scale", type=number, default=1.0, metavar="0.25..4", help="size of the strokes")
    parser.add_argument("--forms", type=number, default=0.8, metavar="0..1", help="what stays of the photo's forms")
    parser.add_argument("--keep-colours", action="store_true", help="paint light and dark only")
    parser.add_argument(
        "--restore", action="store_true", help="repair, clear and refresh old photos; masks then say what is damaged"
    )
    parser.add_argument(
        "--enlarge", type=number, metavar="1..4", help="enlarge so many times, alone or after --restore"
    )
    parser.add_argument(
        "--faithful", type=number, metavar="0..1",
        help="with --restore or --enlarge: 0 makes rich detail that looks right (default: 1)",
    )  # fmt: skip
    parser.add_argument(
        "--adjust", metavar="NAME=VALUE,...", help="change light and colours, such as exposure=0.5,contrast=0.2"
    )
    parser.add_argument("--seed", type=natural, default=0, help="a different seed gives different fills or strokes")
    parser.add_argument(
        "--format", choices=("jpg", "png", "webp", "tif"), help="format of the results (default: that of each photo)"
    )
    parser.add_argument(
        "--again", action="store_true", help="redo finished photos, and replace files that no batch made"
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="run on the workers of this Dask scheduler, such as tcp://host:8786"
    )


def run(options: argparse.Namespace, engine_factory: EngineFactory) -> int:
    from vqstudio.batch import items_of, run_here, run_on_cluster
    from vqstudio.batch_records import Records, Standing, orders_of
    from vqstudio.core.errors import RequestError

    if options.masks is not None and options.mask is not None:
        raise RequestError("--masks gives every photo its own mask and --mask all of them the same; give one of them.")
    work = work_of(options)
    work.check()
    suffix = f".{options.format}" if options.format else None
    saving = save_options(options)
    items = items_of(options.folder, options.output, work, options.masks, options.mask, suffix, saving)
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
        for nth, outcome in enumerate(outcomes, 1):
            if outcome.error is None:
                order = waiting[outcome.item.output]
                records.note(order)
                made += 1
                anew += order.standing is Standing.OUTDATED and not options.again
            text = outcome.error or str(outcome.item.output)
            say(f"[{nth}/{len(todo)}] {outcome.item.photo.name}: {text}")
            for notice in outcome.notices:
                say(f"  {notice}")
    failed = len(todo) - made
    before = len(items) - len(todo) - len(kept)
    told = [f"{made} photos done"]
    told += [f"{anew} of them anew, for other options or a changed photo"] if anew else []
    told += [f"{before} done before"] if before else []
    told += [f"{len(kept)} left out"] if kept else []
    say(", ".join([*told, f"{failed} failed"]))
    return SOME_FAILED if failed else DONE


def work_of(options: argparse.Namespace) -> Work:
    """Raises RequestError."""
    from vqstudio.batch_work import Adjusting, Enlarging, Painting, Repairing, Restoring
    from vqstudio.checked import share
    from vqstudio.core.errors import RequestError
    from vqstudio.engine.restoration import Restoration

    enlarges = options.enlarge is not None
    asked = [options.style is not None, options.restore or enlarges, options.adjust is not None]
    if sum(asked) > 1:
        raise RequestError(
            "A batch does one kind of work: give --style, --adjust, or --restore with or without --enlarge."
        )
    if options.style is not None:
        return Painting(
            options.style, options.strength, options.scale, options.keep_colours, options.seed, options.forms
        )
    if options.faithful is not None and not (options.restore or enlarges):
        raise RequestError("--faithful goes with --restore or --enlarge; leave it out.")
    how = 1.0 if options.faithful is None else share("faithful", options.faithful)
    if options.restore:
        return Restoring(Restoration(factor=options.enlarge if enlarges else 1.0, faithful=how))
    if enlarges:
        return Enlarging(options.enlarge, how)
    if options.adjust is not None:
        return Adjusting(adjustment_of(options.adjust))
    if options.masks is None and options.mask is None:
        raise RequestError(
            "Say what to do: --masks FOLDER or --mask MASK to repair, --style NAME to paint, --restore, --enlarge 2 or "
            "--adjust NAME=VALUE,..."
        )
    return Repairing(options.seed)


COMMAND = Command("batch", "edit every photo in a folder; run it again to resume", add_arguments, run)
