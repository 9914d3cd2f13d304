"""Fills holes in a photo and strips beside it, without a visible trace."""
