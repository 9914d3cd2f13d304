"""VQ Studio: a photo editor whose repair and style tools run on a vector-quantised autoencoder.

``from vqstudio import Studio`` is the way in for Python scripts. Nothing else is imported before it is asked for.
"""

import os

TYPE_CHECKING = False  # typing's own takes longer to import than all of this
if TYPE_CHECKING:
    from .api import Studio
    from .core.errors import StudioError
    from .engine.cancel import Cancelled, CancelToken

__version__ = "0.1.0"
__all__ = ["CancelToken", "Cancelled", "Studio", "StudioError", "__version__"]

# ONNX Runtime reports its use to its maker and keeps a device id and an event queue in the user's cache. It reads this
# when it is imported; later, or by its own call to disable events, is too late. Every process of ours, also those it
# starts, imports this package first.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

_HOMES = {"Studio": "api", "StudioError": "core.errors", "CancelToken": "engine.cancel", "Cancelled": "engine.cancel"}

if not TYPE_CHECKING:  # or every misspelt name would have a type

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

    def __dir__():
        return sorted({*globals(), *__all__})
