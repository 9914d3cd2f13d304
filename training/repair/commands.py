"""The commands of the critic and of the face finder: make what they learn from, train and export them."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..common.photos import DataError
from ..common.recipes import RecipeError
from ..common.run_options import PHOTOS, add_run_options, schedule_changes, train


def add_commands(commands: argparse._SubParsersAction) -> None:
    fills = commands.add_parser("fills", help="repair photos in every way, as training data for a critic")
    fills.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help=PHOTOS)
    fills.add_argument("--tokenizer", type=Path, required=True, metavar="PACK", help="the photo pack")
    fills.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="folder for the fills; existing ones are kept"
    )
    fills.add_argument("--count", type=int, default=2000, help="how many photos to repair")
    fills.add_argument("--seed", type=int, default=0)
    fills.set_defaults(run=_run_fills)

    critic = commands.add_parser("critic", help="train the critic that ranks the fills of a repair")
    add_run_options(critic, "critic", "folder made by the command fills")
    critic.set_defaults(run=_run_critic)

    ranks = commands.add_parser("export-critic", help="add the critic of a critic run to a photo pack")
    ranks.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    ranks.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    ranks.set_defaults(run=_run_export_critic)

    boxes = commands.add_parser("face-boxes", help="find the faces of photos, as training data for a face finder")
    boxes.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help=PHOTOS)
    boxes.add_argument("--out", type=Path, required=True, metavar="FILE", help="file for the boxes, .json")
    boxes.set_defaults(run=_run_face_boxes)

    faces = commands.add_parser("faces", help="train the network that finds faces, which repairs do not copy")
    add_run_options(faces, "faces")
    faces.add_argument(
        "--boxes", type=Path, required=True, metavar="FILE", help="file made by the command face-boxes of these photos"
    )
    faces.set_defaults(run=_run_faces)

    export = commands.add_parser("export-faces", help="add the face finder of a run to a photo pack")
    export.add_argument("source", type=Path, metavar="RUN", help="run folder, or a weights.pt file")
    export.add_argument("pack", type=Path, metavar="PACK", help="folder of the photo pack")
    export.add_argument("--share", type=float, default=1.0, help="of the run in each weight; the rest is the pack's")
    export.set_defaults(run=_run_export_faces)


def _run_fills(options: argparse.Namespace) -> None:
    from .fills import make_fills

    if options.count < 1:
        raise DataError(f"The count must be at least 1, not {options.count}.")
    made = make_fills(options.data, options.tokenizer, options.out, options.count, options.seed)
    print(f"{made} more photos with their fills in {options.out}")


def _run_critic(options: argparse.Namespace) -> None:
    from ..common.recipes import CriticRecipe, load_recipe
    from .critic_export import export_critic
    from .critic_trainer import CriticTrainer

    if len(options.data) > 1:
        raise RecipeError("A critic learns from one folder of fills; give one --data.")
    recipe = load_recipe(options.recipe, CriticRecipe).with_schedule(**schedule_changes(options))
    train(CriticTrainer(recipe, options.data[0], options.seed), options, export_critic)


def _run_export_critic(options: argparse.Namespace) -> None:
    from .critic_export import export_critic

    manifest = export_critic(options.source, options.pack)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")


def _run_face_boxes(options: argparse.Namespace) -> None:
    from .face_boxes import make_face_boxes

    print(f"{make_face_boxes(options.data, options.out)} faces in {options.out}")


def _run_faces(options: argparse.Namespace) -> None:
    from ..common.recipes import FacesRecipe, load_recipe
    from .faces_export import export_faces
    from .faces_trainer import FacesTrainer

    recipe = load_recipe(options.recipe, FacesRecipe).with_schedule(**schedule_changes(options))
    train(FacesTrainer(recipe, options.data, options.boxes, options.seed), options, export_faces)


def _run_export_faces(options: argparse.Namespace) -> None:
    from .faces_export import export_faces

    manifest = export_faces(options.source, options.pack, options.share)
    print(f"{manifest.id}: {sum(e.bytes for e in manifest.files.values()) / 1e6:.1f} MB")
