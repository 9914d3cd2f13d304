"""The models of the bundled packs that a command is about to need, opened while the rest of it is imported."""

from __future__ import annotations

from vqstudio.core.mask import Mask
from vqstudio.core.paths import resources
from vqstudio.engine.packs.model_files import ModelFile
from vqstudio.engine.packs.providers import choose_device
from vqstudio.engine.packs.sessions import open_ahead


def open_bundled_style() -> None:
    """Open the models of every style while the rest of the program is imported: that takes as long."""
    pack = resources() / "packs" / "paint-f4"
    providers, _ = choose_device(pack / "encoder.onnx")
    style = ModelFile(pack / "style_affine.onnx", pack / "style.onnx")
    open_ahead([style, ModelFile(pack / "encoder.onnx")], providers)


def open_bundled_repair(mask: Mask, detail: float) -> None:
    """Open the models that a repair of this mask needs, and no others, while the rest of the program is imported."""
    from vqstudio.engine.repair.regions import plan

    pack = resources() / "packs" / "photo-f8"
    providers, _ = choose_device(pack / "encoder.onnx")
    thin = {region.thin for region in plan(mask.selected)}
    thick = False in thin
    needed = [("faces", thick), ("critic", thick), ("repair", True in thin or detail < 1)]
    open_ahead([ModelFile(pack / f"{name}.onnx") for name, wanted in needed if wanted], providers)
    import vqstudio.engine.repair.holes  # noqa: F401
