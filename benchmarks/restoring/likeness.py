"""How much pictures look like photos, whatever they show."""

from __future__ import annotations

import numpy as np

from .common import Case

DEPTH = 8
"""Blocks of EfficientNet-Lite0 whose maps are taken."""


class Likenesses:
    """Kernel distances to photos, by method (:mod:`training.common.realism`); lower is better. Without the training
    module it collects nothing.
    """

    def __init__(self) -> None:
        try:
            from training.common.perceptual import Lite0Features

            self._features = Lite0Features(DEPTH)
        except ImportError:
            self.available = False
        else:
            self.available = True
        self._of: dict[str, object] = {}

    def add(self, method: str, case: Case, found: np.ndarray) -> None:
        if not self.available:
            return
        import torch

        from training.common.realism import Likeness

        def tensor(photo: np.ndarray) -> torch.Tensor:
            return torch.from_numpy(photo.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1

        likeness = self._of.setdefault(method, Likeness(self._features))
        likeness.add(tensor(case.truth), tensor(found))  # type: ignore[attr-defined]

    def columns(self) -> dict[str, dict[str, float]]:
        """Of the kernel distances, x 1000, and of detail finer than the photos', as a share: what each method got. Says
        what is missing if the training module is.
        """
        if not self.available:
            print("\nlikeness to photos: not installed (pip install 'vqstudio[training]')")
        found = {method: likeness.figures() for method, likeness in self._of.items()}  # type: ignore[attr-defined]
        names = {"KID Lite0": "kid_features", "KID natural": "kid_natural", "excess": "excess"}
        columns = {
            title: {method: figures[name] for method, figures in found.items() if name in figures}
            for title, name in names.items()
        }
        return {title: column for title, column in columns.items() if column}
