"""Networks from packs: finished weights live in packs alone, and training continues from there.

A pack stores weights as fp16, or as int8 with scales (small tensors and style vectors with more digits), so a network
read back differs from the trained one by that rounding; exporting it again changes nothing more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import numpy_helper
from onnx.external_data_helper import uses_external_data
from pydantic import ValidationError
from torch import Tensor, nn

from vqstudio.core.errors import StudioError
from vqstudio.engine.packs.manifest import GraphName, GraphSpec
from vqstudio.engine.packs.pack import PackInfo

from ..common.checkpoint import CheckpointError
from ..common.recipe_differences import place_of
from ..common.recipes import AnyRecipe

HALF = ".half"
"""Ending of the names of weights that a pack stores as fp16."""
BYTES, SCALE = ".int8", ".scale"
"""Endings of those that it stores as int8, and of what the rows of these are multiplied by."""

Network = TypeVar("Network", bound=nn.Module)


class WeightsError(StudioError):
    """A pack lacks a network, or holds one that this version cannot use."""


@dataclass(frozen=True)
class Part:
    """A network in a pack: what it is called, and which command writes it."""

    pack: PackInfo
    what: str
    command: str

    def graph(self, name: GraphName) -> GraphSpec:
        """The manifest's entry for the graph ``name``. Raises WeightsError if the pack has none."""
        found = self.pack.manifest.graphs.get(name)
        if found is None:
            raise WeightsError(
                "The pack {pack} has no {what}; choose another pack, or add it with {command}.",
                pack=self.pack.id, what=self.what, command=self.command,
            )  # fmt: skip
        return found

    def recipe(self, text: str, kind: type[AnyRecipe]) -> AnyRecipe:
        """The recipe that a pack keeps as JSON. Raises WeightsError if it is missing or not valid."""
        if not text:
            raise WeightsError(
                "The pack {pack} has no recipe of its {what}; write it again with {command} of this version.",
                pack=self.pack.id, what=self.what, command=self.command,
            )  # fmt: skip
        try:
            return kind.model_validate_json(text)
        except ValidationError as error:
            raise WeightsError(
                "The recipe of the {what} in the pack {pack} is not valid ({reason}); "
                "write it again with {command} of this version.",
                pack=self.pack.id, what=self.what, command=self.command,
                reason=place_of(error),
            ) from error  # fmt: skip

    def weights(self, graph: GraphSpec) -> dict[str, Tensor]:
        """The named weights of an ONNX file, with those that it uses of another one, fp32, on the CPU. Raises
        WeightsError if it cannot be read.
        """
        try:
            model = onnx.load_from_string((self.pack.path / graph.file).read_bytes())
            if graph.weights:
                _complete(model, onnx.load_from_string((self.pack.path / graph.weights).read_bytes()))
            return _named_weights(model)
        except (OSError, DecodeError, ValueError, TypeError) as error:
            raise WeightsError(
                "{file} in the pack {pack} cannot be read ({reason}); write it again with {command}.",
                file=graph.file, pack=self.pack.id, reason=str(error), command=self.command,
            ) from error  # fmt: skip

    def head(
        self, name: GraphName, kind: type[AnyRecipe], make: Callable[[AnyRecipe], Network]
    ) -> tuple[AnyRecipe, Network]:
        """The recipe of the graph ``name``, of this ``kind``, and the part of it that was trained, ``head``, in the
        network that ``make`` builds by the recipe. Raises WeightsError.
        """
        graph = self.graph(name)
        recipe = self.recipe(graph.recipe, kind)
        weights = {key[5:]: value for key, value in self.weights(graph).items() if key.startswith("head.")}
        return recipe, self.filled(lambda: make(recipe), weights)

    def filled(self, make: Callable[[], Network], weights: dict[str, Tensor]) -> Network:
        """The network that ``make`` builds, with these weights, in evaluation mode. Raises WeightsError if they do not
        fit.
        """
        try:
            # On "meta", without memory and random numbers: a recipe may ask for any size until its weights are found to
            # fit.
            with torch.device("meta"):
                network = make()
        except (RuntimeError, TypeError, ValueError) as error:
            raise self.misfit("its sizes make no network") from error
        difference = _difference(network.state_dict(), weights)
        if difference:
            raise self.misfit(difference)
        network.load_state_dict(weights, assign=True)
        return network.eval()

    def misfit(self, reason: str) -> WeightsError:
        """The error, to be raised, of a network that differs from its recipe; ``reason`` is a clause."""
        return WeightsError(
            "The {what} of the pack {pack} has another shape than its recipe in this version ({reason}); "
            "write it again with {command} of this version.",
            what=self.what, pack=self.pack.id, reason=reason, command=self.command,
        )  # fmt: skip


