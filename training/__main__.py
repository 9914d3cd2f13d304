"""``python -m training``: train tokenizers and styles, export packs, evaluate them."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vqstudio.core.errors import StudioError

from .checkpoint import CheckpointError
from .data import DataError
from .recipes import RecipeError, names

if TYPE_CHECKING:
    from lightning_fabric import Fabric


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    tokenizer = commands.add_parser("tokenizer", help="train a VQ-VAE or VQ-GAN tokenizer")
    tokenizer.add_argument("--recipe", required=True, help=f"one of {', '.join(names())}, or a .toml file")
    tokenizer.add_argument("--data", type=Path, required=True, help="folder of images, searched recursively")
    tokenizer.add_argument("--out", type=Path, required=True, help="run folder")
    start = tokenizer.add_mutually_exclusive_group()
    start.add_argument("--resume", action="store_true", help="continue the run in --out at its exact step")
    start.add_argument("--init", type=Path, metavar="WEIGHTS", help="start from the weights.pt of another run")
    tokenizer.add_argument("--steps", type=int, help="instead of the recipe's number of steps")
    tokenizer.add_argument("--learning-rate", type=float, help="instead of the recipe's peak learning rate")
    tokenizer.add_argument("--decoder-only", action="store_true", help="leave encoder and codebook as they are")
    add_machine_options(tokenizer)
    tokenizer.set_defaults(run=run_tokenizer)

    style = commands.add_parser("style", help="train the style decoder of a paint tokenizer")
    style.add_argument("--recipe", default="styles", help="a style recipe, or a .toml file")
    style.add_argument("--tokenizer", type=Path, required=True, help="run folder or weights.pt of the paint tokenizer")
    style.add_argument("--data", type=Path, required=True, help="folder of photos")
    style.add_argument("--paintings", type=Path, required=True, help="folder with the recipe's paintings")
    style.add_argument("--out", type=Path, required=True, help="run folder")
    style.add_argument("--resume", action="store_true", help="continue the run in --out at its exact step")
    style.add_argument("--init", type=Path, help="start from the weights of another style run; styles go by name")
    style.add_argument("--steps", type=int, help="instead of the recipe's number of steps")
    add_machine_options(style)
    style.set_defaults(run=run_style)

    repair = commands.add_parser("repair", help="train the repair decoder of a photo tokenizer")
    repair.add_argument("--recipe", default="repair", help="a repair recipe, or a .toml file")
    repair.add_argument("--tokenizer", type=Path, required=True, help="run folder or weights.pt of the photo tokenizer")
    repair.add_argument("--data", type=Path, required=True, help="folder of photos")
    repair.add_argument("--out", type=Path, required=True, help="run folder")
    start = repair.add_mutually_exclusive_group()
    start.add_argument("--resume", action="store_true", help="continue the run in --out at its exact step")
    start.add_argument("--init", type=Path, metavar="WEIGHTS", help="start from the weights.pt of another run")
    repair.add_argument("--steps", type=int, help="instead of the recipe's number of steps")
    add_machine_options(repair)
    repair.set_defaults(run=run_repair)

    prior = commands.add_parser("prior", help="train the token prior of a photo tokenizer")
    prior.add_argument("--recipe", default="prior", help="a prior recipe, or a .toml file")
    prior.add_argument("--tokenizer", type=Path, required=True, help="run folder or weights.pt of the photo tokenizer")
    prior.add_argument("--data", type=Path, required=True, help="folder of photos")
    prior.add_argument("--out", type=Path, required=True, help="run folder")
    start = prior.add_mutually_exclusive_group()
    start.add_argument("--resume", action="store_true", help="continue the run in --out at its exact step")
    start.add_argument("--init", type=Path, metavar="WEIGHTS", help="start from the weights.pt of another run")
    prior.add_argument("--steps", type=int, help="instead of the recipe's number of steps")
    add_machine_options(prior)
    prior.set_defaults(run=run_prior)

    judge = commands.add_parser(
        "evaluate-prior", help="the token prior on held-out photos, and guesses without a model"
    )
    judge.add_argument("weights", type=Path, metavar="WEIGHTS", help="weights.pt of a prior run")
    judge.add_argument("--recipe", default="prior", help="the run's recipe")
    judge.add_argument("--tokenizer", type=Path, required=True, help="run folder or weights.pt of the photo tokenizer")
    judge.add_argument("--data", type=Path, required=True, help="the folder that the run was trained on")
    judge.set_defaults(run=run_evaluate_prior)

    export = commands.add_parser("export", help="write a trained run as a model pack")
    export.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    export.add_argument("pack", type=Path, metavar="PACK", help="folder to write")
    export.add_argument("--training-data", default="", help="one sentence for the manifest")
    export.set_defaults(run=run_export)

    styles = commands.add_parser("export-styles", help="add the styles of a style run to a paint pack")
    styles.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    styles.add_argument("pack", type=Path, metavar="PACK", help="folder of the paint pack")
    styles.add_argument("--photo", type=Path, required=True, help="photo that the gallery thumbnails show")
    styles.add_argument("--paintings", type=Path, required=True, help="folder with the recipe's paintings")
    styles.set_defaults(run=run_export_styles)

    learn = commands.add_parser("learn-style", help="learn a style from a painting of yours, as a small style file")
    learn.add_argument("painting", type=Path, metavar="PAINTING")
    learn.add_argument("--photos", type=Path, required=True, help="folder of photos to practise on")
    learn.add_argument("--pack", type=Path, default=Path("resources/packs/paint-f4"), help="folder of the paint pack")
    learn.add_argument("--title", required=True, help="what the gallery shows")
    learn.add_argument("--name", default="", help="its name on the command line; made from the title if left out")
    learn.add_argument("--credit", default="", help="whose painting it is")
    learn.add_argument("--minutes", type=float, default=5.0, help="how long to train")
    learn.add_argument("--preview", type=Path, metavar="FILE", help="keep a picture of the state here while training")
    learn.add_argument("--background", action="store_true", help="let other programs go first")
    learn.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the style file, .vqstyle")
    learn.set_defaults(run=run_learn_style)

    repairs = commands.add_parser("export-repair", help="add the repair decoder of a repair run to a photo pack")
    repairs.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    repairs.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    repairs.set_defaults(run=run_export_repair)

    priors = commands.add_parser("export-prior", help="add the token prior of a prior run to a photo pack")
    priors.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    priors.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    priors.set_defaults(run=run_export_prior)

    evaluate = commands.add_parser("evaluate", help="measure a pack and write the figures into its manifest")
    evaluate.add_argument("pack", type=Path, metavar="PACK")
    evaluate.add_argument("--data", type=Path, required=True, help="folder of photos the model was not trained on")
    evaluate.add_argument("--sheet", type=Path, help="also save originals and reconstructions as this PNG")
    evaluate.set_defaults(run=run_evaluate)
    return parser


def add_machine_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--devices", type=int, default=1, help="processes (GPUs) on this machine")
    parser.add_argument("--nodes", type=int, default=1, help="machines; start the same command on each with torchrun")
    parser.add_argument("--threads", type=int, help="CPU threads per process")


def launched_fabric(options: argparse.Namespace) -> Fabric:
    """The processes that ``options`` ask for, running; with --devices every process returns from here."""
    import torch

    from .fabric import make_fabric

    if options.threads:
        torch.set_num_threads(options.threads)
    fabric = make_fabric(options.devices, options.nodes)
    fabric.launch()
    return fabric


class Startable(Protocol):
    def resume(self) -> None: ...

    def start_from(self, weights: Path, /) -> None: ...

    def run(self) -> None: ...


def start(trainer: Startable, options: argparse.Namespace) -> None:
    """Run ``trainer`` from where --resume or --init say."""
    if options.resume:
        trainer.resume()
    elif options.init:
        trainer.start_from(options.init)
    trainer.run()


def run_tokenizer(options: argparse.Namespace) -> None:
    from .recipes import TokenizerRecipe, load_recipe
    from .tokenizer_trainer import TokenizerTrainer

    recipe = load_recipe(options.recipe, TokenizerRecipe).with_schedule(options.steps, options.learning_rate)
    if options.decoder_only and not (options.init or options.resume):
        raise RecipeError("--decoder-only needs a trained encoder: give --init WEIGHTS.")
    fabric = launched_fabric(options)
    trainer = TokenizerTrainer(recipe, options.data, options.out, fabric, options.seed, options.decoder_only)
    start(trainer, options)


def run_style(options: argparse.Namespace) -> None:
    from .recipes import StylesRecipe, load_recipe
    from .style_trainer import StyleTrainer

    recipe = load_recipe(options.recipe, StylesRecipe).with_steps(options.steps)
    fabric = launched_fabric(options)
    trainer = StyleTrainer(
        recipe, options.tokenizer, options.data, options.paintings, options.out, fabric, options.seed
    )
    start(trainer, options)


def run_repair(options: argparse.Namespace) -> None:
    from .recipes import RepairRecipe, load_recipe
    from .repair_trainer import RepairTrainer

    recipe = load_recipe(options.recipe, RepairRecipe).with_steps(options.steps)
    fabric = launched_fabric(options)
    trainer = RepairTrainer(recipe, options.tokenizer, options.data, options.out, fabric, options.seed)
    start(trainer, options)


def run_prior(options: argparse.Namespace) -> None:
    from .prior_trainer import PriorTrainer
    from .recipes import PriorRecipe, load_recipe

    recipe = load_recipe(options.recipe, PriorRecipe).with_steps(options.steps)
    fabric = launched_fabric(options)
    trainer = PriorTrainer(recipe, options.tokenizer, options.data, options.out, fabric, options.seed)
    start(trainer, options)


def run_evaluate_prior(options: argparse.Namespace) -> None:
    from .fabric import make_fabric
    from .prior_trainer import PriorTrainer
    from .recipes import PriorRecipe, load_recipe

    recipe = load_recipe(options.recipe, PriorRecipe)
    trainer = PriorTrainer(
        recipe, options.tokenizer, options.data, options.weights.parent, make_fabric(precision="32-true")
    )
    trainer.start_from(options.weights)
    figures = trainer.held_out_figures()
    for name, nats in figures.items():
        print(f"{name:14} {nats:.4f} nats per hidden token, {nats / figures['unigram'] - 1:+.1%} of the unigram")


def run_export_styles(options: argparse.Namespace) -> None:
    from .export_styles import export_styles

    manifest = export_styles(options.source, options.pack, options.photo, options.paintings)
    print(f"{manifest.id}: {len(manifest.styles)} styles, {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def run_learn_style(options: argparse.Namespace) -> None:
    from vqstudio.engine.style_files import write_style

    from .learn_style import learn_style

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
    from .export_repair import export_repair

    manifest = export_repair(options.source, options.pack)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def run_export_prior(options: argparse.Namespace) -> None:
    from .export_prior import export_prior

    manifest = export_prior(options.source, options.pack)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def run_export(options: argparse.Namespace) -> None:
    from .export import export_pack

    manifest = export_pack(options.source, options.pack, training_data=options.training_data)
    size = sum(entry.bytes for entry in manifest.files.values())
    print(f"{manifest.id}: {size / 1e6:.1f} MB in {options.pack}")


def run_evaluate(options: argparse.Namespace) -> None:
    from .evaluate import evaluate_pack

    for name, value in evaluate_pack(options.pack, options.data, options.sheet).items():
        print(f"{name:24}{value:10.4f}")


def main(arguments: list[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        options.run(options)
    except (CheckpointError, DataError, RecipeError, StudioError) as error:
        print(f"training: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
