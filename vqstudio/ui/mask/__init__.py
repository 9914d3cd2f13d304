"""Painting, selecting, and commands for the whole mask."""
