"""Networks from the packs: the packs are the one home of finished weights, and training goes on from there.

A pack stores weights as fp16 (small tensors and style vectors less coarsely), so a network that was exported and read
back differs from the one that was trained by that rounding, and by nothing when it is exported again.
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
from vqstudio.engine.packs.manifest import GraphName, GraphSpec, StyleEntry
from vqstudio.engine.packs.pack import PackInfo, read_pack

from ..common.recipes import AnyRecipe, CriticRecipe, PriorRecipe, RepairRecipe, StylesRecipe, TokenizerRecipe
from ..prior.network import TokenPrior
from ..repair.critic_network import CriticHead
from ..repair.network import RepairDecoder
from ..style.model import StyledModel, make_decoder
from ..tokenizer.model import Tokenizer

HALF = ".half"
"""Ending of the names of weights that a pack stores as fp16."""

Network = TypeVar("Network", bound=nn.Module)


class WeightsError(StudioError):
    """A pack lacks a network, or holds one that this version cannot go on from."""


def load_tokenizer(pack: Path) -> tuple[TokenizerRecipe, Tokenizer]:
    """The tokenizer of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = _Part(read_pack(pack), "tokenizer", "export")
    parts = {name: part.weights(part.graph(name)) for name in ("encoder", "quantizer", "decoder")}
    recipe = part.recipe(part.pack.manifest.recipe, TokenizerRecipe)
    codebook = parts.pop("quantizer").get("table", torch.empty(0))
    weights = {f"{name}.{key}": value for name, values in parts.items() for key, value in values.items()}
    # What the moving averages of the codebook held is not in a pack; they start anew from the codes.
    weights |= {
        "quantizer.codebook": codebook,
        "quantizer.cluster_sum": codebook.clone(),
        "quantizer.cluster_size": torch.ones(len(codebook)),
        "quantizer.initialised": torch.tensor(True),
    }
    return recipe, part.filled(lambda: Tokenizer(recipe.model), weights)


def token_weights(pack: PackInfo) -> dict[str, Tensor]:
    """What decides a pack's tokens: the encoder's weights, and the ``codebook``. Raises WeightsError."""
    part = _Part(pack, "tokenizer", "export")
    codebook = part.weights(part.graph("quantizer")).get("table", torch.empty(0))
    return part.weights(part.graph("encoder")) | {"codebook": codebook}


def load_repair(pack: Path) -> tuple[RepairRecipe, RepairDecoder]:
    """The repair decoder of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = _Part(read_pack(pack), "repair decoder", "export-repair")
    graph = part.graph("repair")
    recipe = part.recipe(graph.recipe, RepairRecipe)
    dim = part.pack.manifest.dim
    return recipe, part.filled(lambda: RepairDecoder(dim, recipe.decoder), part.weights(graph))


def load_critic(pack: Path) -> tuple[CriticRecipe, CriticHead]:
    """What was trained of the critic of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = _Part(read_pack(pack), "critic", "export-critic")
    graph = part.graph("critic")
    recipe = part.recipe(graph.recipe, CriticRecipe)
    weights = {name[5:]: value for name, value in part.weights(graph).items() if name.startswith("head.")}
    return recipe, part.filled(lambda: CriticHead(recipe.model), weights)


def load_prior(pack: Path) -> tuple[PriorRecipe, TokenPrior]:
    """The token prior of a pack, fp32, in evaluation mode. Raises PackError, WeightsError."""
    part = _Part(read_pack(pack), "token prior", "export-prior")
    graph = part.graph("prior")
    recipe = part.recipe(graph.recipe, PriorRecipe)
    codebook = (part.pack.manifest.codes, part.pack.manifest.dim)
    weights = {name.removeprefix("prior."): value for name, value in part.weights(graph).items()}
    return recipe, part.filled(lambda: TokenPrior(torch.zeros(codebook), recipe.model), weights)


