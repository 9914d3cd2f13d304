"""What the window and the commands need from an engine."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np

from vqstudio.core.wording import Sentence

from .cancel import CancelToken
from .requests import Device, Lesson, Preview, Progress, Request, Result, StyleInfo, Thumbnail, TokenGrid, no_preview
from .strengths import Strengths


class Engine(Protocol):
    """What the window needs from an engine. Tests of the window use a scripted one."""

    @property
    def device(self) -> Device:
        """It may change while the program runs: what stops working is replaced by the processor."""
        ...

    def use_device(self, wanted: str) -> Device:
        """Run the models on a device from now on: "auto" for the best that works, "cuda", "webgpu" or "cpu". Returns
        the one that is used.
        """
        ...

    @property
    def problems(self) -> list[Sentence]:
        """One sentence for each pack and each of the user's styles that had to be left out."""
        ...

    def styles(self) -> list[StyleInfo]:
        """Every style of the installed packs, in gallery order. Raises PackError if no paint pack can be used."""
        ...

    def add_style(self, path: Path, learned_from: str = "") -> StyleInfo:
        """Keep a copy of a style file among the user's own styles; of a picture, a first guess at its style. What was
        ``learned_from`` one of them also keeps that one's first guess.

        Raises FileError, RequestError.
        """
        ...

    def save_style(self, name: str, path: Path) -> None:
        """Write one of the user's own styles as a file to share. Raises FileError, RequestError."""
        ...

    def remove_style(self, name: str) -> None:
        """Delete one of the user's own styles. Raises FileError, RequestError."""
        ...

    def swap_style(self, name: str) -> None:
        """Switch one of the user's own styles between its first guess and what was learned. Raises FileError,
        RequestError.
        """
        ...

    def lesson(self, name: str) -> Lesson:
        """Raises RequestError if the style is none of the user's own or its painting was not kept."""
        ...

    def edition(self, pack: str, style: str = "") -> str:
        """A text that changes with what a result depends on besides its request: the weights of the pack, and those of
        a style or mixture. May be called from any thread, even while a request is carried out.
        """
        ...

    def style_thumbnails(self, pixels: np.ndarray, done: Thumbnail, cancel: CancelToken) -> None:
        """Paint a small picture, uint8 (H, W, 3), in every style, one after the other. Raises PackError, Cancelled."""
        ...

    def tokens_of(self, pixels: np.ndarray, cancel: CancelToken) -> TokenGrid:
        """The tokens of a photo, uint8 (H, W, 3|4); of a large one, those of its reduced size. Raises PackError."""
        ...

    def find_damage(self, pixels: np.ndarray, progress: Progress, cancel: CancelToken) -> np.ndarray:
        """How likely each pixel of a photo, uint8 (H, W, 3|4) in sRGB, is damaged: uint8 (H, W), 255 is certain. Raises
        PackError, Cancelled.
        """
        ...

    def measure(self, pixels: np.ndarray, cancel: CancelToken) -> Strengths:
        """The noise, compression and blur of a photo, uint8 or uint16 (H, W, 3|4). Raises PackError, Cancelled."""
        ...

    def subjects(self) -> list[str]:
        """What a new picture can be told to show. Raises PackError if no photo pack can be used."""
        ...

    def naturalness(self, pixels: np.ndarray, cancel: CancelToken) -> float:
        """How much a created picture, uint8 (H, W, 3), looks like a photo: the higher the better. Raises PackError,
        Cancelled.
        """
        ...

    def look_of_code(self, code: int) -> np.ndarray:
        """What an entry of the codebook looks like among its own: uint8 (n, n, 3). Raises PackError."""
        ...

    def run(self, request: Request, progress: Progress, cancel: CancelToken, preview: Preview = no_preview) -> Result:
        """Carry out ``request``; raises Cancelled, StudioError, or any other exception for a defect of ours."""
        ...
