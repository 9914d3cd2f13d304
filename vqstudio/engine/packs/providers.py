"""Finds the device that the models run on, without printing anything, and reports why."""

from __future__ import annotations

import logging
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort

from vqstudio.core.wording import Sentence, mark

from ..requests import Device
from .backends import CPU, CUDA, NAMES, WEBGPU, Unusable, first_line, opened, prepare
from .model_files import ModelFile, read_model

log = logging.getLogger(__name__)

AUTO = "auto"
CHOICES = {AUTO: (CUDA, WEBGPU), "cuda": (CUDA,), "webgpu": (WEBGPU,), "cpu": ()}
"""What a user may ask for, and the providers to try for it, the best first; the processor is always there."""
VARIABLE = "VQSTUDIO_DEVICE"
"""The environment variable that decides before any setting."""
TOLERANCE = 1e-2
"""Of the largest number of a test inference: CUDA multiplies with 10 bits, and a broken driver is much further off."""
SIDE = 64
"""Of what the test inference is given, where that may have any size."""

_lost: dict[str, Sentence] = {}


def choose_device(probe_graph: Path, wanted: str = AUTO) -> tuple[list[str], Device]:
    """The providers to open sessions with, the best first, and the device they mean.

    A GPU is only reported after it ran ``probe_graph`` (any graph with one input, of floats) and gave the processor's
    numbers. ``wanted`` is one of CHOICES, which the environment variable VQSTUDIO_DEVICE overrules.
    """
    asked = os.environ.get(VARIABLE, "").lower()
    providers, device = _chosen(probe_graph, asked if asked in CHOICES else wanted)
    if providers[0] in _lost:
        others = [(NAMES[providers[0]], mark("It stopped working.")), *device.others]
        return [CPU], Device("CPU", _lost[providers[0]], tuple(others))
    return providers, device


@cache
def _chosen(probe_graph: Path, wanted: str) -> tuple[list[str], Device]:
    others: list[tuple[str, str]] = []
    found, reason = CPU, ""
    for provider in (CUDA, WEBGPU):
        if provider not in CHOICES[wanted]:
            others.append((NAMES[provider], mark("It was not chosen.")))
        elif found != CPU:
            others.append((NAMES[provider], Sentence("{device} comes first.", device=NAMES[found])))
        elif failure := _tried(provider, probe_graph):
            others.append((NAMES[provider], failure))
        else:
            found = provider
    if found != CPU:
        reason = mark("The graphics card ran a test inference and gave the right numbers.")
    elif wanted == "cpu":
        reason = mark("The processor was chosen.")
    elif wanted == AUTO:
        reason = mark("No graphics card can be used.")
    else:
        reason = Sentence("{device} was chosen but cannot be used.", device=NAMES[CHOICES[wanted][0]])
    return list(dict.fromkeys((found, CPU))), Device(NAMES[found], reason, tuple(others))


def _tried(provider: str, graph: Path) -> str | None:
    """None if a session opened and computed the right numbers, else the reason in one line."""
    try:
        prepare(provider)
        model = read_model(ModelFile(graph))
        session, reference = opened(model, provider), opened(model, CPU)
        sample = _sample(reference)
        found, expected = session.run(None, sample), reference.run(None, sample)
    except Unusable as answer:
        return answer.why
    except Exception as error:  # noqa: BLE001  ORT raises its own kinds for every failure of a driver or library
        failure: str = Sentence("It is there but cannot be used: {reason}", reason=first_line(error))
    else:
        # Asked after it ran: ONNX Runtime goes over to the processor without a word.
        if session.get_providers()[0] != provider:
            failure = Sentence("Its libraries are missing; install the extra '{extra}'.", extra=NAMES[provider].lower())
        elif not all(map(alike, found, expected)):
            failure = mark("A test inference gave wrong numbers.")
        else:
            return None
    log.warning("%s cannot be used: %s", NAMES[provider], failure)
    return failure


def _sample(session: ort.InferenceSession) -> dict[str, np.ndarray]:
    spec = session.get_inputs()[0]
    sizes = [size if isinstance(size, int) else 1 if size == "batch" else SIDE for size in spec.shape]
    return {spec.name: np.random.default_rng(0).uniform(-1, 1, sizes).astype(np.float32)}


def alike(found: Any, expected: Any) -> bool:
    """Whether two results, arrays of one shape, are the same but for rounding; of whole numbers a few may differ."""
    if expected.dtype.kind == "i":
        return bool(np.mean(found == expected) > 0.95)
    # A comparison with what is not a number is False.
    return bool(np.abs(found - expected).max() <= TOLERANCE * max(1.0, float(np.abs(expected).max())))


def lose(provider: str, reason: str) -> None:
    """Use a GPU no more, in any session: it stopped working while it did something that the processor can do."""
    log.info("%s stopped working: %s", NAMES[provider], reason)  # the job says so
    _lost[provider] = Sentence(
        "{device} stopped working, so the processor goes on; choose a device in the preferences to try again. "
        "({reason})",
        device=NAMES[provider], reason=reason,
    )  # fmt: skip


def is_lost(provider: str) -> bool:
    return provider in _lost


def try_again() -> None:
    """Look for a device anew the next time, also at those that were lost."""
    _lost.clear()
    _chosen.cache_clear()
