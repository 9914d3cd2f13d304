"""VQ Studio: a photo editor whose repair and style tools run on a vector-quantised autoencoder."""

import os

__version__ = "0.1.0"

# ONNX Runtime reports its use to its maker and keeps a device id and an event queue in the user's cache. It reads this
# when it is imported; later, or by its own call to disable events, is too late. Every process of ours, also those it
# starts, imports this package first.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
