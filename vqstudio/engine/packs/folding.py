"""What ONNX Runtime computes while it opens a model, without a memory limit: all that depends on constants alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

MOST_NUMBERS = 2**24
"""Numbers that constants may grow to, in addition to one for each byte of the file: 16-bit weights become 32-bit."""
SHAPE_NUMBERS = 16
"""More dimensions than a tensor has."""

ALL_PAIRS = frozenset(
    b"""
    Add And Div Equal Expand Gather GatherElements Gemm Greater GreaterOrEqual Less LessOrEqual MatMul Max Min Mod Mul
    Or PRelu Pow Sub Sum Where
    """.split()
)
"""Their results have at most as many numbers as their inputs have together, multiplied."""
ELEMENTWISE = ALL_PAIRS - {b"Expand", b"Gather", b"GatherElements", b"Gemm", b"MatMul"}
AS_THEY_SAY = frozenset(b"AveragePool Conv ConvTranspose Expand MaxPool Pad Resize".split())
"""Operators whose results have a size given by numbers, which may be computed themselves."""
FLAT = frozenset(b"Abs Cast Ceil Concat Floor Gather Identity Neg Shape Slice Split Squeeze".split()) | ELEMENTWISE
"""Operators that turn lists into lists, never into tables; computations with shapes consist of these."""


@dataclass(frozen=True)
class Node:
    """A step of a graph."""

    operator: bytes
    inputs: Sequence[bytes]
    outputs: Sequence[bytes]


@dataclass(frozen=True)
class Constant:
    """How many numbers it has at most; ``flat`` if it is no table."""

    size: int
    flat: bool


def grow_too_much(nodes: Sequence[Node], constants: dict[bytes, Constant], length: int) -> bool:
    """Whether the constants of a graph (by name; the file has ``length`` bytes) may fill the memory by what is computed
    of them. ``nodes`` in any order.
    """
    known, left = dict(constants), MOST_NUMBERS + length
    wanted_by: dict[bytes, list[int]] = defaultdict(list)
    missing = []
    for number, node in enumerate(nodes):
        # Shapes are known ahead where the sizes are, whatever the pixels.
        wants = {name for name in node.inputs if name and name not in known} if node.operator != b"Shape" else set()
        missing.append(len(wants) if node.inputs else -1)
        for name in wants:
            wanted_by[name].append(number)
    ready = [number for number, count in enumerate(missing) if count == 0]
    while ready:
        node = nodes[ready.pop()]
        if node.operator == b"ConstantOfShape":
            continue  # it is not computed ahead
        if node.operator in AS_THEY_SAY:
            return True
        result = _result(node.operator, [known[name] for name in node.inputs if name in known])
        for name in node.outputs:
            left -= result.size
            if left < 0:
                return True
            known[name] = result
            for number in wanted_by.pop(name, ()):
                missing[number] -= 1
                if missing[number] == 0:
                    ready.append(number)
    return False


def _result(operator: bytes, inputs: Sequence[Constant]) -> Constant:
    if operator == b"Shape":
        return Constant(SHAPE_NUMBERS, flat=True)
    sizes = [constant.size for constant in inputs]
    flat = operator in FLAT and all(constant.flat for constant in inputs)
    if flat and operator in ELEMENTWISE:
        return Constant(max(sizes), flat)
    if flat and operator == b"Gather":
        return Constant(sizes[-1], flat)
    return Constant(prod(sizes) if operator in ALL_PAIRS else sum(sizes), flat)
