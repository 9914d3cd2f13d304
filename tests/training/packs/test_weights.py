"""Packs as the home of weights: what was exported can be trained on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.toy_packs import add_repair_decoder, make_photo_pack
from training.common import checkpoint
from training.common.perceptual import Lite0Features
from training.packs.writing import ExportError
from training.prior.export import export_prior, prior_of_run
from training.prior.refiner_export import export_refiner, refiner_of_run
from training.prior.weights import load_prior, load_refiner
from training.repair.export import export_repair, make_example, repair_of_run
from training.repair.weights import load_repair
from training.restore.clarity_export import clarity_of_run, export_clarity
from training.restore.finder_export import export_finder, finder_of_run
from training.restore.weights import load_clarity, load_finder
from training.style.export import example_inputs, export_styles, styles_of_run
from training.style.weights import load_styles
from training.tokenizer.export import export_pack, tokenizer_of_run
from training.tokenizer.model import Tokenizer
from training.tokenizer.weights import load_tokenizer
from vqstudio.core.paths import resources
from vqstudio.engine.packs.manifest import FILE_NAME, describe_file
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.packs.promises import NOISE
from vqstudio.engine.style.files import decoder_of

from .changed_packs import replace_file


@dataclass(frozen=True)
class Kind:
    """A network of the toy packs: ``run`` is its folder, ``compute`` gives its output for inputs of a fixed seed."""

    pack: str
    run: str
    load: Callable[[Path], tuple[Any, Any]]
    load_run: Callable[[Path], tuple[Any, Any]]
    export: Callable[[Path, Path], Any]
    compute: Callable[[Any], Tensor]
    in_bytes: bool = False
    """Whether its weights are stored as int8."""


def reconstructed(tokenizer: Any) -> Tensor:
    return tokenizer.decoder(F.normalize(tokenizer.encoder(torch.rand(1, 3, 48, 64) * 2 - 1), dim=1))


def painted(styled: Any) -> Tensor:
    inputs = example_inputs(styled.decoder.dim, 2)
    return styled(*inputs, torch.tensor([1, 0]), torch.tensor([1.0, 0.4]))


def refined(refiner: Any) -> Tensor:
    return refiner(torch.rand(1, 3, 48, 64) * 2 - 1, torch.randn(1, NOISE, 24, 32), torch.tensor([0]))


def head_of_run(run: Path) -> tuple[Any, Any]:
    recipe, finder = finder_of_run(run)
    return recipe, finder.head


def found_by(head: Any) -> Tensor:
    image = torch.rand(1, 3, 48, 64) * 2 - 1
    return head(image, Lite0Features(head.depth)(image))


def style_export(run: Path, pack: Path) -> None:
    """With the photo and the paintings that :func:`make_paint_pack` left beside the run."""
    export_styles(run, pack, run.parent / "thumbnail.png", run.parent)


KINDS = {
    "tokenizer": Kind("photo-f8", "photo-f8-run", load_tokenizer, tokenizer_of_run, export_pack, reconstructed),
    "repair": Kind(
        "photo-f8", "photo-f8-repair-run", load_repair, repair_of_run, export_repair,
        lambda decoder: decoder(*make_example(8, 1, 64, 96)), in_bytes=True,
    ),
    "prior": Kind(
        "photo-f8", "photo-f8-prior-run", load_prior, prior_of_run, export_prior,
        lambda prior: prior(torch.randint(prior.codes + 1, (1, 9, 11))),
    ),
    "refiner": Kind(
        "photo-f8", "photo-f8-refiner-run", load_refiner, refiner_of_run, export_refiner, refined, in_bytes=True,
    ),
    "finder": Kind(
        "photo-f8", "photo-f8-finder-run", load_finder, head_of_run, export_finder, found_by, in_bytes=True,
    ),
    "clarity": Kind(
        "photo-f8", "photo-f8-clarity-run", lambda pack: load_clarity(pack, "clarity"), clarity_of_run, export_clarity,
        lambda both: both(torch.rand(1, 3, 48, 64) * 2 - 1, torch.rand(1, 3))[0], in_bytes=True,
    ),
    "enlarge": Kind(
        "photo-f8", "photo-f8-enlarge-run", lambda pack: load_clarity(pack, "enlarge"), clarity_of_run, export_clarity,
        lambda both: both(torch.rand(1, 3, 48, 64) * 2 - 1, torch.rand(1, 3))[0], in_bytes=True,
    ),
    "clarity-rich": Kind(
        "photo-f8", "photo-f8-clarity-rich-run", lambda pack: load_clarity(pack, "clarity_rich"), clarity_of_run,
        export_clarity, lambda both: both(torch.rand(1, 3, 48, 64) * 2 - 1, torch.rand(1, 3))[0], in_bytes=True,
    ),
    "styles": Kind("paint-f4", "styles-run", load_styles, styles_of_run, style_export, painted),
}  # fmt: skip


def computed(compute: Callable[[Any], Tensor], network: nn.Module) -> np.ndarray:
    torch.manual_seed(3)
    with torch.no_grad():
        return compute(network).numpy()


def agreement(found: np.ndarray, expected: np.ndarray) -> float:
    """In dB, in terms of the deviation of what is expected."""
    return 20 * float(np.log10(expected.std() / max(float(np.sqrt(np.mean((found - expected) ** 2))), 1e-12)))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_was_exported_is_read_back_to_the_rounding_of_the_pack(toy: Path, kind: Kind) -> None:
    recipe, network = kind.load(toy / "packs" / kind.pack)
    trained_recipe, trained = kind.load_run(toy / kind.run)
    assert recipe == trained_recipe
    assert not network.training
    for name, weights in trained.state_dict().items():
        found = network.state_dict()[name]
        assert found.dtype in (torch.float32, torch.bool)
        # Half a step of int8, of which 127 make the largest number of the table.
        atol = float(weights.abs().max()) / 250 if kind.in_bytes else 1e-4
        if name != "quantizer.initialised":
            assert torch.allclose(found, weights, rtol=2**-11, atol=atol), name
    least = 30 if kind.in_bytes else 50
    assert agreement(computed(kind.compute, network), computed(kind.compute, trained)) > least


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_exported_again_a_network_gives_the_very_same_pack(toy: Path, tmp_path: Path, kind: Kind) -> None:
    before = read_pack(toy / "packs" / kind.pack)
    recipe, network = kind.load(before.path)
    state = {"recipe": recipe.model_dump_json(), "dim": before.manifest.dim, "weights": network.state_dict()}
    again = shutil.copytree(before.path, tmp_path / kind.pack)
    run = tmp_path / "run"
    for file in toy.glob("*.png"):
        shutil.copy(file, tmp_path)
    checkpoint.save(state, run / "weights.pt")
    kind.export(run, again)
    assert read_pack(again).manifest == before.manifest  # with the hashes of all files


def test_styles_stay_valid_where_the_same_decoder_is_written_anew_and_only_there(toy: Path, tmp_path: Path) -> None:
    pack = shutil.copytree(toy / "packs" / "paint-f4", tmp_path / "paint-f4")
    for file in toy.glob("*.png"):
        shutil.copy(file, tmp_path)
    whole = onnx.load(pack / "style.onnx")
    whole.doc_string = "the same in another form"
    replace_file(pack, "style.onnx", whole.SerializeToString())
    learned_with = decoder_of(read_pack(pack))
    state = checkpoint.load(toy / "styles-run" / "weights.pt")
    checkpoint.save(state, tmp_path / "run" / "weights.pt")
    for _ in range(2):
        style_export(tmp_path / "run", pack)
        assert describe_file(pack / "style.onnx").sha256 != learned_with
        assert decoder_of(read_pack(pack)) == learned_with
    state["weights"]["decoder.leave.bias"] += 1
    checkpoint.save(state, tmp_path / "run" / "weights.pt")
    style_export(tmp_path / "run", pack)
    assert decoder_of(read_pack(pack)) == describe_file(pack / "style.onnx").sha256


def test_the_weights_of_styles_are_stored_once(toy: Path) -> None:
    pack = toy / "packs" / "paint-f4"
    names = [
        {tensor.name for tensor in onnx.load(pack / file).graph.initializer if tensor.name.startswith("decoder.")}
        for file in ("style.onnx", "style_affine.onnx")
    ]
    assert len(names[0]) > 10
    assert not names[1]


def test_the_recipe_is_said_once_where_the_network_is(toy: Path) -> None:
    said = {}
    for pack in ("photo-f8", "paint-f4"):
        manifest = json.loads((toy / "packs" / pack / FILE_NAME).read_text("utf-8"))
        said |= {
            name: json.loads(graph["recipe"])["id"] for name, graph in manifest["graphs"].items() if "recipe" in graph
        }
    restoring = {name: name.replace("_", "-") for name in
                 ("finder", "clarity", "clarity_rich", "enlarge", "enlarge_rich")}  # fmt: skip
    assert said == {"repair": "repair", "prior": "prior", "refiner": "refiner", "style_affine": "styles"} | restoring


def test_reading_a_network_draws_no_random_numbers(toy: Path) -> None:
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    for kind in KINDS.values():
        kind.load(toy / "packs" / kind.pack)
    assert torch.equal(torch.rand(3), expected)


def test_a_pack_can_be_trained_on(toy: Path) -> None:
    _, tokenizer = load_tokenizer(toy / "packs" / "photo-f8")
    tokenizer.train()
    image = torch.rand(2, 3, 32, 32) * 2 - 1
    optimizer = torch.optim.SGD(tokenizer.parameters(), 1e-3)
    losses = []
    for _ in range(5):
        loss = (tokenizer(image, quantize=False).image - image).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0]
    found = tokenizer(image)
    assert found.indices is not None
    assert tokenizer.quantizer.initialised
    tokenizer.quantizer.update(found.z, found.indices, torch.Generator().manual_seed(0))
    lengths = tokenizer.quantizer.codebook.norm(dim=1)
    assert torch.allclose(lengths, torch.ones_like(lengths), atol=1e-5)


def test_a_decoder_that_refines_at_half_the_size_is_read_back_with_it(toy: Path, tmp_path: Path) -> None:
    recipe, _ = tokenizer_of_run(toy / "photo-f8-run")
    model = recipe.model.model_copy(update={"decoder_half": 8, "decoder_half_blocks": 1})
    recipe = recipe.model_copy(update={"model": model})
    trained = Tokenizer(model)
    with torch.no_grad():
        for parameter in trained.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    state = {"recipe": recipe.model_dump_json(), "step": 0, "weights": trained.state_dict()}
    checkpoint.save(state, tmp_path / "run" / "weights.pt")
    export_pack(tmp_path / "run", tmp_path / "pack")
    found_recipe, found = load_tokenizer(tmp_path / "pack")
    assert found_recipe == recipe
    assert agreement(computed(reconstructed, found), computed(reconstructed, trained)) > 50


def test_weights_that_were_stored_once_because_they_are_equal_are_separate_again(tmp_path: Path) -> None:
    pack = make_photo_pack(tmp_path / "packs")
    add_repair_decoder(pack)  # untrained: its residual branches are all zero
    _, decoder = load_repair(pack)
    zeros = [p for p in decoder.parameters() if p.shape == (8, 8, 3, 3) and not p.any()]
    assert len(zeros) > 3
    with torch.no_grad():
        zeros[0].fill_(1)
    assert not any(p.any() for p in zeros[1:])


@pytest.mark.parametrize(
    ("pack", "load"),
    [
        ("photo-f8", load_tokenizer),
        ("photo-f8", load_repair),
        ("photo-f8", load_prior),
        ("paint-f4", load_tokenizer),
        ("paint-f4", load_styles),
    ],
)
def test_training_can_go_on_from_the_bundled_packs(pack: str, load: Callable[[Path], tuple[Any, nn.Module]]) -> None:
    _, network = load(resources() / "packs" / pack)
    assert sum(p.numel() for p in network.parameters()) > 100_000
    assert all(bool(p.isfinite().all()) for p in network.parameters())


def test_the_bundled_photo_decoder_computes_the_same_in_torch_as_in_the_application() -> None:
    pack = resources() / "packs" / "photo-f8"
    _, tokenizer = load_tokenizer(pack)
    session = ort.InferenceSession(str(pack / "decoder.onnx"), providers=["CPUExecutionProvider"])
    tokens = torch.from_numpy(np.random.default_rng(0).integers(tokenizer.quantizer.size, size=(1, 6, 9)))
    z_q = tokenizer.quantizer.look_up(tokens)
    with torch.no_grad():
        found = tokenizer.decoder(z_q).numpy()
    (expected,) = session.run(None, {"z_q": z_q.numpy()})
    assert 10 * np.log10(4 / max(float(np.mean((found - expected) ** 2)), 1e-12)) > 50


def test_a_finder_can_be_the_mean_of_a_run_and_of_what_it_started_from(
    toy: Path, photo_pack: Path, tmp_path: Path
) -> None:
    state = torch.load(toy / "photo-f8-finder-run" / "weights.pt", weights_only=True)
    state["weights"] = {name: value * 3 for name, value in state["weights"].items()}
    torch.save(state, tmp_path / "weights.pt")
    before = load_finder(photo_pack)[1].state_dict()
    export_finder(tmp_path, photo_pack, share=0.5)
    for name, value in load_finder(photo_pack)[1].state_dict().items():
        assert torch.allclose(value, 2 * before[name], atol=float(value.abs().max()) / 50 + 1e-6), name
    with pytest.raises(ExportError, match="A share of 2"):
        export_finder(tmp_path, photo_pack, share=2)
