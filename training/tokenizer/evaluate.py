"""Measures a pack through ONNX Runtime on a folder of photos, and writes the figures into its manifest."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import numpy as np
import torch

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.packs.pack import read_pack
from vqstudio.engine.packs.providers import choose_device
from vqstudio.engine.tokens.tokenizer import Tokenizer, pad_to_multiple

from ..common.metrics import flat_colour_shift, psnr, ssim
from ..common.perceptual import Lite0Features, feature_distance
from ..common.photos import find_photos
from ..common.realism import Likeness
from ..common.sheets import save_sheet
from ..packs.writing import write_manifest
from .quantizer import usage

PERCEPTUAL_DEPTH = 12
SHEET_SIDE = 256


def as_tensor(pixels: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1


@torch.no_grad()
def evaluate_pack(pack_folder: Path, data: Path, sheet: Path | None = None) -> dict[str, float]:
    """Mean PSNR (dB), SSIM and feature distance over the photos below ``data``; colour shift of flat areas (CIEDE2000,
    mean and worst of the photos that have any); KID (x 1000) of windows by features and by natural statistics, 0 for
    pictures that are like photos; the 8-px weave of flat areas, relative to the photos' own; share of codes in use,
    perplexity, MP/s of encode + quantize + decode. The figures replace those in the manifest.

    Raises PackError for a bad pack and DataError for an empty folder.
    """
    info = read_pack(pack_folder)
    providers, device = choose_device(info.path / info.manifest.graphs["encoder"].file)
    tokenizer = Tokenizer(info, providers)
    features = Lite0Features(PERCEPTUAL_DEPTH)
    never = CancelToken()
    rows: list[tuple[float, float, float]] = []
    shifts: list[float] = []
    likeness = Likeness(features)
    counts = torch.zeros(info.manifest.codes)
    pixels_done, seconds = 0, 0.0
    strips = []
    for file in find_photos(data, minimum_side=info.manifest.stride):
        photo = file.pixels().numpy()
        padded = pad_to_multiple(photo, info.manifest.stride)
        tokenizer.reconstruct(padded, never)  # not timed: the first call of each size allocates memory
        start = time.perf_counter()
        indices, z_q = tokenizer.quantize(tokenizer.encode(padded, never), never)
        result = tokenizer.decode(z_q, never)
        seconds += time.perf_counter() - start
        pixels_done += padded.shape[0] * padded.shape[1]
        result = result[: photo.shape[0], : photo.shape[1]]
        counts += torch.bincount(torch.from_numpy(indices).flatten(), minlength=len(counts))
        before, after = as_tensor(photo), as_tensor(result)
        distance = feature_distance(features(before), features(after))
        likeness.add(before, after)
        rows.append((psnr(photo, result), ssim(photo, result), float(distance)))
        if (shift := flat_colour_shift(photo, result)) is not None:
            shifts.append(shift)
        strips.append((photo, result))
    mean = np.array(rows).mean(axis=0)
    share, perplexity = usage(counts)
    figures = {
        "photos": float(len(rows)),
        "psnr_db": float(mean[0]),
        "ssim": float(mean[1]),
        "feature_distance": float(mean[2]),
        **({"flat_shift_mean": float(np.mean(shifts)), "flat_shift_worst": max(shifts)} if shifts else {}),
        **likeness.figures(),
        "codes_in_use": share,
        "perplexity": perplexity,
        f"mp_per_second_{device.name.lower()}": pixels_done / 1e6 / seconds,
    }
    figures = {name: round(value, 4) for name, value in figures.items()}
    write_manifest(msgspec.structs.replace(info.manifest, figures=figures), info.path)
    if sheet:
        side = min(SHEET_SIDE, *(min(photo.shape[:2]) for photo, _ in strips))
        save_sheet([torch.cat([as_tensor(pair[i][:side, :side]) for pair in strips]) for i in (0, 1)], sheet)
    return figures
