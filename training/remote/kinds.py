"""The kinds of training that a plan can hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vqstudio.engine.packs.manifest import GraphName

TOKENIZER: frozenset[GraphName] = frozenset({"encoder", "quantizer", "decoder"})


@dataclass(frozen=True)
class Kind:
    """``starts_from``: the graphs of a pack that such a training goes on from; all kinds read the tokenizer's.
    ``export`` writes the weights of a run into a pack.
    """

    starts_from: frozenset[GraphName]
    export: Callable[[Path, Path], object]


# Imported on use: the command line reads this table before it has a folder for PyTorch's compiler.
def _export_tokenizer(run: Path, pack: Path) -> object:
    from ..tokenizer.export import export_pack

    return export_pack(run, pack)


def _export_repair(run: Path, pack: Path) -> object:
    from ..repair.export import export_repair

    return export_repair(run, pack)


def _export_prior(run: Path, pack: Path) -> object:
    from ..prior.export import export_prior

    return export_prior(run, pack)


KINDS = {
    "tokenizer": Kind(TOKENIZER, _export_tokenizer),
    "repair": Kind(frozenset({"repair"}), _export_repair),
    "prior": Kind(frozenset({"prior"}), _export_prior),
}
"""By the name of the command that trains."""
