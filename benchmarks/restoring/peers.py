"""The peers: each is used if it is installed, with settings that are good for the fault, chosen on a few photos.

They are told the strength of the fault, as ours is where a row says "told".
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import partial

import cv2
import numpy as np
from PIL import Image

from .common import Methods

CBM3D, NLM, BICUBIC = "CBM3D", "OpenCV NLM", "Pillow bicubic"
GMIC_NLM, GMIC_UPSCALE = "G'MIC nlmeans", "G'MIC upscale_smart"
LIKE_NOISE = 0.6
"""By which non-local means multiply the noise's standard deviation to get their own strength."""


def denoisers(sigma: float) -> Methods:
    """Against noise of the standard deviation ``sigma``, in levels of 255."""
    methods: Methods = {CBM3D: None}
    try:
        import bm3d
    except ImportError:
        pass
    else:
        methods[CBM3D] = lambda photo: _levels(bm3d.bm3d_rgb(photo / 255, sigma / 255))
    methods[NLM] = partial(_opencv_nlm, strength=LIKE_NOISE * sigma)
    methods |= _skimage(sigma / 255)
    methods[GMIC_NLM] = _gmic(f"nlmeans 4,4,{LIKE_NOISE * sigma}")
    return methods


def deblockers(quality: int) -> Methods:
    """Against the marks of JPEG of a ``quality`` in 1..100."""
    return {
        NLM: partial(_opencv_nlm, strength=70 / quality),
        "OpenCV bilateral": lambda photo: cv2.bilateralFilter(photo, 5, 35, 2),
        GMIC_NLM: _gmic(f"nlmeans 4,4,{min(10, 140 / quality)}"),
    }


def plain_enlargers() -> Methods:
    """Those that interpolate: Pillow and OpenCV, which are always there."""
    methods: Methods = {
        BICUBIC: partial(_pillow, how=Image.Resampling.BICUBIC),
        "Pillow Lanczos": partial(_pillow, how=Image.Resampling.LANCZOS),
        "OpenCV cubic": partial(_opencv, how=cv2.INTER_CUBIC),
        "OpenCV Lanczos4": partial(_opencv, how=cv2.INTER_LANCZOS4),
    }
    return methods


def clever_enlargers() -> Methods:
    return {GMIC_UPSCALE: _gmic("upscale_smart 200%,200%")}


def _levels(values: np.ndarray) -> np.ndarray:
    """uint8 of values in 0..1."""
    return np.asarray(np.round(255 * np.clip(values, 0, 1)), np.uint8)


def _opencv_nlm(photo: np.ndarray, strength: float) -> np.ndarray:
    return np.asarray(cv2.fastNlMeansDenoisingColored(photo, None, strength, strength, 7, 21))


def _skimage(sigma: float) -> Methods:
    """``sigma`` is a share of white."""
    names = "scikit-image NLM", "scikit-image wavelets", "scikit-image TV"
    try:
        import pywt  # noqa: F401  (what scikit-image needs for wavelets)
        from skimage.restoration import denoise_nl_means, denoise_tv_chambolle, denoise_wavelet
    except ImportError:
        return dict.fromkeys(names)

    def nlm(photo: np.ndarray) -> np.ndarray:
        return denoise_nl_means(_shares(photo), 5, 6, LIKE_NOISE * sigma, sigma=sigma, channel_axis=2)

    def wavelets(photo: np.ndarray) -> np.ndarray:
        return denoise_wavelet(_shares(photo), sigma, convert2ycbcr=True, rescale_sigma=True, channel_axis=2)

    def tv(photo: np.ndarray) -> np.ndarray:
        return denoise_tv_chambolle(_shares(photo), weight=0.9 * sigma, channel_axis=2)

    def whole(method, photo: np.ndarray) -> np.ndarray:  # type: ignore[no-untyped-def]
        return _levels(method(photo))

    return {name: partial(whole, method) for name, method in zip(names, (nlm, wavelets, tv), strict=True)}


def _shares(photo: np.ndarray) -> np.ndarray:
    return np.asarray(photo / np.float32(255), np.float32)


def _gmic(command: str):  # type: ignore[no-untyped-def]
    """A whole process, with its start and files; None without gmic."""
    if not shutil.which("gmic"):
        return None

    def method(photo: np.ndarray) -> np.ndarray:
        with tempfile.TemporaryDirectory() as folder:
            before, after = f"{folder}/before.png", f"{folder}/after.png"
            Image.fromarray(photo).save(before, compress_level=0)
            words = ["gmic", "-v", "-", before, *command.split(), "cut", "0,255", "round", "output", after]
            subprocess.run(words, check=True, capture_output=True)
            return np.asarray(Image.open(after).convert("RGB"))

    return method


def _pillow(photo: np.ndarray, how: Image.Resampling) -> np.ndarray:
    return np.asarray(Image.fromarray(photo).resize((2 * photo.shape[1], 2 * photo.shape[0]), how))


def _opencv(photo: np.ndarray, how: int) -> np.ndarray:
    return np.asarray(cv2.resize(photo, (2 * photo.shape[1], 2 * photo.shape[0]), interpolation=how))
