"""ONNX Runtime sessions that keep their promises and can be cancelled while they run."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial

import numpy as np
import onnxruntime as ort

from vqstudio.core.errors import PackError
from vqstudio.core.memory import is_shortage

from ..cancel import Cancelled, CancelToken, apart, awaited, begun, current
from .backends import CPU, first_line, opened
from .manifest import GraphName, TensorSpec
from .model_files import ModelFile, model_of, read_model
from .pack import PackInfo
from .providers import is_lost, lose
from .runtime import TOO_MUCH, release_unused

DTYPES = {"tensor(float)": "float32", "tensor(int64)": "int64"}

Opened = tuple[ort.InferenceSession, str]
"""A session, and the provider that it runs on."""

_opening: dict[tuple[ModelFile, str], Future[Opened]] = {}


def open_ahead(models: list[ModelFile], providers: list[str]) -> None:
    """Begin to open model files that a :class:`Session` will soon be made of, while the program does something else.

    Errors are raised when the session is made.
    """
    for model in models:
        if (model, providers[0]) not in _opening:
            _opening[model, providers[0]] = begun(partial(_open, model, providers[0]))


def _open(model: ModelFile, provider: str) -> Opened:
    """On the processor where the GPU cannot do it."""
    release_unused()
    content = read_model(model)
    if provider == CPU or is_lost(provider):
        return opened(content, CPU), CPU
    try:
        return opened(content, provider), provider
    except Exception as error:  # noqa: BLE001  ORT has no common base for its errors
        session = opened(content, CPU)  # raises what is wrong with the model
        lose(provider, first_line(error))
        return session, CPU


class Session:
    """One graph of a pack. Raises PackError if the pack has none, or it cannot be read or differs from the manifest;
    Cancelled if the job is that it is opened for. The next one then finds it open.

    A GPU that fails at something that the processor can do, because its memory is full or it was taken away, is given
    up: the call is repeated on the processor, and all that follow run there.
    """

    def __init__(self, pack: PackInfo, graph: GraphName, providers: list[str]) -> None:
        spec = pack.manifest.graphs.get(graph)
        if spec is None:
            raise PackError("The pack {pack} has no {graph}; install one that has.", pack=pack.id, graph=graph)
        model = model_of(pack.path, spec)
        open_ahead([model], providers)
        key = (model, providers[0])
        self.spec = spec
        self._model, self._name, self._pack = model, model.path.name, pack.id
        self._cell = pack.manifest.stride * (2 if graph in ("style", "style_affine") else 1)
        try:
            self._session, self._provider = awaited(_opening[key], current())
            del _opening[key]
            self._check(self._name)
        except Cancelled:
            raise
        except PackError:
            _opening.pop(key, None)
            raise
        except Exception as error:  # ORT has no common base for its errors, and names in a model may be no text
            _opening.pop(key, None)
            if TOO_MUCH in str(error) or is_shortage(error):
                raise self._failure(error) from error
            raise PackError(
                "The model file {name} cannot be loaded: {reason}", name=self._name, reason=first_line(error)
            ) from error
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
        """Outputs in the manifest's order, of the sizes promised there and finite.

        Raises Cancelled as soon as ``cancel`` is set, also in the middle of a call; PackError if the model cannot be
        run or breaks its promises.
        """
        if self._provider == CPU or is_lost(self._provider):
            return self._run_on_cpu(inputs, cancel)
        provider = self._provider
        try:
            return self._run(self._session, inputs, cancel)
        except PackError as error:
            outputs = self._run_on_cpu(inputs, cancel)  # raises what is wrong with the model
            lose(provider, first_line(error.__cause__ or error))
            return outputs

    def _run_on_cpu(self, inputs: dict[str, np.ndarray], cancel: CancelToken) -> list[np.ndarray]:
        if self._provider != CPU:
            try:
                self._session, self._provider = apart(partial(_open, self._model, CPU), cancel)
            except (Cancelled, PackError):
                raise
            except Exception as error:  # ORT has no common base for its errors
                raise self._failure(error) from error
        return self._run(self._session, inputs, cancel)

    def _run(
        self, session: ort.InferenceSession, inputs: dict[str, np.ndarray], cancel: CancelToken
    ) -> list[np.ndarray]:
        cancel.check()
        options = ort.RunOptions()

        def terminate() -> None:
            options.terminate = True

        unregister = cancel.on_cancel(terminate)
        try:
            # Its own copies of what is not contiguous end in an error without words where there is no memory for them.
            given = {name: np.ascontiguousarray(value) for name, value in inputs.items()}
            outputs = self._computed(session, given, options)
        except Exception as error:  # ORT has no common base for its errors
            if cancel.cancelled:
                raise Cancelled from None
            raise self._failure(error) from error
        finally:
            unregister()
        self._check_outputs(inputs, outputs)
        return outputs

    def _computed(
        self, session: ort.InferenceSession, given: dict[str, np.ndarray], options: ort.RunOptions
    ) -> list[np.ndarray]:
        try:
            outputs: list[np.ndarray] = session.run(self._outputs, given, options)
        except Exception as error:  # ORT has no common base for its errors
            if TOO_MUCH not in str(error):
                raise
            # Perhaps only in one piece: what smaller pictures needed lies about in pieces that are too small.
            release_unused()
            outputs = session.run(self._outputs, given, options)
        return outputs

    def _failure(self, error: Exception) -> PackError:
        if TOO_MUCH in str(error):
            return PackError(
                "The model {name} of the pack {pack} needs more memory than a model may have; install the pack again.",
                name=self._name,
                pack=self._pack,
            )
        if is_shortage(error):
            return PackError(
                "There is not enough memory for the model {name}; close other programs or take a smaller photo.",
                name=self._name,
            )
        return PackError(
            "The model {name} of the pack {pack} failed: {reason}",
            name=self._name,
            pack=self._pack,
            reason=first_line(error),
        )

    def _check_outputs(self, inputs: dict[str, np.ndarray], outputs: list[np.ndarray]) -> None:
        """A graph's own statement about its outputs may be wrong, so the outputs themselves are checked."""
        sizes: dict[str, int] = {}
        given = [(spec, inputs[spec.name]) for spec in self.spec.inputs]
        for spec, value in [*given, *zip(self.spec.outputs, outputs, strict=True)]:
            if not _fits(value, spec, sizes):
                raise PackError(
                    "The model {name} of the pack {pack} gave {what} of a wrong size or type; install the pack again.",
                    name=self._name, pack=self._pack, what=spec.name,
                )  # fmt: skip
        for pixels, cells in (("height", "rows"), ("width", "columns")):
            if pixels in sizes and cells in sizes and sizes[pixels] != self._cell * sizes[cells]:
                raise PackError(
                    "The model {name} of the pack {pack} gave a picture of a wrong size; install the pack again.",
                    name=self._name, pack=self._pack,
                )  # fmt: skip
        for value in outputs:
            # The sum, at a fraction of the time, is finite only if all numbers are.
            if value.dtype == np.float32 and not np.isfinite(value.sum()) and not np.isfinite(value).all():
                raise PackError(
                    "The model {name} of the pack {pack} gave invalid numbers (NaN or infinite); "
                    "install the pack again.",
                    name=self._name, pack=self._pack,
                )  # fmt: skip


def _fits(value: np.ndarray, spec: TensorSpec, sizes: dict[str, int]) -> bool:
    """Whether a tensor is what was promised; ``sizes`` remembers those of the named dimensions."""
    if not isinstance(value, np.ndarray) or value.dtype != spec.dtype or value.ndim != len(spec.shape):
        return False
    return all(
        size == (promised if isinstance(promised, int) else sizes.setdefault(promised, size))
        for size, promised in zip(value.shape, spec.shape, strict=True)
    )


def _same_shape(actual: list[int | str], promised: tuple[int | str, ...]) -> bool:
    """Fixed sizes must agree; a dimension promised as variable must not be fixed in the graph."""
    return len(actual) == len(promised) and all(
        a == p if isinstance(p, int) else not isinstance(a, int) for a, p in zip(actual, promised, strict=True)
    )
