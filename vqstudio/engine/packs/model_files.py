"""Model files as bytes: all that ONNX Runtime may read of a pack, and only those of what networks are made of."""

from __future__ import annotations

import math
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vqstudio.core.errors import PackError
from vqstudio.core.paths import shown_name

from . import wire
from .folding import Constant, Node, grow_too_much
from .manifest import GraphSpec

LARGEST = 2**31 - 1
"""Bytes of a protocol buffer."""
ELSEWHERE = (b"\x08location", b"\x00location")
"""In ONNX, weights that lie in another file have an entry of this name; before it stands its length, however that is
written.
"""
OPERATORS = frozenset(
    b"""
    Abs Add And ArgMax ArgMin AveragePool BatchNormalization Cast Ceil Clip Concat Constant ConstantOfShape Conv
    ConvTranspose Cos DepthToSpace DequantizeLinear Div Elu Equal Erf Exp Expand Flatten Floor Gather GatherElements
    Gelu Gemm GlobalAveragePool Greater GreaterOrEqual GroupNormalization HardSigmoid HardSwish Identity
    InstanceNormalization LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax MatMul Max MaxPool Min Mish Mod
    Mul Neg Not Or PRelu Pad Pow Reciprocal ReduceL1 ReduceL2 ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum
    ReduceSumSquare Relu Reshape Resize Round Shape Sigmoid Sign Sin Size Slice Softmax Softplus SpaceToDepth Split
    Sqrt Squeeze Sub Sum Tanh Transpose Unsqueeze Where
    """.split()
)
"""None that holds a graph of its own: loops might never end, and functions in functions grow without bounds."""

GROWING = {b"ConstantOfShape": 2**22, b"Expand": 2**22, b"Pad": 2**20, b"Resize": 64}
"""Operators whose output is as large as a constant says, and what the numbers of that may come to, multiplied: it is
computed when the model is opened, and takes memory before anybody can look at it.
"""
LONGEST_SHAPE = 16
TYPES = {1: "<f4", 7: "<i8"}
"""NumPy's types by the numbers that ONNX gives them."""

GRAPH, FUNCTIONS = 7, 25
NODE, INITIALIZER, SPARSE_INITIALIZER = 1, 5, 15
INPUT, OUTPUT, OPERATOR, ATTRIBUTE, DOMAIN = 1, 2, 4, 5, 7
TENSOR, SPARSE_TENSORS = 5, (22, 23)
SIDES, KIND, BROKEN, WHOLE, NAME, RAW = 1, 2, 4, 7, 8, 9
"""ONNX's numbers of the fields of a model, of a graph, of a node, of an attribute, and of a tensor."""


@dataclass(frozen=True)
class ModelFile:
    """An ONNX file, and another one that has the ``weights`` which it leaves out."""

    path: Path
    weights: Path | None = None


def model_of(folder: Path, graph: GraphSpec) -> ModelFile:
    """Where the pack in ``folder`` keeps a graph."""
    return ModelFile(folder / graph.file, folder / graph.weights if graph.weights else None)


def read_model(model: ModelFile) -> bytes:
    """An ONNX model that needs no other file and only computes. Raises PackError, OSError.

    ONNX Runtime would read, besides the files that were verified, whatever files these name.
    """
    content = _content(model.path)
    shared = b""
    try:
        if model.weights is not None:
            shared = _lacking(memoryview(content), memoryview(_content(model.weights)))
        strange = next(_strange(memoryview(content), shared), None)
    except (ValueError, IndexError):
        raise PackError(
            "The model file {name} is no model; install the pack again.", name=shown_name(model.path)
        ) from None
    if strange is not None:
        raise PackError(
            "The model file {name} uses {what}, which VQ Studio does not run; install the pack again.",
            name=shown_name(model.path),
            what=strange,
        )
    return content + wire.field(GRAPH, shared) if shared else content  # readers put both parts of the graph together


def _content(path: Path) -> bytes:
    """Raises PackError, OSError."""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
        raise PackError("The model file {name} is no model; install the pack again.", name=shown_name(path))
    content = path.read_bytes()
    if any(mark in content for mark in ELSEWHERE):
        raise PackError(
            "The model file {name} keeps weights in another file, which VQ Studio does not load; "
            "install the pack again.",
            name=shown_name(path),
        )
    return content