def matching(theirs: nn.Module, mine: nn.Module, pack: Path, grown: tuple[str, ...] = ()) -> dict[str, Tensor]:
    """The weights of ``theirs``, of ``pack``, for ``mine``, whose layers with names that begin with one of ``grown``
    may be new: these stay as they are. Raises CheckpointError if anything else differs.
    """
    given, own = theirs.state_dict(), mine.state_dict()
    new = [name for name in own.keys() - given.keys() if not name.startswith(grown)]
    if new or any(name not in own or own[name].shape != value.shape for name, value in given.items()):
        raise other_network(pack)
    return own | given


def blended(mine: nn.Module, theirs: nn.Module, pack: Path, share: float) -> None:
    """Make each weight of ``mine`` the mean of itself, by this ``share`` (above 0, up to 1), and that of ``theirs``, of
    ``pack`` (Wortsman et al. 2022). Raises CheckpointError if they are other networks.
    """
    before = matching(theirs, mine, pack)
    mine.load_state_dict({name: torch.lerp(before[name], value, share) for name, value in mine.state_dict().items()})


def other_network(pack: Path) -> CheckpointError:
    return CheckpointError(
        f"The network in {pack} has another shape than the recipe's; choose the recipe that it was made by."
    )


def _complete(model: onnx.ModelProto, other: onnx.ModelProto) -> None:
    """Add the constants of the ``other`` model that this one uses and lacks."""
    used = {name for node in model.graph.node for name in node.input}
    own = {tensor.name for tensor in model.graph.initializer}
    model.graph.initializer.extend(tensor for tensor in other.graph.initializer if tensor.name in used - own)


def _named_weights(model: onnx.ModelProto) -> dict[str, Tensor]:
    """Initialisers that have a name of PyTorch's. Raises ValueError if one is damaged or lies outside of the file."""
    weights = {}
    for tensor in model.graph.initializer:
        if tensor.name.startswith("onnx::"):  # what the exporter computed from others
            continue
        if uses_external_data(tensor):  # could name any file of this machine
            raise ValueError(f"{tensor.name} lies outside of the file")
        # astype copies: what protobuf holds must not be written to.
        values = numpy_helper.to_array(tensor).astype(np.float32)
        weights[tensor.name.removesuffix(HALF)] = torch.from_numpy(values)
    for node in model.graph.node:
        if node.op_type == "DequantizeLinear" and set(node.input) <= weights.keys():
            small, by = (weights.pop(name) for name in node.input)
            weights[node.output[0]] = small * by.reshape(-1, *[1] * (small.ndim - 1))
    for node in model.graph.node:
        # The exporter writes equal weights once (zeros of untrained branches); here each gets its own tensor again.
        if node.op_type == "Identity" and node.input[0] in weights:
            weights[node.output[0]] = weights[node.input[0]].clone()
    return weights


def _difference(wanted: dict[str, Tensor], found: dict[str, Tensor]) -> str:
    """The first tensor that is missing, too many or of another shape; empty if all are as wanted."""
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            return f"{name} is missing"
        if name not in wanted:
            return f"{name} is not part of it"
        if wanted[name].shape != found[name].shape:
            return f"{name} is {_size(found[name])}, not {_size(wanted[name])}"
    return ""


def _size(tensor: Tensor) -> str:
    return "x".join(str(side) for side in tensor.shape) or "a number"
