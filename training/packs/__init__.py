"""Weights from packs and into them."""
