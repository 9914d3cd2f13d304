"""The main job without a window: repair and paint a sample photo, and show before and after on one sheet."""

from __future__ import annotations

from importlib import resources as package_files
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from vqstudio.core.document import Document
from vqstudio.core.files import create_folder, open_document, save_document
from vqstudio.core.mask import Mask
from vqstudio.core.paths import resources
from vqstudio.core.wording import mark
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import RepairRequest, StyleRequest, no_progress, of_document
from vqstudio.engine.studio import StudioEngine
from vqstudio.terminal import say

PHOTO = "rocket.jpg"
"""Of scikit-image."""
OWN_PHOTO = "sample.jpg"
REMOVED = {
    PHOTO: [(196, 116), (204, 116), (208, 190), (212, 372), (162, 372), (184, 190)],
    OWN_PHOTO: [(108, 712), (352, 712), (356, 826), (108, 826)],
}
"""What the demo removes from each sample photo, in its pixels: a lattice mast, a boat with its reflection."""
STYLES = ("oil", "watercolour", "great-wave")
TILE, COLUMNS = 480, 3
MARGIN, CAPTION = 24, 44


def run(folder: Path, photo: Path | None, engine: StudioEngine, cancel: CancelToken) -> None:
    """Write repaired.png, one picture per style, sheet.png and, where Qt works, window.png into ``folder``.

    Prints where the results are. Raises FileError, PackError, Cancelled.
    """
    create_folder(folder)
    source = photo or sample_photo()
    document = open_document(source)
    mask = demo_mask(document, REMOVED[source.name] if photo is None else None)
    tiles = [("Photo", document.rgb), ("Painted over", show_mask(document.rgb, mask))]

    result = engine.run(of_document(RepairRequest(document.pixels, mask), document), no_progress, cancel)
    repaired = document.apply(result.patch)
    save_document(repaired, folder / "repaired.png")
    say(f"repaired in {result.seconds:.1f} s on {result.provider}")
    tiles.append((f"Repaired, {result.seconds:.1f} s", repaired.rgb))

    known = {style.name: style for style in engine.styles()}
    chosen = [known[name] for name in STYLES if name in known] or list(known.values())[:3]
    for style in chosen:
        result = engine.run(of_document(StyleRequest(repaired.pixels, style.name), repaired), no_progress, cancel)
        painted = repaired.apply(result.patch)
        save_document(painted, folder / f"{style.name}.png")
        say(f"{style.title} in {result.seconds:.1f} s")
        tiles.append((f"{style.title}, {style.credit}", painted.rgb))

    save_document(Document(np.array(make_sheet(tiles))), folder / "sheet.png")
    take_window_picture(source, mask, folder / "window.png", engine)
    say("")
    say(f"The results are in {folder.resolve()}; look at sheet.png first.")


def sample_photo() -> Path:
    """The photo of scikit-image, from the extra ``demo``; without it the painted one that is always there."""
    try:
        return Path(str(package_files.files("skimage") / "data" / PHOTO))
    except ModuleNotFoundError:
        return resources() / OWN_PHOTO


def demo_mask(document: Document, outline: list[tuple[int, int]] | None) -> Mask:
    """The area inside the ``outline``, in pixels; without one a disc in the middle."""
    canvas = Image.new("L", (document.width, document.height))
    draw = ImageDraw.Draw(canvas)
    if outline:
        draw.polygon(outline, fill=255)
    else:
        side = min(document.width, document.height) * 0.12
        x, y = document.width / 2, document.height / 2
        draw.ellipse((x - side, y - side, x + side, y + side), fill=255)
    return Mask(np.array(canvas))


def show_mask(rgb: np.ndarray, mask: Mask) -> np.ndarray:
    red = np.array([230, 60, 60], np.float32)
    shown = rgb.copy()
    shown[mask.selected] = (0.4 * rgb[mask.selected] + 0.6 * red).astype(np.uint8)
    return shown


def make_sheet(tiles: list[tuple[str, np.ndarray]]) -> Image.Image:
    """Pictures (H, W, 3) of one size with a caption under each."""
    height, width = tiles[0][1].shape[:2]
    tile_height = round(TILE * height / width)
    rows = -(-len(tiles) // COLUMNS)
    size = (MARGIN + COLUMNS * (TILE + MARGIN), MARGIN + rows * (tile_height + CAPTION + MARGIN))
    sheet = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(18)
    for number, (caption, pixels) in enumerate(tiles):
        x = MARGIN + number % COLUMNS * (TILE + MARGIN)
        y = MARGIN + number // COLUMNS * (tile_height + CAPTION + MARGIN)
        sheet.paste(Image.fromarray(pixels).resize((TILE, tile_height), Image.Resampling.LANCZOS), (x, y))
        draw.text((x, y + tile_height + 10), caption, fill=(40, 40, 40), font=font)
    return sheet


def take_window_picture(photo: Path, mask: Mask, path: Path, engine: StudioEngine) -> None:
    from vqstudio.doctor import install_line, missing_libraries

    missing = missing_libraries(x11=False)
    if missing:
        say(f"no picture of the window: Qt lacks system libraries; install them with: {install_line(missing)}")
        return
    from vqstudio import app

    app.screenshot(photo, path, engine, prepare=lambda window: window.session.set_mask(mask.alpha, mark("Paint mask")))
