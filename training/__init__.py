"""Makes the models of VQ Studio: tokenizers (VQ-VAE, VQ-GAN) and styles, exported as ONNX packs."""