def _lacking(model: memoryview, other: memoryview) -> bytes:
    """The constants of the ``other`` model that the first one uses and lacks, as a part of its graph. Raises
    ValueError, IndexError for what is no model.
    """
    used: set[bytes] = set()
    own: set[bytes] = set()
    for part, content in _parts(model):
        if part == NODE:
            used |= {value.tobytes() for field, value in wire.fields(content) if field == INPUT}
        elif part == INITIALIZER:
            own.add(_name(content))
    wanted = used - own
    found = [content for part, content in _parts(other) if part == INITIALIZER and _name(content) in wanted]
    return b"".join(wire.field(INITIALIZER, content.tobytes()) for content in found)


def _parts(model: memoryview) -> Iterator[tuple[int, memoryview]]:
    for field, graph in wire.fields(model):
        if field == GRAPH:
            yield from wire.fields(graph)


def _name(tensor: memoryview) -> bytes:
    return b"".join(value for field, value in wire.fields(tensor) if field == NAME)


def _strange(model: memoryview, shared: bytes) -> Iterator[str]:
    """Names of what no network needs, in a model with the ``shared`` constants of another one. Raises ValueError,
    IndexError for what is no model.
    """
    graphs = []
    for field, content in wire.fields(model):
        if field == FUNCTIONS:
            yield "functions"
        elif field == GRAPH:
            graphs.append(content)
    if len(graphs) > 1:
        yield "a graph in parts"  # which readers put together
    for graph in graphs:
        yield from _strange_in(memoryview(graph.tobytes() + shared) if shared else graph)


def _strange_in(graph: memoryview) -> Iterator[str]:
    constants: dict[bytes, memoryview] = {}
    short: dict[bytes, Constant] = {}
    nodes: list[Node] = []
    for part, content in wire.fields(graph):
        if part == SPARSE_INITIALIZER:
            yield "sparse weights"
        elif part == INITIALIZER:
            name = _name(content)
            if name in constants:
                yield "two constants of one name"
            constants[name] = content
        elif part == NODE:
            parts = list(wire.fields(content))
            names = [value.tobytes() for field, value in parts if field == OPERATOR]
            domains = [value.tobytes() for field, value in parts if field == DOMAIN]
            strange = [name for name in names if name not in OPERATORS]
            strange += [name for name in domains if name not in (b"", b"ai.onnx")]
            yield from (name.decode("utf-8", "replace")[:40] for name in strange)
            inputs, outputs = ([value.tobytes() for field, value in parts if field == what] for what in (INPUT, OUTPUT))
            if b"Constant" in names:
                values = [found for field, inner in parts if field == ATTRIBUTE for found in wire.fields(inner)]
                if any(kind in SPARSE_TENSORS for kind, _ in values):
                    yield "sparse weights"
                tensors = [value for kind, value in values if kind == TENSOR]
                if len(tensors) > 1:
                    yield "constants in parts"
                constants.update((name, tensors[0]) for name in outputs if tensors)
                # A number has at least one byte.
                short.update((name, Constant(len(content), flat=True)) for name in outputs if not tensors)
            nodes += [Node(name, inputs, outputs) for name in names]
    for node in (node for node in nodes if node.operator in GROWING):
        for shape in (_shape(constants[value]) for value in node.inputs if value in constants):
            if np.prod(np.maximum(np.abs(shape), 1)) > GROWING[node.operator]:
                yield f"{node.operator.decode()} by far too much"
    sizes = short | {name: _size(tensor) for name, tensor in constants.items()}
    if grow_too_much(nodes, sizes, len(graph)):
        yield "constants that grow by far too much"


def _size(tensor: memoryview) -> Constant:
    """Raises ValueError, IndexError."""
    sides: list[int] = []
    for field, value in wire.values(tensor):
        if field == SIDES:
            sides += [value] if isinstance(value, int) else wire.numbers(value)
    return Constant(math.prod(sides), len(sides) <= 1)


def _shape(tensor: memoryview) -> np.ndarray:
    """The numbers of a tensor, float64 (N,), if it has so few that they may be a shape; else none. Raises ValueError,
    IndexError.
    """
    kind, numbers = "<i8", list[float]()
    for field, value in wire.values(tensor):
        if field == KIND and isinstance(value, int):
            kind = TYPES.get(value, kind)
    for field, value in wire.values(tensor):
        if isinstance(value, int):
            numbers += [wire.signed(value)] * (field == WHOLE)
        elif len(value) > 8 * LONGEST_SHAPE:
            continue
        elif field == WHOLE:
            numbers += map(wire.signed, wire.numbers(value))
        elif field in (RAW, BROKEN):
            numbers += np.frombuffer(value, kind if field == RAW else "<f4").tolist()
    return np.array(numbers, np.float64)
