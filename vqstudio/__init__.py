"""VQ Studio: a photo editor whose repair and style tools run on a vector-quantised autoencoder."""

__version__ = "0.1.0"
