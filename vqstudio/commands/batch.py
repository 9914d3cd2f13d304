"""The command for every photo in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from vqstudio.arguments import add_saving, natural, number
from vqstudio.terminal import say

from .command import DONE, SOME_FAILED, Command, EngineFactory, bundled_engine
from .editing import save_options
from .signals import cancel_on_interrupt


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER", help="for the results, named like the photos"
    )
    add_saving(parser)
    parser.add_argument("--masks", type=Path, metavar="FOLDER", help="masks named like the photos: what to repair")
    parser.add_argument("--style", metavar="NAME", help="paint in this style instead; masks then say where to paint")
    parser.add_argument("--strength", type=number, default=1.0, metavar="0..1", help="0 = photo, 1 = full style")
    parser.add_argument("--scale", type=number, default=1.0, metavar="0.25..4", help="size of the strokes")
    parser.add_argument("--keep-colours", action="store_true", help="paint light and dark only")
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
        for nth, outcome in enumerate(outcomes, 1):
            if outcome.error is None:
                order = waiting[outcome.item.output]
                records.note(order)
                made += 1
                anew += order.standing is Standing.OUTDATED and not options.again
            text = outcome.error or str(outcome.item.output)
            say(f"[{nth}/{len(todo)}] {outcome.item.photo.name}: {text}")
    failed = len(todo) - made
    before = len(items) - len(todo) - len(kept)
    told = [f"{made} photos done"]
    told += [f"{anew} of them anew, for other options or a changed photo"] if anew else []
    told += [f"{before} done before"] if before else []
    told += [f"{len(kept)} left out"] if kept else []
    say(", ".join([*told, f"{failed} failed"]))
    return SOME_FAILED if failed else DONE


COMMAND = Command("batch", "repair or paint every photo in a folder; run it again to resume", add_arguments, run)
