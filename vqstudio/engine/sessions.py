"""ONNX Runtime sessions that keep their promises and can be cancelled while they run."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime as ort

from vqstudio.core.errors import PackError

from .cancel import Cancelled, CancelToken
from .manifest import GraphSpec

DTYPES = {"tensor(float)": "float32", "tensor(int64)": "int64"}

_opening: dict[Path, Future[ort.InferenceSession]] = {}


def open_ahead(paths: list[Path], providers: list[str]) -> None:
    """Begin to open model files that a :class:`Session` will soon be made of, while the program does something else.

    What goes wrong is told when the session is made.
    """
    pool = ThreadPoolExecutor(max(1, len(paths)))
    _opening.update({path: pool.submit(_open, path, providers) for path in paths})
    pool.shutdown(wait=False)


def _open(path: Path, providers: list[str]) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = os.cpu_count() or 1
    # Every session has threads of its own. Those that wait for work in a loop, as they do unless told otherwise, take
    # the cores from the next session's: painting after encoding took half as long again.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(str(path), options, providers=providers)


class Session:
    """One graph of a pack. Raises PackError if it cannot be read or differs from the manifest."""

    def __init__(self, path: Path, spec: GraphSpec, providers: list[str]) -> None:
        opening = _opening.pop(path, None)
        try:
            self._session = opening.result() if opening else _open(path, providers)
        except Exception as error:  # ORT has no common base for its errors
            raise PackError(
                "The model file {name} cannot be loaded: {reason}", name=path.name, reason=str(error).splitlines()[0]
            ) from error
        self.spec = spec
        self._check(path.name)
        self._outputs = [tensor.name for tensor in spec.outputs]

    def _check(self, name: str) -> None:
        problems = []
        for what, real, promised in (
            ("input", self._session.get_inputs(), self.spec.inputs),
            ("output", self._session.get_outputs(), self.spec.outputs),
        ):
            found = {tensor.name: tensor for tensor in real}
            for tensor in promised:
                if tensor.name not in found:
                    problems.append(f"{what} {tensor.name!r} is missing")
                    continue
                actual = found[tensor.name]
                dtype = DTYPES.get(actual.type, actual.type)
                if dtype != tensor.dtype:
                    problems.append(f"{what} {tensor.name!r} is {dtype} instead of {tensor.dtype}")
                if not _same_shape(actual.shape, tensor.shape):
                    problems.append(f"{what} {tensor.name!r} has shape {actual.shape} instead of {list(tensor.shape)}")
            if len(found) > len(promised):
                problems.append(f"{len(found)} {what}s instead of {len(promised)}")
        if problems:
            raise PackError(
                "The model file {name} differs from its manifest: {problems}.", name=name, problems="; ".join(problems)
            )

    def run(self, cancel: CancelToken, **inputs: np.ndarray) -> list[np.ndarray]:
        """Outputs in the manifest's order. Raises Cancelled as soon as ``cancel`` is set, also in the middle of a
        call.
        """
        cancel.check()
        options = ort.RunOptions()

        def terminate() -> None:
            options.terminate = True

        unregister = cancel.on_cancel(terminate)
        try:
            return self._session.run(self._outputs, inputs, options)
        except Exception:
            if cancel.cancelled:
                raise Cancelled from None
            raise
        finally:
            unregister()


def _same_shape(actual: list[int | str], promised: tuple[int | str, ...]) -> bool:
    """Fixed sizes must agree; a dimension promised as variable must not be fixed in the graph."""
    return len(actual) == len(promised) and all(
        a == p if isinstance(p, int) else not isinstance(a, int) for a, p in zip(actual, promised, strict=True)
    )
