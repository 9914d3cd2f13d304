"""Packs on the disk, and the sessions that run the models in them: all of it checked."""
