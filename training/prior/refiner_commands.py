"""The commands of the refiner: draw what it learns from, train it, export it."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..common.photos import DataError
from ..common.run_options import PHOTOS, add_run_options, schedule_changes, train

SUBJECTS = "the folder given to the prior's training"


def add_commands(commands: argparse._SubParsersAction) -> None:
    drawings = commands.add_parser("drawings", help="draw pictures of all subjects, as training data for a refiner")
    drawings.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help=PHOTOS)
    drawings.add_argument("--subjects", type=Path, required=True, metavar="FOLDER", help=SUBJECTS)
    drawings.add_argument("--tokenizer", type=Path, required=True, metavar="PACK", help="the photo pack")
    drawings.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="folder for the drawings; existing ones are kept"
    )
    drawings.add_argument("--count", type=int, default=1200, help="how many to draw")
    drawings.set_defaults(run=_run_drawings)

    refiner = commands.add_parser("refiner", help="train the network that makes drawings of the prior more like photos")
    add_run_options(refiner, "refiner")
    refiner.add_argument("--subjects", type=Path, required=True, metavar="FOLDER", help=SUBJECTS)
    refiner.add_argument(
        "--drawings", type=Path, required=True, metavar="FOLDER", help="folder made by the command drawings"
    )
    refiner.set_defaults(run=_run_refiner)

    export = commands.add_parser("export-refiner", help="add the refiner of a refiner run to a photo pack")
    export.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    export.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    export.set_defaults(run=_run_export_refiner)


def _run_drawings(options: argparse.Namespace) -> None:
    from .drawings import make_drawings
    from .subjects import read_subjects

    if options.count < 1:
        raise DataError(f"The count must be at least 1, not {options.count}.")
    subjects = read_subjects(options.subjects)
    made = make_drawings(options.data, subjects, options.tokenizer, options.out, options.count)
    print(f"{made} more drawings in {options.out}")


def _run_refiner(options: argparse.Namespace) -> None:
    from ..common.prior_recipes import RefinerRecipe
    from ..common.recipes import load_recipe
    from .refiner_export import export_refiner
    from .refiner_trainer import RefinerTrainer
    from .subjects import read_subjects

    recipe = load_recipe(options.recipe, RefinerRecipe).with_schedule(**schedule_changes(options))
    subjects = read_subjects(options.subjects)
    train(RefinerTrainer(recipe, options.drawings, options.data, subjects, options.seed), options, export_refiner)


def _run_export_refiner(options: argparse.Namespace) -> None:
    from .refiner_export import export_refiner

    manifest = export_refiner(options.source, options.pack)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")