def load_styles(pack: Path) -> tuple[StylesRecipe, StyledModel]:
    """The style decoder of a pack with the vectors of its styles, fp32, in evaluation mode.

    Raises PackError, WeightsError.
    """
    part = _Part(read_pack(pack), "style decoder", "export-styles")
    graph = part.graph("style_affine")
    recipe = part.recipe(graph.recipe, StylesRecipe)
    weights = part.weights(graph)
    rows = [_vector(style, part) for style in _in_order(recipe, part)]
    weights["vectors"] = torch.cat([*rows, weights.pop("plain", torch.empty(0)).flatten()])
    dim = part.pack.manifest.dim
    return recipe, part.filled(lambda: StyledModel(make_decoder(dim, recipe.decoder), len(recipe.styles)), weights)


def _in_order(recipe: StylesRecipe, part: _Part) -> list[StyleEntry]:
    """The pack's styles in the recipe's order. Raises WeightsError if they are not the same."""
    entries = {style.name: style for style in part.pack.manifest.styles}
    names = [style.name for style in recipe.styles]
    if sorted(names) != sorted(entries):
        other = min(set(names) ^ entries.keys(), default="twice the same one")
        raise part.misfit(f"not its styles: {other}")
    return [entries[name] for name in names]


def _vector(style: StyleEntry, part: _Part) -> Tensor:
    """Its gains and shifts, (2 * S,). Raises WeightsError where a style has fewer or more than others."""
    if len(style.vector) != len(part.pack.manifest.styles[0].vector):
        raise part.misfit(f"the vector of {style.name} has {len(style.vector)} numbers")
    return torch.tensor(style.vector, dtype=torch.float32)


@dataclass(frozen=True)
class _Part:
    """A network in a pack: what it is called, and which command writes it."""

    pack: PackInfo
    what: str
    command: str

    def graph(self, name: GraphName) -> GraphSpec:
        found = self.pack.manifest.graphs.get(name)
        if found is None:
            raise WeightsError(
                "The pack {pack} has no {what}; choose another pack, or add it with {command}.",
                pack=self.pack.id, what=self.what, command=self.command,
            )  # fmt: skip
        return found

    def recipe(self, text: str, kind: type[AnyRecipe]) -> AnyRecipe:
        if not text:
            raise WeightsError(
                "The pack {pack} has no recipe of its {what}; write it again with {command} of this version.",
                pack=self.pack.id, what=self.what, command=self.command,
            )  # fmt: skip
        try:
            return kind.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(step) for step in first["loc"])
            raise WeightsError(
                "The recipe of the {what} in the pack {pack} is not valid ({reason}); "
                "write it again with {command} of this version.",
                pack=self.pack.id, what=self.what, command=self.command,
                reason=f"{place}: {first['msg']}" if place else first["msg"],
            ) from error  # fmt: skip

    def weights(self, graph: GraphSpec) -> dict[str, Tensor]:
        """The named weights of an ONNX file, fp32."""
        try:
            model = onnx.load_from_string((self.pack.path / graph.file).read_bytes())
            return _named_weights(model)
        except (OSError, DecodeError, ValueError, TypeError) as error:
            raise WeightsError(
                "{file} in the pack {pack} cannot be read ({reason}); write it again with {command}.",
                file=graph.file, pack=self.pack.id, reason=str(error), command=self.command,
            ) from error  # fmt: skip

    def filled(self, make: Callable[[], Network], weights: dict[str, Tensor]) -> Network:
        """The network that ``make`` builds, with these weights. Raises WeightsError if they do not fit."""
        try:
            # Without memory and random numbers: a recipe may ask for anything before its weights are seen to fit.
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
        return WeightsError(
            "The {what} of the pack {pack} has another shape than its recipe in this version ({reason}); "
            "write it again with {command} of this version.",
            what=self.what, pack=self.pack.id, reason=reason, command=self.command,
        )  # fmt: skip


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
        # The exporter writes equal weights once (the zeros of untrained branches); each is a tensor of its own again.
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
