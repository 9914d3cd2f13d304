"""Adds a trained token prior to a photo pack, and the codebook that turns drawn tokens into code vectors."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import PackInfo, read_pack
from vqstudio.engine.tokens.prior import GRAPH

from ..common import checkpoint
from ..common.layers import count_macs
from ..common.prior_recipes import PriorRecipe
from ..packs.writing import (
    ExportError,
    changed_copy,
    export_graph,
    outputs_of,
    require_near,
    without_graph,
    write_with_graphs,
)
from .network import TokenPrior

FILE = "prior.onnx"
CODEBOOK_FILE = "codebook.onnx"
MOST_DISAGREEMENT = 0.05
"""Largest difference of a logit between PyTorch and ONNX Runtime on fp16 weights."""


class PriorGraph(nn.Module):
    """Tokens int64 (B, h, w) and flat indices of cells (N,) to the logits (N, K) of these cells only; with the subjects
    (B,) and heights (B, h) that a prior with subjects is told.
    """

    def __init__(self, prior: TokenPrior) -> None:
        super().__init__()
        self.prior = prior

    def forward(
        self, tokens: Tensor, cells: Tensor, subject: Tensor | None = None, heights: Tensor | None = None
    ) -> Tensor:
        return self.prior.score(self.prior.look(tokens, subject, heights).flatten(0, 2)[cells])


class CodebookGraph(nn.Module):
    """Tokens int64 (B, h, w) to their unit code vectors z_q (B, D, h, w)."""

    table: Tensor

    def __init__(self, codebook: Tensor) -> None:
        super().__init__()
        self.register_buffer("table", codebook)

    def forward(self, tokens: Tensor) -> Tensor:
        return F.embedding(tokens, self.table).permute(0, 3, 1, 2)


def prior_of_run(run: Path) -> tuple[PriorRecipe, TokenPrior]:
    """The EMA weights of a prior run (folder or ``weights.pt``). Raises CheckpointError."""
    recipe, state = checkpoint.of_run(run, PriorRecipe)
    table = state["weights"]["table"]
    prior = TokenPrior(torch.zeros(table.shape[0] - 1, table.shape[1] - 1), recipe.model)
    prior.load_state_dict(state["weights"])
    return recipe, prior.eval()


@torch.no_grad()
def export_prior(run: Path, pack: Path) -> Manifest:
    """Write the prior's graph into a copy of ``pack``, then swap.

    Raises PackError, CheckpointError, or ExportError if the prior belongs to another codebook, or ONNX Runtime
    disagrees with PyTorch.
    """
    info = read_pack(pack)
    recipe, prior = prior_of_run(run)
    if (prior.codes, prior.table.shape[1] - 1) != (info.manifest.codes, info.manifest.dim):
        raise ExportError("The prior does not know the codes of {pack}; train one on its tokenizer.", pack=info.id)
    graph = PriorGraph(prior)
    subjects = len(recipe.model.subjects)
    example = make_example(prior.codes, 1, 16, 20, subjects)
    with changed_copy(pack) as working:
        spec = graph_spec(graph, info, example, recipe)
        export_graph(graph, example, spec, working / FILE)
        other = make_example(prior.codes, 2, 13, 22, subjects)
        named = {tensor.name: value for tensor, value in zip(spec.inputs, other, strict=True)}
        (found,) = outputs_of(working / FILE, **named)
        require_near("prior", found, graph(*other), MOST_DISAGREEMENT)
        codebook = codebook_spec(info)
        grid = torch.zeros(1, 4, 6, dtype=torch.int64)
        export_graph(CodebookGraph(prior.codebook()), (grid,), codebook, working / CODEBOOK_FILE)
        manifest, refiner = info.manifest, info.manifest.graphs.get("refiner")
        if refiner is not None and refiner.subjects != spec.subjects:
            manifest = without_graph(manifest, "refiner", working)  # it counts subjects otherwise
        return write_with_graphs(manifest, {GRAPH: spec, "codebook": codebook}, working)


def make_example(codes: int, batch: int, rows: int, columns: int, subjects: int = 0) -> tuple[Tensor, ...]:
    """Random tokens, half of them unknown, and every third cell; with random subjects if there are any."""
    tokens = torch.randint(codes, (batch, rows, columns))
    tokens[torch.rand(tokens.shape) < 0.5] = codes
    cells = torch.arange(0, tokens.numel(), 3)
    if not subjects:
        return tokens, cells
    return tokens, cells, torch.randint(subjects + 1, (batch,)), torch.linspace(-1, 1, rows).repeat(batch, 1)


def graph_spec(graph: PriorGraph, info: PackInfo, example: tuple[Tensor, ...], recipe: PriorRecipe) -> GraphSpec:
    pixels = example[0].numel() * info.manifest.stride**2
    told = (
        TensorSpec(name="subject", dtype="int64", shape=("batch",)),
        TensorSpec(name="heights", dtype="float32", shape=("batch", "rows")),
    )
    return GraphSpec(
        file=FILE,
        inputs=(
            TensorSpec(name="tokens", dtype="int64", shape=("batch", "rows", "columns")),
            TensorSpec(name="cells", dtype="int64", shape=("count",)),
            *(told if recipe.model.subjects else ()),
        ),
        outputs=(TensorSpec(name="logits", dtype="float32", shape=("count", info.manifest.codes)),),
        context=0,  # attention sees the whole grid: it cannot be cut into tiles
        macs_per_pixel=count_macs(graph, *example) / pixels,
        recipe=recipe.model_dump_json(),
        subjects=recipe.model.subjects,
    )


def codebook_spec(info: PackInfo) -> GraphSpec:
    grid = ("batch", "rows", "columns")
    return GraphSpec(
        file=CODEBOOK_FILE,
        inputs=(TensorSpec(name="tokens", dtype="int64", shape=grid),),
        outputs=(TensorSpec(name="z_q", dtype="float32", shape=(grid[0], info.manifest.dim, *grid[1:])),),
        context=0,
        macs_per_pixel=0,
    )
