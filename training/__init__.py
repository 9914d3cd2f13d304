"""Makes the models of VQ Studio: tokenizers (VQ-VAE, VQ-GAN), repair, prior and styles, exported as ONNX packs."""

import vqstudio  # noqa: F401  Before onnxruntime, whose telemetry it turns off.
