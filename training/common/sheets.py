"""Contact sheets: pictures and what a model makes of them, to look at."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .checkpoint import CheckpointError, reason_of


def to_uint8(images: Tensor) -> np.ndarray:
    """(B, 3, H, W) in -1..1 to uint8 (B, H, W, 3)."""
    return (
        ((images.detach().float().clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8).permute(0, 2, 3, 1).cpu().numpy()
    )


def save_sheet(rows: list[Tensor], path: Path) -> None:
    """One row of pictures per tensor (B, 3, H, W) in -1..1, saved as PNG. Raises CheckpointError if it cannot be."""
    strips = [np.concatenate(list(to_uint8(row)), axis=1) for row in rows]
    sheet = Image.fromarray(np.concatenate(strips, axis=0))
    temporary = path.with_name(f".{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet.save(temporary, "PNG")
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CheckpointError(
            f"The sheet {path} cannot be written ({reason_of(error)}); make room, or name another folder."
        ) from error
