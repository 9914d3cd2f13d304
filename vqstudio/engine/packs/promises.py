"""Checks that the parts of a manifest agree, so that code that uses a pack can rely on it."""

from __future__ import annotations

from collections.abc import Iterator

from vqstudio.core.wording import Sentence

from .manifest import GraphName, Manifest, TensorSpec

NEEDED: tuple[GraphName, ...] = ("encoder", "quantizer", "decoder")
LAYOUT_NUMBERS, LAYOUT_SIDE = 24, 16
"""Numbers that a layout is made of, and its side in pixels."""
LOOKS = 5
"""Numbers that say what a code looks like: three of its colour, its detail, and 1 if it is wild."""
NOISE = 4
"""Channels of noise that the refiner and the graphs of styles take."""
FAULTS = 3
"""Strengths of noise, compression and blur, which the graphs of clarity take and its meter gives."""


def contradictions(manifest: Manifest) -> Iterator[Sentence]:
    """One sentence for each promise of ``manifest`` that contradicts the others."""
    for graph in NEEDED:
        if graph not in manifest.graphs:
            yield Sentence("it has no {graph}", graph=graph)
    for spec in manifest.graphs.values():
        for file in (spec.file, spec.weights):
            if file is not None and file not in manifest.files:
                yield Sentence("{file} is not listed among its files", file=file)
    tensors = _tensors(manifest)
    for graph, spec in manifest.graphs.items():
        if (spec.inputs, spec.outputs) != tensors[graph]:
            yield Sentence("{file} is not what the {graph} of such a pack is", file=spec.file, graph=graph)
    prior, refiner = manifest.graphs.get("prior"), manifest.graphs.get("refiner")
    if refiner is not None and (prior is None or prior.subjects != refiner.subjects):
        yield Sentence("its refiner knows other subjects than its prior")
    if manifest.styles:
        yield from _about_styles(manifest)


def _about_styles(manifest: Manifest) -> Iterator[Sentence]:
    for graph in ("style", "style_affine"):
        if graph not in manifest.graphs:
            yield Sentence("it has no {graph}", graph=graph)
    numbers = 2 * _channels(manifest)
    names = set()
    for style in manifest.styles:
        if style.name in names:
            yield Sentence("it has two styles of the name {style}", style=style.name)
        names.add(style.name)
        if len(style.vector) != numbers:
            yield Sentence("the style {style} does not fit its models", style=style.name)
        if len(style.palette) % 3:
            yield Sentence("the palette of the style {style} ends within a colour", style=style.name)
        if style.thumbnail is not None and style.thumbnail not in manifest.files:
            yield Sentence("{file} is not listed among its files", file=style.thumbnail)


def _channels(manifest: Manifest) -> int:
    """How many scales and offsets a style has: the one size that no other part of a manifest gives."""
    spec = manifest.graphs.get("style_affine")
    shape = spec.outputs[0].shape if spec and spec.outputs else ()
    size = shape[-1] if shape else 0
    return size if isinstance(size, int) else 0


def _tensors(manifest: Manifest) -> dict[GraphName, tuple[tuple[TensorSpec, ...], tuple[TensorSpec, ...]]]:
    """Inputs and outputs of every graph."""
    grid = ("batch", "rows", "columns")
    z, z_q = (TensorSpec(name, "float32", ("batch", manifest.dim, "rows", "columns")) for name in ("z", "z_q"))
    image, repaired, refined, painting = (
        TensorSpec(name, "float32", ("batch", 3, "height", "width"))
        for name in ("image", "repaired", "refined", "painting")
    )
    tokens, indices = (TensorSpec(name, "int64", grid) for name in ("tokens", "indices"))
    mask = TensorSpec("mask", "float32", ("batch", 1, "height", "width"))
    damage = TensorSpec("damage", "float32", ("batch", 1, "height", "width"))
    faults = TensorSpec("strengths", "float32", ("batch", FAULTS))
    clear = TensorSpec("clear", "float32", ("batch", 3, "height", "width"))
    large = TensorSpec("large", "float32", ("batch", 3, "tall", "broad"))
    likeness = TensorSpec("logits", "float32", ("batch", 1, "rows", "columns"))
    faces = TensorSpec("faces", "float32", ("batch", 1, "rows", "columns"))
    noise = TensorSpec("noise", "float32", ("batch", NOISE, "rows", "columns"))
    fine_noise = TensorSpec("noise", "float32", ("batch", NOISE, "half_height", "half_width"))
    vector, affine = (TensorSpec(name, "float32", ("batch", 2, _channels(manifest))) for name in ("vector", "affine"))
    strength = TensorSpec("strength", "float32", ("batch",))
    cells = TensorSpec("cells", "int64", ("count",))
    subject, heights = TensorSpec("subject", "int64", ("batch",)), TensorSpec("heights", "float32", ("batch", "rows"))
    numbers = TensorSpec("numbers", "float32", ("batch", LAYOUT_NUMBERS))
    layout = TensorSpec("layout", "float32", ("batch", 3, LAYOUT_SIDE, LAYOUT_SIDE))
    looks = TensorSpec("looks", "float32", ("batch", LOOKS, "rows", "columns"))
    prior = manifest.graphs.get("prior")
    told = (subject, heights) if prior and prior.subjects else ()
    logits = TensorSpec("logits", "float32", ("count", manifest.codes))
    return {
        "encoder": ((image,), (z,)),
        "quantizer": ((z,), (indices, z_q)),
        "codebook": ((tokens,), (z_q,)),
        "decoder": ((z_q,), (image,)),
        "repair": ((z_q, image, mask), (repaired,)),
        "critic": ((image, mask), (likeness,)),
        "faces": ((image,), (faces,)),
        "finder": ((image,), (damage,)),
        "clarity": ((image, faults), (clear,)),
        "clarity_rich": ((image, faults), (clear,)),
        "meter": ((image,), (faults,)),
        "enlarge": ((image, faults), (large,)),
        "enlarge_rich": ((image, faults), (large,)),
        "prior": ((tokens, cells, *told), (logits,)),
        "layout": ((subject, numbers), (layout,)),
        "looks": ((tokens,), (looks,)),
        "refiner": ((image, fine_noise, subject), (refined,)),
        "style_affine": ((image, z, noise, vector, strength), (affine, painting)),
        "style": ((image, z, noise, affine), (painting,)),
    }
