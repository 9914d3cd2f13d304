"""``python -m training``: train the networks of packs (tokenizers, styles, repair, priors, restoring), export them."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import time
from pathlib import Path

import platformdirs

from vqstudio.core import private
from vqstudio.core.errors import StudioError
from vqstudio.core.paths import resources

try:
    from .common.checkpoint import CheckpointError
    from .common.pack_photos import add_command as add_pack_photos
    from .common.photos import DataError
    from .common.recipes import RecipeError
    from .common.run_options import PHOTOS, add_run_options, schedule_changes, train
    from .prior.refiner_commands import add_commands as add_refiner_commands
    from .remote.bundle import add_command as add_bundle
    from .remote.plan import add_commands as add_plan_commands
    from .repair.commands import add_commands as add_repair_commands
except ModuleNotFoundError as error:
    if __name__ != "__main__":
        raise
    sys.exit(f"training: {error.name} is missing, which training needs: pip install 'vqstudio[training]'")


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    tokenizer = commands.add_parser("tokenizer", help="train a VQ-VAE tokenizer, or its decoder as that of a VQ-GAN")
    add_run_options(tokenizer, None)
    tokenizer.add_argument("--decoder-only", action="store_true", help="keep encoder and codebook unchanged")
    tokenizer.set_defaults(run=run_tokenizer)

    style = commands.add_parser("style", help="train the style decoder of a paint pack")
    add_run_options(style, "styles")
    style.add_argument("--tokenizer", type=Path, required=True, metavar="PACK", help="the paint pack")
    style.add_argument("--paintings", type=Path, required=True, help="folder with the recipe's paintings")
    style.add_argument("--photo", type=Path, help="with --export: the photo in the gallery thumbnails")
    style.set_defaults(run=run_style)

    repair = commands.add_parser("repair", help="train the repair decoder of a photo pack")
    add_run_options(repair, "repair")
    repair.add_argument("--tokenizer", type=Path, required=True, metavar="PACK", help="the photo pack")
    repair.set_defaults(run=run_repair)

    finder = commands.add_parser("finder", help="train the network that finds what is damaged in an old photo")
    add_run_options(finder, "finder")
    finder.add_argument("--masks", type=Path, required=True, help="folder of grey pictures of dirt, hair, scratches")
    finder.set_defaults(run=run_finder)

    clarity = commands.add_parser(
        "clarity", help="train the network that takes noise, compression and blur away, or that enlarges"
    )
    add_run_options(clarity, "clarity")
    clarity.set_defaults(run=run_clarity)

    prior = commands.add_parser("prior", help="train the token prior of a photo pack")
    add_run_options(prior, "prior")
    prior.add_argument("--tokenizer", type=Path, required=True, metavar="PACK", help="the photo pack")
    prior.add_argument("--subjects", type=Path, metavar="FOLDER", help="made by the command subjects: what photos show")
    prior.set_defaults(run=run_prior)

    subjects = commands.add_parser("subjects", help="find clusters of photos, to be named as subjects for the prior")
    subjects.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help=PHOTOS)
    subjects.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder for clusters and sheets")
    subjects.add_argument("--count", type=int, default=40, help="how many clusters")
    subjects.add_argument("--seed", type=int, default=0)
    subjects.set_defaults(run=run_subjects)

    layouts = commands.add_parser("layouts", help="add the layouts of its prior's subjects to a photo pack")
    layouts.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    layouts.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help=PHOTOS)
    layouts.add_argument(
        "--subjects", type=Path, required=True, metavar="FOLDER", help="the folder given to the prior's training"
    )
    layouts.set_defaults(run=run_layouts)

    judge = commands.add_parser(
        "evaluate-prior", help="measure a token prior on held-out photos, beside guesses without a model"
    )
    judge.add_argument("pack", type=Path, metavar="PACK", help="photo pack with a prior")
    judge.add_argument(
        "--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help="the photos given to the training"
    )
    judge.add_argument("--subjects", type=Path, metavar="FOLDER", help="the folder given to the training")
    judge.add_argument(
        "--samples", type=int, default=32, metavar="N",
        help="pictures to draw and to compare with the training photos: is one a copy? (default: 32; 0: none)",
    )  # fmt: skip
    judge.add_argument("--photos", type=int, default=1000, metavar="N", help="photos to compare with (default: 1000)")
    judge.set_defaults(run=run_evaluate_prior)

    export = commands.add_parser(
        "export", help="write a tokenizer run as a pack; in a pack with the same tokens, replace the decoder only"
    )
    export.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    export.add_argument("pack", type=Path, metavar="PACK", help="folder to write")
    export.add_argument("--training-data", default="", help="one sentence for the manifest")
    export.set_defaults(run=run_export)

    styles = commands.add_parser("export-styles", help="add the styles of a style run to a paint pack")
    styles.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    styles.add_argument("pack", type=Path, metavar="PACK", help="folder of the paint pack")
    styles.add_argument("--photo", type=Path, required=True, help="the photo in the gallery thumbnails")
    styles.add_argument("--paintings", type=Path, required=True, help="folder with the recipe's paintings")
    styles.set_defaults(run=run_export_styles)

    learn = commands.add_parser("learn-style", help="learn a style from your own painting, as a small style file")
    learn.add_argument("painting", type=Path, metavar="PAINTING")
    learn.add_argument("--photos", type=Path, required=True, help="folder of photos to train on")
    learn.add_argument("--pack", type=Path, default=resources() / "packs" / "paint-f4", help="folder of the paint pack")
    learn.add_argument("--title", required=True, help="name in the gallery")
    learn.add_argument("--name", default="", help="name on the command line (default: made from the title)")
    learn.add_argument("--credit", default="", help="who painted it")
    learn.add_argument("--minutes", type=float, default=5.0, help="how long to train")
    learn.add_argument("--preview", type=Path, metavar="FILE", help="update a preview picture here while training")
    learn.add_argument("--background", action="store_true", help="run at low priority")
    learn.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the style file, .vqstyle")
    learn.set_defaults(run=run_learn_style)

    repairs = commands.add_parser("export-repair", help="add the repair decoder of a repair run to a photo pack")
    repairs.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    repairs.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    repairs.set_defaults(run=run_export_repair)

    finders = commands.add_parser("export-finder", help="add the finder of a finder run to a photo pack")
    finders.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    finders.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    finders.add_argument("--share", type=float, default=1.0, help="of the run in each weight; the rest is the pack's")
    finders.set_defaults(run=run_export_finder)

    clarities = commands.add_parser("export-clarity", help="add the network of a clarity run to a photo pack")
    clarities.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    clarities.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    clarities.set_defaults(run=run_export_clarity)

    priors = commands.add_parser("export-prior", help="add the token prior of a prior run to a photo pack")
    priors.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    priors.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    priors.set_defaults(run=run_export_prior)

    evaluate = commands.add_parser("evaluate", help="measure a pack and write the figures into its manifest")
    evaluate.add_argument("pack", type=Path, metavar="PACK")
    evaluate.add_argument("--data", type=Path, required=True, help="folder of photos that the model was not trained on")
    evaluate.add_argument("--sheet", type=Path, help="also save originals and reconstructions as a PNG")
    evaluate.set_defaults(run=run_evaluate)

    add_repair_commands(commands)
    add_refiner_commands(commands)
    add_pack_photos(commands)
    add_bundle(commands)
    add_plan_commands(commands)
    return parser


def run_tokenizer(options: argparse.Namespace) -> None:
    from .common.recipes import TokenizerRecipe, load_recipe
    from .tokenizer.export import export_pack
    from .tokenizer.trainer import TokenizerTrainer

    recipe = load_recipe(options.recipe, TokenizerRecipe).with_schedule(**schedule_changes(options))
    train(TokenizerTrainer(recipe, options.data, options.seed, options.decoder_only), options, export_pack)


def run_style(options: argparse.Namespace) -> None:
    from .common.recipes import StylesRecipe, load_recipe
    from .style.export import export_styles
    from .style.trainer import StyleTrainer

    if options.export and not options.photo:
        raise RecipeError("Styles are exported with thumbnails; give the photo they show with --photo PHOTO.")
    recipe = load_recipe(options.recipe, StylesRecipe).with_schedule(**schedule_changes(options))
    trainer = StyleTrainer(recipe, options.tokenizer, options.data, options.paintings, options.seed)
    train(trainer, options, lambda run, pack: export_styles(run, pack, options.photo, options.paintings))


def run_repair(options: argparse.Namespace) -> None:
    from .common.recipes import RepairRecipe, load_recipe
    from .repair.export import export_repair
    from .repair.trainer import RepairTrainer

    recipe = load_recipe(options.recipe, RepairRecipe).with_schedule(**schedule_changes(options))
    train(RepairTrainer(recipe, options.tokenizer, options.data, options.seed), options, export_repair)


def run_finder(options: argparse.Namespace) -> None:
    from .common.recipes import FinderRecipe, load_recipe
    from .restore.finder_export import export_finder
    from .restore.finder_trainer import FinderTrainer

    recipe = load_recipe(options.recipe, FinderRecipe).with_schedule(**schedule_changes(options))
    train(FinderTrainer(recipe, options.data, options.masks, options.seed), options, export_finder)


def run_clarity(options: argparse.Namespace) -> None:
    from .common.recipes import ClarityRecipe, load_recipe
    from .restore.clarity_export import export_clarity
    from .restore.clarity_trainer import ClarityTrainer

    recipe = load_recipe(options.recipe, ClarityRecipe).with_schedule(**schedule_changes(options))
    train(ClarityTrainer(recipe, options.data, options.seed), options, export_clarity)


def run_prior(options: argparse.Namespace) -> None:
    from .common.prior_recipes import PriorRecipe
    from .common.recipes import load_recipe
    from .prior.export import export_prior
    from .prior.subjects import read_subjects
    from .prior.trainer import PriorTrainer

    recipe = load_recipe(options.recipe, PriorRecipe).with_schedule(**schedule_changes(options))
    subjects = read_subjects(options.subjects) if options.subjects else None
    train(PriorTrainer(recipe, options.tokenizer, options.data, options.seed, subjects), options, export_prior)


def run_subjects(options: argparse.Namespace) -> None:
    from .prior.clusters import find_clusters

    find_clusters(options.data, options.count, options.out, options.seed)
    print(f"{options.out}: look at the sheets, and write names into names.toml")


def run_layouts(options: argparse.Namespace) -> None:
    from .prior.layouts import export_layouts
    from .prior.subjects import read_subjects

    manifest = export_layouts(options.data, read_subjects(options.subjects), options.pack)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def run_evaluate_prior(options: argparse.Namespace) -> None:
    from .prior.copies import check_counts, evaluate_copies
    from .prior.subjects import read_subjects
    from .prior.trainer import PriorTrainer
    from .prior.weights import load_prior

    check_counts(options.samples, options.photos)
    recipe, prior = load_prior(options.pack)
    subjects = read_subjects(options.subjects) if options.subjects else None
    trainer = PriorTrainer(recipe, options.pack, options.data, subjects=subjects)
    figures = trainer.held_out_figures(prior)
    for name, nats in figures.items():
        print(f"{name:14} {nats:.4f} nats per hidden token, {nats / figures['unigram'] - 1:+.1%} of the unigram")
    if options.samples:
        for name, values in evaluate_copies(trainer, prior, options.samples, options.photos).items():
            print(f"{name:28} " + ", ".join(f"{how} {value:.4f}" for how, value in values.items()))


def run_export_styles(options: argparse.Namespace) -> None:
    from .style.export import export_styles

    manifest = export_styles(options.source, options.pack, options.photo, options.paintings)
    print(f"{manifest.id}: {len(manifest.styles)} styles, {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def run_learn_style(options: argparse.Namespace) -> None:
    from vqstudio.engine.style.files import write_style

    from .style.learn import learn_style

    if options.background and hasattr(os, "nice"):
        os.nice(10)
    style = learn_style(
        options.painting,
        options.photos,
        options.pack,
        options.title,
        options.credit,
        options.minutes,
        options.preview,
        options.name,
    )
    write_style(style, options.output)
    print(f"{options.output}: add it with  vqstudio styles --add {options.output}")


def run_export_repair(options: argparse.Namespace) -> None:
    from .repair.export import export_repair

    manifest = export_repair(options.source, options.pack)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def run_export_finder(options: argparse.Namespace) -> None:
    from .restore.finder_export import export_finder

    manifest = export_finder(options.source, options.pack, options.share)
    print(f"{options.pack}: finder of {manifest.files['finder.onnx'].bytes / 1e6:.1f} MB added to {manifest.id}")


def run_export_clarity(options: argparse.Namespace) -> None:
    from .restore.clarity_export import export_clarity

    manifest = export_clarity(options.source, options.pack)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def run_export_prior(options: argparse.Namespace) -> None:
    from .prior.export import export_prior

    manifest = export_prior(options.source, options.pack)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def run_export(options: argparse.Namespace) -> None:
    from .tokenizer.export import export_pack

    manifest = export_pack(options.source, options.pack, training_data=options.training_data)
    size = sum(entry.bytes for entry in manifest.files.values())
    print(f"{manifest.id}: {size / 1e6:.1f} MB in {options.pack}")


def run_evaluate(options: argparse.Namespace) -> None:
    from .tokenizer.evaluate import evaluate_pack

    for name, value in evaluate_pack(options.pack, options.data, options.sheet).items():
        print(f"{name:24}{value:10.4f}")


def keep_compiler_at_home() -> None:
    """Put the folder that PyTorch's compiler creates on import (its optimizers import it) into the user's cache.

    By default it would lie in the shared temporary folder and carry the user's name.
    """
    folder = platformdirs.user_cache_path("vqstudio", appauthor=False) / "torch"
    with contextlib.suppress(OSError):
        private.make_folder(folder)
        os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(folder))


def main(arguments: list[str] | None = None) -> int:
    started = time.monotonic()
    options = build_parser().parse_args(arguments)
    options.started = started  # --minutes begin here, not after the photos were found
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    keep_compiler_at_home()
    try:
        options.run(options)
    except (CheckpointError, DataError, RecipeError, StudioError) as error:
        print(f"training: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
