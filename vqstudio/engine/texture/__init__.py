"""Textures: a picture of any size filled with an area of a photo (Kwatra et al. 2003, Graphcut Textures)."""
