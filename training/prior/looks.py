"""Writes what each code looks like into a photo pack, which otherwise takes seconds before the first picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.manifest import GraphSpec, Manifest, TensorSpec
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.packs.promises import LOOKS
from vqstudio.engine.tokens.looks import GRAPH, looks_of
from vqstudio.engine.tokens.tokenizer import Tokenizer

from ..packs.writing import changed_copy, export_graph, write_with_graphs

FILE = "looks.onnx"


class LooksGraph(nn.Module):
    """Tokens int64 (B, h, w) to what their codes look like (B, LOOKS, h, w)."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.table = nn.Parameter(table, requires_grad=False)

    def forward(self, tokens: Tensor) -> Tensor:
        return F.embedding(tokens, self.table).permute(0, 3, 1, 2)


def write_looks(pack: Path) -> Manifest:
    """Look at every code as its decoder shows it, and write that into a copy of ``pack``, then swap. To be repeated
    when the decoder has changed. Raises PackError.
    """
    info = read_pack(pack)
    looks = looks_of(Tokenizer(info, ["CPUExecutionProvider"]), CancelToken())
    table = np.concatenate([looks.colours, looks.detail[:, None], looks.wild[:, None]], 1).astype(np.float32)
    grid = ("batch", "rows", "columns")
    spec = GraphSpec(
        file=FILE,
        inputs=(TensorSpec("tokens", "int64", grid),),
        outputs=(TensorSpec("looks", "float32", (grid[0], LOOKS, *grid[1:])),),
        context=0,
        macs_per_pixel=0,
    )
    with changed_copy(pack) as working:
        example = (torch.zeros(1, 2, 3, dtype=torch.int64),)
        export_graph(LooksGraph(torch.from_numpy(table)), example, spec, working / FILE)
        return write_with_graphs(info.manifest, {GRAPH: spec}, working)
