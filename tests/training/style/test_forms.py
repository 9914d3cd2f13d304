"""What is learned from has the forms that the application gives it."""

from __future__ import annotations

import numpy as np
import torch

from training.style.forms import recoloured, with_forms
from vqstudio.core.geometry import Bounds
from vqstudio.engine.pace import no_step
from vqstudio.engine.style import forms
from vqstudio.engine.style.techniques.palette import palette_of


def test_training_lays_strokes_over_the_same_forms_as_the_application() -> None:
    rng = np.random.default_rng(0)
    photos = rng.integers(60, 190, (2, 12, 12, 3)).astype(np.uint8).repeat(8, 1).repeat(8, 2)
    paintings = rng.integers(60, 190, photos.shape).astype(np.uint8)
    palette = palette_of(rng.integers(40, 200, (50, 50, 3)).astype(np.uint8))
    crops, images = (torch.from_numpy(p).permute(0, 3, 1, 2).float() / 127.5 - 1 for p in (photos, paintings))
    made = (with_forms(images, recoloured(crops, palette), 0.8) + 1) * 127.5
    for photo, painting, one in zip(photos, paintings, made.permute(0, 2, 3, 1).numpy(), strict=True):
        shown = forms.with_forms(painting, photo, Bounds.of(photo.shape), ((1.0, palette),), 0.8, 1.0, no_step)
        inner = (slice(24, -24),) * 2
        assert np.abs(np.clip(one, 0, 255)[inner] - shown[inner]).max() < 2
